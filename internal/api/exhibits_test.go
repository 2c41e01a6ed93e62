package api_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// TestExhibits: a recording is sent, sealed, named by a source, and fetched in whole or in part by who reads that source; what nobody names goes, and
// with the matter all of it.
func TestExhibits(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	words := strings.Repeat("the reel turns and turns; ", 8000)
	sum := sha256.Sum256([]byte(words))
	send := func(account, kind, body string) answer {
		s.pass(time.Minute)
		return s.ask(account, "POST", "/v1/matters/ferry/exhibits", body, "Content-Type", kind)
	}
	var x record.Exhibit
	a := send("vance", "audio/wav", words)
	if json.Unmarshal([]byte(a.body), &x); a.status != 201 || x.Size != len(words) || x.Sum != hex.EncodeToString(sum[:]) || x.Type != "audio/wav" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	for what, no := range map[string]struct {
		status int
		got    answer
	}{
		"a page":       {422, send("vance", "text/html", "<script>")},
		"no type":      {422, send("vance", "", "x")},
		"the clerk":    {403, send("archer", "audio/wav", "x")},
		"an outsider":  {404, send("other", "audio/wav", "x")},
		"not named":    {404, s.ask("vance", "GET", "/v1/matters/ferry/exhibits/"+x.Name, "")},
		"not sent":     {422, s.ask("vance", "POST", "/v1/matters/ferry/acts", `{"kind":"source-logged","body":{"source":{"id":"r0","kind":"recording","printed":"none","exhibits":[{"name":"`+noName+`","sum":"`+x.Sum+`","type":"audio/wav","size":1}]}}}`)},
		"said falsely": {422, s.ask("vance", "POST", "/v1/matters/ferry/acts", `{"kind":"source-logged","body":{"source":{"id":"r0","kind":"recording","printed":"none","exhibits":[{"name":"`+x.Name+`","sum":"`+noName+`","type":"audio/wav","size":1}]}}}`)},
	} {
		if no.got.status != no.status {
			t.Errorf("%s: %d %s; want %d", what, no.got.status, no.got.body, no.status)
		}
	}
	named, _ := json.Marshal(x)
	s.act("vance", "source-logged", `{"source":{"id":"reel","kind":"recording","printed":"none","exhibits":[`+string(named)+`]}}`)
	path := "/v1/matters/ferry/exhibits/" + x.Name
	whole := s.ok(200, nil, "vance", "GET", path, "")
	if whole.body != words || whole.header.Get("Content-Type") != "audio/wav" || !strings.HasPrefix(whole.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d bytes, %v", len(whole.body), whole.header)
	}
	n := len(words)
	for header, want := range map[string]struct {
		status, from, to int
	}{"bytes=0-9": {206, 0, 10}, "bytes=65530-65545": {206, 65530, 65546}, "bytes=131072-": {206, 131072, n}, "bytes=-5": {206, n - 5, n}, "bytes=5-99999999": {206, 5, n}, "bytes=0-1,4-5": {200, 0, n},
		"bytes=9-2": {200, 0, n}, "lines=1-2": {200, 0, n}, fmt.Sprintf("bytes=%d-", n): {416, 0, 0}, "bytes=-0": {416, 0, 0}} {
		a := s.ask("vance", "GET", path, "", "Range", header)
		if a.status != want.status || a.status != 416 && a.body != words[want.from:want.to] {
			t.Errorf("%s: %d, %d bytes", header, a.status, len(a.body))
		}
		if is := fmt.Sprintf("bytes %d-%d/%d", want.from, want.to-1, n); a.status == 206 && a.header.Get("Content-Range") != is {
			t.Errorf("%s: %s, want %s", header, a.header.Get("Content-Range"), is)
		}
	}
	// It is behind what was sworn: neither the magistrate nor the clerk has it.
	for _, account := range []string{"hart", "archer"} {
		if a := s.ask(account, "GET", path, ""); a.status != 404 {
			t.Errorf("%s: %d", account, a.status)
		}
	}
	// What no source names is thrown away after a day; what one names stays.
	send("vance", "image/png", "a photograph")
	s.pass(25 * time.Hour)
	if _, err := s.clerk.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	if names, err := s.store.Papers().PaperNames(t.Context()); err != nil || len(names) != 1 || names[0].String() != x.Name {
		t.Errorf("%v, %v", names, err)
	}
	for _, account := range []string{"vance", "hart", "archer", "pratt"} {
		s.again(account)
	}
	s.ok(200, nil, "vance", "GET", path, "")
	s.act("archer", "charged", `{"application":"purse","charge":{"act":"no-true-bill","by":"grand jury"}}`)
	s.act("hart", "expunged", `{"expungement":{"by":"hart","under":"R.I. Gen. Laws 12-1-12"}}`)
	if names, err := s.store.Papers().PaperNames(t.Context()); err != nil || len(names) != 0 {
		t.Errorf("after the expungement: %v, %v", names, err)
	}
	if a := s.ask("vance", "GET", path, ""); a.status != 404 {
		t.Errorf("after the expungement: %d", a.status)
	}
	if strings.Contains(s.logged.String(), "reel") {
		t.Error("the log says what the exhibit is of")
	}
}
