package main

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/voucher"
)

// site is where browsers reach the station: what is said, or else loopback; nowhere, if that is not known.
func (x *service) site(at net.Addr) (session.Site, error) {
	if x.origin != "" {
		s, err := parseSite(x.origin)
		if err != nil {
			return s, fmt.Errorf("--origin: %w", err)
		}
		return s, nil
	}
	a, ok := at.(*net.TCPAddr)
	if !ok || !a.IP.IsLoopback() || x.proxied {
		return session.Site{}, nil
	}
	scheme := "http"
	if x.cert != "" {
		scheme = "https"
	}
	return parseSite(fmt.Sprintf("%s://localhost:%d", scheme, a.Port))
}

// names are the hosts under which the station is reached, as far as it was said.
func (x *service) names() []string {
	var list []string
	if s, err := parseSite(x.origin); err == nil {
		list = append(list, s.ID)
	}
	for _, h := range strings.Fields(strings.Join(x.hosts, " ")) {
		list = append(list, strings.ToLower(strings.TrimSuffix(h, ".")))
	}
	return list
}

// sound refuses what can be seen to be wrong before anything is opened: it would be no error later, but a station that does not answer, or less strictly than was meant.
func (x *service) sound() error {
	if !slices.Contains([]string{"text", "json"}, x.form) {
		return fault.Errorf(fault.Input, "--log-format %s: expected text or json", x.form)
	}
	if x.strict < 0 {
		return fault.Errorf(fault.Input, "--hsts-days %d: expected a number of days, or 0 for never", x.strict)
	}
	for _, h := range strings.Fields(strings.Join(x.hosts, " ")) {
		if u, err := url.Parse("https://" + h); err != nil || u.Hostname() != strings.Trim(h, "[]") || u.Port() != "" {
			return fault.Errorf(fault.Input, "--host %s: expected a name such as docket.court.example, without scheme, port and path", h)
		}
	}
	return nil
}

// strictly is for how long browsers are to come by TLS only: where the station has TLS, or the proxy before it, of which the origin says so.
func (x *service) strictly(s session.Site) time.Duration {
	if x.cert == "" && (!x.proxied || !strings.HasPrefix(s.Origin, "https://")) {
		return 0
	}
	return time.Duration(max(x.strict, 0)) * 24 * time.Hour
}

// parseSite reads an origin. It has to be https, or http of localhost: elsewhere browsers give no passkeys.
func parseSite(origin string) (session.Site, error) {
	u, err := url.Parse(origin)
	const expected = "expected such as https://docket.court.example, or http://localhost:4750"
	if err != nil {
		return session.Site{}, fault.Errorf(fault.Input, "the origin %q is no address; %s", origin, expected)
	}
	host := strings.ToLower(u.Hostname())
	switch {
	case host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.Opaque != "":
		return session.Site{}, fault.Errorf(fault.Input, "the origin %q is more or less than scheme, host and port; %s", origin, expected)
	case net.ParseIP(host) != nil:
		return session.Site{}, fault.Errorf(fault.Input, "the origin %q names its host by a number, for which there are no passkeys; %s", origin, expected)
	case u.Scheme != "https" && (u.Scheme != "http" || host != "localhost"):
		return session.Site{}, fault.Errorf(fault.Input, "the origin %q is not https; %s", origin, expected)
	}
	at := host
	if p := u.Port(); p != "" && (u.Scheme != "https" || p != "443") && (u.Scheme != "http" || p != "80") {
		at = net.JoinHostPort(host, p)
	}
	return session.Site{ID: host, Origin: u.Scheme + "://" + at}, nil
}

// A provider is what serve is told of an identity provider.
type provider struct{ issuer, client, secret, redirect string }

// open returns the identity provider; nil, if there is none.
func (p provider) open(origin string) (*voucher.Voucher, error) {
	if p.issuer == "" {
		if p != (provider{}) {
			return nil, fault.Errorf(fault.Input, "there is more said of an identity provider, and not where it is; expected --oidc-issuer as well")
		}
		return nil, nil
	}
	o := voucher.Options{Issuer: p.issuer, Client: p.client, Redirect: p.redirect, Now: time.Now}
	if o.Redirect == "" {
		o.Redirect = origin + "/vouched"
	}
	if p.secret != "" {
		text, err := guarded(p.secret)
		if err != nil {
			return nil, err
		}
		o.Secret = strings.TrimSpace(string(text))
	}
	return voucher.New(o)
}
