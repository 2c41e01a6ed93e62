package hall

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/affiant-project/affiant/internal/fault"
)

// verifyGroup is the page on which a bundle is checked within the browser: nothing of it is sent anywhere. It tells of no matter, so it is for anyone.
var verifyGroup = group{pages: []page{
	{route: "GET /verify", serve: (*visit).verify, open: true},
	{route: "GET /verify/{name}", serve: (*visit).verifierFile, open: true},
}}

// verifier is cmd/verifier as make verifier builds it, packed, and the script that runs it.
//
//go:embed verifier
var verifier embed.FS

// verifyPolicy is that of the one page that runs WebAssembly: it may compile it, sends no form, and loads from this station alone.
const verifyPolicy = "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// A packedFile is a file of the verifier: as it is sent to those who take it packed, its sum and how large it is.
type packedFile struct {
	kind, sum   string
	packed, raw []byte
}

var verifierFiles = sync.OnceValue(func() map[string]packedFile {
	out := map[string]packedFile{}
	for name, kind := range map[string]string{"verifier.wasm": "application/wasm", "wasm_exec.js": "text/javascript; charset=utf-8"} {
		f := packedFile{kind: kind}
		var err error
		if f.packed, err = verifier.ReadFile("verifier/" + name + ".gz"); err == nil {
			var z *gzip.Reader
			if z, err = gzip.NewReader(bytes.NewReader(f.packed)); err == nil {
				f.raw, err = io.ReadAll(z)
			}
		}
		if err != nil {
			panic(err) // it is embedded
		}
		sum := sha256.Sum256(f.raw)
		f.sum = hex.EncodeToString(sum[:])
		out[name] = f
	}
	return out
})

// A verifyPage checks a file.
type verifyPage struct {
	chrome
	Sum, Run, Wasm string
	Size           string
	Key            string // of a moot court's log; a station that is not played does not tell its own here
}

func (v *visit) verify() error {
	files := verifierFiles()
	f := files["verifier.wasm"]
	p := verifyPage{chrome: v.chrome("Check a bundle"), Sum: f.sum, Run: "/verify/wasm_exec.js?v=" + files["wasm_exec.js"].sum[:16], Wasm: "/verify/verifier.wasm?v=" + f.sum[:16], Size: megabytes(len(f.packed))}
	if v.Moot != nil {
		p.Key = v.Moot.Key
	}
	p.Styles, p.Scripts = []string{"verify.css"}, []string{"verify.js"}
	v.w.Header().Set("Content-Security-Policy", verifyPolicy)
	return v.show(http.StatusOK, "verify.html", p)
}

func megabytes(n int) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// verifierFile hands out the verifier, which is of the program and says nothing of anyone.
func (v *visit) verifierFile() error {
	f, ok := verifierFiles()[v.r.PathValue("name")]
	if !ok {
		return fault.Errorf(fault.NotFound, "There is no such file.")
	}
	h := v.w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if v.r.URL.Query().Get("v") == f.sum[:16] {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body := f.raw
	if strings.Contains(v.r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = f.packed
	}
	_, _ = v.w.Write(body) // the reader may have gone
	return nil
}
