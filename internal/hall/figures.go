package hall

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/figures"
	"github.com/affiant-project/affiant/internal/record"
)

var figuresPages = []page{
	{route: "GET /figures", serve: (*visit).figures, nav: "Figures", roles: []record.Role{access.Auditor}},
	{route: "GET /figures.csv", serve: (*visit).figuresTable},
	{route: "GET /trail", serve: (*visit).trail, nav: "Trail", roles: []record.Role{access.Auditor}},
}

// A figuresPage is what came of the applications, in figures that name no one.
type figuresPage struct {
	chrome
	Report   figures.Report
	Total    string // applications decided
	Sections []figuresPart
	Times    []timesPart // of all, then told apart
}

// A figuresPart is one thing that is counted, of all and then told apart.
type figuresPart struct {
	ID, Title, Says string
	All             chart
	Apart           []chart          // the same, told apart
	Means           []figures.Figure // the definitions
}

// A chart is bars with their table.
type chart struct {
	ID, Title string
	Names     string   // it among all charts of the page
	Heads     []string // of the columns of the table
	Rows      []chartRow
	Bars      []bar
	Height    int
	By        string
	last      string // group of the last bar
}

type chartRow struct {
	Name  string
	Cells []string
}

// A bar is one line of a chart, in the units of its picture.
type bar struct {
	Label, Value string
	Group        string // a heading above it
	Y, W         int
	None         bool // too few to be shown

	From, Mid, To int // of a span of time
}

// The picture of a chart: bars below their labels, so that it can be read on a telephone.
const (
	chartWide = 460
	barStep   = 46
	headStep  = 34
)

const tooFew = "too few to show"

func shownCount(n *int) string {
	if n == nil {
		return tooFew
	}
	return "about " + strconv.Itoa(*n)
}

func (v *visit) figures() error {
	r, err := v.Clerk.Figures(v.r.Context(), v.caller())
	if err != nil {
		return err
	}
	if err := v.Clerk.SetLooked(v.r.Context(), v.caller(), clerk.LookedFigures, r.Through); err != nil {
		return err
	}
	p := figuresPage{chrome: v.chrome("What came of the applications"), Report: r}
	p.Styles = []string{"after.css"}
	if len(r.Groups) > 0 {
		p.Total = shownCount(r.Groups[0].Counts[0].Count)
	}
	for _, s := range []figuresPart{
		{ID: "decisions", Title: "How they were decided", Says: "Of each decision, what the magistrate did."},
		{ID: "outcomes", Title: "What became of them", Says: "What was fed back later: by the prosecutor, the clerk, the court. An outcome says nothing of what the officer could know."},
		{ID: "flaws", Title: "What was in question before the oath", Says: "Flaws that were answered by the affiant and not mended; by the kind of check that asked."},
		{ID: "answers", Title: "How they were answered", Says: "What affiants did about what was asked of them."},
	} {
		if p.fill(&s, v); len(s.All.Bars) > 0 {
			p.Sections = append(p.Sections, s)
		}
	}
	for _, g := range r.Groups {
		if t := timesOf(g, v.groupSays(g)); t.Height > 0 {
			p.Times = append(p.Times, t)
		}
	}
	return v.show(http.StatusOK, "figures.html", p)
}

// belongs reports whether a figure is of a part of the page.
func belongs(part, id string) bool {
	switch part {
	case "decisions":
		return id == "granted" || id == "modified" || id == "denied" || id == "returned"
	case "flaws":
		return strings.HasPrefix(id, "flaw-")
	case "answers":
		return strings.HasPrefix(id, "answered-")
	case "outcomes":
		return id == figures.NoTrueBill || id == figures.Dismissed || id == figures.Acquitted || id == figures.Convicted || id == figures.Suppressed
	}
	return false
}

// groupSays names a group of figures.
func (v *visit) groupSays(g figures.Group) string {
	switch g.By {
	case "all":
		return "All together"
	case "court":
		return v.courtName(g.Name)
	case "kind":
		if g.Name == "arrest" || g.Name == "search" {
			return "To " + g.Name
		}
	}
	return g.Name
}

// fill makes the charts of a part: one of all, and one for each way in which they are told apart.
func (p *figuresPage) fill(s *figuresPart, v *visit) {
	for _, by := range []struct{ id, title string }{{"all", "All courts"}, {"court", "By court"}, {"kind", "By kind of warrant"}, {"time", "By quarter"}} {
		c := chart{ID: s.ID + "-" + by.id, Title: by.title, Names: s.Title + ": " + by.title, By: by.id, Heads: []string{map[string]string{"all": "", "court": "Court", "kind": "Warrant", "time": "Quarter"}[by.id]}}
		most := 1
		for _, g := range p.Report.Groups {
			for _, f := range g.Counts {
				if g.By == by.id && belongs(s.ID, f.ID) && f.Count != nil {
					most = max(most, *f.Count)
				}
			}
		}
		first := true
		for _, g := range p.Report.Groups {
			if g.By != by.id {
				continue
			}
			row := chartRow{Name: v.groupSays(g)}
			for _, f := range g.Counts {
				if !belongs(s.ID, f.ID) {
					continue
				}
				if first {
					c.Heads = append(c.Heads, f.Title)
					if by.id == "all" {
						s.Means = append(s.Means, f)
					}
				}
				b := bar{Label: f.Title, Value: shownCount(f.Count), None: f.Count == nil}
				if f.Count != nil {
					b.W = *f.Count * chartWide / most
				}
				row.Cells = append(row.Cells, b.Value)
				if by.id == "all" || !b.None { // what is too few stands in the table alone, where it is told apart
					c.add(b, row.Name)
				}
			}
			first = false
			c.Rows = append(c.Rows, row)
		}
		if by.id == "all" {
			s.All = c
		} else if len(c.Bars) > 0 {
			s.Apart = append(s.Apart, c)
		}
	}
}

// add puts a bar below the others, and a heading above the first of its group.
func (c *chart) add(b bar, group string) {
	if c.By != "all" && group != c.last {
		b.Group, c.last = group, group
		c.Height += headStep
	}
	b.Y = c.Height
	c.Height += barStep
	c.Bars = append(c.Bars, b)
}

// A timesPart is how long it took, against how much there was to read, of one group.
type timesPart struct {
	ID, Name string
	Means    string
	Times    []figures.Time
	Bars     []bar
	Height   int
	Most     int // minutes at the right edge
	Cells    []chartRow
}

func timesOf(g figures.Group, name string) timesPart {
	t := timesPart{ID: "times-" + slug(g.By+" "+g.Name), Name: name, Most: 1}
	for _, x := range g.Times {
		t.Means = x.Means
		if x.Most != nil {
			t.Most = max(t.Most, *x.Most)
		}
	}
	some := false
	for _, x := range g.Times {
		b := bar{Label: x.Title, Value: tooFew, None: true, Y: t.Height}
		row := chartRow{Name: x.Title, Cells: []string{tooFew, "", "", "", ""}}
		if x.Count != nil {
			some = true
			b.None, b.Value = false, fmt.Sprintf("half within %s", inMinutes(*x.Median))
			b.From, b.Mid, b.To = *x.Quarter*chartWide/t.Most, *x.Median*chartWide/t.Most, *x.Most*chartWide/t.Most
			b.W = max(b.To-b.From, 2)
			row.Cells = []string{shownCount(x.Count), inMinutes(*x.Quarter), inMinutes(*x.Median), inMinutes(*x.Most), shownCount(x.Within3)}
		}
		t.Bars, t.Cells = append(t.Bars, b), append(t.Cells, row)
		t.Height += barStep
	}
	if !some {
		t.Height = 0
	}
	return t
}

func inMinutes(n int) string {
	if n < 1 {
		return "under a minute"
	}
	return count(n, "minute")
}

// figuresTable is all that is counted, one figure a line, for a program that makes tables.
func (v *visit) figuresTable() error {
	r, err := v.Clerk.Figures(v.r.Context(), v.caller())
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	v.w.Header().Set("Content-Disposition", `attachment; filename="figures.csv"`)
	w := csv.NewWriter(v.w)
	put := func(cells ...string) {
		for i := range cells {
			cells[i] = plainCell(cells[i])
		}
		_ = w.Write(cells) // the reader may have gone
	}
	put("told apart by", "which", "figure", "count", "what is counted")
	for _, g := range r.Groups {
		for _, f := range g.Counts {
			n := ""
			if f.Count != nil {
				n = strconv.Itoa(*f.Count)
			}
			put(g.By, v.groupSays(g), f.Title, n, f.Means)
		}
	}
	w.Flush()
	return nil
}

// plainCell is a cell of a table that no program takes for a formula.
func plainCell(s string) string {
	first := strings.TrimLeft(s, " \t\r\n\ufeff")
	if first != s || first != "" && strings.ContainsAny(first[:1], "=+-@|") {
		return "'" + s
	}
	return s
}

// A trailPage lists who was refused, read what was sealed, took a bundle or signed in.
type trailPage struct {
	chrome
	Rows       []trailRow
	From, Next int64
	Back       bool  // the last line first
	Before     int64 // what comes before this is on the next page of them; 0 if nothing does
}

type trailRow struct {
	At, Who, What, Act, Matter, Because string
	Rule, Says                          string // by which rule, and what that says
}

// mostTrail is how many lines of the trail a page has.
const mostTrail = 100

func (v *visit) trail() error {
	from, err := strconv.ParseInt(v.r.FormValue("from"), 10, 64)
	if err != nil || from < 1 {
		from = 1
	}
	if v.r.FormValue("order") == "last" {
		return v.trailBack()
	}
	list, err := v.Clerk.Trail(v.r.Context(), v.caller(), from, mostTrail)
	if err != nil {
		return err
	}
	if len(list) > 0 {
		if err := v.Clerk.SetLooked(v.r.Context(), v.caller(), clerk.LookedTrail, strconv.FormatInt(from+int64(len(list))-1, 10)); err != nil {
			return err
		}
	}
	p := trailPage{chrome: v.chrome("The trail"), From: from}
	p.Styles = []string{"after.css"}
	if len(list) > 0 {
		p.Next = from + mostTrail
	}
	return v.trailShow(p, list)
}

// trailBack is the trail, last line first. How far one has looked is kept by the order in which it was: of what is shown here something before may have been left out.
func (v *visit) trailBack() error {
	before, err := strconv.ParseInt(v.r.FormValue("before"), 10, 64)
	if err != nil || before < 1 {
		before = 0
	}
	list, err := v.Clerk.TrailBack(v.r.Context(), v.caller(), before, mostTrail)
	if err != nil {
		return err
	}
	p := trailPage{chrome: v.chrome("The trail"), Back: true}
	p.Styles = []string{"after.css"}
	if n := len(list); n > 0 && list[n-1].N > 1 {
		p.Before = list[n-1].N
	}
	return v.trailShow(p, list)
}

func (v *visit) trailShow(p trailPage, list []clerk.Trace) error {
	for _, t := range list {
		r := trailRow{At: v.hereSays(t.At), Who: t.Account, What: trailWords[t.What], Act: strings.ReplaceAll(string(t.Act), "-", " "), Matter: string(t.Matter), Because: t.Because}
		r.Rule, r.Says = ruleSays(t.Rule)
		if a := v.roll.Account(t.Account); a != nil {
			r.Who = a.Name
		}
		if r.Who == "" {
			r.Who = "no one known"
		}
		if r.What == "" {
			r.What = t.What
		}
		p.Rows = append(p.Rows, r)
	}
	return v.show(http.StatusOK, "trail.html", p)
}

// ruleWords say the rules of the trail that are none of the table, or whose short names are no words.
var ruleWords = map[string][2]string{"default": {"no rule lets it", "What no rule lets, no one may."}, "absent": {"it is not there", "What is not there, no one may."}, "desk": {"at the sign-in", ""},
	"bundle": {"it may be proved", ""}, "court-practice": {"as the court has set it", "The court has its magistrates decide without the questions of the review."},
	"drafts": {"drafts are the agency’s own", "Drafts are the agency’s own; the court reads what was sworn."}, "sealed": {"it is under seal", ""}}

// ruleSays names a rule by which something was let or refused, and says what it says; "" where its name says it.
func ruleSays(id string) (name, says string) {
	name = strings.ReplaceAll(id, "-", " ")
	if i := slices.IndexFunc(access.Rules(), func(r access.Rule) bool { return r.ID == id }); i >= 0 {
		says = access.Rules()[i].Says
	}
	if i := slices.IndexFunc(access.Forbids(), func(r access.Forbid) bool { return r.ID == id }); i >= 0 {
		says = access.Forbids()[i].Says
	}
	if w, ok := ruleWords[id]; ok {
		name, says = w[0], cmp.Or(w[1], says)
	}
	return name, says
}

// trailWords says what a line of the trail is about.
var trailWords = map[string]string{"refused": "was refused", "read-sealed": "read what is under seal", "broke-glass": "read in an emergency", "told-under-seal": "was told, at the bench, of a refusal under seal", "told-at-bench": "asked, at the bench, what was brought before", "signed-in": "signed in",
	"not-signed-in": "tried to sign in, in vain", "took-bundle": "took a bundle", "passkey-added": "added a passkey", "passkey-removed": "took a passkey away",
	"linked": "was linked to the identity provider", "unlinked": "was unlinked from the identity provider", "token-made": "made a token", "session-ended": "ended a session or a token", "others-ended": "ended the other sessions",
	"taken-up": "took up an invitation", "locked": "was locked out, after too many tries", "session-locked": "locked the session", "session-unlocked": "unlocked the session"}

// The places of a bar's parts in the picture.
func (b bar) GroupY() int { return b.Y - 10 }
func (b bar) TextY() int  { return b.Y + 16 }
func (b bar) BarY() int   { return b.Y + 23 }
func (b bar) SpanY() int  { return b.Y + 26 }
func (b bar) LineY() int  { return b.Y + 29 }
