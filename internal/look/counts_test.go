package look

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestCounts: buckets add up from the fastest on, so that a median and a 99th can be had of them; a store that is down is told, and the rest all the same.
func TestCounts(t *testing.T) {
	var down error
	c := NewCounts("1.2.3", func(context.Context) ([]Measure, error) {
		if down != nil {
			return nil, down
		}
		return []Measure{{"affiant_log_leaves", "Entries of the log.", 20_000_000}}, nil
	})
	c.Add("GET /b", 200, 20*time.Millisecond)
	c.Add("GET /b", 200, 60*time.Millisecond)
	c.Add("GET /b", 200, time.Minute)
	c.Add("GET /a", 404, time.Millisecond)
	read := func(path string) (int, string) {
		w := httptest.NewRecorder()
		c.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Code, w.Body.String()
	}
	_, text := read("/metrics")
	for _, line := range []string{
		`affiant_request_seconds_bucket{route="GET /b",status="200",le="0.01"} 0`,
		`affiant_request_seconds_bucket{route="GET /b",status="200",le="0.05"} 1`,
		`affiant_request_seconds_bucket{route="GET /b",status="200",le="0.1"} 2`,
		`affiant_request_seconds_bucket{route="GET /b",status="200",le="10"} 2`,
		`affiant_request_seconds_bucket{route="GET /b",status="200",le="+Inf"} 3`,
		`affiant_request_seconds_sum{route="GET /b",status="200"} 60.08`,
		`affiant_request_seconds_count{route="GET /b",status="200"} 3`,
		`affiant_request_seconds_count{route="GET /a",status="404"} 1`,
		`affiant_build_info{release="1.2.3"} 1`, `affiant_store_up 1`, `affiant_log_leaves 20000000`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %s in\n%s", line, text)
		}
	}
	if strings.Index(text, "GET /a") > strings.Index(text, "GET /b") {
		t.Error("routes are not in order")
	}
	down = errors.New("no")
	if _, text := read("/"); !strings.Contains(text, "affiant_store_up 0\n") || strings.Contains(text, "affiant_log_leaves") {
		t.Errorf("with the store down:\n%s", text)
	}
	if code, _ := read("/other"); code != 404 {
		t.Errorf("another path: %d", code)
	}
}
