package hall

import (
	"io"
	"net/http"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
)

var (
	errTooFast = fault.Errorf(fault.Denied, "Too many tries from this address in a short time. Wait a little, and try again; nothing you typed is wrong.")
	errTooMany = fault.Errorf(fault.Denied, "Too many requests in a short time. Wait a few seconds, and send this again: nothing was entered, and nothing you typed is wrong.")
)

// tooMany is the page for an address that asks too fast. It costs nothing to make: no session is looked for, and no record read.
const tooMany = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A moment · Affiant</title>
<h1>A moment</h1><p>Too many requests came from this address in a short time. Wait a few seconds, and load the page again.</p></html>
`

// paced holds how often one address may ask for anything.
func (h *hall) paced(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !h.limits.Address(look.From(r, h.Proxied), time.Now()) {
			w.Header().Set("Retry-After", "2")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = io.WriteString(w, tooMany) // the reader may have gone
			return
		}
		next.ServeHTTP(w, r)
	})
}
