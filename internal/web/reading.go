package web

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// How many readings of one matter are kept (when there are more, all go), and how many are made at a time. Of a matter many
// times as large as most, fewer are kept, since each takes as many times the memory, and never fewer than fewReadings.
const (
	mostReadings = 64
	fewReadings  = 4
	mostAtOnce   = 2
)

// room is how many readings of a matter are kept.
func room(m *record.Matter) int {
	size := 0
	for i := range m.Sources {
		size += len(m.Sources[i].Lines)
	}
	for i := range m.Applications {
		a := &m.Applications[i]
		size += len(a.Affidavit.Assertions) * max(1, len(a.Respondents))
	}
	return max(fewReadings, mostReadings/(1+size/manyLines))
}

// A reading is a review or a re-reading of a matter, under way or done.
type reading struct {
	done    chan struct{} // closed when it is
	waiting int           // how many wait for it; the folder's lock guards it
	stop    atomic.Bool   // nobody does any more
	made    any
	err     error
}

// readOnce makes a reading, or waits for one that is under way, or returns one that is kept. Of several who ask for one at a
// time the first has it made and the others wait; when all have gone, it is given up. No matter has more than mostAtOnce
// under way, so that neither a large file nor many requests for it take the machine from the others.
func readOnce[T any](ctx context.Context, f *folder, key string, make1 func(stop func() bool) (T, error)) (made T, err error) {
	f.mu.Lock()
	x := f.read[key]
	if x == nil {
		x = &reading{done: make(chan struct{})}
		if f.read == nil || len(f.read) >= room(f.matter) {
			f.read = make(map[string]*reading)
		}
		f.read[key] = x
		go func() {
			defer close(x.done)
			defer func() {
				if p := recover(); p != nil { // here a panic would end the whole program
					x.err = fmt.Errorf("reading the matter: %v", p)
				}
			}()
			f.busy <- struct{}{}
			defer func() { <-f.busy }()
			x.made, x.err = make1(x.stop.Load)
		}()
	}
	x.waiting++
	f.mu.Unlock()
	defer f.leave(key, x)
	select {
	case <-x.done:
		made, _ = x.made.(T)
		return made, x.err
	case <-ctx.Done():
		return made, fault.Errorf(fault.Conflict, "The reader has gone.")
	}
}

// leave notes that one who waited for a reading does not any more.
func (f *folder) leave(key string, x *reading) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if x.waiting--; x.waiting > 0 {
		return
	}
	select {
	case <-x.done:
	default:
		x.stop.Store(true)
		if f.read[key] == x {
			delete(f.read, key)
		}
	}
}
