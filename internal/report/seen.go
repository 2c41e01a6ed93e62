package report

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// seen makes text from a file fit for a terminal, where a character can be an order: to move, to recolour, to rename the
// window, to turn the direction of what follows (Boucher and Anderson, "Trojan Source", USENIX Security 2023). Such
// characters are spelled out, so that a reader sees that they are there; line breaks and tabs are spaces.
func seen(s string) string {
	plain := true
	letters(s, func(r rune, hidden bool) { plain = plain && !hidden && !orders(r) })
	if plain {
		return s
	}
	var b strings.Builder
	letters(s, func(r rune, hidden bool) {
		switch {
		case hidden:
			spell(&b, r)
		case !orders(r):
			b.WriteRune(r)
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			spell(&b, r)
		}
	})
	return b.String()
}

// spell writes a character as its number.
func spell(b *strings.Builder, r rune) {
	switch {
	case r < 0x100:
		fmt.Fprintf(b, `\x%02x`, r)
	case r < 0x10000:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		fmt.Fprintf(b, `\U%08x`, r)
	}
}

// letters goes through the characters of a text, and tells of each whether it is one that no one would see: of no width, between letters of
// scripts that have no use for it, so that two names look the same and are not (Unicode Technical Report 36, section 2.9). Hebrew and Arabic need
// marks of direction, Persian and the scripts of India need joiners, and so do pictures: there they stay.
func letters(s string, do func(r rune, hidden bool)) {
	var before rune
	for i, r := range s {
		hidden := false
		if widthless(r) {
			after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			hidden = !joined(before) && !joined(after)
		}
		do(r, hidden)
		if !widthless(r) {
			before = r
		}
	}
}

// widthless reports whether a character takes no room and is no mark on a letter.
func widthless(r rune) bool {
	switch r {
	case 0xad, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff:
		return true
	}
	return 0xe0000 <= r && r <= 0xe007f
}

// joined reports whether a character is of a script, or a picture, beside which one without width may have its use.
func joined(r rune) bool {
	return r >= 0x590 && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.Is(unicode.So, r))
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
	if bytes.IndexFunc(page, func(r rune) bool { return bad(r) || widthless(r) }) < 0 {
		return page
	}
	var b strings.Builder
	letters(string(page), func(r rune, hidden bool) {
		switch {
		case hidden || bad(r) && !unicode.IsSpace(r):
			spell(&b, r)
		case bad(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	})
	return []byte(b.String())
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
