package report

import "strings"

// A face is a size of lettering in a map, for measuring: pixels to the em.
type face int

const (
	serif face = 16
	small face = 13
)

// wide returns the width of a text in pixels, rounded up. The widths are those of the widest of the typefaces that a
// reader may have, so that text which fits here fits.
func (f face) wide(s string) int {
	sum := 0
	for _, r := range s {
		sum += letter(r)
	}
	return (sum*int(f) + 999) / 1000
}

// letter is the width of a letter in thousandths of an em.
func letter(r rune) int {
	switch {
	case strings.ContainsRune("ijl.,:;'’‘|! ", r):
		return 320
	case strings.ContainsRune("ftrI()[]-“”\"/", r):
		return 430
	case strings.ContainsRune("mwMW—…@%", r):
		return 940
	case r >= 'A' && r <= 'Z', r == '¶', r == '&':
		return 730
	case r < 0x2000:
		return 575
	}
	return 1000
}

// wrap breaks text into at most most lines of a width, at spaces where it can; what does not fit is cut with an ellipsis.
func wrap(text string, width int, f face, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		next := word
		if line != "" {
			next = line + " " + word
		}
		if f.wide(next) <= width {
			line = next
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for f.wide(word) > width {
			cut := fitting(word, width, f)
			lines = append(lines, cut)
			word = word[len(cut):]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = lines[:most]
		last := lines[most-1]
		for f.wide(last+"…") > width {
			r := []rune(last)
			last = string(r[:len(r)-1])
		}
		lines[most-1] = strings.TrimRight(last, " ") + "…"
	}
	return lines
}

// fitting is the longest beginning of a word that fits, one letter at least.
func fitting(word string, width int, f face) string {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if end > 0 && f.wide(word[:next]) > width {
			break
		}
		end = next
	}
	return word[:end]
}
