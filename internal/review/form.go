package review

// formChecks asks for care in the writing.
func formChecks() []*Check {
	return []*Check{locatorIncomplete, recitalAndGloss, basisNotStated, undated, notAttached}
}
