package main

import (
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
)

// TestParseSite: an origin is scheme, host and port, and one for which browsers have passkeys.
func TestParseSite(t *testing.T) {
	for origin, want := range map[string]session.Site{
		"https://docket.court.example":      {ID: "docket.court.example", Origin: "https://docket.court.example"},
		"https://Docket.Court.example:443":  {ID: "docket.court.example", Origin: "https://docket.court.example"},
		"https://docket.court.example:8443": {ID: "docket.court.example", Origin: "https://docket.court.example:8443"},
		"http://localhost:4750":             {ID: "localhost", Origin: "http://localhost:4750"},
	} {
		if got, err := parseSite(origin); err != nil || got != want {
			t.Errorf("%s: %v, %v", origin, got, err)
		}
	}
	for _, bad := range []string{"", "docket.court.example", "http://docket.court.example", "https://docket.court.example/", "https://a@b.example", "https://127.0.0.1:4750", "https://[::1]",
		"https://x.example?y", "https://x.example?", "https://x.example#y", "ftp://localhost", "https://", "https:x.example", "https://x.example:99999999999999999999\x00"} {
		if got, err := parseSite(bad); fault.KindOf(err) != fault.Input {
			t.Errorf("%q: %v, %v", bad, got, err)
		}
	}
}

// TestSite: passkeys are for the origin that is said, or for loopback, and for nothing that is not known.
func TestSite(t *testing.T) {
	at := func(a string) net.Addr {
		x, err := net.ResolveTCPAddr("tcp", a)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for _, x := range []struct {
		service
		addr, want string
	}{
		{service{}, "127.0.0.1:4750", "http://localhost:4750"},
		{service{cert: "c"}, "[::1]:4750", "https://localhost:4750"},
		{service{cert: "c"}, "10.1.2.3:443", ""},
		{service{proxied: true}, "127.0.0.1:4750", ""},
		{service{proxied: true, origin: "https://docket.example"}, "127.0.0.1:4750", "https://docket.example"},
	} {
		if s, err := x.site(at(x.addr)); err != nil || s.Origin != x.want {
			t.Errorf("%+v: %v, %v", x, s, err)
		}
	}
	if _, err := (&service{origin: "http://docket.example"}).site(at("127.0.0.1:1")); fault.KindOf(err) != fault.Input {
		t.Error(err)
	}
}

// TestProvider: an identity provider is where it is said to be, with a secret that others may not read.
func TestProvider(t *testing.T) {
	if v, err := (provider{}).open("https://docket.example"); v != nil || err != nil {
		t.Error(v, err)
	}
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("s\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := provider{issuer: "https://id.example", client: "affiant", secret: secret}
	if _, err := p.open("https://docket.example"); fault.KindOf(err) != fault.Input {
		t.Errorf("a secret that others may read: %v", err)
	}
	if err := os.Chmod(secret, 0o600); err != nil {
		t.Fatal(err)
	}
	if v, err := p.open("https://docket.example"); err != nil || v.Issuer() != p.issuer {
		t.Error(err)
	}
	for _, bad := range []provider{{client: "affiant"}, {issuer: "https://id.example"}, {issuer: "http://id.example", client: "affiant"}} {
		if _, err := bad.open("https://docket.example"); fault.KindOf(err) != fault.Input {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if _, err := p.open(""); fault.KindOf(err) != fault.Input {
		t.Errorf("no origin: %v", err)
	}
}
