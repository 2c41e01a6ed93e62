package api

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Matter is what a list shows of a matter.
type Matter struct {
	ID           string        `json:"id" doc:"the matter"`
	Title        string        `json:"title" doc:"what people call it"`
	Agency       string        `json:"agency" doc:"the agency whose it is"`
	Court        string        `json:"court" doc:"the court to which it goes"`
	Stage        string        `json:"stage" doc:"how far the furthest application has come"`
	Applications []Application `json:"applications,omitempty" doc:"its applications"`
}

// An Application is what a list shows of an application.
type Application struct {
	ID       string `json:"id" doc:"the application"`
	Kind     string `json:"kind" doc:"arrest or search"`
	Stage    string `json:"stage" doc:"how far it has come"`
	Offence  string `json:"offence" doc:"the offence"`
	Affiant  string `json:"affiant" doc:"who swears"`
	Assigned string `json:"assigned,omitempty" doc:"the magistrate who is to decide"`
	Words    int    `json:"words" doc:"how long the affidavit is"`
}

func matterOf(s clerk.Summary) Matter {
	m := Matter{ID: string(s.Matter), Title: s.Title, Agency: s.Agency, Court: s.Court, Stage: string(s.Stage)}
	for _, a := range s.Applications {
		m.Applications = append(m.Applications, Application{string(a.ID), string(a.Kind), string(a.Stage), a.Offence, string(a.Affiant), string(a.Assigned), a.Words})
	}
	return m
}

// A Page is one page of a list.
type Page struct {
	Matters []Matter `json:"matters" doc:"those that the caller may find, the last changed first"`
	Next    string   `json:"next,omitempty" doc:"the cursor of the next page; left out at the end"`
}

// A Found is what a search found.
type Found struct {
	Matters []Matter `json:"matters" doc:"those that have all of the words and that the caller may find, the best first; if each of the words is one that very many have, the last changed first"`
	Next    string   `json:"next,omitempty" doc:"the cursor of the next page, which may follow on a page that is not full; left out at the end"`
}

func (d *door) matters() {
	huma.Register(d.api, huma.Operation{OperationID: "list-matters", Method: http.MethodGet, Path: "/v1/matters", Summary: "The matters that one may find", Tags: []string{"matters"},
		Security: scoped(session.Read), Errors: []int{401, 403, 422, 429}},
		func(ctx context.Context, in *struct {
			Court  string    `query:"court" maxLength:"64" doc:"of this court"`
			Agency string    `query:"agency" maxLength:"64" doc:"of this agency"`
			Stage  string    `query:"stage" enum:"drafting,sworn,presented,refused,returned,granted,live,served,dead,withdrawn,closed" doc:"at this stage"`
			Due    time.Time `query:"due_before" doc:"with something due before this moment"`
			Limit  int       `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"how many at most"`
			Cursor string    `query:"cursor" maxLength:"400" doc:"where the page before ended"`
		}) (*body[Page], error) {
			q := store.Query{DueBefore: in.Due, Limit: in.Limit}
			for _, x := range []struct {
				is string
				in *[]string
			}{{in.Court, &q.Courts}, {in.Agency, &q.Agencies}, {in.Stage, &q.Stages}} {
				if x.is != "" {
					*x.in = []string{x.is}
				}
			}
			var err error
			if q.After, err = d.cursor(ctx, in.Cursor); err != nil {
				return nil, d.fail(ctx, err)
			}
			list, next, err := d.Clerk.List(ctx, caller(ctx), q)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[Page]{Page{Matters: []Matter{}}}
			for _, s := range list {
				out.Body.Matters = append(out.Body.Matters, matterOf(s))
			}
			out.Body.Next, err = d.sealCursor(ctx, next)
			return out, d.fail(ctx, err)
		})
	huma.Register(d.api, huma.Operation{OperationID: "search-matters", Method: http.MethodGet, Path: "/v1/search", Summary: "The matters that have words, among those that one may find", Tags: []string{"matters"},
		Security: scoped(session.Read), Errors: []int{401, 403, 422, 429}},
		func(ctx context.Context, in *struct {
			Words  string `query:"words" required:"true" minLength:"2" maxLength:"400" doc:"all of these words"`
			Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"how many at most"`
			Cursor string `query:"cursor" maxLength:"400" doc:"where the page before ended, for the same words"`
		}) (*body[Found], error) {
			from, err := d.soughtFrom(ctx, in.Cursor)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			list, next, err := d.Clerk.Search(ctx, caller(ctx), in.Words, in.Limit, from)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[Found]{Found{Matters: []Matter{}}}
			for _, s := range list {
				out.Body.Matters = append(out.Body.Matters, matterOf(s))
			}
			if next != nil {
				out.Body.Next, err = d.sealPlace(ctx, useSought, next)
			}
			return out, d.fail(ctx, err)
		})
}

const useSought = "search of "

// soughtFrom returns where a search goes on, by its cursor.
func (d *door) soughtFrom(ctx context.Context, text string) (*clerk.Sought, error) {
	if text == "" {
		return nil, nil
	}
	var from clerk.Sought
	return &from, d.openPlace(ctx, useSought, text, &from)
}

const useCursor = "cursor of "

// A place in a list names a matter that the caller may not be allowed to know of. So a cursor is sealed, and good for one account.
type place struct {
	Changed time.Time    `json:"c"`
	Stream  entry.Stream `json:"s"`
}

func (d *door) sealCursor(ctx context.Context, c *store.Cursor) (string, error) {
	if c == nil {
		return "", nil
	}
	return d.sealPlace(ctx, useCursor, place{c.Changed, c.Stream})
}

func (d *door) sealPlace(ctx context.Context, use string, p any) (string, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	b, err := vault.SealField(d.Key, use+caller(ctx).Account, d.Lots, text)
	return base64.RawURLEncoding.EncodeToString(b), err
}

func (d *door) cursor(ctx context.Context, text string) (*store.Cursor, error) {
	if text == "" {
		return nil, nil
	}
	var p place
	if err := d.openPlace(ctx, useCursor, text, &p); err != nil {
		return nil, err
	}
	return &store.Cursor{Changed: p.Changed, Stream: p.Stream}, nil
}

func (d *door) openPlace(ctx context.Context, use, text string, into any) error {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		b, err = vault.OpenField(d.Key, use+caller(ctx).Account, b)
	}
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		return problem(http.StatusUnprocessableEntity, "this is no cursor of yours; begin at the first page")
	}
	return nil
}

// etag names a matter as it was after an entry.
func etag(head int64) string { return `"` + strings.TrimSpace(itoa(head)) + `"` }

// An At is a matter in the path of a route.
type At struct {
	Matter string `path:"matter" maxLength:"64" pattern:"^[a-z][a-z0-9]*(-[a-z0-9]+)*$" doc:"the matter"`
}

func (a At) id() record.MatterID { return record.MatterID(a.Matter) }
