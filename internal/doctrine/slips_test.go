package doctrine

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// The slips that one makes who codes a case from the guide for the first time: each is told at its line and column, once, with what to
// write.
func TestSlipsOfAFirstCase(t *testing.T) {
	sound, err := os.ReadFile("testdata/first-case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lint := func(text string) string {
		_, err := Lay(Layer{Name: "o", Files: fstest.MapFS{"casebook/cases/first-1983.yaml": {Data: []byte(text)}}})
		if err == nil {
			return ""
		}
		return err.Error()
	}
	if got := lint(string(sound)); got != "" {
		t.Fatal(got)
	}
	for _, c := range []struct{ old, new, at, want string }{
		{"court: us-supreme", "court: U.S. Supreme Court", "4:8", "that court is named us-supreme here, so write that"},
		{"court: us-supreme", "court: 9th Cir.", "4:8", "that court is named ca9 here"},
		{"court: us-supreme", "court: Court of Star Chamber", "4:8", "write an id that affiant explain courts lists"},
		{"citation: 1 Invented 1 (1983)", "citation: 462 U.S. 213 (1983)", "3:11", "add authority: gates-1983"},
		{"date: 1983-06-08", "date: June 8, 1983", "5:7", "is no date; write YYYY-MM-DD"},
		{"date: 1983-06-08", "date: 1983", "5:7", `date is a number, not words; put it in quotes: "1983"`},
		{"outcome: established", "outcome: upheld", "10:14", "expected one of established, lacking"},
		{"about: probable-cause", "about: cause", "9:12", "name one that affiant explain issues lists"},
		{"shows: [source-unidentified, reliability-not-shown]", "shows: source-unidentified, reliability-not-shown", "15:12", "a list was expected; write [source-unidentified, reliability-not-shown]"},
		{"shows: [source-unidentified, reliability-not-shown]", "shows: [anonymous]", "15:13", "name one that affiant explain factors lists"},
		{"because: [corroborated-forecast]", "because: [reliability-not-shown]", "11:15", "a reason is a factor on the side that won"},
		{"shows: [found-what-was-sought]", "shows: [found-it]", "24:13", "name one that affiant explain aftermath lists"},
		{"says: An anonymous letter came.", "says: The letter: it was anonymous.", "14:21", "a text with a colon and a space in it goes in quotes"},
		{"  - tag: source", "\t- tag: source", "13:1", "indent with spaces and not with a tab"},
		{"says: An anonymous letter came.", "says: @home a letter came.", "14:11", "in quotes that begins with @"},
		{"after:", "aftermath:", "22:1", `unknown field "aftermath"; expected one of`},
		{"verified: memory", "verified: memory\nlater:\n  - {by: nobody-2000, did: overruled it, date: 2000-01-01}", "32:10", "add it as an authority, or name one that is there"},
	} {
		if strings.Count(string(sound), c.old) != 1 {
			t.Fatalf("%q does not stand once in the case", c.old)
		}
		got := lint(strings.Replace(string(sound), c.old, c.new, 1))
		if !strings.HasPrefix(got, "o/casebook/cases/first-1983.yaml:"+c.at+": ") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s\nwant at %s: %s", c.new, got, c.at, c.want)
		}
		if strings.Contains(got, "\n") {
			t.Errorf("%s: told more than once:\n%s", c.new, got)
		}
	}
}
