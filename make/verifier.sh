# Builds the verifier of the page to check a bundle: cmd/verifier as WebAssembly, packed, with the Go runtime's script for it and a note of what
# it was made from. The same sources and the same Go give the same bytes; a test of internal/hall holds it to that.
set -eu
out=internal/hall/verifier
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
GOFLAGS= GOOS=js GOARCH=wasm CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -buildid=" -o "$tmp/verifier.wasm" ./cmd/verifier
gzip -9n <"$(go env GOROOT)/lib/wasm/wasm_exec.js" >"$out/wasm_exec.js.gz"
AFFIANT_VERIFIER="$tmp/verifier.wasm" go test -count=1 -run 'TestVerifierIsOfItsSources' ./internal/hall
ls -l "$out"
