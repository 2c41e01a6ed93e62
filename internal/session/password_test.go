package session

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"
)

// TestHash: with the numbers of the policy, a hash matches its password and no other, in composed form or not; what is no hash matches nothing.
func TestHash(t *testing.T) {
	d := New(Options{Lots: rand.Reader})
	ctx := context.Background()
	h, err := d.hash(ctx, "caf\u00e9 lantern quince")
	if err != nil || !strings.HasPrefix(h, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatal(h, err)
	}
	again, _ := d.hash(ctx, "caf\u00e9 lantern quince")
	if h == again {
		t.Error("two hashes of one password are the same")
	}
	for _, c := range []struct {
		password, hash string
		want           bool
	}{
		{"caf\u00e9 lantern quince", h, true},
		{"cafe\u0301 lantern quince", h, true},
		{"cafe lantern quince", h, false},
		{"", h, false},
		{"", "", false},
		{"x", "$argon2id$v=19$m=19456,t=2,p=1$$", false},
		{"x", strings.Replace(h, "argon2id", "argon2id$$", 1), false},
		{"caf\u00e9 lantern quince", h[:len(h)-4], false},
	} {
		if got, err := d.matches(ctx, c.password, c.hash); err != nil || got != c.want {
			t.Errorf("%q against %q: %v, %v", c.password, c.hash, got, err)
		}
	}
}
