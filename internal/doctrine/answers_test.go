package doctrine

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
)

// exclusive are the families of given terms of which a question has one at a time.
var exclusive = []string{"sufficiency-", "obviousness-", "corrected-"}

// cone lists the given terms from which the rules could conclude one of the terms, sorted.
func cone(l *Law, rules []Rule, terms []string) []string {
	seen := make(map[string]bool)
	var given []string
	var visit func(id string)
	visit = func(id string) {
		if seen[id] {
			return
		}
		seen[id] = true
		if t, _ := l.Term(id); t.Given != byRule && t.Given != byLaw {
			given = append(given, id)
		}
		for _, r := range rules {
			if r.Then == id {
				for _, below := range slices.Concat(r.If, r.Unless) {
					visit(below)
				}
			}
		}
	}
	for _, id := range terms {
		visit(id)
	}
	slices.Sort(given)
	return given
}

// situations calls try with every sensible set of the given terms: any of them, but one of each exclusive family that
// is among them.
func situations(given []string, try func(map[string]bool)) {
	var families [][]string
	var free []string
	for _, prefix := range exclusive {
		var family []string
		for _, id := range given {
			if strings.HasPrefix(id, prefix) {
				family = append(family, id)
			}
		}
		if family != nil {
			families = append(families, family)
		}
	}
	for _, id := range given {
		if !slices.ContainsFunc(exclusive, func(p string) bool { return strings.HasPrefix(id, p) }) {
			free = append(free, id)
		}
	}
	on := make(map[string]bool)
	var choose func(i int)
	choose = func(i int) {
		switch {
		case i < len(families):
			for _, id := range families[i] {
				on[id] = true
				choose(i + 1)
				delete(on, id)
			}
		case i < len(families)+len(free):
			id := free[i-len(families)]
			choose(i + 1)
			on[id] = true
			choose(i + 1)
			delete(on, id)
		default:
			try(on)
		}
	}
	choose(0)
}

// turningDays lists every day on which the law changes, and one before them all.
func turningDays(l *Law) []string {
	days := []string{"1850-01-01"}
	for _, r := range l.Rules() {
		days = append(days, lastDay(r.From))
		if r.Until != "" {
			days = append(days, lastDay(r.Until))
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// shortcut draws what rules give many times over, in one order found once.
func shortcut(l *Law, rules []Rule) func(on map[string]bool) func(term string) bool {
	at := make(map[string]int)
	number := func(id string) int {
		if _, ok := at[id]; !ok {
			at[id] = len(at)
		}
		return at[id]
	}
	type step struct {
		need, unless []int
		then         int
	}
	var steps []step
	done := make(map[string]bool)
	var visit func(id string)
	visit = func(id string) {
		if done[id] {
			return
		}
		done[id] = true
		for _, r := range rules {
			if r.Then != id {
				continue
			}
			s := step{then: number(id)}
			for _, t := range r.If {
				visit(t)
				s.need = append(s.need, number(t))
			}
			for _, t := range r.Unless {
				visit(t)
				s.unless = append(s.unless, number(t))
			}
			steps = append(steps, s)
		}
	}
	for _, r := range rules {
		visit(r.Then)
	}
	byLaws := make([]bool, len(at))
	for id, i := range at {
		t, _ := l.Term(id)
		byLaws[i] = t.Given == byLaw
	}
	state := make([]bool, len(at))
	return func(on map[string]bool) func(string) bool {
		copy(state, byLaws)
		for id, is := range on {
			if i, ok := at[id]; ok && is {
				state[i] = true
			}
		}
		for _, s := range steps {
			if !slices.ContainsFunc(s.need, func(i int) bool { return !state[i] }) && !slices.ContainsFunc(s.unless, func(i int) bool { return state[i] }) {
				state[s.then] = true
			}
		}
		return func(term string) bool { i, ok := at[term]; return ok && state[i] }
	}
}

func ruleIDs(rules []Rule) string {
	var ids []string
	for _, r := range rules {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, " ")
}

func answerTerms(q Question) []string {
	var terms []string
	for _, a := range q.Answers {
		terms = append(terms, a.When)
	}
	if q.ID == "sufficiency" { // its rules settle the weight of one element
		terms = append(terms, "settled-enough", "settled-not-enough")
	}
	return terms
}

// In no sensible situation, under no profile and on no day do the rules give two answers to one question; and every
// answer can be had.
func TestOneAnswer(t *testing.T) {
	l := Default()
	days := turningDays(l)
	for _, q := range l.Questions() {
		terms := answerTerms(q)
		reached := make(map[string]bool)
		tried := make(map[string]bool) // sets of rules, which many profiles and days share
		for _, p := range l.Profiles() {
			for _, day := range days {
				rules := l.RulesFor(p.ID, q.ID, day)
				if key := ruleIDs(rules); tried[key] {
					continue
				} else {
					tried[key] = true
				}
				holds, n := shortcut(l, rules), 0
				situations(cone(l, rules, terms), func(on map[string]bool) {
					got := holds(on)
					if n++; n%97 == 1 { // the shortcut is held to what it cuts short
						c := l.Conclude(rules, func(id string) bool { return on[id] })
						for _, r := range rules {
							if c.Holds(r.Then) != got(r.Then) {
								t.Fatalf("%s under %s on %s, given %v: %s by the shortcut %v", q.ID, p.ID, day, sortedKeys(on), r.Then, got(r.Then))
							}
						}
					}
					var held []string
					for _, id := range terms {
						if got(id) || on[id] {
							held = append(held, id)
							reached[id] = true
						}
					}
					labels := q.ID == "sufficiency" && len(held) == 2 && strings.HasPrefix(held[0], "sufficiency-") && strings.HasPrefix(held[1], "settled-")
					if len(held) > 1 && !labels {
						t.Fatalf("%s under %s on %s, given %v: %v all hold", q.ID, p.ID, day, sortedKeys(on), held)
					}
				})
			}
		}
		for _, id := range terms {
			if !reached[id] {
				t.Errorf("%s: no situation gives %s", q.ID, id)
			}
		}
	}
}

// testdata/answers.txt says what the law answers, line by line.
func TestAnswers(t *testing.T) {
	l := Default()
	f, err := os.Open("testdata/answers.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, lines := 0, bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		n++
		cols := strings.Split(line, "|")
		if len(cols) != 5 {
			t.Fatalf("%q has %d columns; 5 were expected", line, len(cols))
		}
		for i := range cols {
			cols[i] = strings.TrimSpace(cols[i])
		}
		question, asOf, given := cols[0], cols[1], strings.Fields(cols[2])
		for _, id := range given {
			if term, ok := l.Term(id); !ok || term.Given == byRule {
				t.Errorf("%q gives %s, which is no given term", line, id)
			}
		}
		for i, profile := range []string{"court", "powell"} {
			got := "-"
			if a, _, ok := l.Answer(profile, question, asOf, func(id string) bool { return slices.Contains(given, id) }); ok {
				got = a.ID
			}
			if want := cols[3+i]; got != want {
				t.Errorf("%s on %s given %v under %s: %s, want %s", question, asOf, given, profile, got, want)
			}
		}
	}
	if n < 60 {
		t.Errorf("only %d answers are checked", n)
	}
}

// testdata/profiles.txt says what circuits and States answer, line by line; and each of those profiles differs somewhere from
// the Court's, in a rule of its own or in one set aside.
func TestProfilesAnswer(t *testing.T) {
	l := Default()
	data, err := os.ReadFile("testdata/profiles.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		cols := strings.Split(line, "|")
		if len(cols) != 6 {
			t.Fatalf("%q has %d columns; 6 were expected", line, len(cols))
		}
		for i := range cols {
			cols[i] = strings.TrimSpace(cols[i])
		}
		given := strings.Fields(cols[3])
		for i, profile := range []string{cols[0], "court"} {
			got := "-"
			if a, _, ok := l.Answer(profile, cols[1], cols[2], func(id string) bool { return slices.Contains(given, id) }); ok {
				got = a.ID
			}
			if got != cols[4+i] {
				t.Errorf("%s on %s given %v under %s: %s, want %s", cols[1], cols[2], given, profile, got, cols[4+i])
			}
		}
	}
	for _, p := range l.Profiles() {
		own := slices.ContainsFunc(l.Rules(), func(r Rule) bool { return slices.Contains(r.Profiles, p.ID) })
		if p.Over != "" && !own {
			t.Errorf("%s has no rule of its own", p.ID)
		}
	}
}

// What was left out counts from the day, and in the state of mind, that a circuit says.
func TestOmissionsByCircuit(t *testing.T) {
	l := Default()
	for _, c := range []struct{ profile, day, want string }{
		{"court", "1979-06-01", ""},
		{"court", "1981-06-01", "omission-counts-if-reckless"},
		{"powell", "1986-03-05", "omission-counts-if-reckless"},
		{"ca4", "1990-03-26", ""},
		{"ca4", "1990-03-27", "omission-counts-if-reckless"},
		{"ca5", "1981-06-01", "omission-counts-if-reckless"},
		{"ca6", "1986-03-05", ""},
		{"ca6", "2026-01-01", "omission-counts-if-deliberate"},
		{"ca9", "1985-06-04", ""},
		{"ca9", "1985-06-05", "omission-counts-if-reckless"},
		{"ca11", "1981-10-01", "omission-counts-if-reckless"},
		{"us-pa", "2026-01-01", "omission-counts-if-reckless"},
	} {
		got := ""
		why := l.Conclude(l.RulesFor(c.profile, "veracity", c.day), func(string) bool { return false })
		for _, id := range []string{"omission-counts-if-reckless", "omission-counts-if-deliberate"} {
			if why.Holds(id) {
				got += id
			}
		}
		if got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.profile, c.day, got, c.want)
		}
	}
}

// A tip with one strand missing falls short where the two strands are asked apart, and is left to be weighed elsewhere.
func TestStrandsByProfile(t *testing.T) {
	l := Default()
	for _, c := range []struct {
		profile, day, given string
		want                bool
	}{
		{"court", "1981-06-01", "strand-of-veracity-missing", true},
		{"court", "1981-06-01", "strand-of-basis-missing", true},
		{"court", "1983-06-07", "strand-of-basis-missing", true},
		{"court", "1983-06-08", "strand-of-basis-missing", false},
		{"us-ma", "1983-06-08", "strand-of-basis-missing", false},
		{"us-ma", "2026-01-01", "strand-of-basis-missing", true},
		{"us-wa", "1984-09-06", "strand-of-veracity-missing", true},
		{"us-nm", "2026-01-01", "strand-of-veracity-missing", true},
		{"us-pa", "2026-01-01", "strand-of-veracity-missing", false},
		{"us-ma", "2026-01-01", "strand-of-basis-missing corroborated-tip", false},
	} {
		given := strings.Fields(c.given)
		why := l.Conclude(l.RulesFor(c.profile, "sufficiency", c.day), func(id string) bool { return slices.Contains(given, id) })
		if got := why.Holds("settled-not-enough"); got != c.want {
			t.Errorf("%s on %s given %s: settled not enough %v, want %v", c.profile, c.day, c.given, got, c.want)
		}
	}
}

// What Compile makes of rules is labelled as Conclude concludes, in every situation, with nothing left undecided.
func TestCompileAgreesWithConclude(t *testing.T) {
	l := Default()
	for _, q := range l.Questions() {
		tried := make(map[string]bool)
		for _, p := range l.Profiles() {
			for _, day := range []string{"1983-01-01", "1986-03-05", "2026-01-01"} {
				rules := l.RulesFor(p.ID, q.ID, day)
				key := ruleIDs(rules)
				if tried[key] {
					continue
				}
				tried[key] = true
				given := cone(l, rules, answerTerms(q))
				b := argue.NewBuilder()
				for _, term := range l.Terms() {
					switch term.Given {
					case byLaw:
						b.Fact("law: "+term.ID, b.Sentence(term.ID))
					case byRule:
						b.Sentence(term.ID)
					default:
						b.Switch(term.ID)
					}
				}
				Compile(b, rules)
				f, err := b.Build()
				if err != nil {
					t.Fatal(err)
				}
				reasoner := label.New(f)
				n := 0
				situations(given, func(on map[string]bool) {
					if n++; n%7 != 1 { // one in seven is plenty
						return
					}
					c := l.Conclude(rules, func(id string) bool { return on[id] })
					var switches []argue.Sentence
					for _, id := range given {
						if s, _ := f.Find(id); on[id] {
							switches = append(switches, s)
						}
					}
					slices.Sort(switches)
					lab := reasoner.Grounded(switches)
					for _, r := range rules {
						s, _ := f.Find(r.Then)
						want := label.Out
						if c.Holds(r.Then) {
							want = label.In
						}
						if got := lab.Of(s); got != want {
							t.Fatalf("%s under %s on %s, given %v: %s is %v, want %v", q.ID, p.ID, day, sortedKeys(on), r.Then, got, want)
						}
					}
				})
			}
		}
	}
}
