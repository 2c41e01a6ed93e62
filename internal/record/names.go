package record

import "regexp"

// The forms of identifiers. Those of things in a matter begin with a letter, so that in APPLICATION.NUMBER and
// APPLICATION.RESPONDENT the two can be told apart.
const (
	IDPattern           = `^[a-z][a-z0-9]*(-[a-z0-9]+)*$`
	JurisdictionPattern = `^us(-(a[klrz]|c[aot]|d[ce]|fl|g[au]|hi|i[adln]|k[sy]|la|m[adeinopst]|n[cdehjmvy]|o[hkr]|p[ar]|ri|s[cd]|t[nx]|ut|v[ait]|w[aivy]|as))?$`
)

// The forms of citations and times, as far as a pattern can hold them: that the second line of a citation does not come
// before the first, and that a date exists, only ParseCite and When.Valid tell.
const (
	CitePattern = `^[a-z][a-z0-9]*(-[a-z0-9]+)*(:[1-9][0-9]*(-[1-9][0-9]*)?)?( "[\s\S]*\S[\s\S]*")?$`
	WhenPattern = `^(unknown|((before|after|about) )?` + pointPattern + `|` + pointPattern + `\.\.` + pointPattern + `)$`

	pointPattern = `[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d([+-](0\d|1[0-4]):[0-5]\d)?)?)?)?`
)

var jurisdictionForm = regexp.MustCompile(JurisdictionPattern)

// validID reports whether s is written as IDPattern has it.
func validID(s string) bool {
	word := false // whether a letter or digit stands before
	for i := range len(s) {
		switch b := s[i]; {
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9' && i > 0:
			word = true
		case b == '-' && word:
			word = false
		default:
			return false
		}
	}
	return word
}
