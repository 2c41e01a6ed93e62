package api_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/api"
)

// TestLock: a session that is idle or locked is told apart from one that is not there, gives nothing, and can be unlocked or ended.
func TestLock(t *testing.T) {
	s := newStation(t, free)
	s.ok(204, nil, "hart", "POST", "/v1/sessions/this/lock", "")
	var p api.Problem
	a := s.ok(401, nil, "hart", "GET", "/v1/roll", "")
	if json.Unmarshal([]byte(a.body), &p); !p.Locked || !strings.Contains(p.Detail, "locked") {
		t.Errorf("%s", a.body)
	}
	s.pass(time.Minute)
	s.ok(401, nil, "hart", "POST", "/v1/sessions/this/unlock", `{"password":"`+password+`","code":"000000"}`)
	s.ok(401, nil, "hart", "GET", "/v1/roll", "")
	s.ok(204, nil, "hart", "POST", "/v1/sessions/this/unlock", `{"password":"`+password+`","code":"`+s.code("hart")+`"}`)
	s.ok(200, nil, "hart", "GET", "/v1/roll", "")
	s.pass(31 * time.Minute)
	p = api.Problem{}
	a = s.ok(401, nil, "hart", "GET", "/v1/roll", "")
	if json.Unmarshal([]byte(a.body), &p); !p.Locked {
		t.Errorf("%s", a.body)
	}
	s.ok(204, nil, "hart", "DELETE", "/v1/sessions/this", "")
	p = api.Problem{}
	a = s.ok(401, nil, "hart", "GET", "/v1/roll", "")
	if json.Unmarshal([]byte(a.body), &p); p.Locked {
		t.Errorf("%s", a.body)
	}
	s.ok(401, nil, "", "POST", "/v1/sessions/this/unlock", `{"password":"x","code":"000000"}`)
}

// TestNotice: the notice is there for anyone; where the policy asks, nobody signs in without having been shown it.
func TestNotice(t *testing.T) {
	s := newStation(t, free)
	var n api.Notice
	s.ok(200, &n, "", "GET", "/v1/notice", "")
	for _, want := range []string{"restricted", "monitored", "prohibited", "consents"} { // CJIS Security Policy v5.8, 5.5.4
		if !strings.Contains(n.Text, want) {
			t.Errorf("the notice does not say %q: %s", want, n.Text)
		}
	}
	if n.Asked || n.AtOnce != 1 || n.Idle != 30 || n.Hours != 12 {
		t.Errorf("%+v", n)
	}
	in := func(want int, header ...string) {
		t.Helper()
		s.pass(time.Minute)
		s.ok(want, nil, "", "POST", "/v1/sessions", `{"account":"hart","password":"`+password+`","code":"`+s.code("hart")+`"}`, header...)
	}
	in(201)
	s.desk.Policy().Banner.Acknowledge = true
	in(403)
	in(403, "Affiant-Notice", "0123456789abcdef")
	in(201, "Affiant-Notice", n.ID)
	s.ok(403, nil, "", "POST", "/v1/sessions/passkey", `{"challenge":"x","credential":{}}`)
	s.ok(403, nil, "", "POST", "/v1/joining/passkey", `{"challenge":"x","credential":{}}`)
	s.ok(403, nil, "", "POST", "/v1/joining/confirm", `{"invitation":"x","code":"000000"}`)
	s.desk.Policy().Banner.Text += " More."
	in(403, "Affiant-Notice", n.ID)
}
