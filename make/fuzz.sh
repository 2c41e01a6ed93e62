# Lists and runs the fuzz targets. To be read in by another script (. make/fuzz.sh).

# fuzz_targets: every target of the tree, as PACKAGE NAME lines.
fuzz_targets() {
	grep -rl --include='*_test.go' '^func Fuzz' internal cmd 2>/dev/null | sort | while read -r file; do
		sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file" | while read -r name; do
			echo "./$(dirname "$file") $name"
		done
	done
}

# fuzz PACKAGE NAME TIME: runs one target for a time. Go's fuzzing sometimes reports the end of its own time as a failure
# ("context deadline exceeded", golang/go#75804 and older reports) with no input to blame; such a run is begun again, at most
# twice. An input that fails is written to testdata and named, and is never tried away.
fuzz() {
	for try in 1 2 3; do
		if out=$(${GO:-go} test -run='^$' -fuzz="^$2\$" -fuzztime="$3" -timeout=0 "$1" 2>&1); then
			printf '%s\n' "$out"
			return 0
		fi
		printf '%s\n' "$out"
		case $out in
		*"Failing input"* | *panic:*) return 1 ;;
		*"context deadline exceeded"*) echo "fuzz: the time ran out while a run was being handed in; try $try" ;;
		*) return 1 ;;
		esac
	done
	return 1
}
