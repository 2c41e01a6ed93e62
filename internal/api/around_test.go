package api

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/store"
)

// TestAddress: a proxy is believed only if there is said to be one, and only in its last word; addresses that one subscriber has are one.
func TestAddress(t *testing.T) {
	for _, c := range []struct {
		remote, forwarded string
		proxied           bool
		want              string
	}{
		{"203.0.113.7:4000", "", false, "203.0.113.7"},
		{"203.0.113.7:4000", "198.51.100.1", false, "203.0.113.7"},
		{"127.0.0.1:4000", "198.51.100.1, 198.51.100.2", true, "198.51.100.2"},
		{"127.0.0.1:4000", "nonsense", true, "127.0.0.1"},
		{"[2001:db8:1:2:3:4:5:6]:4000", "", false, "2001:db8:1:2::/64"},
		{"[2001:db8:1:2:ffff::1]:4000", "", false, "2001:db8:1:2::/64"},
		{"[::ffff:203.0.113.7]:4000", "", false, "203.0.113.7"},
		{"[fe80::1%eth0]:4000", "", false, "fe80::/64"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		d := &door{Options: Options{Proxied: c.proxied}}
		if got := d.address(r); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// TestAway: a store that does not answer is no mistake of ours, and may be asked again; whether an act was kept that it broke off in stays in doubt.
func TestAway(t *testing.T) {
	var logged strings.Builder
	d := &door{Options: Options{Log: slog.New(slog.NewTextHandler(&logged, nil))}}
	away := &store.Away{Err: errors.New("purloined")}
	for want, err := range map[string]error{"the store does not answer; ask again": fmt.Errorf("x: %w", away), "it is not known whether this was kept; ask again with the same Idempotency-Key": &store.Unsure{Err: away}} {
		p := d.fail(t.Context(), err).(*Problem)
		if p.Status != 503 || p.Detail != want || p.GetHeaders().Get("Retry-After") == "" {
			t.Errorf("%v: %+v", err, p)
		}
	}
	if got := logged.String(); strings.Contains(got, "purloined") || strings.Contains(got, "ERROR") || !strings.Contains(got, "the store does not answer") {
		t.Errorf("the log says %s", got)
	}
}
