package hall

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// editorGroup is for the affiant: the editor, the gate before the oath, the history of drafts.
var editorGroup = group{
	pages: []page{
		{route: "GET /matters/{matter}/applications/{application}/edit", serve: (*visit).editGet},
		{route: "POST /matters/{matter}/applications/{application}/edit", serve: (*visit).editPost},
		{route: "POST /matters/{matter}/applications/{application}/check", serve: (*visit).check},
		{route: "GET /matters/{matter}/applications/{application}/gate", serve: (*visit).gate},
		{route: "POST /matters/{matter}/applications/{application}/gate", serve: (*visit).gateAnswer},
		{route: "GET /matters/{matter}/applications/{application}/drafts", serve: (*visit).drafts},
	},
	acts: map[string]string{
		"assertion-drafted": "/matters/{matter}/applications/{application}/edit",
		"assertion-revised": "/matters/{matter}/applications/{application}/edit",
		"flaw-answered":     "/matters/{matter}/applications/{application}/gate",
		"answer-withdrawn":  "/matters/{matter}/applications/{application}/gate",
		"question-answered": "/matters/{matter}/applications/{application}/gate",
	},
	views: []view{
		{name: "Write", at: "/matters/{matter}/applications/{application}/edit", act: "assertion-drafted", now: record.Drafting},
		{name: "To the oath", at: "/matters/{matter}/applications/{application}/gate", act: "flaw-answered", now: record.Drafting},
		{name: "History", at: "/matters/{matter}/applications/{application}/drafts", act: "assertion-drafted", now: record.Drafting},
	},
}

// An editPage is the desk on which an affidavit is written: sources left, affidavit right, and what is open beside it. One assertion is
// open at a time.
type editPage struct {
	chrome
	Matter, Back string
	Base         string // address of the application
	AppID        string
	What         string
	Laid         laid
	Find         string
	Before       []writtenPart // assertions before the one that is open
	After        []writtenPart
	Elsewhere    []spanOf // assertions that are not shown
	MoreWhole    int      // questions of the paper as a whole that are not shown
	Open         openPart
	Findings     []finding // at the one that is open
	Queries      []finding // there, on one sign alone
	Whole        []finding // of the paper as a whole
	Matrix       matrix
	Unanswered   int
	Wrong, By    string
	Since        []lineRow
	Done         string
	Over         bool      // what was saved took the place of another's words
	Both         *bothPart // the open assertion, as two wrote it
	Aside        *asidePart
	Began        string    // the entry after which it was first written, where another changed it since
	Asked        []askedAt // what reviewers ask of the open assertion
	AskedElse    []askedAt // and of those that are not shown, or not there any more
	Mine         bool      // the reader is the affiant, and answers
	Unsaved      *unsavedPart
	Land         bool // the page opens at the field in which one writes: nothing else has to be read first
	Looked       bool // something was looked for in the sources, so they are open
}

// An unsavedPart says that the open assertion has words that are not saved, when another is to be opened.
type unsavedPart struct{ N, Then int }

// A writtenPart is an assertion that is written.
type writtenPart struct {
	N        int
	Line     string // its beginning, for a list of lines
	Says     markedText
	From     string
	Findings []finding
	Asked    []askedAt
	Mine     bool
}

// draft reads an application that may be written on.
func (v *visit) draft() (*clerk.View, *record.Application, error) {
	x, a, err := v.readApp(access.ReadFlaws)
	if err != nil {
		return nil, nil, err
	}
	if d := x.May("assertion-drafted", a.ID); !d.May {
		if stage := x.Matter.Stage(a, x.Now); stage != record.Drafting && d.Rule == "officer-drafts" {
			return nil, nil, fault.Errorf(fault.Conflict, "the papers of this application are closed: it is %s", stageSays(stage))
		}
		return nil, nil, fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	return x, a, nil
}

func (v *visit) editGet() error {
	x, a, err := v.draft()
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(v.r.FormValue("n"))
	form := url.Values{}
	if s := a.Assertion(n); s != nil {
		form = fill(record.AssertionRevised{Application: a.ID, Assertion: *s})
	} else {
		form.Set("assertion.n", strconv.Itoa(nextNumber(a)))
	}
	form.Set(fieldKey, v.newKey())
	form.Set(fieldHead, strconv.FormatInt(x.Head, 10))
	return v.editShow(http.StatusOK, x, a, form, nil)
}

func nextNumber(a *record.Application) int {
	n := 1
	for _, s := range a.Affidavit.Assertions {
		n = max(n, s.N+1)
	}
	return n
}

// editShow shows the editor with what stands in the form of the open assertion.
func (v *visit) editShow(status int, x *clerk.View, a *record.Application, form url.Values, err error) error {
	m := &x.Matter
	base := "/matters/" + string(m.ID) + "/applications/" + string(a.ID)
	open, says := v.openOf(x, a, form)
	p := editPage{chrome: v.chrome("Write: " + m.Title), Matter: m.Title, Back: "/matters/" + string(m.ID), Base: base, AppID: string(a.ID), What: string(a.Kind) + " warrant, " + a.Offence.Title, Open: open, Find: form.Get("_find")}
	p.Mine = x.Me == a.Affiant && x.Me != ""
	p.Wide, p.Styles, p.Scripts = true, []string{"editor.css"}, []string{"editor.js"}
	r := v.reviewWith(m, a.ID, says)
	for _, f := range r.flaws {
		if clerk.Asked(r.app, f) {
			p.Unanswered++
		}
	}
	asked := askedOf(m, a)
	for i := range asked {
		asked[i].Typed = form.Get(asked[i].Field())
	}
	stand := func(n int) (list []askedAt) {
		for _, q := range asked {
			if q.N == n && a.Assertion(n) != nil {
				list = append(list, q)
			}
		}
		return list
	}
	p.Asked = stand(open.N)
	shown, elsewhere := around(r.app.Affidavit.Assertions, open.N)
	p.Elsewhere = elsewhere
	for i := range shown {
		s := &shown[i]
		if s.N == open.N {
			continue
		}
		w := writtenPart{N: s.N, Line: short(s.Text, mostLine), Says: markWords(s.Text, r.marksIn(s.N)), From: fromSays(x, r.app, s), Findings: r.at(s.N), Asked: stand(s.N), Mine: p.Mine}
		if s.N < open.N {
			p.Before = append(p.Before, w)
		} else {
			p.After = append(p.After, w)
		}
	}
	p.Findings, p.Queries, p.Whole, p.Matrix = r.at(open.N), r.queriesAt(open.N), r.at(0), r.matrix(open.N)
	if p.MoreWhole = len(p.Whole) - mostWhole; p.MoreWhole > 0 {
		p.Whole = p.Whole[:mostWhole]
	}
	page, _ := strconv.Atoi(form.Get("_look"))
	p.Laid = r.sources(p.Find, page, open.N)
	p.Began = form.Get(fieldOver)
	if err != nil {
		s := sayOf(err)
		p.Wrong, p.By = s.text, s.by
		var no *refusedAct
		if asRefused(err, &no) && s.status == http.StatusConflict {
			if head, herr := strconv.ParseInt(no.since, 10, 64); herr == nil {
				p.Since = v.since(x, head)
				p.Began = cmp.Or(p.Began, no.since)
			}
		}
	}
	if head, herr := strconv.ParseInt(p.Began, 10, 64); herr == nil {
		if p.Both, herr = v.bothOf(x, a, head, says); herr != nil {
			return herr
		}
		if p.Both != nil && err != nil && sayOf(err).status == http.StatusConflict { // it says what stands against it, and better
			p.Wrong, p.By = "", ""
		}
	}
	p.Aside = v.aside(x, a, form, open.N)
	for _, q := range asked {
		if shownHere := slices.ContainsFunc(shown, func(s record.Assertion) bool { return s.N == q.N }); !shownHere || a.Assertion(q.N) == nil {
			p.AskedElse = append(p.AskedElse, q)
		}
	}
	if then, err := strconv.Atoi(form.Get("open")); err == nil && v.r.Method == http.MethodPost {
		p.Unsaved = &unsavedPart{open.N, then}
	}
	if s := form.Get(fieldSaid); s != "" {
		p.Done = s
	}
	if n := v.r.URL.Query().Get("saved"); n != "" && status == http.StatusOK && v.r.Method == http.MethodGet {
		if s, err := strconv.Atoi(n); err == nil && a.Assertion(s) != nil {
			p.Done, p.Over = "¶ "+n+" is saved in the matter.", v.r.URL.Query().Has("over")
		}
	}
	p.Land = v.r.Method == http.MethodGet && status == http.StatusOK
	p.Looked = p.Find != "" || form.Get("_look") != ""
	return v.show(status, "edit.html", p)
}

// How much of a long paper stands beside the open assertion.
const (
	mostBeside = 15 // assertions before it, and after it
	mostLine   = 90 // characters of each, where they are folded to a line
	mostWhole  = 20 // questions of the paper as a whole
	spanned    = 50 // assertions to which one link leads
)

// A spanOf is a run of assertions that are not shown; the link to it opens the first.
type spanOf struct{ From, To int }

// around returns the assertions beside the open one, and where the others are.
func around(all []record.Assertion, open int) (shown []record.Assertion, elsewhere []spanOf) {
	at, _ := slices.BinarySearchFunc(all, open, func(x record.Assertion, n int) int { return x.N - n })
	from, to := max(0, at-mostBeside), min(len(all), at+1+mostBeside)
	for _, part := range [][]record.Assertion{all[:from], all[to:]} {
		for run := range slices.Chunk(part, spanned) {
			elsewhere = append(elsewhere, spanOf{run[0].N, run[len(run)-1].N})
		}
	}
	return all[from:to], elsewhere
}

// supposed is a matter with an assertion put in, as if it were entered; the matter itself, if the assertion says nothing.
func supposed(m *record.Matter, app record.AppID, s record.Assertion) *record.Matter {
	if strings.TrimSpace(s.Text) == "" || s.N < 1 {
		return m
	}
	c := *m
	c.Applications = slices.Clone(m.Applications)
	a := c.Application(app)
	list := slices.Clone(a.Affidavit.Assertions)
	at, found := slices.BinarySearchFunc(list, s.N, func(x record.Assertion, n int) int { return x.N - n })
	if found {
		list[at] = s
	} else {
		list = slices.Insert(list, at, s)
	}
	a.Affidavit.Assertions = list
	return &c
}

func fromSays(x *clerk.View, a *record.Application, s *record.Assertion) string {
	p := assertionOf(x, a, s)
	parts := nonEmpty(p.Basis)
	for _, c := range p.Cites {
		parts = append(parts, c.Says)
	}
	parts = append(parts, p.Readings...)
	parts = append(parts, p.Identifies...)
	parts = append(parts, nonEmpty(p.RestsOn)...)
	return strings.Join(parts, "; ")
}

// editPost saves the open assertion, or does to its form what a button asks.
func (v *visit) editPost() error {
	x, a, err := v.draft()
	if err != nil {
		return v.lostDraft(err)
	}
	form := v.form
	if n, next, taken := renumbered(a, form); taken && (v.again() || form.Get("swap") == "" && form.Get("reply") == "") {
		since := form.Get(fieldHead)
		form = renewed(cloneForm(form), x, v.newKey())
		form.Set("assertion.n", strconv.Itoa(next))
		return v.editShow(http.StatusConflict, x, a, form, &refusedAct{fault.Errorf(fault.Conflict, "assertion %d is not what it was when you began; your words are now for ¶ %d", n, next), since})
	}
	more := form.Get("more")
	switch {
	case form.Get("swap") == "drop" && !v.again():
		form.Del(fieldAside)
	case form.Get("swap") != "" && !v.again():
		return v.swap(x, a)
	case form.Get("cite") != "":
		addCite(form, form.Get("cite"))
	case form.Get("identify") != "":
		n := (&former{form: form}).rows("assertion.identifies")
		form.Set("assertion.identifies."+strconv.Itoa(n)+".name", form.Get("identify"))
		form.Set("assertion.identifies#", strconv.Itoa(n+1))
	case more != "":
		form.Set(more+"#", strconv.Itoa((&former{form: form}).rows(more)+1))
	case strings.HasPrefix(form.Get("enter"), "person-named choice assertion.identifies.") && !v.again():
		form.Set("application", string(a.ID))
		return v.stepAside(inEditor, "person-named", false, strings.TrimPrefix(form.Get("enter"), "person-named choice "))
	case form.Has("look"):
		form.Set("_look", form.Get("look"))
	case form.Get("reply") != "" && !v.again():
		return v.editReply(x, a, form.Get("reply"))
	case form.Get("open") != "" && !v.again():
		then, _ := strconv.Atoi(form.Get("open"))
		if !v.unsaved(x, a) {
			return v.to(v.editAt(x, a, then))
		}
	case form.Has("test") || v.again():
	default:
		return v.saveAssertion(x, a)
	}
	if form.Get("_look") == "" {
		form.Set("_look", form.Get("_page"))
	}
	for _, name := range []string{"cite", "identify", "more", "look", "test", "reply", "swap", "enter", fieldAgain} {
		form.Del(name)
	}
	return v.editShow(http.StatusOK, x, a, form, nil)
}

// addCite puts a citation into the form: of the line that was chosen, and of its words, if some were.
func addCite(form url.Values, cite string) {
	cites := strings.TrimRight(form.Get("assertion.cites"), "\n ")
	if cites != "" {
		cites += "\n"
	}
	form.Set("assertion.cites", cites+cite)
}

// lostDraft answers a post to papers that are closed by now with the words that were typed, so that they can be kept.
func (v *visit) lostDraft(err error) error {
	s := sayOf(err)
	if s.status != http.StatusConflict {
		return err
	}
	p := lostPage{chrome: v.chrome(s.heading), Text: s.text, Back: "/matters/" + string(v.matter()), Words: typedIn(v.form)}
	return v.show(s.status, "lost.html", p)
}

// A lostPage keeps words that can be entered no more.
type lostPage struct {
	chrome
	Text, Back string
	Words      []typed
}

func (v *visit) saveAssertion(x *clerk.View, a *record.Application) error {
	n, _ := strconv.Atoi(v.form.Get("assertion.n"))
	kind := "assertion-drafted"
	if a.Assertion(n) != nil {
		kind = "assertion-revised"
	}
	form := v.form
	again := func(status int, err error) error {
		since := form.Get(fieldHead)
		if fx, fa, ferr := v.draft(); ferr == nil && status == http.StatusConflict {
			x, a, form = fx, fa, renewed(cloneForm(form), fx, v.newKey())
		}
		return v.editShow(status, x, a, form, &refusedAct{err, since})
	}
	if _, wrong := readCites(&x.Matter, form.Get("assertion.cites")); len(wrong) > 0 {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "%s", strings.Join(wrong, "\n")))
	}
	e, err := v.event(kind, x, a)
	if err != nil {
		return again(http.StatusUnprocessableEntity, err)
	}
	then, _ := strconv.Atoi(form.Get("then"))
	says, more := "¶ "+strconv.Itoa(n)+" is saved in the matter.", []string{"saved=" + strconv.Itoa(n)}
	if form.Get(fieldOver) != "" {
		more = append(more, "over=yes")
	}
	v.next = v.editAt(x, a, then, more...)
	left := repliesIn(form) // answers that were typed beside it and not entered, and what was set aside: they stay in their place
	if form.Get(fieldAside) != "" {
		left[fieldAside] = form[fieldAside]
	}
	if len(left) > 0 {
		v.done = func(clerk.Receipt) error { return v.editOn(left, then, says) }
	}
	return v.enterAct(x, e, again)
}

// renumbered reports whether the number of an assertion was taken by someone, or given up, since its form was made: then what is typed is for another.
func renumbered(a *record.Application, form url.Values) (n, next int, taken bool) {
	n, _ = strconv.Atoi(form.Get("assertion.n"))
	was, there := form.Get("_was"), a.Assertion(n) != nil
	return n, nextNumber(a), was == "new" && there || was == "old" && !there
}
