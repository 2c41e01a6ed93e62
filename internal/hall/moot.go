package hall

import (
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/moot"
)

// mootGroup lets a visitor of a moot court in as any of its people. It is served only where Options.Moot is given.
var mootGroup = group{pages: []page{
	{route: "POST /moot/enter", serve: (*visit).mootEnter, open: true},
	{route: "POST /moot/tour", serve: (*visit).mootTour, open: true},
}}

// tourCookie says at which stop of the tour a visitor is.
const tourCookie = "affiant-tour"

// A mootStrip stands above every page of a moot court.
type mootStrip struct {
	Player *moot.Player
	People []moot.Player
	Stop   *moot.Stop
	N, Of  int
	Back   int
	Next   int
}

// mootStrip returns the strip of a page; nil where no moot court sits.
func (v *visit) mootStrip() *mootStrip {
	c := v.Moot
	if c == nil || v.account == nil {
		return nil
	}
	s := &mootStrip{Player: c.Player(v.account.ID), People: c.People, Of: len(c.Tour)}
	if k, err := v.r.Cookie(tourCookie); err == nil {
		if n, err := strconv.Atoi(k.Value); err == nil && n >= 1 && n <= len(c.Tour) {
			s.N, s.Stop, s.Back, s.Next = n, &c.Tour[n-1], n-1, n+1
		}
	}
	return s
}

// above returns the strip of the moot court for a page that is not of the hall, and what goes with it into its head; nothing, where there is no
// moot court.
func (v *visit) above() (head, strip template.HTML, err error) {
	s := v.mootStrip()
	if s == nil {
		return "", "", nil
	}
	var b strings.Builder
	if err := templates().ExecuteTemplate(&b, "moot", s); err != nil {
		return "", "", err
	}
	return template.HTML(`<link rel="stylesheet" href="` + ownShelf().Address("moot.css") + `">`), template.HTML(b.String()), nil
}

// become lets the visitor in as a person of the moot court.
func (v *visit) become(account string) error {
	if v.Moot.Player(account) == nil {
		return fault.Errorf(fault.NotFound, "the moot court has no such person")
	}
	secret, s, err := v.Desk.Enter(v.r.Context(), account, v.device())
	if err != nil {
		return err
	}
	v.setCookie(secret)
	v.session, v.account = s, v.roll.Account(s.Account)
	v.posts = v.account.Now(v.now)
	return v.Clerk.NoteSignIn(v.r.Context(), account, true)
}

func (v *visit) setTour(n int) {
	c := &http.Cookie{Name: tourCookie, Value: strconv.Itoa(n), Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode}
	if n < 1 {
		c.MaxAge = -1
	}
	http.SetCookie(v.w, c)
}

func (v *visit) mootEnter() error {
	p := v.Moot.Player(v.form.Get("account"))
	if p == nil {
		return fault.Errorf(fault.NotFound, "the moot court has no such person")
	}
	if err := v.become(p.Account); err != nil {
		return err
	}
	if carried, to := v.form.Get(fieldCarried), v.form.Get(fieldTo); carried != "" { // from a session that ended with a form under way
		return v.takeUp(carried)
	} else if to != "" {
		return v.to(local(to))
	}
	v.setTour(0)
	if p.At != "" {
		return v.to(p.At)
	}
	return v.to("/")
}

// A goOn leads a visitor of a moot court, in which nobody has a password, back in as who it was. It is empty everywhere else.
type goOn struct{ Account, Name, To, Carried string }

// goOnAs is that for an account; nil where no moot court sits. Of an account that is none of its people it has no name.
func (v *visit) goOnAs(account, to, carried string) *goOn {
	if v.Moot == nil {
		return nil
	}
	g := &goOn{To: to, Carried: carried}
	if p := v.Moot.Player(account); p != nil {
		g.Account, g.Name = p.Account, p.Name
	}
	return g
}

func (v *visit) mootTour() error {
	n, err := strconv.Atoi(v.form.Get("stop"))
	if err != nil || n < 1 || n > len(v.Moot.Tour) {
		v.setTour(0)
		return v.to("/")
	}
	stop := v.Moot.Tour[n-1]
	if v.account == nil || v.account.ID != stop.Account {
		if err := v.become(stop.Account); err != nil {
			return err
		}
	}
	v.setTour(n)
	return v.to(stop.At)
}

// A Lobby is the first page of a moot court. It needs no docket, so it is there at once.
type Lobby struct {
	Release string
	People  []moot.Player
	Stops   int
	Reading string // address of the list of examples
	Case    string // address of the review of the case that is shown
}

// A lobbyPage says in ten seconds what this is.
type lobbyPage struct {
	chrome
	In      Lobby
	Minutes int
}

// Handler serves the page.
func (l Lobby) Handler() http.Handler {
	return look.Guard(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{hall: &hall{Options: Options{Release: l.Release, Now: time.Now}}, w: w, r: r}
		p := lobbyPage{chrome: v.chrome("A moot court"), In: l, Minutes: 5}
		p.Title, p.Wide, p.Ground = "Affiant", true, mootGround
		if err := v.show(http.StatusOK, "lobby.html", p); err != nil {
			http.Error(w, "Something went wrong here.", http.StatusInternalServerError)
		}
	}), look.Door{Alone: true, Most: 1 << 10, Cache: "no-store"})
}

// Static answers at /hall/ with the styles and scripts that only the hall has, for pages that are shown before a docket is there.
func Static() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /hall/{name...}", own())
	return look.Guard(mux, look.Door{Alone: true, Most: 1 << 10, Cache: "no-store"})
}

func own() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ownShelf().Serve(w, r) != nil {
			http.NotFound(w, r)
		}
	})
}
