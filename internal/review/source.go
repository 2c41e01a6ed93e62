package review

// sourceChecks lists the checks that hold a sentence against its source, in the order in which they run. Says-more runs
// before reading, which asks about the same words.
func sourceChecks() []*Check {
	return []*Check{noSource, saysMore, contradicts, hedgeDropped, misquoted, trimmed, particularsDiffer, notPrinted, reading}
}
