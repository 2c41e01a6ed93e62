package voucher_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session/voucher"
	"github.com/affiant-project/affiant/internal/session/voucher/vouchertest"
)

const redirect = "https://docket.example/vouched"

func clock() time.Time { return time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC) }

// asked starts a provider, and has it vouch for whoever sits at the browser; how may make it do so wrongly.
func asked(t *testing.T, how func(p *vouchertest.Provider)) (voucher.Person, error) {
	t.Helper()
	p := vouchertest.New(clock)
	t.Cleanup(p.Close)
	v, err := voucher.New(voucher.Options{Issuer: p.URL, Client: "station", Secret: "between-us", Redirect: redirect, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	if how != nil {
		how(p)
	}
	to, err := v.Ask(t.Context(), "state", "nonce", strings.Repeat("verifier", 6))
	if err != nil {
		return voucher.Person{}, err
	}
	if strings.Contains(to, "verifier") && strings.Contains(to, strings.Repeat("verifier", 6)) || strings.Contains(to, "between-us") {
		t.Errorf("%s shows a secret", to)
	}
	code, state := p.Visit(to)
	if state != "state" {
		t.Errorf("the state is %q", state)
	}
	return v.Redeem(t.Context(), code, "nonce", strings.Repeat("verifier", 6))
}

// TestVouched: the code flow, with PKCE and nonce, names the person.
func TestVouched(t *testing.T) {
	if who, err := asked(t, nil); err != nil || who.Subject != "u-17" || !strings.HasPrefix(who.Issuer, "http://127.0.0.1:") {
		t.Error(who, err)
	}
	if _, err := asked(t, func(p *vouchertest.Provider) {
		p.Claims = func(c map[string]any) { c["aud"], c["azp"] = []string{"station", "other"}, "station" }
	}); err != nil {
		t.Errorf("two audiences, for us: %v", err)
	}
}

// TestHostile: what is not signed by the provider, for this station, now, and for this asking, names no one.
func TestHostile(t *testing.T) {
	claim := func(name string, value any) func(p *vouchertest.Provider) {
		return func(p *vouchertest.Provider) { p.Claims = func(c map[string]any) { c[name] = value } }
	}
	for what, how := range map[string]func(p *vouchertest.Provider){
		"for another station": claim("aud", "other"),
		"for no one":          claim("aud", []string{}),
		"for two, issued to the other": func(p *vouchertest.Provider) {
			p.Claims = func(c map[string]any) { c["aud"], c["azp"] = []string{"station", "other"}, "other" }
		},
		"for two, issued to no one":    claim("aud", []string{"station", "other"}),
		"issued to another":            claim("azp", "other"),
		"for another asking":           claim("nonce", "other"),
		"for no asking":                claim("nonce", ""),
		"by another provider":          claim("iss", "https://evil.example"),
		"by almost the provider":       func(p *vouchertest.Provider) { p.Claims = func(c map[string]any) { c["iss"] = p.URL + "/" } },
		"over":                         claim("exp", clock().Add(-time.Second).Unix()),
		"without an end":               func(p *vouchertest.Provider) { p.Claims = func(c map[string]any) { delete(c, "exp") } },
		"not yet":                      claim("nbf", clock().Add(time.Hour).Unix()),
		"of nobody":                    claim("sub", ""),
		"of somebody with a long name": claim("sub", strings.Repeat("u", 256)),
		"signed with none": func(p *vouchertest.Provider) {
			p.Header = func(h map[string]any) { h["alg"] = "none" }
			p.Sign = func([]byte) []byte { return nil }
		},
		"signed with our secret": func(p *vouchertest.Provider) {
			p.Header = func(h map[string]any) { h["alg"] = "HS256" }
			p.Sign = func(text []byte) []byte {
				m := hmac.New(sha256.New, []byte("between-us"))
				m.Write(text)
				return m.Sum(nil)
			}
		},
		"signed with another key": func(p *vouchertest.Provider) {
			p.Sign = func([]byte) []byte { return make([]byte, 256) }
		},
		"no token": func(p *vouchertest.Provider) {
			p.Answer = func(w http.ResponseWriter) bool {
				w.Header().Set("Content-Type", "application/json")
				w.Write([]byte(`{"access_token":"a","token_type":"Bearer"}`))
				return true
			}
		},
		"a token that is none": func(p *vouchertest.Provider) {
			p.Answer = func(w http.ResponseWriter) bool {
				w.Header().Set("Content-Type", "application/json")
				w.Write([]byte(`{"access_token":"a","id_token":"..."}`))
				return true
			}
		},
		"another secret": func(p *vouchertest.Provider) { p.Secret = "another" },
		"an answer without end": func(p *vouchertest.Provider) {
			p.Answer = func(w http.ResponseWriter) bool { w.Write([]byte(strings.Repeat(" ", 3<<20))); return true }
		},
	} {
		if who, err := asked(t, how); err == nil {
			t.Errorf("%s: %v", what, who)
		}
	}
}

// TestAway: a provider that does not answer is told apart from one that says no; the station starts without it.
func TestAway(t *testing.T) {
	if _, err := asked(t, func(p *vouchertest.Provider) { p.Close() }); !voucher.Away(err) {
		t.Errorf("it is not there: %v", err)
	}
	if _, err := asked(t, func(p *vouchertest.Provider) {
		p.Answer = func(w http.ResponseWriter) bool { w.WriteHeader(502); return true }
	}); !voucher.Away(err) {
		t.Errorf("it is broken: %v", err)
	}
	if _, err := asked(t, func(p *vouchertest.Provider) { p.Secret = "another" }); voucher.Away(err) {
		t.Errorf("it says no: %v", err)
	}
}

// TestCodeOnce: a code that was stolen is good for nothing without the verifier, and a code that was used for no one.
func TestCodeOnce(t *testing.T) {
	p := vouchertest.New(clock)
	defer p.Close()
	v, err := voucher.New(voucher.Options{Issuer: p.URL, Client: "station", Secret: "between-us", Redirect: redirect, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	to, err := v.Ask(t.Context(), "s", "n", strings.Repeat("v", 43))
	if err != nil {
		t.Fatal(err)
	}
	code, _ := p.Visit(to)
	if _, err := v.Redeem(t.Context(), code, "n", strings.Repeat("w", 43)); err == nil {
		t.Error("a code was taken without its verifier")
	}
	code, _ = p.Visit(to)
	if _, err := v.Redeem(t.Context(), code, "n", strings.Repeat("v", 43)); err != nil {
		t.Error(err)
	}
	if _, err := v.Redeem(t.Context(), code, "n", strings.Repeat("v", 43)); err == nil {
		t.Error("a code was taken twice")
	}
	if _, err := v.Redeem(t.Context(), code, "", strings.Repeat("v", 43)); err == nil {
		t.Error("without a nonce")
	}
}

func TestOptions(t *testing.T) {
	good := voucher.Options{Issuer: "https://id.example", Client: "station", Redirect: redirect}
	if _, err := voucher.New(good); err != nil {
		t.Error(err)
	}
	for _, change := range []func(o *voucher.Options){
		func(o *voucher.Options) { o.Issuer = "http://id.example" }, func(o *voucher.Options) { o.Issuer = "" }, func(o *voucher.Options) { o.Issuer = "https://a:b@id.example" },
		func(o *voucher.Options) { o.Client = "" }, func(o *voucher.Options) { o.Redirect = "http://docket.example/x" }, func(o *voucher.Options) { o.Redirect = "javascript:x" },
	} {
		o := good
		change(&o)
		if _, err := voucher.New(o); fault.KindOf(err) != fault.Input {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
