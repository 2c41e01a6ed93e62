package people

import (
	"cmp"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A Call is what a magistrate is sought for.
type Call struct {
	Court  string
	Agency string
	Names  []string // of those it is against
	Not    []string // accounts that may not: who stepped aside, did not answer, or has a part in the matter
	Chosen string   // whom the applicant asks for, if anyone
	Why    string   // why that one
	Lot    uint64   // drawn by lot, for a court that assigns at random
}

// Find returns the account of the magistrate who is to decide, and how that came about (record.Assignment.How): the first on
// call by the rota, or one by lot; the next, if someone before did not answer; the only one, if there is no other. A magistrate with a declared
// conflict is passed over. An applicant may choose only where the court allows it, for a reason. It is a conflict if no one can be found.
func (r *Roll) Find(c Call, now time.Time) (account, how string, err error) {
	court := r.Court(c.Court)
	if court == nil {
		return "", "", fault.Errorf(fault.NotFound, "there is no court %q", c.Court)
	}
	may := func(id string) bool {
		a := r.Account(id)
		return a != nil && a.Holds(record.Magistrate, c.Court, now) && !slices.Contains(c.Not, id) && a.Shunned(c.Agency, c.Names) == ""
	}
	if c.Chosen != "" {
		switch {
		case !court.Choice:
			return "", "", fault.Errorf(fault.Conflict, "at %s no one chooses the magistrate", court.Name)
		case c.Why == "":
			return "", "", fault.Errorf(fault.Input, "a magistrate is chosen for a reason, which goes on the record")
		case !may(c.Chosen):
			return "", "", fault.Errorf(fault.Conflict, "%q cannot decide it", c.Chosen)
		}
		return c.Chosen, "chosen", nil
	}
	var on []Watch
	for _, w := range r.Rotas[c.Court] {
		from, _ := time.Parse(time.RFC3339, w.From)
		until, _ := time.Parse(time.RFC3339, w.Until)
		if !now.Before(from) && now.Before(until) {
			on = append(on, w)
		}
	}
	slices.SortStableFunc(on, func(a, b Watch) int { return cmp.Compare(a.Order, b.Order) })
	var bench, fit []string // all magistrates of the court, or those on call; those of them who may
	if court.Assigns == "rota" {
		for _, w := range on {
			bench = append(bench, w.Account)
		}
	} else {
		for _, a := range r.Accounts {
			if a.Holds(record.Magistrate, c.Court, now) {
				bench = append(bench, a.ID)
			}
		}
	}
	for _, id := range bench {
		if may(id) {
			fit = append(fit, id)
		}
	}
	switch {
	case len(fit) == 0:
		return "", "", fault.Errorf(fault.Conflict, "no magistrate of %s is on call who may decide it; ask the clerk", court.Name)
	case len(bench) == 1:
		return fit[0], "only-one", nil
	case court.Assigns == "random":
		return fit[c.Lot%uint64(len(fit))], "random", nil
	case fit[0] != bench[0] && slices.Contains(c.Not, bench[0]):
		return fit[0], "escalated", nil
	}
	return fit[0], "rota", nil
}
