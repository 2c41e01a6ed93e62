package notify_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/minutes/minutestest"
	"github.com/affiant-project/affiant/internal/notify"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// TestVector holds the signature to the vector of the Standard Webhooks libraries.
func TestVector(t *testing.T) {
	secret, _ := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	got := notify.Sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestOutside(t *testing.T) {
	for a, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "172.32.0.1": true,
		"127.0.0.1": false, "127.9.9.9": false, "::1": false, "0.0.0.0": false, "::": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "fe80::1": false, "fe80::1%eth0": false, "fd00::1": false, "100.64.0.1": false, "::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false,
		"::127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:0:a00:1::": false, "224.0.0.1": false, "ff02::1": false, "255.255.255.255": false,
		"198.18.0.1": false, "192.0.2.1": false, "fec0::1": false, "240.0.0.1": false,
	} {
		if got := notify.Outside(netip.MustParseAddr(a)); got != want {
			t.Errorf("%s: outside is %v, want %v", a, got, want)
		}
	}
}

func TestNext(t *testing.T) {
	p, at, total := notify.Builtin(), time.Unix(0, 0), time.Duration(0)
	for n := 1; n <= len(p.Waits); n++ {
		least, ok := p.Next(n, at, 0)
		most, _ := p.Next(n, at, 1)
		if !ok || !most.After(least) || most.Sub(at) > least.Sub(at)*2 {
			t.Errorf("after attempt %d: %v to %v", n, least, most)
		}
		total += least.Sub(at)
	}
	if total != 75*time.Hour+35*time.Minute+5*time.Second {
		t.Errorf("all waits are %v; the schedule of the specification has 75:35:05", total)
	}
	if _, ok := p.Next(len(p.Waits)+1, at, 0); ok {
		t.Error("there is no end of it")
	}
}

// TestTold: a message says which matter, act and entry, is signed, and has no word of the matter in it.
func TestTold(t *testing.T) {
	o := newOffice(t)
	r, elsewhere := newReceiver(t, nil), newReceiver(t, nil)
	secret := o.hook("rangers", r.URL+"/in?k=1", "rangers", "")
	o.hook("da", elsewhere.URL, "da", "")
	o.hook("court", elsewhere.URL, "", "county")
	receipt := o.open("ferry")
	c := o.courier(true)
	book := &minutestest.Book{}
	if err := c.Send(minutes.With(t.Context(), book)); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	if got := book.Take(); got != "delivery webhook: taken\n" {
		t.Errorf("the minutes are\n%s", got)
	}
	list := r.got()
	if len(list) != 1 || len(elsewhere.got()) != 0 {
		t.Fatalf("%d messages, %d to those whose it is not, or not yet", len(list), len(elsewhere.got()))
	}
	var m struct {
		Type, Timestamp string
		Data            struct {
			Matter, Act, At, Hash string
			Seq, Leaf             int64
		}
	}
	if err := json.Unmarshal([]byte(list[0].body), &m); err != nil {
		t.Fatal(err)
	}
	if m.Type != "docket.entered" || m.Data.Matter != "ferry" || m.Data.Act != "matter-opened" || m.Data.Hash != receipt.Hash || m.Data.Leaf != receipt.Leaf || m.Data.Seq != 1 || m.Data.At != receipt.At {
		t.Errorf("%s for %+v", list[0].body, receipt)
	}
	if strings.Contains(list[0].body, "purloined") {
		t.Errorf("it has a word of the matter: %s", list[0].body)
	}
	h := list[0].header
	at, err := strconv.ParseInt(h.Get("webhook-timestamp"), 10, 64)
	if err != nil || h.Get("webhook-signature") != notify.Sign(secret, h.Get("webhook-id"), time.Unix(at, 0), []byte(list[0].body)) {
		t.Errorf("the signature does not hold: %v", h)
	}
	if d := o.deliveries("rangers"); len(d) != 1 || d[0].State != clerk.Delivered || d[0].Status != 200 || d[0].Attempts != 1 || d[0].Message != h.Get("webhook-id") {
		t.Errorf("%+v", d)
	}
	o.send(c)
	if len(r.got()) != 1 {
		t.Error("it was sent twice")
	}
	if _, err := o.Resend(t.Context(), root, "rangers", receipt.Leaf); err != nil {
		t.Fatal(err)
	}
	o.send(c)
	if list = r.got(); len(list) != 2 || list[1].header.Get("webhook-id") != h.Get("webhook-id") || list[1].body != list[0].body {
		t.Errorf("sent again: %+v", list)
	}
	for _, who := range []string{"vance", "hart"} {
		if _, err := o.Deliveries(t.Context(), clerk.Caller{Account: who, Proved: true}, "rangers", 0, 10); err == nil {
			t.Errorf("%s reads what became of messages", who)
		}
	}
}

// TestHostile: whatever a receiver does, a message is tried again as the policy says and then given up, and others are told meanwhile.
func TestHostile(t *testing.T) {
	hung := make(chan struct{})
	defer close(hung)
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		state  string
		status int
		why    string
	}{
		"fails": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, clerk.Sending, 500, "another status"},
		"gone":  {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(410) }, clerk.Dead, 410, "another status"},
		"redirects": {func(w http.ResponseWriter, q *http.Request) {
			http.Redirect(w, q, "http://127.0.0.1:1/", http.StatusTemporaryRedirect)
		}, clerk.Sending, 307, "redirects are not followed"},
		"closes": {func(w http.ResponseWriter, _ *http.Request) {
			c, _, _ := w.(http.Hijacker).Hijack()
			c.Close()
		}, clerk.Sending, 0, "no connection"},
		"hangs": {func(_ http.ResponseWriter, q *http.Request) {
			select {
			case <-hung:
			case <-q.Context().Done():
			}
		}, clerk.Sending, 0, "too long"},
		"floods": {func(w http.ResponseWriter, _ *http.Request) {
			for range 1 << 14 {
				if _, err := w.Write(make([]byte, 1<<14)); err != nil {
					return
				}
			}
			t.Error("the whole answer of 256 MiB was taken in")
		}, clerk.Delivered, 200, ""},
		"long header": {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 1<<20)) }, clerk.Sending, 0, "no connection"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			bad, good := newReceiver(t, tt.answer), newReceiver(t, nil)
			o.hook("bad", bad.URL, "rangers", "")
			o.hook("good", good.URL, "rangers", "")
			o.open("ferry")
			c := o.courier(true)
			o.send(c)
			d := o.deliveries("bad")
			if len(d) != 1 || d[0].State != tt.state || d[0].Status != tt.status || !strings.Contains(d[0].Why, tt.why) || d[0].Attempts != 1 {
				t.Fatalf("%+v", d)
			}
			if len(good.got()) != 1 {
				t.Error("another was not told")
			}
			if tt.state != clerk.Sending {
				return
			}
			o.send(c)
			if d := o.deliveries("bad"); d[0].Attempts != 1 {
				t.Error("it was sent again at once")
			}
			if again, err := o.Resend(t.Context(), root, "bad", d[0].Leaf); err != nil || again.State != clerk.Sending { // one that waits is sent now, on demand
				t.Fatalf("%+v %v", again, err)
			}
			o.send(c)
			if d := o.deliveries("bad"); d[0].Attempts != 2 {
				t.Errorf("sent now, on demand: %+v", d)
			}
			for range 4 {
				o.pass(time.Hour)
				o.send(c)
			}
			if d = o.deliveries("bad"); d[0].State != clerk.Dead || d[0].Attempts != 3 {
				t.Errorf("after all attempts: %+v", d)
			}
			bad.answers(nil)
			if _, err := o.Resend(t.Context(), root, "bad", d[0].Leaf); err != nil {
				t.Fatal(err)
			}
			o.send(c)
			if d = o.deliveries("bad"); d[0].State != clerk.Delivered || d[0].Attempts != 4 {
				t.Errorf("sent again on demand: %+v", d)
			}
			for _, g := range bad.got() {
				if g.header.Get("webhook-id") != d[0].Message {
					t.Errorf("sent under the id %s, and %s", g.header.Get("webhook-id"), d[0].Message)
				}
			}
		})
	}
}

// TestInside: nothing goes to this machine or to a network within, by number or by name, unless the operator says so.
func TestInside(t *testing.T) {
	o := newOffice(t)
	r := newReceiver(t, nil)
	port := r.URL[strings.LastIndex(r.URL, ":"):]
	o.hook("number", r.URL, "rangers", "")
	o.hook("name", "http://localhost"+port, "rangers", "")
	o.hook("metadata", "https://169.254.169.254/latest", "rangers", "")
	o.hook("mapped", "https://[::ffff:127.0.0.1]"+port, "rangers", "")
	o.open("ferry")
	o.send(o.courier(false))
	for _, h := range []string{"number", "name", "metadata", "mapped"} {
		if d := o.deliveries(h); d[0].State != clerk.Sending || !strings.Contains(d[0].Why, "not of the open network") {
			t.Errorf("%s: %+v", h, d)
		}
	}
	if len(r.got()) != 0 {
		t.Error("it was sent")
	}
}

// TestKilled: a node that goes after the act was kept and before the message was settled leaves it to the next, under the same id.
func TestKilled(t *testing.T) {
	o := newOffice(t)
	r := newReceiver(t, nil)
	o.hook("rangers", r.URL, "rangers", "")
	o.open("ferry")
	next := func() {
		t.Helper()
		var err error
		if o.Clerk, err = clerk.Open(t.Context(), o.opts); err != nil {
			t.Fatal(err)
		}
	}
	next() // nothing was sent by the first
	ctx, cancel := context.WithCancel(t.Context())
	r.answers(func(http.ResponseWriter, *http.Request) { cancel() }) // the second goes when it has sent
	c := o.courier(true)
	if err := c.Send(ctx); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	if d := o.deliveries("rangers"); len(r.got()) != 1 || d[0].State != clerk.Sending {
		t.Fatalf("%d sent: %+v", len(r.got()), d)
	}
	next()
	r.answers(nil)
	o.send(o.courier(true))
	if len(r.got()) != 1 {
		t.Error("it was sent again while the other may still be on the way")
	}
	o.pass(10 * time.Minute)
	o.send(o.courier(true))
	list := r.got()
	if d := o.deliveries("rangers"); len(list) != 2 || d[0].State != clerk.Delivered || list[0].header.Get("webhook-id") != list[1].header.Get("webhook-id") || list[0].header.Get("webhook-id") == "" {
		t.Errorf("%d sent: %+v", len(list), d)
	}
}

// TestSealed: nothing is told of what is under seal, not even what was queued before, nor of what was expunged; nor to a webhook that has ended.
func TestSealed(t *testing.T) {
	o := newOffice(t)
	r, court := newReceiver(t, nil), newReceiver(t, nil)
	o.hook("rangers", r.URL, "rangers", "")
	o.hook("court", court.URL, "", "county")
	o.open("ferry")
	o.do("vance", "ferry", record.PersonNamed{Person: record.Person{ID: "hart", Name: "Ann Hart", Roles: []record.Role{record.Magistrate}, Account: "hart"}})
	o.do("vance", "ferry", record.PersonNamed{Person: record.Person{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Affiant}, Account: "vance"}})
	o.do("hart", "ferry", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk"}})
	o.do("vance", "ferry", record.PersonNamed{Person: record.Person{ID: "dole", Name: "Peter Dole", Roles: []record.Role{record.Respondent}}})
	c := o.courier(true)
	o.send(c)
	if n := len(r.got()) + len(court.got()); n != 0 {
		t.Errorf("%d messages of a sealed matter: %+v", n, r.got())
	}
	if d := o.deliveries("rangers"); len(d) != 3 || d[0].State != clerk.Withheld || d[1].State != clerk.Withheld || d[2].State != clerk.Withheld {
		t.Errorf("what was queued before the seal: %+v", d)
	}
	o.open("purse")
	o.send(c)
	if len(r.got()) != 1 {
		t.Errorf("of another matter: %d messages", len(r.got()))
	}
	o.open("watch")
	o.enrol(people.WebhookEnded{ID: "rangers", Because: "moved"})
	o.open("ring")
	o.send(c)
	if d := o.deliveries("rangers"); len(r.got()) != 1 || len(d) != 5 || d[4].State != clerk.Withheld {
		t.Errorf("after its end: %d messages, %+v", len(r.got()), d)
	}
}
