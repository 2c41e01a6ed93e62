// Package review reads an application against its sources and reports its flaws, each at the exact words, each with its
// authority.
//
// A check compares words with words. Nothing in a matter file tells a check what to find: the file says what was sworn,
// what the sources say and what the applicant offers it for, and the checks do the rest. A check is a value in the list
// in checks.go, in a file of its own.
package review

import (
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// A Check is one way in which an application can be wrong.
type Check struct {
	Code     string          // stable for ever, such as S2
	Name     string          // kebab-case, the folder of its testdata, such as says-more
	Title    string          // the flaw in a few words: "Says more than its source"
	Why      string          // two to five sentences: why it matters, what the law makes of it
	Rests    []doctrine.Cite // authorities, with pins; house rules have none and say so in Why
	Severity Severity
	Force    Force
	Link     Link   // which link of support it puts in question
	Mindful  bool   // whether it is falsehood or omission, so that the affiant's state of mind matters (Franks)
	By       string // who decides it once it is disputed: "court" or "factfinder"
	Mend     string // ways to mend it before the oath, as questions; never a suggested fact
	Whole    bool   // it goes to the paper as a whole, wherever it is shown
	Retold   bool   // it lays wording by wording: where a long sentence joins several lines, what it finds is a query
	Verbatim bool   // it goes by the very words of a sentence, or by one that is missing: where only its substance is told, what it finds is a query
	Excess   bool   // it finds words that the source lacks: to recite the source does not carry them, only a reading does
	After    bool   // it lays every source beside the whole paper: while one types it is asked after the others (Prepared.At)
	Term     string // the term that it gives to the rules of law, such as thin-nexus to a bright line of weight; empty for most

	run func(*Pass) // finds the flaws
}

// Since is the day from which some authority that the check rests on stands, as the law has it: YYYY or YYYY-MM-DD. It is
// empty for a house rule, which rests on none and holds at any date.
func (c *Check) Since(law *doctrine.Law) string {
	first := ""
	for _, cite := range c.Rests {
		if a, ok := law.Authority(cite.Authority); ok && (first == "" || a.Date < first) {
			first = a.Date
		}
	}
	return first
}

// Severity says what a flaw goes to.
type Severity string

// The severities.
const (
	Who    Severity = "A" // who or what
	Weight Severity = "B" // weight
	Care   Severity = "C" // care
)

// Force says how a flaw bears on an argument.
type Force string

// The forces. A contestable flaw leaves two positions, each the other's contrary; a decisive one attacks one way; a note
// never enters the argument.
const (
	Contestable Force = "contestable"
	Decisive    Force = "decisive"
	Note        Force = "note"
)

// Link names the link of support that a flaw puts in question.
type Link string

// The links, from the words up.
const (
	OnSource         Link = "source"         // whether anything stands behind the assertion at all
	OnWording        Link = "wording"        // whether the sentence says what its source says
	OnReading        Link = "reading"        // whether the source's words may be read so
	OnIdentification Link = "identification" // whether the name means this person
	OnEvent          Link = "event"          // whether it is this event, place or time
	OnInference      Link = "inference"      // whether what is offered supports the element at all
	OnElement        Link = "element"        // whether anything is offered for the element
	OnWeight         Link = "weight"         // how much it weighs
	OnOmission       Link = "omission"       // what was left out
	OnNexus          Link = "nexus"          // what ties the place to the crime
	OnOath           Link = "oath"           // whether it was sworn
	OnNeutrality     Link = "neutrality"     // whether the magistrate was neutral and detached
	OnParticularity  Link = "particularity"  // whether the warrant says what and where
	OnExecution      Link = "execution"      // how the warrant was carried out
	OnInterception   Link = "interception"   // whether the order covers the source
	OnForm           Link = "form"           // care in the writing
)

// A Flaw is one finding of one check.
type Flaw struct {
	ID          string // CODE@LOCUS, such as S2@arrest.13 or P3@arrest.james.possession; #2, #3 for more at one locus
	Check       *Check
	Severity    Severity // the check's, unless the finding is lesser
	Force       Force    // the check's, unless the finding is lesser
	App         record.AppID
	Respondents []record.PersonID // whom it touches; all respondents of the application if it touches the paper
	Assertion   int               // the assertion it stands at; 0 for the paper as a whole
	Also        []int             // other assertions affected in the same way
	Element     record.ElementID  // for flaws of an element
	Grounds     []int             // indexes into Pass.Grounds, for flaws of what is offered
	Span        Span              // the exact words in the assertion
	Sources     []At              // the exact words on the other side
	Searched    []record.SourceID // for an omission: the sources searched
	Says        string            // for wording and reading: the source's own word or words
	Sworn       string            // for wording and reading: the word or words sworn
	Person      record.PersonID   // for identification, rival and speaker flaws (I1, I3, I5, O1): the person said to be meant
	Rivals      []record.PersonID // for identification: who else it may be
	Recited     []int             // for wording: assertions that recite the source's own words without this flaw
	Sort        string            // where the check finds flaws of which different things are made: Retold, Claimed, Late; empty for most
	Message     string            // one or two plain sentences, naming the words on both sides
	Asks        string            // the question it puts, neutrally: "May ... fairly be read as ...?"
	Query       bool              // it rests on one sign alone: see Result
}

// Term is the term of the law that the flaw gives once it is sustained: that of its check, or none where it is of one fact of many.
func (f *Flaw) Term() string {
	if f.Sort == OneOfThem {
		return ""
	}
	return f.Check.Term
}

// A Result is what a review says of one application: its flaws and its queries in the order of the paper, and what is offered, to
// which Grounds of a flaw are indexes. A query is a finding whose evidence is one sign that an honest paraphrase may have too; it is
// shown apart from the flaws for whoever has the time, and bears on no answer, no count and no exit code unless someone rules on it.
type Result struct {
	Flaws   []Flaw
	Queries []Flaw
	Grounds []Ground
}

// A Span is a run of bytes in a text, with its words.
type Span struct {
	Start, End int
	Words      string
}

// At is a span in a line of a source. Line 0 is the head of the source (its locator, time or title).
type At struct {
	Source record.SourceID
	Line   int
	Span   Span
}

// A Ground is what is offered for one element against one respondent: assertions that support only together. Grounds come
// from the file, or are worked out from the words where the file offers none for an element.
type Ground struct {
	Element    record.ElementID
	Respondent record.PersonID
	On         []int
	Worked     bool // worked out, not offered
}
