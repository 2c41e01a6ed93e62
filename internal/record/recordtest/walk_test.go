package recordtest

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// stopped is a test that has so little time that what it runs is stopped on the way.
type stopped struct {
	testing.TB
	says string
}

func (s *stopped) Deadline() (time.Time, bool) {
	return time.Now().Add(left + 40*time.Millisecond), true
}
func (s *stopped) Fatalf(format string, a ...any) {
	s.says = fmt.Sprintf(format, a...)
	panic(s)
}

// numbers goes from a number to others: a move adds to it or doubles it, and those that would lead over a bound are refused.
func numbers(depth int, slow time.Duration) *Walk[int] {
	counts := map[string]int{}
	return &Walk[int]{Name: "of numbers", From: 1, Depth: depth, Moves: 5, Key: func(n int) string { return fmt.Sprint(n) }, Counts: counts, Do: func(n, move int) (int, bool) {
		time.Sleep(slow)
		if n += move; move == 4 {
			n *= 2
		}
		if n > 900 {
			counts["too large"]++
			return 0, false
		}
		return n, true
	}}
}

// TestWalk: every number within so many steps is come to once, and a walk that is stopped, and cut off in the middle of a line, goes on to the same end.
func TestWalk(t *testing.T) {
	t.Setenv(State, "")
	const depth = 6
	want, states := numbers(depth, 0).Run(t)
	near := map[int]bool{1: true} // by another way: all that is come to, step by step
	for range depth {
		next := map[int]bool{}
		for n := range near {
			for move := range 5 {
				next[n] = true
				if x, ok := numbers(0, 0).Do(n, move); ok {
					next[x] = true
				}
			}
		}
		near = next
	}
	if states != len(near)+1 { // and the first once more
		t.Errorf("%d states; %d numbers are near", states, len(near))
	}
	if states < 20 || want.Done != states || want.Tried != 5*states || want.Counts["too large"] != want.Tried-want.Taken {
		t.Fatalf("%+v, %d states", want, states)
	}
	dir := t.TempDir()
	t.Setenv(State, dir)
	path := filepath.Join(dir, "of-numbers.walk")
	stops := 0
	for {
		s := &stopped{TB: t}
		var got Reached
		func() {
			defer func() {
				if x := recover(); x != nil && x != any(s) {
					panic(x)
				}
			}()
			got, _ = numbers(depth, 100*time.Microsecond).Run(s)
		}()
		if s.says == "" {
			if !reflect.DeepEqual(got, want) {
				t.Errorf("after %d stops: %+v; want %+v", stops, got, want)
			}
			break
		}
		if stops++; stops > 500 {
			t.Fatal(s.says)
		}
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err == nil { // as a kill leaves it: what was met after what is done, and half a line
			_, err = f.WriteString("0 1 00112233445566778899aabbccddeeff\n1 2 00")
		}
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	if stops == 0 {
		t.Error("it was not stopped on the way")
	}
	again, _ := numbers(depth, time.Hour).Run(t) // nothing is left to do
	if !reflect.DeepEqual(again, want) {
		t.Errorf("read again: %+v", again)
	}
	if other, _ := numbers(depth-1, 0).Run(t); other.Done == 0 || other.Done >= want.Done {
		t.Errorf("another walk went on with what was of this one: %+v", other)
	}
}
