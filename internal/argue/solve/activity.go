package solve

// activity is a heap of variables, the one most in conflicts of late on top;
// of two alike, the older.
type activity struct {
	score []float64 // by variable
	place []int32   // by variable: position in heap, -1 if not there
	heap  []int32
	gain  float64

	favoured int
	raised   []bool // by variable: it comes before all that are not; short if none do
}

func newActivity() activity { return activity{gain: 1} }

// add puts v in the heap unless it is there.
func (a *activity) add(v int32) {
	if int(v) == len(a.score) {
		a.score = append(a.score, 0)
		a.place = append(a.place, -1)
	}
	if a.place[v] >= 0 {
		return
	}
	a.place[v] = int32(len(a.heap))
	a.heap = append(a.heap, v)
	a.rise(a.place[v])
}

// pop takes the most active variable out of the heap.
func (a *activity) pop() (v int32, ok bool) {
	if len(a.heap) == 0 {
		return 0, false
	}
	v = a.heap[0]
	last := a.heap[len(a.heap)-1]
	a.heap = a.heap[:len(a.heap)-1]
	a.place[v] = -1
	if len(a.heap) > 0 {
		a.put(last, 0)
		a.sink(0)
	}
	return v, true
}

// bump makes v more active.
func (a *activity) bump(v int32) {
	a.score[v] += a.gain
	if a.score[v] > 1e100 {
		for i := range a.score {
			a.score[i] *= 1e-100
		}
		a.gain *= 1e-100
	}
	if a.place[v] >= 0 {
		a.rise(a.place[v])
	}
}

// favour puts v before all that were not favoured and were in no conflict,
// and after those favoured before.
func (a *activity) favour(v int32) {
	a.favoured++
	a.score[v] += a.gain * (1 + 1/float64(a.favoured+1))
	if a.place[v] >= 0 {
		a.rise(a.place[v])
	}
}

// fade makes all past activity count for less.
func (a *activity) fade() { a.gain /= 0.95 }

// raise puts v before all that are not raised, for good.
func (a *activity) raise(v int32) {
	for len(a.raised) <= int(v) {
		a.raised = append(a.raised, false)
	}
	a.raised[v] = true
	if a.place[v] >= 0 {
		a.rise(a.place[v])
	}
}

func (a *activity) isRaised(v int32) bool { return int(v) < len(a.raised) && a.raised[v] }

func (a *activity) before(u, v int32) bool {
	if len(a.raised) > 0 && a.isRaised(u) != a.isRaised(v) {
		return a.isRaised(u)
	}
	if a.score[u] != a.score[v] {
		return a.score[u] > a.score[v]
	}
	return u < v
}

func (a *activity) put(v, i int32) {
	a.heap[i] = v
	a.place[v] = i
}

func (a *activity) rise(i int32) {
	v := a.heap[i]
	for i > 0 {
		up := (i - 1) / 2
		if !a.before(v, a.heap[up]) {
			break
		}
		a.put(a.heap[up], i)
		i = up
	}
	a.put(v, i)
}

func (a *activity) sink(i int32) {
	v := a.heap[i]
	for {
		down := 2*i + 1
		if int(down) >= len(a.heap) {
			break
		}
		if int(down)+1 < len(a.heap) && a.before(a.heap[down+1], a.heap[down]) {
			down++
		}
		if !a.before(a.heap[down], v) {
			break
		}
		a.put(a.heap[down], i)
		i = down
	}
	a.put(v, i)
}
