package review

import "slices"

// Checks lists every check, in the order in which they run and are explained.
func Checks() []*Check {
	return slices.Concat(
		sourceChecks(),
		identityChecks(),
		omissionChecks(),
		causeChecks(),
		formChecks(),
		magistrateChecks(),
		executionChecks(),
		interceptionChecks(),
	)
}

// Explain returns the check with the given code, such as S2.
func Explain(code string) (*Check, bool) {
	for _, c := range Checks() {
		if c.Code == code {
			return c, true
		}
	}
	return nil, false
}
