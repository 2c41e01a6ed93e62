package record

// Stage says how far an application has come. It is worked out from what happened, never set.
type Stage string

// The stages, in the order of a life.
const (
	Drafting  Stage = "drafting"
	SwornTo   Stage = "sworn"
	AtBench   Stage = "presented" // before a magistrate who has not decided all of it
	Refused   Stage = "refused"   // decided, and nothing granted
	SentBack  Stage = "returned"  // the last decision asks for more
	Granted   Stage = "granted"   // granted, no warrant issued yet
	Live      Stage = "live"      // a warrant may be executed now
	Served    Stage = "served"    // no warrant lives, one was executed
	DeadStage Stage = "dead"      // every warrant died unserved
	Withdrawn Stage = "withdrawn"
	Closed    Stage = "closed" // the case against everyone it names has ended
)

// Stages lists every stage.
func Stages() []Stage {
	return []Stage{Drafting, SwornTo, AtBench, Refused, SentBack, Granted, Live, Served, DeadStage, Withdrawn, Closed}
}

// Stage returns how far an application of the matter has come at a moment.
func (m *Matter) Stage(a *Application, now When) Stage {
	switch {
	case a.Withdrawn != nil:
		return Withdrawn
	case m.allEnded(a):
		return Closed
	}
	for i := range a.Warrants {
		if m.Dead(a, &a.Warrants[i], now) == "" {
			return Live
		}
	}
	switch last := a.lastPresentment(); {
	case a.Carried():
		return Served
	case len(a.Warrants) > 0:
		return DeadStage
	case last == nil && a.Oath == nil:
		return Drafting
	case last == nil || a.recused(last.Magistrate) && len(last.Decisions) == 0:
		return SwornTo
	case a.pending():
		return AtBench
	}
	refused := Refused
	for _, p := range a.parties() {
		d, _, ok := a.Decided(p)
		switch {
		case ok && d.Grants():
			return Granted
		case ok && d.Act == "returned":
			refused = SentBack
		}
	}
	return refused
}

// allEnded reports whether the case against everyone an application names has ended.
func (m *Matter) allEnded(a *Application) bool {
	if len(a.Respondents) == 0 {
		return false
	}
	for _, p := range a.Respondents {
		if _, ended := a.Ended(p); !ended {
			return false
		}
	}
	return true
}
