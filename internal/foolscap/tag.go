package foolscap

import (
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// tagOf is the tag of a bare text: words, a number, a date, a truth value or nothing. The library is asked about what might be a
// number or a date and is in none of the forms that are plain to see.
func tagOf(s string) string {
	switch c := s[0]; {
	case c >= '0' && c <= '9':
		return tagOfDigits(s)
	case strings.IndexByte("+-.~<=", c) >= 0:
		return asked(s)
	case len(s) <= len("false"):
		switch s {
		case "true", "True", "TRUE", "false", "False", "FALSE":
			return "!!bool"
		case "null", "Null", "NULL":
			return "!!null"
		}
	}
	return "!!str"
}

// tagOfDigits is the tag of a bare text that begins with a digit.
func tagOfDigits(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }); i < 0 {
		if s[0] != '0' && len(s) < 19 {
			return "!!int"
		}
		return asked(s)
	}
	switch shape(s) {
	case "0000-00-00":
		if _, err := time.Parse(time.DateOnly, s); err == nil {
			return "!!timestamp"
		}
		return "!!str"
	case "0000-00", "0000-00-00T00:00", "0000-00-00T00:00:00", "00:00":
		return "!!str"
	}
	if strings.IndexByte(s, ' ') >= 0 && (len(s) < 5 || s[4] != '-') {
		return "!!str" // of numbers and dates, none has a space but a date with a time behind it
	}
	return asked(s)
}

// shape is the form of a short text, with 0 for each digit.
func shape(s string) string {
	if len(s) > 19 {
		return ""
	}
	var b [19]byte
	for i := range len(s) {
		b[i] = s[i]
		if s[i] >= '0' && s[i] <= '9' {
			b[i] = '0'
		}
	}
	return string(b[:len(s)])
}

// asked is the tag of a bare text as the library has it.
func asked(s string) string {
	var n yaml.Node
	if err := yaml.Load([]byte(s), &n); err != nil || len(n.Content) != 1 || n.Content[0].Kind != yaml.ScalarNode || n.Content[0].Value != s ||
		n.Content[0].Style != 0 {
		refuse()
	}
	return n.Content[0].Tag
}
