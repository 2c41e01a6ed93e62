package clerk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

const (
	// MostExhibit is how many bytes an exhibit may have.
	MostExhibit = 512 << 20

	bucketExhibits = "exhibits" // stream and name to what it is, sealed
	queueUnnamed   = "unnamed"  // exhibits that no source names yet
	fieldExhibit   = "exhibit"
	unnamedFor     = 24 * time.Hour
)

// exhibitTypes are the media types that an exhibit may have: none of them is run by who opens it.
var exhibitTypes = []string{"application/pdf", "audio/flac", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav", "image/jpeg", "image/png", "image/tiff", "text/plain",
	"video/mp4", "video/mpeg", "video/quicktime", "video/webm"}

// ExhibitTypes lists the media types that an exhibit may have.
func ExhibitTypes() []string { return exhibitTypes }

func exhibitKey(s entry.Stream, n vault.Name) string { return string(s) + " " + n.String() }

// KeepExhibit keeps the bytes of a recording or a scan, sealed under the key of a matter, for a source that is to name it. It is there for one who may
// log sources; what no source names within a day is thrown away. The kind of the bytes is what the caller says that it is, of those that there may be.
func (c *Clerk) KeepExhibit(ctx context.Context, by Caller, id record.MatterID, kind string, from io.Reader) (record.Exhibit, error) {
	var x record.Exhibit
	const act access.Act = "source-logged"
	stream, err := c.mayKeep(ctx, by, id, act)
	if err != nil {
		return x, err
	}
	kind, _, _ = strings.Cut(strings.ToLower(kind), ";")
	if x.Type = strings.TrimSpace(kind); !contains(exhibitTypes, x.Type) {
		return x, fault.Errorf(fault.Input, "the media type is %q; expected one of %s", x.Type, strings.Join(exhibitTypes, ", "))
	}
	key, err := c.dataKey(ctx, stream)
	if err != nil {
		return x, err
	}
	sum, size := sha256.New(), 0
	counted := readerFunc(func(p []byte) (int, error) {
		n, err := from.Read(p)
		sum.Write(p[:n])
		if size += n; size > MostExhibit {
			return n, fault.Errorf(fault.Input, "the exhibit is too long; expected at most %d bytes", MostExhibit)
		}
		return n, err
	})
	name, err := c.store.Papers().PutPaper(ctx, func(to io.Writer) (vault.Name, error) { return vault.SealPaper(to, counted, key, stream, lots{c}) })
	if err != nil {
		return x, err
	}
	x.Name, x.Sum, x.Size = name.String(), hex.EncodeToString(sum.Sum(nil)), size
	err = c.store.Update(ctx, func(tx store.Tx) error {
		if s, err := c.find(tx, id); err != nil || s != stream { // expunged meanwhile
			return c.absent(tx, asked{by, "", []access.Act{act}})
		}
		now, err := c.moment(tx)
		if err != nil {
			return err
		}
		if err := c.putExhibit(tx, stream, name, key, x); err != nil {
			return err
		}
		return tx.PutJob(store.Job{Queue: queueUnnamed, Key: exhibitKey(stream, name), Stream: stream, Run: now.Add(unnamedFor)})
	})
	if err != nil {
		err = errors.Join(err, c.store.Papers().DropPaper(ctx, name))
		if no := (*refusal)(nil); errors.As(err, &no) {
			err = c.refused(ctx, by, act, id, no.d)
		}
		return record.Exhibit{}, err
	}
	return x, nil
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// lots draws from the clerk's lots, one at a time.
type lots struct{ c *Clerk }

func (l lots) Read(p []byte) (int, error) { return len(p), l.c.draw(p) }

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// mayKeep is the stream of a matter that a caller may do an act in.
func (c *Clerk) mayKeep(ctx context.Context, by Caller, id record.MatterID, act access.Act) (entry.Stream, error) {
	var s entry.Stream
	var no *refusal
	err := c.store.View(ctx, func(tx store.Tx) error {
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		at, err := c.seatIn(ctx, tx, roll, id, asked{by, "", []access.Act{act}})
		if err != nil {
			return err
		}
		s = at.file.stream
		if d := at.may(act, ""); !d.May {
			return &refusal{d}
		}
		return nil
	})
	if errors.As(err, &no) {
		err = c.refused(ctx, by, act, id, no.d)
	}
	return s, err
}

func (c *Clerk) putExhibit(tx store.Tx, s entry.Stream, n vault.Name, key entry.DataKey, x record.Exhibit) error {
	text, err := json.Marshal(x)
	if err != nil {
		return err
	}
	sealed, err := vault.SealField(key, fieldExhibit, lots{c}, text)
	if err != nil {
		return err
	}
	return tx.Put(bucketExhibits, exhibitKey(s, n), sealed)
}

// kept holds that the exhibits that a source names are kept for this matter, and are what the source says.
func (c *Clerk) keptExhibits(ctx context.Context, tx store.Tx, f *file, s record.Source) error {
	for _, x := range s.Exhibits {
		n, err := entry.ParseHash(x.Name)
		if err != nil {
			return fault.Errorf(fault.Input, "source %s: %q is no name of an exhibit; expected the one that the station answered when it was sent there", s.ID, x.Name)
		}
		sealed, err := tx.Get(bucketExhibits, exhibitKey(f.stream, n))
		if notFound(err) {
			return fault.Errorf(fault.Input, "source %s: there is no exhibit %s here; send it to the station first", s.ID, n.Short())
		}
		if err != nil {
			return err
		}
		key, err := c.dataKey(ctx, f.stream)
		if err != nil {
			return err
		}
		text, err := vault.OpenField(key, fieldExhibit, sealed)
		if err != nil {
			return err
		}
		var is record.Exhibit
		if err := json.Unmarshal(text, &is); err != nil {
			return err
		}
		if is.Sum != x.Sum || is.Type != x.Type || is.Size != x.Size {
			return fault.Errorf(fault.Input, "source %s: exhibit %s is %s, %d bytes, sum %s; the source says otherwise", s.ID, n.Short(), is.Type, is.Size, is.Sum)
		}
	}
	return nil
}

// An Exhibit is one that is being read. Its bytes have been checked as far as they are read.
type Exhibit struct {
	record.Exhibit
	io.Reader
	io.Closer
}

// Exhibit opens an exhibit of a source that the caller may read. It has to be closed.
func (c *Clerk) Exhibit(ctx context.Context, by Caller, id record.MatterID, name string) (*Exhibit, error) {
	v, err := c.Read(ctx, by, id, access.ReadDocket, "")
	if err != nil {
		return nil, err
	}
	var out *Exhibit
	var key entry.DataKey
	var stream entry.Stream
	err = c.store.View(ctx, func(tx store.Tx) error {
		out = nil
		f, err := c.byID(ctx, tx, id, asked{by, "", []access.Act{access.ReadDocket}})
		if err != nil {
			return err
		}
		s := f.sightOf(f.person(by.Account), v.May, v.gone)
		for _, e := range f.list {
			l, ok := e.Body.(record.SourceLogged)
			if !ok || !s.opens(e) {
				continue
			}
			for _, x := range l.Source.Exhibits {
				if x.Name == name {
					out = &Exhibit{Exhibit: x}
				}
			}
		}
		if out == nil {
			return fault.Errorf(fault.NotFound, "the matter has no exhibit of that name that you may read")
		}
		stream = f.stream
		key, err = c.dataKey(ctx, stream)
		return err
	})
	if no := (*refusal)(nil); errors.As(err, &no) {
		err = c.refused(ctx, by, access.ReadDocket, id, no.d)
	}
	if err != nil {
		return nil, err
	}
	n, err := entry.ParseHash(name)
	if err != nil {
		return nil, fault.Errorf(fault.NotFound, "the matter has no exhibit of that name that you may read")
	}
	sealed, err := c.store.Papers().Paper(ctx, n)
	if err != nil { // one that is only told of, in a matter that went elsewhere
		return nil, err
	}
	if out.Reader, err = vault.OpenPaper(sealed, key, stream); err != nil {
		return nil, errors.Join(fmt.Errorf("exhibit %s: %w", n.Short(), err), sealed.Close())
	}
	out.Closer = sealed
	return out, nil
}

// throwAway takes away what was sent and never named by a source.
func (c *Clerk) throwAway(ctx context.Context, now time.Time) (int, error) {
	var jobs []store.Job
	err := c.store.Update(ctx, func(tx store.Tx) (err error) {
		jobs, err = tx.Claim(queueUnnamed, now, time.Minute, 100)
		return err
	})
	for i, j := range jobs {
		stream, hash, ok := cut(j.Key)
		n, perr := entry.ParseHash(hash)
		if !ok || perr != nil {
			continue
		}
		drop := false
		err := c.store.Update(ctx, func(tx store.Tx) error {
			f, err := c.read(ctx, tx, stream)
			if err != nil && !destroyed(err) {
				return err
			}
			if drop = err != nil || !f.names(n.String()); drop {
				if err := tx.Delete(bucketExhibits, j.Key); err != nil {
					return err
				}
			}
			return tx.Done(j.ID)
		})
		if err == nil && drop {
			err = c.store.Papers().DropPaper(ctx, n)
		}
		if err != nil {
			return i, err
		}
	}
	return len(jobs), err
}

// names reports whether a source of the matter names an exhibit.
func (f *file) names(exhibit string) bool {
	for _, s := range f.m.Sources {
		for _, x := range s.Exhibits {
			if x.Name == exhibit {
				return true
			}
		}
	}
	return false
}

// dropExhibits takes away all exhibits of a stream whose key was destroyed.
func dropExhibits(ctx context.Context, of store.Store, s entry.Stream) error {
	for {
		var cells []store.Cell
		err := of.View(ctx, func(tx store.Tx) (err error) {
			cells, err = tx.Scan(bucketExhibits, string(s)+" ", "", 100)
			return err
		})
		if err != nil || len(cells) == 0 {
			return err
		}
		for _, x := range cells {
			if _, hash, ok := cut(x.Key); ok {
				if n, err := entry.ParseHash(hash); err == nil {
					if err := of.Papers().DropPaper(ctx, n); err != nil {
						return err
					}
				}
			}
		}
		err = of.Update(ctx, func(tx store.Tx) error {
			for _, x := range cells {
				if err := tx.Delete(bucketExhibits, x.Key); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}
