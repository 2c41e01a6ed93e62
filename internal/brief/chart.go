package brief

// A Chart is the argument about one application and respondent as boxes and lines, left to right: source, sworn,
// reading or person or inference, element, the paper as a whole, question. It is drawn elsewhere; it says the same as
// the reasons do, and is never the only way to them.
type Chart struct {
	Title string
	Nodes []Box
	Edges []Line
}

// The columns of a chart.
const (
	ColumnSource = iota
	ColumnSworn
	ColumnReading
	ColumnElement
	ColumnWhole
	ColumnQuestion
)

// A Box is one node of a chart.
type Box struct {
	ID     string // unique in the chart
	Column int
	Text   string // what it says
	Sub    string // locator or label
	Kind   string // source, unsworn, sworn, reading, rival, element, whole, question
	Value  string // in, out, undecided: its value in the grounded labelling
	Href   string // fragment of the page with its words: #a-arrest-13, #l-call-1-5, #n-S2-arrest-13
}

// A Line joins two boxes.
type Line struct {
	From, To string
	Kind     string // supports, rivals (each excludes the other), attacks (one way)
}
