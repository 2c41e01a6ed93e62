package brief

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// Whether an assertion tells what a stated factor is there for is the word of who states it: no check reads it. What can be read is
// whether there is such an assertion in the paper, and whether it has a word of it at all.

// numbersOn returns the numbers of the assertions that a statement points at in an application, and whether all it points at are in
// that one.
func numbersOn(app *record.Application, on []string) (ns []int, here bool) {
	here = true
	for _, at := range on {
		id, number, _ := strings.Cut(at, ".")
		n, err := strconv.Atoi(number)
		if err != nil || record.AppID(id) != app.ID {
			here = false
			continue
		}
		ns = append(ns, n)
	}
	return ns, here
}

// wordless lists the assertions that are said to tell a factor and have no word of content in common with what is said of it.
func (x *Stated) wordless(app *record.Application, law *doctrine.Law) []int {
	var out []int
	for _, n := range x.On {
		a := app.Assertion(n)
		if a != nil && !slices.ContainsFunc(x.Said, func(s record.Statement) bool {
			return slices.Contains(s.On, fmt.Sprintf("%s.%d", app.ID, n)) && review.SameWords(law, s.About, a.Text)
		}) {
			out = append(out, n)
		}
	}
	return out
}

// Word says on whose word it rests that the assertions pointed at tell the factor; empty if none is pointed at.
func (x *Stated) Word() string {
	if len(x.On) == 0 {
		return ""
	}
	text := "That " + pars(x.On) + " tells it"
	if len(x.On) > 1 {
		text = "That " + pars(x.On) + " tell it"
	}
	text += " is the word of who states it; no check reads it."
	switch len(x.Wordless) {
	case 0:
	case 1:
		text += " " + pars(x.Wordless) + " has no word of it."
	default:
		text += " " + pars(x.Wordless) + " have no word of it."
	}
	return text
}
