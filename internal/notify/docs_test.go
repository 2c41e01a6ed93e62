package notify_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/notify"
	"github.com/affiant-project/affiant/internal/people"
)

// TestDocsCheck: what docs/reference/webhooks.md has a receiver run tells a message of the station from one that was changed, and its waits are those of the policy.
func TestDocsCheck(t *testing.T) {
	text, err := os.ReadFile("../../docs/reference/webhooks.md")
	if err != nil {
		t.Fatal(err)
	}
	_, script, _ := strings.Cut(string(text), "```sh\n")
	script, _, found := strings.Cut(script, "```")
	if !found {
		t.Fatal("there is no script")
	}
	for _, tool := range []string{"sh", "openssl", "od"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("there is no %s", tool)
		}
	}
	o := newOffice(t)
	r := newReceiver(t, nil)
	secret, err := o.RegisterWebhook(t.Context(), root, people.WebhookRegistered{Webhook: people.Webhook{ID: "rangers", URL: r.URL, Agency: "rangers"}})
	if err != nil {
		t.Fatal(err)
	}
	o.open("ferry")
	o.send(o.courier(true))
	list := r.got()
	if len(list) != 1 {
		t.Fatalf("%d messages", len(list))
	}
	m := list[0]
	says := func(body, signature string) string {
		t.Helper()
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "body.json"), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		c := exec.Command("sh", "-euc", script)
		c.Dir = dir
		c.Env = append(os.Environ(), "SECRET="+secret, "ID="+m.header.Get("webhook-id"), "TIMESTAMP="+m.header.Get("webhook-timestamp"), "SIGNATURE="+signature)
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return strings.TrimSpace(string(out))
	}
	signature := m.header.Get("webhook-signature")
	if got := says(m.body, signature); got != "signed by the station" {
		t.Errorf("a message of the station: %s", got)
	}
	if got := says(m.body, "v1,AAAA "+signature); got != "signed by the station" {
		t.Errorf("under two secrets: %s", got)
	}
	if got := says(strings.Replace(m.body, "ferry", "fairy", 1), signature); got != "not signed by the station" {
		t.Errorf("a message that was changed: %s", got)
	}
	if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), "after 5 seconds, 5 minutes, half an hour, 2, 5, 10, 14, 20 and 24 hours") {
		t.Error("the waits are not said")
	}
	want := []int{5, 300, 1800, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600}
	for i, w := range notify.Builtin().Waits {
		if i >= len(want) || w != want[i] {
			t.Errorf("wait %d is of %d seconds, and the page says otherwise", i+1, w)
		}
	}
}
