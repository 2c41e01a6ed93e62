package argue

// A Semantics says which sets of arguments, or of assumptions, can be held together.
type Semantics uint8

// The semantics in the order of the field. Complete, grounded, preferred and stable are Dung's (Artificial Intelligence
// 77, 1995, definitions 13, 20, 23 and 7); semi-stable is Caminada's (COMMA 2006, definition 3; Verheij's
// admissible stage extensions, 1996), stage Verheij's (NAIC 1996), ideal Dung, Mancarella and Toni's (Artificial
// Intelligence 171, 2007, definition 2.2).
const (
	Complete   Semantics = iota // admissible, and holds all that it defends
	Grounded                    // the least complete set
	Preferred                   // the greatest complete sets
	Stable                      // free of conflict, and attacks all that it leaves out
	SemiStable                  // complete, and with what it attacks greatest
	Stage                       // free of conflict, and with what it attacks greatest
	Ideal                       // the greatest admissible set that is part of every preferred one
)

// semantics are the short names of the competitions (ICCMA).
var semantics = [...]string{"CO", "GR", "PR", "ST", "SST", "STG", "ID"}

// String is the short name used by the competitions, such as PR.
func (s Semantics) String() string {
	if int(s) < len(semantics) {
		return semantics[s]
	}
	return "?"
}

// ParseSemantics finds a semantics by its short name.
func ParseSemantics(name string) (Semantics, bool) {
	for i, n := range semantics {
		if n == name {
			return Semantics(i), true
		}
	}
	return 0, false
}
