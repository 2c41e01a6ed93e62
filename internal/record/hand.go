package record

import (
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Hand says who performed an event: the account, the person of the matter whom it acts for, in what role, when, and on
// which bytes. Only a performed entry has one.
type Hand struct {
	Account string   `json:"account"`          // who signed in
	Person  PersonID `json:"person,omitempty"` // which person of the matter that is; empty for the office itself and its clocks
	Role    Role     `json:"role"`             // in which role
	At      string   `json:"at"`               // when, RFC 3339 to the second, with the offset of the court's own zone
	On      string   `json:"on,omitempty"`     // SHA-256, in hex, of the bytes that were before the person who acted
	Proof   string   `json:"proof,omitempty"`  // how presence was proved, for an oath or a decision
}

// fits reports what is wrong with an act for an entry of this mode.
func (h *Hand) fits(m Mode) error {
	switch {
	case h == nil && m == ModePerformed:
		return fault.Errorf(fault.Input, "a performed entry says who performed it")
	case h == nil:
		return nil
	case m == ModeRecounted:
		return fault.Errorf(fault.Input, "a recounted entry was performed by no one here")
	case strings.TrimSpace(h.Account) == "" || h.Role == "":
		return fault.Errorf(fault.Input, "a performed entry names the account and the role")
	}
	if t, err := time.Parse(time.RFC3339, h.At); err != nil || t.Format(time.RFC3339) != h.At {
		return fault.Errorf(fault.Input, "the time of the act is %q; expected such as 2026-03-02T09:15:00-05:00", h.At)
	}
	return nil
}

// Minute returns the time of the act as the court's own clock shows it, to the minute.
func (h *Hand) Minute() When {
	if len(h.At) < len("2006-01-02T15:04") {
		return NoTime
	}
	return When(h.At[:len("2006-01-02T15:04")])
}

// Moment is Minute with the offset from UTC, by which it is compared with what is told with one; Minute, if the hand has none.
func (h *Hand) Moment() When {
	m := h.Minute()
	t, err := time.Parse(time.RFC3339, h.At)
	if err != nil {
		return m
	}
	return m + When(t.Format("-07:00"))
}

// performed reports whether the event being applied is performed, not recounted.
func (d *docket) performed() bool { return d.hand != nil }

// contemporary refuses a performed event that gives another time for itself than that of the act: an oath or a decision
// cannot be dated back.
func (d *docket) contemporary(w When) error {
	if d.performed() && w != d.hand.Minute() && w != d.hand.Moment() {
		return refuse(ruleOwnTime, "it is dated %s, and is done at %s", w, d.hand.Minute())
	}
	return nil
}

// notFuture refuses a performed event that tells of a time after the act.
func (d *docket) notFuture(w When) error {
	if d.performed() && w.Known() && d.hand.Moment().Before(w) == Yes {
		return refuse(ruleOwnTime, "it tells of %s, and is told at %s", w, d.hand.Minute())
	}
	return nil
}

// by refuses a performed event that someone else than who performs.
func (d *docket) by(who PersonID, r Rule, does string) error {
	if d.performed() && who == "" && d.hand.Person != "" {
		return refuse(r, "it does not say by whom, and no one but who is named there can %s; this is done by %s", does, name(d.hand.Person))
	}
	if d.performed() && d.hand.Person != who {
		return refuse(r, "only %s can %s; this is done by %s", name(who), does, name(d.hand.Person))
	}
	return nil
}

func name(p PersonID) PersonID {
	if p == "" {
		return "no one of this matter"
	}
	return p
}
