package session

import (
	"net"
	"net/url"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Site is where people reach the station with a browser. A passkey is made for one site and answers to no other.
type Site struct {
	ID     string // the relying party: the host, without the port
	Origin string // scheme, host and port, as a browser says them
}

// ParseSite reads an origin. It has to be https, or http of localhost: elsewhere browsers give no passkeys.
func ParseSite(origin string) (Site, error) {
	u, err := url.Parse(origin)
	const expected = "expected such as https://docket.court.example, or http://localhost:4750"
	if err != nil {
		return Site{}, fault.Errorf(fault.Input, "the origin %q is no address; %s", origin, expected)
	}
	host := strings.ToLower(u.Hostname())
	switch {
	case host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.Opaque != "":
		return Site{}, fault.Errorf(fault.Input, "the origin %q is more or less than scheme, host and port; %s", origin, expected)
	case net.ParseIP(host) != nil:
		return Site{}, fault.Errorf(fault.Input, "the origin %q names its host by a number, for which there are no passkeys; %s", origin, expected)
	case u.Scheme != "https" && (u.Scheme != "http" || host != "localhost"):
		return Site{}, fault.Errorf(fault.Input, "the origin %q is not https; %s", origin, expected)
	}
	at := host
	if p := u.Port(); p != "" && (u.Scheme != "https" || p != "443") && (u.Scheme != "http" || p != "80") {
		at = net.JoinHostPort(host, p)
	}
	return Site{ID: host, Origin: u.Scheme + "://" + at}, nil
}
