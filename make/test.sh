#!/bin/sh
# All tests, in at most 25 minutes on two cores. AFFIANT_FUZZ says how long each fuzz target runs (default 3s; 0 for none).
set -eu
cd "$(dirname "$0")/.."
GO=${GO:-go}
export GO
. make/browser.sh
. make/postgres.sh
. make/fuzz.sh
. make/openapi.sh

echo "make: go vet"
$GO vet ./...

time=${AFFIANT_FUZZ:-3s}
if [ "$time" != 0 ]; then
	fuzz_targets | while read -r package name; do
		echo "make: fuzzing $name in $package for $time"
		fuzz "$package" "$name" "$time" >"$(pwd)/.fuzz.log" 2>&1 </dev/null || {
			cat .fuzz.log
			rm -f .fuzz.log
			exit 1
		}
		rm -f .fuzz.log
	done
fi

echo "make: go test"
$GO test -timeout 40m ./... # the hall with its browser takes most of it; a slow machine is waited for
