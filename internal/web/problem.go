package web

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/report"
)

// chrome is what every page has.
type chrome struct {
	Title    string
	Head     template.HTML
	Above    template.HTML // what another server has above its pages
	Static   bool          // it stands by itself: nothing to click that would need a server
	Home     string        // where the mark of the house leads
	Back     string        // the page of another server from which one came; "" for none
	Glossary string        // where the words of the pages are explained; "" for nowhere
	Release  string
}

// problemPage says what went wrong, and whose move it is.
type problemPage struct {
	chrome
	Heading string
	Text    string
	Move    string
	Mend    []mend
}

// A mend is one mistake of an opened file with the lines about it.
type mend struct {
	fault.Problem
	Excerpt []excerptLine
}

// An excerptLine is one line of a file.
type excerptLine struct {
	N    int
	Text string
	Here bool
}

// page answers with what serve writes, or with a page about its error.
func (s *server) page(serve func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := serve(w, r); err != nil {
			s.problem(w, err, nil)
		}
	})
}

// nowhere answers what no page answers.
func (s *server) nowhere(_ http.ResponseWriter, r *http.Request) error {
	return fault.Errorf(fault.NotFound, "There is no page %s here.", r.URL.Path)
}

// problem writes a page about an error. The lines are those of the file at fault, if one was opened.
func (s *server) problem(w http.ResponseWriter, err error, lines []string) {
	p := problemPage{chrome: s.chrome("Affiant"), Text: err.Error()}
	status := http.StatusInternalServerError
	switch fault.KindOf(err) {
	case fault.Input:
		status, p.Heading, p.Move = http.StatusBadRequest, "This cannot be read", "Mend it and ask again."
	case fault.NotFound:
		status, p.Heading, p.Move = http.StatusNotFound, "Not here", "Start from the list of matters."
	case fault.Conflict:
		status, p.Heading, p.Move = http.StatusConflict, "Not now", "See what has to come before."
	default:
		p.Heading, p.Move = "Our mistake", "Nothing in your file or your choice explains this. Please report it, with the address of this page."
	}
	var problems fault.Problems
	if errors.As(err, &problems) {
		p.Text = "The file has " + count(len(problems), "mistake") + ". Nothing of it was kept."
		p.Move = "Mend them and open it again."
		said, more := problems.Said()
		if more > 0 {
			p.Text += fmt.Sprintf(" The first %d are told here.", len(said))
		}
		for _, x := range said {
			p.Mend = append(p.Mend, mend{x, excerpt(lines, x.Line)})
		}
	}
	p.Title = p.Heading + " · Affiant"
	if err := write(w, status, "problem.html", p); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// excerpt returns a line of a file with the one before and after it.
func excerpt(lines []string, at int) []excerptLine {
	var out []excerptLine
	for n := max(1, at-1); at > 0 && n <= min(len(lines), at+1); n++ {
		text := strings.ToValidUTF8(lines[n-1], "\uFFFD")
		if r := []rune(text); len(r) > 160 {
			text = string(r[:160]) + "…"
		}
		out = append(out, excerptLine{n, text, n == at})
	}
	return out
}

// chrome returns what every served page has.
func (s *server) chrome(title string) chrome {
	return chrome{Title: title, Head: look.Linked() + s.head, Above: s.above, Home: "/", Glossary: s.words, Release: s.release}
}

// mostPages is as long as most pages are: a buffer that grows to it is made six times over.
const mostPages = 128 << 10

// write executes a template whole before any of it is sent, so that a page is never cut short by an error.
func write(w http.ResponseWriter, status int, name string, data any) error {
	var b bytes.Buffer
	b.Grow(mostPages)
	if err := templates().ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(report.Inert(b.Bytes())) // the reader may have gone
	return nil
}
