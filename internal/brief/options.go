package brief

import (
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// Options choose the view of the law and add hypotheses. The zero value takes the matter's own dates, the first profile
// and the posture that the matter itself has reached.
type Options struct {
	Profile string             // court, powell
	Acted   record.When        // default the matter's
	AsOf    record.When        // default the matter's
	Posture Posture            // default from the matter
	Find    []record.Ruling    // hypotheses, laid over the matter's own rulings
	NoProof bool               // without certificates, for a reader who is shown none
	Bare    bool               // the answers of both views alone, with what they stand on in the paper: no reasons, certificates, turns, exceptions or days, and no cases beside them
	Cases   *doctrine.Casebook // decided cases to set beside the answers; none if nil
	Library *Library           // of the law and the cases, for those who review more than one matter; may be nil
	Checked []review.Result    // what review.RunUntil says of the matter by this law, of those who know; if nil it is asked
	Stop    func() bool        // asked now and then; if it says true, the reading ends with ErrStopped. May be nil
}

// A Change is what a what-if does to a paper before it is read again: assertions struck, spans of sources inserted,
// flaws and questions ruled.
type Change struct {
	Strike []Place         // assertions taken out
	Insert []record.Cite   // spans of sources put in
	App    record.AppID    // the application that insertions go to; the only one, if empty
	Find   []record.Ruling // rulings supposed
}

// A Place is an assertion of an application.
type Place struct {
	App record.AppID // empty if the matter has one application
	N   int
}

// A Rereading is a paper read twice: as it was, and as changed.
type Rereading struct {
	Before, After *Review
	Paper         []Sheet // the affidavit with what was struck and inserted
	Changed       []Difference
}

// A Sheet is one application's affidavit with its changes marked.
type Sheet struct {
	App   record.AppID
	Lines []SheetLine
}

// A SheetLine is one assertion, or one inserted span, of a re-read paper.
type SheetLine struct {
	N        int // 0 for an insertion
	Text     string
	Struck   bool // whole, or the words of it that are listed
	Inserted bool
	Words    []review.Span // what was struck of it by a finding, in order and apart; empty if it was struck whole
	Cite     record.Cite   // for an insertion: where it comes from
	Why      string        // the ruling or the hand that changed it
}

// A Difference is one answer, element or flaw that a re-reading changed.
type Difference struct {
	Kind       string // question, element, flaw
	App        record.AppID
	Respondent record.PersonID
	Name       string // id of the question, element or flaw
	Before     string // empty if it was not there
	After      string // empty if it is gone
}
