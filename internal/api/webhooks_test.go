package api_test

import (
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/api"
)

// TestWebhooks: an administrator registers one, presence proved, and is shown its secret once; what became of messages names no matter, and
// is for no one else.
func TestWebhooks(t *testing.T) {
	s := newStation(t, free)
	act := `{"kind":"webhook-registered","body":{"webhook":{"id":"cases","url":"https://hooks.rangers.example/in","agency":"rangers"}}}`
	if a := s.ask("root", "POST", "/v1/roll/acts", act); a.status != 403 || !strings.Contains(a.body, "fresh proof of presence") {
		t.Errorf("without proof: %d %s", a.status, a.body)
	}
	if a := s.ask("vance", "POST", "/v1/roll/acts", act, s.proof("vance", "", act)...); a.status != 403 {
		t.Errorf("by an officer: %d %s", a.status, a.body)
	}
	var e api.Enrolled
	s.ok(201, &e, "root", "POST", "/v1/roll/acts", act, s.proof("root", "", act)...)
	if !strings.HasPrefix(e.Secret, "whsec_") {
		t.Fatalf("%+v", e)
	}
	s.act("vance", "matter-opened", `{"id":"ferry","title":"The ferry","jurisdiction":"us-ri","agency":"rangers","court":"county"}`)
	var hooks []api.Webhook
	var list []api.Delivery
	a := s.ok(200, &hooks, "root", "GET", "/v1/webhooks", "")
	b := s.ok(200, &list, "root", "GET", "/v1/webhooks/cases/deliveries", "")
	if len(hooks) != 1 || hooks[0].ID != "cases" || len(list) != 1 || list[0].State != "waiting" {
		t.Errorf("%s %s", a.body, b.body)
	}
	if strings.Contains(a.body+b.body, e.Secret) || strings.Contains(b.body, "ferry") {
		t.Errorf("the secret or the matter is told: %s %s", a.body, b.body)
	}
	at := "/v1/webhooks/cases/deliveries/" + itoa(int(list[0].Leaf)) + "/resend"
	if a := s.ask("root", "POST", at, ""); a.status != 200 || !strings.Contains(a.body, `"waiting"`) {
		t.Errorf("again while it waits: %d %s", a.status, a.body)
	}
	roll, err := s.clerk.Roll(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ms, err := s.clerk.Messages(t.Context(), roll.Webhooks[0], time.Minute, 10)
	if err != nil || len(ms) != 1 {
		t.Fatal(ms, err)
	}
	if err := s.clerk.NotTaken(t.Context(), ms[0], 500, "it failed", time.Time{}); err != nil {
		t.Fatal(err)
	}
	var again api.Delivery
	if s.ok(200, &again, "root", "POST", at, ""); again.State != "waiting" || again.Message != list[0].Message || again.Attempts != 1 {
		t.Errorf("%+v", again)
	}
	for _, x := range []struct {
		account, method, path string
		status                int
	}{
		{"vance", "GET", "/v1/webhooks", 403}, {"audit", "GET", "/v1/webhooks/cases/deliveries", 403}, {"archer", "POST", at, 403}, {"", "GET", "/v1/webhooks", 401},
		{"root", "GET", "/v1/webhooks/none/deliveries", 404}, {"root", "POST", "/v1/webhooks/cases/deliveries/999999/resend", 404}, {"root", "GET", "/v1/webhooks/cases/deliveries?from=-1", 422},
	} {
		if a := s.ask(x.account, x.method, x.path, ""); a.status != x.status {
			t.Errorf("%s %s by %q: %d, want %d: %s", x.method, x.path, x.account, a.status, x.status, a.body)
		}
	}
	end := `{"kind":"webhook-ended","body":{"id":"cases","because":"moved"}}`
	s.ok(201, nil, "root", "POST", "/v1/roll/acts", end, s.proof("root", "", end)...)
	if a := s.ask("root", "POST", at, ""); a.status != 409 {
		t.Errorf("after its end: %d %s", a.status, a.body)
	}
}
