package proof

import (
	"encoding/binary"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// TileHeight is how many levels of the tree a tile spans, and TileWidth how many hashes a full one holds, as
// c2sp.org/tlog-tiles has it.
const (
	TileHeight = 8
	TileWidth  = 1 << TileHeight
)

// TilePath returns where a tile of hashes lies. tlog.Tile.Path writes the height as well, which C2SP does not.
func TilePath(t tlog.Tile) string {
	return strings.Replace(t.Path(), fmt.Sprintf("tile/%d/", t.H), "tile/", 1)
}

// EntriesPath returns where the leaves of a tile of level 0 lie.
func EntriesPath(t tlog.Tile) string {
	return strings.Replace(TilePath(t), fmt.Sprintf("tile/%d/", t.L), "tile/entries/", 1)
}

// LeavesBytes returns leaves as they lie in an entries tile: each after its length in two bytes.
func LeavesBytes(leaves []Leaf) []byte {
	var b []byte
	for _, l := range leaves {
		text := l.Bytes()
		b = binary.BigEndian.AppendUint16(b, uint16(len(text)))
		b = append(b, text...)
	}
	return b
}

// cutLeaves takes an entries tile apart, into the bytes of at most TileWidth leaves. It returns what it could read before
// the first byte that makes no sense, and whether that was all.
func cutLeaves(data []byte) (leaves [][]byte, whole bool) {
	for len(data) >= 2 && len(leaves) < TileWidth {
		n := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+n {
			return leaves, false
		}
		leaves = append(leaves, data[2:2+n])
		data = data[2+n:]
	}
	return leaves, len(data) == 0
}
