package report

import (
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
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
	p.line(p.paint(bold, q.Question.Title) + p.paint(dim, "  "+q.Question.ID))
	if q.Question.Asks != "" {
		p.para(2, dim, q.Question.Asks)
	}
	p.item(2, 2, plain, "", v.answer(q))
	v.turns(p, q, o)
	if q.Other != nil {
		p.item(2, 15, dim, "beside it", fmt.Sprintf("%s: %s. %s", v.profile(q.Other.Profile), spoken(q.Other.Answer), q.Other.Says))
		for _, r := range q.Other.Why {
			p.item(4, 15, dim, "parts on", reasonLine(r))
		}
	}
	if o.Full {
		reasons(p, 2, q.Because)
		return
	}
	for _, r := range q.Because {
		p.item(2, 15, dim, "because", reasonLine(r))
	}
	if len(q.Because) == 0 {
		for _, c := range q.Question.Rests {
			p.item(2, 15, dim, "law", v.cite(c))
		}
	}
}

// answer is the answer with its sentence.
func (v view) answer(q brief.Question) string {
	a := upper(spoken(q.Answer)) + "."
	if q.Says != "" && !strings.EqualFold(strings.TrimSuffix(q.Says, "."), spoken(q.Answer)) {
		a += " " + q.Says
	}
	return a
}

// turns sets what an answer turns on: each smallest set of rulings, and once, what each ruling asks of whom.
func (v view) turns(p *page, q brief.Question, o TextOptions) {
	if len(q.Turns) == 0 {
		return
	}
	shown := q.Turns
	if !o.Full && len(shown) > fewTurns {
		shown = shown[:fewTurns]
	}
	p.line("  " + p.paint(dim, "turns on"))
	hang := 8
	for _, t := range shown {
		hang = max(hang, 7+len(spoken(t.Answer)))
	}
	var asks []brief.Ruled
	for _, t := range shown {
		var parts []string
		for _, r := range t.Rulings {
			parts = append(parts, r.Flaw+" "+strings.ReplaceAll(r.Value, ",", ", "))
			asks = addRuled(asks, r)
		}
		says := "if " + strings.Join(parts, "; ")
		if len(parts) == 0 {
			says = "whatever is ruled"
		}
		p.item(4, hang, bold, spoken(t.Answer), says)
	}
	switch left := len(q.Turns) - len(shown); {
	case left > 0 && q.Complete:
		p.para(4, dim, fmt.Sprintf("and %d more (--full)", left))
	case left > 0:
		p.para(4, dim, fmt.Sprintf("and %d more (--full), and perhaps others: the search stopped at its budget", left))
	case !q.Complete:
		p.para(4, dim, "perhaps others: the search stopped at its budget")
	}
	for _, r := range asks {
		if r.Asks == "" {
			continue
		}
		p.item(4, 6, dim, r.Flaw, "")
		p.para(6, plain, "for "+decider(r.By)+": "+r.Asks)
	}
}

// addRuled adds a ruling to a legend unless its flaw is there.
func addRuled(list []brief.Ruled, r brief.Ruled) []brief.Ruled {
	for _, have := range list {
		if have.Flaw == r.Flaw {
			return list
		}
	}
	return append(list, r)
}
