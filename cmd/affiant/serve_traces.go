package main

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/minutes/otlp"
)

// A tracing is to whom serve hands its traces. What is not said by a flag or by what stands for one comes from the standard variables of
// OpenTelemetry (OpenTelemetry Specification, "Environment Variable Specification" and "OTLP Exporter Configuration").
type tracing struct{ endpoint, service, headers string }

func (x *tracing) flags(f *pflag.FlagSet) {
	f.StringVar(&x.endpoint, "traces", "", "the `ADDRESS` to which traces are sent by OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces; that of $OTEL_EXPORTER_OTLP_TRACES_ENDPOINT or $OTEL_EXPORTER_OTLP_ENDPOINT, if left out; none, without these")
	f.StringVar(&x.service, "traces-service", "", "the `NAME` of the station there; $OTEL_SERVICE_NAME or affiant, if left out")
	f.StringVar(&x.headers, "traces-headers", "", "a `FILE` of the headers that are sent with them, mode 0600, each a line NAME: VALUE; those of $OTEL_EXPORTER_OTLP_HEADERS, if left out")
}

// flushing is how long a station that stops tries to hand over the last traces.
const flushing = 5 * time.Second

// A traced hands traces over; nil for none.
type traced struct{ *otlp.Taker }

// taker is who takes the minutes; nil for no one.
func (t *traced) taker() minutes.Taker {
	if t == nil {
		return nil
	}
	return t.Taker
}

// close hands over what is left.
func (t *traced) close(log *slog.Logger) {
	if t == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), flushing)
	defer cancel()
	if t.Close(ctx) != nil {
		log.Warn("the last traces could not be handed over")
	}
}

// open returns who takes the minutes; nil, if it is not said to whom traces go.
func (x *tracing) open(ctx context.Context, getenv func(string) string, log *slog.Logger) (*traced, error) {
	o := otlp.Options{Endpoint: x.endpoint, Service: x.service, Release: releaseName(), Log: log}
	from := "--traces"
	if o.Endpoint == "" {
		if strings.EqualFold(getenv("OTEL_SDK_DISABLED"), "true") || getenv("OTEL_TRACES_EXPORTER") == "none" {
			return nil, nil
		}
		from, o.Endpoint = "$OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
	}
	if base := getenv("OTEL_EXPORTER_OTLP_ENDPOINT"); o.Endpoint == "" && base != "" {
		from, o.Endpoint = "$OTEL_EXPORTER_OTLP_ENDPOINT", strings.TrimSuffix(base, "/")+"/v1/traces"
	}
	if o.Endpoint == "" {
		if x.service != "" || x.headers != "" {
			return nil, fault.Errorf(fault.Input, "there is more said of traces, and not to whom they go; expected --traces as well")
		}
		return nil, nil
	}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"} {
		if p := getenv(name); p != "" && p != "http/protobuf" {
			return nil, fault.Errorf(fault.Input, "$%s is %q; expected http/protobuf, which is how traces are sent", name, p)
		}
	}
	u, err := url.Parse(o.Endpoint)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil { // the address is not said again: it may hold a password
		return nil, fault.Errorf(fault.Input, "%s is no address that traces can be sent to; expected such as http://127.0.0.1:4318/v1/traces, without a user", from)
	}
	if o.Headers, err = x.readHeaders(getenv); err != nil {
		return nil, err
	}
	if len(o.Headers) > 0 && u.Scheme == "http" && !ours(u.Hostname()) {
		return nil, fault.Errorf(fault.Input, "%s: headers may hold a secret and go by TLS only, or to this machine; expected https", from)
	}
	if o.Service == "" {
		o.Service = getenv("OTEL_SERVICE_NAME")
	}
	if o.Service == "" {
		o.Service = "affiant"
	}
	t, err := otlp.New(ctx, o)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "%s: traces cannot be sent as the variables $OTEL_EXPORTER_OTLP_… say: %w", from, err)
	}
	return &traced{t}, nil
}

// ours reports whether a host is this machine.
func ours(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// readHeaders reads the headers of the file, or else those of the environment: key=value with commas between, the values percent-encoded. What is wrong is said
// without the words, for they may be a secret.
func (x *tracing) readHeaders(getenv func(string) string) (map[string]string, error) {
	list := map[string]string{}
	if x.headers != "" {
		text, err := guarded(x.headers)
		if err != nil {
			return nil, err
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			name, value, ok := strings.Cut(line, ":")
			if !ok {
				return nil, fault.Errorf(fault.Input, "%s:%d: this is no header; expected NAME: VALUE", x.headers, n)
			}
			list[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
		return list, nil
	}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS"} { // the second comes before the first
		for i, pair := range strings.Split(getenv(name), ",") {
			if strings.TrimSpace(pair) == "" {
				continue
			}
			key, value, ok := strings.Cut(pair, "=")
			value, err := url.PathUnescape(value)
			if !ok || err != nil {
				return nil, fault.Errorf(fault.Input, "$%s: header %d is none; expected name=value, with commas between", name, i+1)
			}
			list[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return list, nil
}
