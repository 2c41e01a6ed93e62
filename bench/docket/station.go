package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"
	"time"
	_ "time/tzdata"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
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
	clerk *clerk.Clerk
	run   string // tells the acts of one run from those of another
	mu    sync.Mutex
	given int // of which applications the drafts were gone on with
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
	for _, x := range readers {
		if err := join(x.id, x.post); err != nil {
			return nil, err
		}
	}
	return &station{clerk: c, run: rand.Text()}, nil
}

// opened opens a station that was founded before.
func opened(ctx context.Context, o clerk.Options) (*station, error) {
	c, err := clerk.Open(ctx, o)
	return &station{clerk: c, run: rand.Text()}, err
}

// atOnce is how many applications are loaded by one commit.
const atOnce = 100

// mostTries is how often it is tried to load them: on a machine that is busy with other things a commit may take longer than the store lets it.
const mostTries = 20

// load brings applications from one number to before another on file. After each commit told is told how many are.
func (s *station) load(ctx context.Context, from, to int, told func(int)) error {
	for ; from < to; from += atOnce {
		var list []clerk.Told
		for i := from; i < min(from+atOnce, to); i++ {
			list = append(list, clerk.Told{By: clerk.Caller{Account: officer(i)}, Agency: agency(i % officers), Court: court(i), Matter: application(i)})
		}
		_, err := s.clerk.RecountAll(ctx, list)
		for try := 1; err != nil && fault.KindOf(err) != fault.Conflict && try < mostTries; try++ {
			_, err = s.clerk.RecountAll(ctx, list)
		}
		// A load that was stopped between a commit and the note of it goes on with what is there already.
		if err != nil && !(fault.KindOf(err) == fault.Conflict && strings.Contains(err.Error(), "cannot be given to a matter")) {
			return fmt.Errorf("applications from %d on: %w", from, err)
		}
		told(min(from+atOnce, to))
	}
	return nil
}

// draft takes a matter that no one has gone on with, and says whose it is.
func (s *station) draft() (record.MatterID, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for ; s.given < *onFile; s.given++ {
		if n := s.given; drafted(n) {
			s.given++
			return application(n).ID, officer(n), nil
		}
	}
	return "", "", fmt.Errorf("all drafts were used; load more applications")
}
