package web

import (
	"context"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// Many who ask for one view cause one reading of it, and many who ask for different ones no more than a few at a time.
func TestReviewsAtOnce(t *testing.T) {
	var made, now, most atomic.Int32
	m := &record.Matter{}
	f := newShelf(Options{}).folder("x", "x.yaml", m)
	f.make = func(brief.Options) (*brief.Review, error) {
		made.Add(1)
		n := now.Add(1)
		defer now.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		time.Sleep(5 * time.Millisecond)
		return &brief.Review{Matter: m}, nil
	}
	var all sync.WaitGroup
	for range 20 {
		for _, profile := range []string{"a", "b", "c", "d"} {
			all.Go(func() {
				if r, err := f.review(t.Context(), brief.Options{Profile: profile}); err != nil || r == nil {
					t.Error(r, err)
				}
			})
		}
	}
	all.Wait()
	if made.Load() != 4 || most.Load() != mostAtOnce {
		t.Errorf("%d readings of 4 views, %d at a time; want 4, %d at a time", made.Load(), most.Load(), mostAtOnce)
	}
}

// A reading that nobody waits for any more is given up, and made anew for the next who asks; one that somebody waits for
// goes on.
func TestGivenUp(t *testing.T) {
	f := newShelf(Options{}).folder("x", "x.yaml", &record.Matter{})
	began, ended := make(chan bool, 2), make(chan bool, 2)
	f.make = func(o brief.Options) (*brief.Review, error) {
		began <- true
		for !o.Stop() {
			time.Sleep(time.Millisecond)
		}
		ended <- true
		return nil, brief.ErrStopped
	}
	first, leave := context.WithCancel(t.Context())
	second, leaveToo := context.WithCancel(t.Context())
	var both sync.WaitGroup
	for _, ctx := range []context.Context{first, second} {
		both.Go(func() {
			if _, err := f.review(ctx, brief.Options{}); err == nil {
				t.Error("one who had gone got a review")
			}
		})
	}
	<-began
	for waiting := 0; waiting < 2; time.Sleep(time.Millisecond) {
		f.mu.Lock()
		for _, x := range f.read {
			waiting = x.waiting
		}
		f.mu.Unlock()
	}
	leave()
	select {
	case <-ended:
		t.Error("given up while one waits")
	case <-time.After(20 * time.Millisecond):
	}
	leaveToo()
	<-ended
	both.Wait()
	f.make = func(brief.Options) (*brief.Review, error) { return &brief.Review{}, nil }
	if r, err := f.review(t.Context(), brief.Options{}); r == nil || err != nil {
		t.Errorf("the next who asks gets %v, %v", r, err)
	}
}

// A re-reading is made once, whoever asks for it again.
func TestRereadOnce(t *testing.T) {
	made := 0
	f := newShelf(Options{}).folder("x", "x.yaml", &record.Matter{})
	f.again = func(*brief.Review, brief.Options, brief.Change) (*brief.Rereading, error) {
		made++
		return &brief.Rereading{}, nil
	}
	for _, n := range []int{1, 2, 1, 2} {
		if x, err := f.reread(t.Context(), nil, brief.Options{}, brief.Change{Strike: []brief.Place{{N: n}}}); x == nil || err != nil {
			t.Errorf("got %v, %v", x, err)
		}
	}
	if made != 2 {
		t.Errorf("two changes were read %d times", made)
	}
}

// What was read for the page is not read again to be set beside what is struck; under a supposed ruling it is another reading.
func TestRereadBesideWhatWasRead(t *testing.T) {
	f := newShelf(Options{}).folder("x", "x.yaml", &record.Matter{})
	var got *brief.Review
	f.again = func(before *brief.Review, _ brief.Options, _ brief.Change) (*brief.Rereading, error) {
		got = before
		return &brief.Rereading{}, nil
	}
	now, struck := &brief.Review{}, []brief.Place{{App: "a", N: 1}}
	for _, x := range []struct {
		v    view
		want *brief.Review
	}{{view{Strike: struck}, now}, {view{Strike: struck, Find: []record.Ruling{{On: "S2@a.1", Value: "yes"}}}, nil}} {
		if _, err := f.rereadAs(t.Context(), now, &record.Application{ID: "a"}, x.v); err != nil || got != x.want {
			t.Errorf("beside %p, %v; want %p", got, err, x.want)
		}
	}
}

// However many views of a matter are read, and whatever is struck in it, its checks are run on it once.
func TestChecksRunOnce(t *testing.T) {
	f := newShelf(Options{}).folder("x", "x.yaml", &record.Matter{})
	run := 0
	f.check = func(func() bool) ([]review.Result, error) { run++; return []review.Result{{}}, nil }
	see := func(o brief.Options) {
		if len(o.Checked) != 1 {
			t.Error("a reading is not told what the checks say")
		}
	}
	f.make = func(o brief.Options) (*brief.Review, error) { see(o); return &brief.Review{}, nil }
	f.again = func(_ *brief.Review, o brief.Options, _ brief.Change) (*brief.Rereading, error) {
		if see(o); !o.Bare {
			t.Error("what is struck is read with all its reasons, of which the page shows none")
		}
		return &brief.Rereading{}, nil
	}
	for _, profile := range []string{"a", "b", ""} {
		if _, err := f.review(t.Context(), brief.Options{Profile: profile}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.reread(t.Context(), nil, brief.Options{}, brief.Change{Strike: []brief.Place{{N: 1}}}); err != nil || run != 1 {
		t.Errorf("the checks were run %d times (%v), want once", run, err)
	}
}

// A matter with more flaws than a page reads anew for each of its rows is shown all the same, by one reading.
func TestManyFlawsReadOnce(t *testing.T) {
	for _, flaws := range []int{manyFlaws, manyFlaws + 1} {
		f := newShelf(Options{}).folder("x", "x.yaml", &record.Matter{})
		if got := f.supposer(t.Context(), &brief.Review{Flaws: make([]brief.Flaw, flaws)}) != nil; got != (flaws <= manyFlaws) {
			t.Errorf("with %d flaws each row is read anew: %v", flaws, got)
		}
	}
}

// A mistake of ours in the reading for one row of a table is told on the page, and does not end the program.
func TestPanicInRow(t *testing.T) {
	s := newShelf(Options{Law: doctrine.Default(), Files: os.DirFS("../../examples")})
	f, err := s.find("malley-v-briggs")
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.first(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	app := &r.Matter.Applications[0]
	_, err = fillReview(r, view{Path: "/x"}, doctrine.Default(), r.Chart(app.ID, app.Respondents[0]), func(view) (*brief.Review, error) { panic("ours") }, false)
	if err == nil || !strings.Contains(err.Error(), "ours") {
		t.Errorf("error %v; want one that tells of the panic", err)
	}
}

// Twenty who read, rule on, save and open at once get what one alone does.
func TestManyAtOnce(t *testing.T) {
	h := handler()
	mine, err := os.ReadFile("../../examples/betker.yaml")
	if err != nil {
		t.Fatal(err)
	}
	opened := send(t, h, mine, "").Header.Get("Location")
	targets := []string{"/", opened, opened + "/map.svg", opened + "/review.json", opened + "/export.html", malley}
	want := make(map[string]string)
	for _, to := range targets {
		want[to] = page(t, shared(), strings.Replace(to, opened, "/matter/betker", 1))
	}
	var all sync.WaitGroup
	for range 3 {
		for _, to := range targets {
			all.Go(func() {
				r := get(t, h, to)
				if got := body(t, r); r.StatusCode != http.StatusOK || strings.ReplaceAll(got, opened, "/matter/betker") != want[to] {
					t.Errorf("%s differs when many ask: status %d", to, r.StatusCode)
				}
			})
		}
	}
	all.Wait()
}

// A large matter keeps fewer readings, a small one all.
func TestRoomGoesByTheSize(t *testing.T) {
	m := &record.Matter{Sources: []record.Source{{Lines: make([]record.Line, 100)}}}
	if got := room(m); got != mostReadings {
		t.Errorf("a small matter keeps %d readings, want %d", got, mostReadings)
	}
	m.Sources[0].Lines = make([]record.Line, 20_000)
	if got := room(m); got != fewReadings {
		t.Errorf("a large matter keeps %d readings, want %d", got, fewReadings)
	}
}
