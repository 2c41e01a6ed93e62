package doctrine

import "github.com/affiant-project/affiant/internal/argue"

// Compile adds rules to a framework: then from if, with an assumption "no exception: RULE/TERM" for each unless, which
// the term attacks. Rules keep their ids as names. Terms given by law are added as facts.
//
// scope is put before every name that is made, so that one framework can hold the law for several respondents.
// given holds the sentences that the caller has made for terms of its own; the rest are made here, and a term that is
// neither given nor concluded by one of the rules simply never holds. The sentences of all terms that the rules use are
// returned.
func (l *Law) Compile(b *argue.Builder, rules []Rule, scope string, given map[string]argue.Sentence) map[string]argue.Sentence {
	terms := make(map[string]argue.Sentence)
	sentence := func(id string) argue.Sentence {
		if s, ok := terms[id]; ok {
			return s
		}
		s, ok := given[id]
		if !ok {
			s = b.Sentence(scope + id)
			if t, known := l.Term(id); known && t.Given == byLaw {
				b.Fact(scope+"law: "+id, s)
			}
		}
		terms[id] = s
		return s
	}
	for _, r := range rules {
		var body []argue.Sentence
		for _, id := range r.If {
			body = append(body, sentence(id))
		}
		for _, id := range r.Unless {
			which := r.ID + "/" + id
			none := b.Assume(scope + "no exception: " + which)
			b.Rule(scope+"exception: "+which, b.Against(none), sentence(id))
			body = append(body, none)
		}
		b.Rule(scope+r.ID, sentence(r.Then), body...)
	}
	return terms
}
