package hall_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/hall"
)

// What any answer of the hall may load and do: what is its own, and nothing from elsewhere. The page that checks a bundle alone may compile WebAssembly.
var directives = map[string]string{
	"default-src": "'none'", "style-src": "'self'", "script-src": "'self'", "font-src": "'self'", "img-src": "'self'", "connect-src": "'self'",
	"form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
}

// Every route answers with the policy, whoever asks and whatever it answers: a page, a file, a refusal, what is not there, and a post that is not from here.
func TestEveryRouteHasThePolicy(t *testing.T) {
	s := newStation(t)
	s.after("ferry")
	routes := slices.Concat(hall.Routes(), []string{"GET /nowhere", "PUT /", "GET /static/nothing.css", "GET /hall/nothing.js"})
	statuses := map[int]int{}
	look := func(account, method, path string, a answer) {
		statuses[a.status]++
		left := map[string]string{}
		for name, value := range directives {
			left[name] = value
		}
		for _, d := range strings.Split(a.header.Get("Content-Security-Policy"), ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(d), " ")
			if want := left[name]; want != value && !(name == "script-src" && path == "/verify" && value == want+" 'wasm-unsafe-eval'") {
				t.Errorf("%s %s by %q: %s %s, want %q", method, path, account, name, value, want)
			}
			delete(left, name)
		}
		if len(left) > 0 {
			t.Errorf("%s %s by %q: the policy leaves out %v", method, path, account, left)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"} {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s %s by %q: %s is %q, want %q", method, path, account, name, got, want)
			}
		}
		if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") && (strings.Contains(a.body, "<style") || strings.Contains(a.body, " style=") || strings.Contains(a.body, " onclick=") || strings.Contains(a.body, "<script>")) {
			t.Errorf("%s %s by %q has a style or a script of its own, which the policy forbids", method, path, account)
		}
	}
	for _, account := range []string{"", "vance", "hart", "archer", "audit", "root"} {
		for _, route := range routes {
			method, pattern, _ := strings.Cut(route, " ")
			path := strings.NewReplacer("{matter}", "ferry", "{application}", "purse", "{source}", "log", "{kind}", "executed", "{seq}", "1", "{part}", "review.json", "{name}", "wasm_exec.js", "{$}", "").Replace(pattern)
			if path == "/sign-out" {
				continue
			}
			var form url.Values
			if method == "POST" {
				form = url.Values{}
			}
			look(account, method, path, s.ask(account, method, path, form))
			if method == "POST" && account == "vance" {
				look(account, method, path, s.ask(account, method, path, form, "Sec-Fetch-Site", "cross-site"))
			}
		}
	}
	look("vance", "POST", "/sign-out", s.ask("vance", "POST", "/sign-out", url.Values{}))
	for _, want := range []int{200, 303, 403, 404} {
		if statuses[want] == 0 {
			t.Errorf("no route was answered %d: %v", want, statuses)
		}
	}
	t.Logf("%v", statuses)
}
