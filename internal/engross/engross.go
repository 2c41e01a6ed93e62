// Package engross writes values in their one canonical form, and reads them strictly: what it reads, it would have written.
package engross

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// Write returns a value as one line of JSON: keys in the order of its type, nothing escaped that JSON does not ask for, no line break.
func Write(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Read reads exactly one JSON value whose keys are all known into v. What is wrong is of kind fault.Input, and says of what it was to be.
func Read(data []byte, v any, what string) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fault.Errorf(fault.Input, "not %s: %w", article(what), err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return fault.Errorf(fault.Input, "not %s: there is more after it", article(what))
	}
	return nil
}

// article is a thing with a or an before it.
func article(what string) string {
	if what != "" && strings.ContainsRune("aeiou", rune(what[0])) {
		return "an " + what
	}
	return "a " + what
}
