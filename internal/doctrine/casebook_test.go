package doctrine

import "testing"

func TestDefaultCasebookIsSound(t *testing.T) {
	for _, p := range LintCasebook(DefaultCasebook()) {
		t.Error(p)
	}
}
