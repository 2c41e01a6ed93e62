package clerk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// beforeOath are the families of flaws that an affiant can do something about before the oath: sources, identity, cause,
// omission, form of what is sworn, interception. What a magistrate or an executing officer does comes later.
const beforeOath = "SIPOT"

// Unanswered returns the flaws of an application that its affiant has not answered.
func (v *View) Unanswered(app record.AppID) []review.Flaw { return unanswered(&v.Matter, v.law, app) }

func unanswered(m *record.Matter, law *doctrine.Law, app record.AppID) []review.Flaw {
	a := m.Application(app)
	if a == nil {
		return nil
	}
	var open []review.Flaw
	for _, f := range review.Run(m, law) {
		if Asked(a, f) {
			open = append(open, f)
		}
	}
	return open
}

// Asked reports whether a flaw is one of an application that its affiant can do something about before the oath, and has not answered.
func Asked(a *record.Application, f review.Flaw) bool {
	return f.App == a.ID && f.Force != review.Note && strings.ContainsRune(beforeOath, rune(f.Check.Code[0])) &&
		!slices.ContainsFunc(a.Answers, func(x record.Answer) bool { return x.Flaw == f.ID })
}

// lawKeeps holds that nothing is destroyed which the law has kept, whoever orders it.
func lawKeeps(before *record.Matter, e record.Event, zone *time.Location, now time.Time) error {
	if _, destroys := e.(record.Expunged); !destroys {
		return nil
	}
	holds := clock.Holds(before, clock.Keeps(), zone, now)
	if len(holds) == 0 {
		return nil
	}
	h := holds[0]
	what := fmt.Sprintf("the order %q", h.Order)
	if h.Order == "" {
		what = fmt.Sprintf("the source %q", h.Source)
	}
	why := fmt.Sprintf("What belongs to %s is kept until %s", what, h.Until.Format("2 January 2006"))
	if h.Until.IsZero() {
		why = fmt.Sprintf("What belongs to %s is kept, and nothing in the record shows when it ended; note that first", what)
	}
	return fault.Errorf(fault.Conflict, "%w", &record.Refusal{Rule: record.Rule{ID: "kept-" + h.Keep.ID, Says: h.Keep.Title, By: h.Keep.Says}, Why: why})
}

// gate holds an event to what stands before the oath, if it is one, as found out once for each state of a file.
func (f *file) gate(law *doctrine.Law, e record.Event) error {
	s, swears := e.(record.Sworn)
	if !swears {
		return nil
	}
	if f.gates == nil {
		return gate(&f.m, law, s.Application)
	}
	f.gates.mu.Lock()
	defer f.gates.mu.Unlock()
	err, known := f.gates.of[s.Application]
	if !known {
		if f.gates.of == nil {
			f.gates.of = make(map[record.AppID]error)
		}
		err = gate(&f.m, law, s.Application)
		f.gates.of[s.Application] = err
	}
	return err
}

// gate holds that no flaw is passed over before the oath: each is mended, or answered by the affiant. It asks, and says nothing of what
// the answer should be.
func gate(before *record.Matter, law *doctrine.Law, app record.AppID) error {
	open := unanswered(before, law, app)
	if len(open) == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "before the oath, each flaw is mended or answered (cited, softened, disclosed, identified, split, or as written and why); %d are not:", len(open))
	for i, f := range open {
		if i == 10 {
			fmt.Fprintf(&b, "\n  and %d more", len(open)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s %s", f.ID, f.Check.Title)
	}
	return fault.Errorf(fault.Conflict, "%s", b.String())
}
