// Package hall is the public hall of the courthouse: pages on which those who signed in do their day's work.
//
// A page is a row in a list, a function that fills a struct, and a template under pages/. It reads and acts through the clerk, and decides
// nothing: who may do what is the clerk's to say, so a link that is not shown is a courtesy and no guard. Every page and every form works
// without script.
package hall

import (
	"crypto/rand"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/moot"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/voucher"
)

// Options are what the hall is given.
type Options struct {
	Clerk   *clerk.Clerk
	Desk    *session.Desk
	Key     entry.DataKey // seals what a page gives out and takes back: the tokens of forms, words carried across a sign-in
	Lots    io.Reader     // randomness; that of the machine, if nil
	Now     func() time.Time
	Law     *doctrine.Law      // for answers; that which comes with the program, if nil
	Release string             // of the program
	Log     *slog.Logger       // nothing a person wrote goes there; nil for none
	Proxied bool               // a proxy before it has TLS, and says who asks
	Alone   bool               // it answers this machine alone, without TLS
	Rates   look.Rates         // how fast who may ask; the usual ones, if zero
	Limits  *look.Limits       // shared with another door, in place of Rates
	Counts  *look.Counts       // of requests, shared with another door; none, if nil
	Voucher *voucher.Voucher   // an identity provider; none, if nil
	Mail    bool               // it sends letters to those who asked for them
	Cases   *doctrine.Casebook // decided cases to set beside the answers; those that come with the program, if nil

	// Reading serves the review of a matter that someone may read, or a part of it. Without it there is none.
	Reading func(w http.ResponseWriter, r *http.Request, part string, x Sitting)

	Moot *moot.Court // it is a moot court, in which a visitor is let in as anyone; nil everywhere else
}

// A Sitting is what is read in the reading room, by one reader.
type Sitting struct {
	Base   string // the address of the review; its parts are below it
	Home   string // where the mark of the house leads
	Words  string // the address at which the words of the pages are explained
	Key    string // names what is read: the matter, its last entry, and as whom
	Matter *record.Matter

	Head, Above template.HTML // what the hall has in the head of its pages, and above them
}

// A page is one route of the hall.
type page struct {
	route string // method and pattern, as http.ServeMux has them
	serve func(*visit) error
	open  bool // for those who are not signed in as well

	nav   string        // its name in the bar; "" for none
	roles []record.Role // whose bar it is in, by the posts they hold; everyone's, if nil
}

// A view is a page about a matter or an application, to which the page of the matter leads.
type view struct {
	name string
	at   string       // its address, with {matter} and {application} for their names
	act  access.Act   // it is for those who may do this
	now  record.Stage // only at this stage; "" for any
}

// A group is the pages of some roles, in files of their own. Its pages are served, its acts replace the form that every act has, and its
// views are led to from the page of a matter.
type group struct {
	pages []page
	acts  map[string]string // kind of act to the address of its page, with {matter} and {application}
	views []view
}

// groups are all pages, in the order of the bar. A group is added to by its own file.
func groups() []group {
	return []group{doorGroup, unlockGroup, vouchedGroup, linkedGroup, passkeyGroup, lettersGroup, deskGroup, glossaryGroup, noticesGroup, matterGroup, editorGroup, importGroup, benchGroup, officerGroup, registryGroup, chambersGroup, afterGroup, limitsGroup, verifyGroup, openingGroup, beginGroup, actGroup}
}

// A hall holds what the pages share.
type hall struct {
	Options
	groups []group
	limits *look.Limits

	prepared *prepared // for the editor
	answers  *answers  // for counsel
}

// New returns the hall.
func New(o Options) http.Handler {
	if o.Lots == nil {
		o.Lots = rand.Reader
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Law == nil {
		o.Law = doctrine.Default()
	}
	if o.Cases == nil {
		o.Cases = doctrine.DefaultCasebook()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Limits == nil {
		o.Limits = look.NewLimits(o.Rates)
	}
	h := &hall{Options: o, groups: groups(), limits: o.Limits, prepared: &prepared{}, answers: &answers{}}
	if o.Clerk != nil {
		o.Clerk.Beside(h.prepared)
		o.Clerk.Beside(h.answers)
	}
	if o.Moot != nil {
		if !o.Alone {
			panic("hall: a moot court answers its own machine alone")
		}
		h.groups = append(h.groups, mootGroup)
	}
	mux := http.NewServeMux()
	for _, g := range h.groups {
		for _, p := range g.pages {
			mux.Handle(p.route, h.door(p))
		}
	}
	mux.HandleFunc("GET /static/{name...}", func(w http.ResponseWriter, r *http.Request) {
		if look.House().Serve(w, r) != nil {
			http.NotFound(w, r)
		}
	})
	mux.Handle("GET /hall/{name...}", own())
	mux.Handle("/", h.elsewise(mux))
	return look.Guard(h.paced(mux), look.Door{Alone: o.Alone, Most: mostForm, Cache: "no-store", Body: bodyOf})
}

// Routes lists the routes of the hall, each a method and a pattern: whoever tests that a page tells no one too much walks all of them.
func Routes() []string {
	var list []string
	for _, g := range groups() {
		for _, p := range g.pages {
			list = append(list, p.route)
		}
	}
	return list
}

// mostForm is how many bytes of a form are read: those of an act, and as many again for how a form writes them.
const mostForm = 4 << 20
