package hall_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/moot"
)

// A sight is a page as someone is shown it.
type sight struct {
	account, path string
	route         string // the pattern that serves it
	from          string // the first page that leads there
	answer
}

// patterns finds the route of an address.
func patterns() func(method, path string) string {
	mux := http.NewServeMux()
	for _, r := range hall.Routes() {
		mux.HandleFunc(r, func(http.ResponseWriter, *http.Request) {})
	}
	return func(method, path string) string {
		r, err := http.NewRequest(method, "http://localhost"+path, nil)
		if err != nil {
			return ""
		}
		_, p := mux.Handler(r)
		return p
	}
}

// most is how many addresses of one route one account is shown in a walk; of those that differ in their query alone, a few.
const most, mostAlike = 12, 3

// walkAll follows every link from the desk, as each of the accounts, and returns what is shown.
func (s *station) walkAll(accounts ...string) []sight {
	s.t.Helper()
	route := patterns()
	var all []sight
	for _, who := range accounts {
		seen, bare, many := map[string]bool{}, map[string]int{}, map[string]int{}
		next := []string{"/"}
		from := map[string]string{}
		for len(next) > 0 {
			at := next[0]
			next = next[1:]
			path, _, _ := strings.Cut(at, "#")
			base, _, _ := strings.Cut(path, "?")
			if seen[path] || bare[base] >= mostAlike || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/hall/") {
				continue
			}
			p := route("GET", path)
			key := p
			if kind, ok := strings.CutPrefix(p, "GET /matters/{matter}/acts/"); ok { // each kind of act is a form of its own
				key = kind + base[strings.LastIndex(base, "/"):]
				many[key] += most - 2
			}
			if many[key] >= most {
				continue
			}
			seen[path] = true
			bare[base]++
			many[key]++
			a := s.ask(who, "GET", path, nil)
			all = append(all, sight{account: who, path: path, route: p, from: from[path], answer: a})
			if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
				continue
			}
			for _, to := range linksOf(a.body) {
				to, _, _ = strings.Cut(to, "#")
				if from[to] == "" {
					from[to] = path
				}
				next = append(next, to)
			}
		}
	}
	return all
}

var (
	linkTag = regexp.MustCompile(`<a\b[^>]*>`)
	getForm = regexp.MustCompile(`<form\b[^>]*\bmethod="get"[^>]*>`)
)

// linksOf returns where a page leads to within the hall.
func linksOf(page string) []string {
	var list []string
	for _, tag := range linkTag.FindAllString(page, -1) {
		if to := attr(tag, "href"); strings.HasPrefix(to, "/") {
			list = append(list, to)
		}
	}
	for _, tag := range getForm.FindAllString(page, -1) {
		if to := attr(tag, "action"); strings.HasPrefix(to, "/") {
			list = append(list, to)
		}
	}
	return list
}

// admit lets everyone of the moot court in, and returns them.
func (s *station) admit() []string {
	s.t.Helper()
	var who []string
	for _, p := range moot.Cast().People {
		a := s.ask("", "POST", "/moot/enter", url.Values{"account": {p.Account}})
		s.secrets[p.Account] = cookiePair.FindStringSubmatch(strings.Join(a.header.Values("Set-Cookie"), " "))[1]
		who = append(who, p.Account)
	}
	return who
}

// No link leads its reader to a page that is not there or not for him, every page that can be come to by a link is come to, and no page tells those
// outside a seal of what is under it.
func TestNoLinkLeadsNowhere(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: founds a moot court")
	}
	s := newMoot(t)
	seen := map[string]bool{}
	all := s.walkAll(s.admit()...)
	whose := regexp.MustCompile(`<a class="whose" href="/devices">([^<]*)</a>`)
	for _, x := range all {
		seen[x.route] = true
		if m := whose.FindStringSubmatch(x.body); m != nil && html.UnescapeString(m[1]) != moot.Cast().Player(x.account).Name {
			t.Errorf("%s, shown to %s, says that %q is signed in", x.path, x.account, m[1])
		}
		if x.status >= 400 {
			t.Errorf("%s, shown to %s, leads to %s: %d", x.from, x.account, x.path, x.status)
		}
	}
	// What is under seal is on no page of those outside, wherever they go.
	inside := 0
	for _, p := range moot.Cast().People {
		v, err := s.clerk.Read(t.Context(), callerOf(p.Account), "upload", access.Find, "")
		if err == nil {
			inside++
			if !v.Sealed {
				t.Fatal("the matter of which no page may tell is not under seal")
			}
		}
		for _, x := range all {
			if x.account == p.Account && err != nil && (strings.Contains(x.body, "The upload") || strings.Contains(x.body, "/matters/upload")) {
				t.Errorf("%s tells %s of what is under seal", x.path, p.Account)
			}
		}
	}
	if inside == 0 || inside == len(moot.Cast().People) {
		t.Errorf("%d people are inside the seal", inside)
	}
	apart := map[string]bool{ // what no link of the hall leads to: a form does, a letter, a script, the identity provider, a session that was left alone
		"GET /unlock": true, "GET /vouched": true,
		"GET /search": true, "GET /join": true, "GET /sign-in": true, "GET /officer-worker.js": true, "GET /verify/{name}": true, "GET " + "/matters/{matter}/applications/{application}/warrants/state": true,
	}
	for _, r := range hall.Routes() {
		if strings.HasPrefix(r, "GET ") && !seen[r] && !apart[r] {
			t.Errorf("no link leads anyone to %s", r)
		}
	}
	t.Logf("%d pages", len(all))
}
