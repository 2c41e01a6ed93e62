package clerk

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

const (
	bucketHooks      = "webhook"  // by id: the secret, sealed
	bucketDeliveries = "delivery" // by webhook and leaf: what became of a message
)

// How a delivery stands.
const (
	Sending   = "waiting"   // to be sent, or sent again
	Delivered = "delivered" // it was taken
	Dead      = "dead"      // given up; it can be sent again on demand
	Withheld  = "withheld"  // not sent: what it would tell is under seal by now, or gone, or the webhook has ended
)

// A Delivery is what became of the message to a webhook about one entry. It names the entry by what the log shows to anyone, and the matter not at
// all: the administrator who reads it reads no matter.
type Delivery struct {
	Leaf     int64  `json:"leaf"`
	Hash     string `json:"hash"` // of the entry
	Message  string `json:"message"`
	Queued   string `json:"queued"` // RFC 3339
	State    string `json:"state"`
	Attempts int    `json:"attempts"`
	Last     string `json:"last,omitempty"`   // when it was last tried
	Status   int    `json:"status,omitempty"` // what was answered then
	Why      string `json:"why,omitempty"`    // why it was not taken
	Next     string `json:"next,omitempty"`   // not before
}

// A Message is what a webhook is to be sent.
type Message struct {
	Hook    people.Webhook
	ID      string
	Secret  []byte
	Body    []byte
	Attempt int // from 1, since it was last queued

	leaf int64
	job  int64
}

// messageSecret is how many bytes the secret of a webhook has (Standard Webhooks 1.0.0: 24 to 64).
const messageSecret = 32

func hookQueue(id string) string { return "webhook " + id }

func deliveryKey(hook string, leaf int64) string { return fmt.Sprintf("%s %016d", hook, leaf) }

// RegisterWebhook enters a webhook in the roll, and returns its secret in the form of Standard Webhooks (whsec_ and base64). It is shown this once.
func (c *Clerk) RegisterWebhook(ctx context.Context, by Caller, e people.WebhookRegistered) (string, error) {
	if err := c.Allowed(ctx, by, access.KeepRoll); err != nil {
		return "", err
	}
	key, err := c.DeskKey(ctx)
	if err != nil {
		return "", err
	}
	secret := make([]byte, messageSecret)
	if err := c.draw(secret); err != nil {
		return "", err
	}
	c.drawing.Lock()
	sealed, err := vault.SealField(key, hookSecret(e.Webhook.ID), c.lots, secret)
	c.drawing.Unlock()
	if err != nil {
		return "", err
	}
	err = c.enterRollWith(ctx, by.Account, e, func(tx store.Tx) error { return tx.Put(bucketHooks, e.Webhook.ID, sealed) })
	return "whsec_" + base64.StdEncoding.EncodeToString(secret), err
}

func hookSecret(id string) string { return "secret of webhook " + id }

// tell queues what webhooks are to be told of the last entry of a file, in the transaction that enters it.
func (c *Clerk) tell(ctx context.Context, tx store.Tx, g *file, now time.Time) error {
	roll, _, err := c.readRoll(ctx, tx)
	if err != nil {
		return err
	}
	if err := c.post(tx, g, roll, now); err != nil {
		return err
	}
	n := len(g.list) - 1
	for _, h := range roll.Webhooks {
		if h.Ended || !g.tells(h.Webhook, g.list[n]) {
			continue
		}
		d := Delivery{Leaf: g.leaves[n], Hash: g.hashes[n].String(), Message: c.messageID(h.ID, g.hashes[n]), Queued: now.UTC().Format(time.RFC3339), State: Sending}
		if err := putDelivery(tx, h.ID, d); err != nil {
			return err
		}
		if err := c.queue(tx, h.ID, g.stream, int64(n+1), d.Leaf, now); err != nil {
			return err
		}
	}
	return nil
}

// tells reports whether a webhook may know of an entry of a file, as the file was at its last entry: as an officer of its agency or a clerk of its
// court with no part in the matter would. A seal that has run out since is still one: what it kept is not told by itself.
func (f *file) tells(h people.Webhook, e record.Entry) bool {
	post := access.Post{Role: record.Affiant, Agency: h.Agency}
	if h.Court != "" {
		post = access.Post{Role: record.Clerk, Court: h.Court}
	}
	last := f.list[len(f.list)-1]
	if e.Mode != record.ModePerformed || e.Hand == nil || last.Hand == nil { // recounted: it was done elsewhere, long ago
		return false
	}
	w := access.Who{Posts: []access.Post{post}}
	at := f.place(w, f.about(e.Body), record.When(last.Hand.At[:len("2006-01-02T15:04")]))
	return access.May(w, access.ReadDocket, at).May
}

// toldNumber is the number of an entry as a webhook is told it.
func (f *file) toldNumber(h people.Webhook, seq int64) int64 {
	last := f.list[len(f.list)-1]
	if h.Agency == "" || last.Hand == nil {
		return seq
	}
	minute := last.Hand.Minute()
	w := access.Who{Posts: []access.Post{{Role: record.Affiant, Agency: h.Agency}}}
	if veil := f.veil(w, minute); veil != nil {
		return f.numbers(veil, access.May(w, access.ReadSources, f.place(w, "", minute))).shown(seq)
	}
	return seq
}

// messageID names the message to a webhook about an entry: the same however often it is sent, and of no meaning.
func (c *Clerk) messageID(hook string, of entry.Hash) string {
	b := c.index.Blind("message\x00" + hook + "\x00" + of.String())
	return "msg_" + hex.EncodeToString(b[:])
}

// A payload says which entry a message is about.
type payload struct {
	Seq  int64 `json:"seq"`
	Leaf int64 `json:"leaf"`
}

func (c *Clerk) queue(tx store.Tx, hook string, s entry.Stream, seq, leaf int64, now time.Time) error {
	p, err := json.Marshal(payload{seq, leaf})
	if err != nil {
		return err
	}
	return tx.PutJob(store.Job{Queue: hookQueue(hook), Key: deliveryKey(hook, leaf), Stream: s, Run: now, Payload: p})
}

func putDelivery(tx store.Tx, hook string, d Delivery) error {
	v, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return tx.Put(bucketDeliveries, deliveryKey(hook, d.Leaf), v)
}

func delivery(tx store.Tx, hook string, leaf int64) (Delivery, error) {
	var d Delivery
	v, err := tx.Get(bucketDeliveries, deliveryKey(hook, leaf))
	if notFound(err) {
		return d, fault.Errorf(fault.NotFound, "the webhook %q was told nothing of leaf %d, or longer ago than is kept", hook, leaf)
	}
	if err == nil {
		err = json.Unmarshal(v, &d)
	}
	return d, err
}

// A told is the body of a message.
type told struct {
	Type      string   `json:"type"`
	Timestamp string   `json:"timestamp"`
	Data      toldData `json:"data"`
}

type toldData struct {
	Matter record.MatterID `json:"matter"`
	Seq    int             `json:"seq"`
	Act    string          `json:"act"`
	At     string          `json:"at"` // on the court's own clock
	Hash   string          `json:"hash"`
	Leaf   int64           `json:"leaf"`
}

// messageType is that of every message (Standard Webhooks: one schema a type).
const messageType = "docket.entered"

// Messages takes up to limit messages to a webhook that are due, for a time: whoever has not settled one by then has lost it, and it is taken again.
// What may not be told any more is withheld, and not among them.
func (c *Clerk) Messages(ctx context.Context, hook people.Hook, lease time.Duration, limit int) ([]Message, error) {
	now := c.now().UTC()
	var jobs []store.Job
	err := c.store.Update(ctx, func(tx store.Tx) (err error) {
		jobs, err = tx.Claim(hookQueue(hook.ID), now, lease, limit)
		return err
	})
	if err != nil || len(jobs) == 0 {
		return nil, err
	}
	secret, err := c.secretOf(ctx, hook.ID)
	if err != nil {
		return nil, err
	}
	var list []Message
	for _, j := range jobs {
		m := Message{Hook: hook.Webhook, Secret: secret, Attempt: j.Attempts, job: j.ID}
		if err := c.compose(ctx, &m, j, hook.Ended); err != nil {
			return nil, err
		}
		if m.Body == nil {
			if err := c.settle(ctx, m, now, func(d *Delivery) { d.State = Withheld }, time.Time{}); err != nil {
				return nil, err
			}
			continue
		}
		list = append(list, m)
	}
	return list, nil
}

func (c *Clerk) secretOf(ctx context.Context, hook string) ([]byte, error) {
	key, err := c.DeskKey(ctx)
	if err != nil {
		return nil, err
	}
	var sealed []byte
	err = c.store.View(ctx, func(tx store.Tx) (err error) {
		sealed, err = tx.Get(bucketHooks, hook)
		return err
	})
	if err != nil {
		return nil, err
	}
	return vault.OpenField(key, hookSecret(hook), sealed)
}

// compose writes the body of a message, from the matter as it is now; none, if it is not to be told.
func (c *Clerk) compose(ctx context.Context, m *Message, j store.Job, ended bool) error {
	var p payload
	if err := json.Unmarshal(j.Payload, &p); err != nil {
		return err
	}
	m.leaf = p.Leaf
	return c.store.View(ctx, func(tx store.Tx) error {
		f, err := c.read(ctx, tx, j.Stream)
		if destroyed(err) || ended {
			return nil
		}
		if err != nil {
			return err
		}
		if p.Seq < 1 || p.Seq > int64(len(f.list)) || f.m.Expunged != nil {
			return nil
		}
		e, hash := f.list[p.Seq-1], f.hashes[p.Seq-1]
		if !f.tells(m.Hook, e) {
			return nil
		}
		seq := f.toldNumber(m.Hook, int64(e.Seq))
		at, err := time.Parse(time.RFC3339, e.Hand.At)
		if err != nil {
			return err
		}
		m.ID = c.messageID(m.Hook.ID, hash)
		m.Body, err = json.Marshal(told{messageType, at.UTC().Format(time.RFC3339), toldData{f.m.ID, int(seq), e.Body.Kind(), e.Hand.At, hash.String(), p.Leaf}})
		return err
	})
}
