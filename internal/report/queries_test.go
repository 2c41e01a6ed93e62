package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// TestQueriesApart holds that a query is told in both forms, apart from the flaws: with its id and its words, and in the whole text with what it asks.
func TestQueriesApart(t *testing.T) {
	check, _ := review.Explain("S2")
	m := &record.Matter{ID: "m", Title: "M", People: []record.Person{{ID: "p", Name: "Pat Doe"}},
		Sources: []record.Source{{ID: "log", Kind: record.Report, Lines: []record.Line{{N: 1, Text: "He had boxes."}}}},
		Applications: []record.Application{{ID: "a", Kind: record.Arrest, Affiant: "p", Respondents: []record.PersonID{"p"},
			Affidavit: record.Affidavit{Assertions: []record.Assertion{{N: 1, Text: "He buried boxes."}}}}}}
	r := &brief.Review{Matter: m, Acted: "2020-01-02", AsOf: "2020-01-02", Posture: brief.AtTrial, Queries: []review.Flaw{{
		ID: "S2@a.1", Check: check, App: "a", Respondents: []record.PersonID{"p"}, Assertion: 1, Span: review.Span{Start: 3, End: 9, Words: "buried"},
		Sources: []review.At{{Source: "log", Line: 1, Span: review.Span{Start: 0, End: 13, Words: "He had boxes."}}},
		Message: "The sentence swears to “buried”.", Asks: "Does the source say so?", Query: true,
	}}}
	short, full := text(t, r, TextOptions{}), text(t, r, TextOptions{Full: true})
	if !strings.Contains(short, "None found.") || !strings.Contains(short, "Queries") || !strings.Contains(short, "S2@a.1") || strings.Contains(short, "Does the source") {
		t.Errorf("the text is\n%s", short)
	}
	if !strings.Contains(full, "Does the source say so?") || !strings.Contains(full, "log:1") {
		t.Errorf("the whole text is\n%s", full)
	}
	data, err := JSON(r, doctrine.Default())
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range strings.Split(schemaSays(t, doc), "\n") {
		if strings.Contains(wrong, "queries") {
			t.Error(wrong)
		}
	}
	var out reviewJSON
	if err := json.Unmarshal(data, &out); err != nil || len(out.Flaws) != 0 || len(out.Queries) != 1 || out.Queries[0].Span.Words != "buried" {
		t.Errorf("%v, %+v", err, out)
	}
	out.Queries[0].ID = "no id"
	bad, _ := json.Marshal(out)
	if doc, err = jsonschema.UnmarshalJSON(bytes.NewReader(bad)); err != nil || !strings.Contains(schemaSays(t, doc), "queries") {
		t.Error("a query without an id fits the schema")
	}
}

// schemaSays is what the schema of a review finds wrong.
func schemaSays(t *testing.T, doc any) string {
	t.Helper()
	if err := compiled(t, Schema()).Validate(doc); err != nil {
		return err.Error()
	}
	return ""
}
