package api_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

// A route is one operation of the frozen document.
type route struct {
	method, path, id string
	queries          []string
	headers          []string
	body             bool
	open             bool // to anyone
}

// routes reads the operations out of the document, so that a new one is attacked without anyone having thought of it.
func routes(t *testing.T) []route {
	t.Helper()
	text, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Security    []any  `json:"security"`
			RequestBody any    `json:"requestBody"`
			Parameters  []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	var list []route
	for path, ops := range doc.Paths {
		for method, op := range ops {
			r := route{method: strings.ToUpper(method), path: path, id: op.OperationID, body: op.RequestBody != nil, open: len(op.Security) == 0}
			for _, p := range op.Parameters {
				switch p.In {
				case "query":
					r.queries = append(r.queries, p.Name)
				case "header":
					r.headers = append(r.headers, p.Name)
				}
			}
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b route) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	if len(list) < 20 {
		t.Fatalf("%d routes", len(list))
	}
	return list
}

// noName is the name of an exhibit that there is not.
var noName = strings.Repeat("0", 64)

// hostile are values that no one means well with.
var hostile = []string{"", "0", "-1", "99999999999999999999", "1e309", "true", "null", "'; DROP TABLE cell;--", "../../../keys.db", "%00", "a\x00b", "\u202e\u0000", strings.Repeat("A", 5000),
	"<script>alert(1)</script>", "{{.}}", "${jndi:ldap://x}", "ferry", "purse", "\xff\xfe", "2026-02-30T25:61:61Z", "[]", "{}", `"`, "🚢"}

// hostileBodies are bodies that no one means well with.
var hostileBodies = []string{"", "null", "[]", "0", `""`, "{", "{}", `{"kind":null,"body":null}`, `{"kind":"sworn","body":[]}`, `{"kind":"matter-opened","body":{"id":"../x","title":"","jurisdiction":"xx"}}`,
	`{"kind":"assertion-drafted","body":{"application":"purse","assertion":{"n":-9223372036854775808,"text":"` + strings.Repeat("x", 70000) + `"}}}`,
	`{"kind":"person-named","body":{"person":{"id":"x","name":"\u0000\u202e","roles":["king"],"account":"root"}}}`,
	`{"kind":"rota-set","body":{"court":"county","watches":[{"account":"hart","from":"x","until":"y"}]}}`,
	`{"kind":"post-given","body":{"id":"vance","post":{"role":"administrator"}}}`,
	`{"kind":"station-opened","body":{"name":"mine"}}`, `{"kind":"account-joined","body":{"id":"root"}}`,
	`{"account":"root","password":"` + strings.Repeat("p", 1024) + `","code":"000000"}`,
	`{"invitation":"affiant_i_` + strings.Repeat("A", 43) + `","password":"quince harbour lantern","code":"000000"}`,
	`{"digest":"` + strings.Repeat("0", 64) + `","password":"x","code":"000000"}`,
	`{"digest":"` + strings.Repeat("0", 64) + `"}`, `{"challenge":"affiant_c_` + strings.Repeat("A", 43) + `","credential":{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30"}}}`,
	`{"challenge":"affiant_c_` + strings.Repeat("A", 43) + `","credential":null}`, `{"challenge":"x","credential":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}`,
	`{"device":"x","scopes":["self"],"days":1}`, `{"because":"I want to"}`, `{"chosen":"lowe","why":"friend"}`, `{"account":"root"}`,
	strings.Repeat("[", 20000), strings.Repeat(`{"a":`, 5000), "id: x\ntitle: y\njurisdiction: us\npeople: []\n", "&a [*a]", "a: &x [*x,*x]", "\xff\xfe{", strings.Repeat("9", 4000)}

// TestHostile calls every route with hostile input, as nobody and as people of several roles: no mistake of ours, no panic, nothing of the
// matter or of what people sign in with in any answer to one who may not read it.
func TestHostile(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	tried := 0
	check := func(r route, account, what string, a answer) {
		tried++
		if a.status >= 500 {
			t.Errorf("%s as %q with %.80q: %d %s", r.id, account, what, a.status, a.body)
		}
		if a.status >= 400 && a.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s as %q with %.80q: %d is no problem: %s", r.id, account, what, a.status, a.body)
		}
		if account == "other" || account == "" {
			for _, word := range []string{"red purse", "Peter Dole", password, "argon2id", s.codes["root"], s.secrets["root"]} {
				if strings.Contains(a.body, word) {
					t.Errorf("%s as %q with %.80q says %q", r.id, account, what, word)
				}
			}
		}
		if strings.Contains(a.body, strings.Repeat("p", 1024)) {
			t.Errorf("%s says the password back", r.id)
		}
		if account == "" && !r.open && a.status != 401 {
			t.Errorf("%s as nobody: %d", r.id, a.status)
		}
	}
	for _, r := range routes(t) {
		path := strings.NewReplacer("{matter}", "ferry", "{application}", "purse", "{name}", noName, "{seq}", "3", "{id}", "this", "{path}", "0/000").Replace(r.path)
		for _, account := range []string{"", "other", "vance"} {
			if r.id == "end-session" {
				continue // it would end the session that is tried with
			}
			for _, h := range hostile {
				e := url.PathEscape(h)
				for _, x := range []string{"{matter}", "{application}", "{name}", "{seq}", "{id}", "{path}"} {
					if strings.Contains(r.path, x) && e != "" {
						p := strings.Replace(r.path, x, e, 1)
						p = strings.NewReplacer("{matter}", "ferry", "{application}", "purse", "{name}", noName, "{seq}", "3", "{id}", "this").Replace(p)
						a := s.ask(account, r.method, p, "")
						if a.status == 307 || a.status == 301 { // the path was cleaned, and leads elsewhere
							continue
						}
						if a.status == 404 && !strings.Contains(a.body, "nothing at this address") || a.status != 404 {
							check(r, account, h, a)
						}
					}
				}
				for _, q := range r.queries {
					check(r, account, q+"="+h, s.ask(account, r.method, path+"?"+q+"="+url.QueryEscape(h), ""))
				}
				for _, name := range r.headers {
					if !strings.ContainsAny(h, "\x00\n") {
						check(r, account, name+": "+h, s.ask(account, r.method, path, "", name, h))
					}
				}
			}
			if r.body {
				for _, b := range hostileBodies {
					check(r, account, b, s.ask(account, r.method, path, b))
				}
			}
		}
	}
	t.Logf("%d requests", tried)
	if tried < 2000 {
		t.Errorf("only %d requests", tried)
	}
	for _, word := range []string{"red purse", "Peter Dole", password, s.secrets["root"], "panicked"} {
		if strings.Contains(s.logged.String(), word) {
			t.Errorf("the log says %q", word)
		}
	}
}

// TestSealedIsAbsent: over every route about a matter, whoever is outside the seal gets the same status and body for one that is sealed as for
// one that is not there, and the same is kept of it.
func TestSealedIsAbsent(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	s.act("hart", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant at risk"}}`)
	bodies := map[string][]string{
		"act": {`{"kind":"statement-made","body":{"statement":{"says":"disputed","by":"x","about":"x"}}}`, `{"kind":"executed","body":{"application":"purse","execution":{"act":"arrested","warrant":"w1","persons":["dole"]}}}`,
			`{"kind":"sealed","body":{"seal":{"id":"s2","by":"hart"}}}`, `{"kind":"requested","body":{"request":{"id":"r","by":"dole","for":"unsealing"}}}`},
		"assign-magistrate": {`{}`, `{"escalate":true,"why":"silent"}`},
		"keep-exhibit":      {"a recording"},
		"break-glass":       {`{"because":"an emergency"}`},
	}
	size := func() string {
		a := s.ok(200, nil, "", "GET", "/v1/log/checkpoint", "")
		return strings.Split(a.body, "\n")[1]
	}
	grown := func(before, after string) int {
		var a, b int
		fmt.Sscan(before, &a)
		fmt.Sscan(after, &b)
		return b - a
	}
	compared := 0
	for _, r := range routes(t) {
		if !strings.Contains(r.path, "{matter}") {
			continue
		}
		list := bodies[r.id]
		if list == nil {
			if r.body {
				t.Errorf("%s takes a body, and the test has none for it", r.id)
			}
			list = []string{""}
		}
		for _, account := range []string{"pratt", "cross", "dole", "audit", "other", "root"} {
			s.again(account)
			for _, b := range list {
				for _, proved := range []bool{false, true} {
					if proved && (b == "" || (r.id == "assign-magistrate" || r.id == "keep-exhibit")) {
						continue
					}
					ask := func(matter string) (answer, int) {
						path := strings.NewReplacer("{matter}", matter, "{application}", "purse", "{name}", noName, "{seq}", "3").Replace(r.path)
						if r.id == "read-answers" {
							path += "?application=purse"
						}
						var h []string
						if proved {
							h = s.proof(account, matter, b)
						}
						before := size()
						a := s.ask(account, r.method, path, b, h...)
						return a, grown(before, size())
					}
					sealed, kept := ask("ferry")
					absent, keptAbsent := ask("no-such")
					compared++
					if sealed.status != 404 || sealed.status != absent.status || strings.ReplaceAll(sealed.body, "ferry", "no-such") != absent.body {
						t.Errorf("%s by %s (proved %v): sealed %d %s; absent %d %s", r.id, account, proved, sealed.status, sealed.body, absent.status, absent.body)
					}
					if kept != keptAbsent || kept != 1 {
						t.Errorf("%s by %s: %d entries for the sealed, %d for the absent; want one each", r.id, account, kept, keptAbsent)
					}
					for name := range sealed.header {
						if name != "Request-Id" && name != "Content-Length" && strings.Join(sealed.header[name], ",") != strings.Join(absent.header[name], ",") {
							t.Errorf("%s by %s: %s is %q, and %q of one that is not there", r.id, account, name, sealed.header[name], absent.header[name])
						}
					}
				}
			}
		}
	}
	t.Logf("%d pairs", compared)
	if compared < 60 {
		t.Errorf("only %d pairs", compared)
	}
	for _, account := range []string{"pratt", "cross", "dole", "audit", "other", "root"} {
		s.again(account)
		for _, path := range []string{"/v1/matters", "/v1/search?words=purse"} {
			if a := s.ok(200, nil, account, "GET", path, ""); strings.Contains(a.body, "ferry") || strings.Contains(a.body, "next") {
				t.Errorf("%s, %s: %s", account, path, a.body)
			}
		}
	}
	s.again("vance")
	if a := s.ok(200, nil, "vance", "GET", "/v1/search?words=purse", ""); !strings.Contains(a.body, "ferry") {
		t.Errorf("inside the seal: %s", a.body)
	}
}
