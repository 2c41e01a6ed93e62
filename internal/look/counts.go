package look

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// Counts are what is measured of a process, written in the text form of Prometheus (exposition format 0.0.4). Labels are routes and statuses, and nothing
// that anyone wrote. It is safe for use by several at once.
type Counts struct {
	// Release is of the program. Measures are asked for whenever someone reads the counts, and may fail: then that is counted, and told as affiant_store_up.
	Release  string
	Measures func(context.Context) ([]Measure, error)

	begun time.Time
	mu    sync.Mutex
	by    map[counted]*sum
}

// A Measure is a number as it is now.
type Measure struct {
	Name string // such as affiant_log_leaves
	Help string
	Is   float64
}

type counted struct {
	route  string
	status int
}

type sum struct {
	n      int64
	took   time.Duration
	within [len(bounds)]int64 // how many took so long at most
}

// bounds are those of the buckets, in seconds: what a page and an act are to take is in them, 50 ms among others.
var bounds = [...]float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}

// NewCounts returns counts of nothing yet.
func NewCounts(release string, measures func(context.Context) ([]Measure, error)) *Counts {
	return &Counts{Release: release, Measures: measures, begun: time.Now(), by: map[counted]*sum{}}
}

// Add counts a request: by the route that a door found it to be, never by the address asked for.
func (c *Counts) Add(route string, status int, took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := counted{route, status}
	s := c.by[k]
	if s == nil {
		s = &sum{}
		c.by[k] = s
	}
	s.n++
	s.took += took
	for i, b := range bounds {
		if took.Seconds() <= b {
			s.within[i]++
		}
	}
}

// ServeHTTP writes them, at /metrics and at /.
func (c *Counts) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/metrics" && r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	c.requests(w)
	c.process(w, r.Context())
}

func (c *Counts) requests(w io.Writer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Fprint(w, "# HELP affiant_request_seconds Requests by route and status, and how long they took.\n# TYPE affiant_request_seconds histogram\n")
	keys := slices.SortedFunc(maps.Keys(c.by), func(a, b counted) int {
		if a.route != b.route {
			return strings.Compare(a.route, b.route)
		}
		return a.status - b.status
	})
	for _, k := range keys {
		s, labels := c.by[k], fmt.Sprintf("route=%q,status=\"%d\"", k.route, k.status)
		for i, b := range bounds {
			fmt.Fprintf(w, "affiant_request_seconds_bucket{%s,le=\"%g\"} %d\n", labels, b, s.within[i])
		}
		fmt.Fprintf(w, "affiant_request_seconds_bucket{%s,le=\"+Inf\"} %d\n", labels, s.n)
		fmt.Fprintf(w, "affiant_request_seconds_sum{%s} %g\naffiant_request_seconds_count{%s} %d\n", labels, s.took.Seconds(), labels, s.n)
	}
}

// process writes what is measured of the process, and of the store.
func (c *Counts) process(w io.Writer, ctx context.Context) {
	gauge := func(name, help string, is float64) {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s gauge\n%s %.10g\n", name, help, name, name, is)
	}
	fmt.Fprintf(w, "# HELP affiant_build_info The release that runs.\n# TYPE affiant_build_info gauge\naffiant_build_info{release=%q} 1\n", c.Release)
	gauge("process_start_time_seconds", "When the process began, in seconds since 1970.", float64(c.begun.UnixMilli())/1000)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	gauge("go_memstats_heap_inuse_bytes", "Memory in use.", float64(m.HeapInuse))
	gauge("go_memstats_sys_bytes", "Memory had of the system.", float64(m.Sys))
	gauge("go_goroutines", "Goroutines.", float64(runtime.NumGoroutine()))
	if c.Measures == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	list, err := c.Measures(ctx)
	up := 1.0
	if err != nil {
		up = 0
	}
	gauge("affiant_store_up", "1 if the store could be read just now.", up)
	for _, x := range list {
		gauge(x.Name, x.Help, x.Is)
	}
}
