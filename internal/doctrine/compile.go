package doctrine

import "github.com/affiant-project/affiant/internal/argue"

// Compile adds rules to a framework: then from if, with an assumption "no exception: RULE/TERM" for each unless, which
// the term attacks by the rule "exception: RULE/TERM". Rules keep their ids as names and terms are sentences of their
// own name, so what gives a term (a switch, a fact, another rule) may be added before or after. A term that nothing
// gives never holds.
func Compile(b *argue.Builder, rules []Rule) {
	for _, r := range rules {
		var body []argue.Sentence
		for _, id := range r.If {
			body = append(body, b.Sentence(id))
		}
		for _, id := range r.Unless {
			which := r.ID + "/" + id
			none := b.Assume("no exception: " + which)
			b.Rule("exception: "+which, b.Against(none), b.Sentence(id))
			body = append(body, none)
		}
		b.Rule(r.ID, b.Sentence(r.Then), body...)
	}
}
