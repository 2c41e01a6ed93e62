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
	"github.com/affiant-project/affiant/internal/people"
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
func (c *Clerk) Do(ctx context.Context, by Caller, act Act) (Receipt, error) {
	if act.Event == nil || act.Matter == "" {
		return Receipt{}, fault.Errorf(fault.Input, "an act has a matter and an event")
	}
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
	err = c.store.Update(c.foresee(ctx, by, act), func(tx store.Tx) error {
		r, no, g = Receipt{}, nil, nil
		if done, err := c.done(tx, by, act, digest); err != nil || done != nil {
			if done != nil {
				r = *done
			}
			return err
		}
		var err error
		g, r, err = c.do(ctx, tx, by, act, made)
		if errors.As(err, &no) {
			return nil // kept below, beside what it refused
		}
		if err != nil {
			return err
		}
		return c.remember(tx, by, act, digest, r)
	})
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

// foresee tells the store what Do will ask for, so that it may be asked for together with what others ask. For a matter that is not there, or
// not at hand, the decoy stands in: the same is asked for.
func (c *Clerk) foresee(ctx context.Context, by Caller, act Act) context.Context {
	f := store.Foreseen{Cells: [][2]string{{bucketMatters, c.blinded(act.Matter)}}, Heads: []entry.Stream{c.files.stream(act.Matter, c.decoy)}}
	if act.Key != "" {
		f.Cells = append(f.Cells, [2]string{bucketIdem, c.idemKey(by, act)})
	}
	if s := c.roll.stream(); s != "" {
		f.Heads = append(f.Heads, s)
	}
	return store.Foresee(ctx, f)
}

// do does an act within tx.
func (c *Clerk) do(ctx context.Context, tx store.Tx, by Caller, act Act, made *file) (*file, Receipt, error) {
	roll, _, err := c.readRoll(ctx, tx)
	if err != nil {
		return nil, Receipt{}, err
	}
	now, err := c.moment(tx)
	if err != nil {
		return nil, Receipt{}, err
	}
	f, err := c.fileFor(ctx, tx, by, act, made)
	if err != nil {
		return nil, Receipt{}, err
	}
	court := f.m.Court
	if o, opens := act.Event.(record.MatterOpened); opens {
		court = o.Court
		f.m.Agency, f.m.Court = o.Agency, o.Court
		if roll.Agency(o.Agency) == nil {
			return nil, Receipt{}, fault.Errorf(fault.Input, "there is no agency %q; a matter belongs to one that is on the roll", o.Agency)
		}
	}
	z, err := c.zone(roll, court)
	if err != nil {
		return nil, Receipt{}, fault.Errorf(fault.Input, "%w; a matter goes to one that is on the roll", err)
	}
	local := now.In(z)
	minute := record.When(local.Format("2006-01-02T15:04"))

	as := record.Role("office")
	var veil func(record.AppID) bool
	var no numbers
	if !by.Office {
		app, who := record.Concerns(act.Event), f.who(by, roll, now)
		may := func(app record.AppID) access.Decision {
			return access.May(who, access.Act(act.Event.Kind()), f.place(who, app, minute))
		}
		d := f.decide(app, may)
		if !d.May {
			return nil, Receipt{}, &refusal{d}
		}
		if veil = f.veil(who, minute); veil != nil {
			no = f.numbers(veil, access.May(who, access.ReadSources, f.place(who, "", minute)))
		}
		if app != "" && !may(app).May { // as the record answers for one that is not there
			return nil, Receipt{}, fmt.Errorf("entry %d, %s: %w", no.shown(int64(len(f.list)))+1, act.Event.Kind(), fault.Errorf(fault.Conflict, "no application %q has been drafted", string(app)))
		}
		as = d.As
	}
	if act.Head != nil && *act.Head != no.shown(int64(len(f.list))) {
		return nil, Receipt{}, beaten(f, *act.Head, record.Concerns(act.Event), veil)
	}
	if err := sameBytes(f, act); err != nil {
		return nil, Receipt{}, err
	}
	ev, err := c.prepare(f, roll, act.Event, by, as, minute, now)
	if err != nil {
		return nil, Receipt{}, err
	}
	hand := &record.Hand{Account: by.Account, Person: f.person(by.Account), Role: as, At: local.Format(time.RFC3339), On: act.On, Proof: by.Proof}
	if by.Office {
		hand = officeHand(local)
	}
	if l, ok := ev.(record.SourceLogged); ok {
		if err := c.keptExhibits(ctx, tx, f, l.Source); err != nil {
			return nil, Receipt{}, err
		}
	}
	if veil != nil {
		if err := f.unveiled(veil, no, ev, hand); err != nil {
			return nil, Receipt{}, err
		}
	}
	g, r, err := c.enter(ctx, tx, f, ev, hand, now)
	if err != nil && veil != nil && fault.KindOf(err) == fault.Conflict { // nothing that he may know of stands against it
		err = fault.Errorf(fault.Conflict, "this cannot be entered under the names that it gives; choose others")
	}
	if err != nil {
		return nil, Receipt{}, err
	}
	r.Matter, r.Seq = act.Matter, no.shown(r.Seq-1)+1
	for _, alert := range c.watch(f, g, ev) { // what the office itself has to say of it
		if g, _, err = c.enter(ctx, tx, g, record.Stamped(alert, minute), officeHand(local), now); err != nil {
			return nil, Receipt{}, err
		}
	}
	return g, r, c.derive(tx, f, g, z)
}

// officeHand is that of the office and its clocks.
func officeHand(local time.Time) *record.Hand {
	return &record.Hand{Account: "office", Role: "office", At: local.Format(time.RFC3339)}
}

// fileFor returns the file that an act is to be entered in; an empty one for an act that opens a matter.
func (c *Clerk) fileFor(ctx context.Context, tx store.Tx, by Caller, act Act, made *file) (*file, error) {
	a := asked{by, record.Concerns(act.Event), []access.Act{access.Act(act.Event.Kind())}}
	o, opens := act.Event.(record.MatterOpened)
	s, err := c.find(tx, act.Matter)
	switch {
	case opens && o.ID != act.Matter:
		return nil, fault.Errorf(fault.Input, "the matter to be opened is %q, and the act is for %q", string(o.ID), string(act.Matter))
	case opens && err == nil:
		// The same words whether or not the caller may know of that matter: a name that is taken says nothing of whose it is.
		return nil, fault.Errorf(fault.Conflict, "the name %q cannot be given to a matter; choose another", string(act.Matter))
	case opens && notFound(err):
		return made, tx.Put(bucketMatters, c.blinded(o.ID), []byte(made.stream))
	case notFound(err):
		return nil, c.absent(tx, a)
	case err != nil:
		return nil, err
	}
	f, err := c.read(ctx, tx, s)
	if destroyed(err) {
		return nil, c.absent(tx, a)
	}
	return f, err
}

// enter adds an event to a file, if it may come now, and enters it in the stream and the log. It returns the file as it then is.
func (c *Clerk) enter(ctx context.Context, tx store.Tx, f *file, ev record.Event, hand *record.Hand, now time.Time) (*file, Receipt, error) {
	e := record.Entry{Seq: len(f.list) + 1, Mode: record.ModePerformed, Body: ev, Hand: hand}
	g := &file{stream: f.stream, key: f.key, list: append(slices.Clip(f.list), e)}
	var err error
	if g.m, err = record.Replay(g.list); err != nil {
		return nil, Receipt{}, err
	}
	if err := gate(&f.m, ev); err != nil {
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

// prepare puts in what the office itself knows, and holds what the roll has to say of an event.
func (c *Clerk) prepare(f *file, roll *people.Roll, e record.Event, by Caller, as record.Role, minute record.When, now time.Time) (record.Event, error) {
	e = record.Stamped(e, minute)
	switch e := e.(type) {
	case record.PersonNamed:
		if as == record.Executing && (e.Person.Account != "" || slices.ContainsFunc(e.Person.Roles, func(r record.Role) bool { return slices.Contains(parts, r) })) {
			return nil, fault.Errorf(fault.Input, "who executes a warrant names those who were there; %s cannot be given a part in the matter by that", e.Person.Name)
		}
		if err := apart(roll, &f.m, e.Person, as, now); err != nil {
			return nil, err
		}
		return e, bound(roll, &f.m, e.Person, now)
	case record.Sworn:
		if a := f.m.Application(e.Application); a == nil || e.Oath.By == "" || e.Oath.By == a.Affiant || f.m.Person(e.Oath.By) == nil {
			return e, nil // the record says what is wrong with it
		}
		is := func(role record.Role) bool {
			a := roll.Account(f.m.Person(e.Oath.By).Account)
			return a != nil && a.Holds(role, f.m.Court, now)
		}
		return e, e.Oath.TakenBy(is(record.Magistrate), is(record.Clerk))
	case record.MagistrateAssigned:
		e.Assignment.By = f.person(by.Account)
		c := roll.Court(f.m.Court)
		if err := e.Assignment.ByHand(c != nil && c.Choice); err != nil {
			return nil, err
		}
		return e, judges(roll, &f.m, e, now)
	case record.Presented:
		if a := f.m.Application(e.Application); a != nil { // the record tells what came before; nobody has to remember to
			e.Presentment.Disclosed = f.m.Earlier(a)
		}
		return e, nil
	case record.MatterOpened:
		e.Recounted = record.Recounted{}
		return e, nil
	}
	return e, nil
}

// parts are the roles by which someone acts or reads in a matter.
var parts = []record.Role{record.Affiant, record.Supervisor, record.Prosecutor, record.Executing, record.Magistrate, record.Clerk, record.Counsel, record.Respondent, access.Named}

// judges holds that a magistrate who is assigned by hand sits in the court, and has no conflict with this matter.
func judges(roll *people.Roll, m *record.Matter, e record.MagistrateAssigned, now time.Time) error {
	p := m.Person(e.Assignment.Magistrate)
	if p == nil || p.Account == "" { // the record says what is wrong with it
		return nil
	}
	a := roll.Account(p.Account)
	if a == nil || !a.Holds(record.Magistrate, m.Court, now) {
		return fault.Errorf(fault.Conflict, "%s is no magistrate of the court to which the matter goes", p.Name)
	}
	var names []string
	if app := m.Application(e.Application); app != nil {
		for _, id := range app.Respondents {
			if x := m.Person(id); x != nil {
				names = append(names, x.Names()...)
			}
		}
	}
	if why := a.Shunned(m.Agency, names); why != "" {
		return fault.Errorf(fault.Conflict, "%s has declared a conflict of interest that holds here; another has to be assigned", p.Name)
	}
	return nil
}

// apart refuses a part in the matter beside that of magistrate for an account that is a magistrate's of the court, where someone else than the court
// gives it: each judge so named would be passed over, until the one is left whom an officer wants.
func apart(roll *people.Roll, m *record.Matter, p record.Person, as record.Role, now time.Time) error {
	a := roll.Account(p.Account)
	if a == nil || as == record.Clerk || !a.Holds(record.Magistrate, m.Court, now) || !slices.ContainsFunc(p.Roles, func(r record.Role) bool { return r != record.Magistrate }) {
		return nil
	}
	return fault.Errorf(fault.Input, "the account %q is that of a magistrate of the court; name the person without the account: whoever is concerned in a matter steps aside when it is assigned", p.Account)
}

// bound holds that a person with an account has the posts that go with the roles: at this court, or this agency, where the role is one of it.
func bound(roll *people.Roll, m *record.Matter, p record.Person, now time.Time) error {
	if p.Account == "" {
		return nil
	}
	a := roll.Account(p.Account)
	if a == nil {
		return fault.Errorf(fault.Input, "there is no account %q", p.Account)
	}
	for _, r := range p.Roles {
		post := r
		switch r {
		case record.Respondent:
			post = access.Named
		case record.Affiant, record.Supervisor, record.Prosecutor, record.Executing, record.Magistrate, record.Clerk, record.Counsel:
		default:
			continue
		}
		here := func(x people.Post) bool { return x.Role == post }
		switch r {
		case record.Magistrate, record.Clerk:
			here = func(x people.Post) bool { return x.Role == post && x.Court == m.Court }
		case record.Affiant, record.Supervisor, record.Executing:
			here = func(x people.Post) bool { return x.Role == post && x.Agency == m.Agency }
		}
		if !slices.ContainsFunc(a.Now(now), here) {
			return fault.Errorf(fault.Input, "the account %q holds no post as %s here, so %s cannot be that in this matter", p.Account, post, p.Name)
		}
	}
	return nil
}

// beaten says what came first; not if it concerns another application, which may be under a seal of its own.
func beaten(f *file, want int64, app record.AppID, veil func(record.AppID) bool) error {
	last := f.list[len(f.list)-1]
	if of := f.about(last.Body); of != "" && of != app || veil != nil {
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
