// Package collation lays a sworn sentence beside the source that it follows, word by word, as an editor lays two copies of
// one text side by side, and says what was added, dropped, changed or turned into its opposite.
//
// It speaks only where one text repeats the other closely. A summary or a free paraphrase yields nothing: where two texts
// share little, no word of the one stands for a word of the other. It knows words, not law: which difference matters, and
// whether something else supplies it, is for who asks.
package collation

import "github.com/affiant-project/affiant/internal/diction"

// A Kind is what became of a word on its way from the source to the sworn sentence.
type Kind string

// The kinds of difference.
const (
	Added   Kind = "added"   // the sworn sentence has it, and the source nothing in its place
	Changed Kind = "changed" // the source has something else in its place
	Lacking Kind = "lacking" // the source has it in or beside what the sentence repeats
	Turned  Kind = "turned"  // the one denies what the other affirms
)

// A Sort is the sort of word that differs.
type Sort string

// The sorts of difference.
const (
	Thing     Sort = "thing"
	Act       Sort = "act"
	Person    Sort = "person" // a name, or a word for a person
	Quality   Sort = "quality"
	Figure    Sort = "figure" // a number, sum, time or date
	Amount    Sort = "amount" // how much or how often, in words that are no number
	Place     Sort = "place"
	Proper    Sort = "proper"  // a capitalised word that is no person
	Reserve   Sort = "reserve" // words by which the speaker holds back
	Exception Sort = "exception"
	Denial    Sort = "denial"
	Other     Sort = "other"

	Alternative Sort = "alternative" // one of two things between which the source does not choose
	Doer        Sort = "doer"        // one who does what in the source is done by nobody named
)

// A Run is a run of words of a text, from the word First to the word Last, with its bytes.
type Run struct {
	First, Last int
	Start, End  int
}

// A Difference is one place where two texts that otherwise agree do not.
type Difference struct {
	Kind   Kind
	Sort   Sort
	Sworn  Run     // for Lacking, what repeats the rest of the source's sentence
	Line   int     // index into the lines given
	Source Run     // for Added, the source's sentence so far as it is repeated
	Close  float64 // the share of the rest that is repeated, from 0 to 1
}

// A Named is a personal name in a text and the persons, by any key, that it may mean.
type Named struct {
	First, Last int
	Who         []string
}

// A Collator compares texts. It remembers what it has looked up, and is not safe for use by several goroutines.
type Collator struct {
	// Names gives the personal names of a text. It may be nil.
	Names func(*diction.Text) []Named

	lexicon *diction.Lexicon
	lore    map[string]*lore
	read    map[*diction.Text]*reading
	lights  map[string]bool // the light verbs
}

// New returns a collator that reads with the given vocabulary.
func New(lx *diction.Lexicon, names func(*diction.Text) []Named) *Collator {
	c := &Collator{Names: names, lexicon: lx, lore: make(map[string]*lore), read: make(map[*diction.Text]*reading), lights: make(map[string]bool)}
	for _, e := range lx.Class(lights) {
		c.lights[e.Words] = e.Kind == "verb"
	}
	return c
}

// Forget drops what is remembered of a text.
func (c *Collator) Forget(t *diction.Text) { delete(c.read, t) }

// Collate lays a sworn text beside the lines that it cites and returns their differences in the order of the sworn text.
func (c *Collator) Collate(sworn *diction.Text, lines []*diction.Text) []Difference {
	a := c.align(sworn, lines)
	if a == nil {
		return nil
	}
	return a.differences()
}
