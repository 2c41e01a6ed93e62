// Package minutes says where the time of a request goes, to whomever takes the minutes: which route, which kind of act, which transactions of
// the store, which deliveries, and how each came out. What it says is chosen from fixed lists: never an address, a name or a word of a matter, and never
// anything by which one that is sealed could be told from one that is not there.
//
// Who takes the minutes comes with the context. Without a taker nothing is noted, and it costs one look at the context.
package minutes

import "context"

// A Part is a piece of work that takes time.
type Part interface {
	// Name renames the part, once it is known better what it is.
	Name(name string)

	// Begin begins a part within this one.
	Begin(kind Kind, name string) Part

	// End says how it came out, by a word of a fixed list, and whether that is our own mistake. It is called once.
	End(outcome string, ours bool)
}

// A Taker takes the minutes. It never waits for whom it hands them to. It is safe for use by several at once.
type Taker interface {
	// Begin begins a part of nothing else. From says what it continues: the W3C traceparent of a request, from one who may say so; or "".
	Begin(kind Kind, name, from string) Part
}

// A Kind is what kind of work a part is.
type Kind string

// The kinds.
const (
	Request  Kind = "request"  // the name is the route
	Act      Kind = "act"      // the kind of the act
	Store    Kind = "store"    // view or update
	Delivery Kind = "delivery" // webhook, letter or checkpoint
)

type (
	takerKey struct{}
	partKey  struct{}
)

// With returns a context by which a taker takes the minutes; ctx, if t is nil.
func With(ctx context.Context, t Taker) context.Context {
	if t == nil {
		return ctx
	}
	return context.WithValue(ctx, takerKey{}, t)
}

// Open begins a part of nothing else, if someone takes the minutes, and returns the context of what happens within it. The part may be used in
// either case.
func Open(ctx context.Context, kind Kind, name, from string) (context.Context, Part) {
	t, _ := ctx.Value(takerKey{}).(Taker)
	if t == nil {
		return ctx, none{}
	}
	p := t.Begin(kind, name, from)
	return context.WithValue(ctx, partKey{}, p), p
}

// Begin begins a part within that of the context. Where there is none, nothing is noted: what the office does by its clocks, every second or
// two, tells no one anything.
func Begin(ctx context.Context, kind Kind, name string) (context.Context, Part) {
	p := Of(ctx).Begin(kind, name)
	if p == (none{}) {
		return ctx, p
	}
	return context.WithValue(ctx, partKey{}, p), p
}

// Of returns the part of the context.
func Of(ctx context.Context) Part {
	if p, ok := ctx.Value(partKey{}).(Part); ok {
		return p
	}
	return none{}
}

// Aside returns a context of which no minutes are taken: for what is done only where a matter is sealed.
func Aside(ctx context.Context) context.Context {
	if Of(ctx) == (none{}) {
		return ctx
	}
	return context.WithValue(ctx, partKey{}, none{})
}

type none struct{}

func (none) Name(string)             {}
func (none) Begin(Kind, string) Part { return none{} }
func (none) End(string, bool)        {}
