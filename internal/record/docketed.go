package record

// What the docket adds to an application: what the affiant answered before the oath, who was to decide, what was heard and
// opened at the bench, and the warrants that came of it. A file that tells of an old case may leave all of it out.

// An Answer is what the affiant did about a flaw before the oath. It is the affiant's own word and clears nothing.
type Answer struct {
	Flaw    string   `json:"flaw" need:"yes" doc:"the flaw, by its id"`
	Act     string   `json:"act" need:"yes" doc:"what was done about it" enum:"cited,softened,disclosed,identified,split,as-written"`
	Because string   `json:"because,omitempty" doc:"why, if it is sworn as written"`
	By      PersonID `json:"by,omitempty" doc:"who answered" ref:"person"`
	Time    When     `json:"time,omitempty" doc:"when"`
}

// A Withdrawal takes an application back before it is decided.
type Withdrawal struct {
	By      PersonID `json:"by,omitempty" doc:"who withdrew it" ref:"person"`
	Time    When     `json:"time,omitempty" doc:"when"`
	Because string   `json:"because,omitempty" doc:"why"`
}

// An Assignment says which magistrate is to decide an application, and how that came about.
type Assignment struct {
	Magistrate PersonID `json:"magistrate" need:"yes" doc:"who is to decide" ref:"person"`
	How        string   `json:"how" need:"yes" doc:"how the magistrate was found" enum:"rota,random,escalated,only-one,chosen"`
	By         PersonID `json:"by,omitempty" doc:"who assigned; for a chosen magistrate, who chose" ref:"person"`
	Time       When     `json:"time,omitempty" doc:"when"`
	Because    string   `json:"because,omitempty" doc:"why, if the magistrate was chosen or another was passed over"`

	Here bool `json:"-"` // whether it was done here, and is not recounted: see here.go
}

// A Recusal is a magistrate's stepping aside, or being put aside.
type Recusal struct {
	Magistrate PersonID `json:"magistrate" need:"yes" doc:"who stepped aside" ref:"person"`
	Because    string   `json:"because" need:"yes" doc:"the ground"`
	Time       When     `json:"time,omitempty" doc:"when"`
}

// Testimony is what was said under oath beside the affidavit. It joins the four corners (Fed. R. Crim. P. 4.1(b)(2)(B),
// 41(d)(2)).
type Testimony struct {
	By          PersonID    `json:"by" need:"yes" doc:"who testified" ref:"person"`
	Before      PersonID    `json:"before,omitempty" doc:"the magistrate who heard it" ref:"person"`
	Time        When        `json:"time,omitempty" doc:"when"`
	Means       string      `json:"means,omitempty" doc:"how it was heard" enum:"in-person,telephone,video,unknown"`
	Sworn       bool        `json:"sworn,omitempty" doc:"whether under oath"`
	Text        string      `json:"text" need:"yes" doc:"what was said"`
	Recorded    Performance `json:"recorded,omitempty" doc:"whether it was recorded verbatim"`
	Transcribed Performance `json:"transcribed,omitempty" doc:"whether it was transcribed, certified and filed"`
}

// An Opening is a magistrate's looking into a source that was not attached. What is opened joins the four corners.
type Opening struct {
	Source     SourceID `json:"source" need:"yes" doc:"what was opened" ref:"source"`
	Magistrate PersonID `json:"magistrate,omitempty" doc:"who opened it" ref:"person"`
	Time       When     `json:"time,omitempty" doc:"when"`
}

// WarrantID names a warrant within its application.
type WarrantID string

// An Issued is a warrant that was issued: its terms, and how it ended.
type Issued struct {
	ID          WarrantID   `json:"id" need:"yes" doc:"short name of the warrant"`
	By          PersonID    `json:"by" need:"yes" doc:"the magistrate who issued it" ref:"person"`
	Time        When        `json:"time,omitempty" doc:"when it was issued, to the minute"`
	Respondents []PersonID  `json:"respondents,omitempty" doc:"whom it commands to arrest; for a search, whose place or things" ref:"person"`
	Until       When        `json:"until,omitempty" doc:"the last moment at which it may be executed"`
	Hours       string      `json:"hours,omitempty" doc:"at what hours it may be executed" enum:"daytime,any"`
	Cause       string      `json:"cause,omitempty" doc:"the good cause found for execution at any hour"`
	ReturnTo    PersonID    `json:"return_to,omitempty" doc:"the magistrate to whom it is to be returned" ref:"person"`
	Text        string      `json:"text,omitempty" doc:"its words of command, if they differ from what was proposed"`
	Duplicates  []Duplicate `json:"duplicates,omitempty" doc:"duplicate originals"`
	Recalled    *Recall     `json:"recalled,omitempty" doc:"its recall"`
	Expired     When        `json:"expired,omitempty" doc:"when its expiry was noted"`
	Returned    *Return     `json:"returned,omitempty" doc:"its return"`
	Delays      []Delay     `json:"delays,omitempty" doc:"that notice of the search may wait, and until when"`

	Here bool `json:"-"` // whether it was done here, and is not recounted: see here.go
}

// A Duplicate is a duplicate original made where the magistrate was not (Fed. R. Crim. P. 4.1(b)(3)-(6)).
type Duplicate struct {
	By       PersonID `json:"by" need:"yes" doc:"who made it" ref:"person"`
	Time     When     `json:"time,omitempty" doc:"when"`
	Conforms bool     `json:"conforms,omitempty" doc:"whether it has the magistrate's modifications"`
}

// A Recall ends a warrant before it is executed.
type Recall struct {
	By      PersonID `json:"by" need:"yes" doc:"who recalled it" ref:"person"`
	Time    When     `json:"time,omitempty" doc:"when"`
	Because string   `json:"because,omitempty" doc:"why"`
	Order   string   `json:"order,omitempty" doc:"SHA-256, in 64 hexadecimal digits, of the judge's written order, where the clerk enters it"`
}

// A Return is the executing officer's account of a warrant (Fed. R. Crim. P. 4(c)(4), 41(f)(1)).
type Return struct {
	By        PersonID   `json:"by" need:"yes" doc:"who returned it" ref:"person"`
	To        PersonID   `json:"to,omitempty" doc:"to whom" ref:"person"`
	Time      When       `json:"time,omitempty" doc:"when"`
	Inventory []string   `json:"inventory,omitempty" doc:"what was taken, one thing an entry"`
	Witnesses []PersonID `json:"witnesses,omitempty" doc:"in whose presence the inventory was made and verified" ref:"person"`
	Receipt   string     `json:"receipt,omitempty" doc:"with whom or where a copy of the warrant and a receipt were left"`
	Unserved  string     `json:"unserved,omitempty" doc:"why, if it was not executed"`
}

// The names of requests, holds, seals and alerts. Each is unique among its kind within the matter.
type (
	RequestID string
	HoldID    string
	SealID    string
	AlertID   string
)

// A Notice is word given to someone whom the matter concerns.
type Notice struct {
	To    PersonID `json:"to" need:"yes" doc:"who was told" ref:"person"`
	Of    string   `json:"of" need:"yes" doc:"of what" enum:"search,interception,charge,no-true-bill,dismissal,seal-ended,return-of-property,correction,expungement,order-entered,read-in-emergency"`
	Means string   `json:"means,omitempty" doc:"how: by hand, by post, on the page"`
	By    PersonID `json:"by,omitempty" doc:"who gave it" ref:"person"`
	Time  When     `json:"time,omitempty" doc:"when"`
	Words string   `json:"words,omitempty" doc:"in what words"`
}

// A Disclosure is what was handed to a party, and by what duty.
type Disclosure struct {
	To           PersonID   `json:"to" need:"yes" doc:"to whom" ref:"person"`
	Under        string     `json:"under" need:"yes" doc:"the duty" enum:"brady,giglio,jencks,rule-5,rule-16,rule-41,title-iii,order,other"`
	By           PersonID   `json:"by,omitempty" doc:"who disclosed" ref:"person"`
	Time         When       `json:"time,omitempty" doc:"when"`
	Sources      []SourceID `json:"sources,omitempty" doc:"which sources" ref:"source"`
	Applications []AppID    `json:"applications,omitempty" doc:"which applications" ref:"application"`
	Orders       []OrderID  `json:"orders,omitempty" doc:"which orders, each with the application for it" ref:"order"`
	Note         string     `json:"note,omitempty" doc:"anything else"`
}

// A Request is what a person named in the matter, or counsel, asks for.
type Request struct {
	ID       RequestID `json:"id" need:"yes" doc:"short name of the request"`
	By       PersonID  `json:"by" need:"yes" doc:"who asks" ref:"person"`
	For      string    `json:"for" need:"yes" doc:"for what" enum:"papers,correction,preservation,return-of-property,unsealing,expungement"`
	Words    string    `json:"words,omitempty" doc:"in what words"`
	Time     When      `json:"time,omitempty" doc:"when"`
	Answered *Reply    `json:"answered,omitempty" doc:"what was answered"`
}

// A Reply answers a request.
type Reply struct {
	By      PersonID `json:"by" need:"yes" doc:"who answered" ref:"person"`
	Act     string   `json:"act" need:"yes" doc:"how" enum:"granted,refused,referred"`
	Because string   `json:"because,omitempty" doc:"why"`
	Time    When     `json:"time,omitempty" doc:"when"`
	Order   string   `json:"order,omitempty" doc:"SHA-256, in 64 hexadecimal digits, of the judge's written order, where the clerk enters it"`
}

// A Hold keeps everything from destruction while a suit or a request makes it evidence.
type Hold struct {
	ID      HoldID   `json:"id" need:"yes" doc:"short name of the hold"`
	By      PersonID `json:"by" need:"yes" doc:"who placed it" ref:"person"`
	Because string   `json:"because" need:"yes" doc:"why: the suit, the request"`
	Time    When     `json:"time,omitempty" doc:"when"`
	Lifted  *Lifting `json:"lifted,omitempty" doc:"its end"`
}

// A Seal closes a matter, or one application of it, to those whom no rule lets in.
type Seal struct {
	ID          SealID   `json:"id" need:"yes" doc:"short name of the seal"`
	By          PersonID `json:"by" need:"yes" doc:"the judge who ordered it" ref:"person"`
	Because     string   `json:"because" need:"yes" doc:"the ground found"`
	Application AppID    `json:"application,omitempty" doc:"the application sealed; the whole matter, if left out" ref:"application"`
	Time        When     `json:"time,omitempty" doc:"when"`
	Until       When     `json:"until,omitempty" doc:"when it ends by itself"`
	Lifted      *Lifting `json:"lifted,omitempty" doc:"its end by order"`
}

// A Lifting ends a hold or a seal.
type Lifting struct {
	By      PersonID `json:"by" need:"yes" doc:"by whose order" ref:"person"`
	Because string   `json:"because,omitempty" doc:"why"`
	Time    When     `json:"time,omitempty" doc:"when"`
}

// An Expungement orders that what the matter says be destroyed. It is the last that the matter records.
type Expungement struct {
	By    PersonID `json:"by" need:"yes" doc:"the judge who ordered it" ref:"person"`
	Under string   `json:"under" need:"yes" doc:"by what authority"`
	Time  When     `json:"time,omitempty" doc:"when"`
}

// An Alert says that something came in which those who hold a live warrant must see before it is executed.
type Alert struct {
	ID          AlertID           `json:"id" need:"yes" doc:"short name of the alert"`
	Application AppID             `json:"application" need:"yes" doc:"the application it concerns" ref:"application"`
	Source      SourceID          `json:"source,omitempty" doc:"the new source, if one gave rise to it" ref:"source"`
	Because     string            `json:"because" need:"yes" doc:"what it bears on"`
	Time        When              `json:"time,omitempty" doc:"when"`
	Seen        []Acknowledgement `json:"seen,omitempty" doc:"who has seen it, and what they did"`
}

// An Acknowledgement is someone's word that an alert was seen.
type Acknowledgement struct {
	By      PersonID `json:"by" need:"yes" doc:"who" ref:"person"`
	Act     string   `json:"act" need:"yes" doc:"what follows" enum:"holds-off,asks-recall,goes-on"`
	Because string   `json:"because,omitempty" doc:"why"`
	Time    When     `json:"time,omitempty" doc:"when"`
}
