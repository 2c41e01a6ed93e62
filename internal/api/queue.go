package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
)

const (
	mostStreams   = 4    // of one account on a node
	allStreams    = 1000 // on a node
	longestStream = time.Hour
)

// Pace says how often streams are looked after.
type Pace struct {
	Look time.Duration // how often the log is looked at
	Beat time.Duration // how often a stream says that it is still there, and whether the session is open is asked
}

// UsualPace is that of a door that is not told another.
func UsualPace() Pace { return Pace{Look: time.Second, Beat: 15 * time.Second} }

// A Waiting is a matter in the queue of the one who asks.
type Waiting struct {
	Matter Matter  `json:"matter" doc:"the matter as it is now"`
	Awaits []Await `json:"awaits" doc:"what in it waits for the one who asks; empty if nothing does any more"`
}

// An Await is something that waits.
type Await struct {
	Application string `json:"application" doc:"the application"`
	What        string `json:"what" doc:"what is to be done" enum:"assign,present,decide,issue,bring-again,execute,alert"`
}

func waitingOf(w clerk.Waiting) Waiting {
	out := Waiting{matterOf(w.Summary), []Await{}}
	for _, a := range w.Awaits {
		out.Awaits = append(out.Awaits, Await{string(a.Application), a.What})
	}
	return out
}

// streams are those that are open on this node. They are ended when the node stops: a stream would never finish by itself.
type streams struct {
	mu   sync.Mutex
	by   map[string]int
	all  int
	over chan struct{}
	once sync.Once
}

func newStreams() *streams { return &streams{by: map[string]int{}, over: make(chan struct{})} }

func (s *streams) enter(account string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all >= allStreams || s.by[account] >= mostStreams {
		return false
	}
	s.all++
	s.by[account]++
	return true
}

func (s *streams) leave(account string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all--
	if s.by[account]--; s.by[account] == 0 {
		delete(s.by, account)
	}
}

// End ends the streams of the handler, so that a server can stop; whoever listens asks again, of another node.
func (h *Handler) End() { h.streams.once.Do(func() { close(h.streams.over) }) }

func (d *door) queue() {
	op := huma.Operation{OperationID: "watch-queue", Method: http.MethodGet, Path: "/v1/queue", Summary: "What waits for the caller, and what changes, as it comes", Tags: []string{"matters"},
		Description: "Server-sent events. First, one event matter for each matter in which something waits, and then one event ready; from then on one event matter for each matter that changes, if the caller " +
			"may find it. The id of an event resumes after it, as Last-Event-ID. The stream ends with the session, and after an hour at most; ask again then. What is sealed or gone is not told of.",
		Security: scoped(session.Read), Errors: []int{401, 403, 422, 429}}
	waiting := d.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Waiting](), true, "Waiting")
	op.Responses = map[string]*huma.Response{"200": {Description: "A stream of events. The data of an event matter is a Waiting.", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{
		Type: huma.TypeString, Extensions: map[string]any{"contentMediaType": "application/json", "contentSchema": waiting}}}}}}
	huma.Register(d.api, op, func(ctx context.Context, in *struct {
		Last string `header:"Last-Event-ID" maxLength:"400" doc:"the id of the last event that was had"`
	}) (*huma.StreamResponse, error) {
		after, err := d.cursor(ctx, in.Last)
		if err != nil {
			return nil, d.fail(ctx, err)
		}
		me := askerOf(ctx).session
		if !d.streams.enter(me.Account) {
			return nil, problem(http.StatusTooManyRequests, fmt.Sprintf("too many streams are open; one account may have %d", mostStreams))
		}
		return &huma.StreamResponse{Body: func(out huma.Context) {
			defer d.streams.leave(me.Account)
			r, w := humago.Unwrap(out)
			secret, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			out.SetHeader("Content-Type", "text/event-stream")
			out.SetHeader("X-Accel-Buffering", "no") // a proxy is not to wait until more has come
			out.SetStatus(http.StatusOK)
			if r.Method == http.MethodHead { // what would be streamed is thrown away, for as long as it went on
				return
			}
			if err := d.stream(out.Context(), http.NewResponseController(w), out.BodyWriter(), secret, after); err != nil && out.Context().Err() == nil {
				d.Log.ErrorContext(out.Context(), "a stream ended", "request", requestID(out.Context()), "error", look.Wordless(err))
			}
		}}, nil
	})
}

// stream tells one caller what waits and what changes, until something ends it. It looks at the size of the log: what another node enters is seen
// there like what this one does.
func (d *door) stream(ctx context.Context, c *http.ResponseController, w io.Writer, secret string, after *store.Cursor) error {
	say := func(text string) error {
		c.SetWriteDeadline(time.Now().Add(10 * time.Second)) // in vain, where there is no connection
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
		c.Flush()
		return nil
	}
	look, beat, end := time.NewTicker(d.Pace.Look), time.NewTicker(d.Pace.Beat), time.NewTimer(longestStream)
	defer look.Stop()
	defer beat.Stop()
	defer end.Stop()
	size, ready := int64(-1), false
	at := &listening{door: d, after: after}
	for {
		now, err := d.Clerk.Size(ctx)
		if err != nil {
			return err
		}
		if now != size {
			if _, err := d.Desk.Peek(ctx, secret); err != nil {
				return nil
			}
			size = now
			if err := at.tell(ctx, say); err != nil {
				return err
			}
		}
		if !ready {
			ready = true
			if err := say("event: ready\ndata: {}\n\n"); err != nil {
				return err
			}
		}
	pause:
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-d.streams.over:
				return nil
			case <-end.C:
				return nil
			case <-beat.C:
				if _, err := d.Desk.Peek(ctx, secret); err != nil {
					return nil
				}
				if err := say(": still here\n\n"); err != nil {
					return err
				}
			case <-look.C:
				break pause
			}
		}
	}
}

// A listening is how far a stream has come.
type listening struct {
	*door
	after *store.Cursor
	told  map[string]time.Time // what was said of the moment of after: by matter, when that changed
}

// tell says what changed since it was asked last.
func (l *listening) tell(ctx context.Context, say func(string) error) error {
	list, next, err := l.Clerk.Queue(ctx, caller(ctx), l.after)
	if err != nil {
		return err
	}
	told := map[string]time.Time{}
	for _, x := range list {
		id := string(x.Matter)
		if at, ok := l.told[id]; ok && at.Equal(x.At.Changed) {
			told[id] = at
			continue
		}
		cursor, err := l.sealCursor(ctx, &x.At)
		if err != nil {
			return err
		}
		data, err := json.Marshal(waitingOf(x))
		if err != nil {
			return err
		}
		if err := say("event: matter\nid: " + cursor + "\ndata: " + string(data) + "\n\n"); err != nil {
			return err
		}
		told[id] = x.At.Changed
	}
	l.after, l.told = next, told
	return nil
}
