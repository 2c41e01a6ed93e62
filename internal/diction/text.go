package diction

import (
	"iter"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A Text is a string broken into words, sentences and quotations, with every entry of the vocabulary found in it. All
// offsets are bytes of Raw, at the edges of characters. A Text is not changed after Read, so it may be shared.
type Text struct {
	Raw       string
	Words     []Word
	Quotes    []Span // what stands between quotation marks, the marks left out
	Sentences []Span

	lexicon *Lexicon
	hits    []Hit         // a class after the other
	groups  []stretch     // where each class begins and ends among them
	names   func() []Name // worked out on the first call, and kept
	numbers func() []Number
	clauses func() []Part
}

// A Word is one run of letters and digits.
type Word struct {
	Raw        string
	Norm       string // lower case, accents and typography folded, the dots of an abbreviation left out
	Stem       string // Norm without its inflection, so that smoke, smoking and smoked agree, and sell and sold
	Start, End int
	Quoted     bool // stands between quotation marks
	Sentence   int  // index into Sentences
}

// A Span is a run of bytes.
type Span struct{ Start, End int }

// Read breaks s into words by the vocabulary lx. Any string may be read, valid UTF-8 or not.
func Read(s string, lx *Lexicon) *Text {
	t := &Text{Raw: s, lexicon: lx}
	t.Words = split(s)
	for i := range t.Words {
		w := &t.Words[i]
		w.Norm = normOf(w.Raw)
		w.Stem = lx.stem(w.Norm)
	}
	t.Quotes = quotes(s)
	t.Sentences = sentences(s, t.Words, lx)
	t.place()
	lx.find(t)
	t.names = sync.OnceValue(t.findNames)
	t.numbers = sync.OnceValue(t.findNumbers)
	t.clauses = sync.OnceValue(t.findClauses)
	return t
}

// normOf folds a word; the points of an abbreviation are left out.
func normOf(raw string) string {
	norm := Fold(raw)
	if strings.Contains(norm, ".") && !startsWithDigit(norm) {
		norm = strings.ReplaceAll(norm, ".", "")
	}
	return norm
}

// place tells each word its sentence and whether it is quoted.
func (t *Text) place() {
	q, n := 0, 0
	for i := range t.Words {
		w := &t.Words[i]
		for q < len(t.Quotes) && t.Quotes[q].End <= w.Start {
			q++
		}
		w.Quoted = q < len(t.Quotes) && t.Quotes[q].Start <= w.Start
		for n < len(t.Sentences)-1 && t.Sentences[n].End <= w.Start {
			n++
		}
		w.Sentence = n
	}
}

// Between returns the words of t that lie wholly in the span, as indexes from first up to, not including, last.
func (t *Text) Between(s Span) (first, last int) {
	for first < len(t.Words) && t.Words[first].Start < s.Start {
		first++
	}
	last = first
	for last < len(t.Words) && t.Words[last].End <= s.End {
		last++
	}
	return first, last
}

// Phrase returns the raw text from the word first to the word last, both included.
func (t *Text) Phrase(first, last int) string {
	if first < 0 || last >= len(t.Words) || first > last {
		return ""
	}
	return t.Raw[t.Words[first].Start:t.Words[last].End]
}

// split cuts s into words: letters, digits and combining marks, joined by an apostrophe between letters, by the point,
// comma, colon or slash between digits, and by the points of an abbreviation such as p.m. A fraction of one sign, such as ¼, is a word.
func split(s string) []Word {
	var words []Word
	for raw, start := range each(s) {
		words = append(words, Word{Raw: raw, Start: start, End: start + len(raw)})
	}
	return words
}

// each gives the words of s in order, with the byte at which each begins.
func each(s string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for i := 0; i < len(s); {
			r, n := utf8.DecodeRuneInString(s[i:])
			if !wordRune(r) {
				i += n
				continue
			}
			end := wordEnd(s, i)
			if !yield(s[i:end], i) {
				return
			}
			i = end
		}
	}
}

// wordEnd returns where the word that starts at i ends.
func wordEnd(s string, i int) int {
	var prev rune
	run := 0      // letters since the last point
	dots := false // so far single letters with points
	if r, n := utf8.DecodeRuneInString(s[i:]); fraction(r) {
		return i + n
	}
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if fraction(r) {
			return i
		}
		if wordRune(r) {
			prev, run, i = r, run+1, i+n
			continue
		}
		next, m := utf8.DecodeRuneInString(s[i+n:])
		if m == 0 {
			next = 0
		}
		switch {
		case isApostrophe(r) && unicode.IsLetter(prev) && unicode.IsLetter(next):
		case strings.ContainsRune(".,:/", r) && unicode.IsDigit(prev) && unicode.IsDigit(next):
		case r == '.' && run == 1 && unicode.IsLetter(prev) && unicode.IsLetter(next) && single(s, i+n):
			dots = true
		case r == '.' && run == 1 && dots && unicode.IsLetter(prev):
			return i + n
		default:
			return i
		}
		prev, run, i = r, 0, i+n
	}
	return i
}

// single reports whether one letter alone, then a point, stands at i.
func single(s string, i int) bool {
	_, n := utf8.DecodeRuneInString(s[i:])
	return i+n < len(s) && s[i+n] == '.'
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || fraction(r))
}

// fraction reports whether a sign is a fraction: ¼ to ¾, ⅐ to ⅞.
func fraction(r rune) bool { return r >= '¼' && r <= '¾' || r >= '⅐' && r <= '⅞' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
