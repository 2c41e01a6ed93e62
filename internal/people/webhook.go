package people

import (
	"regexp"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Webhook is an address outside that is told of acts: in which matter, which, and when, never what was said. It is told as much as an officer
// of its agency or a clerk of its court may know of, and of nothing under seal.
type Webhook struct {
	ID     string `json:"id"`
	URL    string `json:"url"`
	Agency string `json:"agency,omitempty"` // whose it is: of an agency
	Court  string `json:"court,omitempty"`  // or of a court
}

// A Hook is a webhook as the roll has it.
type Hook struct {
	Webhook
	Ended bool
}

// WebhookRegistered has an address told of acts from now on.
type WebhookRegistered struct {
	Webhook Webhook `json:"webhook"`
}

// WebhookEnded ends that. Its id is never given again.
type WebhookEnded struct {
	ID      string `json:"id"`
	Because string `json:"because"`
}

// Kind and Version name the events in stored bytes.
func (WebhookRegistered) Kind() string { return "webhook-registered" }
func (WebhookEnded) Kind() string      { return "webhook-ended" }

func (WebhookRegistered) Version() int { return 1 }
func (WebhookEnded) Version() int      { return 1 }

// mostHooks is how many may be told at once: each act costs a line for each of them.
const mostHooks = 32

// addressForm is that of an address that can be told: TLS, but on this machine itself; no name and password, no fragment.
var addressForm = regexp.MustCompile(`^(https://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])|http://(localhost|127\.0\.0\.1|\[::1\]))(:[0-9]{1,5})?(/[!"$-~]*)?$`)

func (e WebhookRegistered) apply(r *Roll) error {
	h := e.Webhook
	if err := validID("webhook", h.ID); err != nil {
		return err
	}
	inForce := 0
	for _, x := range r.Webhooks {
		if !x.Ended {
			inForce++
		}
	}
	switch {
	case r.Webhook(h.ID) != nil:
		return fault.Errorf(fault.Conflict, "the webhook %q is there already; an id is never given again", h.ID)
	case inForce >= mostHooks:
		return fault.Errorf(fault.Conflict, "there are %d webhooks; expected one to be ended first", inForce)
	case len(h.URL) > 1024 || !addressForm.MatchString(h.URL):
		return fault.Errorf(fault.Input, "the address of the webhook %q; expected such as https://hooks.court.example/affiant, in small letters up to the path, without name, password or #", h.ID)
	case (h.Agency == "") == (h.Court == ""):
		return fault.Errorf(fault.Input, "the webhook %q is of an agency or of a court; expected one of the two", h.ID)
	case h.Agency != "" && r.Agency(h.Agency) == nil:
		return fault.Errorf(fault.NotFound, "there is no agency %q", h.Agency)
	case h.Court != "" && r.Court(h.Court) == nil:
		return fault.Errorf(fault.NotFound, "there is no court %q", h.Court)
	}
	r.Webhooks = append(r.Webhooks, Hook{Webhook: h})
	return nil
}

func (e WebhookEnded) apply(r *Roll) error {
	h := r.Webhook(e.ID)
	switch {
	case h == nil:
		return fault.Errorf(fault.NotFound, "there is no webhook %q", e.ID)
	case h.Ended:
		return fault.Errorf(fault.Conflict, "the webhook %q has ended", e.ID)
	}
	h.Ended = true
	return nil
}

// Webhook returns the webhook with this id, or nil.
func (r *Roll) Webhook(id string) *Hook {
	return find(r.Webhooks, func(h Hook) bool { return h.ID == id })
}
