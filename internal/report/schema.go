package report

import (
	"bytes"
	_ "embed"
	"strings"
)

var (
	//go:embed review.schema.json
	schema string
	//go:embed rereading.schema.json
	rereadingSchema string
)

// Schema returns the JSON Schema (draft 2020-12) of a review in JSON.
func Schema() []byte { return []byte(schema) }

// RereadingSchema returns the JSON Schema (draft 2020-12) of a paper read again in JSON. That of a review, which it names,
// is bundled in it.
func RereadingSchema() []byte {
	bundled := strings.ReplaceAll(strings.TrimSpace(schema), "\n", "\n    ")
	return bytes.Replace([]byte(rereadingSchema), []byte(`"review": true`), []byte(`"review": `+bundled), 1)
}
