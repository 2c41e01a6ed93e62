package record

import (
	"slices"
	"strings"
)

// An Application is one request for a warrant: its papers, the persons or place it names, and what became of it.
type Application struct {
	ID           AppID         `json:"id" need:"yes" doc:"short name of the application"`
	Kind         AppKind       `json:"kind" need:"yes" doc:"arrest or search"`
	Affiant      PersonID      `json:"affiant" need:"yes" doc:"who swears" ref:"person"`
	Drafted      When          `json:"drafted,omitempty" doc:"when it was drawn up"`
	Respondents  []PersonID    `json:"respondents,omitempty" doc:"whom the suspicion is against; for a search, leave out if nobody is suspected yet" ref:"person"`
	Place        *Place        `json:"place,omitempty" doc:"for a search: where"`
	Items        []string      `json:"items,omitempty" doc:"for a search: what is to be seized, one description an entry"`
	Offence      Offence       `json:"offence" need:"yes" doc:"the offence and its elements"`
	Complaint    *Paper        `json:"complaint,omitempty" doc:"the complaint offered with it"`
	Affidavit    Affidavit     `json:"affidavit" need:"yes" doc:"what is sworn, in numbered assertions"`
	Grounds      []Ground      `json:"grounds,omitempty" doc:"which assertions are offered for which element, against whom; worked out from the words where left out"`
	Warrant      *Proposed     `json:"warrant,omitempty" doc:"the proposed warrant"`
	Endorsements []Endorsement `json:"endorsements,omitempty" doc:"review by supervisor or prosecutor before the oath"`
	Questions    []Question    `json:"questions,omitempty" doc:"what a supervisor or prosecutor asked of a sentence before the oath, and what was answered"`
	Answers      []Answer      `json:"answers,omitempty" doc:"what the affiant did about each flaw before the oath"`
	Oath         *Oath         `json:"oath,omitempty" doc:"the oath; leave out if none was taken"`
	Withdrawn    *Withdrawal   `json:"withdrawn,omitempty" doc:"its withdrawal by the affiant"`
	Assignments  []Assignment  `json:"assignments,omitempty" doc:"which magistrate was to decide it, and how that came about"`
	Recusals     []Recusal     `json:"recusals,omitempty" doc:"magistrates who stepped aside"`
	Presentments []Presentment `json:"presentments,omitempty" doc:"each time it was put before a magistrate, refusals too"`
	Testimony    []Testimony   `json:"testimony,omitempty" doc:"what was said to the magistrate under oath beside the affidavit"`
	Opened       []Opening     `json:"opened,omitempty" doc:"sources that the magistrate opened at the bench"`
	Warrants     []Issued      `json:"warrants,omitempty" doc:"warrants issued on it, and how each ended"`
	Execution    []Execution   `json:"execution,omitempty" doc:"attempts and service, of a warrant that was granted"`
	Custody      []Custody     `json:"custody,omitempty" doc:"arrest, booking, appearance, release"`
	Extensions   []Extension   `json:"extensions,omitempty" doc:"more time that a judge gave before a preliminary hearing"`
	Charges      []Charge      `json:"charges,omitempty" doc:"complaint, indictment, no true bill, dismissal, verdict"`
}

// AppKind is the kind of warrant asked for.
type AppKind string

// The kinds of application.
const (
	Arrest AppKind = "arrest"
	Search AppKind = "search"
)

// AppKinds lists the kinds of application.
func AppKinds() []AppKind { return []AppKind{Arrest, Search} }

// A Place is what a search warrant is to name (Fourth Amendment: particularly describing the place to be searched).
type Place struct {
	Describe string     `json:"describe" need:"yes" doc:"the place, in words that tell it from any other"`
	Whose    []PersonID `json:"whose,omitempty" doc:"who lives there or holds it, suspected or not" ref:"person"`
	Also     []Site     `json:"also,omitempty" doc:"further places of the same search, each described on its own"`
}

// A Site is a further place of one search.
type Site struct {
	Describe string     `json:"describe" need:"yes" doc:"the place, in words that tell it from any other"`
	Whose    []PersonID `json:"whose,omitempty" doc:"who lives there or holds it" ref:"person"`
}

// All returns the descriptions of all places of the search, as one text.
func (p *Place) All() string {
	return strings.Join(p.sites(), "; ")
}

// Sites returns the descriptions of all places of the search, one each.
func (p *Place) Sites() []string { return p.sites() }

// sites are the descriptions of the places, one each.
func (p *Place) sites() []string {
	out := []string{p.Describe}
	for _, s := range p.Also {
		out = append(out, s.Describe)
	}
	return out
}

// Occupants returns those who live at or hold one of the places.
func (p *Place) Occupants() []PersonID {
	who := slices.Clone(p.Whose)
	for _, s := range p.Also {
		who = append(who, s.Whose...)
	}
	return who
}

// An Offence is what is charged or suspected, with the elements that the sworn facts have to support.
type Offence struct {
	Title    string    `json:"title" need:"yes" doc:"the offence in words"`
	Statute  string    `json:"statute,omitempty" doc:"citation of the statute"`
	Elements []Element `json:"elements" need:"yes" doc:"what has to be shown"`
}

// An Element is one thing that has to be shown. Its kind tells which sort of words can show it.
type Element struct {
	ID    ElementID   `json:"id" need:"yes" doc:"short name of the element"`
	Title string      `json:"title" need:"yes" doc:"the element in words"`
	Kind  ElementKind `json:"kind" need:"yes" doc:"what sort of fact it is: act, agreement, possession, mind, identity and status reach the respondent; nature, what the thing is or whose; result, what came of it; value, an amount; consent, that it was not allowed; circumstance, anything else; crime and nexus are for a search"`
}

// ElementKind is the sort of fact that an element is.
type ElementKind string

// The kinds of element.
const (
	Act        ElementKind = "act"        // the respondent did the forbidden thing
	Agreement  ElementKind = "agreement"  // the respondent agreed with another
	Possession ElementKind = "possession" // the respondent had the thing, in hand or under control
	Nature     ElementKind = "nature"     // the thing was what the statute forbids
	Identity   ElementKind = "identity"   // the respondent is the person meant
	Mind       ElementKind = "mind"       // the respondent knew or intended
	Crime      ElementKind = "crime"      // a crime was committed (search)
	Nexus      ElementKind = "nexus"      // the things sought are at the place (search)
	Status     ElementKind = "status"     // the respondent had a status, such as a prior conviction

	Result       ElementKind = "result"       // what came of it: a death, an injury, a loss, and that it came of it
	Value        ElementKind = "value"        // what it is worth, weighs or comes to
	Consent      ElementKind = "consent"      // that the one concerned did not allow it
	Circumstance ElementKind = "circumstance" // what else the statute asks: a place, a time, an age, a relation, no excuse
)

// ElementKinds lists the kinds of element.
func ElementKinds() []ElementKind {
	return []ElementKind{Act, Agreement, Possession, Nature, Identity, Mind, Crime, Nexus, Status, Result, Value, Consent, Circumstance}
}

// A Paper is a paper offered with the affidavit.
type Paper struct {
	Text  string `json:"text" need:"yes" doc:"its words"`
	Sworn bool   `json:"sworn,omitempty" doc:"whether it was itself sworn to"`
}

// An Affidavit is what is sworn.
type Affidavit struct {
	Heading      string      `json:"heading,omitempty" doc:"where it stands, such as App. 72-73"`
	Assertions   []Assertion `json:"assertions" need:"yes" doc:"its sentences, numbered"`
	Incorporates []SourceID  `json:"incorporates,omitempty" doc:"sources that were attached or incorporated, and so are within the four corners" ref:"source"`
}

// An Assertion is one numbered statement of an affidavit.
type Assertion struct {
	N          int              `json:"n" need:"yes" doc:"its number; numbers go up and may leave gaps"`
	Paragraph  int              `json:"paragraph,omitempty" doc:"the paragraph of the paper it stands in, if several share one"`
	Text       string           `json:"text" need:"yes" doc:"its words, as sworn"`
	Summary    bool             `json:"summary,omitempty" recounted:"only" doc:"true if the words are those of whoever recounts it, who has what was sworn only in substance; a paper that is sworn here has none"`
	Basis      Basis            `json:"basis,omitempty" doc:"how the affiant knows, as the paper or the record shows it: observed, saw or heard it himself; reported, was told or read it; inferred, concludes it; leave out if not stated or if there is nothing to know"`
	Cites      []Cite           `json:"cites,omitempty" doc:"the spans of sources it takes its words from"`
	Readings   []Reading        `json:"readings,omitempty" doc:"words of a source that it reads to mean something else"`
	Identifies []Identification `json:"identifies,omitempty" doc:"names as written, and the persons meant, where the sentence takes a step that the source does not"`
	RestsOn    []int            `json:"rests_on,omitempty" doc:"other assertions that it starts from; those that it needs, directly" ref:"assertion"`
}

// Basis says how the affiant knows what an assertion states.
type Basis string

// The bases. The empty value means not stated.
const (
	Observed Basis = "observed"
	Reported Basis = "reported"
	Inferred Basis = "inferred"
)

// Bases lists the bases.
func Bases() []Basis { return []Basis{Observed, Reported, Inferred} }

// A Reading takes words of a source to mean something they do not say outright.
type Reading struct {
	Words string `json:"words" need:"yes" doc:"the words read, as the source or the paper has them"`
	Means string `json:"means" need:"yes" doc:"what they are taken to mean"`
	Basis string `json:"basis,omitempty" doc:"why: training and experience, a glossary, another source; leave out if none is stated"`
}

// An Identification takes a name as written to mean a person.
type Identification struct {
	Name   string   `json:"name" need:"yes" doc:"the name as written in the assertion"`
	Person PersonID `json:"person" need:"yes" doc:"who is meant" ref:"person"`
	Basis  string   `json:"basis,omitempty" doc:"how that is known: voice, address, photograph, licence; leave out if none is stated"`
	Cites  []Cite   `json:"cites,omitempty" doc:"sources that settle it"`
}

// A Ground is a set of assertions that together are offered for an element, against one or more respondents.
type Ground struct {
	Element ElementID  `json:"element" need:"yes" doc:"the element it is offered for" ref:"element"`
	Against []PersonID `json:"against,omitempty" doc:"the respondents it is offered against; all, if left out" ref:"person"`
	On      []int      `json:"on" need:"yes" doc:"the assertions, which support only together; offer several grounds for independent support" ref:"assertion"`
}

// A Proposed is the warrant that was put before the magistrate, or issued.
type Proposed struct {
	Text      string   `json:"text,omitempty" doc:"its words of command, with any time limit and any leave for the night"`
	Person    string   `json:"person,omitempty" doc:"the person it names, for an arrest; for several respondents, all of them"`
	Place     string   `json:"place,omitempty" doc:"the place it describes, for a search"`
	Items     []string `json:"items,omitempty" doc:"the things it lists, for a search"`
	Attached  bool     `json:"attached,omitempty" doc:"whether the affidavit is attached to it and incorporated; words alone that point to it are not enough"`
	DraftedBy PersonID `json:"drafted_by,omitempty" doc:"who wrote it" ref:"person"`
}

// An Endorsement is review of an application before the oath.
type Endorsement struct {
	By   PersonID `json:"by" need:"yes" doc:"who reviewed" ref:"person"`
	Time When     `json:"time,omitempty" doc:"when; taken as before the oath, if left out"`
	Act  string   `json:"act" need:"yes" doc:"what was done" enum:"endorsed,declined"`
	Note string   `json:"note,omitempty" doc:"in what words"`
}
