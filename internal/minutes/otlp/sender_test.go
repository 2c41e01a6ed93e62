package otlp

import (
	"bytes"
	"context"
	"encoding/pem"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/affiant-project/affiant/internal/minutes"
)

// TestSender: a batch goes to the collector that was named and to no other, with the certificate that the environment names; and the log says why one was not taken,
// without a word of what was answered.
func TestSender(t *testing.T) {
	var elsewhere atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	answers := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", other.URL)
			http.Error(w, "purloined", status)
		}
	}
	redirects, refuses := httptest.NewServer(answers(307)), httptest.NewServer(answers(403))
	defer redirects.Close()
	defer refuses.Close()
	var taken atomic.Int64
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") == "quarry" {
			taken.Add(1)
		}
	}))
	defer secure.Close()
	secure.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	cert := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	send := func(at string) string {
		t.Helper()
		var logged bytes.Buffer
		taker, err := New(t.Context(), Options{Endpoint: at + "/v1/traces", Headers: map[string]string{"X-Key": "quarry"}, Service: "x", Log: slog.New(slog.NewTextHandler(&logged, nil))})
		if err != nil {
			t.Fatal(err)
		}
		_, part := minutes.Open(minutes.With(t.Context(), taker), minutes.Request, "GET /x", "")
		part.End("2xx", false)
		taker.Close(context.Background())
		return logged.String()
	}
	for at, want := range map[string]string{redirects.URL: "it answers 307, and a redirect is not followed", refuses.URL: "it answers 403", "http://127.0.0.1:1": "it cannot be reached", secure.URL: "its certificate is not believed"} {
		if got := send(at); !strings.Contains(got, want) || strings.Contains(got, "purloined") || strings.Contains(got, "quarry") {
			t.Errorf("the log says %s; want %q", got, want)
		}
	}
	if elsewhere.Load() > 0 {
		t.Error("a redirect was followed, with its headers")
	}
	t.Setenv("OTEL_EXPORTER_OTLP_CERTIFICATE", cert)
	if got := send(secure.URL); got != "" || taken.Load() != 1 {
		t.Errorf("%d taken; the log says %s", taken.Load(), got)
	}
	for name, value := range map[string]string{"CERTIFICATE": cert + "x", "CLIENT_KEY": cert, "TIMEOUT": "soon"} {
		if _, _, err := newSender(func(k string) string { return map[string]string{"OTEL_EXPORTER_OTLP_TRACES_" + name: value}[k] }); err == nil {
			t.Errorf("%s %q is taken", name, value)
		}
	}
}
