package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"
)

// A mark lays the exact words of a flaw over a text. Start and End are byte offsets; a mark without words stands at End.
type mark struct {
	Start, End int
	Family     family
	Code       string // S2
	Flaw       string // id, for lighting its partner
	ID         string // id of this mark on the page, for the note to lead back to; may be empty
	Href       string // the note
	Faint      bool   // the flaw bears on care only
	of         string // the words, for who hears the code
}

// A family is how marks of a kind of flaw are drawn. The drawing tells without colour.
type family string

// The families: a wave under the words, a box round them, a caret where words are missing, dots under them, and none.
const (
	wave  family = "s"
	box   family = "i"
	caret family = "o"
	dots  family = "f"
	plain family = "p"
)

// familyOf returns the family of a check by its code.
func familyOf(code string) family {
	switch {
	case strings.HasPrefix(code, "I"):
		return box
	case strings.HasPrefix(code, "O"):
		return caret
	case strings.HasPrefix(code, "F"):
		return dots
	case strings.HasPrefix(code, "P"):
		return plain
	}
	return wave
}

// rank puts what is drawn outside before what is drawn inside: a box stands inside a wave.
func (f family) rank() int { return strings.Index("spfi", string(f)) }

// A piece is a part of a mark that lies wholly inside, or wholly outside, every other piece. Marks of one family on the
// same words are one piece with several codes.
type piece struct {
	mark
	first, last bool   // whether the mark begins and ends here
	more        []mark // others on the same words
}

// markup returns text as HTML with its marks. The words between the tags, less the codes (which stand in sup), are the
// text exactly. Marks nest; where two cross, the one that shows it less is cut in two, and a box only by another box.
// Where one mark stands alone the words themselves are the link to its note; where several share words, their codes are.
func markup(text string, marks []mark) template.HTML {
	w := &writer{text: text}
	var pieces []piece
	for _, m := range clip(text, marks) {
		m.of = text[m.Start:m.End]
		if m.Start == m.End || m.Family == caret {
			m.Start = m.End
			w.points = append(w.points, m)
			continue
		}
		same := slices.IndexFunc(pieces, func(p piece) bool { return p.Start == m.Start && p.End == m.End && p.Family == m.Family })
		if same >= 0 {
			pieces[same].more = append(pieces[same].more, m)
			continue
		}
		pieces = append(pieces, piece{mark: m, first: true, last: true})
	}
	pieces = laminate(pieces)
	slices.SortStableFunc(w.points, func(a, b mark) int { return cmp.Compare(a.End, b.End) })
	for len(pieces) > 0 {
		// A cluster is a run of pieces that share words.
		n, end := 1, pieces[0].End
		for n < len(pieces) && pieces[n].Start < end {
			end = max(end, pieces[n].End)
			n++
		}
		w.words(pieces[0].Start, false)
		w.place(pieces[0].Start)
		w.linked = n == 1 && len(pieces[0].more) == 0 && pieces[0].first && pieces[0].last && !w.pointWithin(pieces[0].Start, end)
		w.nest(pieces[:n])
		w.linked = false
		pieces = pieces[n:]
	}
	w.words(len(text), false)
	w.place(len(text))
	return template.HTML(w.b.String())
}

// clip keeps marks within the text and on the edges of characters.
func clip(text string, marks []mark) []mark {
	edge := func(i int) int {
		i = min(max(i, 0), len(text))
		for i < len(text) && !utf8.RuneStart(text[i]) {
			i++
		}
		return i
	}
	out := make([]mark, 0, len(marks))
	for _, m := range marks {
		m.Start, m.End = edge(m.Start), edge(m.End)
		m.Start = min(m.Start, m.End)
		out = append(out, m)
	}
	return out
}

// laminate cuts marks where they cross, so that any two pieces are nested or apart, and puts them in the order in which
// they open.
func laminate(marks []piece) []piece {
	order := slices.Clone(marks)
	slices.SortStableFunc(order, func(a, b piece) int { // those that are cut last come first
		return cmp.Or(-cmp.Compare(a.Family.rank(), b.Family.rank()), -cmp.Compare(a.End-a.Start, b.End-b.Start))
	})
	var placed []piece
	for _, m := range order {
		cuts := []int{m.Start, m.End}
		for _, p := range placed {
			if m.Start < p.Start && p.Start < m.End && m.End < p.End {
				cuts = append(cuts, p.Start)
			}
			if p.Start < m.Start && m.Start < p.End && p.End < m.End {
				cuts = append(cuts, p.End)
			}
		}
		slices.Sort(cuts)
		cuts = slices.Compact(cuts)
		for i := range len(cuts) - 1 {
			part := m
			part.Start, part.End = cuts[i], cuts[i+1]
			part.first, part.last = i == 0, i == len(cuts)-2
			placed = append(placed, part)
		}
	}
	slices.SortStableFunc(placed, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), -cmp.Compare(a.End, b.End),
			cmp.Compare(a.Family.rank(), b.Family.rank()), cmp.Compare(a.Flaw, b.Flaw))
	})
	return placed
}

// A writer writes a text with its marks, left to right.
type writer struct {
	b      strings.Builder
	text   string
	at     int    // how far the text is written
	points []mark // marks without words that are still to come
	linked bool   // the mark being written is itself the link
	open   bool   // a last word waits for its codes
}

// pointWithin reports whether a mark without words stands strictly between two places.
func (w *writer) pointWithin(from, to int) bool {
	return slices.ContainsFunc(w.points, func(m mark) bool { return from < m.End && m.End < to })
}

// nest writes pieces that share words; the first holds the others, or is followed by them.
func (w *writer) nest(pieces []piece) {
	for len(pieces) > 0 {
		p, n := pieces[0], 1
		for n < len(pieces) && pieces[n].Start < p.End {
			n++
		}
		w.words(p.Start, false)
		w.place(p.Start)
		w.start(p)
		w.nest(pieces[1:n])
		w.words(p.End, p.last)
		w.stop(p)
		pieces = pieces[n:]
	}
}

// start opens a piece.
func (w *writer) start(p piece) {
	class := "mk " + string(p.Family)
	if p.Faint && !slices.ContainsFunc(p.more, func(m mark) bool { return !m.Faint }) {
		class += " care"
	}
	if !p.first {
		class += " on"
	}
	if !p.last {
		class += " off"
	}
	if w.linked {
		w.b.WriteString(`<a class="` + class + `"` + identify(p.mark) + `>`)
		return
	}
	flaws := p.Flaw
	for _, m := range p.more {
		flaws += " " + m.Flaw
	}
	w.b.WriteString(`<span class="` + class + `" data-f="` + template.HTMLEscapeString(flaws) + `">`)
}

// stop closes a piece, with the code of its flaw after its last words.
func (w *writer) stop(p piece) {
	if p.last {
		w.code(p.mark)
		shown := []string{p.Code}
		for _, m := range p.more {
			w.again(m, &shown)
		}
	}
	w.glue()
	if w.linked {
		w.b.WriteString("</a>")
		return
	}
	w.b.WriteString("</span>")
}

// code writes the code of a flaw.
func (w *writer) code(m mark) {
	code := template.HTMLEscapeString(m.Code)
	if w.linked {
		w.b.WriteString(`<sup class="` + string(m.Family) + `"><span class="vh">, </span>` + code + `</sup>`)
		return
	}
	w.b.WriteString(`<sup class="` + string(m.Family) + `"><a` + identify(m) + `><span class="vh">, </span>` + code + m.heard() + `</a></sup>`)
}

// mostHeard is how many characters of the words of a mark are said with its code.
const mostHeard = 60

// heard says of which words a code is, to who hears the page: the drawing that tells it to the eye is silent.
func (m mark) heard() string {
	of := strings.Join(strings.Fields(m.of), " ")
	if of == "" {
		return `<span class="vh">, here</span>`
	}
	if r := []rune(of); len(r) > mostHeard {
		of = string(r[:mostHeard]) + "…"
	}
	return `<span class="vh"> of “` + template.HTMLEscapeString(of) + `”</span>`
}

// again writes the code of a further flaw on the same words. A code that is shown is not shown twice; the place is still
// there for its note to lead back to.
func (w *writer) again(m mark, shown *[]string) {
	if !slices.Contains(*shown, m.Code) {
		*shown = append(*shown, m.Code)
		w.code(m)
		return
	}
	if m.ID != "" {
		w.b.WriteString(`<span id="` + template.HTMLEscapeString(m.ID) + `"></span>`)
	}
}

// place writes the marks without words that stand at or before a place.
func (w *writer) place(to int) {
	for len(w.points) > 0 && w.points[0].End <= to {
		at, shown := w.points[0].End, []string(nil)
		for len(w.points) > 0 && w.points[0].End == at {
			m := w.points[0]
			w.points = w.points[1:]
			if slices.Contains(shown, m.Code) {
				w.again(m, &shown)
				continue
			}
			shown = append(shown, m.Code)
			w.b.WriteString(`<sup class="pt ` + string(m.Family) + `"><a class="mk ` + string(m.Family) + `"` + identify(m) +
				`><span class="vh">, </span>` + template.HTMLEscapeString(m.Code) + m.heard() + `</a></sup>`)
		}
	}
}

// words writes the text up to a place, and the marks without words that stand before it. If codes follow, the last word
// is kept on one line with them.
func (w *writer) words(to int, codes bool) {
	for len(w.points) > 0 && w.points[0].End < to {
		w.run(w.points[0].End, false)
		w.place(w.points[0].End)
	}
	w.run(to, codes)
}

func (w *writer) run(to int, codes bool) {
	if to <= w.at {
		return
	}
	s := w.text[w.at:to]
	w.place(w.at)
	w.at = to
	if i := strings.LastIndexAny(s, " \n\t") + 1; codes && i < len(s) {
		w.b.WriteString(template.HTMLEscapeString(s[:i]) + `<span class="nw">`)
		s, w.open = s[i:], true
	}
	w.b.WriteString(template.HTMLEscapeString(s))
}

// glue closes a last word that waited for its codes.
func (w *writer) glue() {
	if w.open {
		w.b.WriteString("</span>")
		w.open = false
	}
}

// identify returns the attributes that tie a mark to its note and its partner.
func identify(m mark) string {
	s := ` href="` + template.HTMLEscapeString(m.Href) + `" data-f="` + template.HTMLEscapeString(m.Flaw) + `"`
	if m.ID != "" {
		s = ` id="` + template.HTMLEscapeString(m.ID) + `"` + s
	}
	return s
}
