// Package proof checks what the ledger has promised, with nothing but its public keys: that an entry is in the log
// (a receipt), that one state of the log grew out of another (a consistency proof), that a bundle of disclosed entries says
// what was entered, and that a copy of a whole log adds up.
//
// It shares nothing with what keeps the record: it leans on no store and no clerk, asks no network, and takes files as
// bytes. The tree is that of RFC 6962 as golang.org/x/mod/sumdb/tlog has it; checkpoints, cosignatures, receipts and tiles
// are in the formats of C2SP (c2sp.org/tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-tiles), so that tools of others can
// check them too.
package proof

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Breach is one way in which a record can be shown not to be what it was.
type Breach string

// The breaches. Each names what was tampered with, or by what means.
const (
	Forged     Breach = "forged checkpoint"   // no trusted key signed it
	Unseen     Breach = "too few witnesses"   // fewer cosigned it than must have
	Absent     Breach = "not in the log"      // the proof does not lead from the entry to the checkpoint
	Altered    Breach = "altered entry"       // its bytes are not those that were entered
	Removed    Breach = "missing entry"       // one that was entered is not there
	Reordered  Breach = "entries reordered"   // they do not follow each other as they were entered
	Backdated  Breach = "time went backwards" // an entry says it was recorded before one that precedes it
	Forked     Breach = "split view"          // two states of one log, neither of which grew out of the other
	RolledBack Breach = "rolled back"         // the log is smaller than it has been
	Replayed   Breach = "receipt of another"  // a receipt that belongs to another entry, or another log
	Swapped    Breach = "swapped paper"       // a blob is not the one that its name says
	Projected  Breach = "altered view"        // what is derived from the record does not follow from it
	Damaged    Breach = "damaged tree"        // a stored hash of the tree does not follow from those below it
	Opened     Breach = "words do not open"   // what was disclosed is not the secret of the entry
)

// A Broken is a proof that does not hold: what kind of breach, where, and how it shows.
type Broken struct {
	Breach Breach
	Where  string // what was looked at: an entry, a tile, a file
	How    string
}

// Error returns "where: breach: how".
func (b *Broken) Error() string {
	if b.Where == "" {
		return fmt.Sprintf("%s: %s", b.Breach, b.How)
	}
	return fmt.Sprintf("%s: %s: %s", b.Where, b.Breach, b.How)
}

func broken(b Breach, where, how string, args ...any) error {
	return &Broken{b, where, fmt.Sprintf(how, args...)}
}

// unreadable is the error for bytes that are no proof at all, true or false.
func unreadable(format string, args ...any) error {
	return fault.Errorf(fault.Input, format, args...)
}

// clip shortens what a stranger wrote, for an error.
func clip(s string) string {
	const most = 80
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}
