package hall_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// lawOfTheState is law laid over the built-in: a word that holds back, a time limit that the federal law has not, a burden in the place of one, one that has
// ended, and a word of the glossary.
func lawOfTheState(t *testing.T) *doctrine.Casebook {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"vocabulary/talk.yaml": "class: hedge\nnote: How people here talk.\nentries:\n  - words: [belike]\n    kind: doubt\n",
		"law/limits.yaml": "- id: seal-after-no-true-bill\n  jurisdiction: us-ri\n  title: seal what was not charged\n  starts: no-true-bill\n  count: 10\n  unit: calendar-days\n" +
			"  who: clerk\n  says: an invented rule of the State\n  standing: inferred\n",
		"law/burdens.yaml": "- id: leon-reliance\n  replaces: leon-reliance\n  posture: suppression\n  who: the State\n  says: That reliance was reasonable is shown by the State.\n  rests: [leon-1984@923]\n" +
			"- id: gates-deference\n  replaces: gates-deference\n  posture: suppression\n  who: whoever attacks the warrant\n  says: The finding is given great deference.\n  rests: [gates-1983@236]\n  until: 2001-01-01\n",
		"law/glossary.yaml": "- id: magistrate\n  replaces: magistrate\n  term: Magistrate\n  means: Whoever the State calls a justice of the peace.\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	book, err := doctrine.Lay(doctrine.Layer{Name: "state", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// A station goes by the law it was given, and by no other: in the check of a sentence as it is typed, in what is due, and on counsel's sheet.
func TestLawOfTheStation(t *testing.T) {
	for _, given := range []bool{false, true} {
		book := doctrine.DefaultCasebook()
		if given {
			book = lawOfTheState(t)
		}
		s := newStationBy(t, book)
		says := func(where, text, what string, want bool) {
			t.Helper()
			if strings.Contains(text, what) != want {
				t.Errorf("with law of its own %v: %s says %q: %v", given, where, what, !want)
			}
		}
		s.write("quay")
		s.do("vance", "quay", "source-logged", `{"source":{"id":"talk","kind":"report","title":"Talk on the quay","author":"vance","time":"2026-03-02","lines":[{"n":1,"text":"Belike Peter Dole had a red purse on the deck."}]}}`)
		edit := "/matters/quay/applications/purse/edit"
		a := s.send("vance", s.page("vance", edit), edit, "assertion.text", "Peter Dole had a red purse on the deck.", "cite", "talk:1")
		a = s.send("vance", a.body, edit, "assertion.basis", "reported", "test", "yes")
		says("the editor", words(a.body), "S4 Drops a hedge", given)

		says("the page of what the words mean", words(s.page("", "/words")), "Whoever the State calls a justice of the peace.", given)
		s.after("ferry")
		says("the page of the matter", words(s.page("archer", "/matters/ferry")), "an invented rule of the State", given)
		sheet := words(s.page("cross", "/matters/ferry/applications/purse/counsel?posture=suppression"))
		says("counsel's sheet", sheet, "That reliance was reasonable is shown by the State.", given)
		says("counsel's sheet", sheet, "Evidence taken in reliance on a warrant stays in", !given)
		says("counsel's sheet", sheet, "great deference", !given)
		says("counsel's sheet", sheet, "proved by a preponderance of the evidence", true)
	}
}
