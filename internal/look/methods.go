package look

import (
	"net/http"
	"slices"
	"strings"
)

// methods are those that an address is tried with. A GET answers HEAD too.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// Methods returns the methods that there are at the address of a request, OPTIONS among them; nil, if there are none. It goes by the routes, of which "/" is what
// answers the rest, and looks for nothing else: it says the same of what is sealed, of what is not there, and to who is not signed in.
func Methods(mux *http.ServeMux, r *http.Request) []string {
	var allowed []string
	for _, m := range methods {
		as := r.Clone(r.Context())
		as.Method = m
		if _, pattern := mux.Handler(as); pattern != "/" {
			allowed = append(allowed, m)
		}
	}
	if len(allowed) == 0 {
		return nil
	}
	allowed = append(allowed, http.MethodOptions)
	slices.Sort(allowed)
	return allowed
}

// Method is a method as it may be said again: what is long or odd is not.
func Method(method string) string {
	if len(method) > 20 || strings.Trim(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != "" {
		return "this method"
	}
	return method
}
