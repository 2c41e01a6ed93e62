package notify_test

import (
	"crypto/rand"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/notify"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
)

// An office is a station with a clock that the test turns.
type office struct {
	*clerk.Clerk
	t    *testing.T
	opts clerk.Options
	vkey string
	mu   sync.Mutex
	now  time.Time
}

func (o *office) clock() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}

func (o *office) pass(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = o.now.Add(d)
}

var root = clerk.Caller{Account: "root", Proved: true}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, now: time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC)}
	s, err := sqlite.Open(t.Context(), sqlite.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	skey, vkey, err := note.GenerateKey(rand.Reader, "station.example")
	if err != nil {
		t.Fatal(err)
	}
	o.vkey = vkey
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	var key [32]byte
	rand.Read(key[:])
	o.opts = clerk.Options{Store: s, Ring: vault.Ring{vault.NewLocal("m1", key, rand.Reader)}, Keys: []note.Signer{signer}, Lots: rand.Reader, Now: o.clock, LetterGap: 25 * time.Minute}
	if o.Clerk, err = clerk.Found(t.Context(), o.opts, "Ashford County", people.AccountInvited{ID: "root", Name: "Root"}); err != nil {
		t.Fatal(err)
	}
	if err := o.Join(t.Context(), "root"); err != nil {
		t.Fatal(err)
	}
	o.enrol(people.AgencyFounded{Agency: people.Agency{ID: "rangers", Name: "The Rangers"}})
	o.enrol(people.AgencyFounded{Agency: people.Agency{ID: "da", Name: "The District Attorney"}})
	o.enrol(people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}})
	for id, post := range map[string]people.Post{"vance": {Role: record.Affiant, Agency: "rangers"}, "hart": {Role: record.Magistrate, Court: "county"}} {
		o.enrol(people.AccountInvited{ID: id, Name: strings.ToUpper(id)})
		if err := o.Join(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		o.enrol(people.PostGiven{ID: id, Post: post})
	}
	return o
}

func (o *office) enrol(e people.Event) {
	o.t.Helper()
	if err := o.Enrol(o.t.Context(), root, e); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) hook(id, url, agency, court string) []byte {
	o.t.Helper()
	s, err := o.RegisterWebhook(o.t.Context(), root, people.WebhookRegistered{Webhook: people.Webhook{ID: id, URL: url, Agency: agency, Court: court}})
	if err != nil {
		o.t.Fatal(err)
	}
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, "whsec_"))
	if err != nil || len(secret) < 24 || !strings.HasPrefix(s, "whsec_") {
		o.t.Fatalf("the secret is %q", s)
	}
	return secret
}

func (o *office) do(account, matter string, e record.Event) clerk.Receipt {
	o.t.Helper()
	o.pass(time.Minute)
	r, err := o.Do(o.t.Context(), clerk.Caller{Account: account, Proved: true, Proof: "test"}, clerk.Act{Matter: record.MatterID(matter), Event: e})
	if err != nil {
		o.t.Fatalf("%s by %s: %v", e.Kind(), account, err)
	}
	return r
}

func (o *office) open(matter string) clerk.Receipt {
	o.t.Helper()
	return o.do("vance", matter, record.MatterOpened{ID: record.MatterID(matter), Title: "The purloined purse", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"})
}

// quick is a policy that waits for nothing long.
func quick() *notify.Policy {
	p := *notify.Builtin()
	p.Waits, p.Seconds, p.Bytes = []int{5, 300}, 1, 4096
	return &p
}

func (o *office) courier(private bool) *notify.Courier {
	return notify.NewCourier(notify.Options{Clerk: o.Clerk, Policy: quick(), Private: private, Release: "test", Now: o.clock})
}

// send has a courier send what is due now.
func (o *office) send(c *notify.Courier) {
	o.t.Helper()
	if err := c.Send(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	c.Wait()
}

func (o *office) deliveries(hook string) []clerk.Delivery {
	o.t.Helper()
	list, err := o.Deliveries(o.t.Context(), root, hook, 0, 100)
	if err != nil {
		o.t.Fatal(err)
	}
	return list
}

// A got is what a receiver was sent.
type got struct {
	header http.Header
	body   string
}

// A receiver keeps what it is sent, and answers as it is told.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	list   []got
	answer http.HandlerFunc
}

func newReceiver(t *testing.T, answer http.HandlerFunc) *receiver {
	r := &receiver{answer: answer}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		b, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		r.list = append(r.list, got{q.Header, string(b)})
		answer := r.answer
		r.mu.Unlock()
		if answer != nil {
			answer(w, q)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) got() []got {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.list)
}

func (r *receiver) answers(h http.HandlerFunc) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = h
}
