package clerk_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	mrand "math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/audit"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/storetest"
	"github.com/affiant-project/affiant/internal/vault"
)

// nodeAt is the variable that tells a process of a test that it is a node to be killed, and where the database is.
const nodeAt = "AFFIANT_TEST_NODE_AT"

func TestMain(m *testing.M) {
	dsn := os.Getenv(nodeAt)
	if dsn == "" {
		os.Exit(m.Run())
	}
	c, _, err := node(dsn)
	for i := 0; err == nil; i++ {
		if err = say(c, "killed", i); err == nil {
			fmt.Println(i)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// nodeOptions are the same in each process: nodes of one station have the same keys.
func nodeOptions(s store.Store) (clerk.Options, *proof.Trust, error) {
	skey, vkey, err := note.GenerateKey(steady{}, "station.example")
	if err != nil {
		return clerk.Options{}, nil, err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return clerk.Options{}, nil, err
	}
	trust, err := proof.ParseTrust(vkey)
	return clerk.Options{Store: s, Ring: vault.Ring{vault.NewLocal("m1", [32]byte{7}, rand.Reader)}, Keys: []note.Signer{signer}, Lots: rand.Reader, Now: time.Now}, trust, err
}

type steady struct{}

func (steady) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 42
	}
	return len(p), nil
}

func node(dsn string) (*clerk.Clerk, store.Store, error) {
	s, err := postgres.Open(context.Background(), postgres.Config{DSN: dsn})
	if err != nil {
		return nil, nil, err
	}
	o, _, err := nodeOptions(s)
	if err != nil {
		return nil, nil, err
	}
	c, err := clerk.Open(context.Background(), o)
	return c, s, err
}

// say enters the i-th statement of someone: an act that could be entered twice, were it not for its key.
func say(c *clerk.Clerk, who string, i int) error {
	about := fmt.Sprintf("%s %d", who, i)
	_, err := c.Do(context.Background(), clerk.Caller{Account: "price", Proved: true}, clerk.Act{Matter: "ferry", Key: about,
		Event: record.StatementMade{Statement: record.Statement{Says: "disputed", By: who, About: about}}})
	return err
}

// insist does an act until it is done, on whichever node answers, always under the same key.
func insist(t *testing.T, nodes []*clerk.Clerk, who string, i int, again *atomic.Int64) bool {
	for end := time.Now().Add(3 * time.Minute); ; {
		err := say(nodes[mrand.IntN(len(nodes))], who, i)
		if err == nil {
			return true
		}
		if k := fault.KindOf(err); k == fault.Input || k == fault.Conflict || k == fault.Denied || k == fault.NotFound || time.Now().After(end) {
			t.Errorf("%s %d: %v", who, i, err)
			return false
		}
		again.Add(1)
		time.Sleep(20 * time.Millisecond)
	}
}

// TestNodes: two nodes on one database under load, and a third that is killed, while the database is stopped and the lines to it are cut,
// slowed and left dead. Each act is there once, the log has no fork, and all goes on by itself.
func TestNodes(t *testing.T) {
	server := storetest.Postgres(t)
	dsn := server.Database(t)
	ctx := t.Context()
	plain, err := postgres.Open(ctx, postgres.Config{DSN: dsn})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { plain.Close() })
	o, trust, err := nodeOptions(plain)
	if err != nil {
		t.Fatal(err)
	}
	first, err := clerk.Found(ctx, o, "Ashford County", people.AccountInvited{ID: "root", Name: "Root"})
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(first.Join(ctx, "root"))
	root := clerk.Caller{Account: "root", Proved: true}
	must(first.Enrol(ctx, root, people.AgencyFounded{Agency: people.Agency{ID: "da", Name: "The District Attorney"}}))
	must(first.Enrol(ctx, root, people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}}))
	for id, role := range map[string]record.Role{"vance": record.Affiant, "price": record.Prosecutor} {
		must(first.Enrol(ctx, root, people.AccountInvited{ID: id, Name: id}))
		must(first.Join(ctx, id))
		must(first.Enrol(ctx, root, people.PostGiven{ID: id, Post: people.Post{Role: role, Agency: "da"}}))
	}
	_, err = first.Do(ctx, clerk.Caller{Account: "vance", Proved: true}, clerk.Act{Matter: "ferry",
		Event: record.MatterOpened{ID: "ferry", Title: "The ferry", Jurisdiction: "us-ri", Agency: "da", Court: "county"}})
	must(err)

	var proxies []*storetest.Proxy
	var nodes []*clerk.Clerk
	for range 2 {
		p := server.Proxy(t, dsn)
		c, s, err := node(p.DSN)
		must(err)
		t.Cleanup(func() { p.Set(storetest.Fault{}); s.Close() })
		proxies, nodes = append(proxies, p), append(nodes, c)
	}

	// Load, until told to stop: each client goes on to the next statement when the one before is there.
	var stop atomic.Bool
	var again atomic.Int64
	said := make([]int, 4)
	var load sync.WaitGroup
	for i := range said {
		load.Go(func() {
			for !stop.Load() && insist(t, nodes, fmt.Sprint("client-", i), said[i], &again) {
				said[i]++
			}
		})
	}
	var older []proof.Checkpoint
	note := func() { // a state of the log that a node has shown
		text, err := nodes[mrand.IntN(2)].Checkpoint(ctx)
		if err != nil {
			return // cut just now
		}
		c, err := trust.Open(text)
		must(err)
		older = append(older, c)
	}
	killed := killNode(t, dsn)
	rounds := storetest.Times(1, 10)
	for range rounds {
		for i, f := range []storetest.Fault{{CutKept: true}, {CutAsked: true}, {Delay: 15 * time.Millisecond}, {Swallow: true}, {Refuse: true}} {
			p := proxies[i%2]
			p.Set(f)
			if f.Refuse {
				p.Cut()
			}
			time.Sleep(time.Duration(200+mrand.IntN(300)) * time.Millisecond)
			p.Set(storetest.Fault{})
			if f.Swallow {
				p.Cut()
			}
			note()
		}
		server.Pause()
		time.Sleep(500 * time.Millisecond)
		server.Resume()
		time.Sleep(200 * time.Millisecond)
		note()
	}
	// Whoever was served by the node that was killed asks the others again, under the same keys, from the last of which it was told.
	for i := max(killed-1, 0); i < killed+5; i++ {
		insist(t, nodes, "killed", i, &again)
	}
	stop.Store(true)
	load.Wait()

	want := map[string]int{}
	for i, n := range said {
		for j := range n {
			want[fmt.Sprintf("client-%d %d", i, j)] = 1
		}
	}
	for i := range killed + 5 {
		want[fmt.Sprintf("killed %d", i)] = 1
	}
	for _, c := range append(nodes, first) {
		var v *clerk.View
		for range 20 { // the connections of readers find out one by one that they were lost
			if v, err = c.Read(ctx, clerk.Caller{Account: "price"}, "ferry", access.ReadSources, ""); err == nil {
				break
			}
		}
		must(err)
		got := map[string]int{}
		for _, s := range v.Matter.Statements {
			got[s.About]++
		}
		if !maps.Equal(got, want) {
			t.Errorf("%d different statements are there, %d in all; want %d, each once", len(got), len(v.Matter.Statements), len(want))
		}
	}
	a := &audit.Audit{Store: plain, Ring: o.Ring, Trust: trust, Older: older}
	r, err := a.Run(ctx)
	if err != nil || len(r.Faults) > 0 {
		t.Errorf("%v %v", err, r.Faults)
	}
	t.Logf("%d acts by two nodes and %d by one that was killed, %d asked again; %d faults of the lines and %d stops of the database; the log grew out of each of %d states",
		len(want)-killed-5, killed, again.Load(), 5*rounds, rounds, len(older))
	if slices.Max(said) == 0 || again.Load() == 0 {
		t.Error("the faults were not felt: the test shows nothing")
	}
}

// killNode runs a node in a process of its own, kills it under load, and returns how many acts it was told were kept.
func killNode(t *testing.T, dsn string) int {
	t.Helper()
	p := exec.Command(os.Args[0], "-test.run=^$")
	p.Env = append(os.Environ(), nodeAt+"="+dsn)
	var errs strings.Builder
	p.Stderr = &errs
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	n := 0
	enough := 5 + mrand.IntN(20)
	for in := bufio.NewScanner(out); in.Scan(); {
		if n++; n == enough {
			p.Process.Kill()
		}
	}
	if err := p.Wait(); err == nil || n < enough {
		t.Fatalf("the node ended by itself after %d acts: %v %s", n, err, errs.String())
	}
	return n
}
