package brief_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/transcript"
)

// Renaming every person and place of the file changes nothing but names: the same flaws at the same places, the same
// answers, turning on the same rulings.
func TestRenamingChangesNothingButNames(t *testing.T) {
	data, err := os.ReadFile("../../examples/malley-v-briggs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	renamed := strings.NewReplacer(
		"Edward Malley", "Gordon Tavish", "Louisa", "Marietta", "Luisa", "Mareta", "Briggs", "Hollis", "Jimmy", "Denny",
		"James", "Dennis", "Jaime", "Corin", "Driscoll", "Penrose", "Paul", "Ivor", "Nancy", "Thelma", "Scott", "Duane",
		"Bungershort", "Tattersby", "Dr. Shogun", "Dr. Falkon", "Doctor Shotgun", "Doctor Falcon", "Capelli", "Ortmann",
		"Rhode Island", "New Hampshire",
	).Replace(string(data))

	shape := func(name, text string) []string {
		f, err := transcript.Read(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		r, err := brief.Read(&f.Matter, doctrine.Default(), "test", brief.Options{Cases: doctrine.DefaultCasebook()})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, f := range r.Flaws {
			out = append(out, f.ID+" "+string(f.Force)+" "+string(f.State))
		}
		for _, e := range r.Elements {
			out = append(out, string(e.Respondent)+" "+string(e.Element.ID)+" "+string(e.Support)+" "+e.Label)
		}
		for _, q := range r.Questions {
			line := string(q.Respondent) + " " + q.Question.ID + " " + q.Answer + " " + q.Other.Answer
			for _, turn := range q.Turns {
				line += " | " + turn.Answer
				for _, ruled := range turn.Rulings {
					line += " " + ruled.Flaw + "=" + ruled.Value
				}
			}
			out = append(out, line)
		}
		return out
	}
	before, after := shape("before.yaml", string(data)), shape("after.yaml", renamed)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("renaming changed the review:\n%s", diff)
	}
	for _, name := range regexp.MustCompile(`\b(Malley|Briggs|Driscoll|Louisa|Luisa|Shogun)\b`).FindAllString(renamed, -1) {
		if name != "Malley" {
			t.Errorf("the renamed file still says %s", name)
		}
	}
}
