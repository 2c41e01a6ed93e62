package clerk

import (
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// prepare puts in what the office itself knows, and holds what the roll has to say of an event.
func (c *Clerk) prepare(f *file, roll *people.Roll, e record.Event, by Caller, as record.Role, now time.Time) (record.Event, error) {
	e = record.Stamped(e, stamp(now))
	if !by.Office {
		if err := f.m.EnteredBy(e, f.person(by.Account), as); err != nil {
			return nil, err
		}
		if err := f.m.Admits(e, record.Hand{Account: by.Account, Person: f.person(by.Account), Role: as, At: now.Format(time.RFC3339)}); err != nil {
			return nil, err
		}
	}
	switch e := e.(type) {
	case record.PersonNamed:
		if as == record.Executing && (e.Person.Account != "" || slices.ContainsFunc(e.Person.Roles, func(r record.Role) bool { return slices.Contains(parts, r) })) {
			return nil, fault.Errorf(fault.Input, "who executes a warrant names those who were there; %s cannot be given a part in the matter by that", e.Person.Name)
		}
		if err := apart(roll, &f.m, e.Person, as, now); err != nil {
			return nil, err
		}
		return e, bound(roll, &f.m, e.Person, now)
	case record.Sworn:
		if a := f.m.Application(e.Application); a == nil || e.Oath.By == "" || e.Oath.By == a.Affiant || f.m.Person(e.Oath.By) == nil {
			return e, nil // the record says what is wrong with it
		}
		is := func(role record.Role) bool {
			a := roll.Account(f.m.Person(e.Oath.By).Account)
			return a != nil && a.Holds(role, f.m.Court, now)
		}
		if err := e.Oath.TakenBy(is(record.Magistrate), is(record.Clerk)); err != nil {
			return nil, err
		}
		return e, e.Oath.Worded()
	case record.MagistrateAssigned:
		e.Assignment.By = f.person(by.Account)
		c := roll.Court(f.m.Court)
		if err := e.Assignment.ByHand(c != nil && c.Choice); err != nil {
			return nil, err
		}
		return e, judges(roll, &f.m, e, now)
	case record.Presented:
		if a := f.m.Application(e.Application); a != nil { // the record tells what came before; nobody has to remember to
			e.Presentment.Disclosed = f.m.Earlier(a, record.When(now.Format(minuteForm)))
		}
		return e, unconflicted(roll, &f.m, e.Application, e.Presentment.Magistrate)
	case record.Decided:
		return e, unconflicted(roll, &f.m, e.Application, f.person(by.Account))
	case record.TestimonyTaken:
		return e, unconflicted(roll, &f.m, e.Application, f.person(by.Account))
	case record.OathConfirmed:
		return e, unconflicted(roll, &f.m, e.Application, f.person(by.Account))
	case record.SourceOpened:
		return e, unconflicted(roll, &f.m, e.Application, f.person(by.Account))
	case record.WarrantIssued:
		if err := unconflicted(roll, &f.m, e.Application, f.person(by.Account)); err != nil {
			return nil, err
		}
		return e, c.inTheLimit(f, roll, e, now)
	case record.MatterOpened:
		e.Recounted = record.Recounted{}
		return e, nil
	}
	return e, nil
}

// inTheLimit refuses a search warrant that would run longer than the rule of its jurisdiction has it, as far as the law at hand knows one.
func (c *Clerk) inTheLimit(f *file, roll *people.Roll, e record.WarrantIssued, now time.Time) error {
	a := f.m.Application(e.Application)
	z, err := c.zone(roll, f.m.Court)
	if a == nil || a.Kind != record.Search || err != nil {
		return err
	}
	due, term, ok := c.terms.Latest(f.m.Jurisdiction, "search-warrant-issued", now.In(z))
	_, end, known := e.Warrant.Until.Bounds()
	if !ok || !known || end.IsZero() {
		return nil // the record says what is wrong with it
	}
	if last := time.Date(end.Year(), end.Month(), end.Day(), end.Hour(), end.Minute()-1, 0, 0, z); last.After(due) {
		return fault.Errorf(fault.Conflict, "the warrant would run until %s; it may be executed until %s at most (%s)", e.Warrant.Until, record.When(due.Format("2006-01-02T15:04")), term.Says)
	}
	return nil
}

// parts are the roles by which someone acts or reads in a matter.
var parts = []record.Role{record.Affiant, record.Supervisor, record.Prosecutor, record.Executing, record.Magistrate, record.Clerk, record.Counsel, record.Respondent, access.Named}

// judges holds that a magistrate who is assigned by hand sits in the court, and has no conflict with this matter.
func judges(roll *people.Roll, m *record.Matter, e record.MagistrateAssigned, now time.Time) error {
	p := m.Person(e.Assignment.Magistrate)
	if p == nil || p.Account == "" { // the record says what is wrong with it
		return nil
	}
	a := roll.Account(p.Account)
	if a == nil || !a.Holds(record.Magistrate, m.Court, now) {
		return fault.Errorf(fault.Conflict, "%s is no magistrate of the court to which the matter goes", p.Name)
	}
	if why := a.Shunned(m.Agency, namesAgainst(m, e.Application)); why != "" {
		return fault.Errorf(fault.Conflict, "%s has declared a conflict of interest that holds here; another has to be assigned", p.Name)
	}
	return nil
}

// apart refuses a part in the matter beside that of magistrate for an account that is a magistrate's of the court, where someone else than the court
// gives it: each judge so named would be passed over, until the one is left whom an officer wants.
func apart(roll *people.Roll, m *record.Matter, p record.Person, as record.Role, now time.Time) error {
	a := roll.Account(p.Account)
	if a == nil || as == record.Clerk || !a.Holds(record.Magistrate, m.Court, now) || !slices.ContainsFunc(p.Roles, func(r record.Role) bool { return r != record.Magistrate }) {
		return nil
	}
	return fault.Errorf(fault.Input, "the account %q is that of a magistrate of the court; name the person without the account: whoever is concerned in a matter steps aside when it is assigned", p.Account)
}

// bound holds that a person with an account has the posts that go with the roles: at this court, or this agency, where the role is one of it.
func bound(roll *people.Roll, m *record.Matter, p record.Person, now time.Time) error {
	if p.Account == "" {
		return nil
	}
	a := roll.Account(p.Account)
	if a == nil {
		return fault.Errorf(fault.Input, "there is no account %q", p.Account)
	}
	for _, r := range p.Roles {
		here, of := postFor(r, m)
		if !of {
			continue
		}
		post := r
		if r == record.Respondent {
			post = access.Named
		}
		if !slices.ContainsFunc(a.Now(now), here) {
			return fault.Errorf(fault.Input, "the account %q holds no post as %s here, so %s cannot be that in this matter", p.Account, post, p.Name)
		}
	}
	return nil
}

// postFor reports which posts go with a role in a matter: at its court or its agency, where the role is one of it. There is none for a witness, and who else is
// only named.
func postFor(r record.Role, m *record.Matter) (func(people.Post) bool, bool) {
	switch r {
	case record.Magistrate, record.Clerk:
		return func(x people.Post) bool { return x.Role == r && x.Court == m.Court }, true
	case record.Affiant, record.Supervisor, record.Executing:
		return func(x people.Post) bool { return x.Role == r && x.Agency == m.Agency }, true
	case record.Prosecutor, record.Counsel:
		return func(x people.Post) bool { return x.Role == r }, true
	case record.Respondent:
		return func(x people.Post) bool { return x.Role == access.Named }, true
	}
	return nil, false
}

// unconflicted refuses what a magistrate would do about an application who has declared a conflict of interest that holds here, since it was assigned.
func unconflicted(roll *people.Roll, m *record.Matter, app record.AppID, who record.PersonID) error {
	p := m.Person(who)
	if p == nil || p.Account == "" {
		return nil
	}
	if a := roll.Account(p.Account); a != nil && a.Shunned(m.Agency, namesAgainst(m, app)) != "" {
		return fault.Errorf(fault.Conflict, "%s has declared a conflict of interest that holds here, and steps aside; another has to be assigned", p.Name)
	}
	return nil
}

// namesAgainst returns every name of those whom an application is against.
func namesAgainst(m *record.Matter, app record.AppID) []string {
	var names []string
	if a := m.Application(app); a != nil {
		for _, id := range a.Respondents {
			if x := m.Person(id); x != nil {
				names = append(names, x.Names()...)
			}
		}
	}
	return names
}
