package api

import (
	"net/http/httptest"
	"testing"
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
