package people_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

var freeze = flag.Bool("freeze", false, "write testdata/frozen.jsonl, if it is not there yet")

const at = "2026-03-02T09:00:00-05:00"

func told(events ...people.Event) []people.Entry {
	var list []people.Entry
	for i, e := range events {
		list = append(list, people.Entry{Seq: i + 1, By: "root", At: at, Body: e})
	}
	return list
}

func post(role record.Role, agency, court string) people.Post {
	return people.Post{Role: role, Agency: agency, Court: court}
}

// founding is a roll that has every event.
func founding() []people.Event {
	list := []people.Event{
		people.StationOpened{Name: "Ashford County"},
		people.AgencyFounded{Agency: people.Agency{ID: "rangers", Name: "The Rangers"}},
		people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}},
		people.CourtFounded{Court: people.Court{ID: "city", Name: "City Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "random", Choice: true}},
	}
	for _, id := range []string{"hart", "lowe", "reed", "vance", "gone"} {
		list = append(list, people.AccountInvited{ID: id, Name: strings.ToUpper(id)}, people.AccountJoined{ID: id})
	}
	for _, id := range []string{"hart", "lowe", "reed"} {
		list = append(list, people.PostGiven{ID: id, Post: post(record.Magistrate, "", "county")}, people.PostGiven{ID: id, Post: post(record.Magistrate, "", "city")})
	}
	return append(list,
		people.PostGiven{ID: "vance", Post: people.Post{Role: record.Affiant, Agency: "rangers", Until: "2027-01-01T00:00:00-05:00"}},
		people.PostGiven{ID: "gone", Post: post(record.Clerk, "", "county")},
		people.PostEnded{ID: "gone", Post: post(record.Clerk, "", "county"), Because: "moved"},
		people.AccountClosed{ID: "gone", Because: "moved"},
		people.ConflictDeclared{ID: "reed", Conflict: people.Conflict{Name: "Peter Dole", Because: "a neighbour"}},
		people.RotaSet{Court: "county", Watches: []people.Watch{
			{Account: "hart", From: "2026-03-01T00:00:00-05:00", Until: "2026-03-08T00:00:00-05:00"},
			{Account: "lowe", From: "2026-03-01T00:00:00-05:00", Until: "2026-03-08T00:00:00-05:00", Order: 1},
			{Account: "reed", From: "2026-03-08T00:00:00-05:00", Until: "2026-03-15T00:00:00-04:00"},
		}},
		people.WebhookRegistered{Webhook: people.Webhook{ID: "old", URL: "https://hooks.rangers.example:8443/affiant?k=1", Agency: "rangers"}},
		people.WebhookEnded{ID: "old", Because: "moved"},
		people.WebhookRegistered{Webhook: people.Webhook{ID: "docket", URL: "https://hooks.county.example/in", Court: "county"}},
		people.PracticeSet{Court: "county", Questions: people.NotShown},
	)
}

func roll(t *testing.T, more ...people.Event) *people.Roll {
	t.Helper()
	r, err := people.Fold(told(append(founding(), more...)...))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestFrozen holds old bytes to their meaning.
func TestFrozen(t *testing.T) {
	var b bytes.Buffer
	kinds := map[string]bool{}
	for _, e := range told(founding()...) {
		kinds[e.Body.Kind()] = true
		line, err := people.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := people.Decode(line)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e, back); diff != "" {
			t.Error(diff)
		}
		b.Write(append(line, '\n'))
	}
	for _, k := range people.Kinds() {
		if !kinds[k] {
			t.Errorf("no line holds %s", k)
		}
	}
	const path = "testdata/frozen.jsonl"
	if _, err := os.Stat(path); err != nil && *freeze {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		e    people.Event
		kind fault.Kind
		says string
	}{
		"opened twice":         {people.StationOpened{Name: "x"}, fault.Conflict, "once"},
		"webhook twice":        {people.WebhookRegistered{Webhook: people.Webhook{ID: "old", URL: "https://a.example", Agency: "rangers"}}, fault.Conflict, "never given again"},
		"webhook of nobody":    {people.WebhookRegistered{Webhook: people.Webhook{ID: "x", URL: "https://a.example"}}, fault.Input, "one of the two"},
		"webhook of both":      {people.WebhookRegistered{Webhook: people.Webhook{ID: "x", URL: "https://a.example", Agency: "rangers", Court: "county"}}, fault.Input, "one of the two"},
		"webhook of no agency": {people.WebhookRegistered{Webhook: people.Webhook{ID: "x", URL: "https://a.example", Agency: "none"}}, fault.NotFound, "no agency"},
		"webhook in the clear": {people.WebhookRegistered{Webhook: people.Webhook{ID: "x", URL: "http://a.example", Agency: "rangers"}}, fault.Input, "the address"},
		"webhook with a name":  {people.WebhookRegistered{Webhook: people.Webhook{ID: "x", URL: "https://a:b@a.example", Agency: "rangers"}}, fault.Input, "the address"},
		"webhook with a line":  {people.WebhookRegistered{Webhook: people.Webhook{ID: "x", URL: "https://a.example/\r\nX: y", Agency: "rangers"}}, fault.Input, "the address"},
		"webhook of a file":    {people.WebhookRegistered{Webhook: people.Webhook{ID: "x", URL: "file:///etc/passwd", Agency: "rangers"}}, fault.Input, "the address"},
		"webhook ended twice":  {people.WebhookEnded{ID: "old"}, fault.Conflict, "has ended"},
		"no webhook":           {people.WebhookEnded{ID: "none"}, fault.NotFound, "no webhook"},
		"practice of no court": {people.PracticeSet{Court: "none", Questions: people.AtOnce}, fault.NotFound, "no court"},
		"practice of no kind":  {people.PracticeSet{Court: "county", Questions: "always"}, fault.Input, "on-asking, at-once, not-shown"},
		"agency twice":         {people.AgencyFounded{Agency: people.Agency{ID: "rangers", Name: "x"}}, fault.Conflict, "there already"},
		"agency id":            {people.AgencyFounded{Agency: people.Agency{ID: "The Rangers", Name: "x"}}, fault.Input, "lower-case"},
		"court without zone":   {people.CourtFounded{Court: people.Court{ID: "x", Name: "x", Assigns: "rota"}}, fault.Input, "time zone"},
		"court without way":    {people.CourtFounded{Court: people.Court{ID: "x", Name: "x", Zone: "UTC", Assigns: "whim"}}, fault.Input, "rota or random"},
		"id given again":       {people.AccountInvited{ID: "gone", Name: "x"}, fault.Conflict, "never given again"},
		"joined twice":         {people.AccountJoined{ID: "hart"}, fault.Conflict, "taken up"},
		"closed account":       {people.PostGiven{ID: "gone", Post: post(record.Clerk, "", "county")}, fault.Conflict, "closed"},
		"no such account":      {people.AccountClosed{ID: "nobody"}, fault.NotFound, "no account"},
		"no such post":         {people.PostGiven{ID: "hart", Post: post("sheriff", "", "county")}, fault.Input, "no post of"},
		"magistrate nowhere":   {people.PostGiven{ID: "hart", Post: post(record.Magistrate, "", "")}, fault.Input, "at a court"},
		"officer nowhere":      {people.PostGiven{ID: "hart", Post: post(record.Affiant, "", "county")}, fault.Input, "at an agency"},
		"no such court":        {people.PostGiven{ID: "hart", Post: post(record.Clerk, "", "moon")}, fault.NotFound, "no court"},
		"post twice":           {people.PostGiven{ID: "hart", Post: post(record.Magistrate, "", "county")}, fault.Conflict, "holds that post"},
		"post not held":        {people.PostEnded{ID: "hart", Post: post(record.Clerk, "", "county")}, fault.Conflict, "does not hold"},
		"conflict with no one": {people.ConflictDeclared{ID: "hart", Conflict: people.Conflict{Because: "x"}}, fault.Input, "for a reason"},
		"rota of another":      {people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "vance", From: at, Until: "2026-03-03T00:00:00Z"}}}, fault.Conflict, "no magistrate"},
		"rota backwards":       {people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: at, Until: "2026-03-01T00:00:00Z"}}}, fault.Input, "later last"},
	} {
		_, err := people.Fold(told(append(founding(), tt.e)...))
		if err == nil || fault.KindOf(err) != tt.kind || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v; want %s, %s", name, err, tt.kind, tt.says)
		}
	}
	if _, err := people.Fold(told(people.AgencyFounded{})); err == nil {
		t.Error("a roll that was not opened")
	}
	for _, bad := range []string{"", "{}", `{"seq":1,"kind":"station-opened","version":2,"at":"x","body":{}}`, `{"seq":1,"kind":"station-opened","version":1,"at":"x","body":{"nom":"x"}}`,
		`{"seq":1, "kind":"station-opened","version":1,"at":"x","body":{"name":"x"}}`} {
		if _, err := people.Decode([]byte(bad)); err == nil || fault.KindOf(err) != fault.Input {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestPostsRunOut(t *testing.T) {
	r := roll(t)
	when := func(s string) time.Time { v, _ := time.Parse(time.RFC3339, s); return v }
	if v := r.Account("vance"); !v.Holds(record.Affiant, "", when(at)) || v.Holds(record.Affiant, "", when("2027-01-01T00:00:00-05:00")) {
		t.Error("a post outlives its time, or does not begin")
	}
	if r.Account("gone").Now(when(at)) != nil {
		t.Error("a closed account holds posts")
	}
}

func TestFind(t *testing.T) {
	now, _ := time.Parse(time.RFC3339, "2026-03-02T03:00:00-05:00")
	later, _ := time.Parse(time.RFC3339, "2026-03-10T03:00:00-04:00")
	for name, tt := range map[string]struct {
		call     people.Call
		at       time.Time
		who, how string
		err      string
	}{
		"first on call":      {people.Call{Court: "county"}, now, "hart", "rota", ""},
		"did not answer":     {people.Call{Court: "county", Not: []string{"hart"}}, now, "lowe", "escalated", ""},
		"nobody left":        {people.Call{Court: "county", Not: []string{"hart", "lowe"}}, now, "", "", "ask the clerk"},
		"only one":           {people.Call{Court: "county"}, later, "reed", "only-one", ""},
		"conflict":           {people.Call{Court: "county", Names: []string{"peter dole"}}, later, "", "", "ask the clerk"},
		"no choice":          {people.Call{Court: "county", Chosen: "hart", Why: "near"}, now, "", "", "no one chooses"},
		"choice":             {people.Call{Court: "city", Chosen: "hart", Why: "near"}, now, "hart", "chosen", ""},
		"choice, no reason":  {people.Call{Court: "city", Chosen: "hart"}, now, "", "", "for a reason"},
		"choice in conflict": {people.Call{Court: "city", Chosen: "reed", Why: "near", Names: []string{"Peter Dole"}}, now, "", "", "cannot decide"},
		"by lot":             {people.Call{Court: "city", Lot: 4}, now, "lowe", "random", ""},
		"no court":           {people.Call{Court: "moon"}, now, "", "", "no court"},
	} {
		who, how, err := roll(t).Find(tt.call, tt.at)
		if who != tt.who || how != tt.how || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %q by %q, %v", name, who, how, err)
		}
	}
	// A new rota takes over from its first turn on.
	r := roll(t, people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "lowe", From: "2026-03-02T02:00:00-05:00", Until: "2026-03-03T00:00:00-05:00"}}})
	if who, _, err := r.Find(people.Call{Court: "county"}, now); who != "lowe" {
		t.Error(who, err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, e := range told(founding()...) {
		line, _ := people.Encode(e)
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		e, err := people.Decode(line)
		if err != nil {
			return
		}
		if back, err := people.Encode(e); err != nil || !bytes.Equal(back, line) {
			t.Errorf("%q reads as another %q", line, back)
		}
	})
}
