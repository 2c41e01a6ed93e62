package record

import "github.com/affiant-project/affiant/internal/fault"

// MatterOpened begins a matter. It comes first, and once.
type MatterOpened struct {
	ID           MatterID  `json:"id"`
	Title        string    `json:"title"`
	Note         string    `json:"note,omitempty"`
	Jurisdiction string    `json:"jurisdiction"`
	Forum        string    `json:"forum,omitempty"`
	Agency       string    `json:"agency,omitempty"`
	Court        string    `json:"court,omitempty"`
	Acted        When      `json:"acted,omitempty"`
	AsOf         When      `json:"as_of,omitempty"`
	Recounted    Recounted `json:"recounted,omitzero"`
}

// Kind is the name of the event in stored bytes.
func (MatterOpened) Kind() string { return "matter-opened" }

// Version is that of its form.
func (MatterOpened) Version() int { return 1 }

func (e MatterOpened) apply(d *docket) error {
	d.opened = true
	d.m = Matter{ID: e.ID, Title: e.Title, Note: e.Note, Jurisdiction: e.Jurisdiction, Forum: e.Forum, Agency: e.Agency, Court: e.Court, Acted: e.Acted,
		AsOf: e.AsOf, Recounted: e.Recounted}
	return nil
}

// PersonNamed brings a person into the matter. It comes before any event that names the person, except that the ties of
// one person may name another who comes later.
type PersonNamed struct {
	Person Person `json:"person"`
}

// Kind is the name of the event in stored bytes.
func (PersonNamed) Kind() string { return "person-named" }

// Version is that of its form.
func (PersonNamed) Version() int { return 1 }

func (e PersonNamed) apply(d *docket) error {
	if d.people[e.Person.ID] {
		return taken("person", e.Person.ID)
	}
	d.people[e.Person.ID] = true
	d.m.People = append(d.m.People, e.Person)
	return nil
}

// OrderNoted brings a court's order into the matter: one under which sources were gathered (for interception, 18 U.S.C.
// 2518). It comes after the persons it names and before the sources gathered under it.
type OrderNoted struct {
	Order Order `json:"order"`
}

// Kind is the name of the event in stored bytes.
func (OrderNoted) Kind() string { return "order-noted" }

// Version is that of its form.
func (OrderNoted) Version() int { return 1 }

func (e OrderNoted) apply(d *docket) error {
	if d.orders[e.Order.ID] {
		return taken("order", e.Order.ID)
	}
	if err := d.named(append([]PersonID{e.Order.By}, e.Order.Persons...)...); err != nil {
		return err
	}
	if d.performed() && len(e.Order.Steps) > 0 {
		return fault.Errorf(fault.Input, "an order is noted first; what was done under it is told by events of their own")
	}
	d.orders[e.Order.ID] = true
	d.m.Orders = append(d.m.Orders, e.Order)
	return nil
}

// SourceLogged brings a source into the matter, with its words and the words that were cut. It comes after the order it
// was gathered under and the persons it names.
type SourceLogged struct {
	Source Source `json:"source"`
}

// Kind is the name of the event in stored bytes.
func (SourceLogged) Kind() string { return "source-logged" }

// Version is that of its form.
func (SourceLogged) Version() int { return 1 }

func (e SourceLogged) apply(d *docket) error {
	s := e.Source
	if d.sources[s.ID] {
		return taken("source", s.ID)
	}
	if s.Order != "" && !d.orders[s.Order] {
		return fault.Errorf(fault.Conflict, "no order %q has been noted", string(s.Order))
	}
	who := []PersonID{s.Author, s.Declarant}
	if s.Translated != nil {
		who = append(who, s.Translated.By)
	}
	for _, t := range s.Speakers {
		who = append(who, t.Person)
		for _, c := range t.Cites {
			if !d.sources[c.Source] {
				return fault.Errorf(fault.Conflict, "no source %q has been logged", string(c.Source))
			}
		}
	}
	if err := d.named(who...); err != nil {
		return err
	}
	d.sources[s.ID] = true
	d.m.Sources = append(d.m.Sources, s)
	return nil
}

func taken[ID ~string](kind string, id ID) error {
	return fault.Errorf(fault.Conflict, "the %s %q is there already", kind, string(id))
}
