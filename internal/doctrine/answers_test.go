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
