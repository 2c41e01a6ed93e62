package brief_test

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// Each posture that counsel has a sheet for says who has to show what, and each entry rests on pins that the law has.
func TestBurdens(t *testing.T) {
	law := doctrine.Default()
	for _, p := range brief.Postures() {
		list := law.BurdensAt(string(p), "2020-01-01")
		if (p == brief.AtApplication) != (len(list) == 0) {
			t.Errorf("%s has %d burdens", p, len(list))
		}
		for _, b := range list {
			if b.Who == "" || !strings.HasSuffix(b.Says, ".") || len(b.Rests) == 0 {
				t.Errorf("%s: %+v", p, b)
			}
			for _, c := range b.Rests {
				if _, standing, ok := law.Explain(c); !ok || c.Pin == "" || standing == "" {
					t.Errorf("%s: the law has no %s", p, c)
				}
			}
		}
	}
}
