package voucher_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/session/voucher"
	"github.com/affiant-project/affiant/internal/session/voucher/vouchertest"
)

// TestWhy: a log can say what is wrong with a provider, or with what it was told of the station, and nothing that it sent.
func TestWhy(t *testing.T) {
	claim := func(name string, value any) func(p *vouchertest.Provider) {
		return func(p *vouchertest.Provider) { p.Claims = func(c map[string]any) { c[name] = value } }
	}
	for want, how := range map[string]func(p *vouchertest.Provider){
		"for another client than --oidc-client":             claim("aud", "purloined"),
		"of another provider than --oidc-issuer":            claim("iss", "https://purloined.example"),
		"is over; do the clocks agree?":                     claim("exp", clock().Add(-time.Minute).Unix()),
		"does not hold yet; do the clocks agree?":           claim("nbf", clock().Add(time.Hour).Unix()),
		"for another asking":                                claim("nonce", "purloined"),
		"names no one":                                      claim("sub", ""),
		"issued to another party":                           claim("azp", "purloined"),
		"not signed by a key that it has now":               func(p *vouchertest.Provider) { p.Sign = func([]byte) []byte { return make([]byte, 256) } },
		"it did not take the code":                          func(p *vouchertest.Provider) { p.Secret = "another" },
		"it cannot be reached, or answers otherwise than a": func(p *vouchertest.Provider) { p.Close() },
		"it gave no id_token": func(p *vouchertest.Provider) {
			p.Answer = func(w http.ResponseWriter) bool {
				w.Header().Set("Content-Type", "application/json")
				w.Write([]byte(`{"access_token":"purloined","token_type":"Bearer"}`))
				return true
			}
		},
	} {
		_, err := asked(t, how)
		if err == nil {
			t.Errorf("%s: vouched for", want)
			continue
		}
		if got := voucher.Why(err); !strings.Contains(got, want) || strings.Contains(got, "purloined") {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	if got := voucher.Said("access_denied") + voucher.Said("<purloined>"); !strings.Contains(got, "access_denied") || strings.Contains(got, "purloined") {
		t.Errorf("sent back: %s", got)
	}
}

// TestHangs: a provider that hangs is asked once by all who wait, who wait no longer than one; and asked again later.
func TestHangs(t *testing.T) {
	var asked atomic.Int64
	release := make(chan struct{})
	p := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked.Add(1)
		<-release
	}))
	defer p.Close()
	v, err := voucher.New(voucher.Options{Issuer: p.URL, Client: "station", Redirect: redirect, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := v.Ask(t.Context(), "s", "n", strings.Repeat("v", 43)); !voucher.Away(err) {
				t.Errorf("a provider that hangs: %v", err)
			}
		})
	}
	for begun := time.Now(); asked.Load() == 0 && time.Since(begun) < 5*time.Second; {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(50 * time.Millisecond)
	close(release)
	group.Wait()
	if n := asked.Load(); n != 1 {
		t.Errorf("it was asked %d times, want once", n)
	}
	if _, err := v.Ask(t.Context(), "s", "n", strings.Repeat("v", 43)); err == nil || asked.Load() != 2 {
		t.Errorf("asked again: %v, %d", err, asked.Load())
	}
}
