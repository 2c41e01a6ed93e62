package api

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// counts are what is measured, written in the text form of Prometheus. Labels are routes and statuses, and nothing that anyone wrote.
type counts struct {
	mu sync.Mutex
	by map[counted]*sum
}

type counted struct {
	route  string
	status int
}

type sum struct {
	n    int64
	took time.Duration
}

func newCounts() *counts { return &counts{by: map[counted]*sum{}} }

func (c *counts) add(route string, status int, took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := counted{route, status}
	if c.by[k] == nil {
		c.by[k] = &sum{}
	}
	c.by[k].n++
	c.by[k].took += took
}

// ServeHTTP writes the counts.
func (c *counts) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	fmt.Fprintf(w, "# HELP affiant_request_seconds Requests by route and status, and how long they took.\n# TYPE affiant_request_seconds summary\n")
	keys := slices.SortedFunc(maps.Keys(c.by), func(a, b counted) int {
		if a.route != b.route {
			if a.route < b.route {
				return -1
			}
			return 1
		}
		return a.status - b.status
	})
	for _, k := range keys {
		labels := fmt.Sprintf("{route=%q,status=\"%d\"}", k.route, k.status)
		fmt.Fprintf(w, "affiant_request_seconds_sum%s %g\naffiant_request_seconds_count%s %d\n", labels, c.by[k].took.Seconds(), labels, c.by[k].n)
	}
}
