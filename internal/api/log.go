package api

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/look"
)

// A Consistency proves that one state of the log grew out of another.
type Consistency struct {
	Path []string `json:"path" doc:"the hashes of the proof (RFC 6962), in base64"`
}

type text struct {
	Type  string `header:"Content-Type"`
	Cache string `header:"Cache-Control"`
	Body  []byte
}

// log serves the log to anyone, as c2sp.org/tlog-tiles lays it out. A leaf tells a time and a hash; which entries are of one matter does not
// show, so covers, which do show it, are not here.
func (d *door) log() {
	public := []string{"log"}
	huma.Register(d.api, huma.Operation{OperationID: "read-checkpoint", Method: http.MethodGet, Path: "/v1/log/checkpoint", Summary: "The signed state of the log", Tags: public, Errors: []int{422, 429},
		Description: "With the cosignatures that it has by now (c2sp.org/tlog-cosignature). The newest state may have none yet."},
		func(ctx context.Context, in *struct {
			Witnessed bool `query:"witnessed" doc:"the newest state that as many witnesses as ever have cosigned, in place of the newest"`
		}) (*text, error) {
			read := d.Clerk.Checkpoint
			if in.Witnessed {
				read = d.Clerk.WitnessedCheckpoint
			}
			signed, err := read(ctx)
			return &text{"text/plain; charset=utf-8", "no-cache", signed}, d.fail(ctx, err)
		})
	huma.Register(d.api, huma.Operation{OperationID: "prove-growth", Method: http.MethodGet, Path: "/v1/log/consistency", Summary: "That one state of the log grew out of another", Tags: public, Errors: []int{404, 422, 429}},
		func(ctx context.Context, in *struct {
			Older int64 `query:"older" required:"true" minimum:"0" maximum:"9007199254740991" doc:"how many leaves the older had"`
			Newer int64 `query:"newer" required:"true" minimum:"0" maximum:"9007199254740991" doc:"how many the newer has"`
		}) (*body[Consistency], error) {
			p, err := d.Clerk.Consistency(ctx, in.Older, in.Newer)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[Consistency]{Consistency{[]string{}}}
			for _, h := range p {
				out.Body.Path = append(out.Body.Path, base64.StdEncoding.EncodeToString(h[:]))
			}
			return out, nil
		})
	type tileAt struct {
		Path string `path:"path" doc:"level and index of the tile, or entries and index (c2sp.org/tlog-tiles)"`
	}
	huma.Register(d.api, huma.Operation{OperationID: "read-tile", Method: http.MethodGet, Path: "/v1/log/tile/{path...}", Summary: "A tile of the log's hashes or leaves", Tags: public, Errors: []int{404, 429}},
		func(ctx context.Context, in *tileAt) (*text, error) {
			t, leaves, ok := tileOf(in.Path)
			if !ok {
				return nil, problem(http.StatusNotFound, "there is no such tile")
			}
			read := d.Clerk.Tile
			if leaves {
				read = d.Clerk.Leaves
			}
			data, err := read(ctx, t)
			return &text{"application/octet-stream", "public, max-age=31536000, immutable", data}, d.fail(ctx, err)
		})
}

// tileOf reads the path of a tile, written in its one form.
func tileOf(path string) (t tlog.Tile, leaves, ok bool) {
	rest := path
	if rest, leaves = strings.CutPrefix(path, "entries/"); leaves {
		rest = "0/" + rest
	}
	t, err := tlog.ParseTilePath("tile/8/" + rest)
	if err != nil || t.H != proof.TileHeight {
		return t, leaves, false
	}
	is := proof.TilePath(t)
	if leaves {
		is = proof.EntriesPath(t)
	}
	return t, leaves, is == "tile/"+path
}

// A Health says that the station answers.
type Health struct {
	Status string `json:"status" enum:"ok" doc:"it answers"`
}

// A Readiness says that the station can be asked.
type Readiness struct {
	Status string `json:"status" enum:"ok" doc:"its store can be read"`
}

func (d *door) health() {
	huma.Register(d.api, huma.Operation{OperationID: "health", Method: http.MethodGet, Path: "/v1/health", Summary: "Whether the station answers", Tags: []string{"station"}, Errors: []int{429}},
		func(context.Context, *struct{}) (*body[Health], error) { return &body[Health]{Health{"ok"}}, nil })
	huma.Register(d.api, huma.Operation{OperationID: "ready", Method: http.MethodGet, Path: "/v1/ready", Summary: "Whether the station can be asked", Tags: []string{"station"}, Errors: []int{429, 503}},
		func(ctx context.Context, _ *struct{}) (*body[Readiness], error) {
			if _, err := d.Clerk.Checkpoint(ctx); err != nil {
				d.Log.ErrorContext(ctx, "the store cannot be read", "request", requestID(ctx), "error", look.Wordless(err))
				return nil, problem(http.StatusServiceUnavailable, "the store cannot be read")
			}
			return &body[Readiness]{Readiness{"ok"}}, nil
		})
}
