package api

import (
	"context"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/engross"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/transcript"
)

// mostAct is how many bytes an act may have, and mostFile a matter file.
const (
	mostAct  = 1 << 20
	mostFile = 16 << 20
)

// A Receipt says that an act is entered, and where.
type Receipt struct {
	Matter string `json:"matter" doc:"the matter"`
	Seq    int64  `json:"seq" doc:"the number of the entry"`
	Kind   string `json:"kind" doc:"what was done"`
	At     string `json:"at" doc:"when, by the court's own clock"`
	Hash   string `json:"hash" doc:"of the entry"`
	Leaf   int64  `json:"leaf" doc:"in the log"`
}

type receipt struct {
	ETag string `header:"ETag" doc:"names the matter as it is after this act"`
	Body Receipt
}

func receiptOf(r clerk.Receipt) *receipt {
	return &receipt{etag(r.Seq), Receipt{string(r.Matter), r.Seq, r.Kind, r.At, r.Hash, r.Leaf}}
}

// asked is an act as it is sent. It is kept as bytes, which a proof of presence is for.
type asked struct {
	Kind string  `json:"kind"`
	Body rawText `json:"body"`
	On   string  `json:"on,omitempty"`
}

type rawText []byte

// UnmarshalJSON keeps the bytes as they are.
func (t *rawText) UnmarshalJSON(b []byte) error { *t = append((*t)[:0], b...); return nil }

// provedKinds are the kinds of events for which some rule asks for presence proved afresh.
func provedKinds() map[string]bool {
	set := map[string]bool{}
	for _, r := range access.Rules() {
		if r.Proved {
			for _, a := range r.Acts {
				set[string(a)] = true
			}
		}
	}
	return set
}

// parse reads an act strictly.
func parse(raw []byte) (record.Event, string, error) {
	var a asked
	if err := engross.Read(raw, &a, "act"); err != nil {
		return nil, "", err
	}
	if len(a.Body) == 0 {
		return nil, "", fault.Errorf(fault.Input, "the act has no body")
	}
	e, err := record.Parse(a.Kind, 0, a.Body)
	if err != nil {
		return nil, "", err
	}
	if a.On != "" && (len(a.On) != 64 || strings.Trim(a.On, "0123456789abcdef") != "") {
		return nil, "", fault.Errorf(fault.Input, "on is the digest of papers: 64 hexadecimal digits")
	}
	if a.On == "" && clerk.OnPapers(e.Kind()) {
		return nil, "", fault.Errorf(fault.Input, "%s is done on papers that were read: on has to be their digest (GET …/papers says it)", a.Kind)
	}
	return e, a.On, nil
}

// An Asking asks for an act.
type Asking struct {
	At
	Key     string `header:"Idempotency-Key" maxLength:"128" doc:"the same act sent again under it is done once"`
	IfMatch string `header:"If-Match" maxLength:"40" pattern:"^\"[0-9]{1,18}\"$" doc:"the ETag of the matter as it was read; refused if something was entered since"`
	Proof   string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence, for acts that ask for one"`
	RawBody []byte
}

func (d *door) acts() {
	op := huma.Operation{OperationID: "act", Method: http.MethodPost, Path: "/v1/matters/{matter}/acts", Summary: "Act in a matter; matter-opened opens it", Tags: []string{"matters"},
		Description:   "The acts that ask for a fresh proof of presence are refused with 403 without one. docs/events.md says of each kind when it may come.",
		DefaultStatus: http.StatusCreated, Security: scoped(session.Act), Errors: []int{401, 403, 404, 409, 422, 429}, MaxBodyBytes: mostAct, SkipValidateBody: true,
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: actSchema(d.api.OpenAPI().Components.Schemas)}}}}
	huma.Register(d.api, op, func(ctx context.Context, in *Asking) (*receipt, error) {
		e, on, err := parse(in.RawBody)
		if err != nil {
			return nil, d.fail(ctx, err)
		}
		act := clerk.Act{Matter: in.id(), Event: e, On: on, Key: in.Key}
		if in.IfMatch != "" {
			head, err := strconv.ParseInt(strings.Trim(in.IfMatch, `"`), 10, 64)
			if err != nil {
				return nil, d.fail(ctx, fault.Errorf(fault.Input, "If-Match is no ETag of a matter"))
			}
			act.Head = &head
		}
		by, err := d.proved(ctx, in.Proof, in.Matter, in.RawBody)
		if err != nil {
			return nil, d.fail(ctx, err)
		}
		r, err := d.Clerk.Do(ctx, by, act)
		if err != nil {
			if !by.Proved {
				err = needsProof(err, e.Kind())
			}
			return nil, d.fail(ctx, err)
		}
		return receiptOf(r), nil
	})
	huma.Register(d.api, huma.Operation{OperationID: "assign-magistrate", Method: http.MethodPost, Path: "/v1/matters/{matter}/applications/{application}/assignments",
		Summary: "Have the court's way of assigning find the magistrate", Tags: []string{"matters"}, DefaultStatus: http.StatusCreated, Security: scoped(session.Act),
		Errors: []int{401, 403, 404, 409, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *struct {
			OfApplication
			Body Wish
		}) (*receipt, error) {
			r, err := d.Clerk.Assign(ctx, caller(ctx), in.id(), record.AppID(in.Application), clerk.Wish{Chosen: in.Body.Chosen, Why: in.Body.Why, Escalate: in.Body.Escalate})
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return receiptOf(r), nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "recount-matter", Method: http.MethodPost, Path: "/v1/recounted", Summary: "Enter a matter that went elsewhere, as its file tells it", Tags: []string{"matters"},
		Description:   "Everything in it is recounted, not performed: importing an oath is not swearing one.",
		DefaultStatus: http.StatusCreated, Security: scoped(session.Act), Errors: []int{401, 403, 404, 409, 422, 429}, MaxBodyBytes: mostFile, SkipValidateBody: true},
		func(ctx context.Context, in *struct {
			Agency  string `query:"agency" required:"true" maxLength:"64" doc:"the agency whose it is to be"`
			Court   string `query:"court" required:"true" maxLength:"64" doc:"the court to which it went"`
			RawBody []byte `contentType:"application/yaml"`
		}) (*receipt, error) {
			f, err := transcript.Read("matter.yaml", in.RawBody)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			r, err := d.Clerk.Recount(ctx, caller(ctx), in.Agency, in.Court, f.Matter)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return receiptOf(r), nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "break-glass", Method: http.MethodPost, Path: "/v1/matters/{matter}/glass", Summary: "Read a matter that one may not, in an emergency, for a reason", Tags: []string{"matters"},
		Security: scoped(session.Act), Errors: []int{401, 403, 404, 422, 429}, MaxBodyBytes: 8 << 10},
		func(ctx context.Context, in *struct {
			At
			Proof   string `header:"Affiant-Proof" maxLength:"100" doc:"a fresh proof of presence"`
			RawBody []byte
			Body    Glass
		}) (*body[record.Matter], error) {
			by, err := d.proved(ctx, in.Proof, in.Matter, in.RawBody)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			v, err := d.Clerk.BreakGlass(ctx, by, in.id(), in.Body.Because)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[record.Matter]{v.Matter}, nil
		})
}

// A Wish is what may be said about who is to decide.
type Wish struct {
	Chosen   string `json:"chosen,omitempty" maxLength:"64" doc:"an account, where the court lets one choose; whoever its way of assigning finds, if left out"`
	Why      string `json:"why,omitempty" maxLength:"2000" doc:"why that one, or why the one before is passed over"`
	Escalate bool   `json:"escalate,omitempty" doc:"whether the one assigned does not answer, and the next is asked"`
}

// A Glass is why the glass is broken.
type Glass struct {
	Because string `json:"because" minLength:"1" maxLength:"2000" doc:"the emergency; it goes on the record"`
}

// actSchema describes an act: for each kind, its body.
func actSchema(r huma.Registry) *huma.Schema {
	all := &huma.Schema{Description: "A kind of event, and what it says. What is left out and is the time of the act is put in."}
	for _, kind := range record.Kinds() {
		e, err := record.Parse(kind, 0, []byte("{}"))
		if err != nil {
			panic(err) // every kind has a form
		}
		all.OneOf = append(all.OneOf, kindSchema(r, kind, reflect.TypeOf(e), &huma.Schema{Type: huma.TypeString, Description: "the digest of the papers that were read; for an oath and a decision"}))
	}
	return all
}

func kindSchema(r huma.Registry, kind string, body reflect.Type, on *huma.Schema) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeObject, AdditionalProperties: false, Required: []string{"kind", "body"}, Properties: map[string]*huma.Schema{
		"kind": {Type: huma.TypeString, Enum: []any{kind}},
		"body": r.Schema(body, true, kind),
	}}
	if on != nil {
		s.Properties["on"] = on
	}
	return s
}

// rollSchema describes an act of the roll.
func rollSchema(r huma.Registry) *huma.Schema {
	all := &huma.Schema{Description: "A kind of event of the roll, and what it says."}
	for _, e := range people.Events() {
		switch e.(type) {
		case people.StationOpened, people.AccountJoined: // at the founding, and by the one who joins
			continue
		}
		all.OneOf = append(all.OneOf, kindSchema(r, e.Kind(), reflect.TypeOf(e), nil))
	}
	return all
}
