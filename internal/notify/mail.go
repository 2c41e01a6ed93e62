package notify

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	chance "math/rand/v2"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/netip"
	"net/smtp"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
)

// A Postbox is a server of mail to which letters are handed.
type Postbox struct {
	host, port string
	user       string
	implicit   bool // TLS from the first byte
	plain      bool // none, which only this machine itself is given
	from       string
	password   string
	roots      *x509.CertPool
	named      string // how the station calls itself to a server; by its address, if ""
}

// NewPostbox reads where mail is handed in: smtp://host:587 (STARTTLS, without which nothing is sent) or smtps://user@host:465; with a user there is a
// password. Only a server on this machine itself may be without TLS. from is the address that letters are from.
func NewPostbox(address, from, password string) (*Postbox, error) {
	bad := func(format string, args ...any) (*Postbox, error) {
		return nil, fault.Errorf(fault.Input, "mail: "+format+"; expected such as smtps://user@mail.court.example:465 or smtp://127.0.0.1:25", args...)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return bad("the address cannot be read")
	case u.Scheme != "smtp" && u.Scheme != "smtps":
		return bad("the address begins with %q", u.Scheme)
	case u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return bad("the address is more, or less, than a host and a port")
	}
	p := &Postbox{host: u.Hostname(), port: u.Port(), implicit: u.Scheme == "smtps", from: from, password: password}
	if u.User != nil {
		if _, has := u.User.Password(); has {
			return bad("a password does not stand in an address; it is in a file, or in the environment")
		}
		if p.user = u.User.Username(); password == "" {
			return bad("there is a user and no password")
		}
	}
	if p.port == "" {
		p.port = map[bool]string{true: "465", false: "587"}[p.implicit]
	}
	if a, err := netip.ParseAddr(p.host); err == nil && a.Unmap().IsLoopback() || p.host == "localhost" {
		p.plain = !p.implicit
	}
	if _, err := clerk.MailAddress(from); err != nil {
		return bad("letters are from no one: %v", err)
	}
	return p, nil
}

// Believe has a server believed whose certificate leads to one of these, in place of those that the machine believes.
func (p *Postbox) Believe(roots *x509.CertPool) { p.roots = roots }

// A Station is what a letter says besides: where the station is, and what it is called.
type Station struct{ Name, Origin string }

// letter is the whole of what is sent: that something awaits, and where. It knows neither what nor in which matter, so it can tell no one.
func letter(from, to string, s Station, at time.Time, id string) []byte {
	var b bytes.Buffer
	head := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	host := from[strings.LastIndexByte(from, '@')+1:]
	head("From", (&mail.Address{Name: s.Name, Address: from}).String())
	head("To", "<"+to+">")
	head("Subject", mime.QEncoding.Encode("utf-8", "Something awaits you"))
	head("Date", at.Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	head("Message-ID", "<"+id+"@"+host+">")
	head("Auto-Submitted", "auto-generated")
	head("MIME-Version", "1.0")
	head("Content-Type", "text/plain; charset=utf-8")
	head("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	q := quotedprintable.NewWriter(&b)
	fmt.Fprintf(q, "Something awaits you.\r\n\r\n%s/\r\n\r\nWhat it is, is said only there, after you sign in. This letter is sent because you asked for it;\r\nyou can stop it there, under your name.\r\n", s.Origin)
	q.Close()
	return b.Bytes()
}

// errNoTLS says that a server has no TLS, and that nothing was sent to it for that.
var errNoTLS = errors.New("the server of mail offers no TLS, so nothing was sent to it")

// send hands in one letter.
func (p *Postbox) send(ctx context.Context, to string, text []byte, within time.Duration) error {
	d := &net.Dialer{Timeout: within}
	secure := &tls.Config{ServerName: strings.TrimSuffix(p.host, "."), MinVersion: tls.VersionTLS12, RootCAs: p.roots}
	conn, err := d.DialContext(ctx, "tcp", net.JoinHostPort(p.host, p.port))
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	if err := conn.SetDeadline(time.Now().Add(within)); err != nil {
		return err
	}
	if p.implicit {
		conn = tls.Client(conn, secure)
	}
	c, err := smtp.NewClient(conn, p.host)
	if err != nil {
		return err
	}
	if err := c.Hello(p.hello(conn.LocalAddr())); err != nil {
		return err
	}
	if !p.implicit {
		switch offered, _ := c.Extension("STARTTLS"); {
		case offered && !p.plain:
			if err := c.StartTLS(secure); err != nil {
				return err
			}
		case !p.plain:
			return errNoTLS
		}
	}
	if p.user != "" {
		if err := c.Auth(p.auth(c)); err != nil {
			return err
		}
	}
	if err := c.Mail(p.from); err != nil {
		return err
	}
	if err := c.Rcpt(to); err != nil {
		return &unknown{err}
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(text); err != nil {
		return err
	}
	if err := w.Close(); err != nil { // the server has it when it says so
		return err
	}
	c.Quit()
	return nil
}

// Mail is what carries letters out.
type Mail struct {
	Clerk   *clerk.Clerk
	Box     *Postbox
	Station Station
	Policy  *Policy // that which comes with the program, if nil
	Log     *slog.Logger
	Now     func() time.Time
}

// Run sends letters that are due, and looks again every so often until the context ends.
func (m *Mail) Run(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := m.Send(ctx); err != nil && ctx.Err() == nil {
			m.log().Error("letters cannot be read or settled", "kind", fault.KindOf(err))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (m *Mail) log() *slog.Logger {
	if m.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return m.Log
}

// Send sends what is due, one letter after the other. A letter that is not taken is tried again as messages to webhooks are; one that is refused for good,
// as for an address that there is not, is given up.
func (m *Mail) Send(ctx context.Context) error {
	p, now := m.Policy, m.Now
	if p == nil {
		p = Builtin()
	}
	if now == nil {
		now = time.Now
	}
	for ctx.Err() == nil {
		list, err := m.Clerk.Letters(ctx, p.lease(), p.AtOnce)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, l := range list {
			id := make([]byte, 16)
			if _, err := io.ReadFull(rand.Reader, id); err != nil {
				return err
			}
			_, part := minutes.Open(ctx, minutes.Delivery, "letter", "")
			err := m.Box.send(ctx, l.Address, letter(m.Box.from, l.Address, m.Station, now(), hex.EncodeToString(id)), time.Duration(p.Seconds)*time.Second)
			part.End(taken(err == nil), false)
			if ctx.Err() != nil {
				return nil // the lease runs out, and it is tried again
			}
			next, refused := time.Time{}, forGood(err)
			if err != nil {
				again := false
				if next, again = p.Next(l.Attempt, now(), chance.Float64()); !again || refused != 0 {
					next = time.Time{}
				}
				m.log().Warn("a letter was not taken", "account", l.Account, "attempt", l.Attempt, "why", whyNoMail(err), "dead", next.IsZero())
			}
			if err := m.Clerk.Posted(ctx, l, err == nil, next, refused); err != nil {
				return err
			}
		}
		if len(list) < p.AtOnce {
			return nil
		}
	}
	return nil
}

// whyNoMail says in a few fixed words why a letter was not taken. Nothing that the server wrote is in them.
func whyNoMail(err error) string {
	var no *textproto.Error
	var slow net.Error
	var cert *tls.CertificateVerificationError
	switch {
	case errors.Is(err, errNoTLS):
		return "the server offers no TLS"
	case errors.As(err, &cert):
		return "the certificate of the server is not believed"
	case errors.As(err, &no):
		return fmt.Sprintf("it was answered with %d", no.Code)
	case errors.As(err, &slow) && slow.Timeout():
		return "it took too long"
	}
	return "no connection, or none that held"
}
