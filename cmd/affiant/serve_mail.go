package main

import (
	"bytes"
	"context"
	"crypto/x509"
	"net"
	"os"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/notify"
)

// A mailing is how serve sends letters.
type mailing struct {
	server, from, password, roots string
	gap                           time.Duration // between two letters to one person; that of the policy, if 0
}

// leastGap is the shortest time between two letters: more of them would tell whoever watches the mailbox how busy a case is.
const leastGap = time.Minute

// open returns the server of mail; nil if there is none.
func (m *mailing) open() (*notify.Postbox, error) {
	if m.gap != 0 && m.gap < leastGap {
		return nil, fault.Errorf(fault.Input, "--mail-gap %s: expected %s or more, such as 10m", m.gap, leastGap)
	}
	if m.server == "" {
		if m.from+m.password+m.roots != "" {
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
