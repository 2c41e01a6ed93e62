package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
)

// A Problem is what an error says to a program (RFC 9457).
type Problem struct {
	Type     string   `json:"type" doc:"what kind of problem" enum:"about:blank"`
	Title    string   `json:"title" doc:"the status in words"`
	Status   int      `json:"status" doc:"the HTTP status"`
	Detail   string   `json:"detail,omitempty" doc:"what is wrong, for a person"`
	Rule     string   `json:"rule,omitempty" doc:"the rule of the record that refuses, by its id"`
	By       string   `json:"by,omitempty" doc:"the authority of that rule"`
	Instance string   `json:"instance,omitempty" doc:"for a mistake of ours: the id of the request, under which the log has it"`
	Locked   bool     `json:"locked,omitempty" doc:"the session is there and locked: POST /v1/sessions/this/unlock"`
	Errors   []Detail `json:"errors,omitempty" doc:"all that is wrong, where it can be told apart"`
}

// A Detail is one of several things that are wrong.
type Detail struct {
	Where  string `json:"where,omitempty" doc:"the part of the request, or the path of the entry"`
	Detail string `json:"detail" doc:"what is wrong, and what was expected"`

	File   string `json:"file,omitempty" doc:"for a file: its name"`
	Line   int    `json:"line,omitempty" doc:"for a file: the line, from 1"`
	Column int    `json:"column,omitempty" doc:"for a file: the column, from 1"`
}

// Error is the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders says when to ask again, where that helps.
func (p *Problem) GetHeaders() http.Header {
	switch p.Status {
	case http.StatusTooManyRequests:
		return http.Header{"Retry-After": {"2"}}
	case http.StatusServiceUnavailable:
		return http.Header{"Retry-After": {"1"}}
	}
	return nil
}

// ContentType is that of a problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func problem(status int, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail}
}

// problemOf says an error to a program. Of a mistake of ours it says nothing but that it was one.
func problemOf(err error) *Problem {
	var p *Problem
	var out *session.Refused
	var no *record.Refusal
	var list fault.Problems
	var unsure *store.Unsure
	var away *store.Away
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &out):
		p := problem(http.StatusUnauthorized, out.Why)
		p.Locked = out.Locked
		return p
	case errors.As(err, &unsure):
		return problem(http.StatusServiceUnavailable, "it is not known whether this was kept; ask again with the same Idempotency-Key")
	case errors.As(err, &away):
		return problem(http.StatusServiceUnavailable, "the store does not answer; ask again")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return problem(http.StatusServiceUnavailable, "it took too long; ask again")
	case errors.As(err, &no):
		p := problem(http.StatusConflict, err.Error())
		p.Rule, p.By = no.Rule.ID, no.Rule.By
		return p
	case errors.As(err, &list):
		p := problem(http.StatusUnprocessableEntity, "there are mistakes in what was sent")
		said, more := list.Said()
		if more > 0 {
			p.Detail += fmt.Sprintf(", of which the first %d are told; there are %d more", len(said), more)
		}
		for _, x := range said {
			d := Detail{Where: x.Path, Detail: x.What, File: x.File, Line: x.Line, Column: x.Column}
			if x.Expected != "" {
				d.Detail += "; expected " + x.Expected
			}
			p.Errors = append(p.Errors, d)
		}
		return p
	}
	switch fault.KindOf(err) {
	case fault.Input:
		return problem(http.StatusUnprocessableEntity, err.Error())
	case fault.Conflict:
		return problem(http.StatusConflict, err.Error())
	case fault.Denied:
		return problem(http.StatusForbidden, err.Error())
	case fault.NotFound:
		return problem(http.StatusNotFound, err.Error())
	}
	return problem(http.StatusInternalServerError, "")
}

// fail is problemOf for a route: the error of one of ours is logged under the id of its request.
func (d *door) fail(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	p := *problemOf(err)
	if p.Status == http.StatusServiceUnavailable && look.WentAway(ctx, err) {
		p.Status, p.Title = look.Gone, "Client Closed Request"
	}
	var away *store.Away
	if errors.As(err, &away) && p.Status == http.StatusServiceUnavailable {
		d.Log.WarnContext(ctx, "the store does not answer", "request", requestID(ctx), "error", look.Wordless(away.Err))
	}
	if p.Status == http.StatusInternalServerError {
		p.Instance = requestID(ctx)
		p.Detail = "something went wrong here; it is in the log under the id of this request"
		d.Log.ErrorContext(ctx, "a request failed", "request", p.Instance, "error", look.Wordless(err))
	}
	return &p
}

// own is the transformer that says the errors of the framework as ours: without the values, which may be secrets.
func own(_ huma.Context, _ string, v any) (any, error) {
	e, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	p := problem(e.Status, e.Detail)
	for _, x := range e.Errors {
		p.Errors = append(p.Errors, Detail{Where: x.Location, Detail: x.Message})
	}
	return p, nil
}

// writeProblem answers with a problem, outside of a route.
func writeProblem(w http.ResponseWriter, p *Problem) {
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.Encode(p)
}

// needsProof adds to a refusal that a fresh proof of presence was not shown, if the act is one that asks for it.
func needsProof(err error, kind string) error {
	p := problemOf(err)
	if p.Status != http.StatusForbidden || !provedKinds()[kind] {
		return err
	}
	p.Detail = strings.TrimRight(p.Detail, ".") + "; this act asks for a fresh proof of presence (POST /v1/proofs)"
	return p
}
