package hall

import (
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// A sourceMarked is a source in the editor: its lines with the marks that stand on them, as many as are looked for.
type sourceMarked struct {
	ID, Title, Head string
	Lines           []lineMarked
	More            int // lines not shown
	Href            string
}

type lineMarked struct {
	N       int
	Speaker string
	Says    markedText
	Cut     string
	Cite    string
	Gap     bool // lines before it are not shown
	Cited   bool
}

// Lines of a source that are shown: all of a short one, else those looked for, cited or marked with those beside them, and its first.
const (
	shortSource = 60
	firstLines  = 20
	besideLine  = 2
	mostFound   = 80
	mostLaid    = 400 // lines of all sources together; where there are more, they are laid out page by page
	linesAPage  = 100
)

// A laid is the sources as the editor lays them out.
type laid struct {
	Sources     []sourceMarked
	Page, Pages int // of the lines of all sources in turn; 0 where all that is to be seen is there
	Lines       int
	From, To    int // the lines of this page, counted over all sources
}

// Prev is the page before.
func (l laid) Prev() int { return l.Page - 1 }

// Next is the page after.
func (l laid) Next() int { return l.Page + 1 }

// sources lays the sources out: with the words looked for, or else page by page where there are many, or as far as they are cited and marked.
// What the open assertion cites is always there.
func (r *reviewed) sources(find string, page, open int) laid {
	type at struct {
		s record.SourceID
		n int
	}
	marks := map[at][]mark{}
	for _, f := range r.flaws {
		for _, s := range f.Sources {
			marks[at{s.Source, s.Line}] = append(marks[at{s.Source, s.Line}], mark{s.Span.Start, s.Span.End, f.Check.Code, familyOf(f.Check.Code), flawSlug(f.ID)})
		}
	}
	cited, here := map[at]bool{}, map[at]bool{}
	for _, a := range r.app.Affidavit.Assertions {
		for _, c := range a.Cites {
			for n := c.From; n <= c.To && n < c.From+100; n++ {
				cited[at{c.Source, n}] = true
				here[at{c.Source, n}] = here[at{c.Source, n}] || a.N == open
			}
		}
	}
	find = strings.ToLower(strings.TrimSpace(find))
	out := laid{}
	for i := range r.m.Sources {
		out.Lines += len(r.m.Sources[i].Lines)
	}
	paged := out.Lines > mostLaid && find == ""
	if paged {
		out.Pages = (out.Lines + linesAPage - 1) / linesAPage
		out.Page = min(max(page, 1), out.Pages)
		out.From, out.To = (out.Page-1)*linesAPage+1, min(out.Page*linesAPage, out.Lines)
	}
	found, nth, shownHere := 0, 0, 0
	for i := range r.m.Sources {
		s := &r.m.Sources[i]
		part := sourceOf(r.m, &record.Source{ID: s.ID, Kind: s.Kind, Title: s.Title, Time: s.Time, Locator: s.Locator, Author: s.Author, Maker: s.Maker, Printed: s.Printed})
		src := sourceMarked{ID: part.ID, Title: part.Title, Head: strings.Join(nonEmpty(part.Head, part.By), "; "), Href: fmt.Sprintf("/matters/%s/sources/%s?application=%s", r.m.ID, s.ID, r.app.ID)}
		show := make([]bool, len(s.Lines))
		for k, l := range s.Lines {
			nth++
			if here[at{s.ID, l.N}] && shownHere < mostFound {
				show[k] = true
				shownHere++
			}
			switch {
			case paged:
				show[k] = show[k] || out.From <= nth && nth <= out.To
			case find != "":
				if found < mostFound && strings.Contains(strings.ToLower(l.Text), find) {
					show[k] = true
					found++
				}
			case len(s.Lines) <= shortSource || k < firstLines:
				show[k] = true
			case cited[at{s.ID, l.N}] || marks[at{s.ID, l.N}] != nil:
				for b := max(0, k-besideLine); b <= min(len(show)-1, k+besideLine); b++ {
					show[b] = true
				}
			}
		}
		gap := false
		for k, l := range s.Lines {
			if !show[k] {
				gap = true
				src.More++
				continue
			}
			ms := marks[at{s.ID, l.N}]
			src.Lines = append(src.Lines, lineMarked{N: l.N, Speaker: l.Speaker, Says: markWords(l.Text, ms), Cut: l.Cut, Cite: fmt.Sprintf("%s:%d", s.ID, l.N), Gap: gap, Cited: cited[at{s.ID, l.N}]})
			gap = false
		}
		if len(src.Lines) > 0 || find == "" && !paged {
			out.Sources = append(out.Sources, src)
		}
	}
	return out
}
