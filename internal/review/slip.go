package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// ofTheHand reports whether some figure of one text comes from a figure of the other by a slip of the pen: digits exchanged, one changed,
// left out or put in, or a small number one off. Such a figure is a mistake, whatever its sentence does with the rest; one that is quite
// another may have been reckoned from the source's, or be of another thing.
func ofTheHand(own, says *diction.Text) bool {
	for _, n := range own.Numbers() {
		for _, o := range says.Numbers() {
			if slices.ContainsFunc(written(own, n), func(a string) bool {
				return slices.ContainsFunc(written(says, o), func(b string) bool { return oneStroke(a, b) })
			}) {
				return true
			}
		}
	}
	return false
}

// written are the runs of digits in which a number is written, or would be: the hour and minutes of a time on a clock of twelve hours.
func written(t *diction.Text, n diction.Number) []string {
	if n.Kind == diction.Clock {
		h := int(n.Value) / 60 % 12
		if h == 0 {
			h = 12
		}
		return []string{fmt.Sprintf("%d%02d", h, int(n.Value)%60)}
	}
	var out []string
	for _, w := range strings.FieldsFunc(t.Raw[n.Start:n.End], func(r rune) bool { return !(r >= '0' && r <= '9') && r != '.' && r != ',' }) {
		if w = strings.NewReplacer(".", "", ",", "").Replace(w); w != "" {
			out = append(out, strings.TrimLeft(w, "0"))
		}
	}
	if len(out) == 0 && n.Value == float64(int(n.Value)) {
		out = append(out, strconv.Itoa(int(n.Value)))
	}
	return out
}

// oneStroke reports whether two runs of digits, which differ, differ by one slip of the pen.
func oneStroke(a, b string) bool {
	if a == b || a == "" || b == "" {
		return false
	}
	if len(a) == 1 || len(b) == 1 {
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		return x-y == 1 || y-x == 1
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	switch len(a) - len(b) {
	case 0:
		return a[i+1:] == b[i+1:] || sortedDigits(a) == sortedDigits(b)
	case 1:
		return a[i+1:] == b[i:]
	}
	return false
}

// sortedDigits are the digits of a run in order.
func sortedDigits(s string) string {
	d := []byte(s)
	slices.Sort(d)
	return string(d)
}
