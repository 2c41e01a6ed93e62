package api_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/api"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

const origin = "https://docket.example"

// answering is the body that sends a browser's answer.
func answering(challenge string, a passkeytest.Answer) string {
	return `{"challenge":"` + challenge + `","credential":` + string(a.JSON()) + `}`
}

// TestPasskeys: a magistrate takes an invitation up with a passkey alone, signs in with it, adds another, and decides, presence proved by it for
// the bytes of the decision; the docket shows by which passkey and with which nonce.
func TestPasskeys(t *testing.T) {
	s := newStation(t, free)
	s.open()
	s.act("vance", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance"))
	s.assign()
	s.act("vance", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)

	key, phone := passkeytest.New(origin), passkeytest.New(origin)
	phone.Ed25519 = true
	i, _, err := s.desk.Invite(t.Context(), "hart")
	if err != nil {
		t.Fatal(err)
	}
	var m api.Making
	s.ok(200, &m, "", "POST", "/v1/joining/passkey/begin", `{"invitation":"`+i+`","name":"key"}`)
	if m.Account != "hart" || m.PublicKey.User.Name != "hart" || m.PublicKey.Attestation != "none" || m.PublicKey.Selection.ResidentKey != "required" {
		t.Fatalf("%+v", m)
	}
	var o api.Opened
	s.ok(201, &o, "", "POST", "/v1/joining/passkey", answering(m.Challenge, key.Create(m.PublicKey)))
	s.ok(401, nil, "hart", "GET", "/v1/passkeys", "") // what was open is not
	in := func(a *passkeytest.Authenticator) {
		t.Helper()
		var x api.Asked
		s.ok(200, &x, "", "POST", "/v1/sessions/passkey/begin", "")
		s.ok(201, &o, "", "POST", "/v1/sessions/passkey", answering(x.Challenge, a.Get(x.PublicKey)))
		s.secrets["hart"] = o.Secret
	}
	in(key)
	prove := func(digest string, by ...*passkeytest.Authenticator) []string {
		t.Helper()
		by = append(by, key)
		var x api.Asked
		s.ok(200, &x, "hart", "POST", "/v1/proofs/passkey/begin", `{"digest":"`+digest+`"}`)
		var p api.Proof
		s.ok(201, &p, "hart", "POST", "/v1/proofs/passkey", answering(x.Challenge, by[0].Get(x.PublicKey)))
		return []string{"Affiant-Proof", p.Proof}
	}
	s.pass(time.Minute)
	s.ok(403, nil, "hart", "POST", "/v1/passkeys/begin", `{"name":"phone"}`)
	s.ok(200, &m, "hart", "POST", "/v1/passkeys/begin", `{"name":"phone"}`, prove(session.DigestAdd("phone"))...)
	var k api.Passkey
	s.ok(201, &k, "hart", "POST", "/v1/passkeys", answering(m.Challenge, phone.Create(m.PublicKey)))
	var list []api.Passkey
	s.ok(200, &list, "hart", "GET", "/v1/passkeys", "")
	if len(list) != 2 || list[0].Name != "key" || list[1].ID != k.ID {
		t.Fatalf("%+v", list)
	}

	text := `{"kind":"decided","body":{"application":"purse","decision":{"respondents":["dole"],"act":"granted","finding":"seen by the affiant"}},"on":"` + s.digest("hart") + `"}`
	s.ok(403, nil, "hart", "POST", "/v1/matters/ferry/acts", text)
	s.ok(403, nil, "hart", "POST", "/v1/matters/ferry/acts", text, prove(session.DigestAct("ferry", []byte(text+" ")))...)
	s.ok(201, nil, "hart", "POST", "/v1/matters/ferry/acts", text, prove(session.DigestAct("ferry", []byte(text)))...)
	var docket api.Docket
	s.ok(200, &docket, "vance", "GET", "/v1/matters/ferry", "")
	last := docket.Lines[len(docket.Lines)-1]
	if last.Kind != "decided" || !strings.HasPrefix(last.Presence, "passkey "+list[0].ID+", nonce ") || !strings.HasSuffix(last.Presence, " for "+session.DigestAct("ferry", []byte(text))) {
		t.Errorf("%+v", last)
	}

	// Altered: refused, and in the trail with whose passkey it was; but not in the answer.
	evil := *key
	evil.Origin = "https://evil.example"
	var x api.Asked
	s.ok(200, &x, "", "POST", "/v1/sessions/passkey/begin", "")
	if a := s.ok(401, nil, "", "POST", "/v1/sessions/passkey", answering(x.Challenge, evil.Get(x.PublicKey))); strings.Contains(a.body, "hart") {
		t.Error(a.body)
	}
	s.ok(401, nil, "", "POST", "/v1/sessions/passkey", answering(x.Challenge, key.Get(x.PublicKey)))
	var lines []api.Trace
	s.ok(200, &lines, "audit", "GET", "/v1/trail?limit=1000", "")
	said := map[string]int{}
	for _, l := range lines {
		if l.Account == "hart" {
			said[l.What]++
		}
	}
	if said["signed-in"] != 2 || said["not-signed-in"] != 1 {
		t.Errorf("%v", said)
	}
	s.ok(404, nil, "vance", "DELETE", "/v1/passkeys/"+list[0].ID, "", s.proof("vance", "", "affiant remove passkey\n"+list[0].ID)...)
	s.ok(403, nil, "hart", "DELETE", "/v1/passkeys/"+list[0].ID, "")
	s.ok(403, nil, "hart", "DELETE", "/v1/passkeys/"+list[0].ID, "", prove(session.DigestRemove(k.ID))...)
	s.ok(204, nil, "hart", "DELETE", "/v1/passkeys/"+list[0].ID, "", prove(session.DigestRemove(list[0].ID))...)
	s.ok(401, nil, "hart", "GET", "/v1/passkeys", "") // opened by the one that is gone
	in(phone)
	s.ok(409, nil, "hart", "DELETE", "/v1/passkeys/"+k.ID, "", prove(session.DigestRemove(k.ID), phone)...)
	var open []api.Open
	s.ok(200, &open, "hart", "GET", "/v1/sessions", "")
	found := false
	for _, x := range open {
		found = found || x.This && x.Way == "passkey "+k.ID
	}
	if !found {
		t.Errorf("%+v", open)
	}
	// What people sign in with is in no log.
	text2, _ := json.Marshal(x)
	for _, word := range []string{x.Challenge, m.Challenge, "hart"} {
		if strings.Contains(s.logged.String(), word) {
			t.Errorf("the log of requests says %q of %s", word, text2)
		}
	}
}
