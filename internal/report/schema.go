package report

import _ "embed"

//go:embed review.schema.json
var schema string

// Schema returns the JSON Schema (draft 2020-12) of a review in JSON.
func Schema() []byte { return []byte(schema) }
