// Package recordtest goes through every state that the record, or the clerk who keeps it, can come to in a few steps from one: a test says what is tried in each.
package recordtest

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// State is the variable of the environment that names the directory in which a walk writes what it has done, and from which it goes on when it is begun again.
// Without it a walk is done in one go, or not.
const State = "AFFIANT_SOAK_STATE"

// A Walk tries every move in every state that is at most so many steps from the first, each state once, the nearest first. A step is a move that is
// taken. Of a state it keeps how it is come to, and a hash of its name: it is made again when its turn comes, so that it does not matter how large it is.
type Walk[S any] struct {
	Name  string // of what is gone through; a file is named after it
	From  S
	Depth int // how many steps away everything is still tried
	Moves int // how many there are: from 0 on
	Do    func(s S, move int) (S, bool)
	Key   func(S) string // the name of a state: the same for those that differ in nothing that matters

	// Counts is what Do counts; it is kept with the rest. It may be nil.
	Counts map[string]int
}

// Reached is how far a walk has come.
type Reached struct {
	Done   int // states in which everything was tried
	Tried  int
	Taken  int
	Counts map[string]int `json:",omitempty"`
}

// A found is how a state was come to: by a move from one that was found before.
type found struct {
	from, move int32
	steps      int8
}

// name is the first half of a hash.
type name [sha256.Size / 2]byte

func nameOf(s string) (n name) {
	h := sha256.Sum256([]byte(s))
	copy(n[:], h[:])
	return n
}

// every is how long it takes at most until what was done is written.
const every = 5 * time.Second

// left is how long before the test would be stopped a walk stops by itself.
const left = time.Minute

// Run goes on until all is done, and returns how much that is, of how many states. If the test has too little time it fails, and goes on from there the next time.
func (w *Walk[S]) Run(t testing.TB) (Reached, int) {
	t.Helper()
	first := nameOf(w.Key(w.From))
	states, seen, done := []found{{from: -1}}, map[name]bool{}, Reached{} // a move that changes nothing but the time leads to the first once more: that is tried too
	paper, err := w.open(first, func(x found, n name) { states, seen[n] = append(states, x), true }, &done)
	if err != nil {
		t.Fatal(err)
	}
	if done.Done > 0 {
		t.Logf("%s: goes on after %d of the %d states met", w.Name, done.Done, len(states))
		for k, n := range done.Counts {
			w.Counts[k] = n
		}
	}
	end, ends := time.Time{}, false
	if x, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		end, ends = x.Deadline()
	}
	last := time.Now()
	keep := func() {
		done.Counts, last = w.Counts, time.Now()
		if err := paper.keep(done); err != nil {
			t.Fatal(err)
		}
	}
	for ; done.Done < len(states); done.Done++ {
		if time.Since(last) > every {
			keep()
		}
		if ends && time.Until(end) < left {
			keep()
			t.Fatalf("%s: %d of the %d states met so far are done; with %s set, it goes on there when it is run again", w.Name, done.Done, len(states), State)
		}
		at := states[done.Done]
		s, err := w.again(states, done.Done)
		if err != nil {
			t.Fatal(err)
		}
		for move := range w.Moves {
			done.Tried++
			next, ok := w.Do(s, move)
			if !ok {
				continue
			}
			done.Taken++
			if int(at.steps) == w.Depth { // everything is tried here, and nothing beyond
				continue
			}
			if n := nameOf(w.Key(next)); !seen[n] {
				x := found{int32(done.Done), int32(move), at.steps + 1}
				states, seen[n] = append(states, x), true
				paper.met(x, n)
			}
		}
		if t.Failed() { // what is at fault is to be found again
			paper.close()
			return done, len(states)
		}
	}
	keep()
	paper.close()
	return done, len(states)
}

// again makes a state, by the moves that led to it.
func (w *Walk[S]) again(states []found, i int) (S, error) {
	if states[i].from < 0 {
		return w.From, nil
	}
	s, err := w.again(states, int(states[i].from))
	if err != nil {
		return s, err
	}
	s, ok := w.Do(s, int(states[i].move))
	if !ok {
		return s, fmt.Errorf("%s: move %d was taken in state %d, and is not taken again: what is tried is not the same each time", w.Name, states[i].move, states[i].from)
	}
	return s, nil
}

// A paper is the file of a walk: a line of what it is of, then the states as they were met, and each few seconds a line of how much is done. What stands after
// the last such line is not counted on. It may be nil.
type paper struct {
	file *os.File
	next bytes.Buffer // not written yet
}

type head struct {
	Name         string
	Depth, Moves int
	From         string
}

// open opens the file of a walk, and tells what stands there, if it is of the same one.
func (w *Walk[S]) open(first name, tell func(found, name), done *Reached) (*paper, error) {
	dir := os.Getenv(State)
	if dir == "" {
		return nil, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, strings.ReplaceAll(w.Name, " ", "-")+".walk"), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	is, err := json.Marshal(head{w.Name, w.Depth, w.Moves, hex.EncodeToString(first[:])})
	if err != nil {
		return nil, err
	}
	p := &paper{file: f}
	in := bufio.NewReader(f)
	line, err := in.ReadBytes('\n')
	if err != nil || !bytes.Equal(bytes.TrimSpace(line), is) { // none, or of another walk
		p.next.Write(append(is, '\n'))
		return p, errors.Join(f.Truncate(0), p.back(0))
	}
	type one struct {
		found
		name
	}
	var met []one
	at := int64(len(line))
	good := at
	steps := []int8{0}
	for {
		line, err := in.ReadBytes('\n')
		if err != nil { // the end, or a line that was cut
			break
		}
		at += int64(len(line))
		if rest, ok := bytes.CutPrefix(line, []byte("done ")); ok {
			*done = Reached{}
			if json.Unmarshal(rest, done) != nil {
				return nil, fmt.Errorf("%s: a line cannot be read: %.80q; take the file away to begin anew", f.Name(), line)
			}
			for _, x := range met {
				tell(x.found, x.name)
			}
			met, good = met[:0], at
			continue
		}
		var x one
		var hash string
		if _, err := fmt.Sscan(string(line), &x.from, &x.move, &hash); err != nil || int(x.from) >= len(steps) {
			return nil, fmt.Errorf("%s: a line cannot be read: %.80q; take the file away to begin anew", f.Name(), line)
		}
		b, err := hex.DecodeString(hash)
		if err != nil || copy(x.name[:], b) != len(x.name) {
			return nil, fmt.Errorf("%s: a line cannot be read: %.80q; take the file away to begin anew", f.Name(), line)
		}
		x.steps = steps[x.from] + 1
		steps = append(steps, x.steps)
		met = append(met, x)
	}
	return p, errors.Join(f.Truncate(good), p.back(good))
}

func (p *paper) back(to int64) error {
	_, err := p.file.Seek(to, io.SeekStart)
	return err
}

func (p *paper) met(x found, n name) {
	if p != nil {
		fmt.Fprintf(&p.next, "%d %d %x\n", x.from, x.move, n)
	}
}

func (p *paper) keep(r Reached) error {
	if p == nil {
		return nil
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	fmt.Fprintf(&p.next, "done %s\n", b)
	_, err = p.next.WriteTo(p.file)
	return err
}

func (p *paper) close() {
	if p != nil {
		p.file.Close()
	}
}
