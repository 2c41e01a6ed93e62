package proof

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
)

// A Bundle is entries that were disclosed, with what proves each: for a court, a party or an auditor to check offline. An
// entry comes with its sealed bytes, and with its secret if its words are disclosed as well.
type Bundle struct {
	Checkpoint []byte // signed; all entries are proved against it
	Entries    []Disclosed
}

// A Disclosed is one entry of a bundle.
type Disclosed struct {
	Entry  entry.Entry
	Index  int64
	Path   tlog.RecordProof
	Secret *entry.Secret // nil if the words are withheld
}

const (
	bundleForm = "affiant bundle v1"
	// MostBundle is how large a bundle may be.
	MostBundle = 256 << 20
)

type bundleJSON struct {
	Form       string          `json:"form"`
	Checkpoint string          `json:"checkpoint"`
	Entries    []disclosedJSON `json:"entries"`
}

type disclosedJSON struct {
	Cover  string   `json:"cover"`
	Index  int64    `json:"index"`
	Path   []string `json:"path"`
	Sealed []byte   `json:"sealed"`
	Secret []byte   `json:"secret,omitempty"`
}

// Bytes returns the bundle as it is handed out, as JSON.
func (b Bundle) Bytes() []byte {
	j := bundleJSON{Form: bundleForm, Checkpoint: string(b.Checkpoint), Entries: []disclosedJSON{}}
	for _, d := range b.Entries {
		x := disclosedJSON{Cover: string(d.Entry.Bytes()), Index: d.Index, Path: []string{}, Sealed: d.Entry.Text}
		for _, h := range d.Path {
			x.Path = append(x.Path, base64.StdEncoding.EncodeToString(h[:]))
		}
		if d.Secret != nil {
			x.Secret = d.Secret[:]
		}
		j.Entries = append(j.Entries, x)
	}
	text, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		panic(err) // strings, numbers and bytes can always be written
	}
	return append(text, '\n')
}

// ParseBundle reads a bundle. It says nothing of whether it is true. The error is of kind Input.
func ParseBundle(text []byte) (Bundle, error) {
	var b Bundle
	if len(text) > MostBundle {
		return b, unreadable("a bundle of %d bytes; expected at most %d", len(text), MostBundle)
	}
	var j bundleJSON
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&j); err != nil {
		return b, unreadable("this is no bundle: %v", err)
	}
	if j.Form != bundleForm || d.More() {
		return b, unreadable("a bundle of the form %q; expected %q and nothing after it", clip(j.Form), bundleForm)
	}
	b.Checkpoint = []byte(j.Checkpoint)
	for i, x := range j.Entries {
		one, err := x.disclosed()
		if err != nil {
			return Bundle{}, unreadable("entry %d of the bundle: %w", i+1, err)
		}
		b.Entries = append(b.Entries, one)
	}
	return b, nil
}

func (x disclosedJSON) disclosed() (Disclosed, error) {
	c, err := entry.ParseCover([]byte(x.Cover))
	if err != nil {
		return Disclosed{}, err
	}
	index, path, err := parsePath(append([]string{fmt.Sprintf("index %d", x.Index)}, x.Path...))
	if err != nil {
		return Disclosed{}, err
	}
	d := Disclosed{Entry: entry.Entry{Cover: c, Text: x.Sealed}, Index: index, Path: path}
	switch {
	case x.Secret == nil:
	case len(x.Secret) != len(entry.Secret{}):
		return Disclosed{}, unreadable("a secret of %d bytes; expected %d", len(x.Secret), len(entry.Secret{}))
	default:
		s := entry.Secret(x.Secret)
		d.Secret = &s
	}
	return d, nil
}

// A Told is what a true bundle says of one entry.
type Told struct {
	Cover entry.Cover
	Index int64
	Words []byte // nil if they are withheld
}

// Verify returns what the bundle tells, in its order. Every entry must be in the log that the checkpoint is of, have the
// bytes that were entered, and open with the secret that it comes with; entries that follow each other in a stream must be
// linked. The errors, each a *Broken but for one that says that the checkpoint cannot be read, name all that does not hold.
func (b Bundle) Verify(t *Trust) (Checkpoint, []Told, []error) {
	c, err := t.Open(b.Checkpoint)
	if err != nil {
		return c, nil, []error{err}
	}
	var told []Told
	var faults []error
	for _, d := range b.Entries {
		words, err := d.verify(c)
		if err != nil {
			faults = append(faults, err)
		}
		told = append(told, Told{d.Entry.Cover, d.Index, words})
	}
	return c, told, append(faults, linked(told)...)
}

func (d Disclosed) verify(c Checkpoint) ([]byte, error) {
	where := fmt.Sprintf("entry %d of stream %s", d.Entry.Seq, d.Entry.Stream)
	if err := included(c, d.Index, d.Path, d.Entry.Cover); err != nil {
		return nil, err
	}
	if !d.Entry.Intact() {
		return nil, broken(Altered, where, "its sealed bytes are not those that were entered")
	}
	if d.Secret == nil {
		return nil, nil
	}
	words, err := d.Entry.Open(*d.Secret)
	if err != nil {
		return nil, broken(Opened, where, "the secret that came with it is not its own")
	}
	if words == nil {
		words = []byte{}
	}
	return words, nil
}

// linked checks that of each stream, the entries that stand next to each other follow each other, and were entered in
// that order.
func linked(told []Told) []error {
	sorted := slices.Clone(told)
	slices.SortStableFunc(sorted, func(a, b Told) int {
		if a.Cover.Stream != b.Cover.Stream {
			if a.Cover.Stream < b.Cover.Stream {
				return -1
			}
			return 1
		}
		return int(min(1, max(-1, a.Cover.Seq-b.Cover.Seq)))
	})
	var faults []error
	for i := 1; i < len(sorted); i++ {
		a, b := sorted[i-1], sorted[i]
		where := fmt.Sprintf("entry %d of stream %s", b.Cover.Seq, b.Cover.Stream)
		switch {
		case a.Cover.Stream != b.Cover.Stream || a.Cover == b.Cover:
		case a.Cover.Seq == b.Cover.Seq:
			faults = append(faults, broken(Forked, where, "there are two different entries in its place"))
		case a.Cover.Seq+1 == b.Cover.Seq && b.Cover.Before != a.Cover.Hash():
			faults = append(faults, broken(Reordered, where, "it does not follow entry %d as it is shown here", a.Cover.Seq))
		case a.Index >= b.Index:
			faults = append(faults, broken(Reordered, where, "it was entered in the log before entry %d", a.Cover.Seq))
		}
	}
	return faults
}
