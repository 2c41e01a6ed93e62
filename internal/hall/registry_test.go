package hall_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/people"
)

// listTag is the kind of a list.
var listTag = regexp.MustCompile(`<[ou]l class="([^"]*)"`)

// The registry shows what waits for the clerk, and each thing leaves it when it is done.
func TestRegistry(t *testing.T) {
	s := newStation(t)
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: "2026-03-01T00:00:00Z", Until: "2026-03-08T00:00:00Z"}, {Account: "lowe", From: "2026-03-01T00:00:00Z", Until: "2026-03-08T00:00:00Z", Order: 1}}})
	s.open("mill")
	s.do("vance", "mill", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "mill"))
	s.bench("ferry")
	s.warrant("harbor")
	s.do("hart", "harbor", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an inquiry is under way","until":"2026-03-05T00:00"}}`)
	s.again("archer", "vance")
	page := s.page("archer", "/registry")
	text := words(page)
	for _, want := range []string{"The mill Arrest warrant, larceny; 18 words Find the magistrate", "The ferry Arrest warrant, larceny; 18 words Judge Hart for", "Whole matter Until 5 March 2026", "ends in 2 days", "On call now: Judge Hart, then Judge Lowe"} {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("the registry does not say %q: %s", want, text)
		}
	}
	const way = "The seal ends, unless it is ordered again. Only a judge of the court orders a seal, and orders it again."
	if !strings.Contains(text, way) || !strings.Contains(words(s.page("archer", "/matters/harbor")), "Only a judge of the court orders a seal, and orders it again.") {
		t.Errorf("what the clerk does about a seal that ends: %s", text)
	}
	for _, list := range listTag.FindAllStringSubmatch(page[strings.Index(page, "<main"):], -1) {
		if list[1] != "rowed apart" {
			t.Errorf("a list of another kind: %q", list[1])
		}
	}
	if !strings.Contains(text, "The harbor Arrest warrant, larceny A warrant lives") {
		t.Errorf("warrants that are out: %s", text)
	}
	assign := "/matters/mill/applications/purse/assign"
	before := s.page("archer", assign)
	if text := words(before); !strings.Contains(text, "As things stand it is Judge Hart , on call now, by the court’s rota.") || !strings.Contains(text, "Assign Judge Hart") || strings.Contains(before, `name="why"`) {
		t.Errorf("it is not said who would be found: %s", text)
	}
	if n := len(s.matterOf("vance", "mill").Application("purse").Assignments); n != 0 {
		t.Errorf("asked beforehand, %d magistrates are assigned", n)
	}
	if a := s.send("archer", before, assign); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if after := s.page("archer", assign); !strings.Contains(words(after), "If the one assigned does not answer, the next is Judge Lowe") || !strings.Contains(after, `name="why"`) {
		t.Errorf("who would come next: %s", words(after))
	}
	if strings.Contains(words(s.page("archer", "/registry")), "Find the magistrate") {
		t.Error("what was assigned is still to be assigned")
	}
	for _, who := range []string{"vance"} {
		if a := s.ask(who, "GET", "/registry", nil); a.status != http.StatusForbidden {
			t.Errorf("%s sees the registry: %d", who, a.status)
		}
	}
}

// A judge of the court who is no person of the matter, and the clerk, are named in it when an act of theirs has to say by whom it is done.
func TestNamedWhenActing(t *testing.T) {
	s := newStation(t)
	s.enrol(people.AccountInvited{ID: "bench3", Name: "Judge Third"})
	s.join("bench3")
	s.enrol(people.PostGiven{ID: "bench3", Post: people.Post{Role: "magistrate", Court: "county"}})
	s.enrol(people.AccountInvited{ID: "deputy", Name: "Deputy Clerk"})
	s.join("deputy")
	s.enrol(people.PostGiven{ID: "deputy", Post: people.Post{Role: "clerk", Court: "county"}})
	s.warrant("ferry")
	s.again("deputy")
	at := "/matters/ferry/acts/hold-placed"
	if a := s.send("deputy", s.page("deputy", at), at, "hold.id", "h1", "hold.because", "a suit is pending"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if text := words(s.page("deputy", "/matters/ferry")); !strings.Contains(text, "Deputy Clerk clerk placed a hold") {
		t.Error(text)
	}
}

func TestRegistryIsSound(t *testing.T) {
	s := newStation(t)
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: "2026-03-01T00:00:00Z", Until: "2026-03-08T00:00:00Z"}}})
	s.open("mill")
	s.do("vance", "mill", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "mill"))
	s.bench("ferry")
	s.warrant("harbor")
	s.do("hart", "ferry", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an inquiry is under way","until":"2026-03-05T00:00"}}`)
	b := s.sit()
	b.signIn("archer")
	b.inspect("registry", "/registry")
	b.run(screen(phoneWide, phoneTall, light))
	b.visit("/registry")
	b.tabTo(`.rowed .btn`)
	b.keys("\r")
	b.says("Assign a magistrate")
}
