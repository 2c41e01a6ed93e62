package hall

import "testing"

// Of some decisions it is said whose words they are in, also where only one is recounted.
func TestWordsOf(t *testing.T) {
	here, told := saidDecision{}, saidDecision{Told: true}
	for want, list := range map[string][]saidDecision{"In the words of who decided.": {here, here}, "In the words of who decided, but for what is recounted.": {told, here}, "As it is recounted; it was not decided here.": {told}} {
		if got := wordsOf(list); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
