package hall_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/minutes/minutestest"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// drawn is what differs from page to page by lot.
var drawn = regexp.MustCompile(`name="_(token|key|carried)" value="[^"]*"|(after|of)=[A-Za-z0-9_-]+`)

// outsiders hold, at another agency and another court, the posts that those inside the seal hold here.
var outsiders = []struct {
	id   string
	post people.Post
}{
	{"far-supervisor", people.Post{Role: record.Supervisor, Agency: "da"}}, {"far-prosecutor", people.Post{Role: record.Prosecutor, Agency: "da"}},
	{"far-clerk", people.Post{Role: record.Clerk, Court: "far"}}, {"far-judge", people.Post{Role: record.Magistrate, Court: "far"}},
}

func (s *station) outsiders() {
	s.t.Helper()
	s.enrol(people.CourtFounded{Court: people.Court{ID: "far", Name: "Far Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}})
	for _, x := range outsiders {
		s.enrol(invited(x.id, "Out Side"))
		s.join(x.id)
		s.enrol(people.PostGiven{ID: x.id, Post: x.post})
	}
}

// Every route is walked as every role, once for a matter under seal and once for one that is not there, and the two answers are the same for
// whoever is outside the seal.
func TestSealedIsAbsent(t *testing.T) {
	s := newStation(t)
	s.outsiders()
	s.after("harbor") // served, charged, disclosed: whoever has a part in it has seen it
	seq := ""
	v, err := s.clerk.Read(t.Context(), callerOf("vance"), "harbor", access.ReadDocket, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range v.Lines {
		if l.Kind == "disclosed" {
			seq = strconv.Itoa(l.Seq)
		}
	}
	if a := s.ask("cross", "GET", "/matters/harbor/disclosures/"+seq+"/bundle", nil); a.status != 200 {
		t.Fatalf("before the seal counsel is not given what was disclosed: %d", a.status)
	}
	s.do("hart", "harbor", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an inquiry is under way","until":"2026-04-01T00:00"}}`)
	outside := []string{"dole", "cross", "audit", "other", "root", "pratt"}
	for _, x := range outsiders {
		outside = append(outside, x.id)
	}
	inside := []string{"vance", "hart"}
	routes := hall.Routes()
	if len(routes) < 15 {
		t.Fatalf("%d routes", len(routes))
	}
	fill := func(route, matter string) string {
		return strings.NewReplacer("{matter}", matter, "{application}", "purse", "{source}", "log", "{kind}", "executed", "{seq}", seq, "{part}", "review.json", "{name}", "wasm_exec.js", "{$}", "").Replace(route)
	}
	s.again(outside[len(outside)-len(outsiders):]...)
	asked := 0
	s.book = &minutestest.Book{}
	for _, account := range outside {
		s.walk(account, "GET", "/") // from now on the session was seen
		for _, route := range routes {
			method, pattern, _ := strings.Cut(route, " ")
			if method == "POST" && !strings.Contains(pattern, "{matter}") {
				continue
			}
			at := []string{fill(pattern, "harbor")}
			if strings.Contains(pattern, "{kind}") {
				at = nil
				for _, k := range record.Kinds() {
					at = append(at, strings.ReplaceAll(fill(strings.ReplaceAll(pattern, "{kind}", "KIND"), "harbor"), "KIND", k)+"?application=purse")
				}
			}
			for _, path := range at {
				if strings.Contains(path, "{") {
					t.Fatalf("this test does not know what stands for a name in %s", path)
				}
				s.book.Take()
				there := s.walk(account, method, path)
				told := s.book.Take()
				absent := s.walk(account, method, strings.ReplaceAll(path, "harbor", "harbar"))
				if not := s.book.Take(); told != not || told == "" || strings.Contains(told, "harbor") || strings.Contains(told, "not ended") {
					t.Errorf("%s %s by %s: the minutes are\n%s\nand for one that is not there\n%s", method, path, account, told, not)
				}
				asked++
				a, b := clean(there.body, "harbor"), clean(absent.body, "harbar")
				if there.status != absent.status || a != b {
					t.Errorf("%s %s by %s: %d and %d for one that is not there\n%s\n%s", method, path, account, there.status, absent.status, words(there.body), words(absent.body))
				}
				if !strings.Contains(path, "harbor") && (strings.Contains(there.body, "The harbor") || strings.Contains(there.body, "larceny")) {
					t.Errorf("%s by %s tells of the sealed matter", path, account)
				}
			}
		}
		for _, path := range []string{"/search?words=harbor", "/search?words=purse", "/?stage=live"} {
			if a := s.walk(account, "GET", path); strings.Contains(a.body, "The harbor") {
				t.Errorf("%s by %s tells of the sealed matter", path, account)
			}
		}
	}
	for _, account := range inside {
		if a := s.ask(account, "GET", "/matters/harbor", nil); a.status != 200 {
			t.Errorf("%s, who is inside the seal, is answered %d", account, a.status)
		}
	}
	t.Logf("%d addresses were asked for twice", asked)
}

// walk asks for an address; a post carries a token that is good.
func (s *station) walk(account, method, path string) answer {
	s.t.Helper()
	if method == "GET" {
		return s.ask(account, method, path, nil)
	}
	form, ok := formOf(s.page(account, "/"), "/sign-out")
	if !ok {
		s.t.Fatal("no token on the desk")
	}
	return s.ask(account, method, path, form)
}

func clean(body, matter string) string {
	return strings.ReplaceAll(drawn.ReplaceAllString(body, ""), matter, "MATTER")
}

// A seal on one application hides it within its matter, in lists and on the page of the matter.
func TestSealedApplication(t *testing.T) {
	s := newStation(t)
	s.warrant("harbor")
	s.do("vance", "harbor", "application-drafted", `{"id":"boat","kind":"arrest","affiant":"vance","respondents":["dole"],"offence":{"title":"barratry","elements":[{"id":"taking","title":"took it","kind":"act"}]}}`)
	s.do("hart", "harbor", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an inquiry is under way","application":"purse","until":"2026-04-01T00:00"}}`)
	for _, x := range []struct{ account, path string }{{"archer", "/"}, {"archer", "/search?words=harbor"}, {"lowe", "/"}, {"pratt", "/"}} {
		page := s.page(x.account, x.path)
		inside := s.insideSeal(x.account)
		if strings.Contains(page, "larceny") && !inside {
			t.Errorf("%s shows %s the application under seal", x.path, x.account)
		}
	}
}

// insideSeal: those with a part in the matter other than that of the person named or counsel.
func (s *station) insideSeal(account string) bool {
	_, err := s.clerk.Read(s.t.Context(), callerOf(account), "harbor", access.Find, "purse")
	return err == nil
}
