package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// errInside says that a name leads to an address that is not of the open network.
var errInside = errors.New("the address is not of the open network")

// inside are the networks that are no one's outside, besides those that netip tells: shared, reserved and documentation networks, and those of
// IPv6 that hide one of IPv4 (IANA special-purpose registries, RFC 6890).
var inside = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10")

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// Outside reports whether an address is of the open network: neither of this machine nor of a network that is reached only from within.
func Outside(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range inside {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// newClient returns a client that goes where it is told and no further: it follows no redirect, uses no proxy and keeps no connection. Unless
// private is set it connects to the open network only; that is held at each connection, after the name was resolved, so that no name that
// resolves otherwise the second time leads inside.
func newClient(private bool, within time.Duration) *http.Client {
	d := &net.Dialer{Timeout: within}
	if !private {
		d.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
			a, err := netip.ParseAddrPort(address)
			if err != nil || !Outside(a.Addr()) {
				return errInside
			}
			return nil
		}
	}
	return &http.Client{
		Timeout:       within,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DialContext: d.DialContext, DisableKeepAlives: true, DisableCompression: true, TLSHandshakeTimeout: within,
			ResponseHeaderTimeout: within, MaxResponseHeaderBytes: 32 << 10, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}},
	}
}
