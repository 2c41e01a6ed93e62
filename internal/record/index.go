package record

// An Index finds the entries of a matter by id without searching. It is made once from a matter that no longer changes.
// Of entries that share an id it finds the first.
type Index struct {
	Persons      map[PersonID]*Person
	Orders       map[OrderID]*Order
	Sources      map[SourceID]*Source
	Applications map[AppID]*Application
}

// NewIndex makes the index of m.
func NewIndex(m *Matter) *Index {
	return &Index{
		Persons:      byID(m.People, func(p *Person) PersonID { return p.ID }),
		Orders:       byID(m.Orders, func(o *Order) OrderID { return o.ID }),
		Sources:      byID(m.Sources, func(s *Source) SourceID { return s.ID }),
		Applications: byID(m.Applications, func(a *Application) AppID { return a.ID }),
	}
}

func byID[ID ~string, E any](list []E, id func(*E) ID) map[ID]*E {
	found := make(map[ID]*E, len(list))
	for i := range list {
		if _, taken := found[id(&list[i])]; !taken {
			found[id(&list[i])] = &list[i]
		}
	}
	return found
}

// Resolve finds what a citation points at, as Matter.Resolve does.
func (x *Index) Resolve(c Cite) ([]*Line, *Source, error) {
	s := x.Sources[c.Source]
	if s == nil {
		return nil, nil, noSource(c.Source)
	}
	lines, err := s.Resolve(c)
	return lines, s, err
}
