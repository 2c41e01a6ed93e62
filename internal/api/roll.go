package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/engross"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/session"
)

// A Roll is the people and rooms of the station. Accounts are shown to those who keep it.
type Roll struct {
	Station  string                    `json:"station" doc:"what it is called"`
	Agencies []people.Agency           `json:"agencies" doc:"those that bring applications"`
	Courts   []people.Court            `json:"courts" doc:"those that decide them"`
	Accounts []Account                 `json:"accounts,omitempty" doc:"for an administrator: who there is"`
	Rotas    map[string][]people.Watch `json:"rotas,omitempty" doc:"for an administrator: who is on call, by court"`
	Me       *Account                  `json:"me" doc:"the account that asks"`
}

// An Account is someone on the roll.
type Account struct {
	ID        string            `json:"id" doc:"the account"`
	Name      string            `json:"name" doc:"who that is"`
	Joined    bool              `json:"joined" doc:"whether the invitation was taken up"`
	Closed    bool              `json:"closed,omitempty" doc:"whether it is closed"`
	Posts     []people.Post     `json:"posts,omitempty" doc:"the posts held"`
	Conflicts []people.Conflict `json:"conflicts,omitempty" doc:"what the magistrate may not judge"`
}

func accountOf(a *people.Account) Account {
	return Account{a.ID, a.Name, a.Joined, a.Closed, a.Posts, a.Shuns}
}

// An Enrolled says that the roll was changed.
type Enrolled struct {
	Kind       string     `json:"kind" doc:"what was done"`
	Invitation string     `json:"invitation,omitempty" doc:"for an account that was invited: the secret to be handed over; shown this once"`
	Until      *time.Time `json:"until,omitempty" doc:"until when it may be taken up"`
	Secret     string     `json:"secret,omitempty" doc:"for a webhook that was registered: the secret by which it knows messages of the station (whsec_ and base64); shown this once"`
}

// An Invitee is an account to be invited again.
type Invitee struct {
	Account string `json:"account" minLength:"1" maxLength:"64" doc:"the account; for one that has joined, it is the way to a new password and second factor"`
}

// A Trace is one line of the trail.
type Trace struct {
	At      string `json:"at" doc:"when"`
	Account string `json:"account,omitempty" doc:"who"`
	Act     string `json:"act" doc:"what was wanted"`
	Matter  string `json:"matter,omitempty" doc:"in which matter, if that may be known"`
	Rule    string `json:"rule" doc:"by which rule"`
	What    string `json:"what" doc:"what came of it" enum:"refused,read-sealed,told-under-seal,told-at-bench,broke-glass,signed-in,not-signed-in,took-bundle,passkey-added,passkey-removed,linked,unlinked,token-made,session-ended,others-ended,taken-up,locked,session-locked,session-unlocked"`
	Because string `json:"because,omitempty" doc:"the reason given"`
	N       int64  `json:"n,omitempty" doc:"its number in the trail"`
}

func (d *door) rolls() {
	huma.Register(d.api, huma.Operation{OperationID: "read-roll", Method: http.MethodGet, Path: "/v1/roll", Summary: "The station: its agencies, courts and people", Tags: []string{"roll"},
		Security: scoped(session.Read), Errors: []int{401, 403, 429}},
		func(ctx context.Context, _ *struct{}) (*body[Roll], error) {
			roll, err := d.Clerk.Roll(ctx)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			me := roll.Account(caller(ctx).Account)
			if me == nil {
				return nil, d.fail(ctx, fault.Errorf(fault.Internal, "an account that signed in is not on the roll"))
			}
			mine := accountOf(me)
			out := &body[Roll]{Roll{Station: roll.Station, Agencies: list(roll.Agencies), Courts: list(roll.Courts), Me: &mine}}
			if holds(roll, me.ID, string(access.Administrator), d.Now()) {
				for i := range roll.Accounts {
					out.Body.Accounts = append(out.Body.Accounts, accountOf(&roll.Accounts[i]))
				}
				out.Body.Rotas = roll.Rotas
			}
			return out, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "enrol", Method: http.MethodPost, Path: "/v1/roll/acts", Summary: "Change the roll, presence proved", Tags: []string{"roll"},
		Description:   "A proof of presence is for the empty name of a matter and the bytes of the body.",
		DefaultStatus: http.StatusCreated, Security: scoped(session.Roll), Errors: []int{401, 403, 404, 409, 422, 429}, MaxBodyBytes: 64 << 10, SkipValidateBody: true,
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: rollSchema(d.api.OpenAPI().Components.Schemas)}}}},
		func(ctx context.Context, in *struct {
			Proof   string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence"`
			RawBody []byte
		}) (*body[Enrolled], error) {
			e, err := parseRoll(in.RawBody)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			by, err := d.proved(ctx, in.Proof, "", in.RawBody)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[Enrolled]{Enrolled{Kind: e.Kind()}}
			if w, ok := e.(people.WebhookRegistered); ok {
				out.Body.Secret, err = d.Clerk.RegisterWebhook(ctx, by, w)
			} else {
				err = d.Clerk.Enrol(ctx, by, e)
			}
			if err != nil {
				if !by.Proved {
					err = needsProof(err, string(access.KeepRoll))
				}
				return nil, d.fail(ctx, err)
			}
			switch e := e.(type) {
			case people.AccountInvited:
				secret, until, err := d.Desk.Invite(ctx, e.ID)
				if err != nil {
					return nil, d.fail(ctx, err)
				}
				out.Body.Invitation, out.Body.Until = secret, &until
			case people.AccountClosed:
				if err := d.Desk.End(ctx, e.ID, ""); err != nil {
					return nil, d.fail(ctx, err)
				}
			}
			return out, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "invite", Method: http.MethodPost, Path: "/v1/invitations", Summary: "Invite an account again, presence proved", Tags: []string{"roll"},
		DefaultStatus: http.StatusCreated, Security: scoped(session.Roll), Errors: []int{401, 403, 404, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *struct {
			Proof   string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence"`
			RawBody []byte
			Body    Invitee
		}) (*body[Enrolled], error) {
			by, err := d.proved(ctx, in.Proof, "", in.RawBody)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			if err := d.Clerk.Allowed(ctx, by, access.KeepRoll); err != nil {
				if !by.Proved {
					err = needsProof(err, string(access.KeepRoll))
				}
				return nil, d.fail(ctx, err)
			}
			secret, until, err := d.Desk.Invite(ctx, in.Body.Account)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Enrolled]{Enrolled{Kind: "invited", Invitation: secret, Until: &until}}, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "read-trail", Method: http.MethodGet, Path: "/v1/trail", Summary: "Who was refused, read what is sealed, broke the glass, signed in", Tags: []string{"roll"},
		Security: scoped(session.Trail), Errors: []int{401, 403, 422, 429}},
		func(ctx context.Context, in *struct {
			From   int64  `query:"from" minimum:"1" maximum:"9007199254740991" default:"1" doc:"the number of the first line; of no use in the order last"`
			Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"how many at most"`
			Order  string `query:"order" enum:"first,last" doc:"which comes first: the first line, which is so if it is left out, or the last"`
			Before int64  `query:"before" minimum:"1" maximum:"9007199254740991" doc:"in the order last, only lines before this number; all, if it is left out"`
		}) (*body[[]Trace], error) {
			var lines []clerk.Trace
			var err error
			if in.Order == "last" {
				lines, err = d.Clerk.TrailBack(ctx, caller(ctx), in.Before, in.Limit)
			} else {
				lines, err = d.Clerk.Trail(ctx, caller(ctx), in.From, in.Limit)
			}
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[[]Trace]{Body: []Trace{}}
			for _, l := range lines {
				out.Body = append(out.Body, Trace{l.At, l.Account, string(l.Act), string(l.Matter), l.Rule, l.What, l.Because, l.N})
			}
			return out, nil
		})
}

// parseRoll reads an act of the roll strictly.
func parseRoll(raw []byte) (people.Event, error) {
	var a struct {
		Kind string  `json:"kind"`
		Body rawText `json:"body"`
	}
	if err := engross.Read(raw, &a, "act of the roll"); err != nil {
		return nil, err
	}
	if len(a.Body) == 0 {
		return nil, fault.Errorf(fault.Input, "the act has no body")
	}
	e, err := people.Parse(a.Kind, a.Body)
	if err != nil {
		return nil, err
	}
	switch e.(type) {
	case people.StationOpened, people.AccountJoined:
		return nil, fault.Errorf(fault.Input, "%s is not for others to enter", e.Kind())
	}
	return e, nil
}
