package record

import "regexp"

// The forms of identifiers. Those of things in a matter begin with a letter, so that in APPLICATION.NUMBER and
// APPLICATION.RESPONDENT the two can be told apart.
const (
	IDPattern           = `^[a-z][a-z0-9]*(-[a-z0-9]+)*$`
	JurisdictionPattern = `^us(-[a-z]{2})?$`
)

var (
	idForm           = regexp.MustCompile(IDPattern)
	jurisdictionForm = regexp.MustCompile(JurisdictionPattern)
)

func validID(s string) bool { return idForm.MatchString(s) }
