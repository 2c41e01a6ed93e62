package web

import (
	"html/template"
	"net/http"
	"slices"
	"sync"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
)

// A Room serves the review of single matters for another server, which says who may read what and at which address. It keeps the last few
// in memory, and reads nothing by itself.
type Room struct {
	s       *server
	mu      sync.Mutex
	folders []*folder // oldest first
}

// NewRoom returns a room. Of the options only the law, the cases and the release are used.
func NewRoom(o Options) *Room {
	return &Room{s: &server{law: o.Law, release: o.Release, shelf: newShelf(o)}}
}

// A Sitting is one matter as one reader may read it.
type Sitting struct {
	Base   string // the address of the review; its parts are below it
	Home   string // where the mark of the house leads
	Words  string // the address at which the words of the pages are explained; "" for none
	Key    string // names what is read: the matter, its last entry, and as whom
	Matter *record.Matter

	Head, Above template.HTML // what the other server has in the head of its pages, and above them
}

// Serve answers a request for the review of a matter, or for a part of it: map.svg, review.json or export.html; "" is the page itself.
func (x *Room) Serve(w http.ResponseWriter, r *http.Request, part string, sit Sitting) {
	f := x.folder(sit)
	s := *x.s
	s.head, s.above, s.words = sit.Head, sit.Above, sit.Words
	serve := map[string]func(http.ResponseWriter, *http.Request) error{"": s.review, "map.svg": s.chart, "review.json": s.json, "export.html": s.export}[part]
	if serve == nil {
		serve = s.nowhere
	}
	s.page(serve).ServeHTTP(w, r.WithContext(withFolder(r.Context(), f)))
}

// folder returns the folder of a sitting, and keeps it.
func (x *Room) folder(sit Sitting) *folder {
	x.mu.Lock()
	defer x.mu.Unlock()
	if i := slices.IndexFunc(x.folders, func(f *folder) bool { return f.name == sit.Key && f.base == sit.Base }); i >= 0 {
		return x.folders[i]
	}
	if len(x.folders) >= mostOpened {
		x.folders = slices.Delete(x.folders, 0, 1)
	}
	ruled, _ := brief.Applicable(sit.Matter, x.s.law, x.s.shelf.cases)
	f := x.s.shelf.folder(string(sit.Matter.ID), sit.Key, ruled)
	f.base, f.home = sit.Base, sit.Home
	x.folders = append(x.folders, f)
	return f
}

// Matters returns which matters are kept in memory.
func (x *Room) Matters() []record.MatterID {
	x.mu.Lock()
	defer x.mu.Unlock()
	var list []record.MatterID
	for _, f := range x.folders {
		list = append(list, f.matter.ID)
	}
	return list
}

// Drop forgets a matter, which is gone.
func (x *Room) Drop(id record.MatterID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.folders = slices.DeleteFunc(x.folders, func(f *folder) bool { return f.matter.ID == id })
}
