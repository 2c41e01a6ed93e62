package contest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/fault"
)

// samples hold one framework each, written in all the ways that are tolerated.
var samples = map[Format][]string{
	I23: {
		"p af 3\n1 2\n2 3\n",
		"# a remark\r\n\r\n  p  af\t3 \r\n# another\r\n1 2  \r\n\r\n\t2 3",
		"\ufeffp af 3\r1 2\r\r# a remark\r2 3",
	},
	APX: {
		"arg(1).\narg(2).\narg(3).\natt(1,2).\natt(2,3).\n",
		"% a remark\r\natt( 1 , 2 ).arg(1). arg(2) . arg(3).\r\narg(3).\r\n att(2,\r\n3). % the end",
		"\ufeff% a remark\rarg(1).%\rarg(2). % another\r% and one\rarg(3).\ratt(1,2).att(2,3).%",
	},
	TGF: {
		"1\n2\n3\n#\n1 2\n2 3\n",
		"1 first\r\n\r\n 2\r\n3  the third\r\n# \r\n1 2 an attack\r\n2 3",
		"\ufeff1\r2\r3\r#\r1 2\r2 3\r",
	},
	ABA: {
		"p aba 3\na 1\na 2\na 3\nc 1 3\nc 2 1\nc 3 2\n",
		"#\r\np aba 3\r\nc 1 3 \r\n a 1\r\na 2\r\na 3\r\na 3\r\n\r\nc 2 1\r\nc 3 2\r\nc 3 2",
		"\ufeffp aba 3\ra 1\ra 2\ra 3\rc 1 3\r\rc 2 1\rc 3 2",
	},
}

func TestFormatsAreTolerant(t *testing.T) {
	for f, texts := range samples {
		for i, text := range texts {
			got, ok := Detect("instance", []byte(text))
			if !ok || got != f {
				t.Errorf("%v sample %d is taken for %v, %v", f, i, got, ok)
			}
			in, err := Read("instance", strings.NewReader(text), f)
			if err != nil {
				t.Errorf("%v sample %d: %v", f, i, err)
				continue
			}
			if in.Size() != 3 || in.Name(2) != "3" {
				t.Errorf("%v sample %d has %d elements, the last %q", f, i, in.Size(), in.Name(2))
			}
			if a, ok := in.Find("2"); !ok || a != 1 {
				t.Errorf("%v sample %d: 2 is %d, %v", f, i, a, ok)
			}
			for _, stranger := range []string{"0", "4", "", "-1", "+1", "01", "1 ", "x", "99999999999999999999"} {
				if a, ok := in.Find(stranger); ok {
					t.Errorf("%v sample %d: %q is %d", f, i, stranger, a)
				}
			}
			want := "w 1 3\n"
			if f == ABA {
				want = "w\n" // an odd circle of attacks
			}
			if f == APX || f == TGF {
				want = "[1,3]\n"
			}
			r, err := in.Solve(Task{SE, argue.Grounded}, -1, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if out := written(t, r); out != want {
				t.Errorf("%v sample %d: the grounded extension is %q, want %q", f, i, out, want)
			}
		}
	}
}

func written(t *testing.T, r Result) string {
	t.Helper()
	var b strings.Builder
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMistakesAreNamed(t *testing.T) {
	for _, c := range []struct {
		format Format
		text   string
		want   []string // of each mistake
	}{
		{I23, "", []string{"f: there is nothing in it; expected p af N, with N from 0 to 10000000"}},
		{I23, "1 2\n", []string{`f:1:1: it begins with "1 2"; expected p af N, with N from 0 to 10000000`}},
		{I23, "p af 99999999999\n", []string{`f:1:1: it begins with "p af 99999999999"; expected p af N, with N from 0 to 10000000`}},
		{I23, "p af -1\n", []string{`f:1:1: it begins with "p af -1"; expected p af N, with N from 0 to 10000000`}},
		{I23, "p af 2\n1 2 1\n0 1\n", []string{
			`f:2:1: "1 2 1"; expected an attack, as two numbers from 1 to 2`, `f:3:1: "0 1"; expected an attack, as two numbers from 1 to 2`,
		}},
		{ABA, "p aba 2\na 1\nc 1 2\nc 1 1\n", []string{`f:4:1: 1 has another contrary in line 3; expected one contrary for each assumption`}},
		{ABA, "p aba 2\na 1\nr 1\n", []string{
			`f:2:1: the assumption 1 has no contrary; expected a line c 1 X`,
			`f:3:1: the rule derives the assumption 1; expected a flat framework, in which no rule derives an assumption`,
		}},
		{ABA, "p aba 2\nr\nq 1\n", []string{
			`f:2:1: "r"; expected a X, c X Y or r X Y..., with numbers from 1 to 2`, `f:3:1: "q 1"; expected a X, c X Y or r X Y..., with numbers from 1 to 2`,
		}},
		{APX, "arg(a).\natt(a,c).\narg(b)\narg(d).", []string{
			`f:3:1: "arg(b)"; expected arg(a). or att(a,b).`, `f:2:1: the attack names "c", which is no argument; expected arg(c).`,
		}},
		{APX, "p af 2\n1 2\n", []string{`f:1:1: "p af 2"; expected arg(a). or att(a,b).`, `f:2:1: "1 2"; expected arg(a). or att(a,b).`}},
		{I23, "p af 1\r\r1 2\r\n\n3\r", []string{
			`f:3:1: "1 2"; expected an attack, as two numbers from 1 to 1`, `f:5:1: "3"; expected an attack, as two numbers from 1 to 1`,
		}},
		{APX, "arg(a).\r% x\r\narg(b)\r", []string{`f:3:1: "arg(b)"; expected arg(a). or att(a,b).`}},
		{APX, "arg(a).\narg(b[1]).", []string{`f:2:1: "arg(b[1])."; expected arg(a). or att(a,b).`}},
		{TGF, "a\n  äb,c d\n[\n#\n", []string{
			`f:2:5: the name "äb,c" has a ','; expected a name without any of ,[], which answers put between names`,
			`f:3:1: the name "[" has a '['; expected a name without any of ,[], which answers put between names`,
		}},
		{TGF, "a\nb\n", []string{`f: there is no line #; expected a line # between arguments and attacks`}},
		{TGF, "a\n#\na\na b\n", []string{
			`f:3:1: "a"; expected an attack, as two names of arguments`, `f:4:1: the attack names "b", which is no argument; expected a line b before the #`,
		}},
	} {
		_, err := Read("f", strings.NewReader(c.text), c.format)
		var ps fault.Problems
		if !errors.As(err, &ps) {
			t.Errorf("%v of %q: %v", c.format, c.text, err)
			continue
		}
		var got []string
		for _, p := range ps {
			got = append(got, p.Error())
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%v of %q:\n%s\nwant\n%s", c.format, c.text, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	many := "p af 1\n" + strings.Repeat("x\n", 1000)
	_, err := Read("f", strings.NewReader(many), I23)
	var ps fault.Problems
	if !errors.As(err, &ps) || len(ps) != mostProblems {
		t.Errorf("a thousand mistakes are reported as %d", len(ps))
	}
}

// TestAnswersToTheLetter holds how each answer is written in each format.
func TestAnswersToTheLetter(t *testing.T) {
	const even = "arg(a). arg(b). att(a,b). att(b,a)."
	const odd = "arg(a). att(a,a)."
	for _, c := range []struct {
		format     Format
		text, task string
		query      int32
		want       []string // any of these
	}{
		{I23, "p af 2\n1 2\n2 1\n", "DC-PR", 0, []string{"YES\nw 1\n"}},
		{I23, "p af 2\n1 2\n2 1\n", "DS-ST", 0, []string{"NO\nw 2\n"}},
		{I23, "p af 2\n1 2\n", "DS-ST", 0, []string{"YES\n"}},
		{I23, "p af 2\n1 2\n", "DC-ST", 1, []string{"NO\n"}},
		{I23, "p af 1\n1 1\n", "DS-CO", 0, []string{"NO\nw\n"}},
		{I23, "p af 1\n1 1\n", "SE-PR", -1, []string{"w\n"}},
		{I23, "p af 1\n1 1\n", "SE-ST", -1, []string{"NO\n"}},
		{I23, "p af 1\n1 1\n", "EE-ST", -1, []string{"NO\n"}},
		{I23, "p af 1\n1 1\n", "CE-ST", -1, []string{"0\n"}},
		{I23, "p af 0\n", "EE-ST", -1, []string{"w\n"}},
		{I23, "p af 2\n1 2\n2 1\n", "EE-ST", -1, []string{"w 1\nw 2\n", "w 2\nw 1\n"}},
		{ABA, "p aba 2\na 1\na 2\nc 1 2\nc 2 1\n", "DC-PR", 0, []string{"YES\n"}},
		{ABA, "p aba 2\na 1\na 2\nc 1 2\nc 2 1\n", "DS-PR", 0, []string{"NO\n"}},
		{ABA, "p aba 2\na 1\na 2\nc 1 2\nc 2 1\n", "SE-PR", -1, []string{"w 1\n", "w 2\n"}},
		{APX, even, "DC-PR", 0, []string{"YES\n"}},
		{APX, even, "EE-CO", -1, []string{"[[],[a],[b]]\n", "[[],[b],[a]]\n", "[[a],[b],[]]\n", "[[b],[a],[]]\n"}},
		{APX, even, "CE-CO", -1, []string{"3\n"}},
		{APX, even, "SE-ST", -1, []string{"[a]\n", "[b]\n"}},
		{APX, odd, "SE-ST", -1, []string{"NO\n"}},
		{APX, odd, "EE-ST", -1, []string{"[]\n"}},
		{APX, odd, "EE-PR", -1, []string{"[[]]\n"}},
	} {
		in, err := Parse("f", []byte(c.text), c.format)
		if err != nil {
			t.Fatal(err)
		}
		task, ok := ParseTask(c.task)
		if !ok {
			t.Fatalf("there is no task %s", c.task)
		}
		r, err := in.Solve(task, c.query, Options{Prove: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := in.Verify(r.Certificate); err != nil {
			t.Errorf("%s of %q: %v", c.task, c.text, err)
		}
		if out := written(t, r); !strings.Contains("\x00"+strings.Join(c.want, "\x00")+"\x00", "\x00"+out+"\x00") {
			t.Errorf("%s of %q in %v is written %q, want one of %q", c.task, c.text, c.format, out, c.want)
		}
	}
}

func TestUnknownWritesNothing(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	for f, texts := range samples {
		in, err := Parse("f", []byte(strings.ReplaceAll(texts[0], "2 3", "2 3\n3 1")), f)
		if err != nil {
			t.Fatal(err)
		}
		if f == APX {
			in.attacks = append(in.attacks, [2]int32{2, 0})
		}
		r, err := in.Solve(Task{SE, argue.Stable}, -1, Options{Context: ctx})
		if err != nil || r.Verdict != Unknown || r.Known == "" {
			t.Errorf("%v: the verdict is %q (%v), known %q", f, r.Verdict, err, r.Known)
		}
		if out := written(t, r); out != "" {
			t.Errorf("%v: unknown is written %q", f, out)
		}
	}
}

func TestNames(t *testing.T) {
	if n := len(Tasks()); n != 35 {
		t.Errorf("there are %d tasks", n)
	}
	for _, task := range Tasks() {
		if got, ok := ParseTask(strings.ToLower(task.String())); !ok || got != task {
			t.Errorf("%v is read as %v", task, got)
		}
	}
	for _, name := range Formats() {
		if f, ok := ParseFormat(name); !ok || f.String() != name {
			t.Errorf("%s is read as %v", name, f)
		}
	}
	for name, want := range map[string]Format{"x.af": I23, "x.APX": APX, "dir/x.tgf": TGF, "x.aba": ABA} {
		if f, ok := Detect(name, nil); !ok || f != want {
			t.Errorf("%s is taken for %v", name, f)
		}
	}
	if f, ok := Detect("x", []byte("hello there")); ok {
		t.Errorf("a greeting is taken for %v", f)
	}
}

// fuzz holds that a reader never panics, reports mistakes as such, and that
// what it reads can be asked.
func fuzz(f *testing.F, format Format) {
	for _, texts := range samples {
		for _, text := range texts {
			f.Add(text)
		}
	}
	f.Add("arg(\"a b\").att(\"a b\",\"a b\").")
	f.Add("p aba 3\na 1\nc 1 2\nr 2 3\nr 3 2\nr 2 1")
	f.Fuzz(func(t *testing.T, text string) {
		Detect("f", []byte(text))
		in, err := Parse("f", []byte(text), format)
		if err != nil {
			var ps fault.Problems
			if !errors.As(err, &ps) || len(ps) == 0 {
				t.Fatalf("the error is %v", err)
			}
			return
		}
		if in.Size() > 1000 {
			return
		}
		r, err := in.Solve(Task{SE, argue.Grounded}, -1, Options{Prove: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := in.Verify(r.Certificate); err != nil {
			t.Fatal(err)
		}
		if out := written(t, r); !strings.HasPrefix(out, "w") && !strings.HasPrefix(out, "[") {
			t.Fatalf("the grounded extension is written %q", out)
		}
	})
}

func FuzzI23(f *testing.F) { fuzz(f, I23) }
func FuzzABA(f *testing.F) { fuzz(f, ABA) }
func FuzzAPX(f *testing.F) { fuzz(f, APX) }
func FuzzTGF(f *testing.F) { fuzz(f, TGF) }
