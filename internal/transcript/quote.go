package transcript

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// width is the column that text is folded at.
const width = 110

// Words that some reader of YAML takes for something other than text (YAML 1.1, "bool", "merge" and "value" types).
var loaded = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "="}

// sexagesimal is a number in the notation that YAML 1.1 has for times of day.
var sexagesimal = regexp.MustCompile(`^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$`)

// plain reports whether s can stand without quotes, in a flow list too if flow is set, and be read as text by every
// reader of YAML.
func plain(s string, flow bool) bool {
	switch {
	case s == "" || s != strings.TrimSpace(s) || !printable(s):
		return false
	case strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`=", rune(s[0])) || strings.HasPrefix(s, "..."):
		return false
	case strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":"):
		return false
	case flow && (strings.ContainsAny(s, ",[]{}\"'") || strings.Contains(s, ":,")):
		return false
	case slices.Contains(loaded, strings.ToLower(s)) || sexagesimal.MatchString(s):
		return false
	}
	if !strings.ContainsRune("+.0123456789", rune(s[0])) {
		return true
	}
	var n yaml.Node // what begins like a number or a date, only the library can tell
	return yaml.Load([]byte(s), &n) == nil && len(n.Content) == 1 && n.Content[0].ShortTag() == "!!str"
}

// printable reports whether s is one line of characters that can be seen, with spaces among them.
func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError || r == '\ufeff' })
}

// quote returns s in quotes: single ones where that spares escapes, else double.
func quote(s string) string {
	if printable(s) && strings.ContainsAny(s, `"\`) && !strings.Contains(s, "'") {
		return "'" + s + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r) && r != '\ufeff':
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02X`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// inline returns s on one line, in quotes only if it has to be.
func inline(s string) string {
	if plain(s, false) {
		return s
	}
	return quote(s)
}

// fold breaks one line of words into several, at single spaces, so that folding them gives the same words. ok is false
// if that cannot be done.
func fold(s string, columns int) (lines []string, ok bool) {
	if s == "" || s != strings.TrimSpace(s) || !printable(s) {
		return nil, false
	}
	columns = max(columns, 40)
	for s != "" {
		cut, seen := -1, 0
		for i, r := range s {
			if seen > columns && cut >= 0 {
				break
			}
			seen++
			if r == ' ' && i > 0 && s[i-1] != ' ' && i+1 < len(s) && s[i+1] != ' ' {
				cut = i
			}
		}
		if cut < 0 || seen <= columns {
			lines = append(lines, s)
			break
		}
		lines = append(lines, s[:cut])
		s = s[cut+1:]
	}
	return lines, true
}

// literal returns the lines of a text that can stand as they are in a block.
func literal(s string) (lines []string, ok bool) {
	lines = strings.Split(s, "\n")
	if len(lines) < 2 || lines[0] == "" || strings.HasPrefix(lines[0], " ") || lines[len(lines)-1] == "" {
		return nil, false
	}
	for _, l := range lines {
		if !printable(l) || l != "" && strings.TrimSpace(l) == "" {
			return nil, false
		}
	}
	return lines, true
}

// quotedFrom returns the lines, from 1, on which a value in quotes began and ended, if it took several and has words after
// its end on the given line or the one before; 0 if there is none. It is how a quote that was never closed shows: the text
// runs on to the next quote of the file, and what that one opened stands bare.
func quotedFrom(data []byte, line int) (begun, ended int) {
	mark := byte(0)
	for n, rest := range strings.Split(string(data), "\n") {
		if n+1 > line {
			break
		}
		if begun == 0 {
			at := opening.FindStringIndex(rest)
			if at == nil {
				continue
			}
			begun, mark, rest = n+1, rest[at[1]-1], rest[at[1]:]
		}
		after, closed := pastQuote(rest, mark)
		if !closed {
			continue
		}
		after = strings.TrimSpace(after)
		if begun < n+1 && n+1 >= line-1 && after != "" && after[0] != '#' {
			return begun, n + 1
		}
		begun = 0
	}
	return 0, 0
}

// opening finds the quote with which the value of a key or of an entry of a list begins.
var opening = regexp.MustCompile(`^[ -]*(?:[a-z_]+: +)?["']`)

// pastQuote returns what follows the end of a quotation in s, and whether it ends there: at its mark, unless that is
// doubled or, in double quotes, escaped.
func pastQuote(s string, mark byte) (string, bool) {
	for i := 0; i < len(s); i++ {
		switch {
		case mark == '"' && s[i] == '\\', mark == '\'' && strings.HasPrefix(s[i:], "''"):
			i++
		case s[i] == mark:
			return s[i+1:], true
		}
	}
	return "", false
}
