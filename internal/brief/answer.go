// Package brief is where law, record and argument meet: it compiles a matter and the law into an argument framework for
// each application and respondent, and answers the questions that a court would ask, each with its label, its reasons,
// and what it turns on.
package brief

import (
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/argue/why"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A Review is everything that is said of a matter under one view of the law: its flaws, its elements and its questions.
// It is a function of the matter, the law and the options, and of nothing else.
type Review struct {
	Matter   *record.Matter
	Profile  doctrine.Profile // the view taken
	Other    doctrine.Profile // the view set beside it
	Acted    string           // date, YYYY-MM-DD
	AsOf     string           // date, YYYY-MM-DD
	Posture  Posture
	Withheld bool // at application, reached or named: flaws and support only, no answers

	Flaws     []Flaw
	Queries   []review.Flaw // findings on one sign alone, that no one has ruled on; they bear on nothing else here
	Elements  []Element
	Questions []Question
	Cases     []Precedents // the decided cases beside the answers, if they were asked for
	Stated    []Stated     // the factors that are stated of each paper, if decided cases were asked for
	Digests   Digests

	papers    []*paper // the compiled briefs, for charts
	library   *Library // of the law that it was read by
	standings rulings  // the rulings in force
}

// Digests name exactly what a review was made from.
type Digests struct {
	Record  string // SHA-256 of the matter's entries
	Law     string // SHA-256 of the law
	Cases   string // SHA-256 of the casebook beside it, if the review took one
	Release string // version of the program and of its checks

	Layers   []string // what the law was read from, from the ground up
	Replaced []string // what a layer put in the place of something beneath it, by kind and id
}

// Posture is the stage of a case at which the questions are asked: it sets who decides the facts, and whose version is
// taken.
type Posture string

// The postures.
const (
	AtApplication     Posture = "application"
	AtSuppression     Posture = "suppression"
	AtSummaryJudgment Posture = "summary-judgment"
	AtTrial           Posture = "trial"
)

// Postures lists the postures.
func Postures() []Posture {
	return []Posture{AtApplication, AtSuppression, AtSummaryJudgment, AtTrial}
}

// A Flaw is a flaw of the review with its state.
type Flaw struct {
	review.Flaw
	State State  // open, overruled or sustained
	Mind  string // innocent, negligent, reckless, deliberate; empty if not found
	By    string // who ruled: court, factfinder, reviewer, conceded, or empty if that is not said; or who has to, if open
	Kept  bool   // a finding that was made, as against a hypothesis
	Turns bool   // whether some answer turns on it
}

// State is the state of a flaw.
type State string

// The states.
const (
	Open      State = "open"
	Overruled State = "overruled"
	Sustained State = "sustained"
)

// An Element is one cell of the element by person grid.
type Element struct {
	App        record.AppID
	Respondent record.PersonID
	Element    record.Element
	Support    Support
	Label      string // established, open, insufficient: of this element alone
	RestsOn    []int  // the assertions offered
	Flaws      []string
	Says       string // a plain sentence: what is offered, and what is in question
}

// Support says how far the paper supports an element.
type Support string

// The degrees of support.
const (
	Supported  Support = "supported"
	InQuestion Support = "in-question"
	Absent     Support = "none"
)

// A Question is one question asked of one application and respondent, with its answer.
type Question struct {
	App         record.AppID
	Respondent  record.PersonID
	Question    doctrine.Question
	Profile     string
	Answer      string      // an answer's id, or depends, turns, open, not-reached, withheld, unknown
	Label       string      // for sufficiency and obviousness: the label on the present rulings
	Says        string      // a plain sentence
	Turns       []Turn      // what could change the answer; empty if nothing open can
	Complete    bool        // whether all turning sets were found; if not, there are the smallest
	Stable      bool        // nothing that is in question can change the answer
	Relevant    []string    // the flaws and questions of law whose ruling can
	Corrected   *Correction // for veracity: the paper as sworn and as corrected; nil if nothing is alleged
	Changes     []Shift     // the days on which the law so changed that this was answered otherwise
	Unless      []Exception // what nothing puts in question, and would change the answer if a court found it
	Because     []Reason
	Certificate *showing.Certificate
	Tree        *why.Node
	Other       *Beside // the other profile's answer, and the difference explained; nil on the other profile's own
}

// A Turn is a smallest set of rulings all of whose completions give one answer.
type Turn struct {
	Rulings []Ruled
	Answer  string
}

// Ruled is one ruling of a turn.
type Ruled struct {
	Flaw  string // id of a flaw or of a question of law, such as plainly-evident@arrest.louisa
	Value string // overruled; sustained; sustained,negligent; sustained,reckless
	By    string // court or factfinder
	Asks  string // the question, in words
}

// A Reason is one step of the reasons for an answer, down to source spans and pins.
type Reason struct {
	Kind      string   // rule, label, flaw, assertion, source, ruling, absence, term
	Says      string   // in words
	Rule      string   // id of a rule of law, if one
	Cites     []string // authorities with pins, as shown
	Standing  string   // of the least sure pin: fixed, ranged, inferred
	Later     []string // what decisions up to the day did to the authorities: limited, doubted or replaced them
	Flaw      string   // id of a flaw
	Assertion int
	App       record.AppID
	Source    record.SourceID
	Line      int
	Value     string // in, out or undecided, on the position taken
	Children  []Reason
}

// Beside is the same question under the other profile.
type Beside struct {
	Profile string
	Answer  string
	Says    string
	Why     []Reason // the rules on which the two part
}
