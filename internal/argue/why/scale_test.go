package why

import (
	"fmt"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// application is a framework of the shape of a large warrant application: so
// many assertions, each with a source, a reliability that a ruling may take
// away and, every third, two rival readings; elements met by any of several
// assertions; and a goal that needs every element, unless weighed otherwise.
func application(t testing.TB, assertions int) (f *argue.Framework, goal argue.Sentence, switches []argue.Sentence) {
	t.Helper()
	b := argue.NewBuilder()
	goal = b.Sentence("sufficient")
	possible := b.Sentence("possible")
	enough, short := b.Assume("enough"), b.Assume("not enough")
	b.Rivals(enough, short)
	b.Rule("sufficient", goal, possible, enough)
	var elements []argue.Sentence
	for e := range 5 {
		elements = append(elements, b.Sentence(fmt.Sprint("element ", e)))
	}
	for i := range assertions {
		n := fmt.Sprint(i)
		states, reliable, off := b.Sentence("source "+n), b.Assume("reliable "+n), b.Switch("found unreliable "+n)
		switches = append(switches, off)
		b.Fact("span "+n, states)
		b.Rule("found "+n, b.Against(reliable), off)
		body := []argue.Sentence{states, reliable}
		if i%3 == 0 {
			read, other := b.Assume("reading "+n), b.Assume("other reading "+n)
			b.Rivals(read, other)
			body = append(body, read)
		}
		says := b.Sentence("assertion " + n)
		b.Rule("assert "+n, says, body...)
		b.Rule("supports "+n, elements[i%5], says)
		if i%7 == 0 {
			b.Rule("together "+n, elements[(i+1)%5], says, b.Sentence("source "+fmt.Sprint((i+3)%assertions)))
		}
	}
	b.Rule("possible", possible, elements...)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return f, goal, switches
}

// TestLargeApplication: the answers that a review asks for, on the largest
// paper to be expected, with every certificate checked.
func TestLargeApplication(t *testing.T) {
	f, goal, switches := application(t, 120)
	r := label.New(f)
	for _, on := range [][]argue.Sentence{nil, switches[:60], switches} {
		for s := range argue.Sentence(f.Len()) {
			if s%37 != 0 && s != goal {
				continue
			}
			c := Certify(f, r, s, on)
			if err := showing.Verify(f, c, on); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func BenchmarkNewReasoner(b *testing.B) {
	f, _, _ := application(b, 120)
	b.ReportMetric(float64(f.Len()), "sentences")
	for b.Loop() {
		label.New(f)
	}
}

func BenchmarkAccept(b *testing.B) {
	f, goal, _ := application(b, 120)
	r := label.New(f)
	for b.Loop() {
		r.Accept(goal, nil)
	}
}

func BenchmarkCertifyArguable(b *testing.B) {
	f, goal, _ := application(b, 120)
	r := label.New(f)
	for b.Loop() {
		Certify(f, r, goal, nil)
	}
}

func BenchmarkCertifyLacking(b *testing.B) {
	f, goal, switches := application(b, 120)
	r := label.New(f)
	for b.Loop() {
		Certify(f, r, goal, switches)
	}
}

func BenchmarkVerifyLacking(b *testing.B) {
	f, goal, switches := application(b, 120)
	c := Certify(f, label.New(f), goal, switches)
	for b.Loop() {
		if err := showing.Verify(f, c, switches); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTurning turns forty rulings on reliability, each asked of the
// reasoner, where few can bring the goal down.
func BenchmarkTurning(b *testing.B) {
	f, _, switches := application(b, 40)
	goal, _ := f.Find("possible")
	issues := make([]Issue, len(switches))
	for i := range issues {
		issues[i].Values = []string{"reliable", "not"}
	}
	calls, n := 0, 0
	for b.Loop() {
		r := label.New(f)
		calls = 0
		turns, _ := Turning(issues, nil, func(ruling []int) string {
			calls++
			var on []argue.Sentence
			for i, v := range ruling {
				if v == 1 {
					on = append(on, switches[i])
				}
			}
			_, ok := r.Credulous(goal, on)
			return fmt.Sprint(ok)
		}, Options{})
		n = len(turns)
	}
	b.ReportMetric(float64(calls), "answers")
	b.ReportMetric(float64(n), "turns")
}
