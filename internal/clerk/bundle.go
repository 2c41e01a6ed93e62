package clerk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// Bundle returns the entries of a matter whose words the caller may read, each with what proves that it is in the log as it is now. The trail says
// that it was taken.
func (c *Clerk) Bundle(ctx context.Context, by Caller, id record.MatterID) (proof.Bundle, error) {
	v, err := c.Read(ctx, by, id, access.Prove, "")
	if err != nil {
		return proof.Bundle{}, err
	}
	if err := c.took(ctx, by, id, access.Prove, "what the caller may read"); err != nil {
		return proof.Bundle{}, err
	}
	return c.bundle(ctx, by, id, func(tx store.Tx, f *file) (sight, int64, []byte, error) {
		size, signed, err := c.best(tx, f.leaves[len(f.leaves)-1])
		return f.sightOf(f.person(by.Account), v.May, v.gone), size, signed, err
	})
}

// Given returns what was handed over by the disclosure that is entry seq of a matter: the same entries whenever it is asked for, and the
// disclosure itself among them, proved against the log as it was when that was entered: the same bytes. Once witnesses have cosigned a later state of
// the log it is proved against that. Whoever reads all of the matter may have it, and the person to whom it
// was given.
func (c *Clerk) Given(ctx context.Context, by Caller, id record.MatterID, seq int64) (proof.Bundle, error) {
	v, err := c.Read(ctx, by, id, access.ReadDocket, "")
	if err != nil {
		return proof.Bundle{}, err
	}
	none := fault.Errorf(fault.NotFound, "entry %d of the matter is no disclosure that you made or were given", seq)
	if seq < 1 || seq > v.Head {
		return proof.Bundle{}, none
	}
	seq = v.no.real(seq)
	var allowed bool
	b, err := c.bundle(ctx, by, id, func(tx store.Tx, f *file) (sight, int64, []byte, error) {
		d, ok := f.list[seq-1].Body.(record.Disclosed)
		allowed = ok && (v.May(access.ReadSources, "").May || d.Disclosure.To == f.person(by.Account) && d.Disclosure.To != "")
		if !allowed {
			return sight{}, 0, nil, none
		}
		s, err := f.givenBy(d.Disclosure, int(seq))
		if err != nil {
			return s, 0, nil, err
		}
		s.tells = func(e record.Event) bool { // what it tells of others that came under seal or were expunged is not handed over anew
			x, is := e.(record.Presented)
			return !is || !tellsOf(x.Presentment, v.gone) && !f.tellsSealed(x.Presentment, x.Application, v.Now, func(app record.AppID) bool { return v.May(access.ReadDocket, app).May })
		}
		sizes, err := witnessed(tx)
		if err != nil {
			return s, 0, nil, err
		}
		if slices.ContainsFunc(sizes, func(size int64) bool { return size > f.leaves[seq-1] }) { // who demands witnesses is shown a state that they saw
			size, signed, err := c.best(tx, f.leaves[seq-1])
			return s, size, signed, err
		}
		signed, err := c.signedAt(tx, f.leaves[seq-1]+1)
		return s, f.leaves[seq-1] + 1, signed, err
	})
	if err != nil {
		return proof.Bundle{}, err
	}
	return b, c.took(ctx, by, id, access.ReadDocket, fmt.Sprintf("what was given by entry %d", seq))
}

// took enters in the trail that someone took a bundle.
func (c *Clerk) took(ctx context.Context, by Caller, id record.MatterID, act access.Act, what string) error {
	return c.trace(ctx, Trace{Account: by.Account, Act: act, Matter: id, Rule: "bundle", What: "took-bundle", Because: what})
}

// bundle makes a bundle of what a sight opens, proved against the log of a size, as a checkpoint has it.
func (c *Clerk) bundle(ctx context.Context, by Caller, id record.MatterID, choose func(store.Tx, *file) (sight, int64, []byte, error)) (proof.Bundle, error) {
	var b proof.Bundle
	err := c.store.View(ctx, func(tx store.Tx) error {
		f, err := c.byID(ctx, tx, id, asked{by, "", []access.Act{access.Prove}})
		if err != nil {
			return err
		}
		s, size, signed, err := choose(tx, f)
		if err != nil {
			return err
		}
		b.Checkpoint = signed
		key, err := c.dataKey(ctx, f.stream)
		if err != nil {
			return err
		}
		b.Entries = nil
		return entries(tx, f.stream, 1, func(k store.Kept) error {
			if k.Leaf >= size || k.Seq > int64(len(f.list)) || !s.opens(f.list[k.Seq-1]) {
				return nil
			}
			path, err := ledger.Path(k.Leaf, size, tx)
			if err != nil {
				return err
			}
			secret := key.SecretOf(f.stream, k.Seq)
			b.Entries = append(b.Entries, proof.Disclosed{Entry: k.Entry, Index: k.Leaf, Path: path, Secret: &secret})
			return nil
		})
	})
	if none := (*refusal)(nil); errors.As(err, &none) { // it went between the two
		err = c.refused(ctx, by, access.Prove, id, none.d)
	}
	return b, err
}

// signedAt returns the log's own signature of the state that it had at a size: by Ed25519 that is one text for ever, whether or not a checkpoint was
// asked for at that size.
func (c *Clerk) signedAt(tx store.Tx, size int64) ([]byte, error) {
	root, err := tlog.TreeHash(size, tx)
	if err != nil {
		return nil, err
	}
	return ledger.Sign(proof.Checkpoint{Size: size, Root: root}, c.keys...)
}
