package clerk

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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

// gates are what stands before the oath in each application of a file, as far as it was found out: a review of long papers takes seconds, and whoever has his
// turn to enter an act keeps all others from theirs.
type gates struct {
	mu sync.Mutex
	of map[gateKey]*gated
}

// A gateKey says of which application it was asked, and for whom, where some of the file is veiled to him; "" for whoever may know of all of it.
type gateKey struct {
	app    record.AppID
	veiled string
}

// A gated is one answer, worked out once by whoever asks first; others wait for it alone.
type gated struct {
	once sync.Once
	done atomic.Bool
	err  error
}

// errNotReviewed is the answer of a review that broke off.
var errNotReviewed = fault.Errorf(fault.Internal, "the review of the papers broke off")

func (g *gates) at(k gateKey) *gated {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.of[k] == nil {
		if g.of == nil {
			g.of = make(map[gateKey]*gated)
		}
		g.of[k] = new(gated)
	}
	return g.of[k]
}

// gateKeyOf is under what the answer for an oath by a caller is remembered.
func (p *posed) gateKeyOf(by Caller, app record.AppID) gateKey {
	if p.veiled != nil {
		return gateKey{app, by.Account}
	}
	return gateKey{app: app}
}

// gateKnown reports whether nothing has to be reviewed for an event any more.
func (p *posed) gateKnown(by Caller) bool {
	s, swears := p.ev.(record.Sworn)
	return !swears || p.f.gates == nil || p.f.gates.at(p.gateKeyOf(by, s.Application)).done.Load()
}

// gate holds an oath to what stands before it, as found out once for each state of a file. Of a file of which some is veiled to the caller he is held to, and
// told, what the rest asks: seen is the matter as he may know it.
func (p *posed) gate(law *doctrine.Law, by Caller, seen *record.Matter) error {
	s, swears := p.ev.(record.Sworn)
	switch {
	case !swears:
		return nil
	case p.f.gates == nil:
		return gate(seen, law, s.Application)
	}
	a := p.f.gates.at(p.gateKeyOf(by, s.Application))
	a.once.Do(func() {
		a.err = errNotReviewed
		a.err = gate(seen, law, s.Application)
		a.done.Store(true)
	})
	return a.err
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
