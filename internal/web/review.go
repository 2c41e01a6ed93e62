package web

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// A reviewPage is one matter read for one respondent under one view of the law.
type reviewPage struct {
	chrome
	View      view
	App       *record.Application
	Withheld  bool
	Stage     string
	Caption   caption
	Settings  settings
	Words     words
	Grid      grid
	Questions []question
	Loose     []ask // questions of law that were ruled or can be, and have no note
	Opinion   string
	Map       template.HTML
	Tree      []*branch // the same, to be read step by step
	MapLinks  mapLinks
	Reread    *reread
	Digests   []digestRow
	Supposed  int
	Clear     string
	Parts     []entry         // of a file that stands by itself: what it holds of other respondents
	Also      []template.HTML // these parts
}

type mapLinks struct{ SVG, JSON, Export string }

type digestRow struct{ Name, Value, Whole string }

// review answers with the page of a matter.
func (s *server) review(w http.ResponseWriter, r *http.Request) error {
	f, v, to, plain, err := s.asked(r)
	if err != nil {
		return err
	}
	if !plain && len(v.Wrong) == 0 {
		http.Redirect(w, r, v.URL("", anchored(to)), http.StatusSeeOther)
		return nil
	}
	p, err := s.fill(r.Context(), f, v, false)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if len(v.Wrong) > 0 { // the form is shown again with all that was typed and chosen
		status = http.StatusBadRequest
	}
	return write(w, status, "review.html", p)
}

// asked reads which matter is asked for, and what the reader chose, written with what the matter holds.
func (s *server) asked(r *http.Request) (f *folder, v view, to string, plain bool, err error) {
	if f, err = s.shelf.asked(r.Context(), r.PathValue("id")); err != nil {
		return
	}
	if v, to, plain, err = parseView(f.base, r.URL.RawQuery); err != nil {
		return
	}
	whole, err := v.settle(r.Context(), f, s.law)
	return f, v, to, plain && whole, err
}

// settle fills in the application of places that name none, drops what is the matter's own default, and refuses what the
// matter does not hold. plain is false if that changed the view.
func (v *view) settle(ctx context.Context, f *folder, law *doctrine.Law) (plain bool, err error) {
	before := v.URL("", "")
	m := f.matter
	if len(m.Applications) == 0 {
		return false, fault.Errorf(fault.Input, "This matter holds no application, so there is nothing to review.")
	}
	app, err := v.application(m)
	if err != nil {
		return false, err
	}
	if v.Respondent != "" && !slices.Contains(app.Respondents, v.Respondent) {
		return false, fault.Errorf(fault.Input, "respondent=%s: application %s has no such respondent. Expected one of %s.",
			v.Respondent, app.ID, joinWords(app.Respondents))
	}
	if _, ok := law.Profile(v.Profile); v.Profile != "" && !ok {
		var ids []string
		for _, p := range law.Profiles() {
			ids = append(ids, p.ID)
		}
		return false, fault.Errorf(fault.Input, "profile=%s is no view of the law here. Expected one of %s.", v.Profile, joinWords(ids))
	}
	if app == &m.Applications[0] {
		v.App = ""
	}
	if v.Respondent == brief.Respondents(app)[0] {
		v.Respondent = ""
	}
	if v.Profile == law.Profiles()[0].ID {
		v.Profile = ""
	}
	if v.Acted == m.ActedDate() {
		v.Acted = ""
	}
	if v.AsOf == m.AsOfDate() {
		v.AsOf = ""
	}
	if v.Posture != "" {
		if r, err := f.first(ctx); err == nil && r.Posture == v.Posture {
			v.Posture = ""
		}
	}
	for i := range v.Strike {
		p := &v.Strike[i]
		p.App = cmp.Or(p.App, app.ID)
		if a := m.Application(p.App); a == nil || a.Assertion(p.N) == nil {
			return false, fault.Errorf(fault.Input, "strike=%s.%d: there is no such assertion.", p.App, p.N)
		}
	}
	v.Insert = slices.DeleteFunc(v.Insert, func(c record.Cite) bool {
		_, _, err := m.Resolve(c)
		if err != nil {
			v.Wrong = append(v.Wrong, wrongValue{"insert", c.String(), "insert=" + c.String() + ": " + err.Error() + "."})
		}
		return err != nil
	})
	return v.URL("", "") == before, nil
}

// application is the one that the view is about: the first, unless it says.
func (v *view) application(m *record.Matter) (*record.Application, error) {
	if v.App == "" {
		return &m.Applications[0], nil
	}
	if a := m.Application(v.App); a != nil {
		return a, nil
	}
	var ids []record.AppID
	for i := range m.Applications {
		ids = append(ids, m.Applications[i].ID)
	}
	return nil, fault.Errorf(fault.Input, "app=%s: the matter has no such application. Expected one of %s.", v.App, joinWords(ids))
}

// respondent is whom the view is about: the first, unless it says; no one, for a search against a place.
func (v *view) respondent(app *record.Application) record.PersonID {
	return cmp.Or(v.Respondent, brief.Respondents(app)[0])
}

// fill reads the matter and fills its page. A still page stands by itself.
func (s *server) fill(ctx context.Context, f *folder, v view, still bool) (*reviewPage, error) {
	r, err := f.review(ctx, v.options(true))
	if err != nil {
		return nil, err
	}
	app, err := v.application(f.matter)
	if err != nil {
		return nil, err
	}
	p, err := fillReview(r, v, s.law, r.Chart(app.ID, v.respondent(app)), f.supposer(ctx, r), still)
	if err != nil {
		return nil, err
	}
	if !r.Withheld {
		x, err := f.rereadAs(ctx, r, app, v)
		if err != nil {
			return nil, err
		}
		y := fillReread(x, app, v.respondent(app), v, fillNotes(r, app, s.law, v, still), still)
		p.Reread = &y
	}
	p.chrome = s.chrome(p.Caption.Title + " · Affiant")
	if f.home != "" {
		p.Home, p.Back = f.home, f.home
	}
	if still {
		p.Glossary = "" // it may be opened where no server is
	}
	p.MapLinks = mapLinks{v.URL("/map.svg", ""), v.URL("/review.json", ""), v.URL("/export.html", "")}
	return p, nil
}

// manyFlaws is how many flaws a matter may have before it is read no more than once for a page.
const manyFlaws = 60

// supposer returns what reads the matter as a view has it; nil for a matter so long, or with so many flaws, that reading
// it once for every row of a table would keep a reader waiting.
func (f *folder) supposer(ctx context.Context, r *brief.Review) supposer {
	lines := 0
	for i := range f.matter.Sources {
		lines += len(f.matter.Sources[i].Lines)
	}
	if lines > manyLines || len(r.Flaws) > manyFlaws {
		return nil
	}
	return func(v view) (*brief.Review, error) {
		o := v.options(true)
		o.Bare = true // a row has the answers and no more
		return f.review(ctx, o)
	}
}

// rereadAs reads the paper as it was sworn, and as the view changes it: what it strikes, inserts and supposes.
func (f *folder) rereadAs(ctx context.Context, now *brief.Review, app *record.Application, v view) (*brief.Rereading, error) {
	if len(v.Strike)+len(v.Insert)+len(v.Find) == 0 {
		return unchanged(now, app), nil
	}
	var before *brief.Review
	if len(v.Find) == 0 { // no ruling is supposed, so what was read for the page is the paper as it is
		before = now
	}
	return f.reread(ctx, before, v.options(false), brief.Change{Strike: v.Strike, Insert: v.Insert, App: app.ID, Find: v.Find})
}

// unchanged is the re-reading of a paper that nothing was done to.
func unchanged(r *brief.Review, app *record.Application) *brief.Rereading {
	sheet := brief.Sheet{App: app.ID}
	for _, a := range app.Affidavit.Assertions {
		sheet.Lines = append(sheet.Lines, brief.SheetLine{N: a.N, Text: a.Text})
	}
	return &brief.Rereading{Before: r, After: r, Paper: []brief.Sheet{sheet}}
}

// fillReview fills a page from a review.
func fillReview(r *brief.Review, v view, law *doctrine.Law, drawn brief.Chart, again supposer, still bool) (*reviewPage, error) {
	app, err := v.application(r.Matter)
	if err != nil {
		return nil, err
	}
	who := v.respondent(app)
	notes := fillNotes(r, app, law, v, still)
	p := &reviewPage{
		View: v, App: app, Withheld: r.Withheld,
		Stage:    "Review at the stage of " + strings.ReplaceAll(string(r.Posture), "-", " "),
		Caption:  fillCaption(r, app, who, law, notes),
		Settings: fillSettings(r, app, who, v, law),
		Words:    fillWords(r, app, who, notes, v, still),
		Grid:     fillGrid(r, app, who, notes),
		Opinion:  r.Profile.Title,
		Digests:  fillDigests(r.Digests),
		Supposed: len(v.Find),
	}
	clear := v
	clear.Find = nil
	p.Clear = clear.URL("", "words")
	p.Static = still
	if r.Withheld {
		p.Stage = "Before decision"
		return p, nil
	}
	if p.Questions, err = fillQuestions(r, app, who, law, v, notes, again); err != nil {
		return nil, err
	}
	if !still {
		p.Loose = fillLoose(r, app, who, law, v)
	}
	if len(drawn.Nodes) > 0 {
		p.Map, p.Tree = template.HTML(report.Figure(drawn)), grow(drawn)
	}
	return p, nil
}

// fillDigests says what the review was made from. Folders of law are told of where there are any.
func fillDigests(d brief.Digests) []digestRow {
	rows := []digestRow{{"Record", digest(d.Record), d.Record}, {"Law", digest(d.Law), d.Law}}
	if d.Cases != "" {
		rows = append(rows, digestRow{"Cases", digest(d.Cases), d.Cases})
	}
	if len(d.Layers) > 1 {
		rows = append(rows, digestRow{"Law from", strings.Join(d.Layers, " + "), ""})
	}
	if len(d.Replaced) > 0 {
		rows = append(rows, digestRow{"In place of the built-in", strings.Join(d.Replaced, ", "), ""})
	}
	return append(rows, digestRow{"Release", d.Release, ""})
}

// fillLoose lists the questions of law that the law leaves to a court and that no flaw stands for.
func fillLoose(r *brief.Review, app *record.Application, who record.PersonID, law *doctrine.Law, v view) []ask {
	var out []ask
	for t := range law.EachTerm() {
		if t.Given != "ruling" {
			continue
		}
		id := brief.TermID(t.ID, app, who)
		c := &ruling{Key: slug(id), Of: t.Means, Field: id, First: "Open", Decides: t.By}
		c.fill(r.Matter, v, id, false)
		out = append(out, ask{Says: cmp.Or(t.Asks, report.Upper(t.Means)), Rule: c})
	}
	return out
}
