package doctrine

import "testing"

func TestDefaultLawIsSound(t *testing.T) {
	for _, p := range Lint(Default()) {
		t.Error(p)
	}
}
