// Package api is the door for programs: REST under /v1, described by an OpenAPI document that is frozen in the tree.
//
// It turns a request into an act of the clerk and an answer into JSON, and decides nothing. What it says of an error is a problem of RFC
// 9457; of what is sealed and of what is not there it says the same. It uses no cookies.
package api

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/voucher"
)

// Options are what the door is given.
type Options struct {
	Clerk   *clerk.Clerk
	Desk    *session.Desk
	Voucher *voucher.Voucher   // the identity provider; none, if nil
	Key     entry.DataKey      // under which cursors are sealed
	Lots    io.Reader          // randomness; that of the machine, if nil
	Law     *doctrine.Law      // for answers; that which comes with the program, if nil
	Cases   *doctrine.Casebook // that bind in the answers; that which comes with the program, if Law is nil too
	Release string             // of the program
	Log     *slog.Logger       // nothing a person wrote goes there; nil for none
	Rates   Rates              // how fast who may ask; the usual ones, if zero
	Limits  *look.Limits       // shared with another door, in place of Rates
	Counts  *look.Counts       // of requests, shared with another door; its own, if nil
	Proxied bool               // whether the last X-Forwarded-For is believed
	Now     func() time.Time
	Pace    Pace // of streams; the usual one, if zero
}

// Rates say how fast who may ask.
type Rates = look.Rates

// A door holds what the routes share.
type door struct {
	Options
	api     huma.API
	limits  *look.Limits
	streams *streams
}

// casebook is that which the answers are given by.
func (d *door) casebook() *doctrine.Casebook {
	if d.Cases == nil && d.Law == doctrine.Default() {
		return doctrine.DefaultCasebook()
	}
	return d.Cases
}

// Version is that of the API.
const Version = "1.0.0"

// A Handler serves the API. Metrics serves its counts, for an address that is not public.
type Handler struct {
	http.Handler
	Metrics http.Handler
	spec    func() ([]byte, error)
	streams *streams
}

// OpenAPI returns the document that describes the API.
func (h *Handler) OpenAPI() ([]byte, error) { return h.spec() }

// New returns the door.
func New(o Options) *Handler {
	if o.Law == nil {
		o.Law = doctrine.Default()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Lots == nil {
		o.Lots = rand.Reader
	}
	if o.Pace == (Pace{}) {
		o.Pace = UsualPace()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Limits == nil {
		o.Limits = look.NewLimits(o.Rates)
	}
	if o.Counts == nil {
		o.Counts = look.NewCounts(o.Release, nil)
	}
	d := &door{Options: o, limits: o.Limits, streams: newStreams()}
	mux := http.NewServeMux()
	d.api = humago.New(mux, config())
	d.api.UseMiddleware(d.admit)
	d.desk()
	d.passkeys()
	d.notices()
	d.vouching()
	d.matters()
	d.reads()
	d.bundles()
	d.exhibits()
	d.queue()
	d.figures()
	d.acts()
	d.rolls()
	d.webhooks()
	d.log()
	d.health()
	ofBodies(d.api.OpenAPI())
	ofWaiting(d.api.OpenAPI())
	ownProblems(d.api.OpenAPI())
	mux.HandleFunc("/", elsewise(mux))
	spec := func() ([]byte, error) { return frozen(d.api.OpenAPI()) }
	mux.HandleFunc("GET /v1/openapi.json", func(w http.ResponseWriter, r *http.Request) {
		text, err := spec()
		if err != nil {
			writeProblem(w, problemOf(err))
			return
		}
		w.Header().Set("Content-Type", "application/openapi+json")
		w.Write(text)
	})
	return &Handler{Handler: d.around(mux), Metrics: d.Counts, spec: spec, streams: d.streams}
}

func config() huma.Config {
	c := huma.DefaultConfig("Affiant docket", Version)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "", "", "" // the document is served as it is frozen; there are no scripts of others
	c.CreateHooks = nil
	c.Transformers = []huma.Transformer{own}
	c.RejectUnknownQueryParameters = true
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Info.Description = "The docket of warrant applications: acts, reads, proofs. Every error is a problem of RFC 9457. To whoever may not see it, a matter that is sealed answers " +
		"as one that is not there. Nothing here is legal advice."
	c.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	c.Servers = []*huma.Server{{URL: "/"}}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"bearer": {Type: "http", Scheme: "bearer",
		Description: "The secret of a session (POST /v1/sessions) or of a token (POST /v1/tokens)."}}
	return c
}

// ofBodies says in the document what every operation that takes a body may answer of it. Where the body is JSON whose very bytes are kept for a proof of
// presence, it is no other thing beside that.
func ofBodies(doc *huma.OpenAPI) {
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			if op.RequestBody.Content["application/json"] != nil {
				delete(op.RequestBody.Content, "application/octet-stream")
			}
			for _, status := range []int{http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType} {
				if code := strconv.Itoa(status); op.Responses[code] == nil {
					op.Responses[code] = &huma.Response{Description: http.StatusText(status), Content: map[string]*huma.MediaType{"application/problem+json": {}}}
				}
			}
		}
	}
}

// ofWaiting says in the document that every operation which reads or writes the store may take too long.
func ofWaiting(doc *huma.OpenAPI) {
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if code := strconv.Itoa(http.StatusServiceUnavailable); op != nil && len(op.Security) > 0 && op.Responses[code] == nil {
				op.Responses[code] = &huma.Response{Description: http.StatusText(http.StatusServiceUnavailable), Content: map[string]*huma.MediaType{"application/problem+json": {}}}
			}
		}
	}
}

// ownProblems puts our problems in the place of the framework's in the document, as own does in the answers.
func ownProblems(doc *huma.OpenAPI) {
	all := doc.Components.Schemas
	ours := all.Schema(reflect.TypeFor[Problem](), true, "Problem")
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil {
				continue
			}
			for _, r := range op.Responses {
				if c := r.Content["application/problem+json"]; c != nil {
					c.Schema = ours
				}
			}
		}
	}
	for _, t := range []reflect.Type{reflect.TypeFor[huma.ErrorModel](), reflect.TypeFor[huma.ErrorDetail]()} {
		delete(all.Map(), schemaName(t, ""))
	}
}

// schemaName names the schema of a type: of those of other rooms with the room before it, so that no two have one name.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name := t.Name()
	if name == "" {
		name = hint
	}
	room := t.PkgPath()[strings.LastIndex(t.PkgPath(), "/")+1:]
	if room != "" && room != "api" {
		name = strings.ToUpper(room[:1]) + room[1:] + name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// scoped is the security of an operation that needs a session or a token of a scope.
func scoped(s session.Scope) []map[string][]string {
	return []map[string][]string{{"bearer": {string(s)}}}
}

// the asker is the one who asks, as admit found.
type asker struct {
	session session.Session
	address string
}

type askerKey struct{}

func askerOf(ctx context.Context) asker {
	a, _ := ctx.Value(askerKey{}).(asker)
	return a
}

// caller is the asker as the clerk knows one; presence is not proved.
func caller(ctx context.Context) clerk.Caller {
	return clerk.Caller{Account: askerOf(ctx).session.Account}
}

// proved is the asker with presence proved for these bytes, if a proof is shown. A proof that is not good is an error, not no proof.
func (d *door) proved(ctx context.Context, proof, matter string, body []byte) (clerk.Caller, error) {
	c := caller(ctx)
	if proof == "" {
		return c, nil
	}
	digest := session.DigestAct(matter, body)
	how, err := d.Desk.Spend(ctx, askerOf(ctx).session, proof, digest)
	if err != nil {
		return c, unproved(err)
	}
	c.Proved, c.Proof = true, how
	return c, nil
}

// unproved says of one who is signed in that something was not proved: that is no reason to sign in anew.
func unproved(err error) error {
	var no *session.Refused
	if errors.As(err, &no) {
		return problem(http.StatusForbidden, no.Why)
	}
	return err
}

// holds reports whether the asker holds a post in the office now.
func holds(roll *people.Roll, account string, role string, now time.Time) bool {
	for _, p := range roll.Account(account).Now(now) {
		if string(p.Role) == role {
			return true
		}
	}
	return false
}
