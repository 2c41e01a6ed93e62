package notify

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/smtp"
	"net/textproto"
	"net/url"
	"strings"
)

// At has the station call itself by the host of its origin, where that is a name that others know. A server may refuse who calls itself otherwise.
func (p *Postbox) At(origin string) {
	if u, err := url.Parse(origin); err == nil {
		if _, err := netip.ParseAddr(u.Hostname()); err != nil && strings.Contains(u.Hostname(), ".") {
			p.named = u.Hostname()
		}
	}
}

// hello is how the station calls itself: by name, or by the address that it speaks from (RFC 5321, 4.1.3 and 4.1.4).
func (p *Postbox) hello(from net.Addr) string {
	if p.named != "" {
		return p.named
	}
	if a, ok := from.(*net.TCPAddr); ok {
		if ip := a.AddrPort().Addr().Unmap().WithZone(""); ip.Is4() {
			return "[" + ip.String() + "]"
		} else if ip.Is6() {
			return "[IPv6:" + ip.String() + "]"
		}
	}
	return "localhost"
}

// auth is how it signs in: PLAIN (RFC 4616), or LOGIN where a server has that and not the other, as some large ones do. It goes by TLS, or to this machine.
func (p *Postbox) auth(c *smtp.Client) smtp.Auth {
	_, how := c.Extension("AUTH")
	list := strings.Fields(strings.ToUpper(how))
	has := func(name string) bool {
		for _, x := range list {
			if x == name {
				return true
			}
		}
		return false
	}
	if has("LOGIN") && !has("PLAIN") {
		return &login{user: p.user, password: p.password, here: p.plain}
	}
	return smtp.PlainAuth("", p.user, p.password, p.host)
}

// A login answers a server that asks first for the name and then for the password, each in words of its own.
type login struct {
	user, password string
	here           bool // the server is on this machine
	asked          int
}

// Start begins.
func (l *login) Start(s *smtp.ServerInfo) (string, []byte, error) {
	if !s.TLS && !l.here {
		return "", nil, errNoTLS
	}
	return "LOGIN", nil, nil
}

// Next answers what is asked.
func (l *login) Next(_ []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	l.asked++
	switch l.asked {
	case 1:
		return []byte(l.user), nil
	case 2:
		return []byte(l.password), nil
	}
	return nil, fmt.Errorf("the server asks for more than a name and a password")
}

// An unknown is an error of the server about the address that a letter is to.
type unknown struct{ error }

// Unwrap is what the server said.
func (u *unknown) Unwrap() error { return u.error }

// forGood returns the code with which a server refuses the address for good (RFC 5321, 4.2.1: 5yz). What it has against the station, which it may say of an address too
// (RFC 3463, 3.8: 5.7.x, as that it does not relay), is not the letter's fault, and may be mended.
func forGood(err error) int {
	var u *unknown
	var no *textproto.Error
	if errors.As(err, &u) && errors.As(err, &no) && no.Code/100 == 5 && no.Code != 530 && !strings.HasPrefix(no.Msg, "5.7.") {
		return no.Code
	}
	return 0
}
