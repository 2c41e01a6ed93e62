package hall

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/review"
)

// benchSaysOf makes an assertion ready for the bench. x has what is within the four corners; file has what else may be opened.
func benchSaysOf(x *clerk.View, file *record.Matter, a *record.Application, s *record.Assertion, open bool) benchSays {
	part := assertionOf(x, a, s)
	out := benchSays{N: s.N, Text: s.Text, Basis: part.Basis}
	for _, c := range s.Cites {
		out.Cites = append(out.Cites, benchCiteOf(&x.Matter, file, c, open))
	}
	out.Others = slices.Concat(part.Readings, part.Identifies)
	if part.RestsOn != "" {
		out.Others = append(out.Others, part.RestsOn)
	}
	for i := range out.Others {
		out.Others[i] = sentence(out.Others[i])
	}
	return out
}

func benchCiteOf(m, file *record.Matter, c record.Cite, open bool) benchCite {
	within := m.Source(c.Source)
	if within == nil {
		// Its title and lines are named, and no word of it is shown: not even the words that the affiant quotes from it.
		return benchCite{Says: citeSays(file, record.Cite{Source: c.Source, From: c.From, To: c.To}), Source: c.Source, Closed: open && file.Source(c.Source) != nil}
	}
	out := benchCite{Says: citeSays(m, c), Source: c.Source, Here: "#source-" + string(c.Source)}
	for _, l := range within.Lines {
		if c.From > 0 && l.N >= c.From && l.N <= max(c.From, c.To) && len(out.Lines) < 40 {
			out.Lines = append(out.Lines, linePart{l.N, l.Speaker, l.Text, l.Cut, l.Summary})
		}
	}
	return out
}

// citedIn tells of each source which paragraphs cite it: the way back to where one came from.
func citedIn(sources []sourcePart, says []benchSays) {
	for i := range sources {
		for _, s := range says {
			if slices.ContainsFunc(s.Cites, func(c benchCite) bool { return string(c.Source) == sources[i].ID }) {
				sources[i].Cited = append(sources[i].Cited, s.N)
			}
		}
	}
}

// urgency says what is due of the magistrate by a time, and who is held meanwhile. What nobody claims is not made up.
func urgency(x *clerk.View, a *record.Application) []string {
	var list []string
	for _, d := range x.Due {
		if d.Done == "" && (d.Application == a.ID || d.Application == "") && d.Term.Who == string(record.Magistrate) {
			s := sentence(d.Term.Title)
			list = append(list, strings.TrimSuffix(s, ".")+" by "+moment(d.Due)+" ("+d.Term.Says+").")
		}
	}
	for _, p := range a.Respondents {
		held, since := "", record.When("")
		for _, c := range a.Custody {
			if c.Person == p {
				held, since = c.Act, c.Time
			}
		}
		if held != "" && held != "released" && held != "bailed" {
			list = append(list, whom(&x.Matter, p)+" is held: "+held+", "+since.String()+".")
		}
	}
	return list
}

// onMonth is "on" before a month, of which no day is known.
var onMonth = regexp.MustCompile(` on ((?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4})\b`)

// earlierSays tells the earlier presentments that the record itself told with this one, as named has them.
func earlierSays(a *record.Application, named map[string]string) []string {
	if len(a.Presentments) == 0 {
		return nil
	}
	var list []string
	for _, told := range a.Presentments[len(a.Presentments)-1].Disclosed {
		list = append(list, sentence(onMonth.ReplaceAllString(disclosedSays(told, named), " in $1")))
	}
	return list
}

// earlierNamed is how what was brought before is said to the reader, where the record tells of any with this application.
func (v *visit) earlierNamed(m *record.Matter, a *record.Application) (map[string]string, error) {
	if !slices.ContainsFunc(a.Presentments, func(p record.Presentment) bool { return len(p.Disclosed) > 0 }) {
		return nil, nil
	}
	of := [2]string{string(m.ID), string(a.ID)} // the bench shows the papers too, and other matters are read for it
	if named, ok := v.earlier[of]; ok {
		return named, nil
	}
	named, err := v.Clerk.EarlierNamed(v.r.Context(), v.caller(), m.ID, a.ID)
	if err == nil {
		if v.earlier == nil {
			v.earlier = make(map[[2]string]map[string]string)
		}
		v.earlier[of] = named
	}
	return named, err
}

// disclosedSays says a sentence about an earlier presentment as named has it, with people by their names; what that does not have, in the words in which it stands. No word
// is exchanged for a name: a short name may be any word, also one for what was decided.
func disclosedSays(told string, named map[string]string) string {
	if says, ok := named[told]; ok {
		return says
	}
	return told
}

// cellsOf is the elements by the people, each cell the paragraphs that the affiant offers. It counts, and does not weigh.
func cellsOf(m *record.Matter, a *record.Application) (elements, people []string, cells [][]string) {
	parties := a.Respondents
	if len(parties) == 0 {
		parties = []record.PersonID{""}
	}
	for _, p := range parties {
		if p == "" {
			people = append(people, "The place")
		} else {
			people = append(people, whom(m, p))
		}
	}
	for _, e := range a.Offence.Elements {
		elements = append(elements, report.Upper(e.Title))
		var row []string
		for _, p := range parties {
			var on []int
			for _, g := range a.Grounds {
				if g.Element == e.ID && (len(g.Against) == 0 || slices.Contains(g.Against, p)) {
					on = append(on, g.On...)
				}
			}
			slices.Sort(on)
			var says []string
			for _, n := range slices.Compact(on) {
				says = append(says, fmt.Sprint(n))
			}
			row = append(row, strings.Join(says, ", "))
		}
		cells = append(cells, row)
	}
	return elements, people, cells
}

// A benchAsk is a question of the review on the sworn text, with the affiant's own answer. It has no label, and nothing that was not
// before the magistrate.
type benchAsk struct {
	N        int
	Asks     string
	Of       string // whom it touches, if not all
	Answered string
}

// A benchShut is questions that go to a source which is not within the four corners: what they ask is not shown, for it would quote it.
type benchShut struct {
	Source record.SourceID
	Title  string
	On     []int // the paragraphs that they are put on
	Count  int
}

// answerSays says what the affiant answered, in the affiant's own terms.
var answerSays = map[string]string{"cited": "a source was cited", "softened": "it was written more softly", "disclosed": "what stands against it was disclosed", "identified": "it was said who is meant",
	"split": "what was seen or said was parted from what is concluded", "as-written": "sworn as written"}

// benchAsks are the questions of the review on an application: for the bench only if it asks for them.
func (v *visit) benchAsks(app record.AppID) ([]benchAsk, []benchShut, error) {
	x, err := v.read(app, access.ReadFlaws)
	if err != nil {
		return nil, nil, err
	}
	m, a := &x.Matter, x.Matter.Application(app)
	var list []benchAsk
	var shut []benchShut
	open, closed := x.Flaws(app)
	for _, f := range closed {
		if f.Force != review.Note && f.Asks != "" {
			shut = addShut(shut, m, x.Shut(f)[0], f.Assertion)
		}
	}
	for _, f := range open {
		if f.Force == review.Note || f.Asks == "" {
			continue
		}
		q := benchAsk{N: f.Assertion, Asks: benchQuestion(report.ByTitle(m, f.Asks))}
		if n := len(f.Respondents); 0 < n && n < len(a.Respondents) { // another may be put in the same words of another person
			var names []string
			for _, p := range f.Respondents {
				names = append(names, whom(m, p))
			}
			q.Of = strings.Join(names, ", ")
		}
		for _, y := range a.Answers {
			if y.Flaw == f.ID {
				q.Answered = answerSays[y.Act]
				if y.Because != "" {
					q.Answered += ": " + y.Because
				}
			}
		}
		list = append(list, q)
	}
	return list, shut, nil
}

// addShut counts a question to a source that is not open.
func addShut(list []benchShut, m *record.Matter, s record.SourceID, n int) []benchShut {
	i := slices.IndexFunc(list, func(x benchShut) bool { return x.Source == s })
	if i < 0 {
		x := benchShut{Source: s, Title: string(s)}
		if y := m.Source(s); y != nil {
			x.Title = sourceTitle(y)
		}
		i, list = len(list), append(list, x)
	}
	list[i].Count++
	if n > 0 && !slices.Contains(list[i].On, n) {
		list[i].On = append(list[i].On, n)
	}
	return list
}

// benchQuestion turns a question of Franks, which is for a court that looks back, into one for the magistrate, who has the paper still
// before him and judges no one's state of mind.
func benchQuestion(asks string) string {
	if rest, ok := strings.CutPrefix(asks, "Was it reckless to leave out "); ok {
		return "The paper leaves out " + strings.TrimSuffix(rest, "?") + ". Does it bear on what is asked of you?"
	}
	return asks
}
