package diction

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s in lower case, with accents dropped (NFKD without its marks), curly quotes and dashes made plain. Two
// spellings of one word that differ only in typography fold to the same string.
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || (s[i] >= 'A' && s[i] <= 'Z') {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsMark(r):
		case r == '’' || r == '‘' || r == '`' || r == '′':
			b.WriteByte('\'')
		case r == '“' || r == '”' || r == '″' || r == '«' || r == '»':
			b.WriteByte('"')
		case r >= '‐' && r <= '―' || r == '−':
			b.WriteByte('-')
		case r == '⁄':
			b.WriteByte('/') // of ¼, which NFKD takes apart
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
