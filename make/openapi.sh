# Has a public linter read the document that describes the API. To be read in after make/browser.sh (for required, missing and cache). With
# AFFIANT_REQUIRE=redocly it is an error if the linter cannot be had.

redocly_version=2.77.0
redocly=$cache/redocly-$redocly_version
if [ ! -x "$redocly/node_modules/.bin/redocly" ]; then
	npm=$(find_npm || { required redocly && fetch npm && find_npm; }) || npm=
	if [ -n "$npm" ]; then
		mkdir -p "$redocly"
		"$npm" install --prefix "$redocly" --no-audit --no-fund --ignore-scripts "@redocly/cli@$redocly_version" >/dev/null 2>&1 || rm -rf "$redocly"
	fi
fi
if [ -x "$redocly/node_modules/.bin/redocly" ]; then
	log=$(mktemp)
	if REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true "$redocly/node_modules/.bin/redocly" lint --extends recommended-strict --format stylish \
		internal/api/openapi.json >"$log" 2>&1; then
		echo "the document of the API: redocly $redocly_version has nothing to say"
	else
		cat "$log"
		rm -f "$log"
		exit 1
	fi
	rm -f "$log"
else
	missing redocly "npm or the package is not there"
fi
