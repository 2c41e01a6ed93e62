package api

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
)

const (
	atOnce    = 8                // exhibits that are sent to a node, or fetched from it, at one time
	longSend  = 10 * time.Minute // how long one may take to arrive
	longFetch = 30 * time.Minute // how long one may take to leave
)

// A sending is an exhibit that is sent: its bytes are sealed as they come, and never held whole.
type sending struct {
	At
	kind string
	from io.Reader
}

// Resolve takes hold of the bytes.
func (s *sending) Resolve(ctx huma.Context) []error {
	r, w := humago.Unwrap(ctx)
	s.kind, s.from = r.Header.Get("Content-Type"), http.MaxBytesReader(w, r.Body, clerk.MostExhibit+1)
	http.NewResponseController(w).SetReadDeadline(time.Now().Add(longSend)) // in vain, where there is no connection
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(longSend + time.Minute))
	return nil
}

func (d *door) exhibits() {
	busy := make(chan struct{}, atOnce)
	enter := func() error {
		select {
		case busy <- struct{}{}:
			return nil
		default:
			return problem(http.StatusTooManyRequests, "too many exhibits are on their way; ask again in a while")
		}
	}
	content := map[string]*huma.MediaType{}
	for _, kind := range clerk.ExhibitTypes() {
		content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	huma.Register(d.api, huma.Operation{OperationID: "keep-exhibit", Method: http.MethodPost, Path: "/v1/matters/{matter}/exhibits", Summary: "Send a recording or a scan of a source, to be kept", Tags: []string{"matters"},
		Description: fmt.Sprintf("The answer goes into the source that is logged next, under exhibits; what no source names within a day is thrown away. At most %d MiB.", clerk.MostExhibit>>20),
		RequestBody: &huma.RequestBody{Required: true, Content: content}, DefaultStatus: http.StatusCreated, Security: scoped(session.Act), Errors: []int{401, 403, 404, 422, 429}},
		func(ctx context.Context, in *sending) (*body[record.Exhibit], error) {
			if err := enter(); err != nil {
				return nil, err
			}
			defer func() { <-busy }()
			x, err := d.Clerk.KeepExhibit(ctx, caller(ctx), in.id(), in.kind, in.from)
			return &body[record.Exhibit]{x}, d.fail(ctx, err)
		})
	op := get("fetch-exhibit", "/v1/matters/{matter}/exhibits/{name}", "A recording or a scan of a source that one may read")
	op.Description = "In the media type that it was sent in. A Range of one part is answered with 206."
	op.Errors = append(op.Errors, 416)
	op = inBytes(op, "application/octet-stream", "The bytes.")
	op.Responses["206"] = &huma.Response{Description: "The part that was asked for.", Content: op.Responses["200"].Content}
	huma.Register(d.api, op, func(ctx context.Context, in *struct {
		At
		Name  string `path:"name" pattern:"^[0-9a-f]{64}$" maxLength:"64" doc:"the name of the exhibit"`
		Range string `header:"Range" maxLength:"100" doc:"a part of it, such as bytes=0-65535"`
	}) (*huma.StreamResponse, error) {
		x, err := d.Clerk.Exhibit(ctx, caller(ctx), in.id(), in.Name)
		if err != nil {
			return nil, d.fail(ctx, err)
		}
		from, to, part, ok := rangeOf(in.Range, int64(x.Size))
		if !ok {
			x.Close()
			return nil, problem(http.StatusRequestedRangeNotSatisfiable, fmt.Sprintf("the exhibit has %d bytes; expected a range within it", x.Size))
		}
		if err := enter(); err != nil {
			x.Close()
			return nil, err
		}
		return &huma.StreamResponse{Body: func(out huma.Context) {
			defer func() { <-busy }()
			defer x.Close()
			_, w := humago.Unwrap(out)
			http.NewResponseController(w).SetWriteDeadline(time.Now().Add(longFetch))
			out.SetHeader("Content-Type", x.Type)
			out.SetHeader("Content-Disposition", `attachment; filename="`+x.Name+`"`)
			out.SetHeader("Accept-Ranges", "bytes")
			out.SetHeader("Content-Length", itoa(to-from))
			status := http.StatusOK
			if part {
				status = http.StatusPartialContent
				out.SetHeader("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, x.Size))
			}
			out.SetStatus(status)
			// What comes before a part is opened as well: each piece is checked in its place.
			_, err := io.CopyN(io.Discard, x, from)
			if err == nil {
				_, err = io.CopyN(out.BodyWriter(), x, to-from)
			}
			if err != nil && out.Context().Err() == nil {
				d.Log.ErrorContext(out.Context(), "an exhibit could not be sent", "request", requestID(out.Context()), "error", look.Wordless(err))
				panic(http.ErrAbortHandler) // so that whoever fetches it does not take it for whole
			}
		}}, nil
	})
}

// rangeOf reads a range of one part of something of a size: from a byte on, up to another. Of several parts, all is given.
func rangeOf(header string, size int64) (from, to int64, part, ok bool) {
	one, is := strings.CutPrefix(header, "bytes=")
	if !is || strings.Contains(one, ",") {
		return 0, size, false, true
	}
	first, last, is := strings.Cut(strings.TrimSpace(one), "-")
	number := func(s string) (int64, bool) {
		n, err := strconv.ParseInt(s, 10, 64)
		return n, err == nil && n >= 0 && s[0] != '+'
	}
	if !is {
		return 0, size, false, true
	}
	if first == "" { // the last so many bytes
		n, is := number(last)
		if !is {
			return 0, size, false, true
		}
		return max(0, size-n), size, true, n > 0 && size > 0
	}
	from, is = number(first)
	if !is {
		return 0, size, false, true
	}
	to = size
	if last != "" {
		n, is := number(last)
		if !is || n < from {
			return 0, size, false, true
		}
		to = min(size, n+1)
	}
	return from, to, true, from < size
}
