package review

// identityChecks lists the checks of who is meant, and of which occasion.
func identityChecks() []*Check {
	return []*Check{fitsMoreThanOne, spelledUnlike, identifiedWithoutBasis, whichEvent, speakerAssumed}
}
