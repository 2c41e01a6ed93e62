package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/session"
)

// An Asked is what navigator.credentials.get is to be called with.
type Asked struct {
	Challenge string             `json:"challenge" doc:"the secret to be sent back with the answer; good once, for a few minutes"`
	PublicKey session.GetOptions `json:"publicKey" doc:"for PublicKeyCredential.parseRequestOptionsFromJSON"`
}

// A Making is what navigator.credentials.create is to be called with.
type Making struct {
	Challenge string                `json:"challenge" doc:"the secret to be sent back with the answer; good once, for a few minutes"`
	Account   string                `json:"account" doc:"whose passkey it is to be"`
	PublicKey session.CreateOptions `json:"publicKey" doc:"for PublicKeyCredential.parseCreationOptionsFromJSON"`
}

// An Answer is what the browser answered.
type Answer struct {
	Challenge  string          `json:"challenge" minLength:"1" maxLength:"100" doc:"the secret that came with what was asked"`
	Credential json.RawMessage `json:"credential" doc:"the answer of the browser, as PublicKeyCredential.toJSON writes it"`
}

// An AnswerIn is one that begins a session.
type AnswerIn struct {
	Answer
	Device string `json:"device,omitempty" maxLength:"100" doc:"what to call this session in the list"`
}

// A PasskeyName asks for a passkey.
type PasskeyName struct {
	Name string `json:"name" minLength:"1" maxLength:"100" doc:"what to call it in the list"`
}

// A PasskeyJoining takes an invitation up with a passkey.
type PasskeyJoining struct {
	Invitation string `json:"invitation" minLength:"1" maxLength:"100" doc:"the secret of the invitation"`
	Name       string `json:"name" minLength:"1" maxLength:"100" doc:"what to call the passkey in the list"`
}

// A PasskeyProving asks for a proof of presence by passkey.
type PasskeyProving struct {
	Digest string `json:"digest" minLength:"64" maxLength:"64" doc:"of the act, as for POST /v1/proofs; what the passkey signs is SHA-256 of its 32 bytes and a nonce of 32, which the record then names"`
}

// A Passkey is one of the account's.
type Passkey struct {
	ID     string    `json:"id" doc:"its name, to take it away by"`
	Name   string    `json:"name" doc:"what it is called"`
	Synced bool      `json:"synced" doc:"whether its maker may copy it to other devices of its owner"`
	Made   time.Time `json:"made" doc:"when it was registered"`
	Used   time.Time `json:"used" doc:"when it last signed"`
}

func passkeyOf(p session.Passkey) Passkey { return Passkey(p) }

func (d *door) passkeys() {
	slow, entry := map[string]any{"slow": true}, map[string]any{"slow": true, "notice": true}
	huma.Register(d.api, huma.Operation{OperationID: "begin-sign-in", Method: http.MethodPost, Path: "/v1/sessions/passkey/begin", Summary: "Begin to sign in with a passkey; no account is named", Tags: []string{"desk"},
		Metadata: slow, Errors: []int{409, 429}},
		func(ctx context.Context, _ *struct{}) (*body[Asked], error) {
			secret, o, err := d.Desk.BeginSignIn(ctx)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Asked]{Asked{secret, o}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "sign-in-by-passkey", Method: http.MethodPost, Path: "/v1/sessions/passkey", Summary: "Sign in with a passkey", Tags: []string{"desk"},
		DefaultStatus: http.StatusCreated, Metadata: entry, Parameters: noticed(), Errors: []int{401, 403, 409, 422, 429}, MaxBodyBytes: 32 << 10},
		func(ctx context.Context, in *body[AnswerIn]) (*body[Opened], error) {
			secret, s, err := d.Desk.SignInByPasskey(ctx, in.Body.Challenge, in.Body.Credential, in.Body.Device)
			if err := d.noted(ctx, s.Account, err); err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Opened]{Opened{secret, openOf(s, s.ID)}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "begin-joining-by-passkey", Method: http.MethodPost, Path: "/v1/joining/passkey/begin", Summary: "Take an invitation up with a passkey alone: begin", Tags: []string{"desk"},
		Metadata: slow, Errors: []int{401, 409, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *body[PasskeyJoining]) (*body[Making], error) {
			secret, account, o, err := d.Desk.BeginJoin(ctx, in.Body.Invitation, in.Body.Name)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Making]{Making{secret, account, o}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "join-by-passkey", Method: http.MethodPost, Path: "/v1/joining/passkey", Summary: "Take an invitation up with a passkey alone; signs in", Tags: []string{"desk"},
		DefaultStatus: http.StatusCreated, Metadata: entry, Parameters: noticed(), Errors: []int{401, 403, 409, 422, 429}, MaxBodyBytes: 32 << 10},
		func(ctx context.Context, in *body[AnswerIn]) (*body[Opened], error) {
			secret, s, err := d.Desk.JoinByPasskey(ctx, in.Body.Challenge, in.Body.Credential, in.Body.Device, d.Clerk.Join)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			if err := d.noted(ctx, s.Account, nil); err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Opened]{Opened{secret, openOf(s, s.ID)}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "begin-proof", Method: http.MethodPost, Path: "/v1/proofs/passkey/begin", Summary: "Begin to prove presence with a passkey, for one act", Tags: []string{"desk"},
		Security: scoped(session.Self), Errors: []int{401, 403, 409, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *body[PasskeyProving]) (*body[Asked], error) {
			secret, o, err := d.Desk.BeginProof(ctx, askerOf(ctx).session, in.Body.Digest)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Asked]{Asked{secret, o}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "prove-by-passkey", Method: http.MethodPost, Path: "/v1/proofs/passkey", Summary: "Prove presence afresh with a passkey, for one act", Tags: []string{"desk"},
		DefaultStatus: http.StatusCreated, Security: scoped(session.Self), Metadata: slow, Errors: []int{401, 403, 422, 429}, MaxBodyBytes: 32 << 10},
		func(ctx context.Context, in *body[Answer]) (*body[Proof], error) {
			me := askerOf(ctx).session
			secret, until, err := d.Desk.ProveByPasskey(ctx, me, in.Body.Challenge, in.Body.Credential)
			if err != nil {
				return nil, d.fail(ctx, d.noted(ctx, me.Account, err))
			}
			return &body[Proof]{Proof{secret, until}}, nil
		})
	d.kept()
}

// kept are the routes of the passkeys that an account has.
func (d *door) kept() {
	huma.Register(d.api, huma.Operation{OperationID: "list-passkeys", Method: http.MethodGet, Path: "/v1/passkeys", Summary: "The passkeys of the account", Tags: []string{"desk"},
		Security: scoped(session.Self), Errors: []int{401, 403, 429}},
		func(ctx context.Context, _ *struct{}) (*body[[]Passkey], error) {
			all, err := d.Desk.Passkeys(ctx, askerOf(ctx).session.Account)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[[]Passkey]{Body: []Passkey{}}
			for _, p := range all {
				out.Body = append(out.Body, passkeyOf(p))
			}
			return out, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "begin-adding-passkey", Method: http.MethodPost, Path: "/v1/passkeys/begin", Summary: "Begin to add a passkey to the account, presence proved", Tags: []string{"desk"},
		Description: "The proof of presence is for the empty name of a matter and, in place of the bytes of the body, a line 'affiant add passkey' and the name of the passkey.",
		Security:    scoped(session.Self), Errors: []int{401, 403, 409, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *struct {
			Proof string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence"`
			Body  PasskeyName
		}) (*body[Making], error) {
			me := askerOf(ctx).session
			secret, o, err := d.Desk.BeginAdd(ctx, me, in.Proof, in.Body.Name)
			if err != nil {
				return nil, d.fail(ctx, unproved(err))
			}
			return &body[Making]{Making{secret, me.Account, o}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "add-passkey", Method: http.MethodPost, Path: "/v1/passkeys", Summary: "Add a passkey to the account", Tags: []string{"desk"},
		DefaultStatus: http.StatusCreated, Security: scoped(session.Self), Errors: []int{401, 403, 409, 422, 429}, MaxBodyBytes: 32 << 10},
		func(ctx context.Context, in *body[Answer]) (*body[Passkey], error) {
			p, err := d.Desk.Add(ctx, askerOf(ctx).session, in.Body.Challenge, in.Body.Credential)
			if err != nil {
				return nil, d.fail(ctx, unproved(err))
			}
			return &body[Passkey]{passkeyOf(p)}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "remove-passkey", Method: http.MethodDelete, Path: "/v1/passkeys/{id}", Summary: "Take a passkey away, presence proved, and end the sessions it opened; the last way in stays", Tags: []string{"desk"},
		Description: "The proof of presence is for the empty name of a matter and, in place of the bytes of the body, a line 'affiant remove passkey' and the id.",
		Security:    scoped(session.Self), Errors: []int{401, 403, 404, 409, 422, 429}},
		func(ctx context.Context, in *struct {
			ID    string `path:"id" maxLength:"16" pattern:"^[0-9a-f]{16}$"`
			Proof string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence"`
		}) (*struct{}, error) {
			return nil, d.fail(ctx, unproved(d.Desk.RemovePasskey(ctx, askerOf(ctx).session, in.Proof, in.ID)))
		})
}
