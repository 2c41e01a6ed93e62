package hall_test

import (
	"strings"
	"testing"
)

// What a supervisor has read is parted from what awaits a reading, as the desk counts it; the form of a review that was given stands folded until something is
// new, and the page of the matter has one door to it.
func TestReviewedIsMarked(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.open("mill")
	s.do("vance", "pier", "matter-opened", `{"id":"pier","title":"The pier","jurisdiction":"us-ri","agency":"rangers","court":"county"}`)
	s.do("vance", "pier", "person-named", `{"person":{"id":"vance","name":"Ruth Vance","roles":["affiant"],"account":"vance"}}`)
	s.do("vance", "pier", "application-drafted", `{"id":"purse","kind":"search","affiant":"vance","place":{"describe":"the shed"},"offence":{"title":"larceny","elements":[{"id":"nexus","title":"it is there","kind":"nexus"}]}}`)
	s.again("stone", "vance")
	part := func(page, from, to string) string {
		_, rest, _ := strings.Cut(page, `id="`+from+`"`)
		rest, _, _ = strings.Cut(rest, `id="`+to+`"`)
		return words(`<p ` + rest)
	}
	page := s.page("stone", "/reviews")
	if open := part(page, "open-h", "empty-h"); !strings.Contains(open, "The ferry") || !strings.Contains(open, "The mill") || strings.Contains(open, "The pier") || strings.Contains(page, "read-h") {
		t.Errorf("before: %s", words(page))
	}
	card := s.page("stone", "/matters/ferry")
	if n := strings.Count(card, `"`+reviewAt+`"`); n != 1 {
		t.Errorf("%d doors to the review: %s", n, words(card))
	}
	if strings.Contains(s.page("stone", reviewAt), "Review it again") {
		t.Error("what was not reviewed is offered to be reviewed again")
	}
	s.do("stone", "ferry", "endorsed", `{"application":"purse","endorsement":{"by":"stone","act":"endorsed"}}`)
	page = s.page("stone", "/reviews")
	if open, read := part(page, "open-h", "read-h"), part(page, "read-h", "empty-h"); strings.Contains(open, "The ferry") || !strings.Contains(open, "The mill") || !strings.Contains(read, "The ferry") || !strings.Contains(read, "Read it again") {
		t.Errorf("after: %s", words(page))
	}
	if page = s.page("stone", reviewAt); !strings.Contains(words(page), "You have reviewed it, and nothing in it is new since. Review it again") {
		t.Errorf("the form of a review that was given: %s", words(page))
	}
	s.do("vance", "ferry", "assertion-revised", `{"application":"purse","assertion":{"n":1,"text":"On March 1, 2026 I saw him take it.","basis":"observed","cites":["log:1"]}}`)
	if page = s.page("stone", reviewAt); strings.Contains(page, "Review it again") {
		t.Error("something is new, and the form is folded")
	}
	if open := part(s.page("stone", "/reviews"), "open-h", "empty-h"); !strings.Contains(open, "The ferry") {
		t.Errorf("something is new: %s", open)
	}
}

// The docket says whom each line names, to who has that person in the matter, and that numbers may be passed over, whether any are or not.
func TestDocketSaysWhom(t *testing.T) {
	s := newStation(t)
	s.after("harbor")
	s.again("vance", "cross")
	for _, who := range []string{"vance", "cross"} {
		text := words(s.page(who, "/matters/harbor"))
		if !strings.Contains(text, "named a person : Judge Hart") && !strings.Contains(text, "named a person: Judge Hart") || !strings.Contains(text, "numbers may be passed over") {
			t.Errorf("%s: %s", who, text)
		}
	}
}
