package api

import (
	"net/http"
	"strings"

	"github.com/affiant-project/affiant/internal/look"
)

// elsewise answers what no route does: 405 and the methods there are, where there are some at the address (RFC 9110, 15.5.6), those methods alone to
// OPTIONS, and else 404. It goes by the routes, which the document tells to anyone, and looks for no matter.
func elsewise(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		allowed := look.Methods(mux, r)
		if allowed == nil {
			writeProblem(w, problem(http.StatusNotFound, "there is nothing at this address; /v1/openapi.json says what there is"))
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		writeProblem(w, problem(http.StatusMethodNotAllowed, "this address does not take "+look.Method(r.Method)+"; expected "+strings.Join(allowed, ", ")+" (/v1/openapi.json)"))
	}
}
