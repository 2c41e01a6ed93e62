package holding

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// lay puts cases over the built-in casebook.
func lay(t *testing.T, cases ...string) *doctrine.Casebook {
	t.Helper()
	files := fstest.MapFS{}
	for _, text := range cases {
		id, _, _ := strings.Cut(strings.TrimPrefix(text, "id: "), "\n")
		files["casebook/cases/"+id+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	b, err := doctrine.Lay(doctrine.Layer{Name: "test", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// decision writes a case that was decided by a court on a day, on one question, because of factors that it had.
func decision(id, court, date, about, outcome, shows, because string) string {
	return fmt.Sprintf(`id: %s
name: %s
citation: "1 Test 1 (%s)"
court: %s
date: %s
kind: suppression
act: search
questions:
  - about: %s
    outcome: %s
    because: [%s]
facts:
  - tag: sworn
    says: What is told.
    shows: [%s]
reason: It was so.
`, id, id, id, court, date, about, outcome, because, shows)
}

func ask(t *testing.T, b *doctrine.Casebook, o Options, s Situation) Answer {
	t.Helper()
	return Read(b, o).Answer(s, AllDecided(b))
}

// The factors of these tests are such that no rule says anything of them together.
const bare = "traced-through-a-thing, place-of-another"

func situation(court, place string) Situation {
	return Situation{Issue: "probable-cause", Act: "search", Court: court, Place: place,
		Factors: []doctrine.FactorID{"traced-through-a-thing", "place-of-another"}}
}

// A district court never binds a circuit, nor a circuit another, nor anybody the Supreme Court.
func TestHierarchy(t *testing.T) {
	for _, c := range []struct {
		by, asked, place string
		binds            bool
	}{
		{"us-district", "ca4", "", false},
		{"us-district", "us-district", "us-va", false},
		{"ca4", "ca4", "", true},
		{"ca4", "us-district", "us-va", true},
		{"ca4", "us-district", "us-ny", false},
		{"ca4", "ca2", "", false},
		{"ca4", "us-supreme", "", false},
		{"ca4", "us-state-appeals", "us-va", false},
		{"us-supreme", "ca4", "", true},
		{"us-supreme", "us-district", "us-va", true},
		{"us-supreme", "us-state-appeals", "us-va", true},
		{"us-ri-supreme", "ca1", "", false},
	} {
		b := lay(t, decision("x-2001", c.by, "2001-01-01", "probable-cause", "established", bare, "traced-through-a-thing"))
		a := ask(t, b, Options{}, situation(c.asked, c.place))
		if got := a.Side == "established" && len(a.Forced.Cases) == 1; got != c.binds {
			t.Errorf("%s binds %s in %q: %v, want %v (%+v)", c.by, c.asked, c.place, got, c.binds, a)
		}
	}
}

// A case binds from the day of its decision, until it is overruled; what was clear is what was decided when the officer
// acted.
func TestDates(t *testing.T) {
	b := lay(t, decision("x-2001", "us-supreme", "2001-06-01", "probable-cause", "established", bare, "traced-through-a-thing"))
	for day, binds := range map[string]bool{"2001-05-31": false, "2001-06-01": true, "2020-01-01": true} {
		if a := ask(t, b, Options{AsOf: day}, situation("ca4", "")); (a.Side == "established") != binds {
			t.Errorf("on %s it binds: %v, want %v", day, a.Side, binds)
		}
	}
	gone := lay(t, decision("x-2001", "us-supreme", "2001-06-01", "probable-cause", "established", bare, "traced-through-a-thing")+
		"later:\n  - by: groh-2004\n    did: overruled it\n    date: 2004-02-24\n    overruled: \"yes\"\n")
	for day, binds := range map[string]bool{"2004-02-23": true, "2004-02-24": false} {
		if a := ask(t, gone, Options{AsOf: day}, situation("ca4", "")); (a.Side == "established") != binds {
			t.Errorf("overruled: on %s it binds: %v, want %v", day, a.Side, binds)
		}
	}
	clear := lay(t, decision("x-2001", "us-supreme", "2001-06-01", "leon", "suppress", "inference-on-inference, traced-through-a-thing, magistrate-issued", "inference-on-inference"))
	s := Situation{Issue: "qualified-immunity", Act: "arrest", Court: "ca4", Factors: []doctrine.FactorID{"inference-on-inference", "traced-through-a-thing", "magistrate-issued"}}
	for acted, side := range map[string]string{"2001-05-31": "", "2001-06-02": "not-immune", "": "not-immune"} {
		s.Acted = acted
		if a := ask(t, clear, Options{AsOf: "2010-01-01"}, s); a.Side != side {
			t.Errorf("acted %q: %q, want %q (%+v)", acted, a.Side, side, a)
		}
		near := Read(clear, Options{AsOf: "2010-01-01"}).Nearest(s, AllDecided(clear))[1]
		i := slices.IndexFunc(near, func(n Near) bool { return n.Case.ID == "x-2001" })
		if i < 0 || near[i].Controls != (side != "") || near[i].Applies != (side != "") || near[i].AfterAct == (side != "") {
			t.Errorf("acted %q: beside it stands %+v", acted, near)
		}
	}
}

// However many facts are in dispute, each is tried as either side tells it.
func TestEveryDisputeIsTried(t *testing.T) {
	b := lay(t, decision("x-2001", "us-supreme", "2001-06-01", "probable-cause", "established", bare, "traced-through-a-thing"))
	s := situation("ca4", "")
	s.Kind = "damages"
	for i := range 9 {
		s.Disputed = append(s.Disputed, []doctrine.FactorID{doctrine.FactorID(fmt.Sprintf("aside-%d", i))})
	}
	if a := ask(t, b, Options{}, s); a.Side != "established" {
		t.Fatalf("%+v", a)
	}
	s.Disputed = append(s.Disputed, []doctrine.FactorID{"traced-through-a-thing"})
	if a := ask(t, b, Options{}, s); a.Kind != Depends || !a.turnsOn("traced-through-a-thing") {
		t.Errorf("the last of ten facts in dispute decides it: %+v", a)
	}
}

// Nothing decided in the same litigation is a precedent in it.
func TestSameLitigation(t *testing.T) {
	first := decision("x-2001", "ca4", "2001-06-01", "probable-cause", "established", bare, "traced-through-a-thing") + "litigation: x\n"
	second := decision("y-2003", "us-supreme", "2003-06-01", "probable-cause", "established", bare, "traced-through-a-thing")
	for text, binds := range map[string]bool{second + "litigation: x\n": false, second: false, strings.Replace(second, "court: us-supreme", "court: ca4", 1): true} {
		b := lay(t, first, strings.Replace(text, "1 Test 1", "2 Test 2", 1))
		c, _ := b.Case("y-2003")
		a := Before(b, c, "").Answer(Of(b, c, c.Questions[0]), AllDecided(b))
		if (a.Side != "") != binds {
			t.Errorf("%+v, want binding %v", a, binds)
		}
	}
}

// Two cases that force opposite outcomes are reported with both named; one of a higher court prevails.
func TestConflictIsReported(t *testing.T) {
	yes := decision("x-2001", "ca4", "2001-06-01", "probable-cause", "established", bare, "traced-through-a-thing")
	no := strings.Replace(decision("y-2002", "ca4", "2002-06-01", "probable-cause", "lacking", bare, "place-of-another"), "1 Test", "2 Test", 1)
	a := ask(t, lay(t, yes, no), Options{}, situation("ca4", ""))
	if a.Kind != Free || !a.Conflict || len(a.Forced.Cases) != 1 || len(a.Forced.Rival) != 1 {
		t.Fatalf("%+v", a)
	}
	for _, name := range []string{"x-2001", "y-2002"} {
		if why := Read(lay(t, yes, no), Options{}).whyConflict(a); !strings.Contains(why, name) {
			t.Errorf("%q does not name %s", why, name)
		}
	}
	a = ask(t, lay(t, yes, strings.Replace(no, "court: ca4", "court: us-supreme", 1)), Options{}, situation("ca4", ""))
	if a.Side != "lacking" || a.Conflict {
		t.Errorf("the higher court does not prevail: %+v", a)
	}
	full := strings.Replace(yes, "court: ca4\n", "court: ca4\nsitting: en-banc\n", 1)
	if a = ask(t, lay(t, full, no), Options{}, situation("ca4", "")); a.Side != "established" {
		t.Errorf("the full court does not prevail over its panel: %+v", a)
	}
}

// A rule against a case is a conflict too, and settles nothing: totalities bind presumptively.
func TestRuleAgainstCase(t *testing.T) {
	b := lay(t, decision("x-2001", "us-supreme", "2001-06-01", "probable-cause", "lacking", "contraband-perceived, place-tied-by-facts, source-with-stake", "source-with-stake"))
	s := Situation{Issue: "probable-cause", Act: "search", Court: "ca4", Factors: []doctrine.FactorID{"contraband-perceived", "place-tied-by-facts", "source-with-stake"}}
	a := ask(t, b, Options{}, s)
	if a.Kind != Free || !a.Conflict || len(a.Rules) == 0 || len(a.Forced.Cases) == 0 {
		t.Errorf("%+v", a)
	}
}

// What came after an application changes no answer but that on a claim.
func TestAfterNeverCounts(t *testing.T) {
	b := doctrine.DefaultCasebook()
	all := AllDecided(b)
	var every []doctrine.AfterID
	for _, a := range b.AllAftermath() {
		every = append(every, a.ID)
	}
	n := 0
	for _, c := range b.Cases() {
		r := Before(b, c, "")
		for _, q := range c.Questions {
			bare, full := c, c
			bare.After = nil
			full.After = []doctrine.AfterFact{{Says: "All of it.", Shows: every}}
			x, y := r.Answer(Of(b, bare, q), all), r.Answer(Of(b, full, q), all)
			if q.About != onClaim && (x.Side != y.Side || x.Kind != y.Kind) {
				t.Errorf("%s on %s: %+v without, %+v with what came after", c.ID, q.About, x, y)
			}
			n++
		}
	}
	if n < 100 {
		t.Errorf("only %d questions", n)
	}
}

// The room's constraint against its definition, on random situations: a case governs if the situation has its whole reason
// and, for the other side, nothing that the case had not; of those that govern the highest court's decide.
func TestConstraintByDefinition(t *testing.T) {
	b := doctrine.DefaultCasebook()
	all := AllDecided(b)
	chance := rand.New(rand.NewPCG(1, 2))
	courts := []string{"us-supreme", "ca4", "ca6", "ca2", "us-district"}
	forcedSome := 0
	readings := make(map[string]*Reading)
	for range 3000 {
		s := Situation{Issue: []string{"probable-cause", "qualified-immunity", "absolute-immunity", "veracity"}[chance.IntN(4)],
			Court: courts[chance.IntN(len(courts))], Place: "us-va", Act: "search"}
		day := fmt.Sprintf("%d-06-01", 1950+chance.IntN(75))
		r := readings[day]
		if r == nil {
			r = Read(b, Options{AsOf: day})
			readings[day] = r
		}
		p := r.poolOf(s.Issue)
		d := all[chance.IntN(len(all))] // near to some case, so that something is forced now and then
		for _, id := range d.Factors {
			if chance.IntN(6) > 0 {
				s.Factors = append(s.Factors, id)
			}
		}
		for range chance.IntN(3) {
			f := b.Factors()[chance.IntN(len(b.Factors()))]
			if !slices.Contains(s.Factors, f.ID) {
				s.Factors = append(s.Factors, f.ID)
			}
		}
		got := forced(p, r.constrain(r.base(p, s, r.asOf, all, true), s.Factors))
		want := r.byDefinition(p, s, all)
		side := got.Side
		if len(got.Rival) > 0 {
			side = "both"
		}
		if side != want {
			t.Fatalf("%+v: got %+v, want %q", s, got, want)
		}
		if want != "" {
			forcedSome++
		}
	}
	if forcedSome < 100 {
		t.Errorf("only %d situations were forced; the test says little", forcedSome)
	}
}

func (r *Reading) byDefinition(p pool, s Situation, all []Decided) string {
	best, sides := 0, map[string]bool{}
	for _, d := range all {
		rank, binds := r.controls(s, d)
		if !slices.Contains(p.issues, d.Asked.About) || !binds || !d.Bound || !doctrine.Reached(d.Case.Date, r.asOf) || d.overruled(r.asOf) != "" {
			continue
		}
		mine := r.side(d.Asked.About, d.Outcome)
		reason := d.Because
		if reason == nil {
			for _, id := range d.Factors {
				if r.favours(p, id) == mine {
					reason = append(reason, id)
				}
			}
		}
		governs := len(reason) > 0
		for _, id := range reason {
			governs = governs && r.favours(p, id) == mine && slices.Contains(s.Factors, id)
		}
		for _, id := range s.Factors {
			if r.favours(p, id) == 1-mine && !slices.Contains(d.Factors, id) {
				governs = false
			}
		}
		if !governs || rank < best {
			continue
		}
		if rank > best {
			best, sides = rank, map[string]bool{}
		}
		sides[p.sides[mine]] = true
	}
	switch {
	case len(sides) == 2:
		return "both"
	case sides[p.sides[0]]:
		return p.sides[0]
	case sides[p.sides[1]]:
		return p.sides[1]
	}
	return ""
}

// The casebook's own contradictions are found, with both cases and who prevails; two circuits may differ.
func TestClashes(t *testing.T) {
	yes := decision("x-2001", "ca4", "2001-06-01", "probable-cause", "established", bare, "traced-through-a-thing")
	no := strings.Replace(decision("y-2002", "ca4", "2002-06-01", "probable-cause", "lacking", bare, "place-of-another"), "1 Test", "2 Test", 1)
	own := func(b *doctrine.Casebook) (found []Clash) {
		for _, c := range Read(b, Options{}).Clashes() {
			if c.First.Case.ID == "x-2001" || c.Second.Case.ID == "x-2001" {
				found = append(found, c)
			}
		}
		return found
	}
	if c := own(lay(t, yes, no)); len(c) != 1 || c[0].Prevails != "" || len(c[0].Situation) != 2 {
		t.Errorf("%+v", c)
	}
	if c := own(lay(t, yes, strings.Replace(no, "court: ca4", "court: us-supreme", 1))); len(c) != 1 || c[0].Prevails != "y-2002" {
		t.Errorf("%+v", c)
	}
	if c := own(lay(t, yes, strings.Replace(no, "court: ca4", "court: ca2", 1))); len(c) != 0 {
		t.Errorf("two circuits that differ are told as a contradiction: %+v", c)
	}
}
