package hall

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// What was not checked of a time limit stands with its authority on the pages, and with one that is certain nothing does.
func TestUncheckedLimitIsShown(t *testing.T) {
	for name, want := range map[string]bool{"execute-search@us-oh": true, "execute-search@us": false} {
		x, ok := doctrine.Default().Limit(name)
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		got := uncheckedSays(underSays(x.Says, x.Standing), x.Unchecked)
		if strings.Contains(got, "not checked") != want || !strings.HasPrefix(got, x.Says) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
