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

// A limit is a statement of a cited line that denies, doubts or takes something back, and how much of it is sworn.
type limit struct {
	at    At
	words int  // of content
	citer int  // how many of them stand, in whatever form, in one sentence of an assertion that cites the line
	other int  // how many in one of an assertion that rests on the same source or teller otherwise
	apart bool // no sentence of an assertion that cites the line denies or doubts anything
	taken bool // it says that he who tells is not sure, which has the words of what he told
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
			if f == nil || p.found(contraryLeftOut, f.N) {
				continue
			}
			for _, part := range statements(p.Text(l.Text)) {
				u := p.Text(l.Text[part.Start:part.End])
				if len(limitsAt(u)) == 0 || strings.HasSuffix(strings.TrimSpace(u.Raw), "?") {
					continue
				}
				x := p.limit(s, l, u)
				x.at = at(s, l, Span{Start: part.Start, End: part.End, Words: u.Raw})
				found[f.N] = append(found[f.N], x)
			}
		}
	}
	for i := range p.paper().facts {
		if f := &p.paper().facts[i]; len(limitsAt(f.text)) < len(found[f.N]) {
			p.reportPassed(f, found[f.N])
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

// limit counts how much of a statement of a line is told by what rests on it.
func (p *Pass) limit(s *record.Source, l *record.Line, u *diction.Text) limit {
	want := p.wordsOf(u)
	x := limit{words: len(want), apart: true, taken: slices.ContainsFunc(u.Hits(takesBack), func(h diction.Hit) bool { return h.Means == "unsure" || h.Means == "doubt" })}
	for i := range p.paper().facts {
		f := &p.paper().facts[i]
		cites := f.citesAt(s, l.N)
		if !cites && !p.sameTeller(f, s) {
			continue
		}
		for n := range f.text.Sentences {
			has := p.kinIn(f.text, n, want)
			if !cites {
				x.other = max(x.other, has)
				continue
			}
			x.citer = max(x.citer, has)
			if slices.ContainsFunc(reserves, func(c diction.Class) bool { return inSentence(f.text, n, c, "") }) {
				x.apart = false
			}
		}
	}
	return x
}

// plainly reports whether a limit is passed over beyond what a paper that tells it otherwise would look like. Of what is said on a wire, a tape or in
// messages much is said that nobody would swear to.
func (x limit) plainly(kind record.SourceKind) bool {
	return x.apart && x.words > 1 && 2*max(x.citer, x.other) < x.words && !kind.Spoken()
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

// reportPassed leaves what an assertion passes over, unless another check asks about the words already; if some is passed over plainly, that alone.
func (p *Pass) reportPassed(f *fact, all []limit) {
	var query, plain []At
	for _, x := range all {
		switch {
		case 2*x.citer > x.words && !(x.taken && x.apart) || 3*x.other >= 2*x.words || p.askedAt(f, x.at):
		case x.plainly(p.paper().source[x.at.Source].Kind):
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

// askedAt reports whether a flaw already asks, at an assertion, about words that meet a span of a source.
func (p *Pass) askedAt(f *fact, x At) bool {
	return slices.ContainsFunc(p.flaws, func(o Flaw) bool {
		return o.Assertion == f.N && slices.ContainsFunc(o.Sources, func(y At) bool {
			return y.Source == x.Source && y.Line == x.Line && y.Span.Start < x.Span.End && x.Span.Start < y.Span.End
		})
	})
}
