# Finds PostgreSQL, of which the tests of the store start one of their own, and where it may, installs it. To be read in by
# another script after make/browser.sh (. make/postgres.sh). Sets AFFIANT_POSTGRES to the directory of its programs, or says what
# will be skipped and why. With AFFIANT_REQUIRE=postgres it is an error if it cannot be had.

find_postgres() {
	for dir in $(command -v postgres 2>/dev/null | xargs -r readlink -f | xargs -r dirname) /usr/lib/postgresql/*/bin; do
		if [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ]; then
			echo "$dir"
			return 0
		fi
	done
	return 1
}

if [ -z "${AFFIANT_POSTGRES:-}" ]; then
	AFFIANT_POSTGRES=$(find_postgres || { fetch postgresql && find_postgres; }) ||
		missing postgres "it is not installed, and only root on Debian may install it here"
fi
export AFFIANT_POSTGRES
