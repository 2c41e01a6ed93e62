package report

import (
	"io"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// RereadingForm is the value of the key affiant, which begins every rereading in JSON and says how to read it.
const RereadingForm = "rereading/1"

// What travels of a paper read twice.
type (
	rereadingJSON struct {
		Affiant string           `json:"affiant"`
		Paper   []paperJSON      `json:"paper"`
		Changed []differenceJSON `json:"changed"`
		Before  reviewJSON       `json:"before"`
		After   reviewJSON       `json:"after"`
	}
	paperJSON struct {
		Application record.AppID `json:"application"`
		Lines       []lineJSON   `json:"lines"`
	}
	lineJSON struct {
		Assertion int        `json:"assertion,omitempty"`
		Text      string     `json:"text"`
		Struck    bool       `json:"struck"`
		Words     []spanJSON `json:"words,omitempty"`
		Inserted  bool       `json:"inserted"`
		From      string     `json:"from,omitempty"`
		Why       string     `json:"why,omitempty"`
	}
	differenceJSON struct {
		Kind        string          `json:"kind"`
		Application record.AppID    `json:"application"`
		Respondent  record.PersonID `json:"respondent"`
		Name        string          `json:"name"`
		Before      string          `json:"before,omitempty"`
		After       string          `json:"after,omitempty"`
	}
)

// RereadingJSON writes a paper read twice as JSON, indented, with a newline at the end: the sheets with what was struck
// and inserted, what changed, and both reviews whole. RereadingSchema says what is in it.
func RereadingJSON(w io.Writer, re *brief.Rereading, law *doctrine.Law) error {
	return encode(w, rereadingJSON{
		Affiant: RereadingForm,
		Paper: each(re.Paper, func(s brief.Sheet) paperJSON {
			return paperJSON{s.App, each(s.Lines, sheetLineJSON)}
		}),
		Changed: each(re.Changed, func(d brief.Difference) differenceJSON {
			return differenceJSON{d.Kind, d.App, d.Respondent, d.Name, d.Before, d.After}
		}),
		Before: reviewJSONOf(re.Before, law),
		After:  reviewJSONOf(re.After, law),
	})
}

func sheetLineJSON(l brief.SheetLine) lineJSON {
	out := lineJSON{Assertion: l.N, Text: l.Text, Struck: l.Struck, Inserted: l.Inserted, Why: l.Why}
	for _, w := range l.Words {
		out.Words = append(out.Words, *spanOf(w))
	}
	if l.Inserted {
		out.From = l.Cite.String()
	}
	return out
}
