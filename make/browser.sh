# Finds what the tests of the pages need, and where it may, fetches it: Chromium, and the axe accessibility checker.
# To be read in by another script (. make/browser.sh). Sets AFFIANT_CHROMIUM and AFFIANT_AXE, or says what will be skipped and
# why. With AFFIANT_REQUIRE=chromium,axe what cannot be had is an error.

axe_version=4.14.1
cache=${AFFIANT_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/affiant}

# required NAME: whether AFFIANT_REQUIRE names it.
required() {
	case ",${AFFIANT_REQUIRE:-}," in *,"$1",*) return 0 ;; esac
	return 1
}

# missing NAME WHY: without NAME some tests are skipped; an error if it is required.
missing() {
	if required "$1"; then
		echo "make: $1 is required (AFFIANT_REQUIRE) and cannot be had: $2" >&2
		exit 1
	fi
	echo "make: skipping what needs $1: $2" >&2
}

# fetch PACKAGE...: installs Debian packages, if this is Debian and we are root. What apt says is shown if it fails.
fetch() {
	[ "$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null || return 1
	echo "make: installing $* with apt-get" >&2
	log=$(mktemp)
	if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1
	then
		rm -f "$log"
		return 0
	fi
	tail -n 5 "$log" >&2
	rm -f "$log"
	return 1
}

find_chromium() {
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		command -v "$name" && return 0
	done
	return 1
}

find_npm() { command -v npm; }

if [ -z "${AFFIANT_CHROMIUM:-}" ]; then
	AFFIANT_CHROMIUM=$(find_chromium || { fetch chromium && find_chromium; }) ||
		missing chromium "it is not installed, and only root on Debian may install it here"
fi

axe=$cache/axe-core-$axe_version/axe.min.js
if [ -z "${AFFIANT_AXE:-}" ] && [ -n "${AFFIANT_CHROMIUM:-}" ]; then
	if [ ! -f "$axe" ]; then
		npm=$(find_npm || { required axe && fetch npm && find_npm; }) || npm=
		box=$(mktemp -d)
		if [ -n "$npm" ] && (cd "$box" && "$npm" pack --silent "axe-core@$axe_version" && tar -xzf ./*.tgz) >/dev/null 2>&1
		then
			mkdir -p "$(dirname "$axe")"
			cp "$box/package/axe.min.js" "$axe"
		fi
		rm -rf "$box"
	fi
	if [ -f "$axe" ]; then
		AFFIANT_AXE=$axe
	else
		missing axe "npm, which fetches it, is not installed or could not"
	fi
fi
export AFFIANT_CHROMIUM AFFIANT_AXE
