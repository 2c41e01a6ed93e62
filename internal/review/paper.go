package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A paper is the sworn text of one application with what it rests on, indexed once for the checks.
type paper struct {
	facts        []fact
	at           map[int]int // index into facts, by the assertion's number
	source       map[record.SourceID]*record.Source
	person       map[record.PersonID]*record.Person
	incorporated map[record.SourceID]bool
	citing       map[record.SourceID][]int // numbers of the assertions that cite a source
	cited        []*record.Source          // in the order in which the paper first cites them
	names        forms
	tied         []tie
	tiesRead     bool
	spoken       []rival // names in the sources, made by Pass.spoken
	spokenRead   bool
	searched     []record.SourceID // made by Pass.searched
	searchedRead bool
	had          map[record.SourceID]bool            // made by Pass.had
	portrayed    map[record.SourceID]*album          // made by Pass.album
	pictures     *pictures                           // made by Pass.pictures
	swornLooks   map[int][]*portrait                 // made by Pass.swornPortraits
	likely       []*fact                             // made by Pass.likely
	manyDoers    map[record.SourceID]bool            // made by Pass.moreThanOne
	tellings     map[sameness]bool                   // made by Pass.tellsTrait
	tolerances   map[string]float64                  // made by Pass.tolerance
	shown        map[record.SourceID]record.PersonID // made by Pass.shownIn
	meant        map[record.PersonID]*fact           // made by Pass.swornToBe
	failures     map[bool]bool                       // whether one is told, made by Pass.tellsFailure
}

// A fact is one assertion, read.
type fact struct {
	*record.Assertion
	text     *diction.Text
	form     bool // words of form only: who swears, the oath, the request
	aside    bool // the affiant's own service and schooling
	sources  []*record.Source
	mentions []mention
	resting  []record.Cite // see cites
}

// paper returns the index of the pass, made on the first call.
func (p *Pass) paper() *paper {
	if p.indexed == nil {
		p.indexed = p.read()
	}
	return p.indexed
}

func (p *Pass) read() *paper {
	m, a := p.Matter, p.App
	d := &paper{
		at:           make(map[int]int),
		source:       make(map[record.SourceID]*record.Source),
		person:       make(map[record.PersonID]*record.Person),
		incorporated: make(map[record.SourceID]bool),
		citing:       make(map[record.SourceID][]int),
	}
	for i := range m.Sources {
		d.source[m.Sources[i].ID] = &m.Sources[i]
	}
	for i := range m.People {
		d.person[m.People[i].ID] = &m.People[i]
	}
	for _, id := range a.Affidavit.Incorporates {
		d.incorporated[id] = true
	}
	d.names = p.forms()
	for i := range a.Affidavit.Assertions {
		f := fact{Assertion: &a.Affidavit.Assertions[i]}
		f.text = p.Text(f.Text)
		d.at[f.N] = i
		for _, c := range f.cites() {
			s := d.source[c.Source]
			if s == nil || slices.Contains(f.sources, s) {
				continue
			}
			f.sources = append(f.sources, s)
			if len(d.citing[s.ID]) == 0 {
				d.cited = append(d.cited, s)
			}
			d.citing[s.ID] = append(d.citing[s.ID], f.N)
		}
		f.aside = f.text.Has(aside) && len(f.sources) == 0
		f.form = len(f.sources) == 0 && len(f.RestsOn) == 0 && f.Basis != record.Observed && f.text.Has(preambles)
		d.facts = append(d.facts, f)
	}
	d.mention(p)
	return d
}

// cites returns the spans that an assertion rests on, and those that settle whom it means.
func (f *fact) cites() []record.Cite {
	if f.resting == nil {
		f.resting = slices.Clip(f.Cites)
		for _, id := range f.Identifies {
			f.resting = append(f.resting, id.Cites...)
		}
	}
	return f.resting
}

// fact returns the assertion with number n, or nil.
func (d *paper) fact(n int) *fact {
	if i, ok := d.at[n]; ok {
		return &d.facts[i]
	}
	return nil
}

// beside returns the assertions that stand in one paragraph with f, f too, in the order of the paper. Where the file
// does not number paragraphs each assertion is one.
func (d *paper) beside(f *fact) []*fact {
	if f.Paragraph == 0 {
		return []*fact{f}
	}
	var out []*fact
	for i := range d.facts {
		if d.facts[i].Paragraph == f.Paragraph {
			out = append(out, &d.facts[i])
		}
	}
	return out
}

// sworn calls each with every text within the four corners: the assertions, and the lines of what was incorporated. It
// reports whether any of them satisfied it.
func (p *Pass) sworn(each func(*diction.Text) bool) bool {
	d := p.paper()
	for i := range d.facts {
		if each(d.facts[i].text) {
			return true
		}
	}
	for _, s := range p.Matter.Sources {
		if !d.incorporated[s.ID] {
			continue
		}
		for _, l := range s.Lines {
			if each(p.Text(l.Text)) {
				return true
			}
		}
	}
	return false
}

// swears reports whether any word of the class stands within the four corners.
func (p *Pass) swears(c diction.Class) bool {
	return p.sworn(func(t *diction.Text) bool { return t.Has(c) })
}

// hasAny reports whether any word of the classes stands in t.
func hasAny(t *diction.Text, classes ...diction.Class) bool {
	return slices.ContainsFunc(classes, t.Has)
}

// whole is the span of a text from its first word to its last.
func whole(t *diction.Text) Span {
	if len(t.Words) == 0 {
		return Span{}
	}
	return spanOf(t, t.Words[0].Start, t.Words[len(t.Words)-1].End)
}

func spanOf(t *diction.Text, start, end int) Span { return Span{start, end, t.Raw[start:end]} }

func hitSpan(t *diction.Text, h diction.Hit) Span { return spanOf(t, h.Start, h.End) }

// content returns the stems of the words of t that carry meaning, names and numbers too.
func (p *Pass) content(t *diction.Text) map[string]bool {
	return once(&p.kept.contents, t, func() map[string]bool {
		out := make(map[string]bool)
		for _, u := range t.Terms() {
			for i := u.First; i <= u.Last; i++ {
				out[t.Words[i].Stem] = true
			}
		}
		return out
	})
}

// shared counts the words of a that are in b.
func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}
