package hall

import (
	"fmt"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// A lookAt is something of the station that an administrator should look at.
type lookAt struct{ kind, says string }

// What kinds of it there are, the most pressing first.
const (
	lookNobody  = "nobody"  // no magistrate of a court can be found now
	lookGap     = "gap"     // or at an hour ahead
	lookKeys    = "keys"    // keys are being changed
	lookPost    = "post"    // a post ends soon
	lookMail    = "mail"    // an address of mail was refused
	lookInvited = "invited" // an invitation was not taken up
	lookSetUp   = "set up"  // the station has not all that a first application needs
)

// How far ahead a rota is looked at, and the end of a post.
const (
	rotaAhead = 7 * 24 * time.Hour
	postAhead = 30 * 24 * time.Hour
)

// setUp lists what a station has not yet that a first application needs, in the order in which it is given it, each with the change of the roll that gives it.
func (v *visit) setUp() (list []lookAt, change string) {
	add := func(says, kind string) {
		if list = append(list, lookAt{lookSetUp, says}); change == "" {
			change = kind
		}
	}
	if len(v.roll.Agencies) == 0 {
		add("No agency is entered yet: who brings applications", "agency-founded")
	}
	if len(v.roll.Courts) == 0 {
		add("No court is entered yet: who decides them", "court-founded")
	}
	has := func(role record.Role, agency, court string) bool {
		return slices.ContainsFunc(v.roll.Accounts, func(a people.Account) bool {
			return !a.Closed && slices.ContainsFunc(a.Posts, func(p people.Post) bool { return p.Role == role && p.Agency == agency && p.Court == court })
		})
	}
	idle := slices.ContainsFunc(v.roll.Accounts, func(a people.Account) bool { return !a.Closed && len(a.Posts) == 0 })
	fill := map[bool]string{false: "account-invited", true: "post-given"}[idle]
	for _, a := range v.roll.Agencies {
		if !has(record.Affiant, a.ID, "") {
			add("No one at "+a.Name+" has a post as affiant", fill)
		}
	}
	for _, c := range v.roll.Courts {
		for _, role := range []record.Role{record.Magistrate, record.Clerk} {
			if !has(role, "", c.ID) {
				add("No one at "+c.Name+" has a post as "+roleSays(role), fill)
			}
		}
	}
	return list, change
}

// looks lists what should be looked at, the most pressing first.
func (v *visit) looks() ([]lookAt, error) {
	list, _ := v.setUp()
	for _, c := range v.roll.Courts {
		if _, _, err := v.roll.Find(people.Call{Court: c.ID}, v.now); err != nil {
			list = append(list, lookAt{lookNobody, "No magistrate of " + c.Name + " can be found now: " + sentence(err.Error())})
		}
	}
	for _, c := range v.roll.Courts {
		if c.Assigns != "rota" {
			continue
		}
		z := v.zoneOf(c.ID)
		for _, g := range gaps(v.roll.Rotas[c.ID], v.now, v.now.Add(rotaAhead)) {
			if g[0].After(v.now) { // what is so now is told above
				list = append(list, lookAt{lookGap, "No one is on call at " + c.Name + " from " + spanSays(g[0].In(z), g[1].In(z))})
			}
		}
	}
	for _, k := range v.Clerk.KeysAtHand() {
		if !k.First {
			list = append(list, lookAt{lookKeys, "The key " + k.Name + " is there beside the one in use, while keys are changed"})
		}
	}
	for _, a := range v.roll.Accounts {
		for _, q := range a.Posts {
			if until, err := time.Parse(time.RFC3339, q.Until); err == nil && until.After(v.now) && until.Sub(v.now) < postAhead {
				list = append(list, lookAt{lookPost, a.Name + "’s post as " + v.postSays(q) + " ends " + v.hereSays(q.Until)})
			}
		}
	}
	refused, err := v.Clerk.RefusedAddresses(v.r.Context(), v.caller())
	for _, x := range refused {
		if a := v.roll.Account(x.Account); a != nil && !a.Closed {
			list = append(list, lookAt{lookMail, fmt.Sprintf("The address at which %s is written to was refused by the server of mail, %s (%d)", a.Name, moment(v.here(x.At)), x.Code)})
		}
	}
	for _, a := range v.roll.Accounts {
		if !a.Closed && !a.Joined {
			list = append(list, lookAt{lookInvited, a.Name + " was invited and has not joined"})
		}
	}
	return list, err
}

// gaps returns the times between two moments at which a rota has no one on call.
func gaps(watches []people.Watch, from, until time.Time) (list [][2]time.Time) {
	type turn struct{ from, until time.Time }
	var turns []turn
	for _, w := range watches {
		a, err1 := time.Parse(time.RFC3339, w.From)
		b, err2 := time.Parse(time.RFC3339, w.Until)
		if err1 == nil && err2 == nil && b.After(from) && a.Before(until) {
			turns = append(turns, turn{a, b})
		}
	}
	slices.SortFunc(turns, func(a, b turn) int { return a.from.Compare(b.from) })
	at := from // up to which someone is on call
	for _, t := range turns {
		if t.from.After(at) {
			list = append(list, [2]time.Time{at, t.from})
		}
		if t.until.After(at) {
			at = t.until
		}
	}
	if at.Before(until) {
		list = append(list, [2]time.Time{at, until})
	}
	return list
}
