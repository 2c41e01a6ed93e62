#!/bin/sh
# What takes longer than a test may: every fuzz target for ten minutes, the random tests many times over, the race
# detector. Each step that has passed for a commit is remembered, so a stopped soak goes on where it was, and one that is
# begun again tries only what failed. Writes soak/DATE-COMMIT.md.
#   AFFIANT_SOAK        how many random cases each random test tries (default 200000; never fewer than without a soak)
#   AFFIANT_SOAK_FUZZ   how long each fuzz target runs (default 10m)
set -eu
cd "$(dirname "$0")/.."
GO=${GO:-go}
export GO
. make/fuzz.sh

commit=$(git rev-parse --short=12 HEAD)
# What is not committed is another state of the tree, and each such state its own.
changed=$(git diff HEAD -- '*.go' '*.yaml' '*.txtar' go.mod)
[ -z "$changed" ] || commit=$commit-changed-$(printf %s "$changed" | git hash-object --stdin | cut -c1-8)
export AFFIANT_SOAK="${AFFIANT_SOAK:-200000}"
fuzz_time=${AFFIANT_SOAK_FUZZ:-10m}
state=soak/.state/$commit
report=soak/$(date -u +%Y-%m-%d)-$commit.md
mkdir -p "$state"

# step NAME COMMAND...: runs the command unless it has already passed for this commit.
step() {
	name=$1
	shift
	if [ -f "$state/$name.passed" ]; then
		echo "soak: $name passed before"
		return 0
	fi
	echo "soak: $name"
	begun=$(date +%s)
	if "$@" >"$state/$name.log" 2>&1 </dev/null; then
		echo "passed in $(($(date +%s) - begun)) s on $(date -u +%Y-%m-%d)" >"$state/$name.passed"
		rm -f "$state/$name.failed"
	else
		echo "FAILED after $(($(date +%s) - begun)) s on $(date -u +%Y-%m-%d)" >"$state/$name.failed"
		tail -n 20 "$state/$name.log"
	fi
}

fuzz_targets | while read -r package name; do
	step "fuzz$(echo "$package" | tr -d . | tr / -)-$name" fuzz "$package" "$name" "$fuzz_time"
done
step random-tests $GO test -count=1 -timeout 6h ./internal/...
if [ "$($GO env CGO_ENABLED)" = 1 ]; then
	step race env AFFIANT_SOAK= $GO test -race -count=1 -timeout 2h ./internal/argue/... ./internal/brief/... ./internal/web/...
fi

{
	echo "# Soak of $commit"
	echo
	echo "On $(date -u +%Y-%m-%d), $($GO version | cut -d' ' -f3-4), $(nproc 2>/dev/null || echo some) cores."
	echo "Fuzzing $fuzz_time a target; $AFFIANT_SOAK cases a random test."
	echo
	echo "| step | result |"
	echo "|---|---|"
	for f in "$state"/*.passed "$state"/*.failed; do
		[ -f "$f" ] && echo "| $(basename "${f%.*}") | $(cat "$f") |"
	done
} >"$report"
echo "soak: report in $report"
! ls "$state"/*.failed >/dev/null 2>&1
