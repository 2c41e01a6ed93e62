package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"time"
	_ "time/tzdata"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// How many agencies, courts and officers a station has; clients are officers of the first ones.
const (
	agencies = 20
	courts   = 20
	officers = 100
	clients  = 16
)

// A station is a clerk over a store that is measured, with everyone on the roll.
type station struct {
	clerk  *clerk.Clerk
	within *within
	drafts []record.MatterID // that may be gone on with
	mu     sync.Mutex
	given  int
}

// options returns what a clerk of a bench is given. The keys are the same in every process, so that one can open what another has filled.
func options(s store.Store, now func() time.Time) (clerk.Options, error) {
	skey, _, err := note.GenerateKey(same{}, "bench.example/docket")
	if err != nil {
		return clerk.Options{}, err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return clerk.Options{}, err
	}
	return clerk.Options{Store: s, Ring: vault.Ring{vault.NewLocal("m1", [32]byte{7}, rand.Reader)}, Keys: []note.Signer{signer}, Lots: rand.Reader, Now: now}, nil
}

type same struct{}

func (same) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 42
	}
	return len(p), nil
}

func agency(i int) string  { return fmt.Sprintf("agency-%d", i%agencies) }
func court(i int) string   { return fmt.Sprintf("court-%d", i%courts) }
func officer(i int) string { return fmt.Sprintf("officer-%d", i%officers) }

// found founds a station in an empty store.
func found(ctx context.Context, s store.Store, o clerk.Options) (*station, error) {
	w := &within{Store: s}
	o.Store = w
	root := clerk.Caller{Account: "root", Proved: true}
	c, err := clerk.Found(ctx, o, "Bench", people.AccountInvited{ID: "root", Name: "Root"})
	if err != nil {
		return nil, err
	}
	if err := c.Join(ctx, "root"); err != nil {
		return nil, err
	}
	var list []people.Event
	for i := range agencies {
		list = append(list, people.AgencyFounded{Agency: people.Agency{ID: agency(i), Name: "Agency"}})
	}
	for i := range courts {
		list = append(list, people.CourtFounded{Court: people.Court{ID: court(i), Name: "Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}})
	}
	for _, e := range list {
		if err := c.Enrol(ctx, root, e); err != nil {
			return nil, err
		}
	}
	join := func(id string, p people.Post) error {
		if err := c.Enrol(ctx, root, people.AccountInvited{ID: id, Name: id}); err != nil {
			return err
		}
		if err := c.Join(ctx, id); err != nil {
			return err
		}
		return c.Enrol(ctx, root, people.PostGiven{ID: id, Post: p})
	}
	for i := range officers {
		if err := join(officer(i), people.Post{Role: record.Affiant, Agency: agency(i)}); err != nil {
			return nil, err
		}
	}
	for i := range courts {
		if err := join(fmt.Sprintf("magistrate-%d", i), people.Post{Role: record.Magistrate, Court: court(i)}); err != nil {
			return nil, err
		}
		if err := join(fmt.Sprintf("clerk-%d", i), people.Post{Role: record.Clerk, Court: court(i)}); err != nil {
			return nil, err
		}
	}
	return &station{clerk: c, within: w}, nil
}

// A within is a store whose updates can be run within one that is open: then many acts are kept by one commit, and each is what the clerk
// makes of it.
type within struct {
	store.Store
	tx store.Tx
}

// Update runs fn within the open update, if there is one.
func (w *within) Update(ctx context.Context, fn func(store.Tx) error) error {
	if w.tx != nil {
		return fn(w.tx)
	}
	return w.Store.Update(ctx, fn)
}

// together runs fn, and keeps all acts in it by one commit.
func (w *within) together(ctx context.Context, fn func() error) error {
	return w.Store.Update(ctx, func(tx store.Tx) error {
		w.tx = tx
		defer func() { w.tx = nil }()
		return fn()
	})
}

// atOnce is how many applications are loaded by one commit.
const atOnce = 250

// load brings applications from one number to before another on file.
func (s *station) load(ctx context.Context, from, to int) error {
	for ; from < to; from += atOnce {
		err := s.within.together(ctx, func() error {
			for i := from; i < min(from+atOnce, to); i++ {
				m := application(i)
				if _, err := s.clerk.Recount(ctx, clerk.Caller{Account: officer(i)}, agency(i%officers), court(i), m); err != nil {
					return fmt.Errorf("application %d: %w", i, err)
				}
				if drafted(i) {
					s.drafts = append(s.drafts, m.ID)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// drafted reports whether an application is still drawn up: one in four is.
func drafted(i int) bool { return i%4 == 0 }

// draft takes a matter that no one has gone on with, and says whose it is.
func (s *station) draft() (record.MatterID, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.given == len(s.drafts) {
		return "", "", fmt.Errorf("all %d drafts were used; load more applications", s.given)
	}
	m := s.drafts[s.given]
	s.given++
	return m, officer(4 * (s.given - 1)), nil
}
