package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/web"
)

// mostForStruck is how many bytes the page of a matter with a sentence struck may allocate, read for the first time: what is collected again is a good part of what
// the slowest pages wait for. It was 13 million when each reading compiled the law anew and the struck paper was read with all its reasons.
const mostForStruck = 4 << 20

func TestStruckPageAllocatesLittle(t *testing.T) {
	defer func(n int) { *onFile = n }(*onFile)
	*onFile = 20_000
	room := web.NewRoom(web.Options{Law: doctrine.Default(), Cases: doctrine.DefaultCasebook(), Release: "bench"})
	serve := func(n int) {
		m := application(n)
		r, w := httptest.NewRequest(http.MethodGet, "/matters/m/reading?strike=paper.1", nil), httptest.NewRecorder()
		room.Serve(w, r, "", web.Sitting{Base: "/matters/m/reading", Home: "/", Key: fmt.Sprint(n), Matter: &m})
		if w.Code != http.StatusOK {
			t.Fatalf("%d: %s", w.Code, w.Body)
		}
	}
	list := of(officers, charged)
	for _, n := range list[:10] { // what is made once for all of them is made
		serve(n)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, n := range list[10:30] {
		serve(n)
	}
	runtime.ReadMemStats(&after)
	per := (after.TotalAlloc - before.TotalAlloc) / 20
	t.Logf("%d bytes a page", per)
	if per > mostForStruck {
		t.Errorf("a page allocates %d bytes, more than %d", per, mostForStruck)
	}
}
