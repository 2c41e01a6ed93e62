package diction

import "testing"

func TestDefault(t *testing.T) {
	lx, err := Load(vocabulary, "vocabulary")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range lx.Classes() {
		if len(lx.Class(c)) == 0 {
			t.Errorf("class %s is empty", c)
		}
	}
	for concept, broader := range lx.under {
		for _, b := range broader {
			if b == concept {
				t.Errorf("%s is under itself", concept)
			}
		}
	}
}
