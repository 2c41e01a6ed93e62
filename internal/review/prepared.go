package review

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// A Prepared is an application of a matter whose sources, names and assertions have been read, so that one assertion can be reviewed as it
// is typed without reading all of them again. What it answers is what Run answers of the matter with that assertion in it. It is safe for
// use by several at once; each check has it to itself.
type Prepared struct {
	mu   *sync.Mutex // shared with those made from it, as is what they have read
	m    *record.Matter
	app  record.AppID
	base *Pass
	runs *int // under way; nothing that was read is forgotten meanwhile

	whole *Result // made by Whole
}

// Prepare readies an application. The matter must not be changed afterwards. It is nil if there is no such application. What of an earlier
// one, which may be nil, was read from the same words is taken over; from and its successor must be for the same reader and of the same law.
func Prepare(m *record.Matter, app record.AppID, law *doctrine.Law, from *Prepared) *Prepared {
	a := m.Application(app)
	if a == nil {
		return nil
	}
	r := &Prepared{mu: new(sync.Mutex), runs: new(int), m: m, app: app}
	words := make(map[string]*diction.Text)
	if from != nil {
		r.mu, r.runs, words = from.mu, from.runs, from.base.words
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.base = newPass(m, a, law, words)
	r.base.kept = newKept()
	if from != nil {
		old := from.base
		r.base.reading(old)
		if reflect.DeepEqual(old.Matter.People, m.People) {
			same := reflect.DeepEqual(old.Matter.Orders, m.Orders) && len(m.Sources) == len(old.Matter.Sources) && (len(m.Sources) == 0 || &m.Sources[0] == &old.Matter.Sources[0])
			r.base.knowing(old, same)
		}
	}
	r.base.nameTokens()
	r.base.collator()
	r.base.file()
	return r
}

// Of reports whether r was prepared from an application of a matter with this very content.
func (r *Prepared) Of(m *record.Matter, app record.AppID) bool {
	return r != nil && r.app == app && reflect.DeepEqual(r.m, m) // quick where they share their lists, as views of one file do
}

// Lines is how many lines of sources the matter has, which is what the memory that r takes goes by.
func (r *Prepared) Lines() int {
	n := 0
	for i := range r.m.Sources {
		n += len(r.m.Sources[i].Lines)
	}
	return n
}

// Whole reviews the application as it stands. It gives up, with false, when stop says so, which may be nil.
func (r *Prepared) Whole(stop func() bool) (Result, bool) {
	r.mu.Lock()
	known := r.whole
	r.mu.Unlock()
	if known != nil {
		return *known, true
	}
	out, ok := r.run(r.base.beside(r.m, r.base.App), Checks(), stop)
	if ok {
		r.mu.Lock()
		r.whole = &out
		r.mu.Unlock()
	}
	return out, ok
}

// With reviews the application with an assertion put in, or put for the one of its number. It gives up as Whole does.
func (r *Prepared) With(s record.Assertion, stop func() bool) (Result, bool) {
	return r.run(r.with(s), Checks(), stop)
}

// At reviews an assertion put into the application, or put for the one of its number. It returns of what With returns the flaws of all
// checks but those that are asked After: at the assertion all of them, elsewhere those of the checks that go to more than one assertion.
func (r *Prepared) At(s record.Assertion, stop func() bool) (Result, bool) {
	p := r.with(s)
	p.lone = s.N
	defer r.forget(s)
	return r.run(p, slices.DeleteFunc(Checks(), func(c *Check) bool { return c.After }), stop)
}

func (r *Prepared) run(p *Pass, checks []*Check, stop func() bool) (Result, bool) {
	r.mu.Lock()
	*r.runs++
	p.Grounds = GroundsOf(p)
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		*r.runs--
		r.mu.Unlock()
	}()
	for _, c := range checks {
		if stop != nil && stop() {
			return Result{}, false
		}
		r.mu.Lock()
		p.check = c
		c.run(p)
		r.mu.Unlock()
	}
	if stop != nil && stop() {
		return Result{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return p.result(), true
}

// with returns a pass over the application with an assertion in it.
func (r *Prepared) with(s record.Assertion) *Pass {
	m := *r.m
	m.Applications = slices.Clone(m.Applications)
	a := m.Application(r.app)
	was := a.Assertion(s.N)
	list := slices.Clone(a.Affidavit.Assertions)
	if at, found := slices.BinarySearchFunc(list, s.N, func(x record.Assertion, n int) int { return x.N - n }); found {
		list[at] = s
	} else {
		list = slices.Insert(list, at, s)
	}
	a.Affidavit.Assertions = list
	p := r.base.beside(&m, a)
	// A reading declared in one assertion serves wherever its words are cited; where those change, nothing that stands behind others is sure to hold.
	if was == nil && len(s.Readings) == 0 || was != nil && slices.Equal(was.Readings, s.Readings) {
		p.base, p.anew = r.base, restingOn(list, s.N)
	}
	return p
}

// restingOn are the numbers of the assertions that rest on n, on one that does, and so on; and n.
func restingOn(list []record.Assertion, n int) map[int]bool {
	out := map[int]bool{n: true}
	for more := true; more; {
		more = false
		for _, a := range list {
			if !out[a.N] && slices.ContainsFunc(a.RestsOn, func(on int) bool { return out[on] }) {
				out[a.N], more = true, true
			}
		}
	}
	return out
}

// saved returns what stands behind an assertion of the paper as it was saved, if that is the same now; else nil.
func (p *Pass) saved(a *record.Assertion) *backing {
	if p.base == nil || p.anew[a.N] {
		return nil
	}
	b := p.base.backing(a.N)
	if b == nil {
		return nil
	}
	c := *b
	c.Assertion, c.added, c.texts = a, nil, nil // what it adds hangs on what is sworn elsewhere
	return &c
}

// beside returns a pass over another state of the application, or another reading of it, that knows what p does of the matter.
func (p *Pass) beside(m *record.Matter, a *record.Application) *Pass {
	q := newPass(m, a, p.law, p.words)
	q.reading(p)
	q.knowing(p, true)
	return q
}

// reading takes over what another pass has worked out of words alone.
func (p *Pass) reading(o *Pass) {
	p.kept.parts, p.kept.like, p.kept.contents = o.kept.parts, o.kept.like, o.kept.contents
}

// knowing takes over what another pass has worked out of a matter with the same people and, if so, the same sources: none of it hangs on
// what is sworn.
func (p *Pass) knowing(o *Pass, sources bool) {
	k := &p.kept
	p.known, p.tokens = o.known, o.tokens
	k.fit, k.named, k.nominal, k.clauses, k.collator = o.kept.fit, o.kept.named, o.kept.nominal, o.kept.clauses, o.kept.collator
	if sources {
		k.names, k.says, k.cited, k.filed = o.kept.names, o.kept.says, o.kept.cited, o.kept.filed
	}
}

// newKept makes the stores that passes over one matter share.
func newKept() kept {
	return kept{
		parts: make(map[string]diction.NameParts), like: make(map[[2]string]diction.Likeness), fit: make(map[string][]record.PersonID),
		names: make(map[*record.Source][]string), says: make(map[*record.Source]*supply), clauses: make(map[*diction.Text][]statement),
		named: make(map[*diction.Text][]diction.Name), nominal: make(map[*diction.Text]map[int]bool), cited: make(map[string]*supply),
		contents: make(map[*diction.Text]map[string]bool), filed: new(onRecord),
	}
}

// forget drops what was read of an assertion that was only typed, so that a day's typing does not pile up.
func (r *Prepared) forget(s record.Assertion) {
	typed := []string{s.Text}
	for _, x := range s.Readings {
		typed = append(typed, x.Words, x.Means, x.Basis)
	}
	for _, x := range s.Identifies {
		typed = append(typed, x.Name, x.Basis)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if *r.runs > 0 {
		return
	}
	k := &r.base.kept
	for words, t := range r.base.words {
		if slices.ContainsFunc(typed, func(s string) bool { return len(words) <= len(s) && strings.Contains(s, words) }) {
			delete(r.base.words, words)
			delete(k.named, t)
			delete(k.nominal, t)
			delete(k.contents, t)
			delete(k.clauses, t)
			k.collator.Forget(t)
		}
	}
	if len(k.like) > mostNames {
		clear(k.like)
	}
}

// mostNames is how many pairs of names are remembered.
const mostNames = 1 << 20
