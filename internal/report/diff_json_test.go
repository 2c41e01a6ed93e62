package report

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// Any two views compared are as the schema has it.
func TestDiffJSONIsAsItsSchemaSays(t *testing.T) {
	b := doctrine.DefaultCasebook()
	s := compiled(t, DiffSchema())
	for _, p := range b.Law().Profiles() {
		data, err := DiffJSON(b, doctrine.View{Profile: "court", AsOf: "2009-01-01"}, doctrine.View{Profile: p.ID, AsOf: "2015"})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
	}
}
