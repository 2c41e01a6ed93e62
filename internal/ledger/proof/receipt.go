package proof

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
)

// A Receipt proves that an entry is in the log: its cover, where its leaf stands, how the leaf leads to the root, and the
// signed checkpoint that has this root. It is written as c2sp.org/tlog-proof, with the cover as the extra data.
type Receipt struct {
	Cover      entry.Cover
	Index      int64 // of the leaf, from 0
	Path       tlog.RecordProof
	Checkpoint []byte // signed
}

const (
	receiptHeading = "c2sp.org/tlog-proof@v1"
	mostPath       = 64        // no tree of 2^63 leaves has a longer one
	mostReceipt    = 128 << 10 // a receipt is some two thousand bytes
)

// Bytes returns the receipt as it is handed out.
func (r Receipt) Bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nextra %s\nindex %d\n", receiptHeading, base64.StdEncoding.EncodeToString(r.Cover.Bytes()), r.Index)
	for _, h := range r.Path {
		b.WriteString(base64.StdEncoding.EncodeToString(h[:]) + "\n")
	}
	b.WriteByte('\n')
	b.Write(r.Checkpoint)
	return b.Bytes()
}

// ParseReceipt reads a receipt. It says nothing of whether it is true. The error is of kind Input and names the line.
func ParseReceipt(text []byte) (Receipt, error) {
	var r Receipt
	if len(text) > mostReceipt {
		return r, unreadable("a receipt of %d bytes; expected at most %d", len(text), mostReceipt)
	}
	head, checkpoint, ok := bytes.Cut(text, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !ok || len(lines) < 3 || lines[0] != receiptHeading {
		return r, unreadable("this is no receipt; expected %q, the cover, the index, the path, an empty line and a checkpoint", receiptHeading)
	}
	extra, ok := strings.CutPrefix(lines[1], "extra ")
	cover, spelt := parseBase64(extra)
	if !ok || !spelt {
		return r, unreadable("line 2 of the receipt: expected extra and the cover of the entry in base64")
	}
	var err error
	if r.Cover, err = entry.ParseCover(cover); err != nil {
		return Receipt{}, unreadable("line 2 of the receipt: %w", err)
	}
	if r.Index, r.Path, err = parsePath(lines[2:]); err != nil {
		return Receipt{}, unreadable("the receipt: %w", err)
	}
	r.Checkpoint = checkpoint
	if !bytes.Equal(r.Bytes(), text) {
		return Receipt{}, unreadable("a receipt that is not written in its one form")
	}
	return r, nil
}

// parsePath reads an index and the hashes that follow it.
func parsePath(lines []string) (int64, tlog.RecordProof, error) {
	value, _ := strings.CutPrefix(lines[0], "index ")
	index, err := strconv.ParseInt(value, 10, 64)
	if err != nil || index < 0 || lines[0] != fmt.Sprintf("index %d", index) {
		return 0, nil, unreadable("%q; expected index and a number from 0", clip(lines[0]))
	}
	if len(lines)-1 > mostPath {
		return 0, nil, unreadable("a path of %d hashes; expected at most %d", len(lines)-1, mostPath)
	}
	path := tlog.RecordProof{}
	for _, l := range lines[1:] {
		h, err := ParseHash(l)
		if err != nil {
			return 0, nil, err
		}
		path = append(path, h)
	}
	return index, path, nil
}

// Verify returns the checkpoint that the receipt leads to, if it is signed as the trust demands and the entry is in it. The
// error is a *Broken that names what does not hold.
func (r Receipt) Verify(t *Trust) (Checkpoint, error) {
	c, err := t.Open(r.Checkpoint)
	if err != nil {
		return c, err
	}
	return c, included(c, r.Index, r.Path, r.Cover)
}

// included checks that the entry with this cover is the log's leaf at index.
func included(c Checkpoint, index int64, path tlog.RecordProof, cover entry.Cover) error {
	where := fmt.Sprintf("entry %d of stream %s", cover.Seq, cover.Stream)
	if index >= c.Size {
		return broken(Absent, where, "it is said to be leaf %d, and the checkpoint has %d leaves", index, c.Size)
	}
	if err := tlog.CheckRecord(path, c.Size, c.Root, index, LeafOf(cover).Hash()); err != nil {
		return broken(Absent, where, "its proof does not lead from leaf %d to the root of the checkpoint: the entry, its place or the proof was changed", index)
	}
	return nil
}

// About checks that a receipt is the one for this entry, and not a true receipt for another that is shown in its place.
func (r Receipt) About(c entry.Cover) error {
	if r.Cover != c {
		return broken(Replayed, fmt.Sprintf("entry %d of stream %s", c.Seq, c.Stream), "the receipt is for entry %d of stream %s, whose hash is %s; expected %s",
			r.Cover.Seq, r.Cover.Stream, r.Cover.Hash().Short(), c.Hash().Short())
	}
	return nil
}
