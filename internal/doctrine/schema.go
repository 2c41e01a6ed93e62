package doctrine

import (
	"embed"
	"encoding/json"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed schema
var embeddedSchemas embed.FS

// schemaOf names the schema of the files that hold a kind of item.
var schemaOf = map[string]string{
	"authority": "authority", "rule": "rules", "factor": "factors", "aftermath": "aftermath", "case": "case",
}

// A node is as much of a JSON Schema as says what its fields are for.
type node struct {
	Description string          `json:"description"`
	Properties  map[string]node `json:"properties"`
	Items       *node           `json:"items"`
}

var nodes = sync.OnceValue(func() map[string]node {
	all := make(map[string]node)
	for kind, name := range schemaOf {
		text, err := embeddedSchemas.ReadFile("schema/" + name + ".schema.json")
		if err != nil {
			panic(err)
		}
		var n node
		if err := json.Unmarshal(text, &n); err != nil {
			panic(err)
		}
		all[kind] = n
	}
	return all
})

// describe is what the schema of a kind of item says of a field of it, named from the item down, as a clause. It is empty
// if the schema says nothing.
func describe(kind string, field ...string) string {
	n := nodes()[kind]
	for i := 0; i <= len(field); i++ {
		for n.Items != nil && (i < len(field) || n.Description == "") {
			n = *n.Items
		}
		if i < len(field) {
			n = n.Properties[field[i]]
		}
	}
	text := strings.TrimSuffix(n.Description, ".")
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(second) || text == "" {
		return text // a name or an abbreviation begins it
	}
	return string(unicode.ToLower(first)) + text[size:]
}
