package brief

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// An exhibit is where a paper shows something by how it is made up: in any event, or by any one of several sets of assertions, as long as
// all of the set hold.
type exhibit struct {
	from []string // persons, sources, elements, decisions, by id
	ever bool
	at   [][]int
	kept bool // it was known, and no sworn word tells it
}

func (s exhibit) there() bool { return s.ever || len(s.at) > 0 }

// ever is an exhibit that no ruling takes away.
func ever(from ...string) exhibit { return exhibit{from: from, ever: true} }

// by adds a set of assertions, with what they show it by.
func (s *exhibit) by(set []int, from ...string) {
	if set = slices.Compact(slices.Sorted(slices.Values(set))); slices.ContainsFunc(s.at, func(o []int) bool { return slices.Equal(o, set) }) {
		return
	}
	s.at, s.from = append(s.at, set), append(s.from, from...)
}

// showings are what a sign may ask for, besides what is offered: each a look at one paper.
var showings = map[string]func(*paper) exhibit{
	doctrine.ShowsAnothersPlace:   (*paper).anothersPlace,
	doctrine.ShowsTiedPlace:       (*paper).tiedPlace,
	doctrine.ShowsItemsListed:     (*paper).itemsListed,
	doctrine.ShowsApartGivers:     (*paper).apartGivers,
	doctrine.ShowsUnnamedGiver:    (*paper).unnamedGiver,
	doctrine.ShowsGiverWithStake:  (*paper).giverWithStake,
	doctrine.ShowsDiscredited:     (*paper).discredited,
	doctrine.ShowsUntoldSource:    (*paper).untoldSource,
	doctrine.ShowsUntoldTie:       (*paper).untoldTie,
	doctrine.ShowsNoSource:        (*paper).noSource,
	doctrine.ShowsTraced:          (*paper).traced,
	doctrine.ShowsRecordsOfAct:    (*paper).recordsOfAct,
	doctrine.ShowsOwnWords:        (*paper).ownWords,
	doctrine.ShowsPickedByWitness: (*paper).pickedByWitness,
	doctrine.ShowsOthersOnly:      (*paper).othersOnly,
	doctrine.ShowsRefusedBefore:   (*paper).refusedBefore,
	doctrine.ShowsCourtIssued:     (*paper).courtIssued,
	doctrine.ShowsClerkIssued:     (*paper).clerkIssued,
	doctrine.ShowsArrestedBefore:  (*paper).arrestedBefore,
	doctrine.ShowsHeldUnheard:     (*paper).heldUnheard,
	doctrine.ShowsExecutedLate:    (*paper).executedLate,
	doctrine.ShowsExecutive:       (*paper).executive,
	doctrine.ShowsByProsecutor:    (*paper).byProsecutor,
	doctrine.ShowsAnotherOfficer:  (*paper).anotherOfficer,
	doctrine.ShowsControlledBuy:   (*paper).controlledBuy,
	doctrine.ShowsSensedDrug:      (*paper).sensed,
	doctrine.ShowsRepute:          (*paper).repute,
	doctrine.ShowsFlight:          (*paper).flight,
	doctrine.ShowsAwaited:         (*paper).awaited,
}

// exhibit looks for what a clue asks for that is neither a flaw nor a term.
func (c *paper) exhibit(clue doctrine.Clue) exhibit {
	if s, ok := c.looked[clue]; ok {
		return s
	}
	var s exhibit
	switch clue.Word {
	case doctrine.SignShows:
		if look, ok := showings[clue.Of]; ok {
			s = look(c)
		}
	case doctrine.SignFacts:
		s = c.facts(clue.Number)
	case doctrine.SignRecent:
		s = c.recent(clue.Number)
	case doctrine.SignIdle:
		s = c.idle(clue.Number)
	case doctrine.SignDays:
		s = c.onDays(clue.Number)
	case doctrine.SignSpan:
		s = c.span(clue.Number)
	}
	if c.looked == nil {
		c.looked = make(map[doctrine.Clue]exhibit)
	}
	c.looked[clue] = s
	return s
}

// known reports whether a source was there before the oath, as far as the record tells: what came later shows nothing that the affiant knew.
func (c *filing) known(s *record.Source) bool {
	return s != nil && later(c.matter, c.app, s) != record.Yes
}

// meets reports whether a flaw counts under a condition.
func (c *filing) meets(f *review.Flaw, condition string) bool {
	other := func(ok func(*record.Source) bool) bool {
		return slices.ContainsFunc(f.Sources, func(at review.At) bool { s := c.source[at.Source]; return c.known(s) && ok(s) })
	}
	switch condition {
	case "", f.Sort:
		return true
	case doctrine.IfInHand:
		return other(func(s *record.Source) bool {
			return s.Author == c.app.Affiant && s.Author != "" || s.Seen == record.FirstHand || s.Seen == record.Read
		})
	case doctrine.IfSameGiver:
		a := c.app.Assertion(f.Assertion)
		return a != nil && other(func(s *record.Source) bool {
			return s.Declarant != "" && !cites(a, s.ID) && slices.ContainsFunc(a.Cites, func(cite record.Cite) bool {
				o := c.source[cite.Source]
				return o != nil && o.Declarant == s.Declarant
			})
		})
	}
	if slices.Contains(record.SourceKinds(), record.SourceKind(condition)) {
		return other(func(s *record.Source) bool { return string(s.Kind) == condition })
	}
	return slices.ContainsFunc(c.app.Offence.Elements, func(e record.Element) bool { return e.ID == f.Element && string(e.Kind) == condition })
}

// aftermath reports whether all that a flaw points at came after the oath.
func (c *filing) aftermath(f *review.Flaw) bool {
	return len(f.Sources) > 0 && !slices.ContainsFunc(f.Sources, func(at review.At) bool { return c.source[at.Source] == nil || c.known(c.source[at.Source]) })
}

func cites(a *record.Assertion, id record.SourceID) bool {
	return slices.ContainsFunc(a.Cites, func(c record.Cite) bool { return c.Source == id })
}

// anothersPlace: what is searched is held by others than those suspected, and is not where one of them lives.
func (c *paper) anothersPlace() exhibit {
	if c.app.Kind != record.Search || c.app.Place == nil {
		return exhibit{}
	}
	sites := append([]record.Site{{Describe: c.app.Place.Describe, Whose: c.app.Place.Whose}}, c.app.Place.Also...)
	for _, s := range sites {
		if len(s.Whose) == 0 || slices.ContainsFunc(s.Whose, func(id record.PersonID) bool {
			return slices.Contains(c.app.Respondents, id) || c.has(id, record.Respondent)
		}) {
			continue
		}
		shared := slices.ContainsFunc(c.app.Respondents, func(id record.PersonID) bool {
			home := c.home(id)
			return home != "" && (strings.Contains(strings.ToLower(s.Describe), home) ||
				slices.ContainsFunc(s.Whose, func(o record.PersonID) bool { return c.home(o) == home }))
		})
		if !shared {
			return ever(ids(s.Whose)...)
		}
	}
	return exhibit{}
}

func (c *filing) home(id record.PersonID) string {
	if p := c.matter.Person(id); p != nil {
		return strings.ToLower(p.Home)
	}
	return ""
}

func ids[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// itemsListed: the application to search lists things, and one of them at least is told from others.
func (c *paper) itemsListed() exhibit {
	if c.app.Kind == record.Search && slices.ContainsFunc(c.app.Items, c.teller().Lists) {
		return ever(string(c.app.ID))
	}
	return exhibit{}
}

// Looks reports whether something is looked for by that name, as a sign asks for it: shows NAME.
func Looks(name string) bool { return showings[name] != nil }
