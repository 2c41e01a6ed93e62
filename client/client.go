// Package client speaks to a station of Affiant over its API. It imports nothing of the server's: what it knows is in the OpenAPI document
// that the station serves.
package client

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Client asks one station. Its zero Secret asks as nobody.
type Client struct {
	Base   string       // of the station, such as https://docket.court.example
	Secret string       // of a session or a token
	Shown  string       // the id of the notice of use that was shown, for signing in
	HTTP   *http.Client // one with a time limit, if nil
}

// A Problem is what the station says of an error (RFC 9457).
type Problem struct {
	Title    string   `json:"title"`
	Status   int      `json:"status"`
	Detail   string   `json:"detail"`
	Rule     string   `json:"rule"`
	By       string   `json:"by"`
	Instance string   `json:"instance"`
	Errors   []Detail `json:"errors"`
}

// A Detail is one of several things that are wrong.
type Detail struct {
	Where  string `json:"where"`
	Detail string `json:"detail"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Error is all that is said, one line for each thing that is wrong.
func (p *Problem) Error() string {
	lines := []string{p.Detail}
	if p.Detail == "" {
		lines[0] = strings.ToLower(p.Title)
	}
	if p.Instance != "" {
		lines[0] += " (request " + p.Instance + ")"
	}
	for _, d := range p.Errors {
		where := d.Where
		if d.Line > 0 {
			where = fmt.Sprintf("%s:%d:%d", d.File, d.Line, d.Column)
		}
		if where != "" {
			where += ": "
		}
		lines = append(lines, "  "+where+d.Detail)
	}
	return strings.Join(lines, "\n")
}

// Status is the HTTP status of an error of the station, or 0.
func Status(err error) int {
	var p *Problem
	if errors.As(err, &p) {
		return p.Status
	}
	return 0
}

// An Extra is a header of a request.
type Extra struct{ Name, Value string }

// mostAnswer is how large an answer may be.
const mostAnswer = 64 << 20

// Do sends a request, and reads the answer into out: all of it, if out is a *[]byte, or else as JSON; nil passes it over. The error is a
// *Problem if the station answered with one.
func (c *Client) Do(ctx context.Context, method, path string, query url.Values, body []byte, out any, extra ...Extra) error {
	to := strings.TrimRight(c.Base, "/") + path
	if len(query) > 0 {
		to += "?" + query.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, method, to, bytes.NewReader(body))
	if err != nil {
		return err
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Accept", "application/json")
	if c.Secret != "" {
		r.Header.Set("Authorization", "Bearer "+c.Secret)
	}
	for _, x := range extra {
		if x.Value != "" {
			r.Header.Set(x.Name, x.Value)
		}
	}
	h := c.HTTP
	if h == nil {
		h = &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	answer, err := h.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		p := &Problem{}
		if json.Unmarshal(text, p) != nil || p.Status == 0 {
			p = &Problem{Status: answer.StatusCode, Title: http.StatusText(answer.StatusCode)}
		}
		return p
	}
	switch out := out.(type) {
	case nil:
		return nil
	case *[]byte:
		*out = text
		return nil
	}
	return json.Unmarshal(text, out)
}

func (c *Client) send(ctx context.Context, method, path string, in, out any, extra ...Extra) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return c.Do(ctx, method, path, nil, body, out, extra...)
}

// DigestAct names an act by its matter ("" for one of the roll) and the bytes in which it is sent. A proof of presence is for this name.
func DigestAct(matter string, body []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "affiant act v1\n%d %s\n", len(matter), matter)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// part escapes a part of a path.
func part(s string) string { return url.PathEscape(s) }
