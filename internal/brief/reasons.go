package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/argue/why"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// explain fills in the reasons and the certificate of an answered question.
func (c *paper) explain(rs rulings, q *Question, laws *chain) {
	on := c.on(rs)
	switch q.Question.ID {
	case sufficiencyQ:
		q.Certificate, q.Tree = c.certificate(c.sufficient, on), c.tree(c.sufficient, on)
		q.Because = c.tongue().reasons(q.Tree)
	case obviousnessQ:
		on = c.on(c.clear(rs))
		q.Certificate, q.Tree = c.certificate(c.thinkable, on), c.tree(c.thinkable, on)
		q.Because = c.tongue().reasons(q.Tree)
	default:
		given := c.given(laws, rs)
		if answer := laws.answer(given); answer != "" {
			if !c.law.noProof {
				q.Certificate = laws.certificate(answer, given)
			}
			q.Tree = laws.tree(answer, given)
			q.Because = c.lawTongue(laws, rs).reasons(q.Tree)
		}
		used := rulesIn(q.Because)
		q.Because = append(q.Because, slices.DeleteFunc(c.background(laws, given, rs), func(x Reason) bool { return slices.Contains(used, x.Rule) })...)
	}
	q.Because = append(q.Because, c.citeReasons(q.Question.Rests)...)
}

// certificate gives what a reader can check by hand for a sentence's value, if it is wanted.
func (c *paper) certificate(s argue.Sentence, on []argue.Sentence) *showing.Certificate {
	if c.law.noProof {
		return nil
	}
	cert := why.Certify(c.frame, c.reasoner(), s, on)
	return &cert
}

// tree gives the reasons for a sentence's value on the most favourable position that can be held.
func (c *paper) tree(s argue.Sentence, on []argue.Sentence) *why.Node {
	lab := c.reasoner().Grounded(on)
	if lab.Of(s) == label.Undec {
		if best, ok := c.reasoner().Credulous(s, on); ok {
			lab = best
		}
	}
	return why.Tree(c.frame, lab, s, on)
}

// says puts an answer in one plain sentence, with what it turns on.
func (c *paper) says(rs rulings, q *Question) string {
	means := ""
	for _, a := range q.Question.Answers {
		if a.ID == q.Answer {
			means = a.Means
		}
	}
	switch q.Answer {
	case NotReached:
		return "On this record no rule of this opinion answers it."
	case OpenLabel:
		if means == "" {
			means = "Fair readings of the corrected paper part."
		}
	case Unknown:
		return "Not settled within the search's budget; no guess is made."
	case Turns, Depends:
		means = turnsOn(q.Turns)
	}
	switch {
	case q.Question.ID == obviousnessQ && q.Answer == Arguable && c.sufficiency(rs) == Established:
		means = "A competent officer could have thought so: the paper shows probable cause."
	case q.Question.ID == sufficiencyQ && q.Answer == OpenLabel && len(q.Turns) == 0 && len(c.bearingCases(rs, q)) == 0:
		means = "Each element has support, but no bright line says that support of this kind is enough; what the whole weighs is for the magistrate."
	}
	if q.Question.ID == obviousnessQ && q.Answer == Lacking && c.struckSupport(rs) {
		means += " This is so of the paper as corrected."
	}
	return strings.TrimSpace(means + " " + c.bearingCases(rs, q))
}

// struckSupport reports whether some falsehood in the support was struck.
func (c *paper) struckSupport(rs rulings) bool {
	return slices.ContainsFunc(c.support, func(id string) bool { return c.law.culpable(c.byID[id], rs[id]) })
}

// turnsOn says in a sentence what an answer turns on, and who decides it: first what is for the court, then, only if
// disputed, what is for the fact-finder.
func turnsOn(turns []Turn) string {
	asks := make(map[string][]string)
	for _, t := range turns {
		for _, r := range t.Rulings {
			if r.Asks != "" && !slices.Contains(asks[r.By], r.Asks) {
				asks[r.By] = append(asks[r.By], r.Asks)
			}
		}
	}
	var parts []string
	if len(asks["court"]) > 0 {
		parts = append(parts, "For the court: "+strings.Join(asks["court"], " "))
	}
	if len(asks["factfinder"]) > 0 {
		parts = append(parts, "Only if disputed, for the fact-finder: "+strings.Join(asks["factfinder"], " "))
	}
	return strings.Join(parts, " ")
}

// background lists the rules of a view whose premises all hold but which conclude no answer: what the opinion says is no
// answer, and what it reserved.
func (c *paper) background(laws *chain, given []string, rs rulings) []Reason {
	if len(c.openIssues(rs, laws.question.ID, laws, AtTrial)) > 0 {
		given = append(slices.Clone(given), "open-rulings")
	}
	on := laws.on(given)
	lab := laws.reason.Grounded(on)
	var out []Reason
	for _, rule := range laws.rules {
		concludes := slices.ContainsFunc(laws.question.Answers, func(a doctrine.Answer) bool { return a.When == rule.Then })
		in := func(t string) bool {
			s, ok := laws.frame.Find(t)
			return ok && lab.Of(s) == label.In
		}
		holds := !slices.ContainsFunc(rule.Unless, in) && !slices.ContainsFunc(rule.If, func(t string) bool { return !in(t) })
		if !concludes && holds {
			reason := c.ruleReason(rule)
			if rule.Status == "reserved" {
				reason.Kind = "reserved"
			}
			out = append(out, reason)
		}
	}
	return out
}

// parting lists the rules on which the two profiles part for a question: those that only one of them has.
func (c *paper) parting(r *Review, q doctrine.Question) []Reason {
	here := c.law.rules(r.Profile.ID, q.ID, r.AsOf)
	there := c.law.rules(r.Other.ID, q.ID, r.AsOf)
	only := func(a, b []doctrine.Rule, whose string) (out []Reason) {
		for _, rule := range a {
			if !slices.ContainsFunc(b, func(x doctrine.Rule) bool { return x.ID == rule.ID }) {
				reason := c.ruleReason(rule)
				reason.Kind = "only " + whose
				out = append(out, reason)
			}
		}
		return out
	}
	out := append(only(here, there, r.Profile.ID), only(there, here, r.Other.ID)...)
	if r.Profile.Open != r.Other.Open {
		for _, p := range []doctrine.Profile{r.Profile, r.Other} {
			reason := Reason{Kind: "only " + p.ID, Says: p.Why, Standing: string(doctrine.Fixed)}
			for _, cite := range p.Rests {
				reason = c.withCite(reason, cite)
			}
			out = append(out, reason)
		}
	}
	return out
}

// ruleReason gives a rule of law as a reason.
func (c *paper) ruleReason(rule doctrine.Rule) Reason {
	r := Reason{Kind: "rule", Says: rule.Text, Rule: rule.ID, Standing: string(doctrine.Fixed)}
	for _, cite := range rule.Rests {
		r = c.withCite(r, cite)
	}
	return r
}

// citeReasons gives authorities as reasons, each once with all its pins.
func (c *paper) citeReasons(cites []doctrine.Cite) []Reason {
	var out []Reason
	at := make(map[string]int)
	for _, cite := range cites {
		i, ok := at[cite.Authority]
		if !ok {
			i = len(out)
			at[cite.Authority] = i
			out = append(out, Reason{Kind: "authority", Standing: string(doctrine.Fixed)})
		}
		out[i] = c.withCite(out[i], cite)
		if a, ok := c.law.law.Authority(cite.Authority); ok {
			out[i].Says = a.Holds
		}
	}
	return out
}

// rulesIn lists the rules that reasons and what they rest on name.
func rulesIn(list []Reason) []string {
	var out []string
	for _, r := range list {
		if r.Rule != "" {
			out = append(out, r.Rule)
		}
		out = append(out, rulesIn(r.Children)...)
	}
	return out
}

// withCite adds an authority; the reason then stands only as surely as its least sure pin.
func (c *paper) withCite(r Reason, cite doctrine.Cite) Reason {
	text, standing, ok := c.law.law.Explain(cite)
	if !ok {
		return r
	}
	if standing != doctrine.Fixed {
		text += " (" + string(standing) + ")"
	}
	r.Cites = append(r.Cites, text)
	for _, later := range c.since(cite) {
		if !slices.Contains(r.Later, later) {
			r.Later = append(r.Later, later)
		}
	}
	if standing == doctrine.Inferred || standing == doctrine.Ranged && r.Standing != string(doctrine.Inferred) {
		r.Standing = string(standing)
	}
	return r
}

// since says what later decisions, up to the day of decision, did to an authority.
func (c *paper) since(cite doctrine.Cite) []string {
	a, ok := c.law.law.Authority(cite.Authority)
	if !ok {
		return nil
	}
	var out []string
	for _, m := range a.Later {
		by, ok := c.law.law.Authority(m.By)
		if ok && doctrine.LastDay(m.Date) <= c.law.day {
			out = append(out, fmt.Sprintf("of %s: %s %s (%s)", a.Name, by.Name, m.Did, m.Date[:len("2006")]))
		}
	}
	return out
}

// A tongue turns a tree of the argument into reasons in words. What the argument needs and a reader does not is left out:
// attacks that came to nothing, and what was already said; the whole tree stands beside.
type tongue struct {
	sentence func(name string) (Reason, bool)
	rule     func(name string) (Reason, bool)
	below    func(n *why.Node) []Reason
	said     map[string]bool
}

func (t tongue) reasons(n *why.Node) []Reason {
	if n == nil {
		return nil
	}
	t.said = make(map[string]bool)
	return []Reason{t.reason(n)}
}

func (t tongue) reason(n *why.Node) Reason {
	r, ok := t.sentence(n.Says)
	if !ok {
		r = Reason{Kind: n.Kind, Says: plain(n)}
	}
	r.Value = n.Value
	if n.Kind == "absence" && n.Value == "out" && r.Kind != "attack" {
		r.Kind = "absence"
	}
	if t.said[n.Says] {
		if len(n.Children) > 0 {
			r.Says += " (as above)"
		}
		return r
	}
	t.said[n.Says] = true
	if rule, ok := t.rule(n.Rule); ok {
		r.Rule = rule.Rule
		r.Children = append(r.Children, rule)
	}
	if n.Kind == "assumption" {
		r.Children = append(r.Children, t.contest(n)...)
		return r
	}
	for _, child := range premises(n) {
		if child.Kind == "assumption" && child.Value == "in" && idle(child) {
			continue
		}
		r.Children = append(r.Children, t.reason(child))
	}
	if t.below != nil {
		r.Children = append(r.Children, t.below(n)...)
	}
	return r
}

// premises are what a node rests on: of a sentence that no rule gives, what each rule for it lacks.
func premises(n *why.Node) []*why.Node {
	var out []*why.Node
	for _, child := range n.Children {
		switch {
		case child.Says == n.Says:
			out = append(out, child.Children...)
		default:
			out = append(out, child)
		}
	}
	return out
}

// idle reports whether an assumption meets no attack that anything could make good: nothing stands against it but rulings
// and terms that do not hold.
func idle(n *why.Node) bool {
	for _, leaf := range leaves(n) {
		if strings.HasSuffix(leaf.Says, " has a rival") {
			return false
		}
	}
	return true
}

// contest says what stands against an assumption: its rival, if it holds; what defeats it, if it does not.
func (t tongue) contest(n *why.Node) []Reason {
	var out []Reason
	seen := make(map[string]bool)
	for _, leaf := range leaves(n) {
		if leaf.Says == n.Says || seen[leaf.Says] {
			continue
		}
		seen[leaf.Says] = true
		rival := strings.HasSuffix(leaf.Says, " has a rival")
		if r, ok := t.sentence(leaf.Says); ok && (rival || n.Value != "in" && leaf.Value == "in") {
			r.Value = leaf.Value
			out = append(out, r)
		}
	}
	return out
}

// leaves lists the nodes below an assumption, through its contrary, in order.
func leaves(n *why.Node) []*why.Node {
	var out []*why.Node
	for _, child := range n.Children {
		out = append(out, child)
		if child.Kind != "assumption" {
			out = append(out, leaves(child)...)
		}
	}
	return out
}

// plain puts a sentence that has no words of its own.
func plain(n *why.Node) string {
	if rest, ok := strings.CutPrefix(n.Says, "against "); ok {
		return "against it: " + rest
	}
	return n.Says
}

// tongue speaks of the paper: what each sentence says was kept when it was made.
func (c *paper) tongue() tongue {
	return tongue{
		sentence: func(name string) (Reason, bool) {
			r, ok := c.meta[name]
			if !ok {
				if of, found := strings.CutPrefix(name, "against "); found {
					if r, ok = c.meta[of]; ok {
						r.Kind, r.Says = "attack", "against “"+r.Says+"”"
					}
				}
			}
			return r, ok
		},
		rule: func(string) (Reason, bool) { return Reason{}, false },
		below: func(n *why.Node) []Reason {
			if a := c.app.Assertion(c.sworn[n.Says]); a != nil {
				return c.sources(a)
			}
			return nil
		},
	}
}

// sources gives the spans that an assertion rests on.
func (c *paper) sources(a *record.Assertion) []Reason {
	var out []Reason
	for _, cite := range a.Cites {
		lines, s, err := c.matter.Resolve(cite)
		if err != nil || s == nil {
			continue
		}
		r := Reason{Kind: "source", Says: cite.String(), Source: s.ID, Assertion: a.N, App: c.app.ID}
		if cite.From > 0 {
			r.Line = cite.From
			for _, l := range lines {
				if l.Text != "" {
					r.Says = fmt.Sprintf("%s: “%s”", cite, l.Text)
					break
				}
			}
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		out = append(out, Reason{Kind: "absence", Says: par(a.N) + " cites no source", Assertion: a.N, App: c.app.ID})
	}
	return out
}

// lawTongue speaks of the law: terms by their meaning, labels by the reasons on the paper.
func (c *paper) lawTongue(laws *chain, rs rulings) tongue {
	byID := make(map[string]doctrine.Rule)
	for _, r := range laws.rules {
		byID[r.ID] = r
	}
	return tongue{
		sentence: func(name string) (Reason, bool) {
			t, ok := c.law.law.Term(name)
			return Reason{Kind: "term", Says: t.Means}, ok
		},
		rule: func(name string) (Reason, bool) {
			r, ok := byID[name]
			if !ok {
				return Reason{}, false
			}
			return c.ruleReason(r), true
		},
		below: func(n *why.Node) []Reason {
			switch {
			case n.Value == "in" && strings.HasPrefix(n.Says, "obviousness-"):
				return c.tongue().reasons(c.tree(c.thinkable, c.on(c.clear(rs))))
			case n.Value == "in" && strings.HasPrefix(n.Says, "sufficiency-"):
				return c.tongue().reasons(c.tree(c.sufficient, c.on(rs)))
			}
			return nil
		},
	}
}
