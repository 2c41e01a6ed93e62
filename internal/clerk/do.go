package clerk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A Caller is the one who asks, as the session found.
type Caller struct {
	Account string
	Proved  bool   // presence was proved afresh, for the bytes in On
	Proof   string // how
	Office  bool   // the office itself, by its clocks: no one signed in
}

// An Act is what is to be done in a matter.
type Act struct {
	Matter record.MatterID
	Event  record.Event
	On     string // PapersDigest of the papers that were before the person who acts; refused if they are others by now; may be empty
	Head   *int64 // the entry after which it is to come; nil if that does not matter
	Key    string // idempotency key: the same act asked for again under it is done once
}

// A Receipt says that an act was entered, and where.
type Receipt struct {
	Matter record.MatterID `json:"matter"`
	Seq    int64           `json:"seq"`
	Kind   string          `json:"kind"`
	At     string          `json:"at"`   // when, in the court's own zone
	Hash   string          `json:"hash"` // of the entry
	Leaf   int64           `json:"leaf"` // in the log
	Stream entry.Stream    `json:"stream"`
}

// Do does an act, or says why not: fault.NotFound if the matter is not there or not there for the caller, Denied with the rule of
// access that refuses, Conflict with the rule of the record or with what came first, Input with what is wrong in the act. When it
// returns a receipt the act is on disk and in the log.
func (c *Clerk) Do(ctx context.Context, by Caller, act Act) (_ Receipt, err error) {
	if act.Event == nil || act.Matter == "" {
		return Receipt{}, fault.Errorf(fault.Input, "an act has a matter and an event")
	}
	ctx, part := minutes.Begin(ctx, minutes.Act, act.Event.Kind())
	defer func() { part.End(cameOut(err)) }()
	digest, err := digestOf(by, act)
	if err != nil {
		return Receipt{}, err
	}
	var made *file
	if _, opens := act.Event.(record.MatterOpened); opens {
		if made, err = c.newStream(ctx); err != nil { // before the transaction: the key has to be there first
			return Receipt{}, err
		}
	}
	var r Receipt
	var no *refusal
	var g *file
	var before *reading
	for try := 1; ; try++ {
		if before, err = c.beforehand(ctx, by, act, digest, before, try >= mostTries); err != nil {
			return Receipt{}, err
		}
		err = c.store.Update(c.foresee(ctx, by, act), func(tx store.Tx) error {
			r, no, g = Receipt{}, nil, nil
			if done, err := c.done(tx, by, act, digest); err != nil || done != nil {
				if done != nil {
					r = *done
				}
				return err
			}
			var err error
			g, r, err = c.do(ctx, tx, by, act, made, before)
			if errors.As(err, &no) {
				return nil // kept below, beside what it refused
			}
			if err != nil {
				return err
			}
			return c.remember(tx, by, act, digest, r)
		})
		if !errors.Is(err, errOutdated) {
			break
		}
	}
	switch {
	case no != nil:
		return Receipt{}, c.refused(ctx, by, access.Act(act.Event.Kind()), act.Matter, no.d)
	case err != nil:
		return Receipt{}, err
	}
	if g != nil {
		c.files.put(g)
	}
	c.after(ctx, act, r)
	return r, nil
}

// cameOut says of an act how it came out, by the kind of the error and none of its words, and whether that is our own mistake.
func cameOut(err error) (string, bool) {
	k := fault.KindOf(err)
	if k == "" {
		return "done", false
	}
	return string(k), k == fault.Internal
}

// do does an act within tx; made is as for pose, and before what was read for it beforehand.
func (c *Clerk) do(ctx context.Context, tx store.Tx, by Caller, act Act, made *file, before *reading) (*file, Receipt, error) {
	p, err := c.pose(ctx, tx, by, act, made)
	if err != nil {
		return nil, Receipt{}, err
	}
	ev, f, now, local, veil := p.ev, p.f, p.now, p.local, p.veiled
	if x, ok := ev.(record.Presented); ok { // what was brought before says so, also in another matter
		more, err := c.elsewhere(ctx, tx, p, by, x.Application, before)
		if err != nil {
			return nil, Receipt{}, err
		}
		for _, says := range more {
			if !slices.Contains(x.Presentment.Disclosed, says) {
				x.Presentment.Disclosed = append(x.Presentment.Disclosed, says)
			}
		}
		ev = x
	}
	hand := &record.Hand{Account: by.Account, Person: f.person(by.Account), Role: p.as, At: local.Format(time.RFC3339), On: act.On, Proof: by.Proof}
	if by.Office {
		hand = officeHand(local)
	}
	if l, ok := ev.(record.SourceLogged); ok {
		if err := c.keptExhibits(ctx, tx, f, l.Source); err != nil {
			return nil, Receipt{}, err
		}
	}
	p.ev = ev
	seen, err := p.seen(hand)
	if err != nil {
		return nil, Receipt{}, err
	}
	var g *file
	var r Receipt
	if g, r, err = c.enter(ctx, tx, f, ev, hand, now); err == nil { // the record's own holds come first; what fails here is not kept
		if before != nil && !before.inTurn && !p.gateKnown(by) {
			return nil, Receipt{}, errOutdated // the papers are others since they were reviewed
		}
		if err := p.gate(c.law, by, seen); err != nil {
			return nil, Receipt{}, err
		}
		err = lawKeeps(&f.m, ev, local.Location(), now)
	}
	if err != nil && veil != nil && fault.KindOf(err) == fault.Conflict { // nothing that he may know of stands against it
		err = errNames
	}
	if err != nil {
		return nil, Receipt{}, err
	}
	r.Matter, r.Seq = act.Matter, p.no.shown(r.Seq-1)+1
	for _, alert := range c.watch(f, g, ev) { // what the office itself has to say of it
		if g, _, err = c.enter(ctx, tx, g, record.Stamped(alert, stamp(local)), officeHand(local), now); err != nil {
			return nil, Receipt{}, err
		}
	}
	return g, r, c.derive(tx, f, g, local.Location())
}

// errNames is said where something stands against an act that its author may not know of.
var errNames = fault.Errorf(fault.Conflict, "this cannot be entered under the names that it gives; choose others")

// officeHand is that of the office and its clocks.
func officeHand(local time.Time) *record.Hand {
	return &record.Hand{Account: "office", Role: "office", At: local.Format(time.RFC3339)}
}

// enter adds an event to a file, if it may come now, and enters it in the stream and the log. It returns the file as it then is.
func (c *Clerk) enter(ctx context.Context, tx store.Tx, f *file, ev record.Event, hand *record.Hand, now time.Time) (*file, Receipt, error) {
	e := record.Entry{Seq: len(f.list) + 1, Mode: record.ModePerformed, Body: ev, Hand: hand}
	g := &file{stream: f.stream, key: f.key, list: append(slices.Clip(f.list), e), gates: new(gates)}
	var err error
	if g.m, err = record.Replay(g.list); err != nil {
		return nil, Receipt{}, err
	}
	r, err := c.keep(ctx, tx, f, g, now)
	if err != nil {
		return nil, Receipt{}, err
	}
	return g, r, c.tell(ctx, tx, g, now)
}

// keep seals the last entry of g, which is f with one entry more, and enters it in the stream and the log.
func (c *Clerk) keep(ctx context.Context, tx store.Tx, f, g *file, now time.Time) (Receipt, error) {
	e := g.list[len(g.list)-1]
	text, err := record.Encode(e)
	if err != nil {
		return Receipt{}, err
	}
	sealed, err := c.seal(f.head, g.stream, g.key, now, text)
	if err != nil {
		return Receipt{}, err
	}
	leaf, err := c.append(tx, sealed)
	if err != nil {
		return Receipt{}, err
	}
	if g.opened = f.opened; len(f.list) == 0 {
		g.opened = now
	}
	g.head, g.last = sealed.Head(), now
	g.leaves, g.hashes = append(slices.Clip(f.leaves), leaf), append(slices.Clip(f.hashes), sealed.Hash())
	r := Receipt{Seq: sealed.Seq, Kind: e.Body.Kind(), Hash: sealed.Hash().String(), Leaf: leaf, Stream: g.stream}
	if e.Hand != nil {
		r.At = e.Hand.At
	}
	return r, nil
}

// beaten says what came first; not if it concerns another application, which may be under a seal of its own, nor to one who reads the matter only in part.
func beaten(f *file, want int64, app record.AppID, apart bool) error {
	last := f.list[len(f.list)-1]
	if of := f.about(last.Body); of != "" && of != app || apart {
		return fault.Errorf(fault.Conflict, "the act was to come after entry %d, and others have been entered since; read it, and act again", want)
	}
	who := "the office"
	if last.Hand != nil {
		who = string(last.Hand.Person)
	}
	return fault.Errorf(fault.Conflict, "the act was to come after entry %d, and entry %d is there already (%s by %s); read it, and act again", want, last.Seq, last.Body.Kind(), who)
}

// digestOf names an act by all that it says, so that a key used for another act is noticed.
func digestOf(by Caller, act Act) (string, error) {
	body, err := json.Marshal(act.Event)
	if err != nil {
		return "", fault.Errorf(fault.Input, "%w", err)
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q\n", by.Account, act.Matter, act.Event.Kind(), act.On)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil)), nil
}

type kept struct {
	Digest  string  `json:"digest"`
	Receipt Receipt `json:"receipt"`
}

// done returns the receipt of an act that was done before under the same key.
func (c *Clerk) done(tx store.Tx, by Caller, act Act, digest string) (*Receipt, error) {
	if act.Key == "" {
		return nil, nil
	}
	if len(act.Key) > 128 {
		return nil, fault.Errorf(fault.Input, "the idempotency key has %d bytes; expected at most 128", len(act.Key))
	}
	v, err := tx.Get(bucketIdem, c.idemKey(by, act))
	if notFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var k kept
	if err := json.Unmarshal(v, &k); err != nil {
		return nil, err
	}
	if k.Digest != digest {
		return nil, fault.Errorf(fault.Conflict, "the idempotency key was used for another act; draw a new one")
	}
	k.Receipt.Matter = act.Matter
	return &k.Receipt, nil
}

// remember keeps the receipt under the act's key. The matter's name is left out: the store is not to tell it.
func (c *Clerk) remember(tx store.Tx, by Caller, act Act, digest string, r Receipt) error {
	if act.Key == "" {
		return nil
	}
	r.Matter = ""
	v, err := json.Marshal(kept{digest, r})
	if err != nil {
		return err
	}
	return tx.Put(bucketIdem, c.idemKey(by, act), v)
}

func (c *Clerk) idemKey(by Caller, act Act) string {
	b := c.index.Blind("idem\x00" + by.Account + "\x00" + string(act.Matter) + "\x00" + act.Key)
	return hex.EncodeToString(b[:])
}
