package look

import (
	"net/http"
	"strconv"

	"github.com/affiant-project/affiant/internal/minutes"
)

// Timed has the minutes taken of every request: by the route that a door finds it to be (minutes.Of), never by the address asked for; and by the class of
// the status. A traceparent is believed only from a proxy.
func Timed(next http.Handler, t minutes.Taker, proxied bool) http.Handler {
	if t == nil {
		return next
	}
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		from := ""
		if proxied {
			from = r.Header.Get("Traceparent")
		}
		ctx, part := minutes.Open(minutes.With(r.Context(), t), minutes.Request, "none", from)
		w := &classed{ResponseWriter: rw}
		defer func() {
			if w.status == 0 {
				w.status = http.StatusOK
			}
			if x := recover(); x != nil { // what ends a connection is not answered
				part.End("aborted", true)
				panic(x)
			}
			part.End(strconv.Itoa(w.status/100)+"xx", w.status >= 500)
		}()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// A classed is an answer whose status is noted.
type classed struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status.
func (c *classed) WriteHeader(status int) {
	if c.status == 0 && status >= 200 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

// Unwrap gives the writer below, for deadlines.
func (c *classed) Unwrap() http.ResponseWriter { return c.ResponseWriter }
