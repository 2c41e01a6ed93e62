package report

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
)

// seen makes text from a file fit for a terminal, where a character can be an order: to move, to recolour, to rename the
// window, to turn the direction of what follows (Boucher and Anderson, "Trojan Source", USENIX Security 2023). Such
// characters are spelled out, so that a reader sees that they are there; line breaks and tabs are spaces.
func seen(s string) string {
	if !strings.ContainsFunc(s, orders) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !orders(r):
			b.WriteRune(r)
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// orders reports whether a terminal may take a character for an order: a control character, a break of lines, or one
// that turns the direction of the text after it.
func orders(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

// Inert spells out, in a page made ready, what seen does in a text: breaks of lines and tabs stay. Markup has no such
// characters, so only texts change. A page may be printed on a terminal too, and in a browser as well a character that turns
// the direction would turn what follows it.
func Inert(page []byte) []byte {
	bad := func(r rune) bool { return r != '\n' && r != '\t' && orders(r) }
	if bytes.IndexFunc(page, bad) < 0 {
		return page
	}
	var b bytes.Buffer
	for _, r := range string(page) {
		if bad(r) {
			b.WriteString(seen(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.Bytes()
}

// escaped spells out in JSON the orders that its encoder leaves as they are. They stand only within texts.
func escaped(doc []byte) []byte {
	s := string(doc)
	hidden := func(r rune) bool { return r >= 0x7f && orders(r) }
	if !strings.ContainsFunc(s, hidden) {
		return doc
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return []byte(b.String())
}
