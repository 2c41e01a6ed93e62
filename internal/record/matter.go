// Package record is the append-only account of a matter: the events, the order they may come in, and the state they
// add up to.
//
// Matter, the fold of its events, is the only model. A matter file is its transcript: the json names on these types are
// the keys of the file and of the stored bytes alike, and the doc tags are what the schema prints.
package record

// A Matter is one investigation that came, or may come, before a magistrate: who acted, what the sources say, what was
// sworn, and what was done with it.
type Matter struct {
	ID           MatterID      `json:"id" need:"yes" doc:"short name of the matter, lower case with hyphens"`
	Title        string        `json:"title" need:"yes" doc:"what people call it, such as the case name"`
	Note         string        `json:"note,omitempty" doc:"what a reader should know first; never read by a check"`
	Jurisdiction string        `json:"jurisdiction" need:"yes" doc:"under whose law the warrant was sought: us, or us- and the state's two letters"`
	Forum        string        `json:"forum,omitempty" doc:"the court that is to decide, whose precedents bind, such as scotus, ca1, ca4; if left out, a federal trial court of the jurisdiction"`
	Agency       string        `json:"agency,omitempty" doc:"the agency whose matter it is, where it is kept in a docket"`
	Court        string        `json:"court,omitempty" doc:"the court to which it goes, where it is kept in a docket"`
	Acted        When          `json:"acted,omitempty" doc:"when the affiant acted; fixes clearly established law; default the first presentment"`
	AsOf         When          `json:"as_of,omitempty" doc:"the law of decision; default the last date in the matter"`
	Recounted    Recounted     `json:"recounted,omitzero" doc:"who wrote this transcript and from what; its events are recounted, not performed"`
	People       []Person      `json:"people" need:"yes" doc:"everyone who acts or is named"`
	Orders       []Order       `json:"orders,omitempty" doc:"court orders that authorised the gathering of sources"`
	Sources      []Source      `json:"sources,omitempty" doc:"what the affiant had: logs, reports, interviews, informants, records, laboratory results, observations, recordings, messages"`
	Applications []Application `json:"applications,omitempty" doc:"each application for a warrant, with its papers and what became of it"`
	Statements   []Statement   `json:"statements,omitempty" doc:"what is disputed, conceded or unknown, and by whom said; factors of the casebook that are stated"`
	Proceedings  []Proceeding  `json:"proceedings,omitempty" doc:"later proceedings: grand jury, suppression, Franks hearing, civil action, appeal"`
	Hearings     []Hearing     `json:"hearings,omitempty" doc:"trials and hearings that were set for a time to come"`
	Rulings      []Ruling      `json:"rulings,omitempty" doc:"rulings on flaws and on questions of law, made or supposed"`
	Notices      []Notice      `json:"notices,omitempty" doc:"who was told of what"`
	Disclosures  []Disclosure  `json:"disclosures,omitempty" doc:"what was handed to whom, and by what duty"`
	Requests     []Request     `json:"requests,omitempty" doc:"what persons named in the matter asked for, and the answers"`
	Alerts       []Alert       `json:"alerts,omitempty" doc:"what came in that bears on a warrant not yet executed"`
	Holds        []Hold        `json:"holds,omitempty" doc:"litigation holds"`
	Seals        []Seal        `json:"seals,omitempty" doc:"seals on the matter or on one application"`
	Expunged     *Expungement  `json:"expunged,omitempty" doc:"the order that destroyed what the matter said"`
}

// Recounted says who told the matter, and from what. An event that is recounted was not performed here: importing an
// oath is not swearing one.
type Recounted struct {
	By   string `json:"by,omitempty" doc:"who wrote the transcript"`
	From string `json:"from,omitempty" doc:"the papers, opinion or file it was written from"`
}

// The identifiers of a matter. Each is unique among its kind within the matter.
type (
	MatterID  string
	PersonID  string
	OrderID   string
	SourceID  string
	AppID     string
	ElementID string
)

// A Person is anyone who acts in the matter or is named in it, including one known only by a first name or a nickname.
type Person struct {
	ID      PersonID `json:"id" need:"yes" doc:"short name used elsewhere in the file"`
	Name    string   `json:"name" need:"yes" doc:"the full name as far as known; unknown is allowed for one who was never named"`
	Aliases []string `json:"aliases,omitempty" doc:"other names, spellings and nicknames by which this person is known to be meant; a title, an initial or the bare surname needs no entry"`
	Born    When     `json:"born,omitempty" doc:"the day of birth, if known; by it and one name a person is found under another"`
	Roles   []Role   `json:"roles,omitempty" doc:"the parts this person plays"`
	Of      string   `json:"of,omitempty" doc:"agency, court or household"`
	Home    string   `json:"home,omitempty" doc:"where the person lives or is held, in the words a source or the paper may use"`
	Ties    []Tie    `json:"ties,omitempty" doc:"family and other ties to people of this matter"`
	PaidBy  string   `json:"paid_by,omitempty" doc:"for a magistrate: how paid, such as salary or a fee for each warrant issued"`
	Note    string   `json:"note,omitempty" doc:"anything else; never read by a check"`
	Account string   `json:"account,omitempty" doc:"the account of the office that this person has, where the matter is kept in a docket"`
}

// A Tie is a relation of one person to another, such as parent of.
type Tie struct {
	To PersonID `json:"to" need:"yes" doc:"the other person" ref:"person"`
	As string   `json:"as" need:"yes" doc:"what this person is to the other: mother, spouse, employer"`
}

// A Role is a part that a person plays in a matter.
type Role string

// The roles.
const (
	Affiant      Role = "affiant"
	Officer      Role = "officer"
	Executing    Role = "executing-officer"
	Supervisor   Role = "supervisor"
	Prosecutor   Role = "prosecutor"
	Magistrate   Role = "magistrate"
	Clerk        Role = "clerk"
	Counsel      Role = "counsel"
	Respondent   Role = "respondent"
	Informant    Role = "informant"
	Witness      Role = "witness"
	Victim       Role = "victim"
	Speaker      Role = "speaker"
	Monitor      Role = "monitor"
	Custodian    Role = "custodian"
	State        Role = "state"
	Municipality Role = "municipality"
	Bystander    Role = "bystander"
)

// Roles lists every role.
func Roles() []Role {
	return []Role{Affiant, Officer, Executing, Supervisor, Prosecutor, Magistrate, Clerk, Counsel, Respondent, Informant,
		Witness, Victim, Speaker, Monitor, Custodian, State, Municipality, Bystander}
}

// An Order is a court's order under which sources were gathered. An interception order is the usual one
// (18 U.S.C. 2518).
type Order struct {
	ID           OrderID     `json:"id" need:"yes" doc:"short name of the order"`
	Kind         OrderKind   `json:"kind" need:"yes" doc:"what it authorised"`
	Court        string      `json:"court,omitempty" doc:"the court that made it"`
	By           PersonID    `json:"by,omitempty" doc:"the judge" ref:"person"`
	Made         When        `json:"made,omitempty" doc:"when it was made"`
	Target       string      `json:"target,omitempty" doc:"the facility or place: a telephone, a number, a room"`
	Persons      []PersonID  `json:"persons,omitempty" doc:"whose communications it covers, if it says" ref:"person"`
	Others       bool        `json:"others_unknown,omitempty" doc:"whether it also covers others as yet unknown"`
	From         When        `json:"from,omitempty" doc:"when interception could begin"`
	Until        When        `json:"until,omitempty" doc:"when it had to end"`
	Offences     []string    `json:"offences,omitempty" doc:"the offences it names; leave out if unknown"`
	Minimisation Performance `json:"minimisation,omitempty" doc:"whether calls outside the order were minimised"`
	Sealed       Performance `json:"sealed,omitempty" doc:"whether the recordings were sealed at the end"`
	SealedOn     When        `json:"sealed_on,omitempty" doc:"when they were sealed"`
	Emergency    When        `json:"emergency,omitempty" doc:"when interception began in an emergency, before there was an order"`
	Reports      int         `json:"reports_every,omitempty" doc:"how many days apart the judge requires reports of progress"`
	Steps        []OrderStep `json:"steps,omitempty" doc:"what was done under it, in order"`
	Note         string      `json:"note,omitempty" doc:"anything else; never read by a check"`
}

// OrderKind says what an order authorised.
type OrderKind string

// The kinds of order.
const (
	Interception OrderKind = "interception"
	PenRegister  OrderKind = "pen-register"
	Production   OrderKind = "production"
	Tracking     OrderKind = "tracking"
	SearchOrder  OrderKind = "search"
)

// OrderKinds lists every kind of order.
func OrderKinds() []OrderKind {
	return []OrderKind{Interception, PenRegister, Production, Tracking, SearchOrder}
}

// Performance says whether a duty was done.
type Performance string

// The states of a duty. The empty value means unknown.
const (
	Done    Performance = "done"
	NotDone Performance = "not-done"
	Unknown Performance = "unknown"
)

// Performances lists every state of a duty.
func Performances() []Performance { return []Performance{Done, NotDone, Unknown} }
