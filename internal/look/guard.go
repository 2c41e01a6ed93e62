package look

import (
	"net"
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/zstd"
)

// mostQuery is how many bytes of a query are read.
const mostQuery = 64 << 10

// policy lets a page load from this server its style, script, fonts and images, and nothing from anywhere else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// A Door says what a guard lets through.
type Door struct {
	Alone bool   // only what was addressed to this machine by a loopback name
	Most  int64  // bytes of a request's body
	Cache string // the Cache-Control of what says nothing else

	Body func(*http.Request) int64 // bytes of the body of a request, where they are others than Most; nil for nowhere
}

// Guard holds what every page of the house has: a policy that lets it load nothing from elsewhere; no posts from other origins; limits on
// what is read. A door that is alone answers no other name, so that a page from elsewhere that has its own name resolve here (DNS
// rebinding) reads nothing.
func Guard(next http.Handler, d Door) http.Handler {
	same := small(http.NewCrossOriginProtection().Handler(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cache-Control", d.Cache)
		switch {
		case d.Alone && !loopback(r.Host):
			http.Error(w, "This server answers only on this machine, as localhost, 127.0.0.1 or [::1].", http.StatusMisdirectedRequest)
		case elsewhere(r):
			http.Error(w, "A page from elsewhere may lead here, and may not load anything from here.", http.StatusForbidden)
		case len(r.URL.RawQuery) > mostQuery:
			http.Error(w, "The address is too long: its query may have 64 KiB.", http.StatusRequestURITooLong)
		default:
			most := d.Most
			if d.Body != nil {
				most = max(most, d.Body(r))
			}
			r.Body = http.MaxBytesReader(w, r.Body, most)
			same.ServeHTTP(w, r)
		}
	})
}

// small sends text compressed to whoever takes it so. How long a compressed page is tells a little of what is in it, to one who can have the
// same page asked for with words of his own in it (BREACH, Gluck, Harris and Prado 2013): the cookie goes with no request from elsewhere, the
// token of a form is never twice the same bytes, and the length is blurred. Browsers take zstd over TLS and of this machine; at the level it is sent at a long page is a
// tenth smaller than by gzip, in about the same time.
func small(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(6), gzhttp.ZstdCompressionLevel(int(zstd.SpeedBetterCompression)), gzhttp.SetContentType(false), gzhttp.RandomJitter(64, 0, false),
		gzhttp.ContentTypes([]string{"text/html", "text/css", "text/javascript", "text/csv", "application/json", "image/svg+xml"}))
	if err != nil {
		panic(err) // what it is given does not change
	}
	return wrap(next)
}

// elsewhere reports whether a page from another origin asks for something to load into itself. It could not read it, but each
// such request could be work for this machine. A browser says so of every request; what is no browser need not.
func elsewhere(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		return r.Header.Get("Sec-Fetch-Mode") != "navigate"
	}
	return false
}

// loopback reports whether the host of a request, with or without a port, is a name of this machine.
func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	if strings.EqualFold(strings.TrimSuffix(name, "."), "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}
