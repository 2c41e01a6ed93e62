package brief

import (
	"slices"
	"strings"
	"time"

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
	doctrine.ShowsControlledBuy:   (*paper).controlledBuy,
	doctrine.ShowsSensedDrug:      (*paper).sensed,
	doctrine.ShowsRepute:          (*paper).repute,
	doctrine.ShowsFlight:          (*paper).flight,
	doctrine.ShowsAwaited:         (*paper).awaited,
}

// showing looks for what a clue asks for that is neither a flaw nor a term.
func (c *paper) showing(clue doctrine.Clue) exhibit {
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

// issuer is who granted the application last, as against the respondent; empty if nobody did.
func (c *paper) issuer() record.PersonID {
	var who record.PersonID
	for _, p := range c.app.Presentments {
		for _, d := range p.Decisions {
			if (c.respondent == "" || d.Covers(c.respondent)) && d.Grants() {
				if who = d.By; who == "" {
					who = p.Magistrate
				}
			}
		}
	}
	return who
}

// courtIssued: who granted it sits in a court and plays no other part.
func (c *paper) courtIssued() exhibit {
	id := c.issuer()
	p := c.matter.Person(id)
	if p == nil || !slices.Equal(p.Roles, []record.Role{record.Magistrate}) || !c.teller().Tribunal(p.Of) {
		return exhibit{}
	}
	return ever(string(id))
}

// clerkIssued: who granted it is a clerk.
func (c *paper) clerkIssued() exhibit {
	if id := c.issuer(); id != "" && c.has(id, record.Clerk) {
		return ever(string(id))
	}
	return exhibit{}
}

// refusedBefore: a magistrate denied it before one granted it, whether or not that was told. What was sent back was not refused.
func (c *paper) refusedBefore() exhibit {
	refused := record.PersonID("")
	for _, p := range c.app.Presentments {
		for _, d := range p.Decisions {
			switch {
			case c.respondent != "" && !d.Covers(c.respondent):
			case d.Act == "denied":
				if refused = d.By; refused == "" {
					refused = p.Magistrate
				}
			case d.Grants() && refused != "":
				return ever(string(refused))
			}
		}
	}
	return exhibit{}
}

// arrest is when the respondent was arrested with no warrant against him granted by then; NoTime if he was not.
func (c *paper) arrest() record.When {
	for _, x := range c.app.Custody {
		if c.app.Kind != record.Arrest || x.Person != c.respondent || x.Act != "arrested" {
			continue
		}
		covered := false
		for i := range c.matter.Applications {
			for _, p := range c.matter.Applications[i].Presentments {
				for _, d := range p.Decisions {
					when := d.Time
					if !when.Known() {
						when = p.Time
					}
					covered = covered || d.Covers(c.respondent) && d.Grants() && x.Time.Before(when) != record.Yes
				}
			}
		}
		if !covered {
			return x.Time
		}
	}
	return record.NoTime
}

// arrestedBefore: he was so arrested.
func (c *paper) arrestedBefore() exhibit {
	if c.arrest().Known() {
		return ever(string(c.respondent))
	}
	return exhibit{}
}

// heldUnheard: so arrested, he was longer held than the law of that day allows before a magistrate found cause or he appeared.
func (c *paper) heldUnheard() exhibit {
	arrest := c.arrest()
	_, last, ok := arrest.Bounds()
	if !ok || last.IsZero() {
		return exhibit{}
	}
	clocks := c.law.law.Clocks()
	limit, ok := clocks.Own(c.matter.Jurisdiction, "arrested-without-warrant", arrest)
	if !ok {
		limit, ok = clocks.Own("us", "arrested-without-warrant", arrest)
	}
	days, counted := limit.Length()
	if !ok || !counted {
		return exhibit{}
	}
	var heard []record.When
	for _, x := range c.app.Custody {
		if x.Person == c.respondent && slices.Contains([]string{"appeared", "arraigned", "bailed", "released"}, x.Act) {
			heard = append(heard, x.Time)
		}
	}
	for _, p := range c.app.Presentments {
		for _, d := range p.Decisions {
			if d.Covers(c.respondent) && d.Grants() {
				heard = append(heard, d.Time)
			}
		}
	}
	late := func(w record.When) bool {
		first, _, ok := w.Bounds()
		return ok && first.Sub(last) > time.Duration(days)*24*time.Hour
	}
	if len(heard) == 0 || slices.ContainsFunc(heard, func(w record.When) bool { return !late(w) }) {
		return exhibit{}
	}
	return ever(string(c.respondent))
}

// executedLate: a check found that the warrant was executed after its last day.
func (c *paper) executedLate() exhibit {
	for i := range c.all {
		if f := &c.all[i]; f.App == c.app.ID && f.Sort == review.Late {
			return ever(f.ID)
		}
	}
	return exhibit{}
}

// executive: what the affiant is sued for is neither judging nor what counsel does in court.
func (c *paper) executive() exhibit {
	if slices.Contains([]string{"judging", "advocacy", "seeking-indictment", "state-as-party"}, c.function()) {
		return exhibit{}
	}
	return ever(string(c.app.Affiant))
}

func (c *paper) byProsecutor() exhibit {
	if c.has(c.app.Affiant, record.Prosecutor) {
		return ever(string(c.app.Affiant))
	}
	return exhibit{}
}

// Looks reports whether something is looked for by that name, as a sign asks for it: shows NAME.
func Looks(name string) bool { return showings[name] != nil }
