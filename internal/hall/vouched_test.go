package hall_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/voucher"
	"github.com/affiant-project/affiant/internal/session/voucher/vouchertest"
)

// provided gives a station an identity provider.
func (s *station) provided() *vouchertest.Provider {
	s.t.Helper()
	p := vouchertest.New(s.clock)
	s.t.Cleanup(p.Close)
	v, err := voucher.New(voucher.Options{Issuer: p.URL, Client: p.Client, Secret: p.Secret, Redirect: s.origin + "/vouched", Now: s.clock})
	if err != nil {
		s.t.Fatal(err)
	}
	dk, err := s.clerk.DeskKey(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	s.handler = hall.New(hall.Options{Clerk: s.clerk, Desk: s.desk, Key: dk, Now: s.clock, Release: "test", Alone: true, Voucher: v, Rates: unhurried})
	return p
}

// linked links an account to who sits at the provider, as its owner does.
func (s *station) linked(account string, p *vouchertest.Provider) {
	s.t.Helper()
	ctx := s.t.Context()
	at, err := s.desk.Find(ctx, s.secrets[account])
	if err != nil {
		s.t.Fatal(err)
	}
	s.pass(time.Minute)
	proof, _, err := s.desk.Prove(ctx, at, session.DigestLink(), password, s.code(account))
	if err != nil {
		s.t.Fatal(err)
	}
	_, v, err := s.desk.BeginLink(ctx, at, proof)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.desk.LinkVouched(ctx, at, v, p.URL, p.Subject); err != nil {
		s.t.Fatal(err)
	}
}

// A browser that goes to the identity provider and back is let in as who is linked, and by nothing less: not without the secret that it took along, not with
// another state, not twice, and not who is not linked.
func TestVouched(t *testing.T) {
	s := newStation(t)
	if a := s.ask("", "GET", "/vouched?code=x&state=y", nil); a.status != http.StatusNotFound {
		t.Errorf("where there is no provider: %d", a.status)
	}
	p := s.provided()
	go_ := func() (*http.Cookie, string) {
		t.Helper()
		page := s.page("", "/sign-in?to=/devices")
		a := s.send("", page, "/sign-in/vouched")
		if a.status != 200 || !strings.Contains(words(a.body), "To your identity provider") {
			t.Fatalf("%d %s", a.status, words(a.body))
		}
		r := http.Response{Header: a.header}
		for _, c := range r.Cookies() {
			if strings.HasSuffix(c.Name, "-vouching") {
				if c.SameSite != http.SameSiteLaxMode || !c.HttpOnly || c.MaxAge <= 0 {
					t.Errorf("%+v", c)
				}
				return c, attr(a.body[strings.Index(a.body, `class="btn strong wide"`):], "href")
			}
		}
		t.Fatal("no cookie")
		return nil, ""
	}
	back := func(c *http.Cookie, code, state string) answer {
		r := httptest.NewRequest("GET", "/vouched?"+url.Values{"code": {code}, "state": {state}}.Encode(), nil)
		r.Host = "localhost"
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Sec-Fetch-Mode", "navigate")
		if c != nil {
			r.AddCookie(c)
		}
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		return answer{w.Code, w.Header(), w.Body.String()}
	}
	c, to := go_()
	code, state := p.Visit(to)
	if a := back(c, code, state); a.status != http.StatusUnauthorized || strings.Contains(a.body, code) {
		t.Errorf("who is linked to no account: %d %s", a.status, words(a.body))
	}
	s.linked("hart", p)
	c, to = go_()
	code, state = p.Visit(to)
	if a := back(nil, code, state); a.status != http.StatusUnauthorized {
		t.Errorf("without the secret: %d", a.status)
	}
	if a := back(c, code, state+"x"); a.status != http.StatusUnauthorized {
		t.Errorf("with another state: %d", a.status)
	}
	c, to = go_()
	code, state = p.Visit(to)
	a := back(c, code, state)
	if a.status != 200 || !strings.Contains(words(a.body), "Signed in") || !strings.Contains(a.body, `href="/devices"`) || strings.Contains(a.body, code) {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	r := http.Response{Header: a.header}
	for _, k := range r.Cookies() {
		if k.Name == "affiant" {
			s.secrets["hart"] = k.Value
		}
	}
	if got := s.page("hart", "/devices"); !strings.Contains(got, "Judge Hart") {
		t.Error(words(got))
	}
	if a := back(c, code, state); a.status != http.StatusUnauthorized {
		t.Errorf("twice: %d", a.status)
	}
	p.Close()
	if a := s.send("", s.page("", "/sign-in"), "/sign-in/vouched"); a.status != http.StatusServiceUnavailable && a.status != 200 {
		t.Errorf("with the provider gone: %d", a.status)
	}
}

func TestVouchedIsSound(t *testing.T) {
	s := newStation(t)
	s.provided()
	b := s.sit()
	b.inspect("sign-in-vouched", "/sign-in")
	b.inspect("vouched-refused", "/vouched?code=x&state=y")
}
