package doctrine

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// bracketed is how a list of words would be written of what stands there as one value.
func bracketed(n *yaml.Node, v reflect.Value) string {
	if n.Kind != yaml.ScalarNode || v.Type().Elem().Kind() != reflect.String || strings.TrimSpace(n.Value) == "" {
		return ""
	}
	words := strings.FieldsFunc(n.Value, func(r rune) bool { return r == ',' })
	for i := range words {
		words[i] = strings.TrimSpace(words[i])
	}
	return "; write [" + strings.Join(words, ", ") + "]"
}

// tagName says of what kind a value is that is no words.
func tagName(tag string) string {
	switch tag {
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "a yes or no"
	}
	return strings.TrimPrefix(tag, "!!")
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a set of fields"
	case yaml.SequenceNode:
		return "a list"
	}
	return "a single value"
}
