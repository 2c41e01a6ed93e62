package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
)

// questions sets each question of each respondent with its answer, what it turns on, and the other profile beside it.
func (v view) questions(p *page, o TextOptions) {
	if v.Withheld {
		return
	}
	for _, s := range v.seats() {
		qs := v.asked(s)
		if len(qs) == 0 {
			continue
		}
		title := "Questions · " + v.person(s.app, s.whom)
		if len(v.Matter.Applications) > 1 {
			title += " · " + string(s.app)
		}
		p.section(title)
		for _, q := range qs {
			v.question(p, q, o)
			p.gap()
		}
	}
}

func (v view) question(p *page, q brief.Question, o TextOptions) {
	clear(p.told)
	p.line(p.paint(bold, q.Question.Title) + p.paint(dim, "  "+q.Question.ID))
	if q.Question.Asks != "" {
		p.para(2, dim, q.Question.Asks)
	}
	p.para(2, plain, v.answer(q))
	v.turns(p, q, o)
	v.stability(p, q, o)
	v.corrected(p, q.Corrected)
	v.unless(p, q)
	v.changes(p, q, o)
	v.beside(p, q, o)
	v.precedents(p, q, o)
	if o.Full {
		p.line("  " + p.paint(dim, "because"))
		reasons(p, 4, q.Because)
		return
	}
	var law []string
	for _, c := range q.Question.Rests {
		law = append(law, v.cite(c))
	}
	if len(law) > 0 {
		p.item(2, besideHang, dim, "law", strings.Join(law, "; "))
	}
}

// fewReasons is how many rules the views part on are printed unless all are asked for.
const fewReasons = 2

// besideHang is where the text beside a label begins under a question.
const besideHang = 13

// beside sets the other view's answer, and where it differs, the rules on which the two part.
func (v view) beside(p *page, q brief.Question, o TextOptions) {
	if q.Other == nil {
		return
	}
	whose := v.profile(q.Other.Profile)
	if q.Other.Answer == q.Answer {
		p.item(2, besideHang, dim, "beside it", whose+": the same.")
		return
	}
	p.item(2, besideHang, dim, "beside it", fmt.Sprintf("%s: %s. %s", whose, Spoken(q.Other.Answer), q.Other.Says))
	for i, r := range q.Other.Why {
		if i == fewReasons && !o.Full {
			p.item(2, besideHang, dim, "", fmt.Sprintf("and on %s; affiant why prints all", Count(len(q.Other.Why)-i, "more rule", "more rules")))
			break
		}
		p.item(2, besideHang, dim, "parts on", v.whose(r)+p.reasonLine(r))
	}
}

// answer is the answer with its sentence.
func (v view) answer(q brief.Question) string {
	a := Upper(Spoken(q.Answer)) + "."
	if q.Says != "" && !strings.EqualFold(strings.TrimSuffix(q.Says, "."), Spoken(q.Answer)) {
		a += " " + q.Says
	}
	return a
}

// turns sets what an answer turns on: each smallest set of rulings, those of one ruling gathered by their answer; and what
// is asked of a court that is no flaw of the paper, in words.
func (v view) turns(p *page, q brief.Question, o TextOptions) {
	rows := turnRows(q.Turns)
	if len(rows) == 0 {
		return
	}
	left := 0
	if !o.Full && len(rows) > fewTurns {
		left = len(rows) - fewTurns
		rows = rows[:fewTurns]
	}
	p.line("  " + p.paint(dim, "turns on"))
	hang := 8
	for _, r := range rows {
		hang = max(hang, 6+len(r.answer))
	}
	for _, r := range rows {
		p.item(4, hang, bold, r.answer, r.says)
	}
	more := ""
	if left > 0 {
		more = fmt.Sprintf("%d more sets of rulings; --full prints them. ", left)
	}
	if !q.Complete {
		more += "There may be others: the search stopped at its limit."
	}
	if more != "" {
		p.para(4, dim, more)
	}
	for _, r := range v.asksBeyond(q.Turns) {
		p.para(4, plain, fmt.Sprintf("%s, for %s: %s", r.Flaw, decider(r.By), r.Asks))
	}
}

// fewRelevant is how many rulings that can move an answer are named unless all are asked for.
const fewRelevant = 6

// stability says in a line whether a ruling that is still open can change an answer, and which, where not every turning
// set is shown; nothing if no flaw is open or the question was not reached.
func (v view) stability(p *page, q brief.Question, o TextOptions) {
	flaws, _ := v.open(seat{q.App, q.Respondent})
	switch n := len(q.Relevant); {
	case flaws == 0 || q.Answer == brief.NotReached:
	case q.Stable:
		p.item(2, besideHang, dim, "stable", "Nothing that is in question can change it.")
	case o.Full || len(turnRows(q.Turns)) <= fewTurns: // it has been said
	case n > fewRelevant:
		p.item(2, besideHang, dim, "moved by", fmt.Sprintf("%s, and %d more.", strings.Join(q.Relevant[:fewRelevant], ", "), n-fewRelevant))
	case n > 0:
		p.item(2, besideHang, dim, "moved by", andJoin(q.Relevant)+".")
	}
}

// unless sets what nothing puts in question, and would change the answer if a court found it.
func (v view) unless(p *page, q brief.Question) {
	for _, e := range q.Unless {
		p.item(2, besideHang, dim, "unless", unlessLine(e))
	}
}

// corrected sets the paper as sworn beside the paper as corrected, with what makes the difference.
func (v view) corrected(p *page, c *brief.Correction) {
	if c == nil {
		return
	}
	p.item(2, besideHang, dim, "as sworn", Upper(c.Sworn)+", taken at its best.")
	says := Upper(c.Corrected) + ", less what findings struck and with what they put in."
	if c.Corrected == c.Sworn {
		says = Upper(c.Corrected) + ", less what findings struck and with what they put in, which makes no difference."
	}
	if !slices.ContainsFunc(c.Lines, func(l brief.Corrected) bool { return l.Does != brief.Stays }) {
		says = Upper(c.Corrected) + ": no finding strikes or puts in anything."
	}
	if c.AtWorst != c.Corrected {
		says += fmt.Sprintf(" If all that is alleged were found reckless: %s.", c.AtWorst)
	}
	p.item(2, besideHang, dim, "corrected", says)
	for _, l := range c.Lines {
		p.item(4, besideHang, dim, l.Does, correctedLine(l))
	}
}

// correctedLine says of one allegation what was found of it, and its words.
func correctedLine(l brief.Corrected) string {
	says := l.Flaw
	switch {
	case l.Mind != "":
		says += ", found " + l.Mind
	case l.State == brief.Open:
		says += ", not ruled"
	default:
		says += ", " + string(l.State)
	}
	if l.Words != "" {
		says += ": “" + l.Words + "”"
	}
	if l.Cite.Source != "" {
		says += " [" + l.Cite.String() + "]"
	}
	return says
}

// changes sets the days on which the law so changed that the question was answered otherwise.
func (v view) changes(p *page, q brief.Question, o TextOptions) {
	for _, c := range q.Changes {
		when := "on " + record.When(c.Day).String()
		if c.Known != c.Day {
			when = "in " + record.When(c.Known).String() + ", the day not known"
		}
		switch {
		case c.Acted:
			when = "if it had been done after the law changed " + when
		case c.Day > v.AsOf:
			when = "later, " + when
		}
		says := fmt.Sprintf("%s, from %s to %s.", Upper(when), Spoken(c.Before), Spoken(c.After))
		p.item(2, besideHang, dim, "changed", says)
		for i, r := range c.Why {
			if i == fewReasons && !o.Full {
				p.item(2, besideHang, dim, "", fmt.Sprintf("and by %s; affiant why prints all", Count(len(c.Why)-i, "more rule", "more rules")))
				break
			}
			p.item(2, besideHang, dim, changed[r.Kind], p.reasonLine(r))
		}
	}
}

// changed says of a rule what the law's change did to it.
var changed = map[string]string{"ended": "until then", "began": "since then", "raised": "since then"}

func unlessLine(e brief.Exception) string {
	if len(e.Flaws) > 0 {
		return fmt.Sprintf("%s overrules %s, which the record shows. Then: %s.", Upper(decider(e.By)), andJoin(e.Flaws), Spoken(e.Answer))
	}
	return fmt.Sprintf("%s If %s finds so: %s. Nothing in the record suggests it. [%s]", e.Means, decider(e.By), Spoken(e.Answer), e.On)
}

// A turnRow is one line of what an answer turns on.
type turnRow struct {
	answer, says string
	value        string   // of a set of one ruling: the ruling
	any          []string // and the flaws of which any one will do
}

// turnRows makes a line of each turning set. Sets of one ruling that give the same answer alike share a line.
func turnRows(turns []brief.Turn) []turnRow {
	var rows []turnRow
next:
	for _, t := range turns {
		answer := Spoken(t.Answer)
		if len(t.Rulings) == 0 {
			rows = append(rows, turnRow{answer: answer, says: "whatever is ruled"})
			continue
		}
		if len(t.Rulings) > 1 {
			rows = append(rows, turnRow{answer: answer, says: "if " + ruled(t.Rulings)})
			continue
		}
		one := t.Rulings[0]
		for i := range rows {
			if r := &rows[i]; r.answer == answer && r.value == one.Value {
				r.any = append(r.any, one.Flaw)
				r.says = "if any one of these is " + rulingWords(one.Value) + ": " + strings.Join(r.any, ", ")
				continue next
			}
		}
		rows = append(rows, turnRow{answer, "if " + ruled(t.Rulings), one.Value, []string{one.Flaw}})
	}
	return rows
}

// ruled says a set of rulings, those of one value together: A is sustained, B and C are overruled.
func ruled(rulings []brief.Ruled) string {
	var values []string
	flaws := make(map[string][]string)
	for _, r := range rulings {
		if flaws[r.Value] == nil {
			values = append(values, r.Value)
		}
		flaws[r.Value] = append(flaws[r.Value], r.Flaw)
	}
	var parts []string
	for _, v := range values {
		is := " is "
		if len(flaws[v]) > 1 {
			is = " are "
		}
		parts = append(parts, andJoin(flaws[v])+is+rulingWords(v))
	}
	return strings.Join(parts, "; ")
}

// rulingWords is a ruling as words: sustained,reckless is sustained as reckless.
func rulingWords(value string) string { return strings.ReplaceAll(value, ",", " as ") }

// andJoin joins words as a sentence does.
func andJoin(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// asksBeyond lists, once each, the rulings of turns that are on no flaw: questions of law, which stand nowhere else in the
// text.
func (v view) asksBeyond(turns []brief.Turn) []brief.Ruled {
	seen := make(map[string]bool)
	for i := range v.Flaws {
		seen[v.Flaws[i].ID] = true
	}
	var list []brief.Ruled
	for _, t := range turns {
		for _, r := range t.Rulings {
			if r.Asks != "" && !seen[r.Flaw] {
				seen[r.Flaw] = true
				list = append(list, r)
			}
		}
	}
	return list
}
