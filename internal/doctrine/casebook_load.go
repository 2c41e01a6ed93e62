package doctrine

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"iter"
	"slices"
	"sync"
)

//go:embed casebook
var embeddedCases embed.FS

// DefaultCasebook is the casebook that comes with Affiant, over the law that does. It panics only if the embedded data is
// broken, which a test forbids.
var DefaultCasebook = sync.OnceValue(func() *Casebook {
	files, err := fs.Sub(embeddedCases, "casebook")
	if err != nil {
		panic(err)
	}
	r := &reader{files: files, prefix: BuiltIn + ":casebook/", at: make(map[string]spot)}
	b := r.casebook(&Casebook{}, Default())
	if len(r.faults) > 0 {
		panic("doctrine: the embedded casebook is broken:\n" + r.faults.Error())
	}
	return b
})

// A Casebook is the catalogue of factors and the decided cases coded by it. It never changes and is safe for use by many
// at once; what it hands out belongs to it and must not be written to.
type Casebook struct {
	law       *Law
	courts    []Court
	issues    []Issue
	factors   []Factor // in the order of files, then of the file
	aftermath []Aftermath
	steps     []Step
	rules     []Rule // in the order of files, then of the file
	cases     []Case // by id

	at       map[string]spot // where each item stands, by kind and id
	where    map[string]int  // index of each item in its list, by kind and id
	replaced []string        // what a layer put in the place of something beneath, by kind and id
	digest   func() string
}

// LoadCasebook reads a casebook from the folder fsys, to stand on law, whose authorities, terms, questions and profiles it
// may name. The folder holds
//
//	factors/*.yaml    lists of factors, one file a family
//	cases/ID.yaml     one decided case each, named for its id
//	rules/*.yaml      lists of rules, from factors to the sides of questions and to terms of the law
//	aftermath.yaml, courts.yaml, questions.yaml, steps.yaml
//
// Decoding is as strict as that of Load, and so is the error. Whether what was read hangs together is for LintCasebook to
// say.
func LoadCasebook(fsys fs.FS, law *Law) (*Casebook, error) {
	r := &reader{files: fsys, at: make(map[string]spot)}
	b := r.casebook(&Casebook{}, law)
	if len(r.faults) > 0 {
		r.faults.Sort()
		return nil, r.faults
	}
	return b, nil
}

// casebook reads a casebook that stands on law, over the casebook beneath.
func (r *reader) casebook(beneath *Casebook, law *Law) *Casebook {
	b := &Casebook{law: law, at: r.at}
	b.factors = lists(r, "factors", factors, beneath.factors)
	b.aftermath = list(r, "aftermath.yaml", aftermaths, beneath.aftermath)
	b.courts = list(r, "courts.yaml", courts, beneath.courts)
	b.issues = list(r, "questions.yaml", issues, beneath.issues)
	b.steps = list(r, "steps.yaml", steps, beneath.steps)
	b.rules = lists(r, "rules", rules, beneath.rules)
	b.cases = singles(r, "cases", cases, beneath.cases)
	b.replaced = append(slices.Clone(beneath.replaced), r.replaced...)
	r.strays()
	b.where = make(map[string]int)
	index(b.where, factors, b.factors)
	index(b.where, aftermaths, b.aftermath)
	index(b.where, courts, b.courts)
	index(b.where, issues, b.issues)
	index(b.where, steps, b.steps)
	index(b.where, rules, b.rules)
	index(b.where, cases, b.cases)
	b.digest = sync.OnceValue(b.sum)
	return b
}

// The sorts of items that a casebook holds.
var (
	factors    = sort[Factor]{"factor", "factors", func(f *Factor) (string, string) { return string(f.ID), f.Replaces }}
	aftermaths = sort[Aftermath]{"aftermath", "aftermath", func(a *Aftermath) (string, string) { return string(a.ID), a.Replaces }}
	courts     = sort[Court]{"court", "courts", func(c *Court) (string, string) { return c.ID, c.Replaces }}
	issues     = sort[Issue]{"question", "issues", func(i *Issue) (string, string) { return i.ID, i.Replaces }}
	cases      = sort[Case]{"case", "case", func(c *Case) (string, string) { return c.ID, c.Replaces }}
	steps      = sort[Step]{"step", "steps", func(s *Step) (string, string) { return s.ID, s.Replaces }}
)

// Factor is the factor of that id.
func (b *Casebook) Factor(id FactorID) (Factor, bool) {
	return find(b.where, "factor", string(id), b.factors)
}

// Aftermath is what came after, of that id.
func (b *Casebook) Aftermath(id AfterID) (Aftermath, bool) {
	return find(b.where, "aftermath", string(id), b.aftermath)
}

// Court is the court of that id.
func (b *Casebook) Court(id string) (Court, bool) { return find(b.where, "court", id, b.courts) }

// Issue is the question of that id.
func (b *Casebook) Issue(id string) (Issue, bool) { return find(b.where, "question", id, b.issues) }

// Step is the step of that id.
func (b *Casebook) Step(id string) (Step, bool) { return find(b.where, "step", id, b.steps) }

// Rule is the casebook's rule of that id, whatever its date and profile.
func (b *Casebook) Rule(id string) (Rule, bool) { return find(b.where, "rule", id, b.rules) }

// Case is the decided case of that id.
func (b *Casebook) Case(id string) (Case, bool) { return find(b.where, "case", id, b.cases) }

// Law is the law that the casebook stands on.
func (b *Casebook) Law() *Law { return b.law }

// Factors lists the factors in the order of the files and of each file.
func (b *Casebook) Factors() []Factor { return slices.Clone(b.factors) }

// EachFactor goes over what Factors lists.
func (b *Casebook) EachFactor() iter.Seq[Factor] { return slices.Values(b.factors) }

// AllAftermath lists what may come after, in the order of its file.
func (b *Casebook) AllAftermath() []Aftermath { return slices.Clone(b.aftermath) }

// Courts lists the courts in the order of their file.
func (b *Casebook) Courts() []Court { return slices.Clone(b.courts) }

// Issues lists the questions in the order of their file.
func (b *Casebook) Issues() []Issue { return slices.Clone(b.issues) }

// Steps lists the steps in the order of their file.
func (b *Casebook) Steps() []Step { return slices.Clone(b.steps) }

// Rules lists the casebook's own rules, in the order of the files and of each file.
func (b *Casebook) Rules() []Rule { return slices.Clone(b.rules) }

// Cases lists the decided cases by id.
func (b *Casebook) Cases() []Case { return slices.Clone(b.cases) }

// EachCase goes over what Cases lists.
func (b *Casebook) EachCase() iter.Seq[Case] { return slices.Values(b.cases) }

// Shown lists the factors that the facts of a case show, each once, sorted. What came after is not among them.
func (c Case) Shown() []FactorID {
	var all []FactorID
	for _, f := range c.Facts {
		all = append(all, f.Shows...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// FactorsOf lists the factors that belong to one of the case's questions, each once, sorted: those stated apart for it, or
// else all that the facts show.
func (c Case) FactorsOf(q Asked) []FactorID {
	if q.Factors == nil {
		return c.Shown()
	}
	return slices.Compact(slices.Sorted(slices.Values(q.Factors)))
}

// Favours is the side that the factor favours on a question asked, in its profile and of the text that it reads. ok is false
// if it does not bear on it.
func (f Factor) Favours(q Asked) (side string, ok bool) {
	for _, b := range f.Bears {
		if b.About == q.About && (b.Profile == "" || b.Profile == q.Profile) && (b.Corpus == "" || b.Corpus == q.Corpus) {
			return b.Favours, true
		}
	}
	return "", false
}

// Digest is the SHA-256 of the casebook's content in hexadecimal. The law beneath has its own.
func (b *Casebook) Digest() string { return b.digest() }

func (b *Casebook) sum() string {
	text, err := json.Marshal(struct {
		Courts    []Court
		Issues    []Issue
		Factors   []Factor
		Aftermath []Aftermath
		Steps     []Step
		Rules     []Rule
		Cases     []Case
	}{b.courts, b.issues, sorted(b.factors, factors.id), b.aftermath, b.steps, sorted(b.rules, rules.id), b.cases})
	if err != nil {
		panic(err) // plain structs of strings cannot fail
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
