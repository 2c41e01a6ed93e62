// Package exchange reads what comes from elsewhere into what the record has: logs of interception, line sheets, transcripts and reports, pasted or
// as files, become sources with their lines. It drops nothing in silence: what it does not understand it keeps in a note and tells of, with line
// and column, and what it cannot read it refuses.
package exchange

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/affiant-project/affiant/internal/record"
)

// MostBytes is how much text is read at once, and MostLines how many lines it may have: some twenty times the log of a month.
const (
	MostBytes = 3 << 20
	MostLines = 100_000
	mostSaid  = 1000 // remarks that are kept; the others are counted
)

// A Form is how a text is laid out.
type Form string

// The forms.
const (
	Worked Form = ""      // to be found out
	Plain  Form = "lines" // a report or a statement: each line of the text is a line
	Sheet  Form = "sheet" // a line sheet: for each call labels such as Session: 12, and what was said, NAME: words
	Table  Form = "csv"   // CSV or tab-separated, its first line the names of the columns; a call a row, or a line a row
)

// Options say what the text is.
type Options struct {
	Form    Form
	Kind    record.SourceKind // to be told from the text, if ""
	ID      string            // short name; of several sources the stem
	Title   string
	Order   record.OrderID
	Author  record.PersonID
	Seen    record.Seen
	Spoken  bool // lines under no name are the speaker's own words, and not the writer's summary
	Matter  *record.Matter
	Windows bool // its letters are those of Windows-1252, and not UTF-8
}

// A Remark is something in the text that was not understood, or cannot be read.
type Remark struct {
	Line, Col int // from 1; a column counts characters
	Says      string
	Do        string // what to do
	Stops     bool   // nothing can be filed until it is mended
}

// A Reading is what a text comes to.
type Reading struct {
	Form    Form
	Kind    record.SourceKind
	Guessed bool // nobody said of which kind it is: Kind is what the text looks like
	Sources []record.Source
	Remarks []Remark
	More    int  // remarks that are not kept
	Lines   int  // of the text
	Hidden  bool // it has characters that are not seen, or turn what follows them
}

// Stopped reports whether something has to be mended before the sources can be filed.
func (r *Reading) Stopped() bool {
	for _, x := range r.Remarks {
		if x.Stops {
			return true
		}
	}
	return len(r.Sources) == 0
}

func (r *Reading) say(line, col int, stops bool, do, format string, args ...any) {
	if len(r.Remarks) >= mostSaid && !stops {
		r.More++
		return
	}
	r.Remarks = append(r.Remarks, Remark{line, col, fmt.Sprintf(format, args...), do, stops})
}

// Read reads a text.
func Read(text []byte, o Options) *Reading {
	r := &Reading{Form: o.Form}
	if o.ID == "" {
		o.ID = "log"
	}
	s, ok := r.letters(text, o.Windows)
	if !ok {
		return r
	}
	lines, told := strings.Split(s, "\n"), len(r.Remarks)
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	switch r.Lines = len(lines); {
	case r.Lines == 0:
		r.say(1, 1, true, "Paste the text, or choose the file again.", "There are no words in it.")
		return r
	case r.Lines > MostLines:
		r.say(MostLines+1, 1, true, "Bring it in in parts.", "It has %d lines; %d can be read at once.", r.Lines, MostLines)
		return r
	}
	if r.Form == Worked {
		r.Form = formOf(lines, o.Kind)
	}
	if o.Kind == "" {
		o.Kind, r.Guessed = kindOf(r.Form), true
	}
	r.Kind = o.Kind
	var list []draft
	switch r.Form {
	case Table:
		list = r.table(s, o)
	case Sheet:
		list = r.sheet(lines, o)
	default:
		list = r.plain(lines, o)
	}
	r.finish(list, o)
	for i := told; i < len(r.Remarks); i++ { // a column counts characters, as a person does
		if x := &r.Remarks[i]; x.Line <= len(lines) {
			x.Col = column(lines[x.Line-1], x.Col)
		}
	}
	slices.SortStableFunc(r.Remarks, func(a, b Remark) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	return r
}

func column(line string, col int) int {
	return utf8.RuneCountInString(line[:min(max(col-1, 0), len(line))]) + 1
}

// letters makes text of bytes, or says what they are.
func (r *Reading) letters(b []byte, windows bool) (string, bool) {
	stop := func(line, col int, do, format string, args ...any) (string, bool) {
		r.say(line, col, true, do, format, args...)
		return "", false
	}
	const asText = "Open it, choose the words, and paste them here; keep the file itself as an exhibit of the source."
	switch {
	case len(b) > MostBytes:
		return stop(1, 1, "Bring it in in parts.", "It has %d bytes; %d can be read at once.", len(b), MostBytes)
	case bytes.HasPrefix(bytes.TrimLeft(b, "\x00\t\n\r "), []byte("%PDF")) || bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")):
		return stop(1, 1, asText, "This is a PDF. A PDF says where ink goes and not what is said, so its words are not taken out of it here.")
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return stop(1, 1, "Open it and save it as CSV (UTF-8), or paste its words here.", "This is a packed file, such as a workbook or a document of an office program.")
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return stop(1, 1, "Open it and save it as CSV (UTF-8), or paste its words here.", "This is a workbook or a document of an older office program.")
	case bytes.HasPrefix(b, []byte("{\\rtf")):
		return stop(1, 1, asText, "This is a text with its layout (RTF).")
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		b = wide(b)
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	b = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	b = bytes.ReplaceAll(b, []byte("\r"), []byte("\n"))
	if windows {
		if t, err := charmap.Windows1252.NewDecoder().Bytes(b); err == nil {
			b = t
		}
	}
	line, col := 1, 1
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			return stop(line, col, "Save it as UTF-8; or, if it comes from Windows, say that its letters are those of Windows.", "The byte %#x is no letter of UTF-8.", b[i])
		case c == '\n':
			line, col = line+1, 0
		case c < ' ' && c != '\t' && c != '\f':
			return stop(line, col, asText, "The character %U is none of a text, so this is a file of another kind, or a damaged one.", c)
		case unicode.Is(unicode.Cf, c) || unicode.Is(unicode.Zl, c) || unicode.Is(unicode.Zp, c) || c == 0x7f || 0x80 <= c && c < 0xa0:
			r.Hidden = true
			r.say(line, col, false, "It is kept, since it is in what you were given; look whether it changes what is read.", "The character %U is not seen, or turns or breaks what follows it.", c)
		}
		i, col = i+n, col+1
	}
	return strings.ReplaceAll(string(b), "\f", "\n"), true
}

// wide reads UTF-16, as spreadsheets write it, by its mark.
func wide(b []byte) []byte {
	var units []uint16
	for i := 2; i+1 < len(b); i += 2 {
		if b[0] == 0xff {
			units = append(units, uint16(b[i])|uint16(b[i+1])<<8)
		} else {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
	}
	return []byte(string(utf16.Decode(units)))
}

// kindOf is what kind of source a text most likely is by how it is laid out: calls are in line sheets and tables, and anything else is a report until someone says so.
func kindOf(f Form) record.SourceKind {
	if f == Plain {
		return record.Report
	}
	return record.Intercept
}

// formOf finds out how a text is laid out.
func formOf(lines []string, kind record.SourceKind) Form {
	head := ""
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			head = l
			break
		}
	}
	if cells := splitHead(head); len(cells) > 1 {
		known := 0
		for _, c := range cells {
			if _, ok := fieldOf(c); ok {
				known++
			}
		}
		if known > 1 && known*2 >= len(cells) {
			return Table
		}
	}
	for i, l := range lines {
		if i > 40 {
			break
		}
		if labels, all := labelsIn(l); all && len(labels) > 0 && labels[0].begins() {
			return Sheet
		}
	}
	if kind.Spoken() || kind == "" && named(lines) {
		return Sheet
	}
	return Plain
}

// named reports whether at least half of the lines, and two of them, are words under a name, as those of a transcript are.
func named(lines []string) bool {
	under, all := 0, 0
	for _, l := range lines {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		all++
		name, words, ok := strings.Cut(l, ": ")
		if ok && strings.TrimSpace(words) != "" && len(strings.Fields(name)) <= 3 && unicode.IsUpper([]rune(name)[0]) {
			under++
		}
	}
	return under > 1 && under*2 >= all
}
