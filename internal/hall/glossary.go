package hall

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/review"
)

// glossaryGroup explains the words of the pages to whoever opens them, signed in or not.
var glossaryGroup = group{pages: []page{{route: "GET /words", serve: (*visit).words, open: true}}}

//go:embed glossary.yaml
var glossaryData []byte

// A Word is a word of the pages, what it means in plain words, and on what that rests: pins of the law in use, and rules that it has no entry for.
type Word struct {
	ID    string   `yaml:"id"`
	Term  string   `yaml:"term"`
	Means string   `yaml:"means"`
	Rests []string `yaml:"rests"`
	Rule  []Rule   `yaml:"rule"`
}

// A Rule is a rule or statute that the law in use has no entry for, as it is cited, and how sure it is that it says so: fixed if its text or the law in
// use was held against it, inferred if not.
type Rule struct {
	Says     string `yaml:"says"`
	Standing string `yaml:"standing"`
}

var wordForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// ReadGlossary reads a glossary strictly: each id once, each word with a term and a meaning that is a sentence, each pin a citation.
func ReadGlossary(data []byte) ([]Word, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var list []Word
	if err := dec.Decode(&list); err != nil {
		return nil, fmt.Errorf("glossary: %w", err)
	}
	seen := map[string]bool{}
	for i, w := range list {
		switch {
		case !wordForm.MatchString(w.ID):
			return nil, fmt.Errorf("glossary: entry %d: the id is %q; expected small letters and hyphens, such as four-corners", i+1, w.ID)
		case seen[w.ID]:
			return nil, fmt.Errorf("glossary: %s stands there twice", w.ID)
		case strings.TrimSpace(w.Term) == "" || !strings.HasSuffix(w.Means, "."):
			return nil, fmt.Errorf("glossary: %s needs a term, and a meaning in sentences", w.ID)
		}
		seen[w.ID] = true
		for _, r := range w.Rule {
			if strings.TrimSpace(r.Says) == "" || r.Standing != "fixed" && r.Standing != "inferred" {
				return nil, fmt.Errorf("glossary: %s: a rule says what it is and how sure that is, fixed or inferred; it is %q and %q", w.ID, r.Says, r.Standing)
			}
		}
		for _, pin := range w.Rests {
			if _, err := doctrine.ParseCite(pin); err != nil {
				return nil, fmt.Errorf("glossary: %s: %w", w.ID, err)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Word) int {
		return strings.Compare(strings.ToLower(a.Term), strings.ToLower(b.Term))
	})
	return list, nil
}

// Glossary is the one that comes with the program, in the order of its terms.
var Glossary = sync.OnceValue(func() []Word {
	list, err := ReadGlossary(glossaryData)
	if err != nil {
		panic(err) // embedded, and held sound by a test
	}
	return list
})

// wordLink is a word of a page that leads to what it means. A page that names one that is not explained cannot be shown, which tests find.
func wordLink(id, says string) (template.HTML, error) {
	for _, w := range Glossary() {
		if w.ID == id {
			return template.HTML(`<a class="term" href="/words#` + id + `">` + template.HTMLEscapeString(says) + `</a>`), nil
		}
	}
	return "", fmt.Errorf("the glossary has no word %q", id)
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
	for _, w := range Glossary() {
		letter := strings.ToUpper(w.Term[:1])
		if n := len(p.Letters); n == 0 || p.Letters[n-1].Letter != letter {
			p.Letters = append(p.Letters, letterPart{Letter: letter})
		}
		x := wordPart{ID: w.ID, Term: w.Term, Means: w.Means}
		for _, pin := range w.Rests {
			c, err := doctrine.ParseCite(pin)
			if err != nil {
				return err
			}
			x.Law = append(x.Law, cited(v.Law, []doctrine.Cite{c})...)
		}
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
