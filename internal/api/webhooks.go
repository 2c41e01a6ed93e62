package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/session"
)

// A Webhook is an address outside that is told of acts.
type Webhook struct {
	ID     string `json:"id" doc:"the webhook"`
	URL    string `json:"url" doc:"where messages to it are sent"`
	Agency string `json:"agency,omitempty" doc:"the agency whose it is"`
	Court  string `json:"court,omitempty" doc:"the court whose it is"`
	Ended  bool   `json:"ended,omitempty" doc:"whether it has ended"`
}

// A Delivery is what became of the message to a webhook about one entry of the log.
type Delivery struct {
	Leaf     int64  `json:"leaf" doc:"the entry's leaf in the log, by which the delivery is named"`
	Hash     string `json:"hash" doc:"the entry's hash"`
	Message  string `json:"message" doc:"the id under which it is sent (webhook-id), however often"`
	Queued   string `json:"queued" doc:"when the act was entered"`
	State    string `json:"state" enum:"waiting,delivered,dead,withheld" doc:"how it stands; withheld: what it would tell is under seal by now, or gone, or the webhook has ended"`
	Attempts int    `json:"attempts" doc:"how often it was sent"`
	Last     string `json:"last,omitempty" doc:"when it was last sent"`
	Status   int    `json:"status,omitempty" doc:"the HTTP status that was answered then"`
	Why      string `json:"why,omitempty" doc:"why it was not taken"`
	Next     string `json:"next,omitempty" doc:"it is sent again no earlier"`
}

func deliveryOf(d clerk.Delivery) Delivery { return Delivery(d) }

// webhooks are registered and ended by acts of the roll. What became of messages is shown to an administrator: it names entries, and no matter.
func (d *door) webhooks() {
	tags := []string{"webhooks"}
	huma.Register(d.api, huma.Operation{OperationID: "list-webhooks", Method: http.MethodGet, Path: "/v1/webhooks", Summary: "The webhooks, for an administrator", Tags: tags,
		Description: "One is registered by an act of the roll, webhook-registered, whose answer has its secret, and ended by webhook-ended.",
		Security:    scoped(session.Roll), Errors: []int{401, 403, 429}},
		func(ctx context.Context, _ *struct{}) (*body[[]Webhook], error) {
			hooks, err := d.Clerk.Webhooks(ctx, caller(ctx))
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[[]Webhook]{Body: []Webhook{}}
			for _, h := range hooks {
				out.Body = append(out.Body, Webhook{h.ID, h.URL, h.Agency, h.Court, h.Ended})
			}
			return out, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "list-deliveries", Method: http.MethodGet, Path: "/v1/webhooks/{webhook}/deliveries", Summary: "What became of the messages to a webhook, for an administrator", Tags: tags,
		Security: scoped(session.Roll), Errors: []int{401, 403, 404, 422, 429}},
		func(ctx context.Context, in *struct {
			Webhook string `path:"webhook" maxLength:"64" doc:"the webhook"`
			From    int64  `query:"from" minimum:"0" maximum:"9007199254740991" doc:"the first leaf"`
			Limit   int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"how many at most"`
		}) (*body[[]Delivery], error) {
			list, err := d.Clerk.Deliveries(ctx, caller(ctx), in.Webhook, in.From, in.Limit)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[[]Delivery]{Body: []Delivery{}}
			for _, x := range list {
				out.Body = append(out.Body, deliveryOf(x))
			}
			return out, nil
		})
	huma.Register(d.api, huma.Operation{OperationID: "resend-delivery", Method: http.MethodPost, Path: "/v1/webhooks/{webhook}/deliveries/{leaf}/resend", Summary: "Send a message again that was delivered or given up, or one that waits now, for an administrator", Tags: tags,
		Description: "It is sent under the id that it had, with what may be told by now.",
		Security:    scoped(session.Roll), Errors: []int{401, 403, 404, 409, 422, 429}},
		func(ctx context.Context, in *struct {
			Webhook string `path:"webhook" maxLength:"64" doc:"the webhook"`
			Leaf    int64  `path:"leaf" minimum:"0" maximum:"9007199254740991" doc:"the entry's leaf in the log"`
		}) (*body[Delivery], error) {
			x, err := d.Clerk.Resend(ctx, caller(ctx), in.Webhook, in.Leaf)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Delivery]{deliveryOf(x)}, nil
		})
}
