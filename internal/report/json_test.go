package report

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// matter is one with nothing in it.
var matter = record.Matter{ID: "m", Title: "M"}

func compiled(t *testing.T, schema []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("review.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("review.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestJSONOfExamples holds that the review of every example fits the schema, twice the same, and that what is in it points
// where it says: every flaw that an element or a turning set names is there or is a question of law, and spans are the
// words that they say.
func TestJSONOfExamples(t *testing.T) {
	schema := compiled(t, Schema())
	eachExample(t, func(t *testing.T, r *brief.Review) {
		data, err := JSON(r, doctrine.Default())
		if err != nil {
			t.Fatal(err)
		}
		again, err := JSON(r, doctrine.Default())
		if err != nil || !bytes.Equal(data, again) {
			t.Error("written twice, it differs")
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("it does not fit the schema: %v", err)
		}
		var out reviewJSON
		if err := json.Unmarshal(data, &out); err != nil {
			t.Fatal(err)
		}
		flaws := make(map[string]bool)
		for _, f := range out.Flaws {
			if flaws[f.ID] {
				t.Errorf("two flaws are called %s", f.ID)
			}
			flaws[f.ID] = true
			app := r.Matter.Application(f.Application)
			if s := f.Span; s != nil && app.Assertion(f.Assertion).Text[s.Start:s.End] != s.Words {
				t.Errorf("%s: the span %d-%d is not %q", f.ID, s.Start, s.End, s.Words)
			}
			for _, at := range f.Sources {
				src := r.Matter.Source(at.Source)
				if src == nil {
					t.Errorf("%s: there is no source %s", f.ID, at.Source)
				} else if s := at.Span; s != nil && at.Line > 0 && src.Find(at.Line).Text[s.Start:s.End] != s.Words {
					t.Errorf("%s: the span %d-%d of %s:%d is not %q", f.ID, s.Start, s.End, at.Source, at.Line, s.Words)
				}
			}
		}
		for _, e := range out.Elements {
			for _, id := range e.Flaws {
				if !flaws[id] {
					t.Errorf("element %s names %s, which is no flaw", e.Element, id)
				}
			}
		}
	})
}

// TestRereadingJSON holds that every example read again without its first assertion fits the schema, which has that of a
// review within it, and that the sheet shows what was struck.
func TestRereadingJSON(t *testing.T) {
	schema := compiled(t, RereadingSchema())
	eachExample(t, func(t *testing.T, r *brief.Review) {
		app := &r.Matter.Applications[0]
		struck := brief.Place{App: app.ID, N: app.Affidavit.Assertions[0].N}
		re, err := brief.WhatIf(r.Matter, doctrine.Default(), "test", brief.Options{}, brief.Change{Strike: []brief.Place{struck}})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := RereadingJSON(&b, re, doctrine.Default()); err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("it does not fit the schema: %v", err)
		}
		var out rereadingJSON
		if err := json.Unmarshal(b.Bytes(), &out); err != nil {
			t.Fatal(err)
		}
		if l := out.Paper[0].Lines[0]; l.Assertion != struck.N || !l.Struck {
			t.Errorf("the first line is %+v, want it struck", l)
		}
		doc.(map[string]any)["after"].(map[string]any)["posture"] = "lunch"
		if schema.Validate(doc) == nil {
			t.Error("a review within it that does not fit is not refused")
		}
	})
}

// TestSchemaRefuses holds that the schema is strict: each of these changes is refused.
func TestSchemaRefuses(t *testing.T) {
	schema := compiled(t, Schema())
	good := func() map[string]any {
		data, err := JSON(&brief.Review{Matter: &matter, Posture: brief.AtTrial}, doctrine.Default())
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return doc.(map[string]any)
	}
	if err := schema.Validate(good()); err != nil {
		t.Fatalf("an empty review is refused: %v", err)
	}
	for name, spoil := range map[string]func(map[string]any){
		"another form":  func(d map[string]any) { d["affiant"] = "review/2" },
		"unknown key":   func(d map[string]any) { d["verdict"] = "guilty" },
		"no digests":    func(d map[string]any) { delete(d, "digests") },
		"no such stage": func(d map[string]any) { d["posture"] = "lunch" },
		"a bare flaw":   func(d map[string]any) { d["flaws"] = []any{map[string]any{"id": "S2@a.1"}} },
	} {
		doc := good()
		spoil(doc)
		if schema.Validate(doc) == nil {
			t.Errorf("%s: not refused", name)
		}
	}
}

// TestStruckWordsAreTold holds that of a sentence from which a finding struck words, these are told, in JSON and between brackets in text,
// and not the whole sentence.
func TestStruckWordsAreTold(t *testing.T) {
	eachExample(t, func(t *testing.T, r *brief.Review) {
		if r.Matter.ID != "malley-v-briggs" {
			return
		}
		re, err := brief.WhatIf(r.Matter, doctrine.Default(), "test", brief.Options{}, brief.Change{Find: []record.Ruling{{On: "S2@arrest.13", Value: "sustained", Mind: "reckless"}}})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := RereadingJSON(&b, re, doctrine.Default()); err != nil {
			t.Fatal(err)
		}
		var doc any
		var out rereadingJSON
		if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		if err := compiled(t, RereadingSchema()).Validate(doc); err != nil {
			t.Errorf("it does not fit the schema: %v", err)
		}
		if err := json.Unmarshal(b.Bytes(), &out); err != nil {
			t.Fatal(err)
		}
		l := out.Paper[0].Lines[12]
		if len(l.Words) != 1 || l.Text[l.Words[0].Start:l.Words[0].End] != "a marijuana cigarette" || l.Words[0].Words != "a marijuana cigarette" {
			t.Errorf("JSON has %+v", l)
		}
		b.Reset()
		if err := Rereading(&b, re, doctrine.Default(), TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if want := "He passed her [a marijuana cigarette]. (S2@arrest.13 sustained, reckless)"; !bytes.Contains(b.Bytes(), []byte(want)) {
			t.Errorf("text does not have %q", want)
		}
	})
}
