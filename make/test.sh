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

# The hall, with its browser, takes longest and waits for it half of the time: so it begins first, and one room more than there are processors is tested at
# once. A slow machine is waited for.
echo "make: go test"
$GO test -timeout 40m -p "$(($(getconf _NPROCESSORS_ONLN) + 1))" ./internal/hall ./...
