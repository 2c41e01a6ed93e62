package report

import (
	"bytes"
	_ "embed"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// DiffForm is the value of the key affiant of two views of the law compared.
const DiffForm = "law-diff/1"

// What travels of two views compared. Every pair has the first view's before the second's.
type (
	diffJSON struct {
		Affiant   string          `json:"affiant"`
		Views     [2]viewJSON     `json:"views"`
		Questions []partedJSON    `json:"questions"` // on which rules of the law differ
		Casebook  []partedJSON    `json:"casebook"`  // on which the casebook's own rules differ
		Contrasts []contrastJSON  `json:"contrasts"` // time limits, hours of the daytime, holidays, burdens, and what is made of open rulings
		Binding   [2][]boundJSON  `json:"binding"`   // decided cases that may bind in one view only
		Same      []string        `json:"same"`      // kinds of item that are the same in every view
		Digests   diffDigestsJSON `json:"digests"`
	}
	diffDigestsJSON struct {
		Law      string `json:"law"`
		Casebook string `json:"casebook"`
	}
	viewJSON struct {
		Profile      string `json:"profile"`
		AsOf         string `json:"as_of,omitempty"`
		Jurisdiction string `json:"jurisdiction"` // whose time limits, hours and holidays go with it
	}
	partedJSON struct {
		Question string        `json:"question"` // empty for background, which serves none
		Only     [2][]ownJSON  `json:"only"`
		Parts    []partingJSON `json:"parts"`
		More     int           `json:"more,omitempty"`
	}
	ownJSON struct {
		Rule     doctrine.Rule   `json:"rule"`
		SetAside *doctrine.Aside `json:"set_aside,omitempty"` // by the other view
	}
	partingJSON struct {
		Given   []string  `json:"given"`
		Answers [2]string `json:"answers"` // an empty one is none
	}
	contrastJSON struct {
		Kind string `json:"kind"`
		ID   string `json:"id"`
		Has  [2]any `json:"has"` // null where a view has none
	}
	boundJSON struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		Citation string `json:"citation"`
		Court    string `json:"court"`
		Date     string `json:"date"`
	}
)

//go:embed law-diff.schema.json
var diffSchema []byte

// DiffSchema is the JSON Schema of what DiffJSON writes.
func DiffSchema() []byte { return bytes.Clone(diffSchema) }

// DiffJSON writes all in which two views of the law differ as JSON.
func DiffJSON(book *doctrine.Casebook, a, b doctrine.View) ([]byte, error) {
	law, both := book.Law(), [2]doctrine.View{a, b}
	parted := func(list []doctrine.Difference) []partedJSON {
		return each(list, func(d doctrine.Difference) partedJSON {
			p := partedJSON{Question: d.Question, More: d.More, Parts: each(d.Parts, func(p doctrine.Parting) partingJSON {
				return partingJSON{same(p.Given), [2]string{p.Answers[0].ID, p.Answers[1].ID}}
			})}
			for i := range both {
				p.Only[i] = each(d.Only[i], func(r doctrine.Rule) ownJSON {
					if aside, ok := law.SetAside(both[1-i], r.ID); ok {
						return ownJSON{r, &aside}
					}
					return ownJSON{Rule: r}
				})
			}
			return p
		})
	}
	doc := diffJSON{
		Affiant: DiffForm, Questions: parted(law.Diff(a, b)), Casebook: parted(book.Diff(a, b)),
		Contrasts: each(law.Contrasts(a, b), func(c doctrine.Contrast) contrastJSON { return contrastJSON(c) }),
		Same:      doctrine.SameInAll(), Digests: diffDigestsJSON{law.Digest(), book.Digest()},
	}
	for i, v := range both {
		p, _ := law.Profile(v.Profile)
		doc.Views[i] = viewJSON{v.Profile, v.AsOf, p.Jurisdiction()}
		doc.Binding[i] = each(holding.BindingOnly(book, v, both[1-i]), func(c doctrine.Case) boundJSON {
			return boundJSON{c.ID, c.Name, c.Citation, c.Court, c.Date}
		})
	}
	var out bytes.Buffer
	err := encode(&out, doc)
	return out.Bytes(), err
}
