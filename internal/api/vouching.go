package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/voucher"
)

// A Vouching is where to send a browser, that the identity provider vouch for its person.
type Vouching struct {
	Challenge string `json:"challenge" doc:"the secret to be sent back with the code; it stays with the browser that asked, and in no address"`
	URL       string `json:"url" doc:"where to send that browser"`
}

// A VouchingJoin takes an invitation up with the identity provider.
type VouchingJoin struct {
	Invitation string `json:"invitation" minLength:"1" maxLength:"100" doc:"the secret of the invitation"`
}

// A Returned is what the browser came back with from the identity provider.
type Returned struct {
	Challenge string `json:"challenge" minLength:"1" maxLength:"100" doc:"the secret that came with the address"`
	State     string `json:"state" minLength:"1" maxLength:"100" doc:"state, as it came back"`
	Code      string `json:"code" minLength:"1" maxLength:"4096" doc:"code, as it came back"`
}

// A ReturnedIn is one that begins a session.
type ReturnedIn struct {
	Returned
	Device string `json:"device,omitempty" maxLength:"100" doc:"what to call this session in the list"`
}

// A Link is whom the account is linked to.
type Link struct {
	Issuer  string `json:"issuer" doc:"the identity provider; empty for none"`
	Subject string `json:"subject" doc:"its name for the person"`
}

// errNoProvider answers where there is no identity provider.
var errNoProvider = fault.Errorf(fault.Conflict, "there is no identity provider here (serve --oidc-issuer); sign in with a passkey, or password and code")

// away sends a browser to the identity provider with what begin keeps of it.
func (d *door) away(ctx context.Context, begin func() (string, session.Vouching, error)) (*body[Vouching], error) {
	if d.Voucher == nil {
		return nil, d.fail(ctx, errNoProvider)
	}
	secret, v, err := begin()
	if err != nil {
		return nil, d.fail(ctx, err)
	}
	to, err := d.Voucher.Ask(ctx, v.State, v.Nonce, v.Verifier)
	if err != nil {
		return nil, d.unvouched(ctx, err)
	}
	return &body[Vouching]{Vouching{secret, to}}, nil
}

// back takes up what a browser came back with, and returns whom the provider vouches for.
func (d *door) back(ctx context.Context, in Returned) (session.Vouching, voucher.Person, error) {
	if d.Voucher == nil {
		return session.Vouching{}, voucher.Person{}, errNoProvider
	}
	v, err := d.Desk.Returned(ctx, in.Challenge, in.State)
	if err != nil {
		return v, voucher.Person{}, err
	}
	p, err := d.Voucher.Redeem(ctx, in.Code, v.Nonce, v.Verifier)
	if err != nil {
		err = d.unvouched(ctx, err)
	}
	return v, p, err
}

// unvouched says that the provider vouched for no one. Why goes to the log, without what it sent: there are codes and tokens in that.
func (d *door) unvouched(ctx context.Context, err error) error {
	if voucher.Away(err) {
		d.Log.WarnContext(ctx, "the identity provider did not answer", "request", requestID(ctx), "why", voucher.Why(err))
		return problem(http.StatusServiceUnavailable, "the identity provider does not answer; try later, or sign in with a passkey, or password and code")
	}
	if look.WentAway(ctx, err) {
		return d.fail(ctx, err)
	}
	d.Log.WarnContext(ctx, "the identity provider vouched for no one", "request", requestID(ctx), "why", voucher.Why(err))
	return session.ErrVouch()
}

func (d *door) vouching() {
	slow, entry := map[string]any{"slow": true}, map[string]any{"slow": true, "notice": true}
	huma.Register(d.api, huma.Operation{OperationID: "begin-vouched", Method: http.MethodPost, Path: "/v1/vouching/begin", Summary: "Begin to sign in by the identity provider (OpenID Connect)", Tags: []string{"desk"},
		Metadata: slow, Errors: []int{409, 429, 503}},
		func(ctx context.Context, _ *struct{}) (*body[Vouching], error) {
			return d.away(ctx, func() (string, session.Vouching, error) { return d.Desk.BeginVouched(ctx) })
		})
	huma.Register(d.api, huma.Operation{OperationID: "begin-joining-vouched", Method: http.MethodPost, Path: "/v1/vouching/join/begin", Summary: "Take an invitation up by the identity provider: begin", Tags: []string{"desk"},
		Description: "An account that has no other way in proves no presence: it swears to nothing and decides nothing.",
		Metadata:    slow, Errors: []int{401, 409, 422, 429, 503}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *body[VouchingJoin]) (*body[Vouching], error) {
			return d.away(ctx, func() (string, session.Vouching, error) {
				return d.Desk.BeginJoinVouched(ctx, in.Body.Invitation)
			})
		})
	huma.Register(d.api, huma.Operation{OperationID: "sign-in-vouched", Method: http.MethodPost, Path: "/v1/vouching", Summary: "Sign in, or take the invitation up, with what came back from the identity provider", Tags: []string{"desk"},
		DefaultStatus: http.StatusCreated, Metadata: entry, Parameters: noticed(), Errors: []int{401, 403, 409, 422, 429, 503}, MaxBodyBytes: 16 << 10},
		func(ctx context.Context, in *body[ReturnedIn]) (*body[Opened], error) {
			v, p, err := d.back(ctx, in.Body.Returned)
			var secret string
			var s session.Session
			if err == nil {
				secret, s, err = d.Desk.Vouched(ctx, v, p.Issuer, p.Subject, in.Body.Device, d.Clerk.Join)
			}
			if err := d.noted(ctx, s.Account, err); err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Opened]{Opened{secret, openOf(s, s.ID)}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "begin-link", Method: http.MethodPost, Path: "/v1/vouching/link/begin", Summary: "Begin to link the account to someone at the identity provider, presence proved", Tags: []string{"desk"},
		Description: "The proof of presence is for the empty name of a matter and, in place of the bytes of the body, the line 'affiant link voucher' with its end.",
		Security:    scoped(session.Self), Errors: []int{401, 403, 409, 422, 429, 503}},
		func(ctx context.Context, in *struct {
			Proof string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence"`
		}) (*body[Vouching], error) {
			return d.away(ctx, func() (string, session.Vouching, error) {
				secret, v, err := d.Desk.BeginLink(ctx, askerOf(ctx).session, in.Proof)
				return secret, v, unproved(err)
			})
		})
	huma.Register(d.api, huma.Operation{OperationID: "link", Method: http.MethodPost, Path: "/v1/vouching/link", Summary: "Link the account with what came back from the identity provider", Tags: []string{"desk"},
		DefaultStatus: http.StatusNoContent, Security: scoped(session.Self), Errors: []int{401, 403, 409, 422, 429, 503}, MaxBodyBytes: 16 << 10},
		func(ctx context.Context, in *body[Returned]) (*struct{}, error) {
			v, p, err := d.back(ctx, in.Body)
			if err == nil {
				err = d.Desk.LinkVouched(ctx, askerOf(ctx).session, v, p.Issuer, p.Subject)
			}
			return nil, d.fail(ctx, unproved(err))
		})
	huma.Register(d.api, huma.Operation{OperationID: "read-link", Method: http.MethodGet, Path: "/v1/vouching/link", Summary: "Whom the account is linked to at the identity provider", Tags: []string{"desk"},
		Security: scoped(session.Self), Errors: []int{401, 403, 429}},
		func(ctx context.Context, _ *struct{}) (*body[Link], error) {
			issuer, subject, err := d.Desk.Linked(ctx, askerOf(ctx).session.Account)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Link]{Link{issuer, subject}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "unlink", Method: http.MethodDelete, Path: "/v1/vouching/link", Summary: "Take the link away, presence proved, and end the sessions it opened; the last way in stays", Tags: []string{"desk"},
		Description: "The proof of presence is for the empty name of a matter and, in place of the bytes of the body, the line 'affiant unlink voucher' with its end.",
		Security:    scoped(session.Self), Errors: []int{401, 403, 404, 409, 422, 429}},
		func(ctx context.Context, in *struct {
			Proof string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence"`
		}) (*struct{}, error) {
			return nil, d.fail(ctx, unproved(d.Desk.Unlink(ctx, askerOf(ctx).session, in.Proof)))
		})
}
