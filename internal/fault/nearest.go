package fault

import (
	"strings"
)

// Nearest returns the choice that was most likely meant by word: the one with the fewest letters changed, added, dropped
// or swapped (Damerau 1964, restricted form), if that is at most a third of the longer word. It returns "" if none is
// near. Of equals the first wins.
func Nearest(word string, choices []string) string {
	const longest = 64 // nobody mistypes a name as a paragraph
	if len(word) > longest {
		return ""
	}
	best, least := "", -1
	for _, c := range choices {
		if c == "" || len(c)-len(word) > len(c)/3+1 || len(word)-len(c) > len(word)/3+1 {
			continue
		}
		d := distance([]rune(strings.ToLower(word)), []rune(strings.ToLower(c)))
		if d > max(1, max(len(word), len(c))/3) || (len(word) <= 2 && d > 0 && len(c) <= 2) {
			continue
		}
		if least < 0 || d < least {
			best, least = c, d
		}
	}
	return best
}

// DidYouMean returns " (did you mean x?)" for the nearest choice, or "".
func DidYouMean(word string, choices []string) string {
	if n := Nearest(word, choices); n != "" {
		return " (did you mean " + n + "?)"
	}
	return ""
}

func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}
