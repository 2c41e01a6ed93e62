package solve

// pace decides when to start over: when the clauses learnt lately span more
// levels than usual (Audemard and Simon 2009); but where something is insisted
// on, after 60 conflicts times the next of 1 1 2 1 1 2 4 1 1 2 1 1 2 4 8...
// (Luby, Sinclair and Zuckerman, "Optimal speedup of Las Vegas algorithms",
// 1993). There the span says little, since all
// decisions go one way, and a search that goes by it may be stuck for good.
type pace struct {
	lately, usually float64 // moving averages of the span
	since           int     // conflicts since the last restart
	total           int
	turn, times     int // of the sequence: how far it came, and the next number
}

const lubyUnit = 60

func (p *pace) note(lbd int32) {
	p.since++
	p.total++
	p.lately += (float64(lbd) - p.lately) / 32
	p.usually += (float64(lbd) - p.usually) / float64(min(p.total, 4096))
}

func (p *pace) due(insisting bool) bool {
	if !insisting {
		return p.since > 50 && p.lately > 1.15*p.usually
	}
	return p.since >= lubyUnit*max(p.times, 1)
}

// restarted begins to count anew. The sequence goes on by reluctant doubling (Knuth).
func (p *pace) restarted() {
	p.since = 0
	p.turn, p.times = max(p.turn, 1), max(p.times, 1)
	if p.turn&-p.turn == p.times {
		p.turn, p.times = p.turn+1, 1
	} else {
		p.times *= 2
	}
}

// search is the main loop: propagate, learn from conflicts, decide.
func (s *Solver) search(given, wishes []Lit) Result {
	s.core = s.core[:0]
	s.undo(0)
	s.wish = 0
	if s.absurd || s.propagate() != nothing {
		s.absurd = true
		return Unsatisfiable
	}
	s.tidy()
	defer s.undo(0)
	spent := 0
	for {
		if c := s.propagate(); c != nothing {
			if s.depth() == 0 {
				s.absurd = true
				return Unsatisfiable
			}
			if s.Budget > 0 && spent >= s.Budget {
				return Unknown
			}
			spent++
			s.learn(c)
			s.order.fade()
			continue
		}
		if s.stopped() {
			return Unknown
		}
		if s.pace.due(len(s.firm) > 0) {
			s.pace.restarted()
			s.undo(s.keep(given, wishes))
		}
		if len(s.learnt) > s.capacity+len(s.trail) {
			if s.depth() > 0 && int(s.marks[0].trail) > s.tidied {
				s.undo(0)
				s.tidy()
			}
			s.reduce()
		}
		l, failed := s.takeGiven(given)
		if failed {
			s.blame(l)
			return Unsatisfiable
		}
		if l < 0 {
			l = s.takeWish(wishes)
		}
		if l < 0 {
			l = s.takeAny()
		}
		if l < 0 {
			s.model = append(s.model[:0], s.value...)
			return Satisfiable
		}
		s.deepen()
		s.settle(l, nothing)
	}
}

// stopped asks Stop, if some time has passed since it last did.
func (s *Solver) stopped() bool {
	const often = 10_000
	if s.Stop == nil || s.steps-s.asked < often {
		return false
	}
	s.asked = s.steps
	return s.Stop()
}

// keep is the level to go back to when starting over: what is given and what
// is wished would be settled in the same order again.
func (s *Solver) keep(given, wishes []Lit) int32 {
	lv := min(s.depth(), int32(len(given)))
	for lv < s.depth() && int(s.marks[lv].wish) < len(wishes) {
		lv++
	}
	return lv
}

// takeGiven is the next given literal that is not settled, or one that came
// out false. Each given literal has a level of its own, empty if it was true
// already, so that learning treats it as a decision.
func (s *Solver) takeGiven(given []Lit) (l Lit, failed bool) {
	for int(s.depth()) < len(given) {
		l := given[s.depth()]
		switch s.value[l] {
		case no:
			return l, true
		case 0:
			return l, false
		}
		s.deepen()
	}
	return -1, false
}

// takeWish is the first wish that is not settled.
func (s *Solver) takeWish(wishes []Lit) Lit {
	for ; s.wish < len(wishes); s.wish++ {
		if l := wishes[s.wish]; s.value[l] == 0 {
			return l
		}
	}
	return -1
}

// takeAny is the most active variable that is not settled, with the value
// insisted on or else the one it last had.
func (s *Solver) takeAny() Lit {
	for {
		v, ok := s.order.pop()
		if !ok {
			return -1
		}
		if l := Lit(v << 1); s.value[l] == 0 {
			value := s.saved[v]
			if int(v) < len(s.firm) && s.firm[v] != 0 {
				value = s.firm[v]
			}
			if value < 0 {
				return l.Not()
			}
			return l
		}
	}
}
