package hall

import (
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// when reads a time typed in a control of the browser, which has no place for the offset by which the two are told apart of an hour that comes twice; offset is that,
// and is passed over for every other time. An error says how a time is written.
func when(typed, offset string, z *time.Location) (record.When, error) {
	w := record.When(strings.TrimSpace(typed))
	if !w.Valid() {
		return "", fault.Errorf(fault.Input, "a time is written such as 2026-03-02T09:15; left empty, it is now")
	}
	if full := w + record.When(offset); slices.Contains(clerk.Twice(w, z), full) {
		return full, nil
	}
	return w, nil
}

// twiceOf says which are the two of an hour that the clocks of a zone show twice, while it is near; nil if it is not.
func twiceOf(now time.Time, z *time.Location) []option {
	ways := clerk.PutBack(now, z)
	if ways == nil {
		return nil
	}
	const minute = len("2006-01-02T15:04")
	first, second := string(ways[0][minute:]), string(ways[1][minute:])
	day := ways[0][:minute].String()
	return []option{{first, "The first, before the clocks were put back to " + day + " (UTC" + first + ")"}, {second, "The second, after it (UTC" + second + ")"}}
}
