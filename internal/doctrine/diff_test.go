package doctrine

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// differing is the sound law with a second view, in which leave is no defence and custom is not enough.
func differing(t *testing.T) *Law {
	t.Helper()
	files := maps.Clone(soundFiles(t))
	edit := func(name, old, new string) {
		text := string(files[name].Data)
		if strings.Count(text, old) != 1 {
			t.Fatalf("%q does not stand once in %s", old, name)
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
	}
	edit("profiles.yaml", "  rests: [alpha-1950@2]\n", `  rests: [alpha-1950@2]
- id: strict
  kind: state
  title: The strict view
  name: Strict
  opinion: One
  authority: alpha-1950
  open: reserve
  why: Because.
  rests: [alpha-1950@2]
  over: court
  aside:
    - rule: R1
      from: 1960-01-01
      why: Leave is no defence there.
      rests: [alpha-1950@2]
`)
	edit("rules/all.yaml", "- id: R2\n", `- id: R1-strict
  title: The strict rule
  question: liability
  if: [harm, wrong]
  then: liable
  rests: [alpha-1950@2]
  text: Harm done wrongly makes liable, leave or not.
  status: decided
  from: 1960-01-01
  profiles: [strict]
- id: R2
`)
	edit("rules/all.yaml", "  if: [leave]\n", "  if: [leave]\n  unless: [wrong]\n")
	l, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if found := Lint(l); len(found) > 0 {
		t.Fatal(found)
	}
	return l
}

func TestDiff(t *testing.T) {
	l := differing(t)
	found := l.Diff(View{"court", ""}, View{"strict", ""})
	if len(found) != 1 || found[0].Question != "liability" {
		t.Fatalf("the views differ on %+v", found)
	}
	d := found[0]
	for i, want := range []string{"R1", "R1-strict"} {
		if got := ids(d.Only[i], rules); !slices.Equal(got, []string{want}) {
			t.Errorf("only in view %d: %v, want %s", i, got, want)
		}
	}
	var parts []string
	for _, p := range d.Parts {
		parts = append(parts, strings.Join(p.Given, " ")+": "+p.Answers[0].ID+" or "+p.Answers[1].ID)
	}
	if diff := cmp.Diff([]string{"harm leave ruled:  or liable"}, parts); diff != "" {
		t.Errorf("the answers part on (-want +got):\n%s", diff)
	}
	if why, ok := l.SetAside(View{"strict", "1970"}, "R1"); !ok || why.Why != "Leave is no defence there." {
		t.Errorf("R1 is set aside: %v, %+v", ok, why)
	}
	if _, ok := l.SetAside(View{"strict", "1955"}, "R1"); ok {
		t.Error("R1 is set aside before its day")
	}
}

func TestDiffOfDays(t *testing.T) {
	l := differing(t)
	if found := l.Diff(View{"court", "1951"}, View{"court", "1999"}); len(found) != 0 {
		t.Errorf("nothing changed, and it finds %+v", found)
	}
	if found := l.Diff(View{"court", "1955"}, View{"strict", "1955"}); len(found) != 0 {
		t.Errorf("before the strict rule they are one, and it finds %+v", found)
	}
	found := l.Diff(View{"strict", "1955"}, View{"strict", "1965"})
	if len(found) != 1 || len(found[0].Parts) != 1 {
		t.Errorf("the strict rule changes %+v", found)
	}
}

// On the law that comes with Affiant, every parting that is told is one: the answers on it are worked out anew.
func TestDiffIsTrue(t *testing.T) {
	l := Default()
	profiles := ids(l.Profiles(), profiles)
	var views []View
	for _, p := range profiles {
		for _, day := range []string{"1981-01-01", "1990-01-01", ""} {
			views = append(views, View{p, day})
		}
	}
	told := 0
	for _, a := range views {
		for _, b := range []View{views[0], views[2], {a.Profile, ""}} { // the first profile, early and late, and its own last law
			for _, d := range l.Diff(a, b) {
				for _, p := range d.Parts {
					told++
					for j, v := range []View{a, b} {
						got, _, _ := l.Answer(v.Profile, d.Question, v.AsOf, func(id string) bool { return slices.Contains(p.Given, id) })
						if got.ID != p.Answers[j].ID {
							t.Errorf("%s, %s, given %v: told %q, answers %q", v, d.Question, p.Given, p.Answers[j].ID, got.ID)
						}
					}
					if p.Answers[0].ID == p.Answers[1].ID {
						t.Errorf("%s and %s do not part on %v", a, b, p.Given)
					}
				}
			}
		}
	}
	if told < 20 {
		t.Errorf("only %d partings were told", told)
	}
}
