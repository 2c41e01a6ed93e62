package api

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/session"
)

// A SignIn is what a person signs in with.
type SignIn struct {
	Account  string `json:"account" minLength:"1" maxLength:"64" doc:"the account"`
	Password string `json:"password" minLength:"1" maxLength:"1024" doc:"the password"`
	Code     string `json:"code" minLength:"6" maxLength:"8" doc:"the code that the authenticator shows now"`
	Device   string `json:"device,omitempty" maxLength:"100" doc:"what to call this session in the list"`
}

// An Opened is a session or token just made. Its secret is shown this once.
type Opened struct {
	Secret  string `json:"secret" doc:"to be sent as Authorization: Bearer; shown this once"`
	Session Open   `json:"session" doc:"what was opened"`
}

// An Open is a session or token that is open.
type Open struct {
	ID      string    `json:"id" doc:"its name, to end it by"`
	Account string    `json:"account" doc:"whose it is"`
	Kind    string    `json:"kind" enum:"session,token" doc:"of a person, or for a program"`
	Device  string    `json:"device,omitempty" doc:"what it is called"`
	Way     string    `json:"way,omitempty" doc:"for a session: how it was opened, by password, or by which passkey"`
	Scopes  []string  `json:"scopes,omitempty" doc:"for a token: what it may be used for"`
	Made    time.Time `json:"made" doc:"when it was made"`
	Used    time.Time `json:"used" doc:"when it was last used, to the minute"`
	Until   time.Time `json:"until" doc:"when it ends at the latest"`
	Locked  bool      `json:"locked,omitempty" doc:"for a session: whether it has to be unlocked"`
	This    bool      `json:"this" doc:"whether it is the one by which this is asked"`
}

func openOf(s session.Session, this string) Open {
	o := Open{ID: s.ID, Account: s.Account, Kind: "session", Device: s.Device, Way: s.Way, Made: s.Made, Used: s.Used, Until: s.Until, Locked: s.Locked, This: s.ID == this}
	if s.Token {
		o.Kind = "token"
	}
	for _, x := range s.Scopes {
		o.Scopes = append(o.Scopes, string(x))
	}
	return o
}

// A Joining is the first step of taking an invitation up.
type Joining struct {
	Invitation string `json:"invitation" minLength:"1" maxLength:"100" doc:"the secret of the invitation"`
	Password   string `json:"password" minLength:"1" maxLength:"1024" doc:"the password that is to be"`
}

// A Factor is what an authenticator is set up with. It is shown this once.
type Factor struct {
	Account string `json:"account" doc:"the account that was invited"`
	Secret  string `json:"secret" doc:"the secret of the second factor, in base 32, as it is typed in"`
	URI     string `json:"uri" doc:"the same as an authenticator reads it from a picture"`
}

// A Confirming is the second step.
type Confirming struct {
	Invitation string `json:"invitation" minLength:"1" maxLength:"100" doc:"the secret of the invitation"`
	Code       string `json:"code" minLength:"6" maxLength:"8" doc:"the code that the authenticator shows now"`
	Device     string `json:"device,omitempty" maxLength:"100" doc:"what to call the session that begins"`
}

// A Proving asks for a proof of presence.
type Proving struct {
	Digest   string `json:"digest" minLength:"64" maxLength:"64" doc:"of the act: SHA-256 in hex of the line 'affiant act v1', a line with the length in bytes of the matter's name, a space and that name, and the very bytes of the request's body"`
	Password string `json:"password" minLength:"1" maxLength:"1024" doc:"the password"`
	Code     string `json:"code" minLength:"6" maxLength:"8" doc:"the code that the authenticator shows now; one that was used is good for nothing"`
}

// A Proof is a fresh proof of presence, good once and for one act.
type Proof struct {
	Proof string    `json:"proof" doc:"to be sent as Affiant-Proof with the act"`
	Until time.Time `json:"until" doc:"until when it is good"`
}

// A Token asks for a token.
type Token struct {
	Device string   `json:"device" minLength:"1" maxLength:"100" doc:"what to call it in the list"`
	Scopes []string `json:"scopes" minItems:"1" maxItems:"4" enum:"read,act,roll,trail" doc:"what it may be used for"`
	Days   int      `json:"days" minimum:"1" maximum:"366" doc:"how many days it lives; the policy says how many at most"`
}

type body[T any] struct{ Body T }

func (d *door) desk() {
	slow, entry := map[string]any{"slow": true}, map[string]any{"slow": true, "notice": true}
	huma.Register(d.api, huma.Operation{OperationID: "sign-in", Method: http.MethodPost, Path: "/v1/sessions", Summary: "Sign in", Tags: []string{"desk"},
		DefaultStatus: http.StatusCreated, Metadata: entry, Parameters: noticed(), Errors: []int{401, 403, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *body[SignIn]) (*body[Opened], error) {
			secret, s, err := d.Desk.SignIn(ctx, in.Body.Account, in.Body.Password, in.Body.Code, in.Body.Device)
			if err := d.noted(ctx, in.Body.Account, err); err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Opened]{Opened{secret, openOf(s, s.ID)}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "list-sessions", Method: http.MethodGet, Path: "/v1/sessions", Summary: "The sessions and tokens of the account", Tags: []string{"desk"},
		Security: scoped(session.Self), Errors: []int{401, 403, 429}},
		func(ctx context.Context, _ *struct{}) (*body[[]Open], error) {
			me := askerOf(ctx).session
			list, err := d.Desk.Open(ctx, me.Account)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[[]Open]{Body: []Open{}}
			for _, s := range list {
				out.Body = append(out.Body, openOf(s, me.ID))
			}
			return out, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "end-session", Method: http.MethodDelete, Path: "/v1/sessions/{id}", Summary: "End a session or token; this ends the one by which it is asked", Tags: []string{"desk"},
		Security: scoped(session.Self), Metadata: map[string]any{"locked": true}, Errors: []int{401, 403, 404, 422, 429}},
		func(ctx context.Context, in *struct {
			ID string `path:"id" maxLength:"16" pattern:"^(this|[0-9a-f]{16})$"`
		}) (*struct{}, error) {
			me := askerOf(ctx).session
			if in.ID == "this" {
				in.ID = me.ID
			}
			return nil, d.fail(ctx, d.Desk.End(ctx, me.Account, in.ID))
		})
	huma.Register(d.api, huma.Operation{OperationID: "begin-joining", Method: http.MethodPost, Path: "/v1/joining", Summary: "Take an invitation up: choose a password", Tags: []string{"desk"},
		Metadata: slow, Errors: []int{401, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *body[Joining]) (*body[Factor], error) {
			j, err := d.Desk.Begin(ctx, in.Body.Invitation, in.Body.Password)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			q := url.Values{"secret": {j.Secret}, "issuer": {j.Station}, "digits": {"6"}, "period": {strconv.Itoa(j.Period)}}
			return &body[Factor]{Factor{j.Account, j.Secret, "otpauth://totp/" + url.PathEscape(j.Station+":"+j.Account) + "?" + q.Encode()}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "confirm-joining", Method: http.MethodPost, Path: "/v1/joining/confirm", Summary: "Take an invitation up: show a code; signs in", Tags: []string{"desk"},
		DefaultStatus: http.StatusCreated, Metadata: entry, Parameters: noticed(), Errors: []int{401, 403, 409, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *body[Confirming]) (*body[Opened], error) {
			secret, s, err := d.Desk.Confirm(ctx, in.Body.Invitation, in.Body.Code, in.Body.Device, d.Clerk.Join)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			if err := d.noted(ctx, s.Account, nil); err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Opened]{Opened{secret, openOf(s, s.ID)}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "prove-presence", Method: http.MethodPost, Path: "/v1/proofs", Summary: "Prove presence afresh, for one act", Tags: []string{"desk"},
		DefaultStatus: http.StatusCreated, Security: scoped(session.Self), Metadata: slow, Errors: []int{401, 403, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *body[Proving]) (*body[Proof], error) {
			me := askerOf(ctx).session
			secret, until, err := d.Desk.Prove(ctx, me, in.Body.Digest, in.Body.Password, in.Body.Code)
			if err != nil {
				return nil, d.fail(ctx, d.noted(ctx, me.Account, err))
			}
			return &body[Proof]{Proof{secret, until}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "make-token", Method: http.MethodPost, Path: "/v1/tokens", Summary: "Make a token for a program", Tags: []string{"desk"},
		Description:   "A token outlives the session in which it is made, so a fresh proof of presence is asked for: for the empty name of a matter and the bytes of the body. Without one it is refused with 403.",
		DefaultStatus: http.StatusCreated, Security: scoped(session.Self), Errors: []int{401, 403, 409, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *struct {
			Proof   string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence"`
			Body    Token
			RawBody []byte
		}) (*body[Opened], error) {
			var scopes []session.Scope
			for _, s := range in.Body.Scopes {
				scopes = append(scopes, session.Scope(s))
			}
			secret, s, err := d.Desk.IssueToken(ctx, askerOf(ctx).session, in.Proof, session.DigestAct("", in.RawBody), in.Body.Device, scopes, time.Duration(in.Body.Days)*24*time.Hour)
			if err != nil {
				return nil, d.fail(ctx, unproved(err))
			}
			return &body[Opened]{Opened{secret, openOf(s, "")}}, nil
		})
}

// noted enters in the trail that someone signed in, or tried to, and returns err. A name that no account has is not kept: people type their
// passwords there.
func (d *door) noted(ctx context.Context, account string, err error) error {
	p := problemOf(err)
	if err != nil && p.Status != http.StatusUnauthorized {
		return err
	}
	var no *session.Refused
	if errors.As(err, &no) && account == "" {
		account = no.Account
	}
	if nerr := d.Clerk.NoteSignIn(ctx, account, err == nil); nerr != nil {
		return nerr
	}
	return err
}
