package client

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
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
