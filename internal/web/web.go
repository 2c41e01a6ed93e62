// Package web is the public counter: pages, made on the server, on which a matter is read, ruled on and read again.
//
// A page is a struct, a function that fills it from a review, and a template of the same name under pages/. Everything
// that a reader chose stands in the address, so a page is a function of the address, the matter and the law, works
// without script, and can be kept as a link. The script only saves a click.
package web

import (
	"html/template"
	"io/fs"
	"net/http"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/look"
)

// Options say what the counter serves.
type Options struct {
	Law     *doctrine.Law
	Cases   *doctrine.Casebook // the decided cases that bind and stand beside the answers; none if nil
	Release string             // version of the program and of its checks
	Files   fs.FS              // the matter files to list, in any folders; names end in .yaml

	// Room is where the list of matters is: the root, if empty; else an address such as /reading-room, for a server that has another first page.
	Room string

	// Words is the address at which the server explains the words of the pages; "" if nowhere.
	Words string

	// NewID makes an id that nobody can guess, for a file that a visitor opens. Without it nothing can be opened.
	NewID func() string
}

// Handler serves the pages. It answers only requests that were addressed to this machine by a loopback name, keeps
// nothing but opened files, and those in memory.
func Handler(o Options) http.Handler {
	s := &server{
		law:     o.Law,
		release: o.Release,
		newID:   o.NewID,
		room:    o.Room,
		words:   o.Words,
		shelf:   newShelf(o),
	}
	list := "GET /{$}"
	if o.Room != "" {
		list = "GET " + o.Room
	}
	mux := http.NewServeMux()
	for _, r := range []struct {
		pattern string
		serve   func(http.ResponseWriter, *http.Request) error
	}{
		{list, s.index},
		{"POST " + o.Room + "/open", s.open},
		{"GET /matter/{id}", s.review},
		{"GET /matter/{id}/map.svg", s.chart},
		{"GET /matter/{id}/review.json", s.json},
		{"GET /matter/{id}/export.html", s.export},
		{"GET /static/{name...}", serveStatic},
		{"/", s.nowhere},
	} {
		mux.Handle(r.pattern, s.page(r.serve))
	}
	return look.Guard(mux, look.Door{Alone: true, Most: mostUpload, Cache: "no-cache"})
}

// A server holds what does not change from one request to the next, and the shelf.
type server struct {
	law     *doctrine.Law
	release string
	newID   func() string
	room    string
	shelf   *shelf

	head, above template.HTML // of the server that it serves for
	words       string        // where the words of the pages are explained
}
