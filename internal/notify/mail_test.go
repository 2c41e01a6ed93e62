package notify_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/notify"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// A mailer is a server of mail within the test.
type mailer struct {
	t        *testing.T
	l        net.Listener
	cert     tls.Certificate
	roots    *x509.CertPool
	implicit bool
	offers   bool           // STARTTLS
	auth     string         // how one signs in; PLAIN, if ""
	says     string         // what it says with a code by which it refuses
	refuses  map[string]int // command to the code it is answered with
	mu       sync.Mutex
	taken    []string
	seen     []string // commands, and whether they came by TLS
	lines    []string // as they came
}

func newMailer(t *testing.T, set func(*mailer)) *mailer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	// 0.0.0.0 leads to this machine, and is no address that says so.
	of := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv4zero}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, of, of, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	m := &mailer{t: t, cert: tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots: x509.NewCertPool(), refuses: map[string]int{}}
	m.roots.AddCert(leaf)
	if set != nil {
		set(m)
	}
	if m.l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.l.Close() })
	go func() {
		for {
			c, err := m.l.Accept()
			if err != nil {
				return
			}
			go m.serve(c)
		}
	}()
	return m
}

func (m *mailer) port() int { return m.l.Addr().(*net.TCPAddr).Port }

func (m *mailer) serve(c net.Conn) {
	defer func() { c.Close() }()
	secure := m.implicit
	if secure {
		c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{m.cert}})
	}
	r := bufio.NewReader(c)
	say := func(s string) { fmt.Fprintf(c, "%s\r\n", s) }
	say("220 hello")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		word := strings.ToUpper(strings.Fields(line + " x")[0])
		m.mu.Lock()
		m.seen = append(m.seen, fmt.Sprintf("%s %v", word, secure))
		m.lines = append(m.lines, line)
		code := m.refuses[word]
		m.mu.Unlock()
		switch {
		case code != 0:
			say(fmt.Sprintf("%d %sa secret of the server: kettle", code, m.says))
		case word == "EHLO" && m.offers && !secure:
			say("250-here\r\n250-AUTH PLAIN\r\n250 STARTTLS")
		case word == "EHLO" && m.auth != "":
			say("250-here\r\n250 AUTH " + m.auth)
		case word == "EHLO":
			say("250-here\r\n250 AUTH PLAIN")
		case word == "STARTTLS":
			say("220 go")
			c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{m.cert}})
			r, secure = bufio.NewReader(c), true
		case word == "AUTH" && m.auth != "":
			for _, ask := range []string{"VXNlcm5hbWU6", "UGFzc3dvcmQ6"} {
				say("334 " + ask)
				l, err := r.ReadString('\n')
				if err != nil {
					return
				}
				m.mu.Lock()
				m.lines = append(m.lines, strings.TrimSpace(l))
				m.mu.Unlock()
			}
			say("235 yes")
		case word == "AUTH":
			say("235 yes")
		case word == "DATA":
			say("354 go on")
			var b strings.Builder
			for {
				l, err := r.ReadString('\n')
				if err != nil {
					return
				}
				if strings.TrimSpace(l) == "." {
					break
				}
				b.WriteString(l)
			}
			m.mu.Lock()
			m.taken = append(m.taken, b.String())
			m.mu.Unlock()
			say("250 taken")
		case word == "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func (m *mailer) got() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]string{}, m.taken...)
}

// post returns what carries the letters of an office to a server.
func (o *office) post(m *mailer, address, password string) *notify.Mail {
	o.t.Helper()
	box, err := notify.NewPostbox(strings.ReplaceAll(address, "PORT", fmt.Sprint(m.port())), "docket@court.example", password)
	if err != nil {
		o.t.Fatal(err)
	}
	box.Believe(m.roots)
	return &notify.Mail{Clerk: o.Clerk, Box: box, Station: notify.Station{Name: "Ashford Cöunty", Origin: "https://docket.court.example"}, Now: o.clock}
}

func (o *office) wish(account, address string, on bool) {
	o.t.Helper()
	if err := o.SetMail(o.t.Context(), clerk.Caller{Account: account}, clerk.MailWish{Address: address, On: on}); err != nil {
		o.t.Fatal(err)
	}
}

// asked has a supervisor ask vance something, so that something awaits vance.
func (o *office) asked(matter string, n int) {
	o.t.Helper()
	if n == 1 {
		o.enrol(people.AccountInvited{ID: "stone", Name: "Ida Stone"})
		if err := o.Join(o.t.Context(), "stone"); err != nil {
			o.t.Fatal(err)
		}
		o.enrol(people.PostGiven{ID: "stone", Post: people.Post{Role: record.Supervisor, Agency: "rangers"}})
		o.open(matter)
		o.do("vance", matter, record.PersonNamed{Person: record.Person{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Affiant}, Account: "vance"}})
		o.do("vance", matter, record.PersonNamed{Person: record.Person{ID: "stone", Name: "Ida Stone", Roles: []record.Role{record.Supervisor}, Account: "stone"}})
		o.do("vance", matter, record.PersonNamed{Person: record.Person{ID: "dole", Name: "Peter Purloined", Roles: []record.Role{record.Respondent}}})
		o.do("vance", matter, record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
			Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took it", Kind: record.Act}}}})
		o.do("vance", matter, record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 1, Text: "He purloined it."}})
	}
	o.do("stone", matter, record.QuestionAsked{Application: "purse", Question: record.Question{ID: record.QuestionID(fmt.Sprintf("q%d", n)), Assertion: 1, Asks: "Who purloined it?", By: "stone"}})
}

// A letter says that something awaits, and where, and not a word of what; one letter stands for all that came meanwhile; no one is written to about the own act,
// nor who has not asked for it.
func TestLetter(t *testing.T) {
	o := newOffice(t)
	m := newMailer(t, func(m *mailer) { m.implicit = true })
	p := o.post(m, "smtps://docket@127.0.0.1:PORT", "sesame")
	o.wish("vance", "ruth@rangers.example", true)
	o.asked("ferry", 1)
	o.wish("stone", "ida@rangers.example", true)
	o.asked("ferry", 2)
	if err := p.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	list := m.got()
	if len(list) != 1 {
		t.Fatalf("%d letters, want one: %q, %q", len(list), list, m.seen)
	}
	msg, err := mail.ReadMessage(strings.NewReader(list[0]))
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(quotedprintable.NewReader(msg.Body))
	from, _ := msg.Header.AddressList("From")
	if msg.Header.Get("To") != "<ruth@rangers.example>" || len(from) != 1 || from[0].Name != "Ashford Cöunty" || msg.Header.Get("Auto-Submitted") != "auto-generated" || msg.Header.Get("Message-Id") == "" {
		t.Errorf("%v", msg.Header)
	}
	if !strings.Contains(string(body), "Something awaits you.") || !strings.Contains(string(body), "https://docket.court.example/") {
		t.Errorf("%s", body)
	}
	for _, word := range []string{"ferry", "purse", "larceny", "urloined", "Stone", "question", "q1", "Vance"} {
		if strings.Contains(list[0], word) {
			t.Errorf("the letter says %q: %s", word, list[0])
		}
	}
	for _, s := range m.seen {
		if !strings.HasSuffix(s, "true") {
			t.Errorf("not by TLS: %s", s)
		}
	}
	// Soon after, it waits; and then it is sent.
	o.asked("ferry", 3)
	if p.Send(t.Context()); len(m.got()) != 1 {
		t.Error("a second letter at once")
	}
	o.pass(15 * time.Minute)
	if p.Send(t.Context()); len(m.got()) != 1 {
		t.Error("a second letter sooner than the station was told")
	}
	o.pass(11 * time.Minute)
	if p.Send(t.Context()); len(m.got()) != 2 {
		t.Error("what came meanwhile is never told of")
	}
	// Who stops it is not written to, whatever waits.
	o.pass(time.Hour)
	o.asked("ferry", 4)
	o.wish("vance", "ruth@rangers.example", false)
	if p.Send(t.Context()); len(m.got()) != 2 {
		t.Error("written to after it was stopped")
	}
	o.do("vance", "ferry", record.QuestionAnswered{Application: "purse", Question: "q1", Reply: record.QuestionReply{By: "vance", Text: "He did."}})
	if p.Send(t.Context()); len(m.got()) != 3 || !strings.Contains(m.got()[2], "<ida@rangers.example>") {
		t.Error("who asked is not told of the answer")
	}
	w, err := o.Mail(t.Context(), clerk.Caller{Account: "vance"})
	if err != nil || w.On || w.Address != "ruth@rangers.example" || w.Last.IsZero() {
		t.Errorf("%+v %v", w, err)
	}
}

// Without TLS nothing is said to a server, but to one on this machine; a server that fails is tried again and then given up; one that refuses for good is not.
func TestLetterHostile(t *testing.T) {
	for name, tt := range map[string]struct {
		set      func(*mailer)
		address  string
		password string
		taken    int
		again    bool
		never    string // a command that must not have come in the clear
	}{
		"on this machine":       {nil, "smtp://127.0.0.1:PORT", "", 1, false, ""},
		"STARTTLS":              {func(m *mailer) { m.offers = true }, "smtp://docket@0.0.0.0:PORT", "sesame", 1, false, "AUTH false"},
		"no TLS":                {nil, "smtp://docket@0.0.0.0:PORT", "sesame", 0, true, "MAIL false"},
		"plain where TLS is":    {nil, "smtps://127.0.0.1:PORT", "", 0, true, "MAIL false"},
		"busy":                  {func(m *mailer) { m.refuses["MAIL"] = 451 }, "smtp://127.0.0.1:PORT", "", 0, true, ""},
		"no such address":       {func(m *mailer) { m.refuses["RCPT"] = 550 }, "smtp://127.0.0.1:PORT", "", 0, false, ""},
		"it does not relay":     {func(m *mailer) { m.refuses["RCPT"], m.says = 550, "5.7.1 " }, "smtp://127.0.0.1:PORT", "", 0, true, ""},
		"we may not send":       {func(m *mailer) { m.refuses["MAIL"] = 550 }, "smtp://127.0.0.1:PORT", "", 0, true, ""},
		"LOGIN alone":           {func(m *mailer) { m.implicit, m.auth = true, "LOGIN XOAUTH2" }, "smtps://docket@127.0.0.1:PORT", "sesame", 1, false, ""},
		"our password is wrong": {func(m *mailer) { m.implicit = true; m.refuses["AUTH"] = 535 }, "smtps://docket@127.0.0.1:PORT", "wrong", 0, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			m := newMailer(t, tt.set)
			p := o.post(m, tt.address, tt.password)
			quick := *notify.Builtin()
			quick.Seconds = 2
			p.Policy = &quick
			var log strings.Builder
			p.Log = logTo(&log)
			o.wish("vance", "ruth@rangers.example", true)
			o.asked("ferry", 1)
			if err := p.Send(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := len(m.got()); n != tt.taken {
				t.Errorf("%d letters taken, want %d; %q", n, tt.taken, m.seen)
			}
			for _, s := range m.seen {
				if s == tt.never {
					t.Errorf("%s came in the clear", tt.never)
				}
			}
			if strings.Contains(log.String(), "kettle") || strings.Contains(log.String(), "ruth@") || strings.Contains(log.String(), "sesame") {
				t.Errorf("the log says too much: %s", log.String())
			}
			// That the address was refused is told to its owner and to who keeps the roll, and nothing else that went amiss.
			w, err := o.Mail(t.Context(), clerk.Caller{Account: "vance"})
			list, err2 := o.RefusedAddresses(t.Context(), clerk.Caller{Account: "root"})
			want := map[bool]int{true: 550}[name == "no such address"]
			if err != nil || err2 != nil || w.Refused.Code != want || w.Refused.At.IsZero() != (want == 0) || len(list) != want/550 || want != 0 && list[0] != w.Refused {
				t.Errorf("refused: %+v %v, %+v %v; want %d", w.Refused, err, list, err2, want)
			}
			if tt.taken == 1 {
				return
			}
			m.mu.Lock()
			m.refuses = map[string]int{}
			m.mu.Unlock()
			before := len(m.seen)
			o.pass(time.Hour)
			p.Send(t.Context())
			if tried := len(m.seen) > before; tried != tt.again && name != "plain where TLS is" {
				t.Errorf("tried again: %v, want %v", tried, tt.again)
			}
		})
	}
}

// TestHello: the station calls itself by its name, or else by its address, and signs in as the server has it.
func TestHello(t *testing.T) {
	for origin, want := range map[string]string{"https://docket.court.example": "EHLO docket.court.example", "http://localhost:4750": "EHLO [127.0.0.1]", "https://192.0.2.7": "EHLO [127.0.0.1]", "": "EHLO [127.0.0.1]"} {
		o := newOffice(t)
		m := newMailer(t, func(m *mailer) { m.implicit, m.auth = true, "LOGIN" })
		p := o.post(m, "smtps://docket@127.0.0.1:PORT", "sesame")
		p.Box.At(origin)
		o.wish("vance", "ruth@rangers.example", true)
		o.asked("ferry", 1)
		if err := p.Send(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(m.got()) != 1 || len(m.lines) < 4 || m.lines[0] != want || m.lines[1] != "AUTH LOGIN" || m.lines[2] != "ZG9ja2V0" || m.lines[3] != "c2VzYW1l" {
			t.Errorf("%s: %d letters, %q", origin, len(m.got()), m.lines)
		}
	}
}

func TestPostbox(t *testing.T) {
	for _, bad := range [][3]string{{"http://mail", "a@b.example", ""}, {"smtp://", "a@b.example", ""}, {"smtp://u:p@mail", "a@b.example", ""}, {"smtp://u@mail", "a@b.example", ""},
		{"smtp://mail/x", "a@b.example", ""}, {"smtp://mail", "", ""}, {"smtp://mail", "a@b.example\r\nBcc: c@d.example", ""}, {"smtp://mail", "a b@c.example", ""}} {
		if _, err := notify.NewPostbox(bad[0], bad[1], bad[2]); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	for _, bad := range []string{"ruth", "ruth@", "@x.example", "Ruth <ruth@x.example>", "a@b.example, c@d.example", "a@b.example\n", "a..b@c.example", "a@localhost", strings.Repeat("x", 250) + "@a.example"} {
		if got, err := clerk.MailAddress(bad); err == nil && got != strings.TrimSpace(bad) || err == nil && strings.TrimSpace(bad) == bad {
			t.Errorf("%q is taken as %q", bad, got)
		}
	}
}

func logTo(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }
