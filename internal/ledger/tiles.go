package ledger

import (
	"iter"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A File is one file of a copy of the log, in the layout of c2sp.org/tlog-tiles.
type File struct {
	Path string
	Data []byte
}

// Files returns the files that a copy made when the log had one size needs to be one of a larger size: tiles of hashes, and
// the leaves. The checkpoint is not among them; it is to be written last, so that a copy that was broken off is still the
// older one. leaves returns the leaves from an index on, as many as are asked for.
func Files(older, newer int64, hashes tlog.HashReader, leaves func(from int64, n int) ([]proof.Leaf, error)) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, t := range tlog.NewTiles(proof.TileHeight, older, newer) {
			data, err := tlog.ReadTileData(t, hashes)
			if !yield(File{proof.TilePath(t), data}, err) || err != nil {
				return
			}
			if t.L > 0 {
				continue
			}
			list, err := leaves(t.N*proof.TileWidth, t.W)
			if !yield(File{proof.EntriesPath(t), proof.LeavesBytes(list)}, err) || err != nil {
				return
			}
		}
	}
}
