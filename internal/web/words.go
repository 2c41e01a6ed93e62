package web

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/review"
)

// fewLines is how many lines a source may have, and manyLines all of them together, before those far from any citation
// or mark are left out.
const (
	fewLines  = 60
	manyLines = 600
)

// A block is one source of the ledger: its head and its lines.
type block struct {
	ID    string
	Title string
	Head  template.HTML // locator, speakers, custody: what is known of it and what is not
	Lines []ledgerLine
}

// A ledgerLine is one line of a source, or a run of lines that was left out.
type ledgerLine struct {
	ID      string
	N       int
	Speaker string
	Text    template.HTML
	Summary bool
	Cut     template.HTML
	Skipped string
}

// A vain is a row of what was searched for and not found.
type vain struct {
	Tag  tag
	Text string
	In   string
}

// A said is what someone said of the record: that a thing is disputed, conceded or unknown.
type said struct {
	Says, By, About string
	Factor, Counts  string // of a factor that is stated: what it is called, and how far it counts
	ID              string // of the first statement of it: where what turns on it leads
	Rule            *ruling
}

// A sworn is one assertion with its notes.
type sworn struct {
	ID    string
	N     int
	Text  template.HTML
	From  []bit
	Notes []note
}

// A bit is a few words, perhaps a link.
type bit struct {
	Text string
	Href string
}

// A tail is a paper below or beside the affidavit.
type tail struct {
	Label string
	Says  string
	Note  string
}

// A words is part 1 of a review: the sources and the affidavit, with the exact words of each flaw marked on both sides.
type words struct {
	Heading string
	Sources string // which of the sources' lines the record has
	Blocks  []block
	Orders  []block
	Vain    []vain
	Said    []said
	Sworn   []sworn
	Tails   []tail
	Whole   []note // flaws of the paper as a whole
	Queries []query
}

// A query is a finding on one sign, which is no flaw unless it is ruled on.
type query struct {
	Code, Title, Message string
	Where                []bit
	Rule                 *ruling
}

// fillWords lays out one application as against one respondent, and the sources, with the marks of its flaws.
func fillWords(r *brief.Review, app *record.Application, who record.PersonID, notes map[string]note, v view, still bool) words {
	w := words{Heading: app.Affidavit.Heading}
	byLine, byAssertion := map[place][]mark{}, map[int][]mark{}
	standing := map[int][]note{}
	for i := range r.Flaws {
		f := &r.Flaws[i]
		if f.App != app.ID {
			continue
		}
		n := notes[f.ID]
		for k, at := range f.Sources {
			p := place{at.Source, at.Line}
			byLine[p] = append(byLine[p], mark{
				Start: at.Span.Start, End: at.Span.End, Family: n.Tag.Family, Code: n.Tag.Code, Flaw: n.Key, Href: n.Tag.Href,
				ID: fmt.Sprintf("b-%s-%d", n.Key, k+1), Faint: f.Force == review.Note,
			})
		}
		if f.Assertion > 0 {
			byAssertion[f.Assertion] = append(byAssertion[f.Assertion], sworner(f, n, app.Assertion(f.Assertion)))
		}
		switch {
		case n.OnElement: // its note stands in part 2
		case f.Assertion > 0:
			standing[f.Assertion] = append(standing[f.Assertion], n)
		default:
			w.Whole = append(w.Whole, n)
		}
		if len(f.Searched) > 0 {
			w.Vain = append(w.Vain, vain{n.Tag, n.Message, "Searched: " + titles(r.Matter, f.Searched)})
		}
	}
	for i := range r.Queries {
		if f := &r.Queries[i]; f.App == app.ID {
			w.Queries = append(w.Queries, fillQuery(r.Matter, app, f, v, still))
			for _, at := range f.Sources {
				p := place{at.Source, at.Line}
				if _, there := byLine[p]; !there {
					byLine[p] = nil // so that the line is shown
				}
			}
		}
	}
	total := 0
	for i := range r.Matter.Sources {
		total += len(r.Matter.Sources[i].Lines)
	}
	for i := range r.Matter.Sources {
		s := &r.Matter.Sources[i]
		w.Blocks = append(w.Blocks, fillSource(r.Matter, s, app, byLine, total > manyLines || len(s.Lines) > fewLines))
	}
	for i := range r.Matter.Orders {
		w.Orders = append(w.Orders, fillOrder(r.Matter, &r.Matter.Orders[i]))
	}
	first := map[string]bool{}
	for _, s := range r.Matter.Statements {
		x := fillSaid(r, app, who, s, notes)
		if first[x.ID] {
			x.ID, x.Rule = "", nil // one place to rule on what several have said
		}
		first[x.ID] = true
		w.Said = append(w.Said, x)
	}
	for _, a := range app.Affidavit.Assertions {
		w.Sworn = append(w.Sworn, sworn{
			ID: assertionID(app.ID, a.N), N: a.N,
			Text: markup(a.Text, byAssertion[a.N]), From: from(r.Matter, app, &a), Notes: standing[a.N],
		})
	}
	w.Tails = tails(r.Matter, app)
	return w
}

// fillQuery lays out a query: where it stands on both sides, what it says, and what rules on it.
func fillQuery(m *record.Matter, app *record.Application, f *review.Flaw, v view, still bool) query {
	q := query{Code: f.Check.Code, Title: f.Check.Title, Message: curly(report.ByTitle(m, f.Message))}
	if f.Assertion > 0 {
		q.Where = append(q.Where, bit{"¶ " + strconv.Itoa(f.Assertion), "#" + assertionID(app.ID, f.Assertion)})
	}
	seen := map[place]bool{}
	for _, at := range f.Sources {
		if p := (place{at.Source, at.Line}); !seen[p] {
			seen[p] = true
			href := sourceID(at.Source)
			if at.Line > 0 {
				href = lineID(at.Source, at.Line)
			}
			q.Where = append(q.Where, bit{citeWords(m, record.Cite{Source: at.Source, From: at.Line, To: at.Line}), "#" + href})
		}
	}
	if !still {
		q.Rule = &ruling{Key: slug(f.ID), Of: f.Check.Code + placeOf(f.Assertion, f.Element), Field: f.ID, First: "Only asked", Decides: f.Check.By}
		q.Rule.fill(m, v, f.ID, f.Check.Mindful)
	}
	return q
}

// fillSaid lays out a statement; of a factor that is stated against the respondent, with how far it counts and what rules on it.
func fillSaid(r *brief.Review, app *record.Application, who record.PersonID, s record.Statement, notes map[string]note) said {
	out := said{Says: report.Upper(s.Says), By: s.By, About: strings.TrimSuffix(s.About, ".")}
	if s.Factor == "" || len(s.Respondents) > 0 && !slices.Contains(s.Respondents, who) {
		return out
	}
	if a := r.Matter.Application(s.Application); a == nil || a.ID != app.ID {
		return out
	}
	i := slices.IndexFunc(r.Stated, func(x brief.Stated) bool {
		return x.App == app.ID && x.Respondent == who && string(x.Factor) == s.Factor
	})
	if i < 0 {
		return out
	}
	n := notes[r.Stated[i].ID]
	out.Factor, out.Counts, out.ID, out.Rule = r.Stated[i].Title, strings.TrimSpace(r.Stated[i].Word()+" "+report.StatedCounts(r.Stated[i])), n.ID, n.Rule
	return out
}

// A place is a line of a source; line 0 is its head.
type place struct {
	source record.SourceID
	line   int
}

// sworner is the mark of a flaw on the affidavit: its words, or the end of the sentence if it names none.
func sworner(f *brief.Flaw, n note, a *record.Assertion) mark {
	m := mark{Start: f.Span.Start, End: f.Span.End, Family: n.Tag.Family, Code: n.Tag.Code, Flaw: n.Key, Href: n.Tag.Href, ID: "m-" + n.Key, Faint: f.Force == review.Note}
	if a != nil && f.Span.Start == f.Span.End {
		m.Start, m.End = len(a.Text), len(a.Text)
	}
	return m
}

// fillSource lays out a source. Of a long one only what is cited or marked is shown, with the lines about it.
func fillSource(m *record.Matter, s *record.Source, app *record.Application, marks map[place][]mark, long bool) block {
	b := block{ID: sourceID(s.ID), Title: title(s)}
	if s.Time != "" {
		b.Title += ", " + s.Time.String()
	}
	b.Head = headMarks(sourceHead(m, s), marks[place{s.ID, 0}])
	near := func(int) bool { return true }
	if long {
		near = nearby(s, app, marks)
	}
	skipped := 0
	flush := func() {
		if skipped > 0 {
			b.Lines = append(b.Lines, ledgerLine{Skipped: count(skipped, "line") + " that no citation or mark comes near, left out here."})
			skipped = 0
		}
	}
	for _, l := range s.Lines {
		if !near(l.N) {
			skipped++
			continue
		}
		flush()
		line := ledgerLine{ID: lineID(s.ID, l.N), N: l.N, Speaker: l.Speaker, Summary: l.Summary}
		if l.Cut != "" {
			line.Cut = headMarks(report.Upper(l.Cut)+".", marks[place{s.ID, l.N}])
		} else {
			line.Text = markup(l.Text, marks[place{s.ID, l.N}])
		}
		b.Lines = append(b.Lines, line)
	}
	flush()
	return b
}

// nearby reports which lines of a long source are cited by the application or marked, or stand next to one that is.
func nearby(s *record.Source, app *record.Application, marks map[place][]mark) func(int) bool {
	const about = 2
	keep := map[int]bool{}
	add := func(from, to int) {
		for n := from - about; n <= to+about; n++ {
			keep[n] = true
		}
	}
	for _, a := range app.Affidavit.Assertions {
		cites := slices.Clone(a.Cites)
		for _, id := range a.Identifies {
			cites = append(cites, id.Cites...)
		}
		for _, c := range cites {
			if c.Source == s.ID && c.From > 0 && c.To-c.From < fewLines {
				add(c.From, c.To)
			}
		}
	}
	for _, l := range s.Lines {
		if _, there := marks[place{s.ID, l.N}]; there {
			add(l.N, l.N)
		}
	}
	return func(n int) bool { return keep[n] }
}

// headMarks marks the head of a source. What a flaw points at there may be missing from it, so a mark whose words do
// not stand in it goes to its end.
func headMarks(text string, marks []mark) template.HTML {
	var placed []mark
	for _, m := range marks {
		m.Start, m.End = len(text), len(text)
		placed = append(placed, m)
	}
	return markup(text, placed)
}

// from says how the affiant knows an assertion: basis, citations, readings, names.
func from(m *record.Matter, app *record.Application, a *record.Assertion) []bit {
	bits := []bit{{Text: map[record.Basis]string{
		record.Observed: "Own observation", record.Reported: "Recital", record.Inferred: "Inference", "": "Basis not stated",
	}[a.Basis]}}
	if a.Summary {
		bits = append(bits, bit{Text: "told in substance"})
	}
	for _, c := range a.Cites {
		bits = append(bits, bit{Text: citeWords(m, c), Href: "#" + citeID(m, c)})
	}
	for _, n := range a.RestsOn {
		bits = append(bits, bit{Text: "rests on ¶ " + strconv.Itoa(n), Href: "#" + assertionID(app.ID, n)})
	}
	for _, rd := range a.Readings {
		bits = append(bits, bit{Text: fmt.Sprintf("reads “%s” as “%s”, %s", rd.Words, rd.Means, basisWords(rd.Basis))})
	}
	for _, id := range a.Identifies {
		who := string(id.Person)
		if p := m.Person(id.Person); p != nil {
			who = p.Name
		}
		text := fmt.Sprintf("“%s” is %s, %s", id.Name, who, basisWords(id.Basis))
		if id.Basis == "" && len(id.Cites) > 0 {
			text = fmt.Sprintf("“%s” is %s, by", id.Name, who)
		}
		bits = append(bits, bit{Text: text})
		for _, c := range id.Cites {
			bits = append(bits, bit{Text: citeWords(m, c), Href: "#" + citeID(m, c)})
		}
	}
	return bits
}

func basisWords(basis string) string {
	if basis == "" {
		return "no basis stated"
	}
	return "on " + strings.TrimPrefix(basis, "on ")
}
