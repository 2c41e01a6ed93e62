package diction

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Name is a personal name as it stands in a text: a title, given names, initials, nickname and surname, as far as they
// are there.
type Name struct {
	Text        string // as written, the possessive 's left out
	Start, End  int
	First, Last int // words
}

// Names returns the personal names of the text: runs of capitalised words, with titles and initials, and with a nickname
// in quotation marks or brackets. Words that the vocabulary knows as something else begin no name, nor does a single
// word at the beginning of a sentence unless it is a given name or stands capitalised elsewhere in the text. The name of
// a place that no vocabulary holds may be taken for a person's.
func (t *Text) Names() []Name { return slices.Clone(t.names()) }

func (t *Text) findNames() []Name {
	g := nameReader{t: t, stop: make(map[int]bool), title: make(map[int]bool), elsewhere: make(map[string]bool), dated: make(map[int]bool)}
	for _, c := range []Class{Common, NotAName, Street, Month, Day} {
		for _, h := range t.Hits(c) {
			for i := h.First; i <= h.Last; i++ {
				g.stop[i] = true
				g.dated[i] = c == Month || c == Day
			}
		}
	}
	for _, h := range t.Hits(Title) {
		g.title[h.First] = true
	}
	for i := range t.Words {
		if g.capital(i) && !g.begins(i) && !g.stop[i] {
			g.elsewhere[bare(t.Words[i])] = true
		}
	}
	var out []Name
	for i := 0; i < len(t.Words); {
		last, ok := g.run(i)
		if !ok {
			i++
			continue
		}
		if n, ok := g.name(i, last); ok {
			out = append(out, n)
		}
		i = last + 1
	}
	return out
}

type nameReader struct {
	t           *Text
	stop, title map[int]bool
	dated       map[int]bool    // words of a month or a day of the week
	elsewhere   map[string]bool // words capitalised where no sentence begins
}

// bare is the norm without a possessive.
func bare(w Word) string { return strings.TrimSuffix(w.Norm, "'s") }

// capital reports whether word i is written as a name is: a capital, then lower case, or an initial.
func (g *nameReader) capital(i int) bool {
	w := g.t.Words[i].Raw
	if !upperFirst(w) {
		return false
	}
	_, n := utf8.DecodeRuneInString(w)
	rest := strings.ReplaceAll(w[n:], ".", "")
	if rest == "" {
		return w != "I"
	}
	return strings.ContainsFunc(rest, unicode.IsLower) && !strings.ContainsFunc(rest, unicode.IsDigit)
}

// begins reports whether word i is the first of a sentence or of a quotation.
func (g *nameReader) begins(i int) bool {
	if i == 0 || g.t.Words[i-1].Sentence != g.t.Words[i].Sentence {
		return true
	}
	gap := g.gap(i - 1)
	return strings.ContainsAny(gap, "\"“‘`:;") && !strings.ContainsAny(gap, "()")
}

func (g *nameReader) gap(i int) string { return g.t.Raw[g.t.Words[i].End:g.t.Words[i+1].Start] }

// run finds the last word of the capitalised run that begins at i.
func (g *nameReader) run(i int) (int, bool) {
	if !g.capital(i) || g.stop[i] && !g.title[i] {
		return 0, false
	}
	last := i
	for j := i + 1; j < len(g.t.Words) && g.joined(j-1); j++ {
		if g.capital(j) && !g.stop[j] || g.title[j] && g.capital(j) {
			last = j
			continue
		}
		if particle(g.t.Words[j].Norm) && j+1 < len(g.t.Words) && (g.capital(j+1) || particle(g.t.Words[j+1].Norm)) && g.joined(j) {
			continue
		}
		break
	}
	return last, true
}

// particle reports whether w is a small word inside surnames, as in de la Cruz.
func particle(w string) bool {
	switch w {
	case "de", "la", "del", "van", "von", "der", "bin", "al", "di", "da", "dos":
		return true
	}
	return false
}

// joined reports whether word i and the next can belong to one name by what stands between them.
func (g *nameReader) joined(i int) bool {
	if strings.HasSuffix(g.t.Words[i].Norm, "'s") || g.t.Words[i].Sentence != g.t.Words[i+1].Sentence {
		return false
	}
	switch gap := g.gap(i); gap {
	case " ", "-", ". ", "\n":
		return gap != ". " || g.title[i] || len(g.t.Words[i].Raw) <= 2
	case " \"", "\" ", " “", "” ", " (", ") ", " '", "' ":
		return true
	case ", ":
		n := g.t.Words[i+1].Norm
		return n == "jr" || n == "sr" || n == "ii" || n == "iii"
	}
	return false
}

// name makes a name of a run, if it is one.
func (g *nameReader) name(first, last int) (Name, bool) {
	for g.begins(first) && first < last && g.leads(first) {
		first++
	}
	for last > first && g.title[last] {
		last--
	}
	for k := first + 1; k < last; k++ {
		if g.title[k] && !g.title[first] && !g.t.lexicon.names.given(bare(g.t.Words[first])) {
			first = k // Parole Agent Kim Beale: what kind of agent is no part of the name
		}
	}
	if first == last {
		if g.title[first] || len(bare(g.t.Words[first])) < 2 {
			return Name{}, false
		}
		if g.begins(first) && g.leads(first) {
			return Name{}, false
		}
		if first > 0 && !g.known(first) && placed(g.t.Words[first-1].Norm) {
			return Name{}, false
		}
	}
	if last+1 < len(g.t.Words) && g.stop[last+1] && !g.dated[last+1] && g.capital(last+1) && strings.TrimSpace(g.gap(last)) == "" && !g.title[first] {
		return Name{}, false // Elm Street, Ashford Police
	}
	dayBefore := first > 1 && g.dated[first-2] // April 5 Caleb Dow
	if first > 0 && !dayBefore && startsWithDigit(g.t.Words[first-1].Norm) && g.gap(first-1) == " " && !g.title[first] && !g.known(first) {
		return Name{}, false // 12 Elm
	}
	n := Name{First: first, Last: last, Start: g.t.Words[first].Start, End: g.t.Words[last].End}
	n.End -= len(possessive(g.t.Words[last].Raw))
	if rest := g.t.Raw[n.End:]; strings.Contains(g.t.Raw[n.Start:n.End], " (") && strings.HasPrefix(rest, ")") {
		n.End++
	}
	n.Text = g.t.Raw[n.Start:n.End]
	return n, true
}

// possessive returns the 's at the end of w, if there is one.
func possessive(w string) string {
	for _, s := range []string{"'s", "’s"} {
		if strings.HasSuffix(w, s) {
			return s
		}
	}
	return ""
}

// placed reports whether a preposition makes a lone unknown capitalised word after it a place rather than a person.
func placed(w string) bool {
	switch w {
	case "in", "at", "near", "into", "toward", "towards", "around", "outside", "throughout", "downtown", "the":
		return true
	}
	return false
}

// known reports whether word i is a given name, or a surname by its title.
func (g *nameReader) known(i int) bool {
	return g.title[i] || g.t.lexicon.names.given(bare(g.t.Words[i]))
}

// leads reports whether word i, at the beginning of a sentence, is more likely a common word than a name.
func (g *nameReader) leads(i int) bool {
	w := bare(g.t.Words[i])
	return len(w) > 1 && !g.title[i] && !g.t.lexicon.names.given(w) && !g.elsewhere[w]
}
