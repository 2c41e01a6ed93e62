# Lists and runs the fuzz targets. To be read in by another script (. make/fuzz.sh).

# fuzz_targets: every target of the tree, as PACKAGE NAME lines.
fuzz_targets() {
	grep -rl --include='*_test.go' '^func Fuzz' internal cmd 2>/dev/null | sort | while read -r file; do
		sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file" | while read -r name; do
			echo "./$(dirname "$file") $name"
		done
	done
}

# fuzz PACKAGE NAME TIME: runs one target for a time.
fuzz() {
	${GO:-go} test -run='^$' -fuzz="^$2\$" -fuzztime="$3" "$1"
}
