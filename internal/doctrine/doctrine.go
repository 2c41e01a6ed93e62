// Package doctrine is the law as data: authorities, rules, questions, profiles and offences, strictly loaded, linted,
// and chosen by opinion and by date.
package doctrine

import "github.com/affiant-project/affiant/internal/record"

// A Standing says how sure a pin is.
type Standing string

// The standings of a pin. A pin that is ranged or inferred is shown so, never as certain.
const (
	Fixed    Standing = "fixed"    // the page is stated by the opinion itself
	Ranged   Standing = "ranged"   // the page lies within a range that the opinion's syllabus states
	Inferred Standing = "inferred" // from memory, or from how later courts cite it; to be checked against the reporter
)

// An Authority is a case, statute, rule or treatise.
type Authority struct {
	ID       string `json:"id"`
	Name     string `json:"name"`     // Franks v. Delaware
	Citation string `json:"citation"` // 438 U.S. 154 (1978)
	Reporter string `json:"reporter"` // how its pins are written: 438 U.S. at
	Court    string `json:"court,omitempty"`
	Date     string `json:"date"` // decided or in force, YYYY or YYYY-MM-DD
	Until    string `json:"until,omitempty"`
	Kind     string `json:"kind"` // case, statute, rule, constitution, treatise
	Holds    string `json:"holds"`
	Pins     []Pin  `json:"pins"`
	Note     string `json:"note,omitempty"`  // queries, corrections, what was later limited
	Later    []Mark `json:"later,omitempty"` // later decisions that limited, overruled or doubted it

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A Pin is a place in an authority, and what it is cited for.
type Pin struct {
	At       string   `json:"at"`
	Standing Standing `json:"standing"`
	For      string   `json:"for"`
	Note     string   `json:"note,omitempty"`
}

// A Mark is what a later authority did to this one. By is the id of that authority.
type Mark struct {
	By   string `json:"by"`
	Did  string `json:"did"`
	Date string `json:"date"`
}

// A Rule is one rule of law: it holds then, if all of if hold, unless one of unless holds.
type Rule struct {
	ID       string   `json:"id"`                 // M19
	Title    string   `json:"title"`              // in a few words
	Question string   `json:"question,omitempty"` // which question it serves; empty for background
	If       []string `json:"if"`                 // terms, all needed
	Unless   []string `json:"unless,omitempty"`
	Then     string   `json:"then"` // the term concluded
	Corpus   string   `json:"corpus,omitempty"`
	Rests    []Cite   `json:"rests"`
	Text     string   `json:"text"`            // the rule in plain words
	Status   string   `json:"status"`          // decided, applied, reserved, reasoning, dissent
	From     string   `json:"from"`            // in force from
	Until    string   `json:"until,omitempty"` // and until, that day not included
	Dated    string   `json:"dated,omitempty"` // acted: it is for what was done from that day on; else for what is decided
	Profiles []string `json:"profiles"`
	Note     string   `json:"note,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A Term is a word that rules use, with who supplies it.
type Term struct {
	ID       string `json:"id"`
	Means    string `json:"means"`
	Given    string `json:"given"`              // record, label, ruling, law or rule
	By       string `json:"by,omitempty"`       // for a ruling: court or factfinder
	Asks     string `json:"asks,omitempty"`     // for a ruling: the question put to whoever rules
	Judged   string `json:"judged,omitempty"`   // for a ruling: on the paper, and so open wherever it can matter; or only if shown
	Contrary string `json:"contrary,omitempty"` // a term that cannot hold with it
	Rests    []Cite `json:"rests,omitempty"`    // for a fact of law: where it is found

	// For a term of weight, how it is shown: in any one of these ways. For one that a flaw gives, which flaws count.
	Shown []Showing `json:"shown,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A Showing is one way in which what stands behind an assertion answers to a term of weight. All that it says must hold.
type Showing struct {
	Basis     string   `json:"basis,omitempty"`     // the basis of an assertion that cites nothing and rests on nothing
	Sources   []string `json:"sources,omitempty"`   // the kinds of source; any, if none is said
	Author    []string `json:"author,omitempty"`    // who wrote it down plays one of these roles
	Declarant []string `json:"declarant,omitempty"` // who said it plays one of these roles
	Track     []string `json:"track,omitempty"`     // all that must be known of the informant; see Tracks
	Lacks     []string `json:"lacks,omitempty"`     // all that must not be known of the informant
	Facts     []string `json:"facts,omitempty"`     // all that must hold besides; see Facts
}

// Tracks lists what may be known of an informant.
func Tracks() []string { return []string{"basis", "record", "motive", "interest"} }

// The facts of a source that a showing may ask for.
const (
	ByTheAffiant      = "by-the-affiant"      // the affiant made it, or nobody is said to have
	ByAnother         = "by-another"          // somebody else did
	DeclarantNamed    = "declarant-named"     // the name of who said it is known
	SpeakerIdentified = "speaker-identified"  // who speaks in it is identified, and by what is said
	NobodySpeaks      = "nobody-speaks"       // nobody is said to speak in it: it shows what was done
	AtFirstHand       = "at-first-hand"       // nothing known of how he knows says that another told him
	Corroborated      = "corroborated"        // what else is sworn bears it out, and not in innocent detail only
	BorneOutInCrime   = "borne-out-in-crime"  // what else is sworn shares a particular with it that points to the crime
	BorneOutForetold  = "borne-out-foretold"  // something of it that was foretold came about afterwards
	BorneOutInDetail  = "borne-out-in-detail" // it is borne out in innocent particulars, and in nothing else
)

// Facts lists them.
func Facts() []string {
	return []string{ByTheAffiant, ByAnother, DeclarantNamed, SpeakerIdentified, NobodySpeaks, AtFirstHand, Corroborated, BorneOutInCrime, BorneOutForetold, BorneOutInDetail}
}

// A Question is one thing that is asked of an application and a respondent.
type Question struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Asks    string   `json:"asks"`
	Corpus  string   `json:"corpus"`  // sworn, known, corrected
	Answers []Answer `json:"answers"` // from best to worst for the officer, or for the paper
	Rests   []Cite   `json:"rests"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// An Answer is one possible answer: the term that yields it and its words.
type Answer struct {
	ID    string `json:"id"`
	When  string `json:"when"`  // the term that yields it
	Means string `json:"means"` // in a sentence

	Yields string `json:"yields,omitempty"` // a worse answer, which is given where all that is open could do no more than turn this one into it
}

// A Profile is one view of the law: an opinion's, a circuit's, or a State's. It has the rules that name it and those of the
// profile that it stands over, less what it sets aside.
type Profile struct {
	ID        string  `json:"id"` // of a circuit as courts.yaml of the casebook has it, of a State its jurisdiction
	Kind      string  `json:"kind"`
	Name      string  `json:"name"` // in a word or two
	Title     string  `json:"title"`
	Opinion   string  `json:"opinion"` // whose view it is, in words
	Authority string  `json:"authority"`
	Open      string  `json:"open"` // reserve: what open rulings could turn is reserved; burden: who must show it has not
	Why       string  `json:"why"`
	Rests     []Cite  `json:"rests"`
	Over      string  `json:"over,omitempty"`  // the profile whose rules it takes over
	Aside     []Aside `json:"aside,omitempty"` // those of them that it does not follow

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// An Aside is a rule, of the law or of the casebook, that a profile takes over from none: from a day on, by an authority, it does not
// follow it.
type Aside struct {
	Rule  string `json:"rule"`
	From  string `json:"from"`
	Until string `json:"until,omitempty"`
	Why   string `json:"why"` // in a sentence
	Rests []Cite `json:"rests"`
}

// An Offence is a common offence with its elements, to start a matter file from.
type Offence struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Means    string    `json:"means"` // in a sentence, and whose law it follows
	Elements []Element `json:"elements"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// An Element is one thing that has to be shown for an offence.
type Element struct {
	ID    string             `json:"id"`
	Title string             `json:"title"`
	Kind  record.ElementKind `json:"kind"`
}
