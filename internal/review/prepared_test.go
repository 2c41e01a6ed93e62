package review

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// within returns what At is to give of what the whole review does: at assertion n, and of checks that go to more than one.
func within(flaws []Flaw, app record.AppID, n int) []Flaw {
	return slices.DeleteFunc(slices.Clone(flaws), func(f Flaw) bool {
		return f.App != app || f.Check.After || f.Assertion != n && f.Assertion != 0 && f.Element == ""
	})
}

func same(t interface {
	Helper()
	Errorf(string, ...any)
}, what string, got, want []Flaw) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Comparer(func(a, b *Check) bool { return a == b })); d != "" {
		t.Errorf("%s: whole review -, of the one assertion +\n%s", what, d)
	}
}

// put returns a matter with an assertion in an application of it.
func put(m *record.Matter, app record.AppID, s record.Assertion) *record.Matter {
	c := *m
	c.Applications = slices.Clone(m.Applications)
	a := c.Application(app)
	a.Affidavit.Assertions = slices.DeleteFunc(slices.Clone(a.Affidavit.Assertions), func(x record.Assertion) bool { return x.N == s.N })
	a.Affidavit.Assertions = append(a.Affidavit.Assertions, s)
	slices.SortFunc(a.Affidavit.Assertions, func(a, b record.Assertion) int { return a.N - b.N })
	return &c
}

// Every assertion of every file, as it stands, answers for itself as it does within the whole review.
func TestPreparedAsWhole(t *testing.T) {
	for _, name := range everyFile(t) {
		m := matter(t, name)
		all := Run(m, doctrine.Default())
		for i := range m.Applications {
			a := &m.Applications[i]
			r := Prepare(m, a.ID, doctrine.Default(), nil)
			for _, s := range a.Affidavit.Assertions {
				got, _ := r.At(s, nil)
				same(t, name, within(got.Flaws, a.ID, s.N), within(all, a.ID, s.N))
			}
			whole, _ := r.Whole(nil)
			same(t, name+", whole", whole.Flaws, slices.DeleteFunc(slices.Clone(all), func(f Flaw) bool { return f.App != a.ID }))
		}
	}
}

// What is typed into any file, in whatever order and with what was typed before forgotten or saved, answers as the whole review does.
func TestPreparedEdits(t *testing.T) {
	var files []*record.Matter
	var bits []string
	for _, name := range everyFile(t) {
		m := matter(t, name)
		if len(m.Applications) == 0 {
			continue
		}
		files = append(files, m)
		for _, s := range m.Sources {
			for _, l := range s.Lines {
				bits = append(bits, l.Text)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(files).Draw(t, "file")
		app := rapid.SampledFrom(m.Applications).Draw(t, "application").ID
		r := Prepare(m, app, doctrine.Default(), nil)
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			a := m.Application(app)
			s := edited(t, m, a, bits)
			with := put(m, app, s)
			all := Run(with, doctrine.Default())
			got, _ := r.At(s, nil)
			same(t, string(m.ID), within(got.Flaws, app, s.N), within(all, app, s.N))
			switch rapid.IntRange(0, 3).Draw(t, "then") {
			case 0:
				whole, _ := r.With(s, nil)
				same(t, string(m.ID)+", whole", whole.Flaws, slices.DeleteFunc(all, func(f Flaw) bool { return f.App != app }))
			case 1:
				m = with
				r = Prepare(m, app, doctrine.Default(), r)
			}
		}
	})
}

// edited draws an assertion as someone may type it: a saved one cut, joined with words of a source or of another, its cites and bases
// changed; or a new one.
func edited(t *rapid.T, m *record.Matter, a *record.Application, bits []string) record.Assertion {
	s := record.Assertion{N: 1, Text: "He was there."}
	list := a.Affidavit.Assertions
	if len(list) > 0 {
		s = rapid.SampledFrom(list).Draw(t, "assertion")
	}
	words := strings.Fields(s.Text)
	switch rapid.IntRange(0, 5).Draw(t, "words") {
	case 0:
		words = words[:rapid.IntRange(1, len(words)).Draw(t, "cut")]
	case 1:
		words = append(words, strings.Fields(rapid.SampledFrom(bits).Draw(t, "bit"))...)
	case 2:
		i := rapid.IntRange(0, len(words)-1).Draw(t, "at")
		words = slices.Delete(slices.Clone(words), i, i+1)
	case 3:
		if who := m.People; len(who) > 0 {
			words = append(words, "It was "+rapid.SampledFrom(who).Draw(t, "who").Name+".")
		}
	case 4:
		words = append(words, strings.Fields(rapid.SampledFrom(list).Draw(t, "other").Text)...)
	}
	s.Text = strings.Join(append(words, "so"), " ")
	switch rapid.IntRange(0, 5).Draw(t, "rest") {
	case 0:
		s.Cites = nil
	case 1:
		if len(m.Sources) > 0 {
			src := rapid.SampledFrom(m.Sources).Draw(t, "source")
			if len(src.Lines) > 0 {
				l := rapid.SampledFrom(src.Lines).Draw(t, "line")
				s.Cites = append(slices.Clone(s.Cites), record.Cite{Source: src.ID, From: l.N, To: l.N})
			}
		}
	case 2:
		s.Basis = rapid.SampledFrom([]record.Basis{"", record.Observed, record.Reported, record.Inferred}).Draw(t, "basis")
	case 3:
		s.Identifies = nil
		if len(m.People) > 0 {
			who := rapid.SampledFrom(m.People).Draw(t, "person")
			s.Identifies = []record.Identification{{Name: strings.Fields(who.Name + " x")[0], Person: who.ID}}
		}
	case 4:
		s.Readings = []record.Reading{{Words: rapid.SampledFrom(strings.Fields(s.Text)).Draw(t, "read"), Means: "a gun"}}
	}
	if rapid.Bool().Draw(t, "new") {
		s.N = list[len(list)-1].N + 1
	}
	return s
}

// Several who ask one of the same get what each alone would.
func TestPreparedAtOnce(t *testing.T) {
	m := matter(t, filepath.FromSlash("../../examples/malley-v-briggs.yaml"))
	a := &m.Applications[0]
	r := Prepare(m, a.ID, doctrine.Default(), nil)
	all := Run(m, doctrine.Default())
	var wait sync.WaitGroup
	for _, s := range a.Affidavit.Assertions {
		wait.Go(func() {
			got, _ := r.At(s, nil)
			same(t, "malley", within(got.Flaws, a.ID, s.N), within(all, a.ID, s.N))
		})
		wait.Go(func() {
			r.With(s, nil)
		})
	}
	wait.Wait()
}

// BenchmarkTyped reviews an assertion as it is typed into a wiretap of 20,000 lines and 1,000 assertions, and beside it the whole review of the same.
func BenchmarkTyped(b *testing.B) {
	m := wiretap(20000, 1000, 22)
	a := &m.Applications[0]
	s := a.Affidavit.Assertions[500]
	r := Prepare(m, a.ID, doctrine.Default(), nil)
	r.Whole(nil)
	for _, x := range []struct {
		name string
		run  func(record.Assertion)
	}{
		{"one", func(s record.Assertion) { r.At(s, nil) }},
		{"all, sources read", func(s record.Assertion) { r.With(s, nil) }},
		{"all", func(s record.Assertion) { Run(put(m, a.ID, s), doctrine.Default()) }},
	} {
		b.Run(x.name, func(b *testing.B) {
			before, n := userTime(b), 0
			for b.Loop() {
				s.Text += " x"
				x.run(s)
				n++
			}
			b.ReportMetric(float64((userTime(b)-before).Milliseconds())/float64(n), "user-ms/op")
		})
	}
}

// userTime is how long the process has computed, whatever else the machine had to do.
func userTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}

// The figures of the sources are gathered once for all that is typed, and anew when a source comes or an order changes, of which the heads of sources tell.
func TestFiguresAreGatheredOnce(t *testing.T) {
	m := matter(t, "../../examples/malley-v-briggs.yaml")
	app := m.Applications[0].ID
	r := Prepare(m, app, doctrine.Default(), nil)
	s := record.Assertion{N: 99, Text: "He had 4711 pounds.", Basis: record.Observed}
	had := r.with(s).onRecord().filed
	if had.digits == nil || len(had.numbers) == 0 || had != r.base.kept.filed || r.with(s).onRecord().filed != had {
		t.Error("the figures of the sources are gathered for each assertion that is typed")
	}
	if next := Prepare(put(m, app, s), app, doctrine.Default(), r); next.base.kept.filed != had {
		t.Error("the figures of the sources are gathered again when an assertion is saved")
	}
	other := *m
	other.Orders = append(slices.Clone(m.Orders), record.Order{ID: "another", Court: "Court 4711"})
	if next := Prepare(&other, app, doctrine.Default(), r); next.base.kept.filed == had {
		t.Error("of another order the old figures are kept")
	}
}
