package clerk

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/figures"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// The table of figures is kept cell by cell, sealed, under blinded names, and brought up to date in the transaction of each act that changes
// what is counted. It is whole if the cell kept says so: else, in a store of an earlier release or one that was restored, figures are counted
// from the summaries of all matters, and Work makes the table.
const (
	bucketFigures = "figures"
	bucketTable   = "figures-table"
	cellWhole     = "whole"
	cellChanged   = "changed" // a number that is another whenever a cell is
	fieldFigures  = "figures"
)

// tableVersion is that of the way in which applications are counted: with another, a table is not whole.
const tableVersion = "1"

// whole reports whether there is a table, and it is whole.
func whole(tx store.Tx) (bool, error) {
	v, err := tx.Get(bucketFigures, cellWhole)
	if notFound(err) {
		return false, nil
	}
	return string(v) == tableVersion, err
}

// figuresCache is the last report, and of which state and day it is.
type figuresCache struct {
	mu     sync.Mutex
	of     string
	report figures.Report
}

// contribution is what a file adds to the figures: of its applications those that were decided and are under no seal, as of its last entry.
func (c *Clerk) contribution(f *file, z *time.Location) []figures.Application {
	if f.m.Expunged != nil || len(f.list) == 0 {
		return nil
	}
	var list []figures.Application
	minute := record.When(f.last.In(z).Format("2006-01-02T15:04"))
	for i := range f.m.Applications {
		a := &f.m.Applications[i]
		if len(a.Presentments) == 0 || f.m.SealedAt(a.ID, minute) {
			continue
		}
		if x := f.counted(a.ID); x.Decided() {
			x.Court = f.m.Court
			list = append(list, *x)
		}
	}
	return list
}

// count brings the table from what f adds to it to what g does.
func (c *Clerk) count(tx store.Tx, f, g *file, z *time.Location) error {
	was, is := c.contribution(f, z), c.contribution(g, z)
	a, err := json.Marshal(was)
	if err != nil {
		return err
	}
	b, err := json.Marshal(is)
	if err != nil || bytes.Equal(a, b) {
		return err
	}
	if ok, err := whole(tx); err != nil || !ok {
		return err
	}
	change := figures.Table{}
	for i := range was {
		change.Add(&was[i], -1)
	}
	for i := range is {
		change.Add(&is[i], 1)
	}
	for k, x := range change {
		t := figures.Table{}
		if v, err := tx.Get(bucketTable, c.cellName(k)); err == nil {
			if err := c.openCell(v, t); err != nil {
				return err
			}
		} else if !notFound(err) {
			return err
		}
		t.Merge(figures.Table{k: x})
		if err := c.putCell(tx, k, t[k]); err != nil {
			return err
		}
	}
	return c.changed(tx)
}

// changed notes that the table is another.
func (c *Clerk) changed(tx store.Tx) error {
	var lot [8]byte
	if err := c.draw(lot[:]); err != nil {
		return err
	}
	return tx.Put(bucketFigures, cellChanged, []byte(hex.EncodeToString(lot[:])))
}

func (c *Clerk) cellName(k figures.Key) string {
	b := c.index.Blind("figures\x00" + k.Court + "\x00" + k.Kind + "\x00" + k.Quarter)
	return hex.EncodeToString(b[:])
}

// A cellAtRest is a cell with its key, as it is sealed.
type cellAtRest struct {
	Key  figures.Key   `json:"key"`
	Cell *figures.Cell `json:"cell"`
}

func (c *Clerk) putCell(tx store.Tx, k figures.Key, x *figures.Cell) error {
	if x == nil {
		return tx.Delete(bucketTable, c.cellName(k))
	}
	text, err := json.Marshal(cellAtRest{k, x})
	if err != nil {
		return err
	}
	c.drawing.Lock()
	sealed, err := vault.SealField(c.indexKey, fieldFigures, c.lots, text)
	c.drawing.Unlock()
	if err != nil {
		return err
	}
	return tx.Put(bucketTable, c.cellName(k), sealed)
}

func (c *Clerk) openCell(sealed []byte, into figures.Table) error {
	plain, err := vault.OpenField(c.indexKey, fieldFigures, sealed)
	if err != nil {
		return err
	}
	var x cellAtRest
	if err := json.Unmarshal(plain, &x); err != nil {
		return err
	}
	into[x.Key] = x.Cell
	return nil
}

// table reads the table that is kept; it is nil if none is whole.
func (c *Clerk) table(tx store.Tx) (figures.Table, error) {
	if ok, err := whole(tx); err != nil || !ok {
		return nil, err
	}
	t := figures.Table{}
	for after := ""; ; {
		list, err := tx.Scan(bucketTable, "", after, pageOf)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			after = x.Key
			if err := c.openCell(x.Value, t); err != nil {
				return nil, err
			}
		}
		if len(list) < pageOf {
			return t, nil
		}
	}
}

// figuresState names the table as it is; "" if there is none that is whole.
func (c *Clerk) figuresState(tx store.Tx) (string, error) {
	if ok, err := whole(tx); err != nil || !ok {
		return "", err
	}
	v, err := tx.Get(bucketFigures, cellChanged)
	if notFound(err) {
		return "never", nil
	}
	return string(v), err
}

// putTable keeps a table in place of what is there of one.
func (c *Clerk) putTable(tx store.Tx, t figures.Table) error {
	for {
		list, err := tx.Scan(bucketTable, "", "", pageOf)
		if err != nil {
			return err
		}
		for _, x := range list {
			if err := tx.Delete(bucketTable, x.Key); err != nil {
				return err
			}
		}
		if len(list) < pageOf {
			break
		}
	}
	for k, x := range t {
		if err := c.putCell(tx, k, x); err != nil {
			return err
		}
	}
	if err := c.changed(tx); err != nil {
		return err
	}
	return tx.Put(bucketFigures, cellWhole, []byte(tableVersion))
}

// Miscount says that the table of figures is not whole any more, as after a restore, where what it counts may be gone. The next Work makes it anew.
func Miscount(tx store.Tx) error { return tx.Delete(bucketFigures, cellWhole) }
