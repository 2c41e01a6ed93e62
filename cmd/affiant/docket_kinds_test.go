package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// TestKinds: of each kind of act the body that is printed can be entered as it is, and with all that is commented out as well.
func TestKinds(t *testing.T) {
	code, list := does("docket", "kinds")
	if code != 0 || list != strings.Join(record.Kinds(), "\n")+"\n" {
		t.Fatalf("%d %s", code, list)
	}
	off := regexp.MustCompile(`(?m)^# `)
	for _, kind := range record.Kinds() {
		code, body := does("docket", "kinds", kind)
		if code != 0 {
			t.Fatal(kind, body)
		}
		for how, text := range map[string]string{"as it is": body, "with everything": off.ReplaceAllString(body, "")} {
			var v any
			if err := yaml.Unmarshal([]byte(text), &v); err != nil {
				t.Errorf("%s, %s: %v\n%s", kind, how, err, text)
				continue
			}
			if v == nil {
				v = map[string]any{}
			}
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := record.Parse(kind, 0, b); err != nil {
				t.Errorf("%s, %s: %v\n%s", kind, how, err, text)
			}
		}
	}
	if code, says := does("docket", "kinds", "swron"); code != 2 || !strings.Contains(says, "sworn") {
		t.Errorf("%d %s", code, says)
	}
}

// TestRollKinds: of each change of the roll that someone enters there is a body to be filled in, which the roll takes as it is and with everything.
func TestRollKinds(t *testing.T) {
	code, list := does("docket", "kinds", "--roll")
	want := slices.DeleteFunc(people.Kinds(), func(k string) bool { return k == "station-opened" || k == "account-joined" })
	if code != 0 || list != strings.Join(want, "\n")+"\n" {
		t.Fatalf("%d %s", code, list)
	}
	for how, change := range map[string]func(string) string{
		"as it is": func(s string) string { return s },
		"with everything": func(s string) string {
			return regexp.MustCompile(`(?m)^# `).ReplaceAllString(s, "")
		},
	} {
		entries := []people.Entry{{Seq: 1, At: "2026-03-02T09:00:00Z", Body: people.StationOpened{Name: "Ashford County"}}}
		add := func(e people.Event) {
			entries = append(entries, people.Entry{Seq: len(entries) + 1, By: "root", At: "2026-03-02T09:00:00Z", Body: e})
		}
		add(people.AccountInvited{ID: "root", Name: "Root"})
		for _, kind := range []string{"agency-founded", "court-founded", "account-invited", "post-given", "post-ended", "conflict-declared", "rota-set", "practice-set", "webhook-registered", "webhook-ended", "account-closed"} {
			if kind == "conflict-declared" {
				for _, j := range []string{"hart", "lowe"} {
					add(people.AccountInvited{ID: j, Name: j})
					add(people.PostGiven{ID: j, Post: people.Post{Role: "magistrate", Court: "county"}})
				}
			}
			code, body := does("docket", "kinds", kind)
			text := change(body)
			var v any
			if err := yaml.Unmarshal([]byte(text), &v); code != 0 || err != nil {
				t.Fatalf("%s, %s: %v\n%s", kind, how, err, text)
			}
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			e, err := people.Parse(kind, b)
			if err != nil {
				t.Fatalf("%s, %s: %v\n%s", kind, how, err, text)
			}
			add(e)
			if _, err := people.Fold(entries); err != nil {
				t.Fatalf("%s, %s: %v\n%s", kind, how, err, text)
			}
		}
	}
	if code, says := does("docket", "kinds", "rota-st"); code != 2 || !strings.Contains(says, "rota-set") {
		t.Errorf("%d %s", code, says)
	}
}
