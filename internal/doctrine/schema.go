package doctrine

import (
	"embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed schema
var embeddedSchemas embed.FS

// Schemas lists the names of the schemas: of each kind of file that law may stand in.
func Schemas() []string {
	entries, err := embeddedSchemas.ReadDir("schema")
	if err != nil {
		panic(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".schema.json"))
	}
	return names
}

// Schema is the JSON Schema (draft 2020-12) of that name; ok is false if there is none.
func Schema(name string) (text []byte, ok bool) {
	text, err := embeddedSchemas.ReadFile("schema/" + name + ".schema.json")
	return text, err == nil
}

// A node is as much of a JSON Schema as says what its fields are for.
type node struct {
	Description string          `json:"description"`
	Enum        []string        `json:"enum"`
	Properties  map[string]node `json:"properties"`
	Items       *node           `json:"items"`
}

var nodes = sync.OnceValue(func() map[string]node {
	all := make(map[string]node)
	for _, name := range Schemas() {
		text, _ := Schema(name)
		var n node
		if err := json.Unmarshal(text, &n); err != nil {
			panic(err) // a test reads them all
		}
		all[name] = n
	}
	return all
})

// describe is what a schema says of a field of an item, named from the item down, as a clause. It is empty if the schema
// says nothing.
func describe(schema string, field ...string) string {
	n := nodes()[schema]
	for i := 0; i <= len(field); i++ {
		for n.Items != nil && (i < len(field) || n.Description == "") {
			n = *n.Items
		}
		if i < len(field) {
			n = n.Properties[field[i]]
		}
	}
	text := strings.TrimSuffix(n.Description, ".")
	if slices.ContainsFunc(n.Enum, func(word string) bool { return !strings.Contains(text, word) }) {
		text += ", one of " + strings.Join(n.Enum, ", ")
	}
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(second) || text == "" {
		return text // a name or an abbreviation begins it
	}
	return string(unicode.ToLower(first)) + text[size:]
}
