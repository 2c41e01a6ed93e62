package main

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/hall"
)

// Every page of the hall is timed, or said to be untimed and why; and each walk is shown its pages.
func TestEveryPageIsTimed(t *testing.T) {
	before := *onFile
	defer func() { *onFile = before }()
	*onFile = 100
	for of(atFirst, waits) == nil || of(atFirst, lives) == nil || of(officers, charged) == nil || of(officers, drafted) == nil { // as few as have one of each
		*onFile += officers
	}
	ctx := context.Background()
	s, err := openAt(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o, err := options(s, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	st, err := found(ctx, s, o)
	if err != nil {
		t.Fatal(err)
	}
	// Of the first agency and the first court alone, and not thousands for the few that a page is of.
	for n := 0; n < *onFile; n += atFirst {
		if err := st.load(ctx, n, n+1, func(int) {}); err != nil {
			t.Fatal(err)
		}
	}
	h := &host{TB: t}
	b := h.build(ctx, s, st.clerk)
	timed := map[string]bool{}
	routes := http.NewServeMux()
	var asked []string
	for _, r := range hall.Routes() {
		if strings.HasPrefix(r, "GET ") {
			asked = append(asked, r)
			routes.HandleFunc(r, func(http.ResponseWriter, *http.Request) { timed[r] = true })
		}
	}
	if len(asked) < 40 {
		t.Fatalf("%d routes are asked for by GET", len(asked))
	}
	for _, w := range h.walks(b) {
		if w.none {
			t.Errorf("%s: none of %d on file", w.name, *onFile)
			continue
		}
		for i := range 4 * len(w.who) {
			path := w.paths(i / len(w.who))
			h.get(b, w.who[i%len(w.who)], path)
			r, err := http.NewRequest(http.MethodGet, "http://localhost"+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			routes.ServeHTTP(nil, r)
		}
	}
	for _, r := range asked {
		switch why := untimed[r]; {
		case timed[r] && why != "":
			t.Errorf("%s is timed, and is said not to be", r)
		case !timed[r] && why == "":
			t.Errorf("%s is a page that bench/docket does not time: give it a walk in walks.go, or say in untimed why it has none", r)
		}
	}
	for r := range untimed {
		if !slices.Contains(asked, r) {
			t.Errorf("%s is no route of the hall", r)
		}
	}
}
