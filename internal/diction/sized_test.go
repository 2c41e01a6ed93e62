package diction

import "testing"

// TestSized holds that each kind of figure by which someone is described has one value by which two of it may differ, whatever word tells it.
func TestSized(t *testing.T) {
	differ := make(map[string]float64)
	for _, e := range Default().Class("sized") {
		was, ok := differ[e.Kind]
		switch {
		case e.Value <= 0:
			t.Errorf("%s: needs a value, by how much two figures may differ", e.Words)
		case ok && was != e.Value:
			t.Errorf("%s: the value for %s is %v, and %v with another word", e.Words, e.Kind, e.Value, was)
		}
		differ[e.Kind] = e.Value
	}
	for _, k := range []string{"tallness", "heaviness", "age"} {
		if differ[k] == 0 {
			t.Errorf("no word says by how much two figures for %s may differ", k)
		}
	}
	if len(differ) != 3 {
		t.Errorf("figures are of the kinds tallness, heaviness and age; the vocabulary has %v", differ)
	}
}
