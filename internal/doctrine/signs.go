package doctrine

import (
	"fmt"
	"strings"
)

// The words of a sign. What they are of stands behind them:
//
//	flaw CODE       a flaw of that check touches the application and respondent, and is not overruled
//	no CODE         none does
//	reckless        a flaw of falsehood or omission is ruled to be reckless or deliberate, or that is conceded
//	innocent        one is ruled to be innocent or negligent, and none to be more
//	recorded TERM   the record gives that term of the law
//	offered TERM    something that answers to that term of weight is offered against the respondent
//	cites KIND      an assertion that is offered cites a source of that kind
const (
	SignFlaw     = "flaw"
	SignNo       = "no"
	SignReckless = "reckless"
	SignInnocent = "innocent"
	SignRecorded = "recorded"
	SignOffered  = "offered"
	SignCites    = "cites"
)

// A Clue is one part of a sign.
type Clue struct{ Word, Of string }

// Signs reads the signs of a derivation: each is a list of clues, all of which must be there. In the data clues are joined
// by &.
func (d Derivation) Signs() ([][]Clue, error) {
	var out [][]Clue
	for _, text := range d.By {
		var sign []Clue
		for part := range strings.SplitSeq(text, "&") {
			word, of, _ := strings.Cut(strings.TrimSpace(part), " ")
			switch word {
			case SignReckless, SignInnocent:
				if of != "" {
					return nil, fmt.Errorf("%q: %s stands alone; take %q out", text, word, of)
				}
			case SignFlaw, SignNo, SignRecorded, SignOffered, SignCites:
				if of == "" || strings.Contains(of, " ") {
					return nil, fmt.Errorf("%q: %s is of one thing; write what, as in flaw P7 or recorded warrant-issued", text, word)
				}
			default:
				return nil, fmt.Errorf("%q begins with no word of a sign; expected flaw, no, reckless, innocent, recorded, offered or cites", text)
			}
			sign = append(sign, Clue{word, of})
		}
		out = append(out, sign)
	}
	return out, nil
}
