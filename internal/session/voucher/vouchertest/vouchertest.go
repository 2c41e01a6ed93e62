// Package vouchertest is an identity provider for tests, which can be told to do each step wrong.
package vouchertest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"time"
)

// A Provider is one that listens on loopback.
type Provider struct {
	*httptest.Server
	Client  string                           // the station's name
	Secret  string                           // its secret
	Subject string                           // who sits at the browser
	Now     func() time.Time                 // its clock
	Claims  func(c map[string]any)           // changes what is signed
	Header  func(h map[string]any)           // changes how
	Sign    func(text []byte) (sig []byte)   // signs in place of the provider's key
	Answer  func(w http.ResponseWriter) bool // answers in place of the token, if it does

	mu    sync.Mutex
	key   *rsa.PrivateKey
	codes map[string]url.Values // what was asked, by code
}

// signer is the key of every provider of a test: to make one takes long.
var signer = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// New starts a provider.
func New(now func() time.Time) *Provider {
	key := signer()
	p := &Provider{Client: "station", Secret: "between-us", Subject: "u-17", Now: now, key: key, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		say(w, map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256", "none", "HS256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		say(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k1", "n": b64(key.N.Bytes()), "e": b64(big.NewInt(int64(key.E)).Bytes())}}})
	})
	mux.HandleFunc("GET /authorize", func(w http.ResponseWriter, r *http.Request) { // its person consents at once
		code, state := p.Visit(r.URL.String())
		http.Redirect(w, r, r.URL.Query().Get("redirect_uri")+"?"+url.Values{"code": {code}, "state": {state}}.Encode(), http.StatusFound)
	})
	mux.HandleFunc("POST /token", p.token)
	p.Server = httptest.NewServer(mux)
	return p
}

// Visit is the browser at the provider's address: its person consents, and it is sent back with a code and the state.
func (p *Provider) Visit(address string) (code, state string) {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	code = rand.Text()
	p.codes[code] = u.Query()
	return code, u.Query().Get("state")
}

func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	asked := p.codes[r.FormValue("code")]
	delete(p.codes, r.FormValue("code"))
	p.mu.Unlock()
	client, secret, _ := r.BasicAuth()
	verifier := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if asked == nil || client != p.Client || secret != p.Secret || asked.Get("code_challenge_method") != "S256" || asked.Get("code_challenge") != b64(verifier[:]) ||
		asked.Get("redirect_uri") != r.FormValue("redirect_uri") || asked.Get("client_id") != p.Client || asked.Get("response_type") != "code" {
		w.WriteHeader(http.StatusBadRequest)
		say(w, map[string]any{"error": "invalid_grant"})
		return
	}
	if p.Answer != nil && p.Answer(w) {
		return
	}
	c := map[string]any{"iss": p.URL, "sub": p.Subject, "aud": p.Client, "nonce": asked.Get("nonce"), "iat": p.Now().Unix(), "exp": p.Now().Add(5 * time.Minute).Unix()}
	if p.Claims != nil {
		p.Claims(c)
	}
	h := map[string]any{"alg": "RS256", "kid": "k1", "typ": "JWT"}
	if p.Header != nil {
		p.Header(h)
	}
	text := []byte(b64(text(h)) + "." + b64(text(c)))
	sig := p.sign(text)
	if p.Sign != nil {
		sig = p.Sign(text)
	}
	say(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": string(text) + "." + b64(sig)})
}

func (p *Provider) sign(text []byte) []byte {
	h := sha256.Sum256(text)
	sig, err := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, h[:])
	if err != nil {
		panic(err)
	}
	return sig
}

func text(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func say(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Write(text(v))
}

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
