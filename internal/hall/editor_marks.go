package hall

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
)

// A markedText is a text with marks on its words, made safe.
type markedText = template.HTML

// A mark is a run of bytes of a text that a finding is about. An empty run marks a place where words are missing.
type mark struct {
	start, end  int
	code, class string
	slug        string
}

// markWords puts marks on a text. Marks may overlap: the text is cut at every border, and each piece carries all that cover it, the widest
// outermost; what is left out has no words, and is drawn by a caret alone. After its last word each mark has its code, which leads to what is asked.
func markWords(text string, marks []mark) markedText {
	marks = slices.Clone(marks)
	cuts := []int{0, len(text)}
	for i := range marks {
		m := &marks[i]
		m.start, m.end = min(max(m.start, 0), len(text)), min(max(m.end, 0), len(text))
		m.end = max(m.start, m.end)
		cuts = append(cuts, m.start, m.end)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or((b.end-b.start)-(a.end-a.start), cmp.Compare(a.start, b.start), cmp.Compare(a.slug, b.slug))
	})
	var b strings.Builder
	codes := func(at int) {
		for _, m := range marks {
			if m.end == at {
				if m.class == "o" { // a caret where words are missing
					b.WriteString(`<span class="mk o" data-f="` + template.HTMLEscapeString(m.slug) + `"></span>`)
				}
				b.WriteString(`<sup class="` + m.class + `"><a href="#flaw-` + template.HTMLEscapeString(m.slug) + `" data-f="` + template.HTMLEscapeString(m.slug) + `"><span class="vh">, </span>` + m.code + heard(text[m.start:m.end]) + `</a></sup>`)
			}
		}
	}
	codes(0)
	for i := 0; i+1 < len(cuts); i++ {
		from, to := cuts[i], cuts[i+1]
		open := 0
		var drawn []string // each form once, however many ask of the same words
		for _, m := range marks {
			if m.start <= from && m.end >= to && m.class != "p" && m.class != "o" && !slices.Contains(drawn, m.class) {
				drawn = append(drawn, m.class)
				b.WriteString(`<span class="mk ` + m.class)
				if m.start < from {
					b.WriteString(" on")
				}
				if m.end > to {
					b.WriteString(" off")
				}
				b.WriteString(`" data-f="` + template.HTMLEscapeString(m.slug) + `">`)
				open++
			}
		}
		b.WriteString(template.HTMLEscapeString(text[from:to]))
		b.WriteString(strings.Repeat("</span>", open))
		codes(to)
	}
	return markedText(b.String())
}

// mostHeard is how many characters of the words of a mark are said with its code.
const mostHeard = 60

// heard says of which words a code is, to who hears the page: the drawing that tells it to the eye is silent.
func heard(of string) string {
	of = strings.Join(strings.Fields(of), " ")
	if of == "" {
		return `<span class="vh">, here</span>`
	}
	if r := []rune(of); len(r) > mostHeard {
		of = string(r[:mostHeard]) + "…"
	}
	return `<span class="vh"> of “` + template.HTMLEscapeString(of) + `”</span>`
}
