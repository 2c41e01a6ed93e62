package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/session"
)

// A Notice is what people are to be shown before they sign in, until they have said that they read it.
type Notice struct {
	ID     string `json:"id" doc:"names these words; to be sent as Affiant-Notice by whoever was shown them"`
	Title  string `json:"title" doc:"what to put above it"`
	Text   string `json:"text" doc:"the words"`
	Asked  bool   `json:"asked" doc:"whether signing in is refused without Affiant-Notice"`
	Says   string `json:"says" doc:"the authority for it"`
	Idle   int    `json:"idle_minutes" doc:"without a request before a session is locked"`
	Hours  int    `json:"session_hours" doc:"before one has to sign in anew"`
	AtOnce int    `json:"sessions_at_once" doc:"sessions that a person may have open; the oldest ends when another is begun"`
}

// An Unlocking unlocks a session by password and code.
type Unlocking struct {
	Password string `json:"password" minLength:"1" maxLength:"1024" doc:"the password"`
	Code     string `json:"code" minLength:"6" maxLength:"8" doc:"the code that the authenticator shows now"`
}

// noticed are the parameters of operations that sign in.
func noticed() []*huma.Param {
	return []*huma.Param{{Name: "Affiant-Notice", In: "header", Description: "the id of the notice that was shown (GET /v1/notice); refused without it where the notice says so",
		Schema: &huma.Schema{Type: huma.TypeString, MaxLength: new(64)}}}
}

// shown reports whether an operation may go on as far as the notice goes.
func (d *door) shown(op *huma.Operation, r *http.Request) bool {
	b := d.Desk.Policy().Banner
	return op.Metadata["notice"] != true || !b.Acknowledge || r.Header.Get("Affiant-Notice") == b.ID()
}

// errNotice answers who signs in without having been shown the notice.
func errNotice() *Problem {
	return problem(http.StatusForbidden, "the notice of use has to be shown first, and to be acknowledged: GET /v1/notice, and send its id as Affiant-Notice")
}

func (d *door) notices() {
	huma.Register(d.api, huma.Operation{OperationID: "read-notice", Method: http.MethodGet, Path: "/v1/notice", Summary: "The notice of use, to be shown before signing in", Tags: []string{"desk"}, Errors: []int{429}},
		func(context.Context, *struct{}) (*body[Notice], error) {
			p := d.Desk.Policy()
			b := p.Banner
			return &body[Notice]{Notice{b.ID(), b.Title, b.Text, b.Acknowledge, b.Says, p.Number("idle-minutes"), p.Number("session-hours"), p.Number("sessions-at-once")}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "lock-session", Method: http.MethodPost, Path: "/v1/sessions/this/lock", Summary: "Lock the session by which this is asked", Tags: []string{"desk"},
		DefaultStatus: http.StatusNoContent, Security: scoped(session.Self), Errors: []int{401, 403, 429}},
		func(ctx context.Context, _ *struct{}) (*struct{}, error) {
			return nil, d.fail(ctx, d.Desk.Lock(ctx, askerOf(ctx).session))
		})
	again := map[string]any{"slow": true, "locked": true}
	huma.Register(d.api, huma.Operation{OperationID: "unlock-session", Method: http.MethodPost, Path: "/v1/sessions/this/unlock", Summary: "Unlock the session by which this is asked", Tags: []string{"desk"},
		DefaultStatus: http.StatusNoContent, Security: scoped(session.Self), Metadata: again, Errors: []int{401, 403, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *body[Unlocking]) (*struct{}, error) {
			me := askerOf(ctx).session
			return nil, d.fail(ctx, d.noted(ctx, me.Account, d.Desk.Unlock(ctx, me, in.Body.Password, in.Body.Code)))
		})
	huma.Register(d.api, huma.Operation{OperationID: "unlock-session-by-passkey", Method: http.MethodPost, Path: "/v1/sessions/this/unlock/passkey", Tags: []string{"desk"},
		Summary: "Unlock the session by which this is asked with a passkey of its owner", Description: "What the passkey answers is asked by POST /v1/sessions/passkey/begin.",
		DefaultStatus: http.StatusNoContent, Security: scoped(session.Self), Metadata: again, Errors: []int{401, 403, 409, 422, 429}, MaxBodyBytes: 32 << 10},
		func(ctx context.Context, in *body[Answer]) (*struct{}, error) {
			me := askerOf(ctx).session
			return nil, d.fail(ctx, d.noted(ctx, me.Account, d.Desk.UnlockByPasskey(ctx, me, in.Body.Challenge, in.Body.Credential)))
		})
}
