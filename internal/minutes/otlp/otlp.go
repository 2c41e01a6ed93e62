// Package otlp hands the minutes out as traces of OpenTelemetry, by OTLP over HTTP.
package otlp

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/affiant-project/affiant/internal/minutes"
)

// Options say to whom the minutes are handed, and what is said of the station.
type Options struct {
	Endpoint string            // http or https, with the path; required
	Headers  map[string]string // sent with each batch; may hold a secret
	Service  string            // service.name
	Release  string            // service.version
	Log      *slog.Logger      // that they could not be handed over; never with what the other said
}

// A Taker hands the minutes over in batches, in the background. What the other does not take in time is dropped: nothing waits for it.
type Taker struct {
	provider *sdk.TracerProvider
	tracer   trace.Tracer
}

// New returns a taker. It connects to no one yet. What the standard variables of the environment say of sampling (OTEL_TRACES_SAMPLER), batches (OTEL_BSP_*), the
// exporter's time, certificate and compression (OTEL_EXPORTER_OTLP_*) and further attributes of the resource holds.
func New(ctx context.Context, o Options) (*Taker, error) {
	sender, client, err := newSender(os.Getenv)
	if err != nil {
		return nil, err
	}
	opts := []otlptracehttp.Option{otlptracehttp.WithEndpointURL(o.Endpoint), otlptracehttp.WithHeaders(o.Headers), otlptracehttp.WithHTTPClient(client)}
	e, err := otlptracehttp.New(ctx, opts...)
	if err != nil {
		return nil, err
	}
	about, err := resource.New(ctx, resource.WithFromEnv(), resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", o.Service), attribute.String("service.version", o.Release)))
	if err != nil {
		return nil, err
	}
	p := sdk.NewTracerProvider(sdk.WithResource(about), sdk.WithBatcher(&quiet{SpanExporter: e, why: sender.why, log: o.Log}))
	return &Taker{p, p.Tracer("github.com/affiant-project/affiant")}, nil
}

// Close hands over what is left, for as long as the context lets it.
func (t *Taker) Close(ctx context.Context) error { return t.provider.Shutdown(ctx) }

// quiet says that minutes could not be handed over, once until they can be again, and never what the other answered: the SDK would print that.
type quiet struct {
	sdk.SpanExporter
	why  func() string
	log  *slog.Logger
	down atomic.Bool
}

// ExportSpans hands spans over.
func (q *quiet) ExportSpans(ctx context.Context, list []sdk.ReadOnlySpan) error {
	err := q.SpanExporter.ExportSpans(ctx, list)
	switch was := q.down.Swap(err != nil); {
	case err != nil && !was:
		q.log.Warn("traces are not taken; what is not taken is dropped", "spans", len(list), "why", q.why())
	case err == nil && was:
		q.log.Info("traces are taken again")
	}
	return nil
}

// kinds are the kinds of parts in the words of OpenTelemetry.
var kinds = map[minutes.Kind]trace.SpanKind{minutes.Request: trace.SpanKindServer, minutes.Delivery: trace.SpanKindClient, minutes.Store: trace.SpanKindClient}

// Begin begins a trace, or goes on with the one that from names.
func (t *Taker) Begin(kind minutes.Kind, name, from string) minutes.Part {
	ctx := context.Background()
	if from != "" {
		ctx = propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(http.Header{"Traceparent": {from}}))
	}
	return t.begin(ctx, kind, name)
}

func (t *Taker) begin(ctx context.Context, kind minutes.Kind, name string) minutes.Part {
	ctx, s := t.tracer.Start(ctx, full(kind, name), trace.WithSpanKind(kinds[kind]))
	return &part{t, ctx, s, kind, name}
}

// full is the name of a span.
func full(kind minutes.Kind, name string) string {
	if kind == minutes.Request {
		return name
	}
	return string(kind) + " " + name
}

type part struct {
	t    *Taker
	ctx  context.Context
	span trace.Span
	kind minutes.Kind
	name string
}

// Name renames the part.
func (p *part) Name(name string) {
	p.name = name
	p.span.SetName(full(p.kind, name))
}

// Begin begins a part within.
func (p *part) Begin(kind minutes.Kind, name string) minutes.Part {
	return p.t.begin(p.ctx, kind, name)
}

// End ends it.
func (p *part) End(outcome string, ours bool) {
	set := []attribute.KeyValue{attribute.String("affiant.kind", string(p.kind)), attribute.String("affiant.outcome", outcome)}
	switch p.kind {
	case minutes.Request:
		if method, route, ok := strings.Cut(p.name, " "); ok {
			set = append(set, attribute.String("http.request.method", method), attribute.String("http.route", route))
		}
	case minutes.Store:
		set = append(set, attribute.String("db.operation.name", p.name))
	}
	p.span.SetAttributes(set...)
	if ours {
		p.span.SetStatus(codes.Error, "")
	}
	p.span.End()
}
