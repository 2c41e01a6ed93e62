package web

import (
	"cmp"
	"context"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/report"
)

// An indexPage lists the matters on the shelf: those of decided cases, which stand at the top of the files, then those
// made to teach, and the sound ones apart.
type indexPage struct {
	chrome
	Decided, Made, Sound []listed
	MayOpen              bool
	Room, OpenAt         string
	MostBytes            string
}

// A listed is one matter in the list.
type listed struct {
	Href, Title, Kind, Says string
	Answers                 []outcome
	Flaws                   string
}

// index answers with the list.
func (s *server) index(w http.ResponseWriter, r *http.Request) error {
	all, err := s.shelf.list()
	if err != nil {
		return err
	}
	p := indexPage{chrome: s.chrome("Affiant"), MayOpen: s.newID != nil, MostBytes: "4 MB", Room: cmp.Or(s.room, "/"), OpenAt: s.room + "/open"}
	for _, f := range all {
		switch l, sound := fillListed(r.Context(), f); {
		case path.Dir(f.name) == ".":
			p.Decided = append(p.Decided, l)
		case sound:
			p.Sound = append(p.Sound, l)
		default:
			p.Made = append(p.Made, l)
		}
	}
	byTitle := func(a, b listed) int { return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.Href, b.Href)) }
	for _, list := range [][]listed{p.Decided, p.Made, p.Sound} {
		slices.SortFunc(list, byTitle)
	}
	return write(w, http.StatusOK, "index.html", p)
}

// fillListed says of a matter what was asked for and how it came out for each respondent, or why it cannot be reviewed.
func fillListed(ctx context.Context, f *folder) (l listed, sound bool) {
	r, err := f.first(ctx)
	if err != nil {
		return listed{Href: "/matter/" + f.id, Title: f.matter.Title, Kind: "Cannot be reviewed", Says: err.Error()}, false
	}
	l = listed{Href: "/matter/" + f.id, Title: r.Matter.Title, Flaws: count(len(r.Flaws), "flaw")}
	var kinds []string
	for i := range r.Matter.Applications {
		app := &r.Matter.Applications[i]
		kinds = append(kinds, string(app.Kind)+" warrant: "+app.Offence.Title)
		for _, p := range brief.Respondents(app) {
			qs := questionsOf(r, app.ID, p)
			if at := mainQuestion(r, qs); at >= 0 && !r.Withheld {
				name := respondentName(r.Matter, app, p)
				l.Answers = append(l.Answers, outcome{Title: name + ", " + lower(qs[at].Question.Title), Answer: report.Spoken(qs[at].Answer)})
			}
		}
	}
	l.Kind = report.Upper(strings.Join(slices.Compact(kinds), "; "))
	l.Says = firstSentence(r.Matter.Note)
	if r.Withheld {
		l.Answers = []outcome{{Title: "Not yet decided", Answer: string(brief.Withheld)}}
	}
	return l, len(r.Flaws) == 0
}

// firstSentence is the first sentence of a note.
func firstSentence(s string) string {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '.' && s[i+1] == ' ' && i > 20 {
			return s[:i+1]
		}
	}
	return s
}
