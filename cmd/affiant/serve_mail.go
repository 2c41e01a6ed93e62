package main

import (
	"bytes"
	"context"
	"crypto/x509"
	"net"
	"os"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/notify"
)

// A mailing is how serve sends letters.
type mailing struct{ server, from, password, roots string }

// open returns the server of mail; nil if there is none.
func (m *mailing) open() (*notify.Postbox, error) {
	if m.server == "" {
		if *m != (mailing{}) {
			return nil, fault.Errorf(fault.Input, "there is more said of mail, and not which server takes it; expected --mail-server as well")
		}
		return nil, nil
	}
	word := ""
	if m.password != "" {
		text, err := guarded(m.password)
		if err != nil {
			return nil, err
		}
		word = string(bytes.TrimSpace(text))
	}
	box, err := notify.NewPostbox(m.server, m.from, word)
	if err != nil || m.roots == "" {
		return box, err
	}
	text, err := os.ReadFile(m.roots)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, fault.Errorf(fault.Input, "--mail-ca %s: there is no certificate in it; expected PEM", m.roots)
	}
	box.Believe(pool)
	return box, nil
}

// station is what a letter says of the station: its name, and where it is.
func (m *mailing) station(ctx context.Context, c *clerk.Clerk, origin string, at net.Addr) notify.Station {
	s := notify.Station{Origin: origin}
	if s.Origin == "" {
		s.Origin = "http://" + at.String()
	}
	if roll, err := c.Roll(ctx); err == nil {
		s.Name = roll.Station
	}
	return s
}
