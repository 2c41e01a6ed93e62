package api

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/session"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// A Docket is what was done in a matter, by whom and when.
type Docket struct {
	Now    string        `json:"now" doc:"what time it is at the court"`
	Head   int64         `json:"head" doc:"the last entry"`
	Sealed bool          `json:"sealed" doc:"whether it is under seal"`
	Lines  []Line        `json:"lines" doc:"its entries, without what they say"`
	Due    []Due         `json:"due" doc:"what is due, and what was"`
	Matter record.Matter `json:"matter" doc:"the matter, cut down to what a reader of the docket may see"`
}

// A Line is one entry of the docket.
type Line struct {
	Seq         int64  `json:"seq" doc:"its number"`
	Kind        string `json:"kind" doc:"what was done"`
	Mode        string `json:"mode" enum:"performed,recounted" doc:"whether it was done here, or only told"`
	By          string `json:"by,omitempty" doc:"the account that did it"`
	Person      string `json:"person,omitempty" doc:"who that is in the matter"`
	Role        string `json:"role,omitempty" doc:"in which role"`
	At          string `json:"at,omitempty" doc:"when, by the court's own clock"`
	Application string `json:"application,omitempty" doc:"on which application"`
	On          string `json:"on,omitempty" doc:"the digest of the papers on which it was done"`
	Presence    string `json:"presence,omitempty" doc:"how presence was proved"`
	Hash        string `json:"hash" doc:"of the entry"`
	Leaf        int64  `json:"leaf" doc:"in the log"`
}

// An Earlier is what the magistrate before whom an application lies is told, and no one else.
type Earlier struct {
	Told []string `json:"told" doc:"a sentence each: what another agency brought against the same person or for the same place, and what was refused under a seal of the court; the earliest first"`
}

// A Due is something that is to be done by a time.
type Due struct {
	Term        string    `json:"term" doc:"the term"`
	Title       string    `json:"title" doc:"what is to be done"`
	Application string    `json:"application,omitempty" doc:"on which application"`
	Warrant     string    `json:"warrant,omitempty" doc:"on which warrant"`
	Order       string    `json:"order,omitempty" doc:"under which order"`
	Hearing     string    `json:"hearing,omitempty" doc:"which hearing it is counted back from"`
	Person      string    `json:"person,omitempty" doc:"whom it is about"`
	Began       time.Time `json:"began" doc:"when the time began"`
	Due         time.Time `json:"due" doc:"by when"`
	Done        string    `json:"done,omitempty" doc:"when it was done"`
	State       string    `json:"state" doc:"how it stands"`
	Who         string    `json:"who" doc:"the role that answers for it"`
	Authority   string    `json:"authority" doc:"by which rule"`
	Standing    string    `json:"standing" doc:"how sure that is"`
}

func dueOf(v *clerk.View) []Due {
	out := []Due{}
	for _, x := range v.Due {
		out = append(out, Due{Term: x.Term.ID, Title: x.Term.Title, Application: string(x.Application), Warrant: string(x.Warrant), Order: string(x.Order), Hearing: string(x.Hearing), Person: string(x.Person), Began: x.From, Due: x.Due, Done: string(x.Done),
			State: string(x.State), Who: x.Term.Who, Authority: x.Term.Says, Standing: x.Term.Standing})
	}
	return out
}

// Papers are the four corners of an application.
type Papers struct {
	Digest      string             `json:"digest" doc:"names these papers; whoever swears or decides on them says it"`
	Head        int64              `json:"head" doc:"the last entry of the matter"`
	Application record.Application `json:"application" doc:"the papers"`
	People      []record.Person    `json:"people" doc:"whom they name"`
	Sources     []record.Source    `json:"sources" doc:"what is incorporated in them or was opened at the bench"`
	Told        []string           `json:"told,omitempty" doc:"for the magistrate before whom they lie, and for no one else: what was brought before elsewhere, a sentence each; it is no part of the papers"`
}

// Sources are all that the affiant had.
type Sources struct {
	Orders  []record.Order  `json:"orders" doc:"orders under which sources were gathered"`
	Sources []record.Source `json:"sources" doc:"the sources"`
	People  []record.Person `json:"people" doc:"everyone named"`
}

// A Flaw is one flaw of an application against its sources.
type Flaw struct {
	ID        string `json:"id" doc:"its name, for an answer or a ruling"`
	Code      string `json:"code" doc:"the check"`
	Title     string `json:"title" doc:"what the check looks for"`
	Force     string `json:"force" doc:"contestable, decisive or note"`
	Assertion int    `json:"assertion,omitempty" doc:"the assertion it stands at"`
	Words     string `json:"words,omitempty" doc:"the words there"`
	Message   string `json:"message" doc:"what is in question"`
	Asks      string `json:"asks,omitempty" doc:"the question it puts"`
	Answered  string `json:"answered,omitempty" doc:"what the affiant did about it"`
	Because   string `json:"because,omitempty" doc:"and why"`
}

// Flaws are those of one application.
type Flaws struct {
	Flaws      []Flaw `json:"flaws" doc:"all that a review finds in what the reader may see"`
	Unanswered int    `json:"unanswered" doc:"how many the affiant has still to mend or answer before the oath"`
	Shut       []Shut `json:"shut,omitempty" doc:"for the bench: questions that go to sources which it has not opened, and so are not shown"`
}

// A Shut is how many questions go to a source that the bench has not opened.
type Shut struct {
	Source string `json:"source" doc:"the source"`
	Count  int    `json:"count" doc:"how many questions go to it"`
}

// A Warrant is a warrant as it stands at this moment.
type Warrant struct {
	Now      string           `json:"now" doc:"what time it is at the court"`
	Lives    bool             `json:"lives" doc:"whether it may be executed now"`
	Dead     string           `json:"dead,omitempty" doc:"if not, why"`
	Warrant  record.Issued    `json:"warrant" doc:"the warrant"`
	Proposed *record.Proposed `json:"proposed,omitempty" doc:"its words, as they were put before the magistrate"`
}

// A Proved is the receipt of an entry, with what opens its words.
type Proved struct {
	Receipt string `json:"receipt" doc:"c2sp.org/tlog-proof: that the entry is in the log"`
	Secret  string `json:"secret" doc:"opens the words of this entry and no other, in base64; empty for whoever may not read them"`
}

type tagged[T any] struct {
	ETag string `header:"ETag" doc:"names the matter as it is"`
	Body T
}

// OfMatter is a read of a matter.
type OfMatter struct {
	At
	IfNoneMatch string `header:"If-None-Match" maxLength:"400" doc:"an ETag, several, or *; if the matter is still so, 304"`
}

// OfApplication is an application in the path of a route.
type OfApplication struct {
	At
	Application string `path:"application" maxLength:"64" pattern:"^[a-z][a-z0-9]*(-[a-z0-9]+)*$" doc:"the application"`
}

func (d *door) read(ctx context.Context, m At, act access.Act, app string) (*clerk.View, *record.Application, error) {
	v, err := d.Clerk.Read(ctx, caller(ctx), m.id(), act, record.AppID(app))
	if err != nil {
		return nil, nil, d.fail(ctx, err)
	}
	if app == "" {
		return v, nil, nil
	}
	a := v.Matter.Application(record.AppID(app))
	if a == nil {
		return nil, nil, problem(http.StatusNotFound, "the matter has no application of that name")
	}
	return v, a, nil
}

// names tells whether an If-None-Match names an ETag: * does, and so does one that a proxy made weak when it packed the answer (RFC 9110, 13.1.2: compared weakly).
func names(header, etag string) bool {
	for one := range strings.SplitSeq(header, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == etag {
			return true
		}
	}
	return false
}

func get(id, path, summary string) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{"matters"}, Security: scoped(session.Read),
		Errors: []int{401, 403, 404, 422, 429}}
}

func (d *door) reads() {
	huma.Register(d.api, get("read-docket", "/v1/matters/{matter}", "What was done in a matter, by whom and when; what is due"),
		func(ctx context.Context, in *OfMatter) (*tagged[Docket], error) {
			v, _, err := d.read(ctx, in.At, access.ReadDocket, "")
			if err != nil {
				return nil, err
			}
			if names(in.IfNoneMatch, etag(v.Head)) {
				return nil, huma.Status304NotModified()
			}
			return &tagged[Docket]{etag(v.Head), Docket{string(v.Now), v.Head, v.Sealed, linesOf(v), dueOf(v), v.Matter}}, nil
		})
	huma.Register(d.api, get("read-papers", "/v1/matters/{matter}/applications/{application}/papers", "The four corners of an application"),
		func(ctx context.Context, in *OfApplication) (*tagged[Papers], error) {
			v, a, err := d.read(ctx, in.At, access.ReadPapers, in.Application)
			if err != nil {
				return nil, err
			}
			digest, err := clerk.PapersDigest(&v.Matter, a.ID)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			var told []string
			if v.May(access.BeTold, a.ID).May {
				if told, err = d.Clerk.Earlier(ctx, caller(ctx), in.id(), a.ID); err != nil {
					return nil, d.fail(ctx, err)
				}
			}
			return &tagged[Papers]{etag(v.Head), Papers{digest, v.Head, *a, list(v.Matter.People), list(v.Matter.Sources), told}}, nil
		})
	huma.Register(d.api, get("read-earlier", "/v1/matters/{matter}/applications/{application}/earlier", "What the magistrate alone is told of what was brought before elsewhere"),
		func(ctx context.Context, in *OfApplication) (*body[Earlier], error) {
			told, err := d.Clerk.Earlier(ctx, caller(ctx), in.id(), record.AppID(in.Application))
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &body[Earlier]{Earlier{list(told)}}, nil
		})
	huma.Register(d.api, get("read-sources", "/v1/matters/{matter}/sources", "All that the affiant had"),
		func(ctx context.Context, in *struct {
			At
			Application string `query:"application" maxLength:"64" doc:"as far as this application goes; a magistrate reads only so"`
		}) (*tagged[Sources], error) {
			v, err := d.Clerk.Read(ctx, caller(ctx), in.id(), access.ReadSources, record.AppID(in.Application))
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			return &tagged[Sources]{etag(v.Head), Sources{list(v.Matter.Orders), list(v.Matter.Sources), list(v.Matter.People)}}, nil
		})
	huma.Register(d.api, get("read-flaws", "/v1/matters/{matter}/applications/{application}/flaws", "What is in question in an application"),
		func(ctx context.Context, in *OfApplication) (*body[Flaws], error) {
			v, a, err := d.read(ctx, in.At, access.ReadFlaws, in.Application)
			if err != nil {
				return nil, err
			}
			return &body[Flaws]{flawsOf(v, a)}, nil
		})
	huma.Register(d.api, get("read-answers", "/v1/matters/{matter}/answers", "What follows from the papers, once it has been decided"),
		func(ctx context.Context, in *struct {
			At
			Application string `query:"application" required:"true" maxLength:"64" doc:"the application"`
			Profile     string `query:"profile" maxLength:"64" doc:"by which view of the law; that of the matter, if left out"`
		}) (*body[anyDoc], error) {
			v, _, err := d.read(ctx, in.At, access.ReadAnswers, in.Application)
			if err != nil {
				return nil, err
			}
			ruled, _ := brief.Applicable(&v.Matter, d.Law, d.casebook())
			r, err := brief.Read(ruled, d.Law, d.Release, brief.Options{Profile: in.Profile, Cases: d.casebook()})
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			text, err := report.JSON(r, d.Law)
			return &body[anyDoc]{anyDoc(text)}, d.fail(ctx, err)
		})
	huma.Register(d.api, get("read-warrants", "/v1/matters/{matter}/applications/{application}/warrants", "The warrants on an application, and whether each lives now"),
		func(ctx context.Context, in *OfApplication) (*tagged[[]Warrant], error) {
			v, a, err := d.read(ctx, in.At, access.ReadWarrant, in.Application)
			if err != nil {
				return nil, err
			}
			out := &tagged[[]Warrant]{etag(v.Head), []Warrant{}}
			for i := range a.Warrants {
				dead := v.Matter.Barred(a, &a.Warrants[i], v.Now)
				out.Body = append(out.Body, Warrant{string(v.Now), dead == "", dead, a.Warrants[i], a.Warrant})
			}
			return out, nil
		})
	huma.Register(d.api, get("prove-entry", "/v1/matters/{matter}/entries/{seq}/proof", "The receipt of an entry, to be checked offline"),
		func(ctx context.Context, in *struct {
			At
			Seq int64 `path:"seq" minimum:"1" doc:"the number of the entry"`
		}) (*body[Proved], error) {
			r, secret, err := d.Clerk.Prove(ctx, caller(ctx), in.id(), in.Seq)
			if err != nil {
				return nil, d.fail(ctx, err)
			}
			out := &body[Proved]{Proved{Receipt: string(r.Bytes())}}
			if secret != nil {
				out.Body.Secret = base64.StdEncoding.EncodeToString(secret[:])
			}
			return out, nil
		})
}

func list[E any](l []E) []E {
	if l == nil {
		return []E{}
	}
	return l
}

func linesOf(v *clerk.View) []Line {
	out := []Line{}
	for _, l := range v.Lines {
		x := Line{Seq: int64(l.Seq), Kind: l.Kind, Mode: string(l.Mode), Application: string(l.Application), Hash: l.Hash.String(), Leaf: l.Leaf}
		if h := l.Hand; h != nil {
			x.By, x.Person, x.Role, x.At, x.On, x.Presence = h.Account, string(h.Person), string(h.Role), h.At, h.On, h.Proof
		}
		out = append(out, x)
	}
	return out
}

func flawsOf(v *clerk.View, a *record.Application) Flaws {
	out := Flaws{Flaws: []Flaw{}}
	open, shut := v.Flaws(a.ID)
	for _, f := range shut {
		s := string(v.Shut(f)[0])
		i := slices.IndexFunc(out.Shut, func(x Shut) bool { return x.Source == s })
		if i < 0 {
			i, out.Shut = len(out.Shut), append(out.Shut, Shut{Source: s})
		}
		out.Shut[i].Count++
	}
	for _, f := range open {
		if clerk.Asked(a, f) {
			out.Unanswered++
		}
		x := Flaw{ID: f.ID, Code: f.Check.Code, Title: f.Check.Title, Force: string(f.Force), Assertion: f.Assertion, Words: f.Span.Words, Message: f.Message, Asks: f.Asks}
		for _, y := range a.Answers {
			if y.Flaw == f.ID {
				x.Answered, x.Because = y.Act, y.Because
			}
		}
		out.Flaws = append(out.Flaws, x)
	}
	return out
}

// anyDoc is a document with a schema of its own.
type anyDoc json.RawMessage

// MarshalJSON is the document as it is.
func (d anyDoc) MarshalJSON() ([]byte, error) { return d, nil }

// Schema says where its schema is.
func (anyDoc) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true, Description: "A review as JSON; affiant schema review prints its schema."}
}
