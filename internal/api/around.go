package api

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/session"
)

type requestKey struct{}

// requestID is the id of a request.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// A seen is the answer as it goes out.
type seen struct {
	http.ResponseWriter
	status int
	route  string
}

// WriteHeader notes the status.
func (s *seen) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
	s.ResponseWriter.WriteHeader(status)
}

// Unwrap gives the writer below, for deadlines.
func (s *seen) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// around is what every request passes: an id, the headers of every answer, the limits by address, a count, one line in the log. The line
// has the route, never the address asked for: that may hold the name of a matter.
func (d *door) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		w := &seen{ResponseWriter: rw}
		var lot [8]byte
		io.ReadFull(d.Lots, lot[:])
		id := hex.EncodeToString(lot[:])
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, id))
		h := w.Header()
		h.Set("Request-Id", id)
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		defer func() {
			if x := recover(); x != nil {
				if x == http.ErrAbortHandler {
					panic(x)
				}
				// What was thrown may hold a word of a matter; where it was thrown does not.
				d.Log.Error("a request panicked", "request", id, "stack", string(debug.Stack()))
				if w.status == 0 {
					p := problem(http.StatusInternalServerError, "something went wrong here; it is in the log under the id of this request")
					p.Instance = id
					writeProblem(w, p)
				}
			}
			route := w.route
			if route == "" {
				route = "none"
			}
			took := time.Since(begun)
			d.Counts.Add(route, w.status, took)
			d.Log.Info("request", "request", id, "route", route, "status", w.status, "took", took.Round(time.Microsecond))
		}()
		address := d.address(r)
		if !d.limits.Address(address, begun) {
			tooFast(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// onlyJSON tells whether an operation takes a body, and JSON alone.
func onlyJSON(op *huma.Operation) bool {
	if op.RequestBody == nil || len(op.RequestBody.Content) != 1 {
		return false
	}
	_, ok := op.RequestBody.Content["application/json"]
	return ok
}

// isJSON tells whether a media type is JSON (RFC 6838, 4.2.8: a suffix too).
func isJSON(kind string) bool {
	t, _, err := mime.ParseMediaType(kind)
	return err == nil && (t == "application/json" || strings.HasSuffix(t, "+json"))
}

func tooFast(w http.ResponseWriter) {
	writeProblem(w, problem(http.StatusTooManyRequests, "too many requests; wait a little"))
}

// address is where a request comes from, for the limits.
func (d *door) address(r *http.Request) string { return look.From(r, d.Proxied) }

// admit finds who asks, and holds the scope of the operation and the limits by account.
func (d *door) admit(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	op := ctx.Operation()
	if s, ok := w.(*seen); ok {
		s.route = op.Method + " " + op.Path
		minutes.Of(r.Context()).Name(s.route)
	}
	a := asker{address: d.address(r)}
	if op.Metadata["slow"] == true && !d.limits.SignIn(a.address, time.Now()) {
		tooFast(w)
		return
	}
	if !d.shown(op, r) {
		writeProblem(w, errNotice())
		return
	}
	if len(op.Security) == 0 {
		next(huma.WithValue(ctx, askerKey{}, a))
		return
	}
	secret, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	s, err := d.Desk.Find(r.Context(), secret)
	var no *session.Refused
	if errors.As(err, &no) && no.Locked && op.Metadata["locked"] == true {
		s, err = d.Desk.FindLocked(r.Context(), secret)
	}
	if err != nil {
		w.Header().Set("WWW-Authenticate", "Bearer")
		writeProblem(w, d.fail(r.Context(), err).(*Problem))
		return
	}
	if !d.limits.Account(s.Account, time.Now()) {
		tooFast(w)
		return
	}
	if kind := r.Header.Get("Content-Type"); kind != "" && onlyJSON(op) && !isJSON(kind) { // an act is read as it was sent, byte for byte, and so by none of the readers that would say this
		writeProblem(w, problem(http.StatusUnsupportedMediaType, "the body is said to be of another kind; expected Content-Type: application/json"))
		return
	}
	if scope := session.Scope(op.Security[0]["bearer"][0]); !s.May(scope) {
		writeProblem(w, problem(http.StatusForbidden, "this token is not for that; it would need the scope "+string(scope)))
		return
	}
	a.session = s
	next(huma.WithValue(ctx, askerKey{}, a))
}
