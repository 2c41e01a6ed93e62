package hall_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// What stands against an act that is signed is said at its form, with a link to it, before anyone signs; and nothing is entered by asking.
func TestRefusedBeforeItIsSigned(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"granted","finding":"seen"}}`, s.digest("hart", "ferry"))
	s.again("hart", "root")
	const at = "/matters/ferry/applications/purse/bench"
	lines := len(s.matterLines("ferry"))
	page := s.page("hart", at)
	a := s.send("hart", page, at+"/issue", "until", "2026-03-01T09:00")
	if a.status != 409 && a.status != 422 || strings.Contains(a.body, `name="_digest"`) || !strings.Contains(a.body, `<a href="#until-dole">To the warrant for Peter Dole</a>`) {
		t.Errorf("a warrant until a time that has passed: %d %s", a.status, words(a.body))
	}
	if a = s.send("hart", page, at+"/issue", "until", "2026-03-12T09:00"); a.status != 200 || !strings.Contains(a.body, `name="_digest"`) {
		t.Errorf("one that may issue: %d %s", a.status, words(a.body))
	}
	if n := len(s.matterLines("ferry")); n != lines {
		t.Errorf("asking entered %d lines", n-lines)
	}

	page = s.page("root", "/roll/account-invited")
	a = s.send("root", page, "/roll/account-invited")
	if a.status != 422 || strings.Contains(a.body, `name="_digest"`) || !strings.Contains(a.body, `<a href="#f-id">Short name</a>`) || !strings.Contains(a.body, `id="f-id-w">Write something here.</p>`) {
		t.Errorf("an empty invitation: %d %s", a.status, words(a.body))
	}
	page = s.page("root", "/roll/post-given")
	a = s.send("root", page, "/roll/post-given", "id", "hart", "post.role", "magistrate", "post.agency", "rangers", "post.until", "next Tuesday")
	if a.status != 422 || strings.Contains(a.body, `name="_digest"`) || !strings.Contains(words(a.body), "has a post at a court") {
		t.Errorf("a magistrate of an agency: %d %s", a.status, words(a.body))
	}
	a = s.send("root", page, "/roll/post-given", "id", "hart", "post.role", "magistrate", "post.court", "county", "post.until", "next Tuesday")
	if a.status != 422 || strings.Contains(a.body, `name="_digest"`) || !strings.Contains(words(a.body), "next Tuesday") {
		t.Errorf("until no time: %d %s", a.status, words(a.body))
	}
	a = s.send("root", page, "/roll/post-given", "id", "hart", "post.role", "magistrate", "post.court", "county", "post.until", "2026-09-02T09:15:00-05:00")
	if form, ok := formOf(a.body, "/roll/post-given"); a.status != 200 || !ok || form.Get("_digest") == "" {
		t.Errorf("one that may be given: %d %s %v", a.status, words(a.body), url.Values(form))
	}
}

// matterLines is the docket of a matter, as the clerk of the court reads it.
func (s *station) matterLines(matter string) []clerk.Line {
	s.t.Helper()
	v, err := s.clerk.Read(s.t.Context(), callerOf("archer"), record.MatterID(matter), access.ReadDocket, "")
	if err != nil {
		s.t.Fatal(err)
	}
	return v.Lines
}
