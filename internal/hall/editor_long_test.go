package hall_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// long brings a matter to a draft with logs of 5,000 lines, every one of which names a respondent, and as many assertions as are asked for.
func (s *station) long(matter string, assertions int) {
	s.t.Helper()
	s.write(matter)
	n := 0
	for i := range 5 {
		src := record.Source{ID: record.SourceID(fmt.Sprintf("tap-%d", i)), Kind: record.Intercept, Title: fmt.Sprintf("Tap, reel %d", i), Time: "2026-02-20T10:00", Speakers: []record.Talker{{As: "caller"}}}
		for k := range 1000 {
			n++
			src.Lines = append(src.Lines, record.Line{N: k + 1, Speaker: "caller", Text: fmt.Sprintf("Peter Dole did not say that he would bring lot %d to the garage of Nell Hay on Tuesday.", n)})
		}
		body, err := json.Marshal(map[string]any{"source": src})
		if err != nil {
			s.t.Fatal(err)
		}
		s.do("vance", matter, "source-logged", string(body))
	}
	for i := range assertions {
		s.do("vance", matter, "assertion-drafted", fmt.Sprintf(`{"application":"purse","assertion":{"n":%d,"text":"A caller says that Peter Dole would bring lot %d to the garage of Nell Hay on Tuesday.","basis":"reported","cites":["tap-3:%d"]}}`, i+2, 3001+i, i+1))
	}
}

// However long the logs and the paper, the editor's page is short, each line and each assertion can be come to without script, and no word is lost on the way.
func TestEditorOfALongMatter(t *testing.T) {
	s := newStation(t)
	s.long("ferry", 36)
	s.again("vance")
	page := s.page("vance", ferryEdit)
	if len(page) > 150_000 {
		t.Errorf("the page has %d bytes", len(page))
	}
	const sworn = "A caller says that Peter Dole will bring a gun to the garage."
	if !strings.Contains(words(page), "Lines 1 to 100 of 5005") || !strings.Contains(page, `name="open" value="1" form="assertion" formnovalidate>¶ 1 to 22`) {
		t.Fatalf("the page does not say what is not shown: %.2000s", words(page))
	}
	a := s.send("vance", page, ferryEdit, "assertion.text", sworn, "look", "2")
	if !strings.Contains(words(a.body), "Lines 101 to 200 of 5005") || !strings.Contains(a.body, sworn) {
		t.Errorf("the lines after are not there: %.2000s", words(a.body))
	}
	a = s.send("vance", a.body, ferryEdit, "_find", "lot 4999 ", "look", "yes")
	if !strings.Contains(a.body, `value="tap-4:999"`) || !strings.Contains(a.body, sworn) {
		t.Error("a line that is looked for is not found")
	}
	a = s.send("vance", a.body, ferryEdit, "cite", "tap-4:999", "_find", "")
	if !strings.Contains(a.body, `class="cited"><th class="no" scope="row">999`) || len(a.body) > 150_000 {
		t.Errorf("the line that is cited is not shown, or the page has %d bytes", len(a.body))
	}
	a = s.send("vance", a.body, ferryEdit, "assertion.rests_on", "3")
	if a.status != 303 {
		t.Fatalf("not saved: %d %.2000s", a.status, words(a.body))
	}
	page = s.page("vance", ferryEdit+"?n=38")
	if !strings.Contains(page, sworn) || !strings.Contains(page, `value="3" checked`) {
		t.Error("it does not rest on an assertion that was named by number")
	}
}

// What a check says at once of a sentence is what the whole check says of it, but for what lays the whole paper beside all sources; it is the
// same for the next sentence, and when another has been saved meanwhile.
func TestCheckAtOnce(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	slug := func(body string) []string {
		var out []string
		for _, part := range strings.Split(body, ` id="flaw-`)[1:] {
			id, rest, _ := strings.Cut(part, `"`)
			tag, _, _ := strings.Cut(rest, ">")
			if !strings.Contains(tag, "data-after") {
				out = append(out, id)
			}
		}
		return out
	}
	const check = "/matters/ferry/applications/purse/check"
	asked := 0
	for _, text := range []string{"He passed a marijuana cigarette to Peter Dole on the deck.", "He passed it to Peter.", "Dr. Shotgun passed it to Peter on the deck with a gun."} {
		page := s.page("vance", ferryEdit)
		form, _ := formOf(page, ferryEdit)
		form.Set("assertion.text", text)
		form.Set("assertion.basis", "reported")
		form.Set("assertion.cites", "log:2")
		once, whole := s.ask("vance", "POST", check, form), s.ask("vance", "POST", check+"?whole=yes", form)
		if once.status != 200 || whole.status != 200 || !slices.Equal(slug(once.body), slug(whole.body)) {
			t.Errorf("%q: at once %d %v, whole %d %v", text, once.status, slug(once.body), whole.status, slug(whole.body))
		}
		asked += len(slug(once.body))
		if a := s.ask("vance", "POST", ferryEdit, form); a.status != 303 {
			t.Fatalf("%d %s", a.status, words(a.body))
		}
	}
	if asked == 0 {
		t.Error("nothing is asked of any of them")
	}
	// What was prepared for one who may write is no way in for another.
	form, _ := formOf(s.page("vance", ferryEdit), ferryEdit)
	for _, account := range []string{"hart", "other", "audit"} {
		if a := s.ask(account, "POST", check, form); a.status == 200 {
			t.Errorf("%s is answered %d", account, a.status)
		}
	}
}
