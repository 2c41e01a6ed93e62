package record_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// frozen returns the lines of testdata/frozen.txtar and its digest.
func frozen(t *testing.T) (lines [][]byte, digest string) {
	t.Helper()
	a, err := txtar.ParseFile("testdata/frozen.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Files) != 2 || a.Files[0].Name != "entries.jsonl" || a.Files[1].Name != "digest" {
		t.Fatal("expected entries.jsonl and digest")
	}
	return bytes.Split(bytes.TrimSuffix(a.Files[0].Data, []byte("\n")), []byte("\n")), strings.TrimSpace(string(a.Files[1].Data))
}

// entries returns the frozen entries, decoded.
func entries(t *testing.T) []record.Entry {
	t.Helper()
	lines, _ := frozen(t)
	var list []record.Entry
	for _, l := range lines {
		e, err := record.Decode(l)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	return list
}

// TestFrozen holds old bytes to their meaning: each line decodes, encodes to itself, and all of them replay to a matter
// that is recounted in the same bytes and has the same digest.
func TestFrozen(t *testing.T) {
	lines, digest := frozen(t)
	kinds := map[string]bool{}
	for i, e := range entries(t) {
		kinds[e.Body.Kind()] = true
		back, err := record.Encode(e)
		if err != nil || !bytes.Equal(back, lines[i]) {
			t.Errorf("line %d: %v\n%s\n%s", i+1, err, lines[i], back)
		}
	}
	for _, e := range slices.Concat(life(), calendar(), questioned().list, confirmed().list, extended().list) { // frozen in files of their own
		kinds[e.Body.Kind()] = true
	}
	for _, k := range record.Kinds() {
		if !kinds[k] {
			t.Errorf("no line holds %s", k)
		}
	}
	m, err := record.Replay(entries(t))
	if err != nil {
		t.Fatal(err)
	}
	again, err := record.Recount(m)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(entries(t), again); diff != "" {
		t.Error(diff)
	}
	if got := record.Digest(m); got != digest {
		t.Errorf("digest %s, want %s", got, digest)
	}
	m.Title += "!"
	if got := record.Digest(m); got == digest || got == "" {
		t.Error("a matter with another title has the digest", got)
	}
}

func TestDecodeIsStrict(t *testing.T) {
	lines, _ := frozen(t)
	person := string(lines[1])
	for name, line := range map[string]string{
		"empty":         "",
		"no json":       "affiant",
		"unknown key":   strings.Replace(person, `"person":{`, `"person":{"age":7,`, 1),
		"outer key":     strings.Replace(person, `{"seq"`, `{"by":"me","seq"`, 1),
		"kind":          strings.Replace(person, "person-named", "person-renamed", 1),
		"version":       strings.Replace(person, `"version":1`, `"version":2`, 1),
		"space":         strings.Replace(person, `,"version"`, `, "version"`, 1),
		"more after it": person + "{}",
		"escape":        strings.Replace(person, "Ruth", `\u0052uth`, 1),
		"order of keys": strings.Replace(person, `"seq":2,"kind":"person-named"`, `"kind":"person-named","seq":2`, 1),
		"no body":       `{"seq":2,"kind":"person-named","version":1,"mode":"recounted","body":null}`,
	} {
		if line == person {
			t.Fatal(name, "changes nothing")
		}
		if e, err := record.Decode([]byte(line)); err == nil {
			t.Errorf("%s: read as %+v", name, e)
		} else if fault.KindOf(err) != fault.Input {
			t.Errorf("%s: %v is of kind %s", name, err, fault.KindOf(err))
		}
	}
}

// TestOrder moves, drops and repeats events, and wants each refused with its reason.
func TestOrder(t *testing.T) {
	drop := func(kind string) func([]record.Entry) []record.Entry {
		return func(list []record.Entry) []record.Entry {
			var out []record.Entry
			for _, e := range list {
				if e.Body.Kind() != kind {
					out = append(out, e)
				}
			}
			return out
		}
	}
	repeat := func(kind string) func([]record.Entry) []record.Entry {
		return func(list []record.Entry) []record.Entry {
			for _, e := range list {
				if e.Body.Kind() == kind {
					return append(list, e)
				}
			}
			return list
		}
	}
	first := func(kind string) func([]record.Entry) []record.Entry {
		return func(list []record.Entry) []record.Entry {
			for i, e := range list {
				if e.Body.Kind() == kind {
					out := append([]record.Entry{list[0], e}, list[1:i]...)
					return append(out, list[i+1:]...)
				}
			}
			return list
		}
	}
	for _, tt := range []struct {
		name string
		edit func([]record.Entry) []record.Entry
		want string // empty if it may be so
	}{
		{"nothing", func([]record.Entry) []record.Entry { return nil }, "a matter begins by being opened"},
		{"not opened", drop("matter-opened"), "the matter has not been opened"},
		{"opened twice", repeat("matter-opened"), "the matter is open already"},
		{"no one named", drop("person-named"), `no person "hart" has been named`},
		{"named twice", repeat("person-named"), `the person "vance" is there already`},
		{"source before its order", first("source-logged"), `no order "tap" has been noted`},
		{"order before its judge", first("order-noted"), `no person "hart" has been named`},
		{"order twice", repeat("order-noted"), `the order "tap" is there already`},
		{"source twice", repeat("source-logged"), `the source "call" is there already`},
		{"assertion before its application", first("assertion-drafted"), `no application "shed" has been drafted`},
		{"application twice", repeat("application-drafted"), `the application "shed" is there already`},
		{"assertion after the oath", repeat("assertion-drafted"), "has been sworn, and its papers are closed"},
		{"ground after the oath", repeat("ground-offered"), "has been sworn, and its papers are closed"},
		{"endorsed after the oath", repeat("endorsed"), "has been sworn, and its papers are closed"},
		{"sworn twice", repeat("sworn"), "has been sworn, and its papers are closed"},
		{"sources not logged", drop("source-logged"), `no source "tip" has been logged`},
		{"ground without assertions", drop("assertion-drafted"), "assertion 1 has not been drafted"},
		{"decided without presentment", drop("presented"), "has not been presented, so nothing can be decided on it"},
		{"executed without grant", drop("decided"), "no warrant has been granted"},
		{"detained first", first("detained"), `no application "shed" has been drafted`},
		{"charged first", first("charged"), `no application "shed" has been drafted`},
		{"statement first", first("statement-made"), `no source "call" has been logged`},
		{"proceeding first", first("proceeding-held"), `no person "dole" has been named`},
		{"ruling first", first("ruling-made"), ""},
		{"not sworn", drop("sworn"), ""},
		{"not endorsed", drop("endorsed"), ""},
		{"presented twice", repeat("presented"), ""},
		{"executed twice", repeat("executed"), ""},
	} {
		list := tt.edit(entries(t))
		for i := range list {
			list[i].Seq = i + 1
		}
		_, err := record.Replay(list)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: %v; want %s", tt.name, err, tt.want)
		case tt.want != "" && fault.KindOf(err) != fault.Conflict:
			t.Errorf("%s: %v is of kind %s", tt.name, err, fault.KindOf(err))
		}
	}
}

func TestReplayWantsTheWholeSequence(t *testing.T) {
	list := entries(t)
	if _, err := record.Replay(append(list[:3:3], list[4:]...)); err == nil || fault.KindOf(err) != fault.Conflict {
		t.Error("a gap was passed over:", err)
	}
	list[2].Mode = "dreamt"
	if _, err := record.Replay(list); err == nil {
		t.Error("an entry neither recounted nor performed was taken")
	}
}
