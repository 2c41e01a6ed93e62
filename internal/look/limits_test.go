package look

import (
	"testing"
	"time"
)

// TestLimits: each way of asking has a limit of its own, which one uses up for oneself alone and which comes back with time.
func TestLimits(t *testing.T) {
	rates := Rates{Address: 1, AddressBurst: 3, Account: 1, AccountBurst: 3, SignIn: 1, SignInBurst: 3}
	for name, ask := range map[string]func(*Limits, string, time.Time) bool{"address": (*Limits).Address, "account": (*Limits).Account, "sign-in": (*Limits).SignIn} {
		l, now := NewLimits(rates), time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		for i := range 3 {
			if !ask(l, "one", now) {
				t.Errorf("%s: request %d of a burst of 3 is refused", name, i+1)
			}
		}
		if ask(l, "one", now) {
			t.Errorf("%s: a fourth at once is answered", name)
		}
		if !ask(l, "another", now) {
			t.Errorf("%s: one uses up what is another's", name)
		}
		if !ask(l, "one", now.Add(time.Second)) || ask(l, "one", now.Add(time.Second)) {
			t.Errorf("%s: after a second one more is answered, and only one", name)
		}
	}
}
