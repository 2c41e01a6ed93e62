// Package voucher asks an identity provider of the court or the agency to vouch for who signs in, by OpenID Connect: code flow, PKCE, nonce.
//
// What it answers is a name that the provider has for someone. Whether an account here belongs to that name, and what it may do, is not for it to
// say: the desk knows whom it invited.
package voucher

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/affiant-project/affiant/internal/fault"
)

// Options say which provider, and what the station is there.
type Options struct {
	Issuer   string // the provider, as it names itself; https, or loopback for a trial
	Client   string // the station's name there
	Secret   string // the station's secret there; empty for a client that has none
	Redirect string // where it sends a browser back to, as the provider has it registered
	Now      func() time.Time
	HTTP     http.RoundTripper // how it is reached; the usual way, if nil
}

// A Voucher is one provider. It is asked for what it is when it is first needed, so that the station starts without it.
type Voucher struct {
	o      Options
	client *http.Client

	mu       sync.Mutex
	provider *oidc.Provider
	asking   *asking // what the provider is, if someone asks now
}

// An asking is one question what the provider is, for whoever wants to know meanwhile: one that hangs is not asked by each in turn.
type asking struct {
	done     chan struct{}
	provider *oidc.Provider
	err      error
}

// A Person is someone as the provider knows them.
type Person struct {
	Issuer  string
	Subject string // the provider's own name for that person, which it gives to no one else
}

// signing are the algorithms of tokens that are taken. None, and those with a shared secret, are not among them.
var signing = []string{oidc.RS256, oidc.RS384, oidc.RS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.EdDSA}

// mostRead is how many bytes an answer of the provider may have.
const mostRead = 1 << 20

// New returns a provider, or says what is wrong with its options.
func New(o Options) (*Voucher, error) {
	for what, text := range map[string]string{"issuer": o.Issuer, "redirect": o.Redirect} {
		u, err := url.Parse(text)
		if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
			return nil, fault.Errorf(fault.Input, "the %s of the identity provider is %q; expected an address with https", what, text)
		}
	}
	if o.Client == "" {
		return nil, fault.Errorf(fault.Input, "it is not said what the station is called at the identity provider %s", o.Issuer)
	}
	through := o.HTTP
	if through == nil {
		through = http.DefaultTransport
	}
	return &Voucher{o: o, client: &http.Client{Transport: short{through}, Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("the provider leads elsewhere") }}}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// short cuts answers off that are too long.
type short struct{ http.RoundTripper }

// RoundTrip is that of what is below.
func (s short) RoundTrip(r *http.Request) (*http.Response, error) {
	a, err := s.RoundTripper.RoundTrip(r)
	if err == nil {
		a.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(a.Body, mostRead), a.Body}
	}
	return a, err
}

// away says that the provider did not answer as one should. What it said is not for whoever signs in.
type away struct{ err error }

// Error says so.
func (a *away) Error() string { return "the identity provider does not answer: " + a.err.Error() }

// Unwrap is the reason.
func (a *away) Unwrap() error { return a.err }

// Away reports whether an error says that the provider did not answer, so that it is not the fault of whoever signs in.
func Away(err error) bool {
	var a *away
	return errors.As(err, &a)
}

// find returns the provider, and asks it what it is if that is not known.
func (v *Voucher) find(ctx context.Context) (*oidc.Provider, error) {
	v.mu.Lock()
	if v.provider != nil {
		defer v.mu.Unlock()
		return v.provider, nil
	}
	a := v.asking
	if a == nil {
		a = &asking{done: make(chan struct{})}
		v.asking = a
		go func() {
			// The provider keeps this context for its keys, so it is not that of the request.
			a.provider, a.err = oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), v.client), v.o.Issuer)
			v.mu.Lock()
			v.provider, v.asking = a.provider, nil
			v.mu.Unlock()
			close(a.done)
		}()
	}
	v.mu.Unlock()
	select {
	case <-a.done:
		if a.err != nil {
			return nil, &away{a.err}
		}
		return a.provider, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (v *Voucher) config(ctx context.Context) (*oidc.Provider, *oauth2.Config, error) {
	p, err := v.find(ctx)
	if err != nil {
		return nil, nil, err
	}
	// How the secret is sent is said, and not tried out: a code is good once.
	var says struct {
		Ways []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := p.Claims(&says); err != nil {
		return nil, nil, &away{err}
	}
	to := p.Endpoint()
	to.AuthStyle = oauth2.AuthStyleInHeader
	if v.o.Secret == "" || len(says.Ways) > 0 && !slices.Contains(says.Ways, "client_secret_basic") {
		to.AuthStyle = oauth2.AuthStyleInParams
	}
	return p, &oauth2.Config{ClientID: v.o.Client, ClientSecret: v.o.Secret, Endpoint: to, RedirectURL: v.o.Redirect, Scopes: []string{oidc.ScopeOpenID}}, nil
}

// Issuer is the provider, as it names itself.
func (v *Voucher) Issuer() string { return v.o.Issuer }

// Ask returns where to send a browser, that its person be vouched for. State comes back with it; nonce comes back in what the provider signs; of the
// verifier only the SHA-256 goes there (RFC 7636).
func (v *Voucher) Ask(ctx context.Context, state, nonce, verifier string) (string, error) {
	_, c, err := v.config(ctx)
	if err != nil {
		return "", err
	}
	return c.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier)), nil
}

// Redeem takes the code with which a browser came back to the provider, and returns whom that vouches for: signed by it, for this station, now, and
// for this asking.
func (v *Voucher) Redeem(ctx context.Context, code, nonce, verifier string) (Person, error) {
	p, c, err := v.config(ctx)
	if err != nil {
		return Person{}, err
	}
	ctx = oidc.ClientContext(ctx, v.client)
	t, err := c.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		var no *oauth2.RetrieveError
		if errors.As(err, &no) && no.Response != nil && no.Response.StatusCode < 500 {
			return Person{}, fmt.Errorf("the code was not taken: %w", err)
		}
		return Person{}, &away{err}
	}
	raw, _ := t.Extra("id_token").(string)
	if raw == "" {
		return Person{}, errNoToken
	}
	id, err := p.Verifier(&oidc.Config{ClientID: v.o.Client, SupportedSigningAlgs: signing, Now: v.o.Now}).Verify(ctx, raw)
	if err != nil && strings.Contains(err.Error(), "fetching keys") {
		return Person{}, &away{err}
	}
	if err != nil {
		return Person{}, err
	}
	if nonce == "" || subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(nonce)) != 1 {
		return Person{}, errNonce
	}
	var more struct {
		Party string `json:"azp"`
	}
	if err := id.Claims(&more); err != nil {
		return Person{}, errMore
	}
	if (len(id.Audience) > 1 || more.Party != "") && more.Party != v.o.Client { // OpenID Connect Core 1.0, 3.1.3.7
		return Person{}, errParty
	}
	if id.Subject == "" || len(id.Subject) > 255 {
		return Person{}, errNobody
	}
	return Person{Issuer: v.o.Issuer, Subject: id.Subject}, nil
}
