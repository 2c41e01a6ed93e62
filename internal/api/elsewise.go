package api

import (
	"net/http"
	"slices"
	"strings"
)

// methods are those that an address is tried with. A GET answers HEAD too.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// elsewise answers what no route does: 405 and the methods there are, where there are some at the address (RFC 9110, 15.5.6), those methods alone to
// OPTIONS, and else 404. It goes by the routes, which the document tells to anyone, and looks for no matter: it says the same of one that is sealed, of one that
// is not there, and to who is not signed in.
func elsewise(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, m := range methods {
			as := r.Clone(r.Context())
			as.Method = m
			if _, pattern := mux.Handler(as); pattern != "/" {
				allowed = append(allowed, m)
			}
		}
		if len(allowed) == 0 {
			writeProblem(w, problem(http.StatusNotFound, "there is nothing at this address; /v1/openapi.json says what there is"))
			return
		}
		allowed = append(allowed, http.MethodOptions)
		slices.Sort(allowed)
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		writeProblem(w, problem(http.StatusMethodNotAllowed, "this address does not take "+said(r.Method)+"; expected "+strings.Join(allowed, ", ")+" (/v1/openapi.json)"))
	}
}

// said is a method as it may be said again: what is long or odd is not.
func said(method string) string {
	if len(method) > 20 || strings.Trim(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != "" {
		return "this method"
	}
	return method
}
