package holding

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// What is promised of the measure, on the casebook that comes with the program: few wrong, and an answer to most.
func TestMeasure(t *testing.T) {
	b := doctrine.DefaultCasebook()
	m := Measure(b, b.Cases(), Method{})
	if m.Total.Wrong*20 > m.Total.Scored() {
		t.Errorf("%d of %d are wrong; at most one in twenty was meant", m.Total.Wrong, m.Total.Scored())
	}
	if definite := m.Sided.Right + m.Sided.Wrong; definite*10 < 6*m.Sided.Scored() {
		t.Errorf("%d of %d have a definite answer; six in ten were meant", definite, m.Sided.Scored())
	}
	var sum Tally
	for _, g := range m.Questions {
		sum.Right, sum.Open, sum.Wrong, sum.Unscored = sum.Right+g.Right, sum.Open+g.Open, sum.Wrong+g.Wrong, sum.Unscored+g.Unscored
	}
	if sum != m.Total {
		t.Errorf("the questions come to %+v, the total is %+v", sum, m.Total)
	}
	for _, s := range m.Scored {
		if (s.Mark == Open || s.Mark == Wrong) && s.Why == "" {
			t.Errorf("%s on %s is %s, and nothing says why", s.Case.ID, s.Asked.About, s.Mark)
		}
	}
	if again := Measure(b, b.Cases(), Method{}); !reflect.DeepEqual(m, again) {
		t.Error("measured again it comes out otherwise")
	}
}

// Before a case was decided, nothing that rests on it alone, on its litigation or on later law is known.
func TestBefore(t *testing.T) {
	b := doctrine.DefaultCasebook()
	for _, c := range b.Cases() {
		r := Before(b, c, "")
		day, _ := doctrine.DayBefore(c.Date)
		rests := func(what string, cites []doctrine.Cite) {
			ok := slices.ContainsFunc(cites, func(cite doctrine.Cite) bool {
				a, _ := b.Law().Authority(cite.Authority)
				return a.ID != c.Authority && doctrine.Reached(a.Date, day) && !(c.Litigation == "briggs-v-malley" && strings.HasSuffix(a.Name, "Malley"))
			})
			if !ok && len(cites) > 0 {
				t.Errorf("%s: %s rests on nothing that was known on %s", c.ID, what, day)
			}
		}
		for id, f := range r.factors {
			rests(string(id), f.Rests)
		}
		for _, rule := range r.rules {
			rests(rule.ID, rule.Rests)
			if !rule.InForce(day) {
				t.Errorf("%s: %s is not in force on %s", c.ID, rule.ID, day)
			}
		}
		for _, s := range r.steps {
			rests(s.ID, s.Rests)
		}
		for _, d := range r.precedents(AllDecided(b), day) {
			if d.Case.ID == c.ID || d.Case.Date >= c.Date || c.Litigation != "" && d.Case.Litigation == c.Litigation {
				t.Errorf("%s: %s is a precedent", c.ID, d.Case.ID)
			}
		}
	}
}

// A decision from outside is scored and does not become law.
func TestOutsideStaysOutside(t *testing.T) {
	b := doctrine.DefaultCasebook()
	text := `- id: out-1999
  court: ca4
  date: 1999-01-01
  questions:
    - {about: probable_cause, outcome: lacking}
  facts:
    - {says: The paper says that he did it., shows: [bare-conclusion]}
`
	out, _, err := doctrine.ReadDecisions("out.yaml", []byte(text), b)
	if err != nil {
		t.Fatal(err)
	}
	before := b.Digest()
	m := Measure(b, out, Method{})
	if m.Total != (Tally{Right: 1}) {
		t.Errorf("%+v", m.Total)
	}
	if b.Digest() != before || slices.ContainsFunc(AllDecided(b), func(d Decided) bool { return d.Case.ID == "out-1999" }) {
		t.Error("it was let into the law")
	}
}

func TestCurveAndControl(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures many times")
	}
	b := doctrine.DefaultCasebook()
	curve := Curve(b, Method{}, []int{0, 59}, 2, 1)
	whole := Measure(b, b.Cases(), Method{}).Total
	if last := curve[1]; last.Right != float64(whole.Right) || last.Open != float64(whole.Open) || last.Wrong != float64(whole.Wrong) {
		t.Errorf("with every case known the curve has %+v, the measure %+v", last, whole)
	}
	if curve[0].Right >= curve[1].Right {
		t.Errorf("with no case known as much is right as with all: %+v", curve)
	}
	if x, y := Shuffled(b, Method{}, 2, 7), Shuffled(b, Method{}, 2, 7); x != y {
		t.Errorf("one seed gives %+v and %+v", x, y)
	}
}

// A mean of whole numbers is written as people write it: 76 and not 75.99999999999997, 56.4 and not 56.400000000000006.
func TestMeanIsExact(t *testing.T) {
	for _, c := range []struct {
		sum  Tally
		n    int
		want [3]string
	}{
		{Tally{Right: 20 * 76, Open: 20 * 30}, 20, [3]string{"76", "30", "0"}},
		{Tally{Right: 327, Open: 282, Wrong: 2}, 5, [3]string{"65.4", "56.4", "0.4"}},
	} {
		p := mean(59, c.sum, c.n)
		got := [3]string{}
		for i, v := range []float64{p.Right, p.Open, p.Wrong} {
			got[i] = strconv.FormatFloat(v, 'g', -1, 64)
		}
		if got != c.want {
			t.Errorf("the mean of %d is written %v, want %v", c.n, got, c.want)
		}
	}
}

// Shuffling keeps what each question's outcomes are, and deals them to other cases.
func TestShuffleKeepsOutcomes(t *testing.T) {
	b := doctrine.DefaultCasebook()
	count := func(all []Decided) map[[2]string]int {
		n := make(map[[2]string]int)
		for _, d := range all {
			n[[2]string{d.Asked.About, d.Outcome}]++
		}
		return n
	}
	all := AllDecided(b)
	shuffled := (&shuffle{3}).outcomes(all)
	if !reflect.DeepEqual(count(all), count(shuffled)) {
		t.Error("outcomes were lost or made")
	}
	if reflect.DeepEqual(all, shuffled) {
		t.Error("nothing was shuffled")
	}
}
