package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// limiting are the classes of words by which a statement denies, doubts or takes something back, or allows that it was otherwise. What only rounds a
// figure is not among them: see limitsAt.
var limiting = []diction.Class{diction.Negation, diction.Hedge, takesBack, allowing, reserve, privative, denyingWord}

// A limit is a statement of a cited line that denies, doubts or takes something back.
type limit struct {
	source *record.Source
	line   *record.Line
	text   *diction.Text
	at     At
}

// passedOver asks of the lines that an assertion tells what of them denies, doubts or limits and is told nowhere: I never caught him at it; I did not
// have my glasses on. The line was good enough to be sworn from, and the half of it that holds back was not put before the magistrate. A paragraph
// that takes up two such statements has two words of the kind as a rule; so only one that has fewer than its lines have is asked about, and of it
// those statements of which at most half is told. It is a query unless less than half is told and nothing that cites the line holds back from
// anything. An assertion at which something contrary was missed already, and words that another check asks about there, are left alone; so it comes
// last. As one types it is not asked: the rest of the line may still be told.
func (p *Pass) passedOver() {
	if p.lone > 0 {
		return
	}
	p.check = contraryLeftOut
	missed := make(map[int]bool)
	asked := make(map[int][]At)
	for _, o := range p.flaws {
		missed[o.Assertion] = missed[o.Assertion] || o.Check == contraryLeftOut
		asked[o.Assertion] = append(asked[o.Assertion], o.Sources...)
	}
	found := make(map[int][]limit)
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		if p.paper().incorporated[s.ID] || !p.had(s) {
			continue
		}
		for j := range s.Lines {
			l := &s.Lines[j]
			if !p.citesLine(s, l.N) || !p.Lexicon.Mentions(l.Text, limiting...) {
				continue
			}
			f := p.tellsMost(s, l)
			if f == nil || missed[f.N] {
				continue
			}
			for _, part := range statements(p.Text(l.Text)) {
				u := p.Text(l.Text[part.Start:part.End])
				if len(limitsAt(u)) > 0 && !strings.HasSuffix(strings.TrimSpace(u.Raw), "?") {
					found[f.N] = append(found[f.N], limit{s, l, u, at(s, l, Span{Start: part.Start, End: part.End, Words: u.Raw})})
				}
			}
		}
	}
	tellers := make(map[string]*sayings)
	for i := range p.paper().facts {
		if f := &p.paper().facts[i]; len(found[f.N]) > 0 && len(limitsAt(f.text)) < len(found[f.N]) {
			p.reportPassed(f, found[f.N], asked[f.N], tellers)
		}
	}
}

// limitsAt are the places at which a text denies, doubts or takes something back: words that touch are one place.
func limitsAt(t *diction.Text) []diction.Hit {
	var out []diction.Hit
	for _, c := range limiting {
		hits := t.Hits(c)
		if c == diction.Negation {
			hits = negations(t)
		}
		for _, h := range hits {
			if c == diction.Hedge && h.Kind != "doubt" && h.Kind != "attitude" {
				continue
			}
			i := slices.IndexFunc(out, func(o diction.Hit) bool { return h.First <= o.Last+1 && o.First <= h.Last+1 })
			if i < 0 {
				out = append(out, h)
				continue
			}
			out[i].First, out[i].Last = min(out[i].First, h.First), max(out[i].Last, h.Last)
		}
	}
	return out
}

// toldBy counts how many of some words stand, in whatever form, in one sentence of an assertion that cites a line, and reports whether such an assertion
// denies or doubts anything.
func (p *Pass) toldBy(s *record.Source, l *record.Line, want []diction.Word) (most int, holds bool) {
	for _, k := range p.paper().citing[s.ID] {
		f := p.paper().fact(k)
		if !f.citesAt(s, l.N) {
			continue
		}
		for n := range f.text.Sentences {
			most = max(most, p.kinIn(f.text, n, want))
			holds = holds || slices.ContainsFunc(reserves, func(c diction.Class) bool { return inSentence(f.text, n, c, "") })
		}
	}
	return most, holds
}

// tellsMost returns the assertion that cites a line and has most of its words, the first of them.
func (p *Pass) tellsMost(s *record.Source, l *record.Line) *fact {
	words := p.wordsOf(p.Text(l.Text))
	var best *fact
	most := -1
	for _, n := range p.paper().citing[s.ID] {
		f := p.paper().fact(n)
		if f.form || f.aside || !f.citesAt(s, l.N) {
			continue
		}
		if has := p.kinIn(f.text, -1, words); has > most {
			best, most = f, has
		}
	}
	return best
}

// reportPassed leaves what an assertion passes over of what its lines limit, unless words of it are asked about already; if some is passed over
// plainly, that alone.
func (p *Pass) reportPassed(f *fact, all []limit, asked []At, tellers map[string]*sayings) {
	var query, plain []At
	for _, x := range all {
		want := p.wordsOf(x.text)
		told, holds := p.toldBy(x.source, x.line, want)
		unsure := slices.ContainsFunc(x.text.Hits(takesBack), func(h diction.Hit) bool { return h.Means == "unsure" || h.Means == "doubt" })
		if 2*told > len(want) && (holds || !unsure) || slices.ContainsFunc(asked, x.at.meets) { // who is not sure has the words of what he told
			continue
		}
		other := p.sayings(tellers, x.source).most(p, x, want)
		switch {
		case 3*other >= 2*len(want):
		case !holds && len(want) > 1 && 2*max(told, other) < len(want) && !x.source.Kind.Spoken(): // much is denied on a wire that nobody would swear to
			plain = append(plain, x.at)
		default:
			query = append(query, x.at)
		}
	}
	where := plain
	if len(plain) == 0 {
		where = query
	}
	if len(where) == 0 {
		return
	}
	var says []string
	for _, x := range where {
		says = append(says, quote(x.Span.Words))
	}
	p.Report(Flaw{
		Assertion: f.N, Span: whole(f.text), Sources: where, Searched: p.searched(), Query: len(plain) == 0,
		Message: fmt.Sprintf("The lines that this rests on also say %s. Nothing sworn tells of it.", strings.Join(says, " and ")),
		Asks:    fmt.Sprintf("Was it reckless to leave out %s?", strings.Join(says, " and ")),
	})
}

// meets reports whether two places have words of a line in common.
func (x At) meets(y At) bool {
	return y.Source == x.Source && y.Line == x.Line && y.Span.Start < x.Span.End && x.Span.Start < y.Span.End
}
