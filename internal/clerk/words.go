package clerk

import (
	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/record"
)

// A sight says which entries of a matter may be opened to someone: whose words he reads in what the views show him, and no others. A text that
// was revised is not opened by what lets one read the papers: those have the text that took its place.
type sight struct {
	all     bool                     // everything but what an application that is not there for him says
	docket  bool                     // what was done in the matter as a whole
	seen    func(record.AppID) bool  // whether an application is there for him
	papers  func(record.AppID) bool  // whether he reads its papers
	lines   func(record.AppID) bool  // whether he reads what was done with it
	sources map[record.SourceID]bool // which he reads
	orders  bool                     // those under which sources were gathered
	people  map[record.PersonID]bool // whom he reads of
	late    map[paperKey]int         // the last entry that gives a text
	gone    map[int]bool             // entries whose words were taken back
	about   func(record.Event) record.AppID
	upto    int                       // of a disclosure: the last entry that there was; 0 for all
	own     func(record.Event) bool   // of what is for one person: whether it is for him
	tells   func(record.Event) bool   // whether he reads all that it discloses of other applications, if it is a presentment
	hand    func(e record.Entry) bool // further entries that are opened by themselves
}

// A paperKey names a text that can be revised: an assertion of an application, or its papers (0).
type paperKey struct {
	app record.AppID
	n   int
}

// sightOf is what a reader may have opened. gone is what is disclosed of other matters that are not there for him.
func (f *file) sightOf(me record.PersonID, may func(access.Act, record.AppID) access.Decision, gone map[string]string) sight {
	lets := func(act access.Act) func(record.AppID) bool {
		return func(app record.AppID) bool { return may(act, app).May }
	}
	s := sight{all: may(access.ReadSources, "").May && may(access.ReadSources, "").As != record.Magistrate, docket: lets(access.ReadDocket)(""), seen: lets(access.Prove), papers: lets(access.ReadPapers), lines: lets(access.ReadDocket),
		orders: lets(access.ReadPapers)(""), sources: map[record.SourceID]bool{}, people: map[record.PersonID]bool{}, late: lateOf(f.list), gone: takenBack(f.list), about: f.about, own: f.ownOf(me, reader(access.Prove, may, f.m.Applications))}
	s.tells = func(e record.Event) bool {
		x, is := e.(record.Presented)
		return !is || me != "" && x.Presentment.Magistrate == me ||
			f.tellsOnly(x.Presentment, x.Application, lets(access.ReadDocket)) && !tellsOf(x.Presentment, gone)
	}
	for _, act := range []access.Act{access.ReadPapers, access.ReadDocket} {
		if !lets(act)("") {
			continue
		}
		v := f.view(act, "", "", may)
		for _, x := range v.Matter.Sources {
			s.sources[x.ID] = true
		}
		for _, x := range v.Matter.People {
			s.people[x.ID] = true
		}
	}
	return s
}

// givenBy is what a disclosure opened when it was made, as the n-th entry: the applications and sources that it names, what they rest on and
// whom they name. It depends on nothing that came later, and on no one's rights.
func (f *file) givenBy(d record.Disclosure, n int) (sight, error) {
	m, err := record.Replay(f.list[:n])
	if err != nil {
		return sight{}, err
	}
	given := map[record.AppID]bool{}
	left := record.Matter{Disclosures: []record.Disclosure{d}}
	for _, id := range d.Applications {
		if a := m.Application(id); a != nil && !given[id] {
			given[id] = true
			left.Applications = append(left.Applications, *a)
		}
	}
	s := sight{sources: map[record.SourceID]bool{}, about: record.Concerns, upto: n, late: lateOf(f.list[:n]), gone: takenBack(f.list[:n]), orders: len(given) > 0}
	for _, id := range d.Sources {
		s.sources[id] = true
	}
	for _, x := range within(m.Sources, left.Applications, access.ReadPapers, nil) {
		s.sources[x.ID] = true
	}
	for _, x := range m.Sources {
		if s.sources[x.ID] {
			left.Sources = append(left.Sources, x)
		}
	}
	s.people = record.Named(&left)
	is := func(app record.AppID) bool { return given[app] }
	s.seen, s.papers, s.lines = func(app record.AppID) bool { return app == "" || given[app] }, is, is
	s.hand = func(e record.Entry) bool {
		_, opening := e.Body.(record.MatterOpened)
		return opening || e.Seq == n
	}
	return s, nil
}

// lateOf finds for each text that can be revised the last entry that gives it.
func lateOf(list []record.Entry) map[paperKey]int {
	late := map[paperKey]int{}
	for _, e := range list {
		if k, ok := paperOf(e.Body); ok {
			late[k] = e.Seq
		}
	}
	return late
}

// takenBack finds the entries that offered what was taken back, or answered what is open again.
func takenBack(list []record.Entry) map[int]bool {
	gone := map[int]bool{}
	for i, e := range list {
		switch x := e.Body.(type) {
		case record.GroundWithdrawn:
			for _, b := range list[:i] {
				if g, ok := b.Body.(record.GroundOffered); ok && !gone[b.Seq] && g.Application == x.Application && g.Ground.Same(x.Ground) {
					gone[b.Seq] = true
					break
				}
			}
		case record.AnswerWithdrawn:
			for _, b := range list[:i] {
				if f, ok := b.Body.(record.FlawAnswered); ok && f.Application == x.Application && f.Answer.Flaw == x.Flaw {
					gone[b.Seq] = true
				}
			}
		}
	}
	return gone
}

func paperOf(e record.Event) (paperKey, bool) {
	switch e := e.(type) {
	case record.ApplicationDrafted:
		return paperKey{e.ID, 0}, true
	case record.PapersRevised:
		return paperKey{e.Papers.ID, 0}, true
	case record.AssertionDrafted:
		return paperKey{e.Application, e.Assertion.N}, true
	case record.AssertionRevised:
		return paperKey{e.Application, e.Assertion.N}, true
	case record.AssertionWithdrawn:
		return paperKey{e.Application, e.N}, true
	}
	return paperKey{}, false
}

// there reports whether he may know of an entry at all.
func (s sight) there(e record.Entry) bool {
	if s.upto > 0 && e.Seq > s.upto {
		return false
	}
	app := s.about(e.Body)
	return (app == "" || s.seen(app)) && (s.own == nil || s.own(e.Body))
}

// opens reports whether the words of an entry may be opened to him.
func (s sight) opens(e record.Entry) bool {
	app := record.Concerns(e.Body)
	switch {
	case !s.there(e):
		return false
	case s.tells != nil && !s.tells(e.Body):
		return false
	case s.all || s.hand != nil && s.hand(e):
		return true
	}
	switch x := e.Body.(type) {
	case record.PersonNamed:
		return s.people[x.Person.ID]
	case record.SourceLogged:
		return s.sources[x.Source.ID]
	case record.OrderNoted:
		return s.orders
	case record.Disclosed: // to whom else something was given, only those read who read all
		return false
	case record.AssertionWithdrawn, record.GroundWithdrawn, record.AnswerWithdrawn: // their reasons are not in the papers
		return false
	case record.QuestionAsked, record.QuestionAnswered: // of the side that asks for the warrant
		return false
	case record.GroundOffered, record.FlawAnswered, record.TestimonyTaken:
		return s.papers(app) && !s.gone[e.Seq]
	}
	if k, ok := paperOf(e.Body); ok {
		return s.papers(app) && s.late[k] == e.Seq
	}
	if app != "" {
		return s.lines(app)
	}
	return s.docket
}
