package doctrine

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"iter"
	"slices"
	"sync"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/diction"
)

// A Law is everything that was loaded. It never changes and is safe for use by many at once; what it hands out belongs
// to it and must not be written to.
type Law struct {
	authorities []Authority // by id
	rules       []Rule      // in the order of files, then of the file
	terms       []Term
	questions   []Question
	profiles    []Profile
	offences    []Offence // by id
	limits      []clock.Term
	daytimes    []clock.Daytime
	holidays    []clock.Holiday
	stale       []Staleness
	numbers     []Number
	burdens     []Burden
	words       []Word // of the glossary
	sheets      []laid // vocabulary laid over that which comes with the program

	clocks  *clock.Table
	lexicon func() *diction.Lexicon

	at       map[string]spot    // where each item stands, by kind and id
	where    map[string]int     // index of each item in its list, by kind and id
	lines    map[string]descent // by profile
	serving  map[string][]int   // the rules that serve each question, by id
	layers   []string           // what it was read from, from the ground up
	replaced []string           // what a layer put in the place of something beneath, by kind and id
	digest   func() string
}

func (l *Law) index() {
	l.where = make(map[string]int)
	index(l.where, authorities, l.authorities)
	index(l.where, rules, l.rules)
	index(l.where, terms, l.terms)
	index(l.where, questions, l.questions)
	index(l.where, profiles, l.profiles)
	index(l.where, offences, l.offences)
	l.indexTimes()
	index(l.where, glossary, l.words)
	l.lines = make(map[string]descent)
	for i := range l.profiles {
		l.lines[l.profiles[i].ID] = l.descend(l.profiles[i].ID)
	}
	l.serving = make(map[string][]int)
	for i := range l.rules {
		l.serving[l.rules[i].Question] = append(l.serving[l.rules[i].Question], i)
	}
	for _, of := range l.serving {
		slices.SortStableFunc(of, func(a, b int) int { return cmp.Compare(l.rules[a].ID, l.rules[b].ID) })
	}
	l.digest = sync.OnceValue(l.sum)
}

// index notes where each item stands in its list, by kind and id.
func index[T any](where map[string]int, kind sort[T], items []T) {
	for i := range items {
		id, _ := kind.of(&items[i])
		where[kind.name+" "+id] = i
	}
}

func find[T any](where map[string]int, kind, id string, items []T) (T, bool) {
	i, ok := where[kind+" "+id]
	if !ok {
		var none T
		return none, false
	}
	return items[i], true
}

// Authority is the authority of that id.
func (l *Law) Authority(id string) (Authority, bool) {
	return find(l.where, "authority", id, l.authorities)
}

// Rule is the rule of that id, whatever its date and profile.
func (l *Law) Rule(id string) (Rule, bool) { return find(l.where, "rule", id, l.rules) }

// Term is the term of that id.
func (l *Law) Term(id string) (Term, bool) { return find(l.where, "term", id, l.terms) }

// Question is the question of that id.
func (l *Law) Question(id string) (Question, bool) { return find(l.where, "question", id, l.questions) }

// Profile is the profile of that id.
func (l *Law) Profile(id string) (Profile, bool) { return find(l.where, "profile", id, l.profiles) }

// Offence is the offence of that id.
func (l *Law) Offence(id string) (Offence, bool) { return find(l.where, "offence", id, l.offences) }

// Authorities lists the authorities by id.
func (l *Law) Authorities() []Authority { return slices.Clone(l.authorities) }

// Rules lists every rule, in the order of the files and of each file.
func (l *Law) Rules() []Rule { return slices.Clone(l.rules) }

// Terms lists the terms in the order of their file.
func (l *Law) Terms() []Term { return slices.Clone(l.terms) }

// EachTerm goes over what Terms lists.
func (l *Law) EachTerm() iter.Seq[Term] { return slices.Values(l.terms) }

// Questions lists the questions in the order of their file, which is the order in which a review asks them.
func (l *Law) Questions() []Question { return slices.Clone(l.questions) }

// Profiles lists the profiles in the order of their file; the first is the default.
func (l *Law) Profiles() []Profile { return slices.Clone(l.profiles) }

// Offences lists the offences by id.
func (l *Law) Offences() []Offence { return slices.Clone(l.offences) }

// Digest is the SHA-256 of the law's content in hexadecimal. How a file is laid out, or which file a rule stands in,
// does not change it; any word does.
func (l *Law) Digest() string { return l.digest() }

func (l *Law) sum() string {
	text, err := json.Marshal(struct {
		Authorities []Authority
		Rules       []Rule
		Terms       []Term
		Questions   []Question
		Profiles    []Profile
		Offences    []Offence
		Limits      []clock.Term
		Daytimes    []clock.Daytime
		Holidays    []clock.Holiday
		Staleness   []Staleness
		Numbers     []Number
		Burdens     []Burden
		Words       []Word
		Vocabulary  []diction.Sheet `json:",omitempty"` // that of the program goes with its release
	}{
		l.authorities, sorted(l.rules, rules.id),
		sorted(l.terms, terms.id), l.questions, l.profiles, l.offences,
		l.limits, l.daytimes, l.holidays, l.stale, l.numbers, l.burdens, l.words, l.vocabulary(),
	})
	if err != nil {
		panic(err) // plain structs of strings cannot fail
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
