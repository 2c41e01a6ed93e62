// Package access decides who may do what to which matter, and by which rule. It is a table: what no rule lets, no one may.
package access

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// Roles that only the office has; the others are record's.
const (
	Named         record.Role = "named" // the person named in a matter, about the matter
	Auditor       record.Role = "auditor"
	Administrator record.Role = "administrator"
)

// Roles lists every role that an account can have in the office.
func Roles() []record.Role {
	return []record.Role{record.Affiant, record.Supervisor, record.Prosecutor, record.Magistrate, record.Clerk, record.Executing,
		record.Counsel, Named, Auditor, Administrator}
}

// An Act is what someone wants to do: the kind of an event, or one of the acts below, which change nothing in the matter.
type Act string

// What is asked beside events.
const (
	Find        Act = "find"         // see that the matter is there, in a list or a search
	ReadDocket  Act = "read-docket"  // what was done, by whom, when
	ReadPapers  Act = "read-papers"  // complaint, affidavit, proposed warrant, what joined the four corners
	ReadSources Act = "read-sources" // everything the affiant had
	ReadFlaws   Act = "read-flaws"   // support and flaws
	ReadAnswers Act = "read-answers" // the answers of a review, with their labels
	ReadWarrant Act = "read-warrant" // a warrant and whether it lives
	BeTold      Act = "be-told"      // of what was brought before elsewhere, by another agency or under a seal
	ReadTrail   Act = "read-trail"   // who read and who was refused
	ReadFigures Act = "read-figures" // counts, in aggregate
	Prove       Act = "prove"        // receipts and proofs of the log
	BreakGlass  Act = "break-glass"  // read what one may not, in an emergency, with notice to all concerned
	KeepRoll    Act = "keep-roll"    // people, posts, agencies, courts, rotas
	KeepStation Act = "keep-station" // keys, settings, backup
)

// General reports whether an act is about no matter in particular.
func (a Act) General() bool {
	return a == ReadFigures || a == KeepRoll || a == KeepStation || a == ReadTrail
}

// Reads lists the acts that are no events.
func Reads() []Act {
	return []Act{Find, ReadDocket, ReadPapers, ReadSources, ReadFlaws, ReadAnswers, ReadWarrant, BeTold, ReadTrail, ReadFigures, Prove, BreakGlass,
		KeepRoll, KeepStation}
}

// Acts lists every act: the events, then the reads.
func Acts() []Act {
	var all []Act
	for _, k := range record.Kinds() {
		all = append(all, Act(k))
	}
	return append(all, Reads()...)
}

// A Post is an appointment of an account: a role at an agency or a court.
type Post struct {
	Role   record.Role
	Agency string
	Court  string
}

// A Part is what an account has to do with one matter: who it is there, and in what role.
type Part struct {
	Role   record.Role
	Person record.PersonID
	Lapsed bool // the post that goes with the role is held no more: it lets nothing, and still counts for who may not decide
}

// Who is the one who asks.
type Who struct {
	Account string
	Posts   []Post // in force now
	Parts   []Part // in this matter
	Proved  bool   // presence was proved afresh, for just this act
}

// A Place is what about a matter, and about the application concerned, decides who may.
type Place struct {
	Agency   string // that opened the matter
	Court    string // to which it goes
	Sealed   bool
	Expunged bool
	Stage    record.Stage // of the application concerned; empty if none is

	Affiant  record.PersonID
	Assigned record.PersonID   // the magistrate who is to decide, or decided
	Recused  []record.PersonID // who stepped aside
	Told     []record.PersonID // persons named who were given notice, or arrested
	Late     []record.PersonID // who was given a part in the matter when the application was under seal already, by someone outside that seal
	Charged  bool              // a charge stands or stood, so that there is a case
}

// A Decision says whether someone may, and by which rule.
type Decision struct {
	May  bool
	Rule string      // id of the rule that lets or forbids, or would let if what it asks for were there; "default" if none
	Says string      // that rule in a sentence
	As   record.Role // the role by which it lets
	Hide bool        // if not: answer as if nothing of the name were there
}

// A Ward is an agency or a court of which someone may find matters by a post, from a stage on: those that have come as far, or farther, in the
// order of record.Stages.
type Ward struct {
	ID   string
	From record.Stage
}

// Reach returns of which agencies and courts someone may find matters by a post alone. Beside these it is only matters in which he has a
// part. The third result says that no such bounds are known.
func Reach(posts []Post) (agencies, courts []Ward, all bool) {
	for _, p := range posts {
		finds := func(agency, court string) (record.Stage, bool) {
			for _, s := range record.Stages() {
				if May(Who{Posts: []Post{p}}, Find, Place{Agency: agency, Court: court, Stage: s, Charged: true}).May {
					return s, true
				}
			}
			return "", false
		}
		const none = "\x00"
		if _, ok := finds(none, none); ok {
			return nil, nil, true
		}
		if s, ok := finds(p.Agency, none); ok && p.Agency != "" {
			agencies = widened(agencies, Ward{p.Agency, s})
			continue
		}
		if s, ok := finds(p.Agency, p.Court); ok && p.Court != "" {
			courts = widened(courts, Ward{p.Court, s})
		}
	}
	return agencies, courts, false
}

// widened adds a ward to those in order of their names; of one that is there, the earlier stage stays.
func widened(list []Ward, w Ward) []Ward {
	i, there := slices.BinarySearchFunc(list, w.ID, func(x Ward, id string) int { return strings.Compare(x.ID, id) })
	if !there {
		return slices.Insert(list, i, w)
	}
	if stages := record.Stages(); slices.Index(stages, w.From) < slices.Index(stages, list[i].From) {
		list[i].From = w.From
	}
	return list
}

// May decides. A rule that forbids comes before every rule that lets.
func May(w Who, act Act, at Place) Decision {
	for _, f := range forbids {
		if f.on(w, act, at) {
			return Decision{Rule: f.ID, Says: f.Says, Hide: f.Hide || !finds(w, act, at)}
		}
	}
	for _, r := range rules {
		if role, ok := r.lets(w, act, at); ok {
			return Decision{May: true, Rule: r.ID, Says: r.Says, As: role}
		}
	}
	no := Decision{Rule: "default", Says: "What no rule lets, no one may.", Hide: !finds(w, act, at)}
	if r, ok := nearest(w, act, at); ok && !no.Hide {
		no.Rule, no.Says = r.ID, r.Says+" It is not so here."
	}
	return no
}

// nearest returns the rule that would let, if what it asks for were there: one whose condition holds, at another stage or with presence proved, before
// one of which only the role is there. There is none for an act that no role of w is ever let.
func nearest(w Who, act Act, at Place) (Rule, bool) {
	var found Rule
	for _, r := range rules {
		if !slices.Contains(r.Acts, act) {
			continue
		}
		for _, role := range r.Roles {
			switch {
			case !w.has(role):
			case r.If(w, role, at):
				return r, true
			case found.ID == "":
				found = r
			}
		}
	}
	return found, found.ID != ""
}

// finds reports whether w may know that the matter is there, so that a refusal may say that it is one.
func finds(w Who, act Act, at Place) bool { return act != Find && May(w, Find, at).May }

// A Rule lets people of some roles do some acts, at some stages, under a condition.
type Rule struct {
	ID     string
	Says   string
	Roles  []record.Role
	Acts   []Act
	Stages []record.Stage // of the application; any, if nil
	Proved bool           // presence has to be proved afresh
	If     func(w Who, role record.Role, at Place) bool
}

// lets returns the role by which the rule lets w do the act, if it does.
func (r Rule) lets(w Who, act Act, at Place) (record.Role, bool) {
	if !slices.Contains(r.Acts, act) || r.Proved && !w.Proved || r.Stages != nil && !slices.Contains(r.Stages, at.Stage) {
		return "", false
	}
	for _, role := range r.Roles {
		if w.has(role) && r.If(w, role, at) {
			return role, true
		}
	}
	return "", false
}

// A Forbid refuses whatever the rules let.
type Forbid struct {
	ID   string
	Says string
	Hide bool
	on   func(w Who, act Act, at Place) bool
}

// has reports whether the account holds a role, by post or by its part in the matter.
func (w Who) has(role record.Role) bool {
	return slices.ContainsFunc(w.Posts, func(p Post) bool { return p.Role == role }) || w.plays(role)
}

func (w Who) plays(role record.Role) bool {
	return slices.ContainsFunc(w.Parts, func(p Part) bool { return p.Role == role && !p.Lapsed })
}

// played reports whether the account has or had a role by its part in the matter.
func (w Who) played(role record.Role) bool {
	return slices.ContainsFunc(w.Parts, func(p Part) bool { return p.Role == role })
}

// acts reports whether the account is this person of the matter, and holds a post that goes with what that is in it.
func (w Who) acts(p record.PersonID) bool {
	return p != "" && slices.ContainsFunc(w.Parts, func(x Part) bool { return x.Person == p && !x.Lapsed })
}

// is reports whether the account is this person of the matter.
func (w Who) is(p record.PersonID) bool {
	return p != "" && slices.ContainsFunc(w.Parts, func(x Part) bool { return x.Person == p })
}
