package hall_test

import (
	"net/http"
	"strings"
	"testing"
)

// Everyone reads what he was told, the judge too: new until he says that he has read it, and of nobody else.
func TestNotices(t *testing.T) {
	s := newStation(t)
	const at = "/notices"
	s.warrant("ferry")
	for _, who := range []string{"vance", "hart", "dole"} {
		if text := words(s.page(who, at)); !strings.Contains(text, "You have been told of nothing") || strings.Contains(words(s.page(who, "/")), "not read yet") {
			t.Errorf("%s: %s", who, text)
		}
	}
	s.do("archer", "ferry", "notice-given", `{"notice":{"to":"hart","of":"order-entered","by":"archer","means":"in the docket","words":"entered in your name <script>x</script>"}}`)
	s.do("archer", "ferry", "notice-given", `{"notice":{"to":"dole","of":"search","by":"archer","means":"by post"}}`)
	if strings.Contains(s.page("dole", at)+s.page("dole", "/"), "The ferry") {
		t.Error("a notice tells of a warrant that lives")
	}
	desk := s.page("hart", "/")
	if !strings.Contains(desk, `<span>1 notice to you, not read yet</span><a class="btn strong" href="/notices">`) {
		t.Errorf("the desk does not say so: %s", words(desk))
	}
	page := s.page("hart", at)
	if text := words(page); !strings.Contains(text, "Not read yet Entered in your name <script>x</script>") || !strings.Contains(text, "in the docket, by ") || !strings.Contains(page, `<a href="/matters/ferry">The ferry</a>`) || strings.Contains(page, "<script>x") || strings.Contains(text, "a search") {
		t.Error(text)
	}
	if strings.Contains(words(s.page("vance", at)), "your name") {
		t.Error("another reads it")
	}
	if a := s.send("hart", page, at, "until", "soon"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("no moment: %d", a.status)
	}
	if a := s.send("hart", page, at, "until", "2099-01-01T00:00:00Z"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a moment to come: %d", a.status)
	}
	if a := s.send("hart", page, at); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if text := words(s.page("hart", at)); strings.Contains(text, "Not read yet") || !strings.Contains(text, "Read Entered in your name") || strings.Contains(words(s.page("hart", "/")), "not read yet") {
		t.Error(text)
	}

	// Once he is arrested, the person named reads what he was told, and is led to the page in plain words.
	s.do("pratt", "ferry", "executed", `{"application":"purse","execution":{"act":"arrested","warrant":"w1","persons":["dole"]}}`)
	if page := s.page("dole", at); !strings.Contains(words(page), "You were told of this: a search.") || !strings.Contains(page, `<a href="/matters/ferry/concerned">The ferry</a>`) {
		t.Error(words(page))
	}

	// What is sealed does not betray itself to one outside by what he was told before.
	s.do("hart", "ferry", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an inquiry","until":"2026-12-01T00:00"}}`)
	if text := words(s.page("dole", at)); strings.Contains(text, "ferry") || strings.Contains(text, "a search") {
		t.Error(text)
	}
}

func TestNoticesAreSound(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	s.do("archer", "ferry", "notice-given", `{"notice":{"to":"hart","of":"order-entered","by":"archer","means":"in the docket","words":"The clerk entered in your name what your written order says.\nIf you made no such order, say so at once."}}`)
	b := s.sit()
	b.signIn("hart")
	b.inspect("notices", "/notices")
	b.press("I have read these")
	b.says("Read")
	b.inspect("notices-read", "/notices")
}
