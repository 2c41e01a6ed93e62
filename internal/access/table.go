package access

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
)

// Rules returns the rules that let, in the order in which they are asked.
func Rules() []Rule { return rules }

// Forbids returns the rules that forbid.
func Forbids() []Forbid { return forbids }

var (
	open    = []record.Stage{record.Drafting}
	decided = []record.Stage{record.Refused, record.SentBack, record.Granted, record.Live, record.Served, record.DeadStage, record.Closed}
	after   = []record.Stage{record.Served, record.DeadStage, record.Closed, record.Refused, record.SentBack}
	brought = []record.Stage{record.SwornTo, record.AtBench, record.Refused, record.SentBack, record.Granted, record.Live, record.Served,
		record.DeadStage, record.Withdrawn, record.Closed}
)

// undecided are the stages at which an application may lie before the magistrate for one respondent: for another a warrant may live by then, or be served or dead.
// Whether it does is for the record to say.
var undecided = []record.Stage{record.AtBench, record.Live, record.Served, record.DeadStage}

func anyone(Who, record.Role, Place) bool { return true }

// own: of the agency that opened the matter, or with that part in it.
func ownAgency(w Who, role record.Role, at Place) bool {
	return w.plays(role) || slices.ContainsFunc(w.Posts, func(p Post) bool { return p.Role == role && p.Agency != "" && p.Agency == at.Agency })
}

// ownCourt: of the court to which the matter goes, or with that part in it.
func ownCourt(w Who, role record.Role, at Place) bool {
	return w.plays(role) || slices.ContainsFunc(w.Posts, func(p Post) bool { return p.Role == role && p.Court != "" && p.Court == at.Court })
}

func theAffiant(w Who, _ record.Role, at Place) bool    { return w.acts(at.Affiant) }
func theMagistrate(w Who, _ record.Role, at Place) bool { return w.acts(at.Assigned) }

func told(w Who, role record.Role, at Place) bool {
	return w.plays(role) && slices.ContainsFunc(at.Told, func(p record.PersonID) bool { return w.is(p) })
}
func charged(w Who, role record.Role, at Place) bool { return w.plays(role) && at.Charged }

// rules is the table. Read it aloud; TestMatrix holds what it comes to.
var rules = []Rule{
	{ID: "officer-opens", Says: "An officer opens a matter of his agency, names people, notes orders and logs sources in it.",
		Roles: []record.Role{record.Affiant}, If: ownAgency,
		Acts: []Act{"matter-opened", "person-named", "order-noted", "order-carried-out", "source-logged"}},
	{ID: "officer-drafts", Says: "An officer of the agency drafts an application and says what it rests on, while the papers are open.",
		Roles: []record.Role{record.Affiant}, If: ownAgency, Stages: open,
		Acts: []Act{"application-drafted", "assertion-drafted", "ground-offered", "ground-withdrawn", "papers-revised", "assertion-revised", "assertion-withdrawn"}},
	{ID: "affiant-answers", Says: "The affiant, and no one else, answers the flaws of the own affidavit and what reviewers ask, and takes an answer back, before the oath.",
		Roles: []record.Role{record.Affiant}, If: theAffiant, Stages: open, Acts: []Act{"flaw-answered", "answer-withdrawn", "question-answered"}},
	{ID: "affiant-swears", Says: "The affiant swears, present and proved to be.",
		Roles: []record.Role{record.Affiant}, If: theAffiant, Stages: open, Proved: true, Acts: []Act{"sworn"}},
	{ID: "affiant-brings", Says: "The affiant puts what was sworn before the magistrate, or takes it back.",
		Roles: []record.Role{record.Affiant}, If: theAffiant, Acts: []Act{"presented", "application-withdrawn"},
		Stages: []record.Stage{record.SwornTo, record.SentBack, record.Refused, record.Drafting, record.AtBench}},
	{ID: "officer-reads", Says: "Officers and supervisors of the agency read what the agency has.",
		Roles: []record.Role{record.Affiant, record.Supervisor}, If: ownAgency,
		Acts: []Act{Find, ReadDocket, ReadPapers, ReadSources, ReadFlaws, ReadWarrant, Prove}},
	{ID: "officer-reads-answers", Says: "What follows from the paper is shown when the magistrate has decided, and not before.",
		Roles: []record.Role{record.Affiant, record.Supervisor, record.Prosecutor}, If: ownAgency, Stages: decided, Acts: []Act{ReadAnswers}},
	{ID: "review-before-oath", Says: "A supervisor of the agency or the prosecutor asks, endorses or declines before the oath.",
		Roles: []record.Role{record.Supervisor, record.Prosecutor}, If: ownAgency, Stages: open, Acts: []Act{"question-asked", "endorsed"}},
	{ID: "prosecutor-reads", Says: "The prosecutor of the matter reads all of it.",
		Roles: []record.Role{record.Prosecutor}, If: ownAgency,
		Acts: []Act{Find, ReadDocket, ReadPapers, ReadSources, ReadFlaws, ReadWarrant, Prove}},
	{ID: "prosecutor-acts", Says: "The prosecutor of the matter charges, discloses, logs what comes in, notes proceedings, hearings and what was done under an order, and gives notice.",
		Roles: []record.Role{record.Prosecutor}, If: ownAgency,
		Acts: []Act{"source-logged", "person-named", "charged", "disclosed", "notice-given", "proceeding-held", "hearing-set", "hearing-moved", "order-carried-out",
			"statement-made", "hold-placed", "request-answered", "alert-raised", "alert-seen"}},
	{ID: "magistrate-reads", Says: "The magistrate assigned reads what was put before him: the papers and what joins them, not the file behind.",
		Roles: []record.Role{record.Magistrate}, If: theMagistrate, Stages: brought, Acts: []Act{Find, ReadDocket, ReadPapers, ReadFlaws, ReadWarrant, Prove}},
	{ID: "magistrate-hears", Says: "The magistrate assigned hears testimony and opens sources, before the decision.",
		Roles: []record.Role{record.Magistrate}, If: theMagistrate, Stages: []record.Stage{record.AtBench}, Acts: []Act{"testimony-taken", "source-opened", ReadSources}},
	{ID: "bench-is-told", Says: "The magistrate before whom it lies, and no one else, is told of what was brought against the same person or for the same place by another agency, and of what was refused under a seal of the court's own.",
		Roles: []record.Role{record.Magistrate}, If: theMagistrate, Stages: []record.Stage{record.AtBench}, Acts: []Act{BeTold}},
	{ID: "magistrate-confirms", Says: "The magistrate assigned confirms an oath that was not taken in person, or takes it anew, before the decision, present and proved to be.",
		Roles: []record.Role{record.Magistrate}, If: theMagistrate, Proved: true, Stages: undecided, Acts: []Act{"oath-confirmed"}},
	{ID: "magistrate-decides", Says: "The magistrate assigned decides and issues, present and proved to be.",
		Roles: []record.Role{record.Magistrate}, If: theMagistrate, Proved: true, Stages: append([]record.Stage{record.Granted, record.SentBack, record.Refused}, undecided...),
		Acts: []Act{"decided", "warrant-issued"}},
	{ID: "magistrate-recuses", Says: "The magistrate assigned steps aside.",
		Roles: []record.Role{record.Magistrate}, If: theMagistrate, Acts: []Act{"magistrate-recused"}},
	{ID: "judge-orders", Says: "A judge of the court seals, unseals, recalls, sets and moves hearings, waives the time before one, gives more time before one, delays notice of a search, answers requests, rules, places and lifts holds and orders expungement, present and proved to be.",
		Roles: []record.Role{record.Magistrate}, If: ownCourt, Proved: true,
		Acts: []Act{"sealed", "unsealed", "expunged", "warrant-recalled", "request-answered", "ruling-made", "proceeding-held", "hearing-set", "hearing-moved", "period-waived", "time-extended", "notice-delayed",
			"order-carried-out", "hold-placed", "hold-lifted"}},
	{ID: "supervisor-keeps", Says: "A supervisor of the agency has what it holds kept from destruction.",
		Roles: []record.Role{record.Supervisor}, If: ownAgency, Acts: []Act{"hold-placed"}},
	{ID: "clerk-keeps", Says: "The clerk of the court reads what was brought to the court, and keeps its docket.",
		Roles: []record.Role{record.Clerk}, If: ownCourt, Stages: brought,
		Acts: []Act{Find, ReadDocket, ReadPapers, ReadWarrant, Prove, "magistrate-assigned", "magistrate-recused", "warrant-expired", "warrant-recalled", "warrant-returned", "detained", "charged",
			"notice-given", "proceeding-held", "hearing-set", "hearing-moved", "ruling-made", "hold-placed", "alert-raised", "request-answered", "order-carried-out"}},
	{ID: "clerk-hands-over", Says: "The clerk of the court hands over the papers of an application, to who asked for them and was granted them.",
		Roles: []record.Role{record.Clerk}, If: ownCourt, Stages: decided, Acts: []Act{"disclosed"}},
	{ID: "officer-executes", Says: "An executing officer of the agency reads a warrant that was issued, says what was done under it and who was there, and returns it.",
		Roles: []record.Role{record.Executing, record.Affiant}, If: ownAgency,
		Stages: []record.Stage{record.Granted, record.Live, record.Served, record.DeadStage, record.Closed},
		Acts:   []Act{Find, ReadWarrant, "person-named", "duplicate-made", "executed", "warrant-returned", "detained", "alert-seen", "notice-given", "order-carried-out"}},
	{ID: "counsel-reads", Says: "Counsel in the matter reads the docket and the four corners once there is a case.",
		Roles: []record.Role{record.Counsel}, If: charged, Stages: after, Acts: []Act{Find, ReadDocket, ReadPapers, ReadFlaws, ReadAnswers, ReadWarrant, Prove}},
	{ID: "counsel-asks", Says: "Counsel in the matter asks, disputes, and has evidence kept, once there is a case.",
		Roles: []record.Role{record.Counsel}, If: charged, Acts: []Act{"requested", "statement-made", "hold-placed"}},
	{ID: "named-reads", Says: "The person named, once told, reads the warrant and what was done under it.",
		Roles: []record.Role{Named}, If: told, Stages: []record.Stage{record.Served, record.DeadStage, record.Closed}, Acts: []Act{Find, ReadDocket, ReadWarrant, Prove}},
	{ID: "named-asks", Says: "The person named, once told, asks for papers, correction, preservation, return, unsealing, expungement.",
		Roles: []record.Role{Named}, If: told, Acts: []Act{"requested", "statement-made"}},
	{ID: "auditor-counts", Says: "The auditor reads figures in aggregate, the trail of who read what, and proofs; no matter.",
		Roles: []record.Role{Auditor}, If: anyone, Acts: []Act{ReadFigures, ReadTrail, Prove}},
	{ID: "administrator-keeps", Says: "The administrator keeps the roll and the station; no matter.",
		Roles: []record.Role{Administrator}, If: anyone, Acts: []Act{KeepRoll, KeepStation, ReadTrail}, Proved: true},
	{ID: "break-glass", Says: "In an emergency a supervisor of the agency or a clerk of the court reads what he may not, presence proved, and all concerned are told.",
		Roles: []record.Role{record.Supervisor, record.Clerk}, Proved: true,
		If:   func(w Who, role record.Role, at Place) bool { return ownAgency(w, role, at) || ownCourt(w, role, at) },
		Acts: []Act{BreakGlass}},
}

// neutralParts are what no magistrate of a matter may be in it.
var neutralParts = []record.Role{record.Affiant, record.Supervisor, record.Prosecutor, record.Executing, record.Counsel, Named}

// TwoHats reports whether someone has a part in a matter that no magistrate of it may have, or had it.
func TwoHats(w Who) bool { return slices.ContainsFunc(neutralParts, w.played) }

var forbids = []Forbid{
	{ID: "expunged", Says: "What was expunged is there for no one.", Hide: true,
		on: func(_ Who, act Act, at Place) bool { return at.Expunged && act != Prove }},
	{ID: "stepped-aside", Says: "Who stepped aside from an application has nothing more to do with it.",
		on: func(w Who, _ Act, at Place) bool {
			return (w.has(record.Magistrate) || w.played(record.Magistrate)) && slices.ContainsFunc(at.Recused, w.is)
		}},
	{ID: "two-hats", Says: "Who has another part in a matter decides nothing in it.",
		on: func(w Who, act Act, _ Place) bool {
			return (act == "decided" || act == "warrant-issued" || act == "source-opened" || act == "testimony-taken" || act == "oath-confirmed" || act == BeTold) && TwoHats(w)
		}},
	{ID: "sealed", Says: "A sealed matter is there only for those who have a part in it, and for the clerk who keeps seals.", Hide: true,
		on: func(w Who, act Act, at Place) bool {
			return at.Sealed && !act.General() && !insideSeal(w, at)
		}},
}

// insideSeal reports whether a sealed matter is there for w: a part in making, deciding or carrying it out. The person named and counsel a seal
// keeps out until it is lifted, whatever else they are in it; so it does witnesses, and whoever was only there.
func insideSeal(w Who, at Place) bool {
	if sealKeeper(w, at) {
		return true
	}
	within := func(p Part) bool {
		return !p.Lapsed && slices.Contains(insideParts, p.Role) && !slices.Contains(at.Late, p.Person)
	}
	return slices.ContainsFunc(w.Parts, within) && !w.played(Named) && !w.played(record.Counsel)
}

// Inside reports whether what is there is there for w as far as its seal goes, if it has one.
func Inside(w Who, at Place) bool { return !at.Sealed || insideSeal(w, at) }

// insideParts are the parts for which a sealed matter is there.
var insideParts = []record.Role{record.Affiant, record.Supervisor, record.Prosecutor, record.Magistrate, record.Clerk, record.Executing}

// sealKeeper reports whether w is a judge or clerk of the court with a part given in sealed matters of it.
func sealKeeper(w Who, at Place) bool {
	return slices.ContainsFunc(w.Posts, func(p Post) bool { return p.Role == SealKeeper && p.Court == at.Court && p.Court != "" })
}

// SealKeeper is the post of the clerk who keeps a court's sealed matters.
const SealKeeper record.Role = "seal-keeper"
