package client

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

// An Exhibit is a recording or a scan as the station keeps it. It goes into the source that names it, as it is.
type Exhibit struct {
	Name string `json:"name"`
	Sum  string `json:"sum"`
	Type string `json:"type"`
	Size int    `json:"size"`
}

// stream sends a request whose body or answer may be long: without a limit of time but that of ctx. What it returns has to be closed.
func (c *Client) stream(ctx context.Context, method, path string, body io.Reader, extra ...Extra) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(c.Base, "/")+path, body)
	if err != nil {
		return nil, err
	}
	if c.Secret != "" {
		r.Header.Set("Authorization", "Bearer "+c.Secret)
	}
	for _, x := range extra {
		if x.Value != "" {
			r.Header.Set(x.Name, x.Value)
		}
	}
	h := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if c.HTTP != nil {
		h.Transport = c.HTTP.Transport
	}
	answer, err := h.Do(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 300 {
		defer answer.Body.Close()
		text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
		if err != nil {
			return nil, err
		}
		p := &Problem{}
		if json.Unmarshal(text, p) != nil || p.Status == 0 {
			p = &Problem{Status: answer.StatusCode, Title: http.StatusText(answer.StatusCode)}
		}
		return nil, p
	}
	return answer, nil
}

// Keep sends a recording or a scan of a media type, to be kept for a source of a matter.
func (c *Client) Keep(ctx context.Context, matter, mediaType string, from io.Reader) (x Exhibit, err error) {
	answer, err := c.stream(ctx, http.MethodPost, Path(matter, "exhibits"), from, Extra{"Content-Type", mediaType})
	if err != nil {
		return x, err
	}
	defer answer.Body.Close()
	return x, json.NewDecoder(io.LimitReader(answer.Body, 1<<20)).Decode(&x)
}

// Fetch opens a recording or a scan. It has to be closed.
func (c *Client) Fetch(ctx context.Context, matter, name string) (io.ReadCloser, error) {
	answer, err := c.stream(ctx, http.MethodGet, Path(matter, "exhibits", name), nil)
	if err != nil {
		return nil, err
	}
	return answer.Body, nil
}

// A Waiting is a matter in the queue of the one who asks.
type Waiting struct {
	Matter Matter  `json:"matter"`
	Awaits []Await `json:"awaits"`
}

// An Await is something that waits: assign, present, decide, issue, bring-again, execute.
type Await struct {
	Application string `json:"application"`
	What        string `json:"what"`
}

// Watch listens to what waits for the caller and to what changes, and calls fn for each matter, in order; with nil, when all that waits has been told.
// It resumes by itself where a connection ended, and returns when ctx ends, fn returns an error, or the station refuses. A matter may be told of twice.
func (c *Client) Watch(ctx context.Context, fn func(*Waiting) error) error {
	last, pause := "", time.Second
	for {
		began := time.Now()
		err := c.listen(ctx, &last, fn)
		var told *toldError
		var p *Problem
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &told):
			return told.err
		case errors.As(err, &p) && p.Status != http.StatusTooManyRequests && p.Status < 500:
			return err
		}
		if time.Since(began) > time.Minute {
			pause = time.Second
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause = min(2*pause, 30*time.Second)
	}
}

// A toldError is one that the listener returned.
type toldError struct{ err error }

func (t *toldError) Error() string { return t.err.Error() }

// mostEvent is how long a line of a stream may be.
const mostEvent = 1 << 20

func (c *Client) listen(ctx context.Context, last *string, fn func(*Waiting) error) error {
	answer, err := c.stream(ctx, http.MethodGet, "/v1/queue", nil, Extra{"Last-Event-ID", *last}, Extra{"Accept", "text/event-stream"})
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(make([]byte, 4096), mostEvent)
	kind, id, data := "", "", ""
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "event":
			kind = value
		case "id":
			id = value
		case "data":
			data += value
		}
		if lines.Text() != "" {
			continue
		}
		var w *Waiting
		if kind == "matter" {
			w = &Waiting{}
			if err := json.Unmarshal([]byte(data), w); err != nil {
				return err
			}
		}
		if kind == "matter" || kind == "ready" {
			if err := fn(w); err != nil {
				return &toldError{err}
			}
		}
		if id != "" {
			*last = id
		}
		kind, id, data = "", "", ""
	}
	return lines.Err()
}
