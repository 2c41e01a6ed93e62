#!/bin/sh
# What a reader should not have to look for.
set -eu
cd "$(dirname "$0")/.."
GO=${GO:-go}

unformatted=$(gofmt -l .)
if [ -n "$unformatted" ]; then
	echo "not formatted by gofmt:"
	echo "$unformatted"
	exit 1
fi
$GO vet ./...
$GO tool staticcheck ./...
AFFIANT_CHROMIUM=- AFFIANT_AXE=- # no page is looked at here
. make/browser.sh
. make/openapi.sh
if command -v govulncheck >/dev/null; then
	log=$(mktemp)
	if govulncheck ./... >"$log" 2>&1; then
		tail -n 1 "$log"
	elif grep -q '^Vulnerability #' "$log"; then
		cat "$log"
		rm -f "$log"
		exit 1
	else
		echo "known vulnerabilities not looked up: $(tail -n 1 "$log")"
	fi
	rm -f "$log"
else
	echo "known vulnerabilities not looked up: govulncheck is not installed"
fi
echo "lint: nothing to say"
