package web

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// fewTurns is how many rows of a table of turns are read through under every question; of the rest only the answer that
// they settle is shown.
const fewTurns = 8

// A question is one question with its answer, what it turns on, its reasons, and the other opinion beside it.
type question struct {
	ID, Title, Asks string
	Answer, Says    string
	Asked           []askedBy
	Turns           *turns
	Unless          []exception
	Changes         []shift
	Corrected       *corrected
	Because         []reason
	Certificate     *showing.Certificate
	Other           *beside
	Cases           *decided
	Main            bool // what the case at this stage is about: unfolded
}

// An exception is a finding that nothing in the record puts in question, and what the answer would then be.
type exception struct {
	Heading, Says, Answer string
	Flaws                 []ask // instead of what is said: flaws that would be overruled
}

// An askedBy is what one decider has to decide.
type askedBy struct {
	Who  string
	Asks []ask
}

// An ask is one question that is still open.
type ask struct {
	Says string
	Tag  *tag
	Rule *ruling // for a question of law that has no note of its own
}

// A turns is the table of what an answer turns on.
type turns struct {
	Title    string
	Region   string // its name among the regions of the page
	Heads    []string
	Now      []string
	Rows     []turn
	Complete bool
	More     string
}

// A turn is one row: rulings, and the answers under them.
type turn struct {
	Rulings []ruled
	Answers []string
	Href    string // supposes them
}

// A ruled is one ruling of a row.
type ruled struct {
	Tag   *tag
	Flaw  string
	Value string
	Says  string
}

// A reason is one step of the reasons, with what it rests on.
type reason struct {
	Kind     string
	Says     string
	Cites    []template.HTML
	Later    []string
	Tag      *tag
	At       bit // what the words begin with
	Leaf     bit // what they end in
	Children []reason
}

// A shift is a day on which the law so changed that the question was answered otherwise.
type shift struct {
	Day, Before, After string
	Later              bool // after the day of decision
	Acted              bool // counted by when the officer acted
	Why                []reason
}

// A corrected is the paper as sworn and as corrected, with what makes the difference.
type corrected struct {
	Sworn, Corrected, AtWorst string
	Moves                     bool // whether the worst differs
	Lines                     []correctedLine
}

type correctedLine struct{ Does, Flaw, Found, Words, Cite string }

func fillCorrected(c *brief.Correction) *corrected {
	if c == nil {
		return nil
	}
	out := &corrected{Sworn: c.Sworn, Corrected: c.Corrected, AtWorst: c.AtWorst, Moves: c.AtWorst != c.Corrected}
	for _, l := range c.Lines {
		y := correctedLine{Does: report.Upper(l.Does), Flaw: l.Flaw, Found: cmp.Or(l.Mind, string(l.State)), Words: l.Words}
		if l.Cite.Source != "" {
			y.Cite = l.Cite.String()
		}
		out.Lines = append(out.Lines, y)
	}
	return out
}

// A beside is the other opinion's answer.
type beside struct {
	View, Answer, Says string
	Same               bool
	Why                []reason
}

// A supposer reads the matter again with rulings laid over it.
type supposer func(view) (*brief.Review, error)

// fillQuestions sets out every question asked of one application and respondent.
func fillQuestions(r *brief.Review, app *record.Application, p record.PersonID, law *doctrine.Law, v view, notes map[string]note, again supposer) ([]question, error) {
	var out []question
	all := questionsOf(r, app.ID, p)
	main := mainQuestion(r, all)
	for i, q := range all {
		x := question{
			ID: questionID(q.Question.ID), Title: q.Question.Title, Asks: q.Question.Asks,
			Answer: report.Spoken(q.Answer), Says: q.Says, Asked: askedOf(q, notes), Certificate: q.Certificate, Main: i == main, Cases: fillDecided(r, q),
		}
		if len(x.Asked) > 0 {
			x.Says = turnsOn(x.Asked)
		}
		for _, e := range q.Unless {
			who := "Unless the court finds"
			if e.By == "factfinder" {
				who = "Unless the fact-finder finds"
			}
			y := exception{Heading: who, Says: e.Means, Answer: report.Spoken(e.Answer)}
			for _, id := range e.Flaws {
				y.Heading, y.Flaws = "Unless the court overrules", append(y.Flaws, ask{Says: id, Tag: tagOf(id, notes)})
			}
			x.Unless = append(x.Unless, y)
		}
		for _, b := range q.Because {
			x.Because = append(x.Because, fillReason(r.Matter, b, notes))
		}
		x.Corrected = fillCorrected(q.Corrected)
		for _, c := range q.Changes {
			y := shift{Day: report.Upper(onDate(record.When(c.Known))), Before: report.Spoken(c.Before), After: report.Spoken(c.After), Later: c.Day > r.AsOf, Acted: c.Acted}
			for _, b := range c.Why {
				y.Why = append(y.Why, fillReason(r.Matter, b, notes))
			}
			x.Changes = append(x.Changes, y)
		}
		if q.Other != nil {
			x.Other = &beside{View: r.Other.Name, Answer: report.Spoken(q.Other.Answer), Says: q.Other.Says, Same: q.Other.Answer == q.Answer}
			if q.Other.Answer != q.Answer {
				for _, b := range q.Other.Why {
					y := fillReason(r.Matter, b, notes)
					switch b.Kind {
					case "only " + r.Profile.ID:
						y.Kind = "Only " + r.Profile.Name
					case "only " + r.Other.ID:
						y.Kind = "Only " + r.Other.Name
					}
					x.Other.Why = append(x.Other.Why, y)
				}
			}
		}
		told := map[string]bool{}
		tellOnce(told, x.Because)
		for _, c := range x.Changes {
			tellOnce(told, c.Why)
		}
		if x.Other != nil {
			tellOnce(told, x.Other.Why)
		}
		if len(q.Turns) > 0 {
			t, err := fillTurns(r, q, v, notes, i == main, again)
			if err != nil {
				return nil, err
			}
			x.Turns = t
		}
		out = append(out, x)
	}
	return out, nil
}

// askedOf lists what an answer turns on by who decides it: the court first, then, only if disputed, the fact-finder.
func askedOf(q brief.Question, notes map[string]note) []askedBy {
	out := []askedBy{{Who: "court"}, {Who: "factfinder"}}
	seen := map[string]bool{}
	for _, t := range q.Turns {
		for _, x := range t.Rulings {
			if seen[x.Flaw] {
				continue
			}
			seen[x.Flaw] = true
			i := max(0, slices.IndexFunc(out, func(a askedBy) bool { return a.Who == x.By }))
			out[i].Asks = append(out[i].Asks, ask{Says: curly(x.Asks), Tag: tagOf(x.Flaw, notes)})
		}
	}
	return slices.DeleteFunc(out, func(a askedBy) bool { return len(a.Asks) == 0 })
}

// Heading says who decides.
func (a askedBy) Heading() string {
	if a.Who == "factfinder" {
		return "Only if disputed, for the fact-finder"
	}
	return "For the court"
}

// turnsOn says in a sentence on how many questions an answer turns, and for whom they are.
func turnsOn(asked []askedBy) string {
	var parts []string
	for _, a := range asked {
		if a.Who == "factfinder" {
			parts = append(parts, "only if disputed, "+count(len(a.Asks), "question")+" for the fact-finder")
			continue
		}
		parts = append(parts, count(len(a.Asks), "question")+" for the court")
	}
	return "It turns on " + strings.Join(parts, " and, ") + "."
}

func tagOf(flaw string, notes map[string]note) *tag {
	if n, ok := notes[flaw]; ok {
		return &n.Tag
	}
	return nil
}

// The questions whose answers a table of turns shows beside its own.
var turnHeads = []string{"sufficiency", "obviousness"}

// fillTurns makes the table of one question. The first rows of the main one are read through, so that the label and both
// opinions stand in each.
func fillTurns(r *brief.Review, q brief.Question, v view, notes map[string]note, through bool, again supposer) (*turns, error) {
	t := &turns{Title: "What it turns on", Region: "What " + lower(q.Question.Title) + " turns on", Complete: q.Complete}
	row := func(r *brief.Review) []string {
		var answers []string
		for _, id := range turnHeads {
			if x, ok := brief.QuestionOf(r, q.App, q.Respondent, id); ok && id != q.Question.ID {
				answers = append(answers, report.Spoken(x.Answer))
			}
		}
		x, _ := brief.QuestionOf(r, q.App, q.Respondent, q.Question.ID)
		return append(answers, report.Spoken(x.Answer), report.Spoken(besideAnswer(x)))
	}
	if through {
		for _, id := range turnHeads {
			if _, ok := brief.QuestionOf(r, q.App, q.Respondent, id); ok && id != q.Question.ID {
				t.Heads = append(t.Heads, map[string]string{"sufficiency": "Sufficiency", "obviousness": "Obviousness"}[id])
			}
		}
		t.Heads = append(t.Heads, r.Profile.Name, r.Other.Name)
		t.Now = row(r)
	} else {
		t.Heads, t.Now = []string{"Answer"}, []string{report.Spoken(q.Answer)}
	}
	var views []view
	for i, x := range q.Turns {
		if i >= fewTurns {
			t.More = count(len(q.Turns)-fewTurns, "set") + " of rulings"
			break
		}
		line := turn{Answers: []string{report.Spoken(x.Answer)}}
		var rulings []record.Ruling
		for _, y := range x.Rulings {
			value, mind, _ := strings.Cut(y.Value, ",")
			rulings = append(rulings, record.Ruling{On: y.Flaw, Value: value, Mind: mind})
			words := value
			if n := notes[y.Flaw]; n.Stated {
				words = "“" + lower(n.Title) + "” found " + map[bool]string{true: "so", false: "not so"}[value == string(brief.Sustained)]
			}
			if mind != "" {
				words += ", " + mind
			}
			line.Rulings = append(line.Rulings, ruled{tagOf(y.Flaw, notes), y.Flaw, words, y.Asks})
		}
		supposed := v.with(rulings...)
		line.Href = supposed.URL("", questionID(q.Question.ID))
		views = append(views, supposed)
		t.Rows = append(t.Rows, line)
	}
	if !through || again == nil {
		if through {
			t.Heads, t.Now = []string{"Answer"}, []string{report.Spoken(q.Answer)}
		}
		return t, nil
	}
	read := make([]*brief.Review, len(views))
	errs := make([]error, len(views))
	var all sync.WaitGroup
	for i, x := range views {
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil { // here a panic would end the whole program
					errs[i] = fmt.Errorf("reading the matter under %s: %v", x.URL("", ""), p)
				}
			}()
			read[i], errs[i] = again(x)
		})
	}
	all.Wait()
	for i := range views {
		if errs[i] != nil {
			return nil, errs[i]
		}
		t.Rows[i].Answers = row(read[i])
	}
	return t, nil
}

// kinds of reasons as a reader is told of them; the rest need no word.
var reasonKinds = map[string]string{
	"began": "Since then", "ended": "Until then", "raised": "Since then", "absence": "Wanting", "ruling": "Ruled", "rival": "Against", "reserved": "Reserved", "assumption": "Granted",
	"authority": "Authority", "flaw": "In question", "posture": "Taken", "worst": "Taken", "case": "Decided", "factor": "Shown",
}

// tellOnce leaves what later decisions did to an authority with the first reason under a question that rests on it.
func tellOnce(told map[string]bool, list []reason) {
	for i := range list {
		r := &list[i]
		r.Later = slices.DeleteFunc(slices.Clone(r.Later), func(s string) bool { return told[s] })
		for _, s := range r.Later {
			told[s] = true
		}
		tellOnce(told, r.Children)
	}
}

func fillReason(m *record.Matter, b brief.Reason, notes map[string]note) reason {
	x := reason{Kind: reasonKinds[b.Kind], Says: b.Says, Later: b.Later}
	if b.Kind == "assumption" && b.Value == "out" {
		x.Kind = "Falls"
	}
	for _, c := range b.Cites {
		text, standing := c, ""
		for _, s := range []doctrine.Standing{doctrine.Ranged, doctrine.Inferred} {
			if short, ok := strings.CutSuffix(c, " ("+string(s)+")"); ok {
				text, standing = short, string(s)
			}
		}
		x.Cites = append(x.Cites, pinned(text, standing))
	}
	if b.Flaw != "" {
		x.Tag = tagOf(b.Flaw, notes)
	}
	switch {
	case b.Source != "":
		c := record.Cite{Source: b.Source, From: b.Line, To: b.Line}
		x.Leaf = bit{citeWords(m, c), "#" + citeID(m, c)}
		x.Says = strings.TrimPrefix(strings.TrimPrefix(b.Says, c.String()), ": ")
	case b.Assertion > 0:
		at := bit{"¶ " + strconv.Itoa(b.Assertion), "#" + assertionID(b.App, b.Assertion)}
		if rest, ok := strings.CutPrefix(b.Says, at.Text+" "); ok {
			x.At, x.Says = at, rest
		} else {
			x.Leaf = at
		}
	}
	for _, y := range b.Children {
		x.Children = append(x.Children, fillReason(m, y, notes))
	}
	return x
}
