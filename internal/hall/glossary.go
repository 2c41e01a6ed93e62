package hall

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/review"
)

// glossaryGroup explains the words of the pages to whoever opens them, signed in or not.
var glossaryGroup = group{pages: []page{{route: "GET /words", serve: (*visit).words, open: true}}}

// wordLink is a word of a page that leads to what it means. A page that names one that is not explained cannot be shown, which tests find.
func wordLink(id, says string) (template.HTML, error) {
	if _, ok := doctrine.Default().Word(id); !ok { // a layer may say it otherwise, and takes none away
		return "", fmt.Errorf("the glossary has no word %q", id)
	}
	return template.HTML(`<a class="term" href="/words#` + id + `">` + template.HTMLEscapeString(says) + `</a>`), nil
}

// A wordsPage is the glossary, and the codes under which questions are put.
type wordsPage struct {
	chrome
	Letters  []letterPart
	Families []familyPart
}

type letterPart struct {
	Letter string
	Words  []wordPart
}

type wordPart struct {
	ID, Term, Means string
	Law             []string
}

// A familyPart is the checks whose codes begin alike.
type familyPart struct {
	Letter, Says string
	Codes        []codePart
}

type codePart struct {
	Code, Slug, Title, Why string
	Law                    []string
}

// families say what the first letter of a code stands for, as the marks do.
var families = []struct{ letter, says string }{
	{"S", "Source: the sentence says other or more than its source"},
	{"I", "Identity: who or what is meant"},
	{"O", "Omission: what is left out"},
	{"P", "Probable cause: what is shown of whom"},
	{"F", "Form: how it is put"},
	{"M", "Magistrate: what was put before the magistrate, and how"},
	{"X", "Warrant and execution: what the warrant says, and what was done under it"},
	{"T", "Interception: whether the order allowed it"},
}

func (v *visit) words() error {
	p := wordsPage{chrome: v.chrome("What the words mean")}
	p.Styles = []string{"after.css"}
	for _, w := range v.Law.Words() {
		letter := strings.ToUpper(w.Term[:1])
		if n := len(p.Letters); n == 0 || p.Letters[n-1].Letter != letter {
			p.Letters = append(p.Letters, letterPart{Letter: letter})
		}
		x := wordPart{ID: w.ID, Term: w.Term, Means: w.Means}
		x.Law = cited(v.Law, w.Rests)
		for _, r := range w.Rule {
			x.Law = append(x.Law, underSays(r.Says, r.Standing))
		}
		l := &p.Letters[len(p.Letters)-1]
		l.Words = append(l.Words, x)
	}
	for _, f := range families {
		part := familyPart{Letter: f.letter, Says: f.says}
		for _, c := range review.Checks() {
			if strings.HasPrefix(c.Code, f.letter) {
				part.Codes = append(part.Codes, codePart{c.Code, strings.ToLower(c.Code), c.Title, c.Why, cited(v.Law, c.Rests)})
			}
		}
		if len(part.Codes) > 0 {
			p.Families = append(p.Families, part)
		}
	}
	return v.show(200, "words.html", p)
}
