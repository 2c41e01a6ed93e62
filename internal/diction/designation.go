package diction

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// designation reads what stands after a word of the class designation: Bay 9, apartment 2B, Route 6, serial number
// B38V12345. It is digits, digits with letters, one capital letter, or a number word with a capital.
func (r *numberReader) designation(i int) (Number, bool) {
	h, ok := r.designators[i-1]
	if !ok || i == 0 || i >= len(r.t.Words) {
		return Number{}, false
	}
	if before, ok := r.designators[h.First-1]; ok && h.Means == "number" { // Bay No. 9
		h = before
	}
	if g := r.gap(i - 1); strings.ContainsAny(g, ",;:()") || r.opensSentence(i) {
		return Number{}, false
	}
	id, last := r.t.Words[i].Raw, i
	letter, size := utf8.DecodeRuneInString(id)
	switch {
	case strings.ContainsAny(id, "/:$"):
		return Number{}, false
	case strings.ContainsFunc(id, unicode.IsDigit):
		for last+1 < len(r.t.Words) && r.gap(last) == "-" && (strings.ContainsFunc(r.t.Words[last+1].Raw, unicode.IsDigit) || len(r.t.Words[last+1].Raw) == 1) {
			last++
			id += r.t.Words[last].Raw
		}
	case size == len(id) && unicode.IsUpper(letter) && letter != 'I' && letter != 'A':
	case unicode.IsUpper(letter):
		v, l, ok := r.spelled(i)
		if !ok || l != i {
			return Number{}, false
		}
		id = strconv.Itoa(int(v))
	default:
		return Number{}, false
	}
	if _, unit := r.units[last+1]; unit {
		return Number{}, false // the photograph 3 inches wide
	}
	return Number{Kind: Designation, Unit: h.Means, Norm: strings.ToUpper(strings.ReplaceAll(id, ",", "")), First: i, Last: last}, true
}
