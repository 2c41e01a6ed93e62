package api_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/client"
)

// listen watches the queue of an account over a real connection, and sends what it is told.
func (s *station) listen(ctx context.Context, url, account string) (<-chan string, <-chan error) {
	told, ended := make(chan string, 100), make(chan error, 1)
	c := &client.Client{Base: url, Secret: s.secrets[account]}
	go func() {
		ended <- c.Watch(ctx, func(w *client.Waiting) error {
			if w == nil {
				told <- "ready"
				return nil
			}
			says := w.Matter.ID + " " + w.Matter.Stage
			for _, a := range w.Awaits {
				says += " " + a.Application + ":" + a.What
			}
			told <- says
			return nil
		})
	}()
	return told, ended
}

func next(t *testing.T, from <-chan string) string {
	t.Helper()
	select {
	case says := <-from:
		return says
	case <-time.After(20 * time.Second):
		t.Fatal("nothing came")
		return ""
	}
}

// TestQueue: whoever listens is told what waits and what changes, and nothing of what may not be found; the stream ends with the session.
func TestQueue(t *testing.T) {
	s := newStation(t, free)
	s.open()
	server := httptest.NewServer(s.handler)
	defer server.Close()
	defer s.handler.End()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	clerk, _ := s.listen(ctx, server.URL, "archer")
	other, _ := s.listen(ctx, server.URL, "other")
	judge, ended := s.listen(ctx, server.URL, "hart")
	for _, c := range []<-chan string{clerk, other, judge} {
		if says := next(t, c); says != "ready" { // a draft is there for none of them
			t.Errorf("%q before anything was brought", says)
		}
	}
	s.act("vance", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance"))
	if says := next(t, clerk); says != "ferry sworn purse:assign" {
		t.Errorf("the clerk: %q", says)
	}
	s.assign()
	s.act("vance", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	for says := ""; says != "ferry presented purse:decide"; {
		if says = next(t, judge); says != "ferry sworn" && says != "ferry presented purse:decide" {
			t.Fatalf("the magistrate: %q", says)
		}
	}
	late, _ := s.listen(ctx, server.URL, "hart")
	if a, b := next(t, late), next(t, late); a != "ferry presented purse:decide" || b != "ready" {
		t.Errorf("one who comes late: %q, %q", a, b)
	}
	s.act("hart", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant at risk"}}`)
	for says := ""; !strings.HasPrefix(says, "ferry presented"); says = next(t, judge) {
	}
	// The stream ends with the session, and is refused when it is asked for again.
	s.pass(time.Minute)
	s.ok(204, nil, "hart", "DELETE", "/v1/sessions/this", "")
	select {
	case err := <-ended:
		if client.Status(err) != 401 {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("the stream outlives its session")
	}
	select {
	case says := <-other:
		t.Errorf("one of another agency was told %q", says)
	default:
	}
}

// TestQueueResumes: after an id that was had comes what changed since, and nothing is missed.
func TestQueueResumes(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	first := s.ask("pratt", "GET", "/v1/queue", "")
	if first.header.Get("Content-Type") != "text/event-stream" || !strings.Contains(first.body, `"what":"execute"`) || !strings.HasSuffix(strings.TrimRight(first.body, "\n"), "event: ready\ndata: {}") {
		t.Fatalf("%v %s", first.header, first.body)
	}
	_, rest, _ := strings.Cut(first.body, "id: ")
	id, _, _ := strings.Cut(rest, "\n")
	s.act("pratt", "executed", `{"application":"purse","execution":{"act":"arrested","warrant":"w1","persons":["dole"]}}`)
	again := s.ask("pratt", "GET", "/v1/queue", "", "Last-Event-ID", id)
	if !strings.Contains(again.body, `"stage":"served"`) || !strings.Contains(again.body, `"awaits":[]`) {
		t.Errorf("resumed: %s", again.body)
	}
	if a := s.ask("vance", "GET", "/v1/queue", "", "Last-Event-ID", id); a.status != 422 {
		t.Errorf("another's id: %d", a.status)
	}
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(s.handler)
	defer server.Close()
	defer cancel()
	defer s.handler.End()
	for range 4 {
		told, _ := s.listen(ctx, server.URL, "pratt")
		for next(t, told) != "ready" {
		}
	}
	if a := s.ask("pratt", "GET", "/v1/queue", ""); a.status != 429 {
		t.Errorf("a fifth stream: %d", a.status)
	}
}
