package brief

import (
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// ParseFind reads a hypothesis as a person writes it: FLAW=overruled or FLAW=sustained, then after commas a state of mind
// and by=court, by=factfinder or by=reviewer. Whether there is such a flaw is for Read to say. The error is of kind Input
// and begins with what was written.
func ParseFind(s string) (record.Ruling, error) {
	bad := func(what string) (record.Ruling, error) {
		return record.Ruling{}, fault.Errorf(fault.Input, "%s: %s; expected FLAW=overruled or FLAW=sustained, then, after commas, "+
			"innocent, negligent, reckless or deliberate, and by=court, by=factfinder or by=reviewer", s, what)
	}
	on, rest, ok := strings.Cut(s, "=")
	if !ok || on == "" {
		return bad("it names no flaw and ruling")
	}
	words := strings.Split(rest, ",")
	r := record.Ruling{On: on, Value: words[0]}
	if r.Value != string(Overruled) && r.Value != string(Sustained) {
		return bad(strconv.Quote(r.Value) + " is no ruling")
	}
	for _, w := range words[1:] {
		by, isBy := strings.CutPrefix(w, "by=")
		switch {
		case isBy && by != "conceded" && slices.Contains(deciders, by) && r.By == "":
			r.By = by
		case r.Value == string(Sustained) && slices.Contains(minds, w) && r.Mind == "":
			r.Mind = w
		default:
			return bad(strconv.Quote(w) + " may not stand there")
		}
	}
	return r, nil
}

// ParsePlace reads APPLICATION.NUMBER, or NUMBER where the matter has one application. The error is of kind Input and
// begins with what was written.
func ParsePlace(s string) (Place, error) {
	app, number := "", s
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		app, number = s[:i], s[i+1:]
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		return Place{}, fault.Errorf(fault.Input, "%q: it names no assertion; expected NUMBER or APPLICATION.NUMBER, such as arrest.13", s)
	}
	return Place{App: record.AppID(app), N: n}, nil
}
