package brief

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/record"
)

// few are some of the examples, for what would take long with all.
func few(t *testing.T) []*record.Matter {
	all := matters(t)
	var out []*record.Matter
	for _, name := range []string{"malley-v-briggs.yaml", "betker.yaml", "sound/10-storage-unit.yaml"} {
		m := all[name]
		if m == nil {
			t.Fatalf("there is no example %s", name)
		}
		out = append(out, m)
	}
	return out
}

// Whoever reads with a library, alone or several at once, is told what one is told who has none; and what was worked out for a reading is not worked
// out for another of the same.
func TestLibraryTellsTheSame(t *testing.T) {
	b := doctrine.DefaultCasebook()
	lib := NewLibrary(b.Law(), b)
	for _, m := range few(t) {
		o := Options{Cases: b}
		alone, err := Read(m, b.Law(), "test", o)
		if err != nil {
			t.Fatal(err)
		}
		o.Library = lib
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() {
				if r, err := Read(m, b.Law(), "test", o); err != nil || !reflect.DeepEqual(said(r), said(alone)) {
					t.Errorf("%s: read with a library it comes to other answers (%v)", m.ID, err)
				}
			})
		}
		all.Wait()
		for key := range lib.frames {
			if _, err := lib.frame(key, func() (*argue.Framework, error) { return nil, fmt.Errorf("compiled again") }); err != nil {
				t.Error(err)
			}
		}
		known, whole := len(lib.known), lib.reading("", alone.AsOf, nil)
		if lib.reading("", alone.AsOf, []string{"malley-1986"}) == whole || lib.reading("", alone.AsOf, nil) != whole || len(lib.known) > known+1 {
			t.Error("a reading without the cases of a litigation is kept, or taken for one with them")
		}
	}
	once := lib.reading("", "1999-01-01", nil)
	if again := lib.reading("", "1999-01-01", nil); len(lib.frames) == 0 || len(lib.known) == 0 || again != once {
		t.Errorf("the library has %d sets of rules and %d readings of the cases; want some, each made once", len(lib.frames), len(lib.known))
	}
}

// said is all of a review but what it was made with.
func said(r *Review) Review {
	x := *r
	x.papers, x.standings, x.library = nil, nil, nil
	return x
}

// A library of other cases is not taken.
func TestLibraryOfOtherCases(t *testing.T) {
	b := doctrine.DefaultCasebook()
	lib := NewLibrary(b.Law(), nil)
	if libraryOf(b.Law(), Options{Cases: b, Library: lib}) == lib || libraryOf(b.Law(), Options{Library: lib}) != lib {
		t.Error("a library is taken for a reading with other cases, or not for its own")
	}
	for i := range mostFrames + 1 {
		if _, err := lib.frame(fmt.Sprint(i), func() (*argue.Framework, error) { return &argue.Framework{}, nil }); err != nil || len(lib.frames) > mostFrames {
			t.Fatalf("the library holds %d sets of rules (%v), more than %d", len(lib.frames), err, mostFrames)
		}
	}
}

// By the law of any day the cases say what they say on the first day of the same law.
func TestSinceIsTheSameLaw(t *testing.T) {
	b := doctrine.DefaultCasebook()
	lib := NewLibrary(b.Law(), b)
	days := slices.Concat(b.Days(), []string{"1700-01-01", "2999-12-31"})
	turns := func(date string) {
		if date != "" && lib.since(doctrine.LastDay(date)) != doctrine.LastDay(date) {
			t.Errorf("on %s something comes or goes, and the law is said to be that of %s", date, lib.since(doctrine.LastDay(date)))
		}
	}
	for _, c := range b.Cases() {
		turns(c.Date)
		for _, m := range c.Later {
			turns(m.Date)
		}
	}
	for _, r := range slices.Concat(b.Rules(), b.Law().Rules()) {
		turns(r.From)
		turns(r.Until)
	}
	for _, a := range b.Law().Authorities() {
		turns(a.Date)
	}
	for i, d := range days {
		if before, ok := doctrine.DayBefore(d); ok && i%3 == 0 {
			days = append(days, before)
		}
	}
	chance := rand.New(rand.NewPCG(1, 2))
	chance.Shuffle(len(days), func(i, k int) { days[i], days[k] = days[k], days[i] })
	all := lib.decided()
	others := 0
	for _, day := range days[:25] {
		since := lib.since(day)
		if since != day {
			others++
		}
		if since > day {
			t.Fatalf("the law of %s is said to be of %s, which is later", day, since)
		}
		exact, kept := holding.Read(b, holding.Options{AsOf: day}), holding.Read(b, holding.Options{AsOf: since})
		if exact.Known() != kept.Known() {
			t.Errorf("%s: %s, by the law of %s %s", day, exact.Known(), since, kept.Known())
		}
		for _, d := range []holding.Decided{all[chance.IntN(len(all))], all[chance.IntN(len(all))]} {
			s := holding.Of(b, d.Case, d.Asked)
			s.Acted = days[chance.IntN(len(days))]
			then := s
			then.Acted = lib.since(s.Acted)
			if !reflect.DeepEqual(exact.Nearest(s, all), kept.Nearest(then, all)) || !reflect.DeepEqual(exact.Force(s, all), kept.Force(then, all)) {
				t.Errorf("%s, acted %s: the cases beside %s are others than by the law of %s", day, s.Acted, d.Name(), since)
			}
		}
	}
	if others == 0 {
		t.Error("no day was tried but those on which the law changed")
	}
}

// A bare reading gives the answers of a whole one, and of the rest nothing.
func TestBareAnswersTheSame(t *testing.T) {
	b := doctrine.DefaultCasebook()
	for _, m := range few(t) {
		for _, posture := range []Posture{AtSuppression, AtSummaryJudgment} {
			o := Options{Cases: b, Posture: posture, Library: NewLibrary(b.Law(), b)}
			whole, err := Read(m, b.Law(), "test", o)
			if err != nil {
				t.Fatal(err)
			}
			o.Bare = true
			bare, err := Read(m, b.Law(), "test", o)
			if err != nil {
				t.Fatal(err)
			}
			if len(bare.Questions) != len(whole.Questions) || !reflect.DeepEqual(bare.Elements, whole.Elements) {
				t.Fatalf("%s: %d questions, want %d; or other elements", m.ID, len(bare.Questions), len(whole.Questions))
			}
			for i, q := range whole.Questions {
				x := bare.Questions[i]
				if x.Answer != q.Answer || x.Label != q.Label || x.Other.Answer != q.Other.Answer || x.Stable != q.Stable || !reflect.DeepEqual(x.Corrected, q.Corrected) {
					t.Errorf("%s at %s, %s: bare %s beside %s, whole %s beside %s", m.ID, posture, q.Question.ID, x.Answer, x.Other.Answer, q.Answer, q.Other.Answer)
				}
				if len(x.Because)+len(x.Turns)+len(x.Unless)+len(x.Changes)+len(x.Other.Why) > 0 || x.Certificate != nil || x.Tree != nil {
					t.Errorf("%s at %s: of %s a bare reading has more than the answer", m.ID, posture, q.Question.ID)
				}
			}
			if len(bare.Cases) > 0 {
				t.Errorf("%s: a bare reading has cases beside it", m.ID)
			}
			again, err := Reread(whole, m, b.Law(), "test", o, Change{Strike: []Place{{App: m.Applications[0].ID, N: 1}}})
			o.Bare = false
			full, err2 := Reread(whole, m, b.Law(), "test", o, Change{Strike: []Place{{App: m.Applications[0].ID, N: 1}}})
			if err != nil || err2 != nil || !reflect.DeepEqual(again.Changed, full.Changed) || !reflect.DeepEqual(again.Paper, full.Paper) {
				t.Errorf("%s at %s: struck, it changes %+v, read whole %+v (%v, %v)", m.ID, posture, again.Changed, full.Changed, err, err2)
			}
		}
	}
}
