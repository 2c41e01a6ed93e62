package figures_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/affiant-project/affiant/internal/figures"
)

func titles(code string) string { return "of " + code }

// made draws applications: some courts with many judges, some with few, in two years.
func made(t *rapid.T) []figures.Application {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) figures.Application {
		court := rapid.SampledFrom([]string{"county", "city", "harbour"}).Draw(t, "court")
		judges := map[string]int{"county": 9, "city": 6, "harbour": 2}[court]
		a := figures.Application{Court: court, Kind: rapid.SampledFrom([]string{"arrest", "arrest", "arrest", "search"}).Draw(t, "kind"), Words: rapid.IntRange(0, 9000).Draw(t, "words")}
		for range rapid.IntRange(0, 3).Draw(t, "decisions") {
			d := figures.Decision{Judge: fmt.Sprintf("judge-%s-%d", court, rapid.IntRange(0, judges-1).Draw(t, "judge")), Act: rapid.SampledFrom([]string{"granted", "granted", "modified", "denied", "returned"}).Draw(t, "act"),
				Day:     fmt.Sprintf("%d-%02d-%02d", rapid.IntRange(2025, 2026).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")),
				Seconds: rapid.Int64Range(-1, 7200).Draw(t, "seconds")}
			if rapid.IntRange(0, 20).Draw(t, "unknown") == 0 {
				d.Judge = ""
			}
			a.Decisions = append(a.Decisions, d)
		}
		if rapid.Bool().Draw(t, "flawed") {
			a.Answers = []figures.Answer{{Flaw: rapid.SampledFrom([]string{"S2", "O1"}).Draw(t, "flaw"), Act: "as-written"}}
		}
		if rapid.IntRange(0, 4).Draw(t, "ended") == 0 {
			a.Outcomes = []string{rapid.SampledFrom([]string{figures.NoTrueBill, figures.Dismissed, figures.Suppressed}).Draw(t, "outcome")}
		}
		return a
	}), 0, 200).Draw(t, "applications")
}

// in reports whether a decision is in a group, by what the group says of itself.
func in(g figures.Group, a figures.Application, d figures.Decision, named map[string]bool) bool {
	q := fmt.Sprintf("%s-Q%d", d.Day[:4], (int(d.Day[5]-'0')*10+int(d.Day[6]-'0')+2)/3)
	switch g.By {
	case "court":
		return g.Name == a.Court || g.Name == "the others together" && !named["court "+a.Court]
	case "kind":
		return g.Name == a.Kind || g.Name == "the others together" && !named["kind "+a.Kind]
	case "time":
		from, to, _ := strings.Cut(g.Name, " to ")
		return q >= from && q <= max(from, to)
	}
	return true
}

// TestNothingTellsOfFew: whatever the applications are, each group has enough judges, and so has all that is left when groups are taken from the sum; no
// count is small or exact; no judge is named; order and the names of judges do not matter.
func TestNothingTellsOfFew(t *testing.T) {
	apart := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		all := made(t)
		l := figures.Usual()
		r, err := figures.Count(all, "2026-08-09", l, titles)
		if err != nil {
			t.Fatal(err)
		}
		named := map[string]bool{}
		for _, g := range r.Groups {
			named[g.By+" "+g.Name] = true
			apart[g.By]++
		}
		for _, g := range r.Groups {
			judges, rest, n := map[string]bool{}, map[string]bool{}, 0
			for _, a := range all {
				for _, d := range a.Decisions {
					counted := d.Day < "2026-07-01" && slices.ContainsFunc(r.Groups, func(g figures.Group) bool { return g.By == "time" && in(g, a, d, named) })
					switch {
					case !counted:
					case in(g, a, d, named):
						n++
						judges[d.Judge] = true
					default:
						rest[d.Judge] = true
					}
				}
			}
			delete(judges, "")
			delete(rest, "")
			if len(judges) < l.Judges || len(rest) > 0 && len(rest) < l.Judges && g.By != "time" {
				t.Errorf("%s %s: %d judges, and %d in what is left", g.By, g.Name, len(judges), len(rest))
			}
			for _, f := range g.Counts {
				if f.Means == "" || f.Title == "" {
					t.Errorf("%s says nothing of what it counts", f.ID)
				}
				if f.Count != nil && (*f.Count < l.Count || *f.Count%l.Count != 0) {
					t.Errorf("%s %s: %s is %d", g.By, g.Name, f.ID, *f.Count)
				}
				if f.ID == "decisions" && (f.Count == nil) != (n < l.Count) || f.ID == "decisions" && f.Count != nil && (*f.Count-n > 2 || n-*f.Count > 2) {
					t.Errorf("%s %s: %v decisions, and there are %d", g.By, g.Name, f.Count, n)
				}
			}
			for _, x := range g.Times {
				if x.Count == nil && (x.Median != nil || x.Quarter != nil || x.Most != nil || x.Within3 != nil) {
					t.Errorf("%s %s: times of too few", g.By, g.Name)
				}
				if x.Count != nil && (*x.Quarter > *x.Median || *x.Median > *x.Most) {
					t.Errorf("%+v", x)
				}
			}
		}
		text, _ := json.Marshal(r)
		if strings.Contains(string(text), "judge-") {
			t.Error("a judge is named")
		}
		other := slices.Clone(all)
		slices.Reverse(other)
		for i := range other {
			other[i].Decisions = slices.Clone(other[i].Decisions)
			for j := range other[i].Decisions {
				if d := &other[i].Decisions[j]; d.Judge != "" {
					d.Judge = "x" + d.Judge
				}
			}
		}
		again, err := figures.Count(other, "2026-09-30", l, titles)
		if b, _ := json.Marshal(again); err != nil || string(b) != string(text) {
			t.Errorf("other figures in another order, with other names, on another day of the quarter: %v", err)
		}
	})
	for _, by := range []string{"all", "court", "kind", "time"} {
		if apart[by] == 0 {
			t.Errorf("nothing was ever told apart by %s", by)
		}
	}
}

// TestCount: what is counted is what is said.
func TestCount(t *testing.T) {
	var all []figures.Application
	for i := range 40 {
		a := figures.Application{Court: "county", Kind: "arrest", Words: 100 + 20*i, Decisions: []figures.Decision{{Judge: fmt.Sprint("j", i%5), Act: "granted", Day: "2026-02-10", Seconds: int64(60 * i)}}}
		switch {
		case i < 10:
			a.Decisions[0].Act = "returned"
			a.Decisions = append(a.Decisions, figures.Decision{Judge: "j0", Act: "granted", Day: "2026-02-11", Seconds: 600})
		case i < 12:
			a.Outcomes = []string{figures.Suppressed}
		case i < 20:
			a.Outcomes = []string{figures.NoTrueBill}
			a.Answers = []figures.Answer{{Flaw: "S2", Act: "cited"}}
		}
		all = append(all, a)
	}
	r, err := figures.Count(all, "2026-05-01", figures.Usual(), titles)
	if err != nil || r.Through != "2026-Q1" {
		t.Fatalf("%+v, %v", r, err)
	}
	says := map[string]string{}
	for _, g := range r.Groups {
		for _, f := range g.Counts {
			n := "hidden"
			if f.Count != nil {
				n = fmt.Sprint(*f.Count)
			}
			says[g.By+" "+g.Name+" "+f.ID] = n
		}
		for _, x := range g.Times {
			if x.Count != nil {
				says[g.By+" "+g.Name+" "+x.Title] = fmt.Sprint(*x.Count, *x.Quarter, *x.Median, *x.Most)
			}
		}
	}
	for key, want := range map[string]string{"all all applications": "40", "all all decisions": "50", "all all granted": "40", "all all returned": "10", "all all denied": "hidden", "all all suppressed": "hidden",
		"all all no-true-bill": "10", "all all flaw-S2": "10", "all all answered-cited": "10", "all all 0 to 499 words": "30 7 10 12", "time 2026-Q1 decisions": "50", "court county decisions": "50"} {
		if says[key] != want {
			t.Errorf("%s: %q, want %q", key, says[key], want)
		}
	}
	// A quarter that runs is not counted, nor one of too few judges.
	if r, err = figures.Count(all, "2026-03-31", figures.Usual(), titles); err != nil || r.Through != "" || len(r.Groups) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	for i := range all {
		all[i].Decisions[0].Judge = "j0"
	}
	if r, err = figures.Count(all, "2026-05-01", figures.Usual(), titles); err != nil || len(r.Groups) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	for _, bad := range []string{"", "2026", "2026-13-01", "yesterday!"} {
		if _, err := figures.Count(nil, bad, figures.Usual(), titles); err == nil {
			t.Errorf("%q is a day", bad)
		}
	}
}
