package record

import (
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// InName says for a recall or a reply in whose name it is entered, and on which written order; ok is false for every other event.
func InName(e Event) (by PersonID, order string, ok bool) {
	switch e := e.(type) {
	case WarrantRecalled:
		return e.Recall.By, e.Recall.Order, true
	case RequestAnswered:
		return e.Reply.By, e.Reply.Order, true
	}
	return "", "", false
}

// EnteredBy refuses a recall or a reply that is entered in the name of someone else than the one who enters it. A clerk enters it in the name of a
// magistrate of the matter, on a written order; of his own he recalls nothing, and answers a request by referring it (Fed. R. Crim. P. 55: the clerk enters
// every order of the court).
func (m *Matter) EnteredBy(e Event, me PersonID, as Role) error {
	by, order, ok := InName(e)
	if !ok {
		return nil
	}
	if as != Clerk {
		if by != me || me == "" {
			return refuse(ruleWrittenOrder, "it is entered by %s, and says %s", name(me), name(by))
		}
		return nil
	}
	if r, answers := e.(RequestAnswered); answers && by == me && r.Reply.Act == "referred" {
		return nil
	}
	if p := m.Person(by); by == me || p == nil || !p.Has(Magistrate) {
		return refuse(ruleWrittenOrder, "%s is no magistrate of this matter", name(by))
	}
	switch {
	case order == "":
		return refuse(ruleWrittenOrder, "it does not say on which written order of %s it rests", by)
	case len(order) != 64 || strings.Trim(order, "0123456789abcdef") != "":
		return fault.Errorf(fault.Input, "the order is %q; expected the SHA-256 of the signed order, in 64 hexadecimal digits (sha256sum order.pdf)", order)
	}
	return nil
}
