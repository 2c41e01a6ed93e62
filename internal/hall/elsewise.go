package hall

import (
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/look"
)

// elsewise answers what no page does: 405 and the methods there are, where there are some at the address (RFC 9110, 15.5.6), those alone to OPTIONS, and else the
// page that says that there is none. The first goes by the routes alone, before anyone is asked who he is and any matter is looked for, as the API does.
func (h *hall) elsewise(mux *http.ServeMux) http.Handler {
	nowhere := h.door(page{open: true, serve: (*visit).nowhere})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		allowed := look.Methods(mux, r)
		if allowed == nil {
			nowhere.ServeHTTP(w, r)
			return
		}
		begun, status := time.Now(), http.StatusMethodNotAllowed
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		if r.Method == http.MethodOptions {
			status = http.StatusNoContent
		}
		if w.WriteHeader(status); status == http.StatusMethodNotAllowed && r.Method != http.MethodHead {
			_, _ = io.WriteString(w, "This page does not take "+look.Method(r.Method)+"; it takes "+strings.Join(allowed, ", ")+".\n") // the reader may have gone
		}
		h.note(page{}, status, time.Since(begun))
	})
}
