package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// Before is the law as it stood on the day before a case was decided, without the case, its litigation and what more is
// named: every rule, step and factor that rests on nothing else is switched off, and so is all later law.
func Before(b *doctrine.Casebook, c doctrine.Case, profile string, more ...string) *Reading {
	return before(b, c, profile, OneStays, more...)
}

func before(b *doctrine.Casebook, c doctrine.Case, profile string, strict Strictness, more ...string) *Reading {
	day, _ := doctrine.DayBefore(c.Date)
	without := slices.Concat([]string{c.ID, c.Authority}, more)
	for _, other := range b.Cases() {
		if c.Litigation != "" && other.Litigation == c.Litigation {
			without = append(without, other.ID)
		}
	}
	return Read(b, Options{Profile: profile, AsOf: day, Without: without, Strict: strict})
}
