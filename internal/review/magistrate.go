package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
)

// magistrateChecks asks whether it was sworn, and whether the one it was sworn before was neutral and was told.
func magistrateChecks() []*Check {
	return []*Check{noOath, partInTheMatter, refusalUndisclosed, unswornSupplement, joinedTheExecution, manyAtOnce}
}

// magistrates returns those before whom the application was put or sworn, once each, in the order of the record.
func (p *Pass) magistrates() []record.PersonID {
	var out []record.PersonID
	for _, pr := range p.App.Presentments {
		if !slices.Contains(out, pr.Magistrate) {
			out = append(out, pr.Magistrate)
		}
	}
	return out
}
