package doctrine

import (
	"fmt"
	"strconv"
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
//	shows SHOWING   the matter shows that, one of Showings
//	recent DAYS     of what was seen and is offered something is no more than so many days older than the application
//	idle DAYS       nothing that the matter has is from the last so many days before the application, and all of it is dated
//	days COUNT      what was seen on so many days or more is offered
//	span DAYS       so many days or more lie between the first and the last of what was seen and is offered
//	facts COUNT     so many assertions that are offered tell facts and no conclusions, and each element has one
//
// After flaw CODE and no CODE may stand "if CONDITION", one of Conditions, by which only some flaws of the check count.
const (
	SignFlaw     = "flaw"
	SignNo       = "no"
	SignReckless = "reckless"
	SignInnocent = "innocent"
	SignRecorded = "recorded"
	SignOffered  = "offered"
	SignCites    = "cites"
	SignShows    = "shows"
	SignRecent   = "recent"
	SignIdle     = "idle"
	SignDays     = "days"
	SignSpan     = "span"
	SignFacts    = "facts"
)

// signWords are all of them, as a message lists them.
const signWords = "flaw, no, reckless, innocent, recorded, offered, cites, shows, recent, idle, days, span or facts"

// What a matter may show by how it is made up, which a sign asks for as shows SHOWING.
const (
	ShowsAnothersPlace   = "anothers-place"    // those who hold the place that is searched are none of those suspected, nor is it the home of one
	ShowsTiedPlace       = "tied-place"        // what is offered for the place is no kept record, and has a building and something that points to the crime
	ShowsItemsListed     = "items-listed"      // the application to search lists things, and at least one by more than a general word
	ShowsApartGivers     = "apart-givers"      // for one element the word of two is offered apart, neither of whom drew on the other, on one thing
	ShowsUnnamedGiver    = "unnamed-giver"     // an informant whom the police know is offered, and no sworn word names him
	ShowsGiverWithStake  = "giver-with-stake"  // of an informant who is offered the record tells a motive, or he is himself suspected
	ShowsDiscredited     = "discredited-giver" // of an informant who is offered the record, from before the oath, tells lies, theft or the like
	ShowsUntoldSource    = "untold-source"     // the affiant had a source from before the oath that no assertion cites, and no flaw points at it
	ShowsUntoldTie       = "untold-tie"        // such a source, or a line that no assertion cites, speaks of a place that is searched
	ShowsNoSource        = "no-source"         // all that is offered for some element has neither source nor basis
	ShowsTraced          = "traced"            // whom a name means is settled by a kept record
	ShowsRecordsOfAct    = "records-of-act"    // kept records alone are offered for the act, or for the crime
	ShowsOwnWords        = "own-words"         // words that the respondent himself spoke or wrote are offered for what he did, agreed, had or meant
	ShowsPickedByWitness = "picked-by-witness" // a named victim or witness names the respondent, or is offered for who he is
	ShowsOthersOnly      = "others-only"       // nothing is offered against the respondent, and no sworn word names or means him
	ShowsRefusedBefore   = "refused-before"    // a magistrate denied the application before one granted it
	ShowsCourtIssued     = "court-issued"      // one who is of a court, and plays no other part, granted it
	ShowsClerkIssued     = "clerk-issued"      // a clerk granted it
	ShowsArrestedBefore  = "arrested-before"   // the respondent was arrested with no warrant granted by then
	ShowsHeldUnheard     = "held-unheard"      // so arrested, he was held past the law's limit before a magistrate found cause
	ShowsExecutedLate    = "executed-late"     // it was executed after the last day that the warrant or the law allows
	ShowsExecutive       = "executive-act"     // what the affiant is sued for is neither judging nor counsel's work in court
	ShowsByProsecutor    = "by-prosecutor"     // the affiant is a prosecutor
	ShowsAnotherOfficer  = "another-officer"   // what is offered was seen, written or told by an officer other than the affiant
	ShowsControlledBuy   = "controlled-buy"    // it is sworn that one sent by the police bought
	ShowsSensedDrug      = "sensed-contraband" // an officer's own sight, smell or hearing of the forbidden thing is offered
	ShowsRepute          = "repute"            // the respondent's convictions, gang or repute are offered for something that is no element of status
	ShowsFlight          = "flight"            // an officer saw the respondent run, hide or throw something away from officers
	ShowsAwaited         = "awaited"           // the warrant is to be executed only once something has come about
)

// Showings lists what a matter may show by how it is made up.
func Showings() []string {
	return []string{
		ShowsAnothersPlace, ShowsTiedPlace, ShowsItemsListed, ShowsApartGivers, ShowsUnnamedGiver, ShowsGiverWithStake, ShowsDiscredited,
		ShowsUntoldSource, ShowsUntoldTie,
		ShowsNoSource, ShowsTraced, ShowsRecordsOfAct, ShowsOwnWords, ShowsPickedByWitness, ShowsOthersOnly, ShowsRefusedBefore, ShowsCourtIssued,
		ShowsClerkIssued, ShowsArrestedBefore, ShowsHeldUnheard, ShowsExecutedLate, ShowsExecutive, ShowsByProsecutor, ShowsAnotherOfficer, ShowsControlledBuy,
		ShowsSensedDrug, ShowsRepute, ShowsFlight, ShowsAwaited,
	}
}

// The conditions under which a flaw counts for a sign, besides the kinds of source in which its other side stands and the kinds of
// element that it is about.
const (
	IfInHand    = "in-hand"    // the affiant wrote what stands on its other side, or saw, heard or read it
	IfSameGiver = "same-giver" // what stands on its other side is the word of one on whom the assertion rests too
	IfRetold    = "retold"     // the source has it from another than its own giver, who is no officer
	IfClaimed   = "claimed"    // the sentence claims for the affiant what another saw or did
)

// Conditions lists those that are no kind of source and no kind of element.
func Conditions() []string { return []string{IfInHand, IfSameGiver, IfRetold, IfClaimed} }

// A Clue is one part of a sign: its word, what it is of, and the condition under which a flaw counts. Number is what it
// is of, where that is one.
type Clue struct {
	Word, Of, If string
	Number       int
}

// Signs reads the signs of a derivation: each is a list of clues, all of which must be there. In the data clues are joined
// by &.
func (d Derivation) Signs() ([][]Clue, error) {
	var out [][]Clue
	for _, text := range d.By {
		var sign []Clue
		for part := range strings.SplitSeq(text, "&") {
			clue, err := readClue(text, strings.Fields(part))
			if err != nil {
				return nil, err
			}
			sign = append(sign, clue)
		}
		out = append(out, sign)
	}
	return out, nil
}

func readClue(text string, words []string) (Clue, error) {
	c := Clue{}
	if len(words) > 0 {
		c.Word = words[0]
	}
	if len(words) > 1 {
		c.Of = words[1]
	}
	switch c.Word {
	case SignReckless, SignInnocent:
		if len(words) > 1 {
			return c, fmt.Errorf("%q: %s stands alone; take %q out", text, c.Word, strings.Join(words[1:], " "))
		}
	case SignFlaw, SignNo:
		if len(words) == 4 && words[2] == "if" {
			c.If = words[3]
			return c, nil
		}
		if len(words) != 2 {
			return c, fmt.Errorf("%q: %s is of one check, with one condition at most; write it as in flaw P7 or flaw O4 if in-hand", text, c.Word)
		}
	case SignRecorded, SignOffered, SignCites, SignShows:
		if len(words) != 2 {
			return c, fmt.Errorf("%q: %s is of one thing; write what, as in flaw P7 or recorded warrant-issued", text, c.Word)
		}
	case SignRecent, SignIdle, SignDays, SignSpan, SignFacts:
		n, err := strconv.Atoi(c.Of)
		if len(words) != 2 || err != nil || n <= 0 {
			return c, fmt.Errorf("%q: %s is of a number; write one, as in recent 14", text, c.Word)
		}
		c.Number = n
	default:
		return c, fmt.Errorf("%q begins with no word of a sign; expected %s", text, signWords)
	}
	return c, nil
}

// IsRead reports whether a factor is read off a matter, by the signs of its derivation.
func (f Factor) IsRead() bool { return len(f.Derived.By) > 0 }

// Stateable reports whether someone may state a factor of a matter: it cannot be read off, or not wherever it is there.
func (f Factor) Stateable() bool { return !f.IsRead() || f.Unread != "" }
