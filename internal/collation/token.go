package collation

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// The classes of the vocabulary that this room asks for by itself.
const (
	amounts  diction.Class = "amount"
	limits   diction.Class = "limit"
	reserves diction.Class = "reserve"
	beings   diction.Class = "person-noun"
	unnamed  diction.Class = "person-unnamed"
	kinsfolk diction.Class = "kin"
	pronouns diction.Class = "pronoun"
	tellings diction.Class = "telling"
	seeings  diction.Class = "seeing"
	papers   diction.Class = "procedure"
	lights   diction.Class = "light"
	somebody diction.Class = "somebody"
	doing    diction.Class = "doing"
	nays     diction.Class = "nay"
	alikes   diction.Class = "alike"
	fixtures diction.Class = "fixture"
	pointers diction.Class = "pointer"

	wondering diction.Class = "wondering"
)

// meaning are the classes whose entries name concepts that a paraphrase may exchange.
var meaning = []diction.Class{diction.Drug, diction.Weapon, diction.Act, diction.Thing, diction.Slang, diction.Street, diction.DesignationWord, diction.Direction, diction.Money, diction.Event, diction.Unit, diction.LocatorWord, kinsfolk, alikes}

// A fabric is what a token is made of.
type fabric int

const (
	word   fabric = iota
	figure        // a number with what it counts in
	amount        // every night, numerous
	name          // a personal name
	being         // man, driver: means a person without naming him
)

// A token is a word or phrase of a text that carries content.
type token struct {
	fabric      fabric
	first, last int // words
	sentence    int
	quoted      bool
	frame       bool // belongs to the telling, not to what is told: stated, according to
	says        bool // is a verb of saying
	street      bool // ends the name of a street
	thing       bool // is a drug or a weapon by the vocabulary, or a part of a house, car or dress that is pointed to
	nay         bool // denies: never, nothing
	capitals    bool // is written in capitals: USPTO
	light       bool // a word that any paraphrase puts in
	paper       bool // names a paper, a place or an office such as any paper brings in by itself
	norm, stem  string
	concepts    []string // what it may mean
	broad       []string // those, and what they are sorts of
	number      diction.Number
	kind        string // of an amount
	who         []string
	lore        *lore
	proper      bool // capitalised where no sentence begins
}

// A reading is a text as tokens.
type reading struct {
	text   *diction.Text
	tokens []token
	at     []int // the token that a word belongs to, or -1
	ends   []int // the index after the last token of each sentence
	clause []int // the clause of each word
	deny   []int // how many negations reach each word
	beings map[int]bool
}

// reads breaks a text into tokens, once.
func (c *Collator) reads(t *diction.Text) *reading {
	if r, ok := c.read[t]; ok {
		return r
	}
	r := &reading{text: t, at: make([]int, len(t.Words)), clause: make([]int, len(t.Words)), deny: make([]int, len(t.Words)), beings: make(map[int]bool)}
	c.read[t] = r
	for i := range r.at {
		r.at[i] = -1
	}
	for n, p := range t.Clauses() {
		for i := p.First; i <= p.Last; i++ {
			r.clause[i] = n
		}
	}
	r.negate()
	for _, class := range []diction.Class{beings, unnamed} {
		for _, h := range t.Hits(class) {
			r.beings[h.Last] = true
		}
	}
	begins := make(map[int]token)
	claim := func(k token) {
		for i := k.first; i <= k.last; i++ {
			for _, o := range begins {
				if o.first <= i && i <= o.last {
					return
				}
			}
		}
		begins[k.first] = k
	}
	for _, n := range t.Numbers() {
		claim(token{fabric: figure, first: n.First, last: n.Last, number: n})
	}
	if c.Names != nil {
		for _, n := range c.Names(t) {
			if len(n.Who) > 0 {
				claim(token{fabric: name, first: n.First, last: n.Last, who: n.Who})
			}
		}
	}
	for _, h := range t.Hits(amounts) {
		claim(token{fabric: amount, first: h.First, last: h.Last, kind: h.Kind, concepts: []string{h.Means}})
	}
	silent := marks(t, diction.Common, diction.Title)
	frame := marks(t, diction.Hearsay, tellings, seeings)
	say, thing, street := marks(t, diction.Hearsay), marks(t, diction.Drug, diction.Weapon), marks(t, diction.Street)
	pointed := marks(t, pointers)
	for i := range marks(t, fixtures) {
		thing[i] = thing[i] || pointed[i-1]
	}
	paper, light := marks(t, papers), marks(t, lights)
	denying := make(map[int]bool)
	for _, h := range t.Hits(diction.Negation) {
		denying[h.First] = h.Kind == "particle"
	}
	family := marks(t, kinsfolk)
	concepts, broad := make(map[int][]string), make(map[int][]string)
	for _, class := range meaning {
		for _, h := range t.Hits(class) {
			for i := h.First; i <= h.Last; i++ {
				concepts[i] = append(concepts[i], h.Means)
				broad[i] = append(broad[i], c.lexicon.Broader(h.Means)...)
			}
		}
	}
	for i := 0; i < len(t.Words); i++ {
		w := t.Words[i]
		k, ok := begins[i]
		switch {
		case ok:
		case r.beings[i] && !family[i]:
			k = token{fabric: being, first: i, last: i}
		case silent[i] && !family[i] || len(w.Norm) < 2:
			continue
		default:
			k = token{fabric: word, first: i, last: i, frame: frame[i], paper: paper[i], light: light[i], nay: denying[i], says: say[i], thing: thing[i], street: street[i], concepts: concepts[i], broad: broad[i]}
		}
		k.sentence, k.quoted = w.Sentence, w.Quoted
		k.norm, k.stem = strings.TrimSuffix(t.Words[k.last].Norm, "'s"), t.Words[k.last].Stem
		if k.fabric == word || k.fabric == being {
			k.lore = c.know(k.norm)
			k.capitals = len(w.Raw) > 1 && w.Raw == strings.ToUpper(w.Raw)
			k.proper = upper(w.Raw) && i > 0 && t.Words[i-1].Sentence == w.Sentence
		}
		for n := k.first; n <= k.last; n++ {
			r.at[n] = len(r.tokens)
		}
		r.tokens = append(r.tokens, k)
		i = k.last
	}
	for i, k := range r.tokens {
		for len(r.ends) <= k.sentence {
			r.ends = append(r.ends, i)
		}
		r.ends[k.sentence] = i + 1
	}
	return r
}

// of returns the tokens of a sentence, as the first and the one after the last.
func (r *reading) of(sentence int) (int, int) {
	if sentence < 0 || sentence >= len(r.ends) {
		return 0, 0
	}
	from := 0
	if sentence > 0 {
		from = r.ends[sentence-1]
	}
	return from, max(from, r.ends[sentence])
}

// negate counts the negations that reach each word: those that stand before it in its clause.
func (r *reading) negate() {
	for _, h := range r.text.Negations() {
		for i := h.Last + 1; i < len(r.text.Words) && r.clause[i] == r.clause[h.First]; i++ {
			r.deny[i]++
		}
	}
}

// marks are the words that belong to an entry of one of the classes.
func marks(t *diction.Text, classes ...diction.Class) map[int]bool {
	out := make(map[int]bool)
	for _, c := range classes {
		for _, h := range t.Hits(c) {
			for i := h.First; i <= h.Last; i++ {
				out[i] = true
			}
		}
	}
	return out
}

func upper(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// equal says how far a sworn token may stand for one of the source: 2 for the same word, 1 for another of the same sense,
// 0 for neither.
func (c *Collator) equal(a, b *token) int {
	switch {
	case a.fabric == figure && b.fabric == figure:
		if sameFigure(a.number, b.number) {
			return 2
		}
		return 0
	case a.fabric == figure || b.fabric == figure:
		if a.fabric == amount && a.kind == "both" && b.number.Value == 2 || b.fabric == amount && b.kind == "both" && a.number.Value == 2 {
			return 1
		}
		if a.fabric == amount && a.kind == "once" && b.number.Value == 1 || b.fabric == amount && b.kind == "once" && a.number.Value == 1 {
			return 1
		}
		return 0
	case a.fabric == amount || b.fabric == amount:
		if a.fabric != b.fabric || a.kind != b.kind {
			return 0
		}
		if a.norm == b.norm {
			return 2
		}
		return 1
	case a.fabric == name && b.fabric == name:
		if slices.ContainsFunc(a.who, func(w string) bool { return slices.Contains(b.who, w) }) {
			return 2
		}
		return 0
	case a.fabric == name || b.fabric == name:
		return 0
	case a.fabric == being && b.fabric == being:
		if a.norm == b.norm {
			return 2
		}
		return 0
	}
	if a.stem == b.stem {
		return 2
	}
	if a.fabric == being || b.fabric == being {
		if a.lore != nil && b.lore != nil && a.lore.plain == b.lore.plain {
			return 2
		}
		return 0
	}
	if a.lore.plain == b.lore.plain {
		return 2
	}
	if a.proper && b.proper && !spelledAlike(a.norm, b.norm) {
		return 0
	}
	if min(len(a.norm), len(b.norm)) >= 5 && (strings.HasSuffix(a.norm, b.norm) || strings.HasSuffix(b.norm, a.norm)) {
		return 1 // holder, cardholder
	}
	if shares(a.concepts, b.broad) || spelledAlike(a.norm, b.norm) || c.kin(a.norm, b.norm) {
		return 1
	}
	return 0
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// spelledAlike reports whether two words begin alike so far that one is made from the other: bake and bakery, north and
// northbound; or differ in one letter of a long word, as color and colour do.
func spelledAlike(a, b string) bool {
	return lettersAlike(a, b) && !strings.ContainsAny(a, "0123456789") && !strings.ContainsAny(b, "0123456789")
}

// lettersAlike does what spelledAlike does of words without digits.
func lettersAlike(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	least := min(len(a), len(b))
	if n >= 6 || n >= 4 && n == least || n >= 5 && n >= least-2 || n == 4 && least == 6 {
		return true
	}
	if least < 5 {
		return false
	}
	i, j := len(a), len(b)
	for i > n && j > n && a[i-1] == b[j-1] {
		i, j = i-1, j-1
	}
	return i-n <= 1 && j-n <= 1 && least >= 6
}
