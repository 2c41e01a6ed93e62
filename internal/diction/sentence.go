package diction

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences cuts s where a full stop, question or exclamation mark is followed by white space and by something that may
// begin a sentence, but not after an abbreviation that the vocabulary knows, nor after an initial. A blank line also
// cuts. There is always at least one sentence, except in a text of white space.
func sentences(s string, words []Word, lx *Lexicon) []Span {
	var out []Span
	start, w := 0, 0
	add := func(end int) {
		a, b := trim(s, start, end)
		if a < b {
			out = append(out, Span{a, b})
		}
		start = end
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\n':
			if i+1 < len(s) && s[i+1] == '\n' {
				add(i)
			}
		case '.', '?', '!':
			for w < len(words) && words[w].End < i {
				w++
			}
			end := closing(s, i+1)
			if s[i] == '.' && w < len(words) && (words[w].End == i || words[w].End == i+1) && lx.abbreviation(words[w], next(words, w)) {
				continue
			}
			if begins(s, end) {
				add(end)
				i = end - 1
			}
		}
	}
	add(len(s))
	return out
}

// next returns the word after words[i], or a word of nothing.
func next(words []Word, i int) Word {
	if i+1 < len(words) {
		return words[i+1]
	}
	return Word{}
}

// closing skips closing quotation marks and brackets, and more stops.
func closing(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(`."'?!)]’”`, r) {
			break
		}
		i += n
	}
	return i
}

// begins reports whether white space and then the beginning of a sentence, or the end of the text, stands at i.
func begins(s string, i int) bool {
	space := false
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			space = true
			i += n
			continue
		}
		return space && (unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"'([“‘`$", r))
	}
	return true
}

// trim narrows s[a:b] to what is not white space at its ends.
func trim(s string, a, b int) (int, int) {
	for a < b {
		r, n := utf8.DecodeRuneInString(s[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		a += n
	}
	for a < b {
		r, n := utf8.DecodeLastRuneInString(s[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		b -= n
	}
	return a, b
}

// quotes finds what stands between quotation marks: straight and curly double marks, curly single marks, and straight or
// grave single marks that open after white space and close before it. Marks inside a quotation belong to it. A mark that
// is never closed opens nothing.
func quotes(s string) []Span {
	var out []Span
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		end := -1
		ahead := s[i+n : min(len(s), i+n+longestQuote)]
		switch {
		case r == '"':
			if before, _ := utf8.DecodeLastRuneInString(s[:i]); !unicode.IsDigit(before) { // not the inches of 5'10"
				end = strings.IndexByte(ahead, '"')
			}
		case r == '“':
			end = strings.Index(ahead, "”")
		case r == '\'' || r == '‘' || r == '`':
			if opens(s, i, n) {
				end = closesSingle(ahead)
			}
		}
		if end < 0 {
			i += n
			continue
		}
		if end > 0 {
			out = append(out, Span{i + n, i + n + end})
		}
		_, m := utf8.DecodeRuneInString(s[i+n+end:])
		i += n + end + m
	}
	return out
}

// longestQuote is how far in bytes a closing mark is looked for, so that a text full of open marks is read in linear time.
const longestQuote = 4096

// opens reports whether a single mark at i can open a quotation.
func opens(s string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, m := utf8.DecodeRuneInString(s[i+n:])
	return (i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([,-", before)) && m > 0 && !unicode.IsSpace(after)
}

// closesSingle returns the offset of the single mark that closes a quotation, or -1: the first that does not stand
// between two letters and does not follow an s before a lower-case word, as a possessive would.
func closesSingle(s string) int {
	for i, r := range s {
		if !isApostrophe(r) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		rest := s[i+utf8.RuneLen(r):]
		after, m := utf8.DecodeRuneInString(rest)
		if m > 0 && (unicode.IsLetter(after) || unicode.IsDigit(after)) {
			continue
		}
		if before == 's' && strings.HasPrefix(rest, " ") && len(rest) > 1 && unicode.IsLower(rune(rest[1])) && strings.ContainsAny(rest, "'’") {
			continue
		}
		return i
	}
	return -1
}
