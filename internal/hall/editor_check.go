package hall

import (
	"bytes"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/review"
)

// A reviewed is an application with what the review asks of it.
type reviewed struct {
	*visit
	m       *record.Matter
	app     *record.Application
	flaws   []review.Flaw
	queries []review.Flaw // on one sign alone
	grounds []review.Ground
}

// notYet are the families of what is asked of a magistrate and of execution: before the oath there is neither.
const notYet = "MX"

// reviewOf reads an application as it stands.
func (v *visit) reviewOf(m *record.Matter, app record.AppID) *reviewed {
	out, _ := v.prepared.of(v.session.Account, m, v.Law, app, v.now).Whole(v.gone)
	return v.reviewed(m, app, out)
}

// reviewWith reads an application as it is supposed to be with an assertion in it.
func (v *visit) reviewWith(m *record.Matter, app record.AppID, s record.Assertion) *reviewed {
	as := supposed(m, app, s)
	if as == m || reflect.DeepEqual(m.Application(app).Assertion(s.N), &s) {
		return v.reviewOf(m, app)
	}
	out, _ := v.prepared.of(v.session.Account, m, v.Law, app, v.now).With(s, v.gone)
	return v.reviewed(as, app, out)
}

// reviewAt reads of an application what can be said at once of an assertion as it is typed.
func (v *visit) reviewAt(m *record.Matter, app record.AppID, s record.Assertion) *reviewed {
	as := supposed(m, app, s)
	if as == m {
		return v.reviewOf(m, app)
	}
	out, _ := v.prepared.of(v.session.Account, m, v.Law, app, v.now).At(s, v.gone)
	return v.reviewed(as, app, out)
}

// gone reports whether whoever asks no longer waits.
func (v *visit) gone() bool { return v.r.Context().Err() != nil }

func (v *visit) reviewed(m *record.Matter, app record.AppID, out review.Result) *reviewed {
	r := &reviewed{visit: v, m: m, app: m.Application(app), grounds: out.Grounds}
	early := func(f review.Flaw) bool { return strings.Contains(notYet, f.Check.Code[:1]) }
	r.flaws = slices.DeleteFunc(slices.Clone(out.Flaws), early)
	r.queries = slices.DeleteFunc(slices.Clone(out.Queries), early)
	return r
}

// A finding is a question of the review, ready to be shown beside the words.
type finding struct {
	ID, Slug    string
	Code, Class string
	Title       string
	Message     string
	Asks        string
	Why         string
	Mend        string
	Law         []string
	Words       string // in the assertion, for which a person may be said to be meant
	Who         bool   // it asks who is meant
	N           int
	Answered    string // what the affiant did about it
	Because     string
	Care        bool // a matter of care, that no one need answer
	After       bool // it lays the whole paper beside all sources, and is asked when the typing has rested
}

// familyOf is how a mark is drawn: by a wave, a box, a caret, dots; on a cell of the matrix.
func familyOf(code string) string {
	switch code[:1] {
	case "I":
		return "i"
	case "O":
		return "o"
	case "F":
		return "f"
	case "P":
		return "p"
	}
	return "s"
}

// flawSlug is the id of a flaw as an address within the page may have it.
func flawSlug(id string) string {
	return strings.NewReplacer("@", "-", ".", "-", "#", "-").Replace(id)
}

// at lists what is asked at an assertion; with 0, of the paper as a whole.
func (r *reviewed) at(n int) []finding { return r.findings(r.flaws, n) }

// queriesAt lists what is asked at an assertion on one sign alone: it is shown folded, marked on no words, and asked at no gate.
func (r *reviewed) queriesAt(n int) []finding { return r.findings(r.queries, n) }

func (r *reviewed) findings(of []review.Flaw, n int) []finding {
	var list []finding
	for i := range of {
		if f := &of[i]; f.Assertion == n {
			list = append(list, r.finding(f))
		}
	}
	return list
}

func (r *reviewed) finding(f *review.Flaw) finding {
	out := finding{ID: f.ID, Slug: flawSlug(f.ID), Code: f.Check.Code, Class: familyOf(f.Check.Code), Title: f.Check.Title, Message: report.ByTitle(r.m, f.Message), Asks: report.ByTitle(r.m, f.Asks), Why: f.Check.Why, Mend: f.Check.Mend, N: f.Assertion,
		Words: f.Span.Words, Who: f.Check.Code[0] == 'I' && f.Assertion > 0 && f.Span.Words != "", Care: f.Force == review.Note, After: f.Check.After}
	for _, c := range f.Check.Rests {
		if text, standing, ok := r.Law.Explain(c); ok {
			out.Law = append(out.Law, underSays(text, standing))
		}
	}
	for _, a := range r.app.Answers {
		if a.Flaw == f.ID {
			out.Answered, out.Because = strings.ReplaceAll(a.Act, "-", " "), a.Because
		}
	}
	return out
}

// marksIn are the marks on the words of an assertion.
func (r *reviewed) marksIn(n int) []mark {
	var list []mark
	for _, f := range r.flaws {
		if f.Assertion == n {
			list = append(list, mark{f.Span.Start, f.Span.End, f.Check.Code, familyOf(f.Check.Code), flawSlug(f.ID)})
		}
	}
	return list
}

// A matrix is the elements by person: which assertions are there for each, counted and not weighed.
type matrix struct {
	People []string
	Rows   []matrixRow
}

type matrixRow struct {
	Title string
	ID    string
	Cells []matrixCell
}

type matrixCell struct {
	Person string
	On     []matrixN
	More   int // assertions that are not shown
	Codes  []finding
	Worked bool // found by their words, not offered
}

type matrixN struct {
	N    int
	Here bool
}

// mostInCell is how many assertions a cell shows, besides the one that is open.
const mostInCell = 12

// matrix lays the elements out, with the assertion n marked.
func (r *reviewed) matrix(n int) matrix {
	var out matrix
	people := r.app.Respondents
	if len(people) == 0 {
		people = []record.PersonID{""}
	}
	for _, p := range people {
		name := "Anyone"
		if p != "" {
			name = whom(r.m, p)
		}
		out.People = append(out.People, name)
	}
	for _, e := range r.app.Offence.Elements {
		row := matrixRow{Title: e.Title, ID: string(e.ID)}
		for i, p := range people {
			c := matrixCell{Person: out.People[i]}
			for _, g := range r.grounds {
				if g.Element != e.ID || g.Respondent != p && g.Respondent != "" {
					continue
				}
				c.Worked = c.Worked || g.Worked
				for _, on := range g.On {
					if !slices.ContainsFunc(c.On, func(x matrixN) bool { return x.N == on }) {
						c.On = append(c.On, matrixN{on, on == n})
					}
				}
			}
			slices.SortFunc(c.On, func(a, b matrixN) int { return a.N - b.N })
			if c.More = len(c.On) - mostInCell; c.More > 0 {
				here := slices.DeleteFunc(slices.Clone(c.On[mostInCell:]), func(x matrixN) bool { return !x.Here })
				c.On, c.More = append(c.On[:mostInCell:mostInCell], here...), c.More-len(here)
			}
			for k := range r.flaws {
				f := &r.flaws[k]
				if f.Element == e.ID && (len(f.Respondents) == 0 || slices.Contains(f.Respondents, p)) && !slices.ContainsFunc(c.Codes, func(x finding) bool { return x.Code == f.Check.Code }) {
					c.Codes = append(c.Codes, r.finding(f))
				}
			}
			row.Cells = append(row.Cells, c)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// A checkPart is what a check as one types brings: the findings at the open assertion, and the matrix.
type checkPart struct {
	Findings  []finding
	Queries   []finding // on one sign alone
	CiteWrong []string
	Matrix    matrix
	Says      markedText
	N         int
}

// check answers what the review asks of an assertion as it is typed: at once what can be, and all if the whole is asked for. Nothing is entered.
func (v *visit) check() error {
	x, a, err := v.draft()
	if err != nil {
		return err
	}
	open, s := v.openOf(x, a, v.form)
	ask := v.reviewAt
	if v.r.URL.Query().Has("whole") {
		ask = v.reviewWith
	}
	r := ask(&x.Matter, a.ID, s)
	p := checkPart{Findings: r.at(open.N), Queries: r.queriesAt(open.N), CiteWrong: open.CiteWrong, Matrix: r.matrix(open.N), N: open.N}
	if s.Text != "" {
		p.Says = markWords(s.Text, r.marksIn(open.N))
	}
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, "edit-check", p); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.WriteHeader(http.StatusOK)
	_, _ = v.w.Write(report.Inert(b.Bytes()))
	return nil
}

// asRefused finds why an act was not entered in an error.
func asRefused(err error, no **refusedAct) bool { return errors.As(err, no) }

// pilcrow names an assertion.
func pilcrow(n int) string { return "¶ " + strconv.Itoa(n) }
