package clerk

import (
	"context"
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
	stream entry.Stream
	head   entry.Head
	list   []record.Entry
	leaves []int64
	hashes []entry.Hash
	m      record.Matter
}

// fileCache keeps the files last used.
type fileCache struct {
	mu    sync.Mutex
	byID  map[entry.Stream]*file
	order []entry.Stream
}

// mostFiles is how many files are kept at hand.
const mostFiles = 256

func (f *fileCache) init() { f.byID = map[entry.Stream]*file{} }

func (f *fileCache) get(s entry.Stream) *file {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.byID[s]
}

func (f *fileCache) put(x *file) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byID[x.stream] == nil {
		if len(f.order) == mostFiles {
			delete(f.byID, f.order[0])
			f.order = f.order[1:]
		}
		f.order = append(f.order, x.stream)
	}
	f.byID[x.stream] = x
}

func (f *fileCache) drop(s entry.Stream) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.byID, s)
	for i, x := range f.order {
		if x == s {
			f.order = append(f.order[:i:i], f.order[i+1:]...)
			return
		}
	}
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

// read returns the file of a stream as it is in tx.
func (c *Clerk) read(ctx context.Context, tx store.Tx, s entry.Stream) (*file, error) {
	head, err := tx.Head(s)
	if err != nil {
		return nil, err
	}
	old := c.files.get(s)
	if old != nil && old.head == head {
		return old, nil
	}
	key, err := c.dataKey(ctx, s)
	if err != nil {
		return nil, err
	}
	f := &file{stream: s, head: head}
	if old != nil && old.head.Seq < head.Seq {
		n := len(old.list)
		f.list, f.leaves, f.hashes = old.list[:n:n], old.leaves[:n:n], old.hashes[:n:n]
	}
	err = entries(tx, s, int64(len(f.list))+1, func(k store.Kept) error {
		text, err := open(k.Entry, key)
		if err != nil {
			return err
		}
		e, err := record.Decode(text)
		if err != nil {
			return err
		}
		f.list, f.leaves, f.hashes = append(f.list, e), append(f.leaves, k.Leaf), append(f.hashes, k.Hash())
		return nil
	})
	if err != nil {
		return nil, err
	}
	if f.m, err = record.Replay(f.list); err != nil {
		return nil, err
	}
	c.files.put(f)
	return f, nil
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

// place returns what of a matter, and of one of its applications, decides who may.
func (f *file) place(app record.AppID, now record.When) access.Place {
	at := access.Place{Agency: f.m.Agency, Court: f.m.Court, Sealed: f.m.SealedAt(app, now), Expunged: f.m.Expunged != nil}
	for i := range f.m.Applications {
		a := &f.m.Applications[i]
		for _, p := range a.Respondents {
			if toldOf(&f.m, a, p) {
				at.Told = append(at.Told, p)
			}
		}
		at.Charged = at.Charged || len(a.Charges) > 0 || a.Carried() || len(f.m.Proceedings) > 0
		if a.ID == app {
			at.Stage, at.Affiant = f.m.Stage(a, now), a.Affiant
			at.Assigned = a.Assigned()
			for _, r := range a.Recusals {
				at.Recused = append(at.Recused, r.Magistrate)
			}
		}
	}
	if app == "" { // of the matter as a whole: as far as its furthest application, and every magistrate of one
		for i := range f.m.Applications {
			a := &f.m.Applications[i]
			if s := f.m.Stage(a, now); stageRank(s) >= stageRank(at.Stage) {
				at.Stage, at.Affiant, at.Assigned = s, a.Affiant, a.Assigned()
			}
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
	return a.Carried()
}

// who returns the one who asks, as far as this matter goes.
func (f *file) who(c Caller, roll *people.Roll, now time.Time) access.Who {
	w := access.Who{Account: c.Account, Proved: c.Proved, Posts: posts(roll.Account(c.Account).Now(now))}
	for _, p := range f.m.People {
		if p.Account == "" || p.Account != c.Account {
			continue
		}
		for _, r := range p.Roles {
			if r == record.Respondent {
				r = access.Named
			}
			w.Parts = append(w.Parts, access.Part{Role: r, Person: p.ID})
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
