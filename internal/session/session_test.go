package session_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
)

// A door is a desk with a clock that the test turns, and a roll with three accounts.
type door struct {
	*session.Desk
	t     *testing.T
	store store.Store
	dir   string
	roll  *people.Roll
	mu    sync.Mutex
	now   time.Time
	rules *session.Policy
	noted func(ctx context.Context, account, what, which string) error
}

// set sets a number of the policy.
func (d *door) set(id string, n int) {
	for i := range d.rules.Numbers {
		if d.rules.Numbers[i].ID == id {
			d.rules.Numbers[i].Count = n
		}
	}
}

const origin = "https://docket.example"

const good = "quince harbour lantern"

func (d *door) clock() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

func (d *door) pass(x time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(x)
}

// token makes a token, presence proved a minute later.
func (d *door) token(s session.Session, code string, life time.Duration) (string, session.Session) {
	d.t.Helper()
	d.pass(time.Minute)
	act := session.DigestAct("", []byte("a token"))
	p, _, err := d.Prove(d.t.Context(), s, act, good, d.code(code, 0))
	if err != nil {
		d.t.Fatal(err)
	}
	secret, t, err := d.IssueToken(d.t.Context(), s, p, act, "reports", []session.Scope{session.Read}, life)
	if err != nil {
		d.t.Fatal(err)
	}
	return secret, t
}

func newDoor(t *testing.T) *door {
	t.Helper()
	d := &door{t: t, dir: t.TempDir(), now: time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC), roll: &people.Roll{Station: "Ashford County",
		Accounts: []people.Account{{ID: "vance", Name: "Ruth Vance"}, {ID: "hart", Name: "Ann Hart"}, {ID: "gone", Name: "Gone", Closed: true}}}}
	s, err := sqlite.Open(t.Context(), sqlite.Config{Dir: d.dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d.store = s
	p := *session.Builtin()
	p.Numbers = append([]session.Number{}, p.Numbers...)
	d.rules = &p
	d.set("hash-kib", 64) // a test has no time for real hashes; TestHash makes one
	d.set("sessions-at-once", 5)
	var key entry.DataKey
	rand.Read(key[:])
	d.Desk = session.New(session.Options{Store: s, Key: key, Lots: rand.Reader, Now: d.clock, Policy: &p, Site: session.Site{ID: "docket.example", Origin: origin},
		Note: func(ctx context.Context, account, what, which string) error {
			if d.noted == nil {
				return nil
			}
			return d.noted(ctx, account, what, which)
		},
		Roll: func(context.Context) (*people.Roll, error) { return d.roll, nil }})
	return d
}

// code is what the authenticator of a secret shows after some steps.
func (d *door) code(secret string, steps int) string {
	d.t.Helper()
	c, err := totp.GenerateCode(secret, d.clock().Add(time.Duration(steps)*30*time.Second))
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

// join takes an account up, and returns the secret of its second factor and that of its session.
func (d *door) join(account string) (code, secret string) {
	d.t.Helper()
	i, _, err := d.Invite(d.t.Context(), account)
	if err != nil {
		d.t.Fatal(err)
	}
	j, err := d.Begin(d.t.Context(), i, good)
	if err != nil {
		d.t.Fatal(err)
	}
	secret, s, err := d.Confirm(d.t.Context(), i, d.code(j.Secret, 0), "desk", d.enter)
	if err != nil || s.Account != account || j.Account != account {
		d.t.Fatal(s, err)
	}
	if _, _, err := d.Confirm(d.t.Context(), i, d.code(j.Secret, 1), "desk", d.enter); !refused(err) {
		d.t.Fatalf("an invitation was taken up twice: %v", err)
	}
	d.pass(time.Minute)
	return j.Secret, secret
}

func (d *door) enter(_ context.Context, account string) error {
	d.roll.Account(account).Joined = true
	return nil
}

func refused(err error) bool {
	var r *session.Refused
	return errors.As(err, &r) && fault.KindOf(err) == fault.Denied
}

func TestSignIn(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	code, first := d.join("vance")
	if s, err := d.Find(ctx, first); err != nil || s.Account != "vance" || !s.May(session.Act) {
		t.Fatal(s, err)
	}
	now := d.code(code, 0)
	secret, _, err := d.SignIn(ctx, "vance", good, now, "car 4")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.SignIn(ctx, "vance", good, now, "car 5"); !refused(err) {
		t.Errorf("a code was used twice: %v", err)
	}
	if list, err := d.Open(ctx, "vance"); err != nil || len(list) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	for range 40 { // in use: it outlives the idle time, and not the day
		d.pass(20 * time.Minute)
		if d.clock().Hour() > 1 && d.clock().Day() == 3 {
			break
		}
		if _, err := d.Find(ctx, secret); err != nil {
			t.Fatalf("%s: %v", d.clock(), err)
		}
	}
	d.pass(time.Minute)
	if _, err := d.Find(ctx, secret); !refused(err) {
		t.Errorf("after twelve hours: %v", err)
	}
	secret, s, err := d.SignIn(ctx, "vance", good, d.code(code, 0), "car 4")
	if err != nil {
		t.Fatal(err)
	}
	d.pass(31 * time.Minute)
	if _, err := d.Find(ctx, secret); !refused(err) {
		t.Errorf("after half an hour idle: %v", err)
	}
	d.pass(12 * time.Hour)
	if n, err := d.Sweep(ctx); err != nil || n != 3 {
		t.Errorf("%d swept, %v", n, err)
	}
	if err := d.End(ctx, "vance", s.ID); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
	secret, s, _ = d.SignIn(ctx, "vance", good, d.code(code, 0), "car 4")
	if err := d.End(ctx, "hart", s.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another's session was ended: %v", err)
	}
	if err := d.End(ctx, "vance", s.ID); err != nil {
		t.Error(err)
	}
	if _, err := d.Find(ctx, secret); !refused(err) {
		t.Errorf("a session that was ended: %v", err)
	}
	d.pass(time.Minute)
	secret, _, _ = d.SignIn(ctx, "vance", good, d.code(code, 0), "car 4")
	d.roll.Account("vance").Closed = true
	if _, err := d.Find(ctx, secret); !refused(err) {
		t.Errorf("an account that was closed: %v", err)
	}
	d.pass(time.Minute)
	if _, _, err := d.SignIn(ctx, "vance", good, d.code(code, 0), ""); !refused(err) {
		t.Errorf("an account that was closed signs in: %v", err)
	}
}

// TestLock: the sixth try is not looked at, be it right; and who asks learns nothing of whether there is such an account.
func TestLock(t *testing.T) {
	d := newDoor(t)
	code, _ := d.join("vance")
	answers := map[string][]string{}
	for _, account := range []string{"vance", "nobody", "hart", "gone"} {
		for i := range 7 {
			_, _, err := d.SignIn(t.Context(), account, "wrong horse battery", "000000", "")
			if !refused(err) {
				t.Fatal(account, i, err)
			}
			answers[account] = append(answers[account], err.Error())
		}
	}
	for account, list := range answers {
		if strings.Join(list, "\n") != strings.Join(answers["vance"], "\n") {
			t.Errorf("%s is told %q; vance %q", account, list, answers["vance"])
		}
	}
	if l := answers["vance"]; l[4] != l[0] || !strings.Contains(l[5], "10 minutes") {
		t.Errorf("%q", l)
	}
	if _, _, err := d.SignIn(t.Context(), "vance", good, d.code(code, 0), ""); !refused(err) {
		t.Error("signed in while locked")
	}
	d.pass(10*time.Minute + time.Second)
	if _, _, err := d.SignIn(t.Context(), "vance", good, d.code(code, 0), ""); err != nil {
		t.Errorf("after the lock: %v", err)
	}
	// Many at once: no more answers than tries.
	d.pass(time.Minute)
	var wg sync.WaitGroup
	var mu sync.Mutex
	wrong := 0
	for range 20 {
		wg.Go(func() {
			_, _, err := d.SignIn(context.Background(), "vance", "wrong horse battery", "000000", "")
			mu.Lock()
			defer mu.Unlock()
			if err != nil && strings.Contains(err.Error(), "wrong") {
				wrong++
			}
		})
	}
	wg.Wait()
	if wrong != 5 {
		t.Errorf("%d of 20 tries at once were answered; want 5", wrong)
	}
}

// TestPresence: a proof is good once, in its session, for its act, for two minutes.
func TestPresence(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	code, secret := d.join("hart")
	s, err := d.Find(ctx, secret)
	if err != nil {
		t.Fatal(err)
	}
	act := session.DigestAct("ferry", []byte(`{"kind":"sworn"}`))
	if act == session.DigestAct("ferr", []byte(`y{"kind":"sworn"}`)) {
		t.Error("two acts of one name")
	}
	prove := func() string {
		t.Helper()
		d.pass(time.Minute)
		p, _, err := d.Prove(ctx, s, act, good, d.code(code, 0))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := prove()
	if how, err := d.Spend(ctx, s, p, act); err != nil || how != "password and code for "+act {
		t.Error(how, err)
	}
	if _, err := d.Spend(ctx, s, p, act); !refused(err) {
		t.Errorf("spent twice: %v", err)
	}
	if _, err := d.Spend(ctx, s, prove(), session.DigestAct("other", []byte(`{"kind":"sworn"}`))); !refused(err) {
		t.Errorf("spent for another act: %v", err)
	}
	other := s
	other.ID = "0000000000000000"
	if _, err := d.Spend(ctx, other, prove(), act); !refused(err) {
		t.Errorf("spent in another session: %v", err)
	}
	p = prove()
	d.pass(121 * time.Second)
	if _, err := d.Spend(ctx, s, p, act); !refused(err) {
		t.Errorf("spent after two minutes: %v", err)
	}
	if _, _, err := d.Prove(ctx, s, act, "wrong horse battery", d.code(code, 0)); !refused(err) {
		t.Error(err)
	}
	token, ts := d.token(s, code, time.Hour)
	if _, _, err := d.Prove(ctx, ts, act, good, d.code(code, 1)); fault.KindOf(err) != fault.Denied {
		t.Errorf("a token proved presence: %v", err)
	}
	if _, _, err := d.IssueToken(ctx, ts, "", "", "more", []session.Scope{session.Read}, time.Hour); fault.KindOf(err) != fault.Denied {
		t.Errorf("a token made a token: %v", err)
	}
	if found, err := d.Find(ctx, token); err != nil || found.May(session.Act) || !found.May(session.Read) {
		t.Error(found, err)
	}
	d.pass(time.Hour)
	if _, err := d.Find(ctx, token); !refused(err) {
		t.Errorf("after its time: %v", err)
	}
}

// TestPasswords: what is among the first that anyone would try is refused, and length is all that is asked beside.
func TestPasswords(t *testing.T) {
	d := newDoor(t)
	i, _, err := d.Invite(t.Context(), "vance")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"", "short", "password", "Password1!", "iloveyou", "12345678", "aaaaaaaaaaaa", "abababababab", "vance123", "Ruth Vance", "affiant2026",
		"Ashford County", "sunshine99", "\xff\xfe\xfd12345", strings.Repeat("long", 100)} {
		if _, err := d.Begin(t.Context(), i, p); fault.KindOf(err) != fault.Input {
			t.Errorf("%q: %v", p, err)
		}
	}
	for _, p := range []string{good, "zq8#Lm2!", "четыре слова подряд", strings.Repeat("kelp wharf ", 20)} {
		if _, err := d.Begin(t.Context(), i, p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
	for _, bad := range []string{"", "affiant_i_" + strings.Repeat("A", 43), strings.Repeat("x", 5000)} {
		if _, err := d.Begin(t.Context(), bad, good); !refused(err) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	second, _, err := d.Invite(t.Context(), "vance")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Begin(t.Context(), i, good); !refused(err) {
		t.Errorf("an invitation that was replaced: %v", err)
	}
	d.pass(73 * time.Hour)
	if _, err := d.Begin(t.Context(), second, good); !refused(err) {
		t.Errorf("an invitation that is over: %v", err)
	}
	for _, none := range []string{"gone", "nobody"} {
		if _, _, err := d.Invite(t.Context(), none); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", none, err)
		}
	}
}

// TestNothingReadable: no password, code, secret or name of an account lies in the data directory.
func TestNothingReadable(t *testing.T) {
	d := newDoor(t)
	code, secret := d.join("vance")
	s, err := d.Find(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := d.Prove(t.Context(), s, session.DigestAct("ferry", nil), good, d.code(code, 0))
	if err != nil {
		t.Fatal(err)
	}
	i, _, err := d.Invite(t.Context(), "hart")
	if err != nil {
		t.Fatal(err)
	}
	d.store.Close()
	files := 0
	filepath.WalkDir(d.dir, func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		for what, word := range map[string]string{"password": good, "secret of the code": code, "session": secret, "proof": p, "invitation": i, "account": "vance", "hash": "$argon2id"} {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("%s: the %s can be read", filepath.Base(name), what)
			}
		}
		files++
		return err
	})
	if files < 2 {
		t.Errorf("%d files", files)
	}
}

// TestPolicy: the numbers are there, each with an authority, and a policy that lacks or adds one is refused.
func TestPolicy(t *testing.T) {
	text, err := os.ReadFile("policy.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]int{"tries": 5, "lock-minutes": 10, "idle-minutes": 30, "session-hours": 12, "sessions-at-once": 1} {
		if got := session.Builtin().Number(id); got != want {
			t.Errorf("%s is %d, want %d", id, got, want)
		}
	}
	for what, bad := range map[string]string{
		"has no banner":  strings.Replace(string(text), "  title: A restricted system\n", "", 1),
		"lacks one":      strings.Replace(string(text), "id: tries", "id: lock-minutes", 1),
		"has no reason":  strings.Replace(string(text), "says: the house\n", "", 1),
		"is nothing":     strings.Replace(string(text), "count: 5\n", "count: 0\n", 1),
		"unknown key":    strings.Replace(string(text), "count: 5\n", "cuont: 5\n", 1),
		"unknown number": string(text) + "  - {id: more, title: t, count: 1, says: s, standing: fixed}\n",
	} {
		if bad == string(text) {
			t.Fatal(what)
		}
		if _, err := session.ReadPolicy([]byte(bad)); err == nil {
			t.Errorf("a policy that %s was taken", what)
		}
	}
}
