#!/bin/sh
# What takes longer than a test may: the random tests many times over, the race detector, every fuzz target for ten
# minutes. Each step that has passed for a commit is remembered, so a stopped soak goes on where it was, and one that is
# begun again tries only what failed. Writes soak/DATE-COMMIT.md.
#   AFFIANT_SOAK        how many random cases each random test tries (default 200000; never fewer than without a soak)
#   AFFIANT_SOAK_FUZZ   how long each fuzz target runs (default 10m)
#   AFFIANT_SOAK_STATE  where tests that take hours write what they have done, to go on with it (default beside the steps that passed)
#   AFFIANT_SOAK_WITHIN how long the server may take for a page (default 50ms)
#   AFFIANT_SOAK_STEPS  only these of "random race fuzz docket" (default all)
#   AFFIANT_SOAK_ROOMS  only these folders and what is under them, as "internal/argue internal/brief" (default all)
set -eu
cd "$(dirname "$0")/.."
GO=${GO:-go}
export GO
. make/browser.sh
. make/postgres.sh
. make/fuzz.sh

commit=$(git rev-parse --short=12 HEAD)
# What is not committed is another state of the tree, and each such state its own.
changed=$(git diff HEAD -- '*.go' '*.yaml' '*.txtar' go.mod)
[ -z "$changed" ] || commit=$commit-changed-$(printf %s "$changed" | git hash-object --stdin | cut -c1-8)
export AFFIANT_SOAK="${AFFIANT_SOAK:-200000}"
fuzz_time=${AFFIANT_SOAK_FUZZ:-10m}
within=${AFFIANT_SOAK_WITHIN:-50ms}
rooms=${AFFIANT_SOAK_ROOMS:-internal cmd}
steps=${AFFIANT_SOAK_STEPS:-random race fuzz docket}
state=soak/.state/$commit
report=soak/$(date -u +%Y-%m-%d)-$commit.md
export AFFIANT_SOAK_STATE="${AFFIANT_SOAK_STATE:-$PWD/$state/walks}"
mkdir -p "$state"

# wanted KIND: whether steps of this kind are to be taken.
wanted() {
	case " $steps " in *" $1 "*) return 0 ;; esac
	return 1
}

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

# under ROOM...: which of the packages listed lie in the rooms to be soaked.
under() {
	$GO list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' "$@" | sed "s|^$($GO list -m)/||" | while read -r package; do
		for room in $rooms; do
			case $package/ in "$room"/*) echo "./$package" ;; esac
		done
	done | sort -u
}

# The random tests make much garbage and hold little; collecting it seldom saves them a sixth of the time.
wanted random && under ./internal/... | while read -r package; do
	step "random-tests-$AFFIANT_SOAK$(echo "$package" | tr -d . | tr / -)" env GOGC=400 $GO test -v -count=1 -timeout 6h "$package"
done
if wanted race && [ "$($GO env CGO_ENABLED)" = 1 ]; then
	under ./internal/argue/... ./internal/brief/... ./internal/store/... ./internal/web/... | while read -r package; do
		step "race$(echo "$package" | tr -d . | tr / -)" env AFFIANT_SOAK= $GO test -race -count=1 -timeout 2h "$package"
	done
fi
wanted fuzz && fuzz_targets | while read -r package name; do
	case " $(under "$package") " in "  ") continue ;; esac
	step "fuzz-$fuzz_time$(echo "$package" | tr -d . | tr / -)-$name" fuzz "$package" "$name" "$fuzz_time"
done
# Twenty thousand and a million applications on file: acts, lists, start, memory, and every kind of page that the hall serves, of which the 99th of a hundred
# is to take no longer than the bound: leave the machine alone meanwhile. A load that was stopped is gone on with. The figures are in the step's log and in the report.
docket_only=
[ -n "${AFFIANT_POSTGRES:-}" ] || docket_only="-only sqlite"
for n in 20000 1000000; do
	# shellcheck disable=SC2086 # two words or none
	wanted docket && step "docket-$n" $GO run ./bench/docket -applications "$n" -within "$within" $docket_only -keep "$state/docket-$n"
	[ ! -f "$state/docket-$n.passed" ] || rm -rf "$state/docket-$n"
done

{
	echo "# Soak of $commit"
	echo
	echo "On $(date -u +%Y-%m-%d), $($GO version | cut -d' ' -f3-4), $(nproc 2>/dev/null || echo some) cores."
	echo "Fuzzing $fuzz_time a target; $AFFIANT_SOAK cases a random test; in $rooms."
	echo
	echo "| step | result |"
	echo "|---|---|"
	for f in "$state"/*.passed "$state"/*.failed; do
		[ -f "$f" ] && echo "| $(basename "${f%.*}") | $(cat "$f") |"
	done
	for n in 20000 1000000; do
		[ -f "$state/docket-$n.log" ] || continue
		printf '\n```\n'
		cat "$state/docket-$n.log"
		printf '```\n'
	done
} >"$report"
echo "soak: report in $report"
! ls "$state"/*.failed >/dev/null 2>&1
