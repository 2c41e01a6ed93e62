package api

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// frozen writes the document that describes the API in one form: keys in order, indented.
func frozen(doc *huma.OpenAPI) ([]byte, error) {
	raw, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, err
	}
	recordUnsaid(v)
	asOthersRead(v)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// asOthersRead writes what the router takes in a way of its own as OpenAPI has it: a part of a path that takes what is left, and that an operation asks
// for no security.
func asOthersRead(doc any) {
	paths, _ := doc.(map[string]any)["paths"].(map[string]any)
	for path, item := range paths {
		ops, _ := item.(map[string]any)
		for _, op := range ops {
			if op, ok := op.(map[string]any); ok && op["security"] == nil {
				op["security"] = []any{}
			}
		}
		if is := strings.ReplaceAll(path, "...}", "}"); is != path {
			delete(paths, path)
			paths[is] = item
		}
	}
}

// recordUnsaid takes the words that explain the record's own forms out of the document: those are the schema's of a matter file (affiant schema
// matter), which may be said better at any time without the API being another.
func recordUnsaid(doc any) {
	components, _ := doc.(map[string]any)["components"].(map[string]any)
	schemas, _ := components["schemas"].(map[string]any)
	for name, s := range schemas {
		if !strings.HasPrefix(name, "Record") {
			continue
		}
		properties, _ := s.(map[string]any)["properties"].(map[string]any)
		for _, p := range properties {
			if p, ok := p.(map[string]any); ok {
				delete(p, "description")
			}
		}
	}
}
