package clerk_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A waited store counts what is read in it while all others who write wait, and has something happen once while what was brought before is read, or when it was.
type waited struct {
	store.Store
	read     int    // rows, heads and entries, in updates
	midst    func() // in the midst of the first reading
	then     func() // after the first reading
	readings int
}

type waitedTx struct {
	store.Tx
	of    *waited
	turns bool
}

func (w *waited) View(ctx context.Context, fn func(store.Tx) error) error {
	was := w.readings
	err := w.Store.View(ctx, func(tx store.Tx) error { return fn(waitedTx{tx, w, false}) })
	if w.readings > was {
		once(&w.then)
	}
	return err
}

// once runs what has not run yet.
func once(do *func()) {
	if f := *do; f != nil {
		*do = nil
		f()
	}
}

func (w *waited) Update(ctx context.Context, fn func(store.Tx) error) error {
	return w.Store.Update(ctx, func(tx store.Tx) error { return fn(waitedTx{tx, w, true}) })
}

func (x waitedTx) Rows(q store.Query) ([]store.Row, error) {
	list, err := x.Tx.Rows(q)
	if x.turns {
		x.of.read += len(list)
	} else if len(q.Tags) == 1 && strings.HasPrefix(q.Tags[0], "brought:") {
		x.of.readings++
		once(&x.of.midst)
	}
	return list, err
}

func (x waitedTx) Head(s entry.Stream) (entry.Head, error) {
	if x.turns {
		x.of.read++
	}
	return x.Tx.Head(s)
}

func (x waitedTx) Entries(s entry.Stream, from int64, limit int) ([]store.Kept, error) {
	list, err := x.Tx.Entries(s, from, limit)
	if x.turns {
		x.of.read += len(list)
	}
	return list, err
}

func (x waitedTx) Leaves(from int64, limit int) ([]store.Kept, error) {
	list, err := x.Tx.Leaves(from, limit)
	if x.turns {
		x.of.read += len(list)
	}
	return list, err
}

// waits has the office keep its record in a waited store.
func (o *office) waits() *waited {
	o.t.Helper()
	w := &waited{Store: o.store}
	opts := o.opts
	opts.Store = w
	var err error
	if o.Clerk, err = clerk.Open(o.t.Context(), opts); err != nil {
		o.t.Fatal(err)
	}
	return w
}

// TestNobodyWaitsForACommonName: while one presents who is of a very common name, others enter acts in the midst of the reading of what was brought before; and in his turn,
// in which they wait, no more is read of the store than for a name that nobody has.
func TestNobodyWaitsForACommonName(t *testing.T) {
	o := newOffice(t)
	n := common(t, o, 60)
	w := o.waits()
	o.again("warm", "rangers", "vance", "Mary Someone")
	took := func(id record.MatterID, name string) (told, read int) {
		w.read = 0
		return len(o.again(id, "rangers", "vance", name)), w.read
	}
	_, nobody := took("nobody", "Quentin Nobody")
	acted := false
	w.midst = func() {
		ctx, end := context.WithTimeout(t.Context(), 20*time.Second)
		defer end()
		_, err := o.Do(ctx, clerk.Caller{Account: "other", Proved: true}, clerk.Act{Matter: "another", Event: record.MatterOpened{ID: "another", Title: "Another", Jurisdiction: "us-ri", Agency: "da", Court: "county"}})
		if acted = err == nil; !acted {
			t.Errorf("another officer's act, meanwhile: %v", err)
		}
	}
	told, read := took("busy", "Peter Dole")
	if !acted || told < min(n, 200) {
		t.Errorf("another officer acted meanwhile: %v; %d told of %d", acted, told, n)
	}
	const ofAnother = 50 // the act that came between, and a page of what was changed last
	if read > nobody+ofAnother {
		t.Errorf("%d rows, heads and entries read while others wait, want no more than the %d of a name that nobody has and %d", read, nobody, ofAnother)
	}
	quiet, read := took("quiet", "Peter Dole")
	if read != nobody || quiet < min(n, 200) {
		t.Errorf("%d rows, heads and entries read while others wait, want the %d of a name that nobody has; %d told", read, nobody, quiet)
	}
}

// TestToldAsOfTheTurn: what a presentment discloses is what was there when it is entered, whatever happens after it was read, and by whomever.
func TestToldAsOfTheTurn(t *testing.T) {
	denied := record.Decided{Application: "once-more", Decision: record.Decision{Respondents: []record.PersonID{"x"}, Act: "denied", Finding: "one glimpse"}}
	seal := record.Sealed{Seal: record.Seal{ID: "s", By: "lowe", Because: "an informant", Application: "once-more"}}
	for name, c := range map[string]struct {
		before, meanwhile func(*office)
		has, not          string
	}{
		"nothing":        {nil, func(*office) {}, "not decided", ": denied"},
		"it was refused": {nil, func(o *office) { o.in("first", "lowe", denied) }, ": denied", "not decided"},
		"it was refused in the moment of the last entry": {nil, func(o *office) {
			o.pass(-2 * time.Minute)
			o.in("first", "lowe", denied)
			o.pass(time.Minute)
		}, ": denied", "not decided"},
		"it was put under seal": {nil, func(o *office) {
			o.in("first", "lowe", record.Sealed{Seal: record.Seal{ID: "s", By: "lowe", Because: "an informant"}})
		}, "", "matter first"},
		"an application was": {nil, func(o *office) { o.in("first", "lowe", seal) }, "", "matter first"},
		"a seal was lifted": {func(o *office) { o.in("first", "lowe", seal) }, func(o *office) {
			o.in("first", "lowe", record.Unsealed{Seal: "s", Lifted: record.Lifting{By: "lowe", Because: "it is over"}})
		}, "matter first", ""},
		"a seal ended by itself": {func(o *office) {
			s := seal
			s.Seal.Until = record.When(o.clock().Add(30 * time.Minute).In(newYork(o.t)).Format("2006-01-02T15:04"))
			o.in("first", "lowe", s)
		}, func(o *office) { o.pass(time.Hour) }, "matter first", ""},
		"it was expunged": {nil, func(o *office) {
			o.in("first", "lowe", record.Expunged{Expungement: record.Expungement{By: "lowe", Under: "R.I. Gen. Laws 12-1-12"}})
		}, "", "matter first"},
		"it was expunged and destroyed": {nil, func(o *office) {
			o.in("first", "lowe", record.Expunged{Expungement: record.Expungement{By: "lowe", Under: "R.I. Gen. Laws 12-1-12"}})
			if _, err := o.Work(o.t.Context()); err != nil {
				o.t.Fatal(err)
			}
		}, "", "matter first"},
		"another was brought": {nil, func(o *office) { o.again("second", "rangers", "vance", "dole, peter") }, "matter second", ""},
		"very much was entered": {nil, func(o *office) {
			for range 150 {
				o.enrolled(people.RotaSet{Court: "county"})
			}
			o.in("first", "lowe", denied)
		}, ": denied", "not decided"},
		"a post was given": {func(o *office) { o.again("theirs", "da", "other", "Peter Dole") }, func(o *office) {
			o.enrolled(people.PostGiven{ID: "vance", Post: people.Post{Role: record.Supervisor, Agency: "da"}})
		}, "matter theirs", ""},
		"a post ended": {func(o *office) {
			o.again("theirs", "da", "other", "Peter Dole")
			o.enrolled(people.PostGiven{ID: "vance", Post: people.Post{Role: record.Supervisor, Agency: "da", Until: o.clock().Add(30 * time.Minute).Format(time.RFC3339)}})
		}, func(o *office) { o.pass(time.Hour) }, "matter first", "matter theirs"},
		"he was named elsewhere": {func(o *office) { o.again("theirs", "da", "other", "Peter Dole") }, func(o *office) {
			o.in("theirs", "other", record.PersonNamed{Person: record.Person{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Respondent}}})
		}, "matter first", "matter theirs"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.again("first", "rangers", "vance", "Peter Dole")
			if c.before != nil {
				c.before(o)
			}
			w, ran := o.waits(), false
			o.brought("warm", "rangers", "vance", "county", record.Person{Name: "Mary Someone"})
			w.then = func() { ran = true; c.meanwhile(o) }
			got := o.again("own", "rangers", "vance", "Peter Dole")
			want := slices.DeleteFunc(o.again("check", "rangers", "vance", "Peter Dole"), func(s string) bool { return strings.Contains(s, "matter own ") }) // of a state that stands still
			all := strings.Join(got, "\n")
			if !ran || !slices.Equal(got, want) || !strings.Contains(all, c.has) || c.not != "" && strings.Contains(all, c.not) {
				t.Errorf("%v; told\n%s\nwant\n%s\nwith %q, without %q", ran, all, strings.Join(want, "\n"), c.has, c.not)
			}
		})
	}
}

// TestNeverStill: one who presents is not put off for ever by others who go on: after some tries all is read in his turn.
func TestNeverStill(t *testing.T) {
	o := newOffice(t)
	o.refuse()
	w := o.waits()
	o.brought("warm", "rangers", "vance", "county", record.Person{Name: "Mary Someone"})
	times := 0
	var restless func()
	restless = func() {
		times++
		o.enrolled(people.AgencyFounded{Agency: people.Agency{ID: fmt.Sprint("a", times), Name: "Another"}})
		w.then = restless
	}
	w.then = restless
	told := o.again("own", "rangers", "vance", "Peter Dole")
	if len(told) != 1 || !strings.HasSuffix(told[0], ": denied") || times < 2 {
		t.Errorf("after %d tries: %q", times, told)
	}
}

// TestPresentedByItself: an application is not put before a magistrate among other acts, which would be entered while others wait for the reading.
func TestPresentedByItself(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	_, err := o.DoAll(t.Context(), clerk.Caller{Account: "vance", Proved: true}, "ferry", "", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	if fault.KindOf(err) != fault.Input || !strings.Contains(err.Error(), "by an act of its own") {
		t.Errorf("%v", err)
	}
}

func newYork(t *testing.T) *time.Location {
	t.Helper()
	z, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return z
}
