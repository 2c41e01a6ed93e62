#!/bin/sh
# What is lost when something dies: the server and the database are killed again and again under load, and a thousand states after a loss of
# power are rebuilt. Prints a report with counts. The same with syncing switched off has to lose something, or the test shows nothing.
#   AFFIANT_KILLS   how often each is killed (default 20)
set -eu
cd "$(dirname "$0")/.."
GO=${GO:-go}
export AFFIANT_KILLS="${AFFIANT_KILLS:-20}"
. make/browser.sh
. make/postgres.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "# What is lost when something dies: $(git rev-parse --short=12 HEAD), $(date -u +%Y-%m-%d)"
status=0
for database in sqlite postgres; do
	$GO test -v -count=1 -timeout 6h -run '^Test(Killed|KilledUnsynced|PowerLost|PowerLostWithoutSyncs)$' ./internal/store/$database >"$log" 2>&1 || status=1
	# Of each test: what it says of itself, and how it ended.
	awk -v database=$database '
		/^ *(---|===) / { if ($2 == "FAIL:" || $2 == "SKIP:") print database ": " $2 " " $3 }
		/_test\.go:[0-9]+: / { sub(/^ *[a-z_]+\.go:[0-9]+: /, ""); print database ": " $0 }
		/^(panic|FAIL|ok)/ { print database ": " $0 }' "$log"
done
exit $status
