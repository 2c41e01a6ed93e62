package showing

// A claim is a literal: that a sentence or a rule (the worst of its premises) is in, or is not out; odd if it is denied.
type claim int32

// not is the opposite claim.
func (c claim) not() claim { return c ^ 1 }

// claims carries claims along clauses, each a list of claims one of which is true, until nothing follows any more (unit
// propagation, with two claims watched in each clause: Moskewicz et al. 2001).
type claims struct {
	value   []int8    // by claim: 1 true, -1 false, 0 open
	told    []claim   // what is true, in order
	next    int       // how far it was carried
	words   []claim   // the clauses
	start   []int32   // by clause, where it begins; one more at the end
	watched [][]int32 // by claim: clauses to look at when it becomes false
	clash   bool      // no way to satisfy all clauses
	retired []bool    // by clause: it counts no more
}

func newClaims(n int) *claims {
	return &claims{value: make([]int8, 2*n), watched: make([][]int32, 2*n), start: []int32{0}}
}

// tell makes a claim true.
func (k *claims) tell(c claim) {
	switch k.value[c] {
	case 0:
		k.value[c], k.value[c.not()] = 1, -1
		k.told = append(k.told, c)
	case -1:
		k.clash = true
	}
}

// add adds a clause.
func (k *claims) add(clause ...claim) {
	at := len(k.words)
	k.words = append(k.words, clause...)
	c := k.words[at:]
	open := 0
	for i := range c {
		if k.value[c[i]] >= 0 && open < 2 {
			c[open], c[i] = c[i], c[open]
			open++
		}
	}
	switch open {
	case 0:
		k.clash = true
	case 1:
		k.tell(c[0])
	}
	if open < 2 { // it has said all it ever will
		k.words = k.words[:at]
		return
	}
	id := int32(len(k.start) - 1)
	k.start = append(k.start, int32(len(k.words)))
	k.retired = append(k.retired, false)
	k.watched[c[0]] = append(k.watched[c[0]], id)
	k.watched[c[1]] = append(k.watched[c[1]], id)
}

// carry tells all that follows, and reports whether there is a clash.
func (k *claims) carry() bool {
	for k.next < len(k.told) && !k.clash {
		failed := k.told[k.next].not()
		k.next++
		list := k.watched[failed]
		kept := list[:0]
		for i, id := range list {
			if k.retired[id] {
				continue
			}
			c := k.words[k.start[id]:k.start[id+1]]
			if c[0] == failed {
				c[0], c[1] = c[1], c[0]
			}
			if k.value[c[0]] != 1 && k.move(c, id) {
				continue
			}
			kept = append(kept, id)
			if k.value[c[0]] != 1 {
				k.tell(c[0])
				if k.clash {
					kept = append(kept, list[i+1:]...)
					break
				}
			}
		}
		k.watched[failed] = kept
	}
	return k.clash
}

// move has the clause watch another claim in place of its second, if one is not false.
func (k *claims) move(c []claim, id int32) bool {
	for i := 2; i < len(c); i++ {
		if k.value[c[i]] >= 0 {
			c[1], c[i] = c[i], c[1]
			k.watched[c[1]] = append(k.watched[c[1]], id)
			return true
		}
	}
	return false
}

// A state is a point to go back to.
type state struct {
	told, words, clauses int
	clash                bool
}

// mark is where things stand. All that was told must have been carried.
func (k *claims) mark() state { return state{len(k.told), len(k.words), len(k.start) - 1, k.clash} }

// back goes back to a mark. Clauses added since count no more; their places are not used again.
func (k *claims) back(s state) {
	for _, c := range k.told[s.told:] {
		k.value[c], k.value[c.not()] = 0, 0
	}
	k.told, k.next, k.clash = k.told[:s.told], s.told, s.clash
	for id := s.clauses; id < len(k.retired); id++ {
		k.retired[id] = true
	}
}

// leads reports whether a clash follows if every claim of the clause is denied.
func (k *claims) leads(clause []claim) bool {
	s := k.mark()
	for _, c := range clause {
		k.tell(c.not())
	}
	clash := k.carry()
	k.back(s)
	return clash
}
