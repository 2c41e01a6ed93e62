package doctrine

// A FactorID names a factor. An AfterID names what came after an application. The two are types of their own so that what
// came after can never be handed to anything that weighs what an officer knew.
type (
	FactorID string
	AfterID  string
)

// A Factor is a kind of fact that decisions turn on, such as that nothing was corroborated. It never states a conclusion of
// law. Present says when it is there and Absent when it is not; a factor that no decided case shows says in Kept why it is
// in the catalogue. A factor may be derived from a matter, or stated by whoever codes, or both.
type Factor struct {
	ID      FactorID   `json:"id"`
	Family  string     `json:"family"`
	Title   string     `json:"title"`
	Present string     `json:"present"`
	Absent  string     `json:"absent"`
	Bears   []Bearing  `json:"bears"`
	Rests   []Cite     `json:"rests"`
	Derived Derivation `json:"derived,omitzero"`
	Stated  string     `json:"stated,omitempty"` // what to look for
	Unread  string     `json:"unread,omitempty"` // why no matter can show it, or not wherever it is there, so that someone has to state it
	Kept    string     `json:"kept,omitempty"`
	Note    string     `json:"note,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A Bearing is the side that a factor favours on one question. With a profile, it does so in that view of the law alone;
// with a corpus, only where that text is read: an omission weighs in the affidavit as corrected and not as sworn.
type Bearing struct {
	About   string `json:"about"`
	Favours string `json:"favours"`
	Profile string `json:"profile,omitempty"`
	Corpus  string `json:"corpus,omitempty"`
}

// A Derivation says how a factor is read off a matter: from the flaws that checks raise, by their codes, or from the terms
// that a label gives (terms.yaml), with what must be so of them. By says what of that can be read off without a reader, as
// signs, any one of which is enough; Signs reads them.
type Derivation struct {
	By     []string `json:"by,omitempty"`
	Checks []string `json:"checks,omitempty"`
	Terms  []string `json:"terms,omitempty"`
	When   string   `json:"when"`
}

// An Aftermath is a kind of fact that comes after an application: an acquittal, or what a search found. It is no factor and
// bears on no question but whether a claim lies; Claim is the side that it favours there, if any.
type Aftermath struct {
	ID      AfterID `json:"id"`
	Title   string  `json:"title"`
	Present string  `json:"present"`
	Absent  string  `json:"absent,omitempty"`
	Claim   string  `json:"claim,omitempty"`
	Rests   []Cite  `json:"rests,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A Court is a court, or a class of courts none of which controls another. Controls lists the jurisdictions whose courts it
// binds, us standing for all; a court of rank state-high binds its own on the State's own law only.
type Court struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Cited    string   `json:"cited"` // as in a citation: 4th Cir.
	Rank     string   `json:"rank"`  // supreme, appeals, district, state-high, state
	Controls []string `json:"controls,omitempty"`
	Reported []string `json:"reported,omitempty"` // other words by which it is called
	From     string   `json:"from,omitempty"`     // the day on which it began
	Note     string   `json:"note,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// An Issue is what decided cases were asked. It has two sides, the first favouring the officer, or the paper. Serves is the
// question of the law that it answers to, where the law has one.
type Issue struct {
	ID       string   `json:"id"`
	Asks     string   `json:"asks"`
	Serves   string   `json:"serves,omitempty"`
	Reported []string `json:"reported,omitempty"` // other words by which it is called
	From     string   `json:"from,omitempty"`     // the day since when it is asked, if it was not always
	Sides    []Side   `json:"sides"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A Side is one of the two answers to an issue.
type Side struct {
	ID       string   `json:"id"`
	Means    string   `json:"means"`
	Reported []string `json:"reported,omitempty"` // other words in which courts and reports put it
	Answers  []string `json:"answers,omitempty"`  // the answers of the question that the issue serves which come to it
}

// A Step is a term that the casebook's rules use besides factors and the terms of the law. What gives it is one of
//
//	situation  what is asked about, such as that it is a search
//	rule       rules that conclude it on the way to a side
//	any        any one of Any, which are factors or steps, unless one of Unless holds
//	finding    a fact-finder
//
// A finding is open if one of Raised is among the factors, unless one of Shown is, which settles that it is so, or one of
// Denied, which settles that it is not; Shown goes first. At suppression, where the court finds the facts, one of Found settles
// it too, after Denied.
type Step struct {
	ID     string     `json:"id"`
	Means  string     `json:"means"`
	Given  string     `json:"given"`
	Any    []string   `json:"any,omitempty"`
	Unless []string   `json:"unless,omitempty"`
	Asks   string     `json:"asks,omitempty"`
	Raised []FactorID `json:"raised,omitempty"`
	Shown  []FactorID `json:"shown,omitempty"`
	Found  []FactorID `json:"found,omitempty"`
	Denied []FactorID `json:"denied,omitempty"`
	Rests  []Cite     `json:"rests,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A Case is a decided case: what it was asked, and the facts on which it was decided, each with the factors that it shows.
type Case struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Citation   string      `json:"citation"`
	Court      string      `json:"court"`
	Sitting    string      `json:"sitting,omitempty"` // en-banc, if it sat so
	Date       string      `json:"date"`              // YYYY-MM-DD, or YYYY if no more is known
	Kind       string      `json:"kind"`              // damages, suppression, arrest-warrant
	Acted      string      `json:"acted,omitempty"`   // the day of the act, where it is known
	Act        string      `json:"act,omitempty"`     // what was done: arrest, search (of a place) or search-of-person
	Authority  string      `json:"authority,omitempty"`
	Litigation string      `json:"litigation,omitempty"` // the same in all decisions of one litigation
	Questions  []Asked     `json:"questions"`
	Facts      []Fact      `json:"facts"`
	After      []AfterFact `json:"after,omitempty"`
	Place      string      `json:"place,omitempty"`  // the jurisdiction, where the court is that of no circuit or State
	Reason     string      `json:"reason,omitempty"` // why it was so decided, in our words
	Pins       []Pin       `json:"pins,omitempty"`
	Later      []LaterMark `json:"later,omitempty"`
	Verified   string      `json:"verified,omitempty"` // what was read of it: outcome-read, exists-read, memory
	Note       string      `json:"note,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A LaterMark is what a later authority did to a decided case: to the question About, or to the whole. One that overruled
// it takes from it all force from its Date on.
type LaterMark struct {
	By        string `json:"by"`  // an authority, or a case
	Did       string `json:"did"` // in a few words
	Date      string `json:"date"`
	About     string `json:"about,omitempty"`
	Overruled string `json:"overruled,omitempty"` // yes, if the case is no longer to be followed on it
}

// An Asked is one question that a case was asked, about one actor. Corpus is the text that it reads, where that is not what
// was sworn: what was known, where there was no warrant, or the affidavit as corrected. Act is what was done, where that is
// not the act of the case. Factors, if it is there, states apart which of the
// case's factors belong to it; an empty list says that none does. Without it all of them do. Outcome is a side of the
// issue, or a word for having taken none. Because states the factors for which it was so decided; an empty list says that it
// was for a reason of which no factor was coded, so that it binds nobody; without it all that it had for its side may have been
// the reason. TurnsOn states which factors a fact-finder has to settle.
type Asked struct {
	About   string     `json:"about"`
	Actor   string     `json:"actor,omitempty"`
	Profile string     `json:"profile,omitempty"`
	Corpus  string     `json:"corpus,omitempty"`
	Act     string     `json:"act,omitempty"`
	Factors []FactorID `json:"factors,omitzero"`
	Outcome string     `json:"outcome,omitempty"`
	Because []FactorID `json:"because,omitzero"`
	TurnsOn []FactorID `json:"turns-on,omitempty"`
	Doubt   string     `json:"doubt,omitempty"` // why it is coded otherwise than it is reported
	Note    string     `json:"note,omitempty"`
}

// The words for an outcome that took no side: the question was left open; something was assumed or conceded; or it was left
// to a fact-finder.
const (
	NotDecided   = "not-decided"
	Assumed      = "assumed"
	FactQuestion = "fact-question"
)

// A Fact is one fact, in our own words. Taken says by whose version it is taken; without it, it was not in dispute.
type Fact struct {
	Tag   string     `json:"tag"`
	Says  string     `json:"says"`
	Shows []FactorID `json:"shows,omitempty"`
	Taken string     `json:"taken,omitempty"`
}

// An AfterFact is a fact that came after the application.
type AfterFact struct {
	Says  string    `json:"says"`
	Shows []AfterID `json:"shows"`
}
