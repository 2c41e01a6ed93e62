package hall_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/moot"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/store"
)

var (
	sumTag   = regexp.MustCompile(`(?s)<h2 id="awaits-h">What awaits you</h2><p>(?:(More than )?(\d+) things? awaits? you|Nothing awaits you now)\.</p>`)
	barTag   = regexp.MustCompile(`<span class="sum"><span class="vh">with </span>(\d+)(\+?)<span`)
	awaitRow = regexp.MustCompile(`<li( class="quiet-row")?><span>(More than )?(\d*)([^<]*)(?: <b>([^<]*)</b>)?</span><a class="btn( strong)?" href="([^"]*)">`)
	elseTag  = regexp.MustCompile(`(\d+) things? awaits? you beside these`)
)

// The desk of every role says in its first lines how many things await, what, and with which button one begins; the bar counts the same, on every page to which it
// leads, and the page of notices says the rest of it.
func TestDeskBarAndNoticesAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: founds a moot court")
	}
	mooted.Lock()
	defer mooted.Unlock()
	s := newMoot(t)
	s.admit()
	for _, p := range moot.Cast().People {
		desk := s.page(p.Account, "/")
		m := sumTag.FindStringSubmatch(desk)
		if m == nil {
			t.Errorf("the desk of %s does not say what awaits: %s", p.Account, words(desk))
			continue
		}
		if strings.Index(desk, m[0]) > strings.Index(desk, `id="matters-h"`) {
			t.Errorf("the desk of %s begins with something else", p.Account)
		}
		n, _ := strconv.Atoi(m[2])
		bar, _ := strconv.Atoi(find(barTag, desk))
		sum := 0
		rows := awaitRow.FindAllStringSubmatch(desk, -1)
		for i, r := range rows {
			if (r[6] != "") != (i == 0) {
				t.Errorf("the desk of %s: the button to begin with is not the first alone: %v", p.Account, r)
			}
			if a := s.ask(p.Account, "GET", strings.ReplaceAll(r[7], "&amp;", "&"), nil); a.status != 200 {
				t.Errorf("the desk of %s: %s leads to %s: %d", p.Account, r[4], r[7], a.status)
			}
			if r[1] == "" && r[3] != "" {
				k, _ := strconv.Atoi(r[3])
				sum += k
			} else if r[1] == "" {
				sum++
			}
		}
		if n != bar || n != sum || len(rows) == 0 {
			t.Errorf("%s: the desk says %d, its %d rows %d, the bar %d", p.Account, n, len(rows), sum, bar)
		}
	}
	for _, who := range []string{"louisa", "judge-reyes", "malley"} {
		notices := s.page(who, "/notices")
		all, _ := strconv.Atoi(find(barTag, notices))
		rest, _ := strconv.Atoi(find(elseTag, notices))
		unread := strings.Count(strings.Split(notices, `id="read-h"`)[0], "<time ")
		if !strings.Contains(notices, `id="new-h"`) {
			unread = 0
		}
		if all != rest+unread {
			t.Errorf("%s: %d await, %d are notices, and %d beside these", who, all, unread, rest)
		}
	}
}

func find(re *regexp.Regexp, text string) string {
	if m := re.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// An auditor is told what came since the trail was last looked at, and led there; an administrator of invitations that were not taken up and of hours at which no one
// will be on call; a supervisor of what is being written.
func TestDesksOfThoseWhoHaveNoMatter(t *testing.T) {
	s := newStation(t)
	s.ask("vance", "GET", "/figures", nil) // refused, which is in the trail
	first := s.page("audit", "/")
	if !strings.Contains(first, `of the trail since you last looked</span><a class="btn strong" href="/trail?from=1">`) {
		t.Fatalf("%s", words(first))
	}
	s.page("audit", "/trail")
	if text := words(s.page("audit", "/")); !strings.Contains(text, "Nothing awaits you now.") {
		t.Errorf("when all of the trail was looked at: %s", text)
	}
	s.ask("vance", "GET", "/figures", nil)
	s.ask("vance", "GET", "/trail", nil)
	again := s.page("audit", "/")
	m := regexp.MustCompile(`<span>2 lines of the trail since you last looked</span><a class="btn strong" href="(/trail\?from=\d+)">`).FindStringSubmatch(again)
	if m == nil {
		t.Fatalf("%s", words(again))
	}
	if n := strings.Count(s.page("audit", m[1]), `<td class="nw">`); n != 2 {
		t.Errorf("it leads to %d lines", n)
	}
	s.page("audit", "/trail") // who reads it from the beginning again has not unlearnt the rest
	if text := words(s.page("audit", "/")); !strings.Contains(text, "Nothing awaits you now.") {
		t.Error(text)
	}

	at := func(h int) string { return s.clock().Add(time.Duration(h) * time.Hour).Format(time.RFC3339) }
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: at(-1), Until: at(24)}, {Account: "lowe", From: at(30), Until: at(24 * 9)}}})
	s.enrol(invited("newcomer", "Ned Newcomer"))
	desk := s.page("root", "/")
	for _, want := range []string{"No one is on call at County Court from 3 March 2026, 9:00 a.m. to 3 March 2026, 3:00 p.m. <b>near</b>", "Ned Newcomer was invited and has not joined", `<a class="btn strong" href="/roll/rota-set">`, "2 things await you."} {
		if !strings.Contains(desk, want) {
			t.Errorf("the desk of the administrator does not say %q: %s", want, words(desk))
		}
	}
	health := words(s.page("root", "/health"))
	if !strings.Contains(health, "No one is on call at County Court from") || !strings.Contains(health, "Ned Newcomer was invited") {
		t.Errorf("the page of health says otherwise: %s", health)
	}
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: at(-1), Until: at(24 * 9)}}})
	if strings.Contains(s.page("root", "/"), "on call") {
		t.Error("a rota without a gap is said to have one")
	}

	s.enrol(people.AgencyFounded{Agency: people.Agency{ID: "new", Name: "New Agency"}})
	desk = s.page("root", "/")
	if !strings.Contains(desk, `<span>No one at New Agency has a post as affiant</span><a class="btn strong" href="/roll/post-given">`) {
		t.Errorf("what a first application needs: %s", words(desk))
	}

	s.write("ferry")
	if text := words(s.page("stone", "/")); !strings.Contains(text, "1 application that is being written awaits your reading before the oath") || !strings.Contains(text, "1 thing awaits you.") {
		t.Errorf("the desk of the supervisor: %s", text)
	}

	// Who has endorsed or declined it has nothing to read until something of it changes, or a question of the reviewers is answered; no one is told of the other's.
	s.do("vance", "ferry", "person-named", `{"person":{"id":"quill","name":"Ann Quill","roles":["prosecutor"],"account":"quill"}}`)
	s.do("stone", "ferry", "question-asked", `{"application":"purse","question":{"id":"q-1","assertion":1,"asks":"Who is he?","by":"stone"}}`)
	review := `{"application":"purse","endorsement":{"by":"stone","act":"declined","note":"See my question."}}`
	const waits = "awaits your reading before the oath"
	for i, by := range []struct{ who, kind, body string }{
		{"stone", "endorsed", review},
		{"vance", "question-answered", `{"application":"purse","question":"q-1","reply":{"by":"vance","text":"No one knows."}}`},
		{"stone", "endorsed", strings.Replace(review, "declined", "endorsed", 1)},
		{"vance", "assertion-revised", `{"application":"purse","assertion":{"n":1,"text":"A man speaks on the line.","basis":"observed","cites":["log:1"]}}`},
	} {
		s.do(by.who, "ferry", by.kind, by.body)
		if got := strings.Contains(words(s.page("stone", "/")), waits); got != (i%2 == 1) {
			t.Errorf("after %s by %s it awaits the supervisor: %v", by.kind, by.who, got)
		}
		if !strings.Contains(words(s.page("quill", "/")), waits) {
			t.Errorf("after %s by %s it does not await the prosecutor, who has not read it", by.kind, by.who)
		}
	}
	if list, _, err := s.clerk.List(t.Context(), callerOf("quill"), store.Query{}); err != nil || len(list[0].Applications[0].Reviewed) != 0 {
		t.Errorf("another is told who has reviewed: %+v %v", list, err)
	}
}

// Counsel is told of what was handed over, and the person named of the answer to what was asked for: at the desk, in the bar and among the notices, until it was read.
func TestToldOfWhatWasHandedOver(t *testing.T) {
	s := newStation(t)
	s.after("harbor")
	s.do("dole", "harbor", "requested", `{"request":{"id":"r1","by":"dole","for":"return-of-property","words":"My coat."}}`)
	s.do("hart", "harbor", "request-answered", `{"request":"r1","reply":{"act":"granted","by":"hart"}}`)
	s.again("cross", "dole")
	for who, want := range map[string][2]string{"cross": {"1 notice to you, not read yet", "You were told of this: that something was handed to you."}, "dole": {"2 notices to you, not read yet", "You were told of this: that what you asked for was answered."}} {
		desk := s.page(who, "/")
		if !strings.Contains(desk, want[0]) || find(barTag, desk) != want[0][:1] {
			t.Errorf("the desk of %s: %s", who, words(desk))
		}
		notices := s.page(who, "/notices")
		if !strings.Contains(words(notices), want[1]) {
			t.Errorf("the notices of %s: %s", who, words(notices))
		}
		s.send(who, notices, "/notices")
		if text := words(s.page(who, "/")); !strings.Contains(text, "Nothing awaits you now.") {
			t.Errorf("when it was read, the desk of %s: %s", who, text)
		}
	}
}
