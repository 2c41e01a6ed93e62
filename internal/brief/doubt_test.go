package brief

import (
	"fmt"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// What is said of someone's word, once something that he left out is put in, names what he told and not what else rests on him.
func TestDoubtNamesWhatWasTold(t *testing.T) {
	said := 0
	for name, m := range matters(t) {
		r, err := Read(m, doctrine.Default(), "test", Options{Posture: AtTrial, NoProof: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, c := range r.papers {
			for sentence, says := range c.meta {
				f := c.byID[says.Flaw]
				if f == nil || !strings.HasSuffix(sentence, " to be believed") && !strings.HasSuffix(sentence, " in doubt") {
					continue
				}
				said++
				if says.Assertion != f.Assertion || !strings.HasPrefix(says.Says, fmt.Sprintf("who told ¶ %d may ", f.Assertion)) {
					t.Errorf("%s: %s, at ¶ %d: %s", name, sentence, says.Assertion, says.Says)
				}
			}
		}
	}
	if said < 6 {
		t.Errorf("only %d doubts were read", said)
	}
}
