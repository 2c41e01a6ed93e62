package hall

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

var counselPages = []page{
	{route: "GET /matters/{matter}/applications/{application}/counsel", serve: (*visit).counsel},
	{route: "GET /matters/{matter}/reading", serve: (*visit).reading},
	{route: "GET /matters/{matter}/reading/{part}", serve: (*visit).reading},
	{route: "GET /matters/{matter}/bundle", serve: (*visit).bundle},
	{route: "GET /matters/{matter}/disclosures/{seq}/bundle", serve: (*visit).given},
}

var counselViews = []view{
	{name: "The case, sheet by sheet", at: "/matters/{matter}/applications/{application}/counsel", act: access.ReadAnswers},
	{name: "Read it again: answers, and the Franks bench", at: "/matters/{matter}/reading?app={application}", act: access.ReadAnswers},
}

// A counselPage is what counsel has in hand, and what is to be asked of whom at a stage of the proceedings.
type counselPage struct {
	chrome
	Matter, Back, What string
	Against            []string
	Stage              string
	Given              []givenPart
	Mine               string   // address of all that the reader may have proved
	Asks               string   // where the reader asks for papers; "" where that may not be
	Missing            int      // sources that are cited and are not in hand
	Unapplied          []string // rulings on record that this reading cannot apply, and why
	Digest             string
	Opened             []string
	Papers, Reading    string
	JSON, Page         string
	Postures           []postureLink
	Sheet              sheetPart
	Near               []nearPart
}

// A givenPart is one disclosure to the reader.
type givenPart struct {
	Under, Time, By, Note string
	Sources               []citePart
	Bundle                string
}

type postureLink struct {
	Name, Href string
	Here       bool
}

// A sheetPart is the sheet of a posture.
type sheetPart struct {
	Name, Burden       string
	BurdenLaw          []string // on which what stays open is so answered
	Burdens            []burdenPart
	Conceded, Disputed []string
	Stated             []statedPart
	Quiet              []string // paragraphs on which nothing is in question
	Court, Finder      []askPart
	Answers            []answerGroup // one for each respondent
}

// A burdenPart is what someone has to show, and by what authority.
type burdenPart struct {
	Who, Says string
	Law       []string
}

// cited writes out what something rests on, with how sure each page is.
func cited(law *doctrine.Law, list []doctrine.Cite) []string {
	var out []string
	for _, c := range list {
		text, standing, ok := law.Explain(c)
		if !ok {
			text = c.String()
		}
		out = append(out, underSays(text, standing))
	}
	return out
}

// A statedPart is a factor of decided cases that someone states, against whom, and how far it counts.
type statedPart struct{ Title, Who, About, By, Counts, Href string }

// An askPart is one question that is open, and what it is about.
type askPart struct{ Asks, About, Href string }

type answerGroup struct {
	Who  string
	List []answerPart
}

type answerPart struct{ Question, Says string }

// A nearPart is the nearest decided cases on one question.
type nearPart struct {
	Who, Question string
	Sides         []nearSide
}

type nearSide struct {
	Name  string
	Cases []nearCase
}

// A nearCase is a decided case, and what it has in common with the paper and what parts them.
type nearCase struct{ Name, Citation, Code, Says string }

func (v *visit) counsel() error {
	x, a, err := v.readApp(access.ReadAnswers)
	if err != nil {
		return err
	}
	m := &x.Matter
	at := "/matters/" + string(m.ID)
	p := counselPage{chrome: v.chrome("The case, sheet by sheet"), Matter: m.Title, Back: at, What: report.Upper(string(a.Kind)) + " warrant: " + a.Offence.Title, Stage: stageSays(m.Stage(a, x.Now)),
		Papers: at + "/applications/" + string(a.ID), Reading: at + "/reading?app=" + string(a.ID), JSON: at + "/reading/review.json?app=" + string(a.ID),
		Page: at + "/reading/export.html?app=" + string(a.ID)}
	p.Styles = []string{"after.css"}
	for _, r := range a.Respondents {
		p.Against = append(p.Against, whom(m, r))
	}
	if x.May(access.Prove, "").May {
		p.Mine = at + "/bundle"
	}
	if p.Digest, err = clerk.PapersDigest(m, a.ID); err != nil {
		return err
	}
	for _, o := range a.Opened {
		name := string(o.Source)
		if s := m.Source(o.Source); s != nil {
			name = sourceTitle(s)
		}
		p.Opened = append(p.Opened, name)
	}
	p.Given, p.Missing = v.givenParts(x, a), missingSources(m, a)
	if x.Could("requested", "").May {
		p.Asks = v.actHref("requested", m.ID, "") + "?request.for=papers"
	}
	o := brief.Options{NoProof: true, Cases: v.Cases, Posture: brief.Posture(v.r.FormValue("posture"))}
	if o.Posture != "" && !slices.Contains(brief.Postures(), o.Posture) {
		return fault.Errorf(fault.Input, "there is no stage of proceedings %q", string(o.Posture))
	}
	ruled, not := brief.Applicable(m, v.Law, v.Cases)
	for _, err := range not {
		p.Unapplied = append(p.Unapplied, sentence(err.Error()))
	}
	r, err := v.answers.of(ruled, o.Posture, v.now, func() (*brief.Review, error) { return brief.Read(ruled, v.Law, v.Release, o) })
	if err != nil {
		return err
	}
	for _, q := range brief.Postures() {
		if q != brief.AtApplication {
			p.Postures = append(p.Postures, postureLink{report.Upper(strings.ReplaceAll(string(q), "-", " ")), p.Papers + "/counsel?posture=" + string(q), q == r.Posture})
		}
	}
	p.Sheet = sheetOf(r, a, p.Reading)
	p.Sheet.BurdenLaw = cited(v.Law, r.Profile.Rests)
	for _, b := range v.Law.BurdensAt(string(r.Posture), r.AsOf) {
		p.Sheet.Burdens = append(p.Sheet.Burdens, burdenPart{report.Upper(b.Who), b.Says, cited(v.Law, b.Rests)})
	}
	p.Near = v.nearOf(r, a)
	return v.show(http.StatusOK, "counsel.html", p)
}

// givenParts are the disclosures to the reader.
func (v *visit) givenParts(x *clerk.View, a *record.Application) []givenPart {
	var list []givenPart
	var at []int
	for _, l := range x.Lines { // those of the reader are the ones that the view has, in their order
		if l.Kind == "disclosed" {
			at = append(at, l.Seq)
		}
	}
	for i, d := range x.Matter.Disclosures {
		if d.To != x.Me || d.To == "" {
			continue
		}
		g := givenPart{Under: dutyWords(d.Under), Time: d.Time.String(), By: whom(&x.Matter, d.By), Note: d.Note}
		for _, s := range d.Sources {
			if src := x.Matter.Source(s); src != nil {
				g.Sources = append(g.Sources, citePart{sourceTitle(src), fmt.Sprintf("/matters/%s/sources/%s?application=%s", x.Matter.ID, s, a.ID)})
			}
		}
		if len(at) == len(x.Matter.Disclosures) {
			g.Bundle = fmt.Sprintf("/matters/%s/disclosures/%d/bundle", x.Matter.ID, at[i])
		}
		list = append(list, g)
	}
	return list
}

// missingSources is how many sources the affidavit cites that the reader does not have.
func missingSources(m *record.Matter, a *record.Application) int {
	gone := map[record.SourceID]bool{}
	for _, s := range a.Affidavit.Assertions {
		for _, c := range s.Cites {
			if m.Source(c.Source) == nil {
				gone[c.Source] = true
			}
		}
	}
	return len(gone)
}

// sheetOf is the sheet of an application at the posture of a review; reading is where the review stands, with its rulings to try.
func sheetOf(r *brief.Review, a *record.Application, reading string) sheetPart {
	s := sheetPart{Name: strings.ReplaceAll(string(r.Posture), "-", " "), Burden: "What open rulings could turn is reserved."}
	if r.Profile.Open == "burden" {
		s.Burden = "What stays open is answered against the one who must show it."
	}
	for i := range r.Stated {
		if x := &r.Stated[i]; x.App == a.ID {
			s.Stated = append(s.Stated, statedPart{x.Title, whom(r.Matter, x.Respondent), sentence(x.About), report.StatedBy(*x), report.StatedCounts(*x),
				reading + "&respondent=" + url.QueryEscape(string(x.Respondent)) + "#n-" + brief.Fragment(x.ID)})
		}
	}
	for _, x := range r.Matter.Statements {
		if x.Factor != "" {
			continue
		}
		says := sentence(x.About) + " Said by " + x.By + "."
		if x.Says == "conceded" {
			s.Conceded = append(s.Conceded, says)
		} else {
			s.Disputed = append(s.Disputed, report.Upper(x.Says)+": "+says)
		}
	}
	asked, about := map[string]bool{}, map[string]string{}
	loud := map[int]bool{}
	for i := range r.Flaws {
		f := &r.Flaws[i]
		if f.App != a.ID {
			continue
		}
		about[f.ID] = f.Check.Code + " " + f.Check.Title
		if f.Assertion > 0 {
			about[f.ID] += ", ¶ " + strconv.Itoa(f.Assertion)
		}
		if f.State == brief.Open {
			loud[f.Assertion] = true
		}
	}
	for _, x := range a.Affidavit.Assertions {
		if !loud[x.N] && len(x.Cites) > 0 {
			s.Quiet = append(s.Quiet, fmt.Sprintf("¶ %d. %s", x.N, x.Text))
		}
	}
	for _, q := range r.Questions {
		if q.App != a.ID {
			continue
		}
		who := whom(r.Matter, q.Respondent)
		if len(s.Answers) == 0 || s.Answers[len(s.Answers)-1].Who != who {
			s.Answers = append(s.Answers, answerGroup{Who: who})
		}
		last := &s.Answers[len(s.Answers)-1]
		last.List = append(last.List, answerPart{q.Question.Title, sentence(q.Says)})
		for _, t := range q.Turns {
			for _, x := range t.Rulings {
				if asked[x.Asks] || x.Asks == "" {
					continue
				}
				asked[x.Asks] = true
				ask := askPart{Asks: x.Asks, About: about[x.Flaw]}
				if x.By == "factfinder" {
					s.Finder = append(s.Finder, ask)
				} else {
					s.Court = append(s.Court, ask)
				}
			}
		}
	}
	return s
}

// mostNear is how many decided cases are shown on each side.
const mostNear = 2

func (v *visit) nearOf(r *brief.Review, a *record.Application) []nearPart {
	var list []nearPart
	for _, b := range r.Cases { // reckoned once, when it was read: a review that is kept is not worked on
		if b.App != a.ID {
			continue
		}
		n := nearPart{Who: whom(r.Matter, b.Respondent), Question: b.Issue.Asks}
		for i, side := range b.Near {
			s := nearSide{Name: b.Issue.Sides[i].Means}
			for _, c := range side[:min(mostNear, len(side))] {
				s.Cases = append(s.Cases, nearCase{c.Case.Name, c.Case.Citation, string(c.Case.ID), report.Compared(v.Cases, c)})
			}
			if len(s.Cases) > 0 {
				n.Sides = append(n.Sides, s)
			}
		}
		if len(n.Sides) > 0 {
			list = append(list, n)
		}
	}
	return list
}

// reading is the review of a matter, as the reader may see it, with the bench on which sentences are struck and put in.
func (v *visit) reading() error {
	if v.Reading == nil {
		return v.nowhere()
	}
	app := record.AppID(v.r.FormValue("app"))
	x, err := v.read(app, access.ReadAnswers)
	if err != nil {
		return err
	}
	if len(x.Matter.Applications) == 0 {
		return fault.Errorf(fault.NotFound, "there is no application here that you may read")
	}
	back := "/matters/" + string(x.Matter.ID)
	sit := Sitting{Base: back + "/reading", Home: back, Words: "/words", Matter: &x.Matter}
	sit.Key = fmt.Sprintf("%s %d %s %q", x.Matter.ID, x.Head, v.session.Account, x.Now[:min(10, len(x.Now))])
	if sit.Head, sit.Above, err = v.above(); err != nil {
		return err
	}
	v.Reading(v.w, v.r, v.r.PathValue("part"), sit)
	return nil
}

// bundle hands over all that the reader may have proved.
func (v *visit) bundle() error {
	if !named(string(v.matter())) {
		return fault.Errorf(fault.NotFound, "There is nothing of this name.")
	}
	b, err := v.Clerk.Bundle(v.r.Context(), v.caller(), v.matter())
	if err != nil {
		return err
	}
	return v.handOver(b, string(v.matter()))
}

// given hands over what a disclosure gave: the same bytes each time.
func (v *visit) given() error {
	seq, err := strconv.ParseInt(v.r.PathValue("seq"), 10, 64)
	if err != nil || !named(string(v.matter())) {
		return fault.Errorf(fault.NotFound, "There is nothing of this name.")
	}
	b, err := v.Clerk.Given(v.r.Context(), v.caller(), v.matter(), seq)
	if err != nil {
		return err
	}
	return v.handOver(b, fmt.Sprintf("%s-%d", v.matter(), seq))
}

func (v *visit) handOver(b proof.Bundle, name string) error {
	v.w.Header().Set("Content-Type", "application/json")
	v.w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.bundle.json"`)
	_, _ = v.w.Write(b.Bytes()) // the reader may have gone
	return nil
}

// dutyWords names the duty under which something was handed over.
func dutyWords(under string) string {
	if w := map[string]string{"brady": "Brady v. Maryland", "giglio": "Giglio v. United States", "jencks": "the Jencks Act", "title-iii": "18 U.S.C. 2518(9)", "order": "an order of the court", "other": "another duty"}[under]; w != "" {
		return w
	}
	return report.Upper(strings.ReplaceAll(under, "-", " "))
}
