package main

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/transcript"
	"github.com/affiant-project/affiant/internal/web"
)

// The reading room of a docket that is served sets the decided cases beside the answers, as the review on the desk does.
func TestTheReadingRoomOfAStationHasTheDecidedCases(t *testing.T) {
	ctx, w := context.Background(), &world{getenv: func(string) string { return "" }}
	at := place{data: t.TempDir()}
	if err := w.foundAt(ctx, at.data, at, time.Now); err != nil {
		t.Fatal(err)
	}
	kept, err := at.open(ctx, false, relation.Before)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	o, err := w.options(kept, secrets{}.in(at.data))
	if err != nil {
		t.Fatal(err)
	}
	s, err := openStation(ctx, o, manner{log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(examples.FS(), "weaver.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read("weaver.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	page := httptest.NewRecorder()
	s.room.Serve(page, httptest.NewRequest("GET", "/matters/weaver/reading", nil), "", web.Sitting{Base: "/matters/weaver/reading", Home: "/", Key: "weaver 1", Matter: &f.Matter})
	if body := page.Body.String(); page.Code != 200 || !strings.Contains(body, "Decided cases on each side") || !strings.Contains(body, "<cite>United States v. Jacobs</cite>") {
		t.Errorf("the page of a review has no decided cases (%d)", page.Code)
	}
	// What the room keeps in memory of a matter goes when the docket has no such matter any more.
	if len(s.room.Matters()) != 1 {
		t.Fatalf("the room keeps %q", s.room.Matters())
	}
	if _, err := s.clerk.Work(ctx); err != nil || len(s.room.Matters()) != 0 {
		t.Errorf("the room keeps %q of a docket that has none; %v", s.room.Matters(), err)
	}
}
