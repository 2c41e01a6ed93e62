#!/bin/sh
# An image of the one static file, as deploy/Containerfile says.
#   BUILDER   docker, podman or buildah (default: the first of them that is here and answers)
set -eu
cd "$(dirname "$0")/.."
GO=${GO:-go}
dir=bin/image
certificates=/etc/ssl/certs/ca-certificates.crt

if [ ! -r "$certificates" ]; then
	echo "make: $certificates, by which the image believes others, is not here; install ca-certificates" >&2
	exit 1
fi
builder=${BUILDER:-}
for name in docker podman buildah; do
	if [ -z "$builder" ] && command -v "$name" >/dev/null && { [ "$name" != docker ] || docker info >/dev/null 2>&1; }; then
		builder=$name
	fi
done
rm -rf "$dir"
mkdir -p "$dir"
mkdir -m 0700 "$dir/data"
CGO_ENABLED=0 $GO build -trimpath -o "$dir/affiant" ./cmd/affiant
cp "$certificates" deploy/Containerfile "$dir/"
case $builder in
docker | podman) "$builder" build -t affiant -f "$dir/Containerfile" "$dir" ;;
buildah) buildah bud --isolation chroot -t affiant -f "$dir/Containerfile" "$dir" ;;
"")
	echo "make: neither docker, with a daemon that answers, nor podman nor buildah is here; what the image is made of lies in $dir" >&2
	exit 1
	;;
*)
	echo "make: BUILDER=$builder is not known; expected docker, podman or buildah" >&2
	exit 1
	;;
esac
