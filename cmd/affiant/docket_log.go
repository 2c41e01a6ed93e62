package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/client"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

func (t *teller) logCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "log DIR",
		Short: "Copy the whole log, or what is new of it, for affiant verify",
		Long: `Log copies the log of the station into DIR, as files in the layout of c2sp.org/tlog-tiles: for one who does not trust the station, and
keeps a copy of his own. It asks for no one to be signed in. A leaf tells a time and a hash, and no word.

Run again, it fetches what is new; the checkpoint is written last, so that a copy that was broken off is still the older one. It proves nothing by
itself: affiant verify --key KEY DIR goes through the copy, and --since with an earlier checkpoint or receipt shows whether the log grew out of it.`,
		Example: example("affiant docket log copy", "affiant verify --key court.key --since checkpoint-of-last-year copy"),
		Args:    takes(1, 1, "one DIR"),
		RunE: func(c *cobra.Command, args []string) error {
			from, err := t.client(false)
			if err != nil {
				return err
			}
			size, files, err := copyLog(c.Context(), from, args[0])
			if err == nil {
				_, err = fmt.Fprintf(t.out, "%s: %s, %s fetched\n", args[0], tally(int(size), "leaf", "leaves"), tally(files, "tile", "tiles"))
			}
			return err
		},
	}
}

// copyLog copies what a directory does not have yet of the log of a station, and returns how many leaves the log has and how many tiles were fetched.
func copyLog(ctx context.Context, from *client.Client, dir string) (size int64, files int, err error) {
	signed, err := part(ctx, from, "checkpoint")
	if err != nil {
		return 0, 0, err
	}
	c, err := proof.Unsigned(signed) // verify checks who signed it
	if err != nil {
		return 0, 0, err
	}
	for _, tile := range tlog.NewTiles(proof.TileHeight, 0, c.Size) {
		for _, path := range append([]string{proof.TilePath(tile)}, entriesPath(tile)...) {
			to := filepath.Join(dir, filepath.FromSlash(path))
			if _, err := os.Lstat(to); err == nil { // a tile of a size never changes; verify finds one that did
				continue
			} else if !errors.Is(err, fs.ErrNotExist) {
				return 0, files, err
			}
			data, err := part(ctx, from, path)
			if err != nil {
				return 0, files, err
			}
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				return 0, files, err
			}
			if err := writeWhole(to, data); err != nil {
				return 0, files, err
			}
			files++
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, files, err
	}
	return c.Size, files, writeWhole(filepath.Join(dir, "checkpoint"), signed)
}

// entriesPath is where the leaves lie of a tile of the lowest level; above it there are none.
func entriesPath(t tlog.Tile) []string {
	if t.L > 0 {
		return nil
	}
	return []string{proof.EntriesPath(t)}
}

// part reads a part of the log, and waits where it is told to.
func part(ctx context.Context, from *client.Client, path string) ([]byte, error) {
	for {
		var data []byte
		err := from.Do(ctx, http.MethodGet, "/v1/log/"+path, nil, nil, &data)
		if client.Status(err) != http.StatusTooManyRequests {
			if client.Status(err) == http.StatusNotFound {
				return nil, fault.Errorf(fault.NotFound, "the station has no %s in its log: it is no station of this kind, or its log is not what its checkpoint says", path)
			}
			return data, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(2 * time.Second):
		}
	}
}
