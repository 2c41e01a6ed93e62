package record

// A Cite is a span of a source: SOURCE, SOURCE:LINE, SOURCE:LINE-LINE, or SOURCE:LINE "words". In a file it is written
// as that one string.
type Cite struct {
	Source SourceID
	From   int    // first line; 0 for the whole source
	To     int    // last line; equals From for one line
	Words  string // the exact words meant, or empty for the whole of the lines
}

// A When is a time as the record knows it: a date or time, a month or a year, a bound, or unknown. It is written
// YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM, or one of these after "before", "after" or "about", or two joined by
// "..", or "unknown". The empty value means that the record says nothing.
type When string
