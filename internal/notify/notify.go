// Package notify takes out what is to leave the station by itself: messages to webhooks, letters, and checkpoints of the log to witnesses. What a message says,
// and who may be told, the clerk has decided.
package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/people"
)

// Sign returns the signature of a message in the form of Standard Webhooks 1.0.0 (v1, HMAC-SHA-256 over id, time of the attempt and body).
func Sign(secret []byte, id string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// Options are what a courier is given.
type Options struct {
	Clerk   *clerk.Clerk
	Policy  *Policy // that which comes with the program, if nil
	Private bool    // whether it may go to addresses of this machine and of networks within
	Release string  // of the program
	Log     *slog.Logger
	Now     func() time.Time
}

// A Courier takes messages to webhooks, to each in its own time: one that is slow or down holds up no other.
type Courier struct {
	Options
	client *http.Client
	mu     sync.Mutex
	busy   map[string]bool // webhooks to which someone is on the way
	ended  map[string]bool // that have ended, and whose queue was emptied
	swept  time.Time
	away   sync.WaitGroup
}

// NewCourier returns a courier.
func NewCourier(o Options) *Courier {
	if o.Policy == nil {
		o.Policy = Builtin()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Courier{Options: o, client: newClient(o.Private, time.Duration(o.Policy.Seconds)*time.Second), busy: map[string]bool{}, ended: map[string]bool{}}
}

// Run sends what is due, and looks again every so often until the context ends; then it waits for those on the way.
func (c *Courier) Run(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	defer c.away.Wait()
	for {
		if err := c.Send(ctx); err != nil && ctx.Err() == nil {
			c.Log.Error("what webhooks are to be told cannot be read", "kind", fault.KindOf(err))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Send sets out to every webhook to which no one is on the way, and does not wait; Wait does.
func (c *Courier) Send(ctx context.Context) error {
	roll, err := c.Clerk.Roll(ctx)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	sweep := c.Now().Sub(c.swept) > time.Hour
	if sweep {
		c.swept = c.Now()
	}
	for _, h := range roll.Webhooks {
		if c.busy[h.ID] || c.ended[h.ID] && !sweep {
			continue
		}
		c.busy[h.ID] = true
		c.away.Go(func() {
			err := c.deliver(ctx, h)
			if err == nil && sweep {
				_, err = c.Clerk.SweepDeliveries(ctx, h.ID, c.Now().AddDate(0, 0, -c.Policy.KeepDays))
			}
			if err != nil && ctx.Err() == nil {
				c.Log.Error("messages to a webhook could not be taken from their queue or settled", "webhook", h.ID, "kind", fault.KindOf(err))
			}
			c.mu.Lock()
			defer c.mu.Unlock()
			c.busy[h.ID], c.ended[h.ID] = false, h.Ended
		})
	}
	return nil
}

// Wait waits for those on the way.
func (c *Courier) Wait() { c.away.Wait() }

// deliver sends what is due to one webhook, until nothing is.
func (c *Courier) deliver(ctx context.Context, h people.Hook) error {
	for ctx.Err() == nil {
		list, err := c.Clerk.Messages(ctx, h, c.Policy.lease(), c.Policy.AtOnce)
		if err != nil {
			return err
		}
		for _, m := range list {
			within, part := minutes.Open(ctx, minutes.Delivery, "webhook", "")
			status, err := c.post(within, m)
			if ctx.Err() != nil {
				part.End("cut", false)
				return nil // the lease runs out, and it is sent again
			}
			part.End(taken(err == nil && status/100 == 2), false)
			if err = c.settle(ctx, m, status, err); err != nil {
				return err
			}
		}
		if len(list) < c.Policy.AtOnce {
			return nil
		}
	}
	return nil
}

// taken says in the minutes what came of a delivery.
func taken(yes bool) string {
	if yes {
		return "taken"
	}
	return "not-taken"
}

// settle writes down what came of an attempt. A receiver that is gone (410) is not asked again.
func (c *Courier) settle(ctx context.Context, m clerk.Message, status int, err error) error {
	if err == nil && status/100 == 2 {
		return c.Clerk.Taken(ctx, m, status)
	}
	next, again := c.Policy.Next(m.Attempt, c.Now(), rand.Float64())
	if !again || status == http.StatusGone {
		next = time.Time{}
	}
	why := whyNot(status, err)
	c.Log.Warn("a webhook did not take a message", "webhook", m.Hook.ID, "attempt", m.Attempt, "status", status, "why", why, "dead", next.IsZero())
	return c.Clerk.NotTaken(ctx, m, status, why, next)
}

// whyNot says in a few fixed words why a message was not taken. Nothing that the receiver wrote is in them.
func whyNot(status int, err error) string {
	var slow net.Error
	switch {
	case errors.Is(err, errInside):
		return "the address is not of the open network"
	case errors.As(err, &slow) && slow.Timeout():
		return "it took too long"
	case err != nil:
		return "no connection, or no answer"
	case status/100 == 3:
		return "it sent elsewhere; redirects are not followed"
	}
	return "it answered with another status than 200 to 299"
}

// post sends a message once, and returns the status that was answered.
func (c *Courier) post(ctx context.Context, m clerk.Message) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(c.Policy.Seconds)*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, m.Hook.URL, bytes.NewReader(m.Body))
	if err != nil {
		return 0, err
	}
	at := c.Now()
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "affiant/"+c.Release)
	r.Header.Set("webhook-id", m.ID)
	r.Header.Set("webhook-timestamp", strconv.FormatInt(at.Unix(), 10))
	r.Header.Set("webhook-signature", Sign(m.Secret, m.ID, at, m.Body))
	a, err := c.client.Do(r)
	if err != nil {
		return 0, err
	}
	// The status is the answer. Some of the rest is taken in, so that whoever writes it is not cut short; it is not read.
	io.Copy(io.Discard, io.LimitReader(a.Body, int64(c.Policy.Bytes)))
	a.Body.Close()
	return a.StatusCode, nil
}
