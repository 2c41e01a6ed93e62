package look

import (
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Front says under which names a station is reached, and how.
type Front struct {
	Alone  bool          // it answers this machine alone, so by a loopback name and no other
	Names  []string      // hosts, without a port; any, if there are none and it is not alone
	Strict time.Duration // for how long a browser is to come by TLS only (RFC 6797); 0, where there is no TLS
	Open   []string      // paths that are answered under any name, for those who ask whether it lives
}

// At holds that a request was addressed to the station by a name of its own. A page from elsewhere that has its own name resolve to the
// station's address (DNS rebinding) reads nothing, of the pages and of the API.
func At(next http.Handler, f Front) http.Handler {
	strict := "max-age=" + strconv.Itoa(int(f.Strict/time.Second))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		here := loopback(r.Host)
		if !here && !slices.Contains(f.Open, r.URL.Path) && (f.Alone || len(f.Names) > 0 && !slices.Contains(f.Names, hostOf(r.Host))) {
			says := "This server does not answer under this name."
			if f.Alone {
				says = "This server answers only on this machine, as localhost, 127.0.0.1 or [::1]."
			}
			http.Error(w, says, http.StatusMisdirectedRequest)
			return
		}
		if f.Strict > 0 && !here { // other servers of a developer's machine are at the same name
			w.Header().Set("Strict-Transport-Security", strict)
		}
		next.ServeHTTP(w, r)
	})
}

// hostOf is the host of a request in the form in which names are compared.
func hostOf(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}
