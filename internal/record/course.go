package record

// An Oath is the swearing of an affidavit (Fed. R. Crim. P. 4.1 for telephone or video).
type Oath struct {
	Time  When     `json:"time,omitempty" doc:"when it was taken"`
	By    PersonID `json:"by,omitempty" doc:"before whom" ref:"person"`
	Means string   `json:"means,omitempty" doc:"how it was taken" enum:"in-person,telephone,video,attestation,unknown"`
	Words string   `json:"words,omitempty" doc:"its words, if known"`

	Confirmed []Confirmation `json:"confirmed,omitempty" doc:"what the magistrate says of an oath that was not taken in person"`

	Here bool `json:"-"` // whether it was done here, and is not recounted: see here.go
}

// A Confirmation is a magistrate's own word that he placed the affiant under oath, when, how, and in what words; of an attestation in writing, that he
// acknowledges it (Fed. R. Crim. P. 4.1(b)(1), (2)(A)).
type Confirmation struct {
	By    PersonID `json:"by" need:"yes" doc:"the magistrate" ref:"person"`
	Heard When     `json:"heard,omitempty" doc:"when the affiant was placed under oath, as the magistrate tells it; of an attestation, when it was received"`
	Means string   `json:"means" need:"yes" doc:"how" enum:"in-person,telephone,video,attestation"`
	Words string   `json:"words" need:"yes" doc:"the words that were heard or read"`
	Time  When     `json:"time,omitempty" doc:"when it was confirmed"`

	Here bool `json:"-"` // whether it was done here, and is not recounted: see here.go
}

// A Presentment is one time that an application was put before a magistrate, and what he did.
type Presentment struct {
	Time       When       `json:"time,omitempty" doc:"when"`
	Magistrate PersonID   `json:"magistrate" need:"yes" doc:"before whom" ref:"person"`
	Papers     []string   `json:"papers,omitempty" doc:"what was handed up: complaint, affidavit, proposed warrant"`
	Unsworn    string     `json:"unsworn,omitempty" doc:"anything said to the magistrate that was not sworn"`
	With       int        `json:"with,omitempty" doc:"how many other applications were presented together with it"`
	Disclosed  []string   `json:"disclosed,omitempty" doc:"earlier presentations or refusals that the magistrate was told of"`
	Decisions  []Decision `json:"decisions,omitempty" doc:"what the magistrate decided, for each respondent"`

	Here bool `json:"-"` // whether it was done here, and is not recounted: see here.go
}

// A Decision is a magistrate's act on an application.
type Decision struct {
	Respondents []PersonID `json:"respondents,omitempty" doc:"for whom; all, if left out" ref:"person"`
	Act         string     `json:"act" need:"yes" doc:"what was decided" enum:"granted,denied,returned,modified"`
	Time        When       `json:"time,omitempty" doc:"when"`
	Finding     string     `json:"finding,omitempty" doc:"in what words"`
	By          PersonID   `json:"by,omitempty" doc:"who decided, if not the magistrate of the presentment" ref:"person"`
	Changes     string     `json:"changes,omitempty" doc:"for one modified: what was changed"`
	Findings    []Finding  `json:"findings,omitempty" doc:"short findings, one an element"`

	Here bool `json:"-"` // whether it was done here, and is not recounted: see here.go
}

// A Finding is what the magistrate found of one element.
type Finding struct {
	Element ElementID `json:"element" need:"yes" doc:"the element" ref:"element"`
	Words   string    `json:"words" need:"yes" doc:"what was found"`
}

// An Execution is an attempt at service, or service.
type Execution struct {
	Time      When       `json:"time,omitempty" doc:"when"`
	By        []PersonID `json:"by,omitempty" doc:"who carried it out" ref:"person"`
	Place     string     `json:"place,omitempty" doc:"where"`
	Act       string     `json:"act" need:"yes" doc:"what was done" enum:"attempted,arrested,searched,returned-unserved"`
	Persons   []PersonID `json:"persons,omitempty" doc:"who was arrested or searched" ref:"person"`
	Seized    []string   `json:"seized,omitempty" doc:"what was taken; after the fact, and never read for probable cause"`
	Night     string     `json:"night,omitempty" doc:"authority for service at night, if any"`
	Inventory string     `json:"inventory,omitempty" doc:"the return and inventory, and who witnessed it"`
	Warrant   WarrantID  `json:"warrant,omitempty" doc:"which warrant, by its id under warrants" ref:"warrant"`
}

// A Custody is one step of a person's detention.
type Custody struct {
	Person PersonID `json:"person" need:"yes" doc:"who" ref:"person"`
	Act    string   `json:"act" need:"yes" doc:"what happened" enum:"arrested,booked,held,appeared,arraigned,bailed,released"`
	Time   When     `json:"time,omitempty" doc:"when"`
	Place  string   `json:"place,omitempty" doc:"where"`
	Note   string   `json:"note,omitempty" doc:"anything else"`
}

// A Charge is one step of a prosecution.
type Charge struct {
	Respondents []PersonID `json:"respondents,omitempty" doc:"against whom; all, if left out" ref:"person"`
	Act         string     `json:"act" need:"yes" doc:"what happened" enum:"complaint,information,indicted,no-true-bill,dismissed,acquitted,convicted"`
	Charge      string     `json:"charge,omitempty" doc:"the charge"`
	Time        When       `json:"time,omitempty" doc:"when"`
	By          string     `json:"by,omitempty" doc:"court, grand jury or prosecutor"`
}

// A Statement is what someone said of the record: that a thing is disputed, conceded or unknown; or that a factor of the
// casebook is there, which a check cannot read off the matter. It is read for what decided cases make of the matter, and by no check.
type Statement struct {
	Says        string     `json:"says" need:"yes" doc:"what is said of it; stated is for a factor only" enum:"stated,disputed,conceded,unknown"`
	By          string     `json:"by" need:"yes" doc:"who says so"`
	About       string     `json:"about" need:"yes" doc:"what it is about; for a factor, the fact in your words"`
	Factor      string     `json:"factor,omitempty" doc:"the factor of the casebook that is there, or is not, by its id; never read by a check"`
	Application AppID      `json:"application,omitempty" doc:"for a factor, which needs it: the application it is about" ref:"application"`
	Respondents []PersonID `json:"respondents,omitempty" doc:"for a factor: against whom; all, if left out" ref:"person"`
	Cites       []Cite     `json:"cites,omitempty" doc:"where it shows"`
	On          []string   `json:"on,omitempty" doc:"assertions it touches, as APPLICATION.NUMBER; for a factor, those that tell it, all of which it needs"`
}

// What a statement says.
const (
	Stated   = "stated"
	Disputed = "disputed"
	Conceded = "conceded"
)

// A Proceeding is what came later, in any court. What it found is never read for what the affiant knew.
type Proceeding struct {
	Kind        string     `json:"kind" need:"yes" doc:"what kind of proceeding" enum:"grand-jury,preliminary-hearing,suppression,franks,civil,criminal-trial,appeal,certiorari"`
	Court       string     `json:"court,omitempty" doc:"which court"`
	Time        When       `json:"time,omitempty" doc:"when decided"`
	Citation    string     `json:"citation,omitempty" doc:"where reported"`
	Defendants  []Sued     `json:"defendants,omitempty" doc:"who is sued, and for what function"`
	Outcome     string     `json:"outcome,omitempty" doc:"what was decided, in your words"`
	Result      string     `json:"result,omitempty" doc:"of a suppression or Franks hearing: whether what was found is kept out; no answer goes by it" enum:"suppressed,admitted"`
	Application AppID      `json:"application,omitempty" doc:"the application that it is about, if it is about one" ref:"application"`
	Plaintiffs  []PersonID `json:"plaintiffs,omitempty" doc:"who sues" ref:"person"`
}

// Suppression is the result of a hearing after which what was found is kept out.
const Suppression = "suppressed"

// Sued is one defendant and the function for which he is sued; immunity goes by function (Malley, 475 U.S. at 342;
// Buckley v. Fitzsimmons, 509 U.S. at 269).
type Sued struct {
	Person   PersonID `json:"person" need:"yes" doc:"who" ref:"person"`
	Function string   `json:"function" need:"yes" doc:"for doing what; of the affiant, the first counts" enum:"seeking-warrant,attesting-facts,seeking-indictment,advocacy,investigating,advising-police,testifying,testifying-before-grand-jury,judging,executing,state-as-party"`
}

// A Ruling decides a flaw, or a question of law that a rule leaves to a court.
type Ruling struct {
	On    string `json:"on" need:"yes" doc:"the flaw or question, by its id"`
	Value string `json:"value" need:"yes" doc:"how it was ruled" enum:"overruled,sustained"`
	Mind  string `json:"mind,omitempty" doc:"the affiant's state of mind, where falsehood or omission is in question" enum:"innocent,negligent,reckless,deliberate"`
	By    string `json:"by,omitempty" doc:"who ruled" enum:"court,factfinder,reviewer,conceded"`
	Court string `json:"court,omitempty" doc:"which court, if one did"`
	Time  When   `json:"time,omitempty" doc:"when"`
	Kept  bool   `json:"kept,omitempty" doc:"true for a finding that was made; false for a hypothesis"`
	Note  string `json:"note,omitempty" doc:"in what words"`
}
