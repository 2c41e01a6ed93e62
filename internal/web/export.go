package web

import (
	"bytes"
	"cmp"
	"errors"
	"net/http"
	"regexp"
	"slices"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// Export writes a review as one HTML file that stands by itself: style, fonts and script are in it, it asks for nothing
// from anywhere, and it works from a disk. It is about the respondent named and nobody else; if none is, it begins with the first of the
// first application, and all the others follow. The re-reading, if not nil, is that of the same view.
func Export(r *brief.Review, law *doctrine.Law, x *brief.Rereading, app record.AppID, respondent record.PersonID) ([]byte, error) {
	if len(r.Matter.Applications) == 0 {
		return nil, errors.New("the matter holds no application, so there is nothing to review")
	}
	v := view{App: cmp.Or(app, r.Matter.Applications[0].ID), Respondent: respondent, Profile: r.Profile.ID}
	a, err := v.application(r.Matter)
	if err != nil {
		return nil, err
	}
	v.Respondent = v.respondent(a)
	return export(r, law, x, v, respondent != "", nil)
}

// export writes the file: about the one that the view is about and nobody else, or with all the others after that one.
func export(r *brief.Review, law *doctrine.Law, x *brief.Rereading, v view, one bool, again supposer) ([]byte, error) {
	app, err := v.application(r.Matter)
	if err != nil {
		return nil, err
	}
	who := v.respondent(app)
	p, err := fillReview(r, v, law, r.Chart(app.ID, who), again, true)
	if err != nil {
		return nil, err
	}
	if !r.Withheld {
		if x == nil {
			x = unchanged(r, app)
		}
		y := fillReread(x, app, who, v, fillNotes(r, app, law, v, true), true)
		p.Reread = &y
	}
	if !one {
		list, err := others(r, v, law)
		if err != nil {
			return nil, err
		}
		if err := p.addOthers(list); err != nil {
			return nil, err
		}
	}
	p.chrome = chrome{Title: p.Caption.Title + " · Affiant", Head: look.Inline(), Static: true, Home: "#top", Release: r.Digests.Release}
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, "review.html", p); err != nil {
		return nil, err
	}
	return report.Inert(b.Bytes()), nil
}

// read reads the matter that is asked for as the view has it.
func (s *server) read(r *http.Request) (f *folder, v view, app *record.Application, rv *brief.Review, err error) {
	if f, v, _, _, err = s.asked(r); err != nil {
		return
	}
	if len(v.Wrong) > 0 { // here is no form in which it could be mended
		return nil, v, nil, nil, fault.Errorf(fault.Input, "%s", v.Wrong[0].Says)
	}
	if app, err = v.application(f.matter); err != nil {
		return
	}
	rv, err = f.review(r.Context(), v.options(true))
	return
}

// export answers with the file.
func (s *server) export(w http.ResponseWriter, r *http.Request) error {
	f, v, app, rv, err := s.read(r)
	if err != nil {
		return err
	}
	var x *brief.Rereading
	if !rv.Withheld {
		if x, err = f.rereadAs(r.Context(), rv, app, v); err != nil {
			return err
		}
	}
	b, err := export(rv, s.law, x, v, false, f.supposer(r.Context(), rv))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+f.id+`.html"`)
	_, _ = w.Write(b)
	return nil
}

// chart answers with the argument map alone.
func (s *server) chart(w http.ResponseWriter, r *http.Request) error {
	_, v, app, rv, err := s.read(r)
	if err != nil {
		return err
	}
	c := rv.Chart(app.ID, v.respondent(app))
	c.Nodes = slices.Clone(c.Nodes)
	for i := range c.Nodes {
		c.Nodes[i].Href = v.URL("", "") + c.Nodes[i].Href
	}
	svg := report.SVG(c)
	w.Header().Set("Content-Type", "image/svg+xml")
	if m := styleElement.FindSubmatch(svg); m != nil {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src "+look.Hash(string(m[1]))+"; frame-ancestors 'none'")
	}
	_, _ = w.Write(svg)
	return nil
}

// styleElement is the style of a map that stands alone.
var styleElement = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

// json answers with the review as data.
func (s *server) json(w http.ResponseWriter, r *http.Request) error {
	_, _, _, rv, err := s.read(r)
	if err != nil {
		return err
	}
	b, err := report.JSON(rv, s.law)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(b)
	return nil
}
