package clerk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A file is a matter as it lies in the clerk's hands: its entries, and what they add up to. It is never changed.
type file struct {
	stream  entry.Stream
	key     entry.DataKey
	opened  time.Time // when its first entry was recorded
	last    time.Time // and its last
	head    entry.Head
	list    []record.Entry
	leaves  []int64
	hashes  []entry.Hash
	m       record.Matter
	is      *store.Derived // what is kept beside the entries, if it was worked out; and what the words weigh
	weighed *weighing
	sketch  *sketched // of one that was not read: what is known of its entries
	gates   *gates    // of one that may be kept at hand
}

// fileCache keeps the files last used.
type fileCache struct {
	mu    sync.Mutex
	byID  map[entry.Stream]*file
	named map[record.MatterID]entry.Stream
	order []entry.Stream

	keys   map[entry.Stream]entry.DataKey // of what was shown in lists, and, while there is room, looked through
	opened []entry.Stream                 // whose they are, the oldest first
}

// mostFiles is how many files are kept at hand, and mostKeys how many keys: a master key may be kept by a machine elsewhere, and a page of a list
// should not ask it fifty times each time it is shown.
const (
	mostFiles = 256
	mostKeys  = 2000
)

func (f *fileCache) init() {
	f.byID, f.named = map[entry.Stream]*file{}, map[record.MatterID]entry.Stream{}
	f.keys = map[entry.Stream]entry.DataKey{}
}

// key returns the data key of a stream, if it is at hand.
func (f *fileCache) key(s entry.Stream) (entry.DataKey, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if x := f.byID[s]; x != nil {
		return x.key, true
	}
	k, ok := f.keys[s]
	return k, ok
}

// putKey keeps a key at hand. If there is no room, one that is shown in lists takes the place of the oldest, and one of many that are looked through takes none.
func (f *fileCache) putKey(s entry.Stream, k entry.DataKey, shown bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.keys[s]; !ok {
		if len(f.opened) == mostKeys {
			if !shown {
				return
			}
			delete(f.keys, f.opened[0])
			f.opened = f.opened[1:]
		}
		f.opened = append(f.opened, s)
	}
	f.keys[s] = k
}

// has reports whether the file of a matter is at hand.
func (f *fileCache) has(id record.MatterID) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, ok := f.named[id]
	return ok
}

func (f *fileCache) get(s entry.Stream) *file {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.byID[s]
}

// put keeps a file at hand; of a matter that was expunged nothing is kept.
func (f *fileCache) put(x *file) {
	if x.m.Expunged != nil {
		f.drop(x.stream)
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byID[x.stream] == nil {
		if len(f.order) == mostFiles {
			f.forget(f.order[0])
			f.order = f.order[1:]
		}
		f.order = append(f.order, x.stream)
	}
	f.byID[x.stream], f.named[x.m.ID] = x, x.stream
}

func (f *fileCache) forget(s entry.Stream) {
	if x := f.byID[s]; x != nil {
		delete(f.named, x.m.ID)
		delete(f.byID, s)
	}
}

// streams returns of which streams something is at hand, a file or a key.
func (f *fileCache) streams() []entry.Stream {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Concat(f.order, f.opened)
}

func (f *fileCache) drop(s entry.Stream) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.forget(s)
	delete(f.keys, s)
	gone := func(x entry.Stream) bool { return x == s }
	f.order = slices.DeleteFunc(slices.Clone(f.order), gone)
	f.opened = slices.DeleteFunc(slices.Clone(f.opened), gone)
}

// nothingNamed is the one answer for a matter that is not there, and for one that is not there for the person who asks.
func nothingNamed(id record.MatterID) error {
	return fault.Errorf(fault.NotFound, "there is no matter %q here", string(id))
}

// blinded is the key under which the stream of a matter is found, so that a copy of the store does not tell the name.
func (c *Clerk) blinded(id record.MatterID) string {
	b := c.index.Blind("matter\x00" + string(id))
	const digits = "0123456789abcdef"
	var s strings.Builder
	for _, x := range b {
		s.WriteByte(digits[x>>4])
		s.WriteByte(digits[x&15])
	}
	return s.String()
}

// find returns the stream of a matter.
func (c *Clerk) find(tx store.Tx, id record.MatterID) (entry.Stream, error) {
	v, err := tx.Get(bucketMatters, c.blinded(id))
	if notFound(err) {
		return "", nothingNamed(id)
	}
	return entry.Stream(v), err
}

// read returns the file of a stream as it is in tx, and keeps it at hand.
func (c *Clerk) read(ctx context.Context, tx store.Tx, s entry.Stream) (*file, error) {
	f, err := c.leafed(ctx, tx, s)
	if err == nil {
		c.files.put(f)
	}
	return f, err
}

// leafed is read for one of many that are looked through: it is not kept at hand, and takes the place of no other.
func (c *Clerk) leafed(ctx context.Context, tx store.Tx, s entry.Stream) (*file, error) {
	head, err := tx.Head(s)
	if err != nil {
		return nil, err
	}
	old := c.files.get(s)
	if old != nil && old.head == head {
		return old, nil
	}
	f := &file{stream: s, head: head, gates: new(gates)}
	if old != nil && old.head.Seq < head.Seq {
		n := len(old.list)
		f.key, f.opened, f.list, f.leaves, f.hashes = old.key, old.opened, old.list[:n:n], old.leaves[:n:n], old.hashes[:n:n]
	} else if f.key, err = c.dataKey(ctx, s); err != nil {
		return nil, err
	}
	err = entries(tx, s, int64(len(f.list))+1, func(k store.Kept) error {
		if old != nil && k.Seq == old.head.Seq+1 && k.Before != old.head.Hash {
			return errAnother
		}
		text, err := open(k.Entry, f.key)
		if err != nil {
			return err
		}
		e, err := record.Decode(text)
		if err != nil {
			return err
		}
		f.add(e, k)
		return nil
	})
	if errors.Is(err, errAnother) {
		c.files.drop(s)
		return c.leafed(ctx, tx, s)
	}
	if err != nil {
		return nil, err
	}
	if f.m, err = record.Replay(f.list); err != nil {
		return nil, err
	}
	return f, nil
}

// errAnother says that what was at hand of a file is not what the store has: it was read within a commit that was not kept.
var errAnother = errors.New("the stream does not go on from what was read of it")

func (f *file) add(e record.Entry, k store.Kept) {
	if len(f.list) == 0 {
		f.opened = k.Recorded
	}
	f.last = k.Recorded
	f.list, f.leaves, f.hashes = append(f.list, e), append(f.leaves, k.Leaf), append(f.hashes, k.Hash())
}

// zone returns the time zone of the court that a matter goes to.
func (c *Clerk) zone(roll *people.Roll, court string) (*time.Location, error) {
	x := roll.Court(court)
	if x == nil {
		return nil, fault.Errorf(fault.NotFound, "there is no court %q", court)
	}
	if z, ok := c.zones.Load(x.Zone); ok {
		return z.(*time.Location), nil
	}
	z, err := time.LoadLocation(x.Zone) // reads a file, which takes as long as all else together
	if err == nil {
		c.zones.Store(x.Zone, z)
	}
	return z, err
}

// place returns what of a matter, and of one of its applications, decides whether w may. Of the matter as a whole it is what w may know of: an
// application under a seal of its own has no part in it for whoever is outside that seal.
func (f *file) place(w access.Who, app record.AppID, now record.When) access.Place {
	if app != "" {
		return f.placeBut(app, now, nil)
	}
	return f.placeBut("", now, f.veil(w, now))
}

// placeFor is place for an act. An application that is to be begun is not there yet, and what has become of the others in the matter does not stand in its way.
func (f *file) placeFor(w access.Who, act access.Act, app record.AppID, now record.When) access.Place {
	if act == "application-drafted" && app == "" {
		return f.placeBut("none yet", now, nil) // no application has this name
	}
	return f.place(w, app, now)
}

// placeBut is place, for one to whom some applications are veiled.
func (f *file) placeBut(app record.AppID, now record.When, veiled func(record.AppID) bool) access.Place {
	at := access.Place{Agency: f.m.Agency, Court: f.m.Court, Sealed: f.m.SealedAt(app, now), Expunged: f.m.Expunged != nil}
	for i := range f.m.Applications {
		a := &f.m.Applications[i]
		if app != "" && a.ID != app || veiled != nil && veiled(a.ID) { // what was done in one application opens no other
			continue
		}
		for _, p := range a.Respondents {
			if toldOf(&f.m, a, p) {
				at.Told = append(at.Told, p)
			}
		}
		at.Charged = at.Charged || len(a.Charges) > 0 || a.Carried() || slices.ContainsFunc(f.m.Proceedings, func(x record.Proceeding) bool { return x.Application == "" || x.Application == a.ID })
		if a.ID == app {
			at.Stage, at.Affiant = f.m.Stage(a, now), a.Affiant
			at.Assigned = a.Assigned()
			for _, r := range a.Recusals {
				at.Recused = append(at.Recused, r.Magistrate)
			}
			if f.ownSeal(app, now) {
				at.Late = f.late(app)
			}
		}
		// Of the matter as a whole: as far as its furthest application, and every magistrate of one.
		if s := f.m.Stage(a, now); app == "" && stageRank(s) >= stageRank(at.Stage) {
			at.Stage, at.Affiant, at.Assigned = s, a.Affiant, a.Assigned()
		}
	}
	if at.Stage == "" { // nothing of it is there yet
		at.Stage = record.Drafting
	}
	return at
}

func stageRank(s record.Stage) int {
	for i, x := range record.Stages() {
		if x == s {
			return i
		}
	}
	return -1
}

// toldOf reports whether a person named has been told: by notice, or by arrest or search.
func toldOf(m *record.Matter, a *record.Application, p record.PersonID) bool {
	for _, n := range m.Notices {
		if n.To == p {
			return true
		}
	}
	for _, x := range a.Custody {
		if x.Person == p {
			return true
		}
	}
	return a.Carried() && !waits(a)
}

// waits reports whether notice of a search was let wait: it was carried out, and those whose place it was do not know.
func waits(a *record.Application) bool {
	return slices.ContainsFunc(a.Warrants, func(w record.Issued) bool { return w.Delayed() != "" })
}

// who returns the one who asks, as far as this matter goes.
func (f *file) who(c Caller, roll *people.Roll, now time.Time) access.Who {
	held := roll.Account(c.Account).Now(now)
	w := access.Who{Account: c.Account, Proved: c.Proved, Posts: posts(held)}
	for _, p := range f.m.People {
		if p.Account == "" || p.Account != c.Account {
			continue
		}
		for _, r := range p.Roles {
			here, of := postFor(r, &f.m)
			if r == record.Respondent {
				r = access.Named
			}
			w.Parts = append(w.Parts, access.Part{Role: r, Person: p.ID, Lapsed: of && !slices.ContainsFunc(held, here)})
		}
	}
	return w
}

// person returns which person of the matter an account is, or "".
func (f *file) person(account string) record.PersonID {
	for _, p := range f.m.People {
		if p.Account == account && account != "" {
			return p.ID
		}
	}
	return ""
}
