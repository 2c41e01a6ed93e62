package main

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/affiant-project/affiant/internal/minutes"
)

// A collected is a collector of traces that keeps what it is sent.
type collected struct {
	*httptest.Server
	mu     sync.Mutex
	bytes  []byte
	spans  []*trace.Span
	about  []*common.KeyValue
	header http.Header
}

// newCollector serves one; answer is asked first, if it is not nil, and says whether the rest is to be taken.
func newCollector(answer func(http.ResponseWriter) bool) *collected {
	c := &collected{}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil || answer != nil && !answer(w) {
			return
		}
		var q collector.ExportTraceServiceRequest
		if r.URL.Path != "/v1/traces" || proto.Unmarshal(b, &q) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.bytes, c.header = append(c.bytes, b...), r.Header
		for _, of := range q.ResourceSpans {
			c.about = of.Resource.Attributes
			for _, s := range of.ScopeSpans {
				c.spans = append(c.spans, s.Spans...)
			}
		}
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
	return c
}

// said is what each span says, its attributes in order.
func (c *collected) said() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []string
	for _, s := range c.spans {
		list = append(list, s.Name+saidOf(s.Attributes))
	}
	return list
}

func saidOf(attributes []*common.KeyValue) string {
	var b strings.Builder
	for _, a := range attributes {
		fmt.Fprintf(&b, " %s=%s", a.Key, a.Value.GetStringValue())
	}
	return b.String()
}

// wordless holds that spans came, and that none of the words is in their bytes.
func (c *collected) wordless(words ...string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.spans) == 0 {
		return fmt.Errorf("no spans came")
	}
	for _, w := range words {
		if bytes.Contains(c.bytes, []byte(w)) {
			return fmt.Errorf("the spans say %q", w)
		}
	}
	return nil
}

func none(string) string { return "" }

// TestTraces: serve hands its traces to whom the variables of OpenTelemetry name, with what is left when it stops; and to no one if nothing is said.
func TestTraces(t *testing.T) {
	heard := newCollector(nil)
	defer heard.Close()
	headers := filepath.Join(t.TempDir(), "headers")
	if err := os.WriteFile(headers, []byte("# of the collector\nX-Key: quarry lamp\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ask := func(x service, env map[string]string, header ...string) string {
		t.Helper()
		var errs syncBuffer
		w := &world{err: &errs, getenv: func(k string) string { return env[k] }}
		s := startServed(t, w, x)
		for _, path := range []string{"/v1/health", "/v1/ready", "/v1/matters/purloined?words=purloined", "/matters/purloined", "/purloined"} {
			r, err := http.NewRequest("GET", s.url+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i+1 < len(header); i += 2 {
				r.Header.Set(header[i], header[i+1])
			}
			a, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			a.Body.Close()
		}
		s.stop()
		return errs.String()
	}
	dir := filepath.Join(t.TempDir(), "station")
	if err := (&world{getenv: none}).foundAt(t.Context(), dir, place{data: dir}, time.Now); err != nil {
		t.Fatal(err)
	}
	x := service{at: place{data: dir}, addr: "127.0.0.1:0", form: "text"}

	ask(x, nil)
	ask(x, map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": heard.URL, "OTEL_SDK_DISABLED": "true"})
	if n := len(heard.said()); n != 0 {
		t.Fatalf("%d spans came that no one asked for", n)
	}

	log := ask(x, map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": heard.URL + "/", "OTEL_SERVICE_NAME": "ashford", "OTEL_EXPORTER_OTLP_HEADERS": "x-key=quarry%20lamp"}, "Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	list := heard.said()
	for _, want := range []string{
		"GET /v1/health affiant.kind=request affiant.outcome=2xx http.request.method=GET http.route=/v1/health",
		"GET /v1/ready affiant.kind=request affiant.outcome=2xx http.request.method=GET http.route=/v1/ready",
		"GET /v1/matters/{matter} affiant.kind=request affiant.outcome=4xx http.request.method=GET http.route=/v1/matters/{matter}",
		"none affiant.kind=request affiant.outcome=4xx",
		"store view affiant.kind=store affiant.outcome=read db.operation.name=view",
	} {
		if !slices.Contains(list, want) {
			t.Errorf("no span says %q; they say\n%s", want, strings.Join(list, "\n"))
		}
	}
	if !strings.Contains(saidOf(heard.about), "service.name=ashford") || heard.header.Get("X-Key") != "quarry lamp" {
		t.Errorf("the resource is%s, the header %q", saidOf(heard.about), heard.header.Get("X-Key"))
	}
	if err := heard.wordless("purloined", "quarry", "127.0.0.1"); err != nil || strings.Contains(log, "quarry") {
		t.Errorf("%v; the log is %s", err, log)
	}
	for _, s := range heard.spans {
		if hex.EncodeToString(s.TraceId) == "0af7651916cd43dd8448eb211c80319c" {
			t.Fatal("a traceparent is believed that no proxy vouches for")
		}
	}

	x.traces, x.proxied, heard.spans = tracing{heard.URL + "/v1/traces", "county", headers}, true, nil
	ask(x, map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SERVICE_NAME": "ashford"}, "Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	if !strings.Contains(saidOf(heard.about), "service.name=county") || heard.header.Get("X-Key") != "quarry lamp" {
		t.Errorf("the flags do not come first: %s, %q", saidOf(heard.about), heard.header.Get("X-Key"))
	}
	if i := slices.IndexFunc(heard.spans, func(s *trace.Span) bool { return s.Name == "GET /v1/health" }); i < 0 || hex.EncodeToString(heard.spans[i].TraceId) != "0af7651916cd43dd8448eb211c80319c" || hex.EncodeToString(heard.spans[i].ParentSpanId) != "b7ad6b7169203331" {
		t.Errorf("the traceparent of a proxy is not believed: %v", heard.spans)
	}
}

// TestNoCollector: whatever the collector does, the station answers, stops, and logs nothing of what it said.
func TestNoCollector(t *testing.T) {
	hung := make(chan struct{})
	refuses := newCollector(func(w http.ResponseWriter) bool {
		http.Error(w, "purloined", http.StatusForbidden)
		return false
	})
	hangs := newCollector(func(http.ResponseWriter) bool { <-hung; return false })
	defer refuses.Close()
	defer hangs.Close()
	defer close(hung)
	for name, at := range map[string]string{"is not there": "http://127.0.0.1:1", "refuses": refuses.URL, "hangs": hangs.URL} {
		t.Run(name, func(t *testing.T) {
			var logged syncBuffer
			log := slog.New(slog.NewTextHandler(&logged, nil))
			taker, err := (&tracing{endpoint: at + "/v1/traces"}).open(t.Context(), none, log)
			if err != nil {
				t.Fatal(err)
			}
			begun := time.Now()
			for range 20_000 { // ten times what is held
				ctx, part := minutes.Open(minutes.With(t.Context(), taker.taker()), minutes.Request, "GET /x", "")
				_, within := minutes.Begin(ctx, minutes.Act, "granted")
				within.End("done", false)
				part.End("2xx", false)
			}
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("40,000 parts took %v", took)
			}
			begun = time.Now()
			taker.close(log)
			if took := time.Since(begun); took > flushing+5*time.Second {
				t.Errorf("it took %v to stop", took)
			}
			if s := logged.String(); strings.Contains(s, "purloined") || !strings.Contains(s, "traces") {
				t.Errorf("the log says %s", s)
			}
		})
	}
}

// TestTracesRefused: what cannot be meant is refused before anything is served, and no secret is said again.
func TestTracesRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "headers")
	if err := os.WriteFile(file, []byte("quarry lamp\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	open := filepath.Join(t.TempDir(), "open")
	if err := os.WriteFile(open, []byte("X-Key: quarry lamp\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		x    tracing
		env  map[string]string
		want string
	}{
		"a name alone":       {tracing{service: "county"}, nil, "expected --traces as well"},
		"no address":         {tracing{endpoint: "collector:4318"}, nil, "--traces is no address"},
		"a user":             {tracing{endpoint: "https://me:quarry@collector.example"}, nil, "without a user"},
		"another protocol":   {tracing{}, map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4317", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, "expected http/protobuf"},
		"no header":          {tracing{"http://127.0.0.1:1", "", file}, nil, "headers:1: this is no header"},
		"read by others":     {tracing{"http://127.0.0.1:1", "", open}, nil, "may be read by others"},
		"no header, by name": {tracing{endpoint: "http://127.0.0.1:1"}, map[string]string{"OTEL_EXPORTER_OTLP_HEADERS": "a=b,quarry"}, "header 2 is none"},
		"a secret, in clear": {tracing{endpoint: "http://collector.example"}, map[string]string{"OTEL_EXPORTER_OTLP_HEADERS": "x-key=quarry"}, "by TLS only"},
	} {
		_, err := tt.x.open(t.Context(), func(k string) string { return tt.env[k] }, slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "quarry") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
