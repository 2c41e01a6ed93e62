package web

import (
	"bytes"
	"html/template"
	"regexp"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// A file that stands by itself holds the whole review, though a page shows one respondent at a time: after the page of the first stand the
// answers, reasons and argument about each other respondent, and the words and elements of each other application.

// An also is one such part.
type also struct {
	*reviewPage
	Part  string // its own id
	Whole bool   // of another application, whose words are not above
}

// An entry leads to one part of the file.
type entry struct{ Name, Href string }

// others fills the parts of a review beside the one that a page is about: all respondents whose answers it holds.
func others(r *brief.Review, v view, law *doctrine.Law) ([]also, error) {
	shown, err := v.application(r.Matter)
	if err != nil {
		return nil, err
	}
	var out []also
	for i := range r.Matter.Applications {
		app := &r.Matter.Applications[i]
		told := app.ID == shown.ID
		for _, p := range brief.Respondents(app) {
			if app.ID == shown.ID && p == v.respondent(shown) || !holds(r, app.ID, p) || r.Withheld && told {
				continue
			}
			w := v
			w.App, w.Respondent = app.ID, p
			x, err := fillReview(r, w, law, r.Chart(app.ID, p), nil, true)
			if err != nil {
				return nil, err
			}
			out = append(out, also{x, partID(app.ID, p), !told})
			told = true
		}
	}
	return out, nil
}

// holds reports whether a review holds anything of a respondent: one that was asked for another does not.
func holds(r *brief.Review, app record.AppID, p record.PersonID) bool {
	for _, e := range r.Elements {
		if e.App == app && e.Respondent == p {
			return true
		}
	}
	return len(questionsOf(r, app, p)) > 0
}

func partID(app record.AppID, p record.PersonID) string {
	return "part-" + brief.Fragment(string(app)+"."+string(p))
}

// addOthers sets the parts after the page, each with ids of its own, and lists them at its head.
func (p *reviewPage) addOthers(list []also) error {
	for _, x := range list {
		var b bytes.Buffer
		if err := templates().ExecuteTemplate(&b, "also", x); err != nil {
			return err
		}
		name := x.Caption.Whose
		if x.Whole {
			name += ", " + string(x.App.ID)
		}
		p.Parts = append(p.Parts, entry{name, "#" + x.Part})
		p.Also = append(p.Also, template.HTML(apart(b.String(), x.Part, name)))
	}
	return nil
}

var (
	anID     = regexp.MustCompile(` id="([^"]+)"`)
	aRef     = regexp.MustCompile(` (href="#|for="|aria-owns="|aria-labelledby="|aria-describedby="|aria-controls=")([^"]+)"`)
	aRegion  = regexp.MustCompile(`(role="region" aria-label="[^"]+)"`)
	quotable = strings.NewReplacer("&", "&amp;", `"`, "&#34;", "<", "&lt;", ">", "&gt;")
)

// apart gives a part of a file ids of its own, but for the part's own id: what leads to a place in it leads there, and what leads to any
// other place is left. Its regions are told from those of other parts.
func apart(html, part, name string) string {
	own := make(map[string]bool)
	for _, m := range anID.FindAllStringSubmatch(html, -1) {
		own[m[1]] = m[1] != part
	}
	renamed := func(id string) string {
		if own[id] {
			return part + "-" + id
		}
		return id
	}
	html = anID.ReplaceAllStringFunc(html, func(s string) string {
		return ` id="` + renamed(anID.FindStringSubmatch(s)[1]) + `"`
	})
	html = aRef.ReplaceAllStringFunc(html, func(s string) string {
		m := aRef.FindStringSubmatch(s)
		ids := strings.Fields(m[2])
		for i := range ids {
			ids[i] = renamed(ids[i])
		}
		return " " + m[1] + strings.Join(ids, " ") + `"`
	})
	return aRegion.ReplaceAllString(html, "${1}, "+strings.ReplaceAll(quotable.Replace(name), "$", "$$")+`"`)
}
