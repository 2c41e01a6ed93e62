package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/web"
)

// Who looks at the pages beside officers, magistrates, clerks and the administrator.
var readers = []struct {
	id   string
	post people.Post
}{
	{"executing-0", people.Post{Role: record.Executing, Agency: agency(0)}}, {"supervisor-0", people.Post{Role: record.Supervisor, Agency: agency(0)}},
	{"auditor-0", people.Post{Role: access.Auditor}}, {"counsel-0", people.Post{Role: record.Counsel}}, {"named-0", people.Post{Role: access.Named}},
}

// nobody looks at the pages that are there for who is not signed in, and left at the one for a session that is locked.
const (
	nobody = ""
	left   = "officer-1"
)

// A building is the hall over a store, with people signed in to it.
type building struct {
	clerk   *clerk.Clerk
	handler http.Handler
	secrets map[string]string // of sessions, by account
}

// build opens the hall, and signs people in by a password that is hashed for a test, not for keeps: its memory is no part of what is measured.
func (h *host) build(ctx context.Context, s store.Store, c *clerk.Clerk) *building {
	key, err := c.DeskKey(ctx)
	h.must(err)
	fast := session.Policy{Numbers: slices.Clone(session.Builtin().Numbers)}
	for i := range fast.Numbers {
		if fast.Numbers[i].ID == "hash-kib" {
			fast.Numbers[i].Count = 64
		}
	}
	desk := session.New(session.Options{Store: s, Key: key, Lots: rand.Reader, Now: time.Now, Policy: &fast, Roll: c.Roll, Site: session.Site{ID: "localhost", Origin: "http://localhost"}})
	b := &building{clerk: c, secrets: map[string]string{}}
	room := web.NewRoom(web.Options{Law: doctrine.Default(), Cases: doctrine.DefaultCasebook(), Release: "bench"})
	c.Beside(room)
	b.handler = hall.New(hall.Options{Clerk: c, Desk: desk, Key: key, Now: time.Now, Release: "bench", Alone: true, Mail: true,
		Reading: func(w http.ResponseWriter, r *http.Request, part string, x hall.Sitting) {
			room.Serve(w, r, part, web.Sitting(x))
		},
		Rates: look.Rates{Address: 1e6, AddressBurst: 1e6, Account: 1e6, AccountBurst: 1e6, SignIn: 1e6, SignInBurst: 1e6}})
	for _, who := range []string{officer(0), "magistrate-0", "clerk-0", "executing-0", "supervisor-0", "auditor-0", "counsel-0", "named-0", "root", left} {
		i, _, err := desk.Invite(ctx, who)
		h.must(err)
		j, err := desk.Begin(ctx, i, "quince harbour lantern")
		h.must(err)
		code, err := totp.GenerateCode(j.Secret, time.Now())
		h.must(err)
		var s session.Session
		b.secrets[who], s, err = desk.Confirm(ctx, i, code, "bench", func(context.Context, string) error { return nil })
		h.must(err)
		if who == left {
			h.must(desk.Lock(ctx, s))
		}
	}
	return b
}

// get returns a page as someone is shown it, how long the server took, and how much of the processor.
func (h *host) get(b *building, who, path string) (page string, took, of time.Duration) {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host, r.RemoteAddr = "localhost", "127.0.0.1:50000"
	if who != nobody {
		r.AddCookie(&http.Cookie{Name: "affiant", Value: b.secrets[who]})
	}
	w := httptest.NewRecorder()
	before, begun := used(), time.Now()
	b.handler.ServeHTTP(w, r)
	took, of = time.Since(begun), used()-before
	if w.Code != http.StatusOK {
		h.Fatalf("GET %s by %s: %d\n%.600s", path, who, w.Code, w.Body)
	}
	return w.Body.String(), took, of
}

// looks is how many pages of each kind are looked at; the median and the 99th of a hundred are told of all but the first few, in which statements are
// prepared.
const (
	looks = 200
	first = 5
)

// pages looks at the pages of the hall, and tells how long the server took for each by the clock, and how much work it was for the processor: of this process, so
// that of PostgreSQL is not in it. Where others want the processor, the clock tells of them, and the work of the page.
func (h *host) pages(b *building) {
	fmt.Printf("  %-30s %9s %9s %9s %9s %9s %9s\n", "page", "p50", "p99", "longest", "work p50", "work p99", "bytes")
	var late []string
	for _, w := range h.walks(b) {
		if *onlyPage != "" && !strings.Contains(w.name, *onlyPage) {
			continue
		}
		if w.none {
			fmt.Printf("  %-30s none on file\n", w.name)
			late = append(late, w.name+": none on file")
			continue
		}
		var waits, works []time.Duration
		size, slowest, worst := 0, time.Duration(0), ""
		after := map[string]string{} // where each goes on
		for i := range looks {
			who := w.who[i%len(w.who)]
			path := after[who]
			if path == "" {
				path = w.paths(i / len(w.who))
			}
			body, took, of := h.get(b, who, path)
			size = max(size, len(body))
			if i >= first {
				if waits, works = append(waits, took), append(works, of); took > slowest {
					slowest, worst = took, path
				}
			}
			after[who] = ""
			if w.next != nil && i/len(w.who)%10 < 9 { // ten pages, and from the beginning
				if m := w.next.FindStringSubmatch(body); m != nil {
					after[who] = strings.ReplaceAll(m[1], "&amp;", "&")
				}
			}
		}
		slices.Sort(waits)
		slices.Sort(works)
		ms := func(d time.Duration) string { return d.Round(100 * time.Microsecond).String() }
		if p99 := waits[len(waits)*99/100]; *within > 0 && p99 > *within {
			late = append(late, fmt.Sprintf("%s: %s (longest %s)", w.name, ms(p99), worst))
		}
		fmt.Printf("  %-30s %9s %9s %9s %9s %9s %9d\n", w.name, ms(waits[len(waits)/2]), ms(waits[len(waits)*99/100]), ms(waits[len(waits)-1]), ms(works[len(works)/2]), ms(works[len(works)*99/100]), size)
	}
	if *within > 0 && len(late) > 0 {
		h.Fatalf("the 99th of a hundred takes longer than %s, or could not be asked for: %s", *within, strings.Join(late, ", "))
	}
}
