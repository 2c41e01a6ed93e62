package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/tlog"

	docket "github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A verification is what verify is asked.
type verification struct {
	key         string
	since       []string
	growth      string
	successions []string
	words       bool
	asJSON      bool
}

// A verified is what verify has to say of one file.
type verified struct {
	File     string      `json:"file"`
	Kind     string      `json:"kind"` // receipt, bundle, checkpoint, log
	Holds    bool        `json:"holds"`
	Origin   string      `json:"origin,omitempty"`
	Size     int64       `json:"size,omitempty"`
	Root     string      `json:"root,omitempty"`
	From     string      `json:"from,omitempty"`
	To       string      `json:"to,omitempty"`
	Entries  []shown     `json:"entries,omitempty"`
	Gaps     []gap       `json:"gaps,omitempty"` // entries before the last of a stream that a bundle does not have
	Breaches []breachOut `json:"breaches"`
}

// A shown is one entry that was proved.
type shown struct {
	Stream   string `json:"stream"`
	Seq      int64  `json:"seq"`
	Recorded string `json:"recorded"`
	Hash     string `json:"hash"`
	Leaf     int64  `json:"leaf"`
	Done     string `json:"done,omitempty"` // what was done, by whom, when, if the words are disclosed
	Words    string `json:"words,omitempty"`
}

// A gap is entries of a stream, from and to included.
type gap struct {
	Stream string `json:"stream"`
	From   int64  `json:"from"`
	To     int64  `json:"to"`
}

type breachOut struct {
	Breach string `json:"breach"`
	Where  string `json:"where,omitempty"`
	How    string `json:"how"`
}

func verifyCommand(w *world) *cobra.Command {
	x := &verification{}
	c := &cobra.Command{
		Use:   "verify --key KEY FILE...",
		Short: "Check a receipt, a bundle, a checkpoint or a copy of a whole log, offline",
		Long: `Verify checks what the ledger has promised, knowing nothing but the public key of the log. It asks no network, no database
and no server, and does not trust whoever sent the file. A FILE is

  a receipt     that one entry is in the log (c2sp.org/tlog-proof)
  a bundle      entries that were disclosed, each with its proof and, if they are, its words; entries between them that were not are listed
  a checkpoint  a state of the log, signed (c2sp.org/tlog-checkpoint)
  a directory   a copy of a whole log in tiles (c2sp.org/tlog-tiles): every leaf and hash is worked out again

What does not hold is named: an altered, missing or reordered entry, time that went backwards, a forged checkpoint, a receipt
that belongs to another entry or log, a damaged tree, and with --since, a log that was rolled back or split. Of a checkpoint alone, --since wants the
proof that it grew out of the older one: --growth.

KEY is the public key as the log hands it out, or a file with lines of log KEY, witness KEY and quorum N; then as many
witnesses must have cosigned. A log that has changed its key is still believed if the old key signed a --succession.

Exit codes:
  0  all that was given holds
  1  something does not hold; it is named
  2  the input is at fault: a file that is none of these, a flag
  3  affiant is at fault`,
		Example: example(
			"affiant verify --key court.key receipt.tlog-proof",
			"affiant verify --key court.key --words disclosed.json",
			"affiant verify --key court.key --since receipt-of-last-year.tlog-proof log/",
			"affiant verify --key court.key --since checkpoint-of-last-year --growth growth.json checkpoint",
		),
		Args: takes(1, -1, "one FILE or more"),
		RunE: func(_ *cobra.Command, args []string) error { return w.verifyFiles(x, args) },
	}
	f := c.Flags()
	f.StringVar(&x.key, "key", "", "the public `KEY` of the log, or a file that says whom to believe")
	f.StringArrayVar(&x.since, "since", nil, "a receipt or checkpoint, `FILE`, from earlier: the log must have grown out of it (of a directory, or with --growth)")
	f.StringVar(&x.growth, "growth", "", "a `FILE` with the proof that a checkpoint grew out of the one of --since, as GET /v1/log/consistency answers")
	f.StringArrayVar(&x.successions, "succession", nil, "a `FILE` by which an old key of the log handed over to a new one")
	f.BoolVar(&x.words, "words", false, "print the words of a bundle that are disclosed")
	f.BoolVar(&x.asJSON, "json", false, "print what was found as JSON")
	return c
}

// verifyFiles checks each file, and prints what was found.
func (w *world) verifyFiles(x *verification, files []string) error {
	trust, err := readTrust(x.key, x.successions)
	if err != nil {
		return err
	}
	older, err := x.older(trust)
	if err != nil {
		return err
	}
	list := []verified{}
	for _, name := range files {
		v, err := w.verifyFile(x, trust, older, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, v)
		if !v.Holds {
			w.code = 1
		}
	}
	if x.asJSON {
		e := json.NewEncoder(w.out)
		e.SetIndent("", "  ")
		return e.Encode(list)
	}
	for _, v := range list {
		v.print(w.out)
	}
	return nil
}

// readTrust reads whom to believe: a key or a file of keys, and the files by which keys handed over.
func readTrust(key string, successions []string) (*proof.Trust, error) {
	if key == "" {
		return nil, fault.Errorf(fault.Input, "there is no key; expected --key KEY, the public key of the log or a file that has it")
	}
	t, err := proof.ParseTrust(key)
	if err != nil {
		text, failed := os.ReadFile(key)
		if errors.Is(failed, fs.ErrNotExist) && strings.Contains(key, "+") {
			return nil, fault.Errorf(fault.Input, "--key %s: %w; and there is no file of that name", key, err)
		}
		if failed != nil {
			return nil, failed
		}
		if t, err = proof.ParseTrust(string(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	for _, name := range successions {
		signed, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := t.Accept(signed); err != nil {
			return nil, fault.Errorf(fault.Input, "%s: %w", name, err)
		}
	}
	return t, nil
}

// older reads the states that the log is known to have had.
func (x *verification) older(t *proof.Trust) ([]proof.Checkpoint, error) {
	var list []proof.Checkpoint
	for _, name := range x.since {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var c proof.Checkpoint
		if r, failed := proof.ParseReceipt(text); failed == nil {
			c, err = r.Verify(t)
		} else {
			c, err = t.Open(text)
		}
		if err != nil {
			return nil, fault.Errorf(fault.Input, "--since %s: %w", name, err)
		}
		list = append(list, c)
	}
	return list, nil
}

// verifyFile checks one file. The error is for a file that is none of those that can be checked.
func (w *world) verifyFile(x *verification, t *proof.Trust, older []proof.Checkpoint, name string) (verified, error) {
	v := verified{File: name, Breaches: []breachOut{}}
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		return v, v.log(&proof.Log{Files: os.DirFS(name), Trust: t, Older: older})
	}
	if len(older) > 0 && x.growth == "" {
		return v, fault.Errorf(fault.Input, "--since is for a copy of a whole log; expected a directory, or a checkpoint and --growth FILE")
	}
	text, err := w.read(name)
	if err != nil {
		return v, err
	}
	switch {
	case bytes.HasPrefix(text, []byte("c2sp.org/tlog-proof@")):
		return v, v.receipt(t, text)
	case bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")):
		if r := answered(text); r != "" {
			return v, v.receipt(t, []byte(r))
		}
		return v, v.bundle(t, text, x.words)
	}
	v.Kind = "checkpoint"
	c, err := t.Open(text)
	v.checkpoint(c)
	if err == nil && x.growth != "" {
		err = x.grew(older, c)
	}
	return v, v.found(err)
}

// grew checks the proof that a checkpoint grew out of an older one.
func (x *verification) grew(older []proof.Checkpoint, c proof.Checkpoint) error {
	if len(older) != 1 {
		return fault.Errorf(fault.Input, "--growth is a proof from one older state; expected one --since")
	}
	text, err := os.ReadFile(x.growth)
	if err != nil {
		return err
	}
	var a struct {
		Path []string `json:"path"`
	}
	if err := json.Unmarshal(text, &a); err != nil || a.Path == nil {
		return fault.Errorf(fault.Input, "--growth %s: this is no proof of growth; expected {\"path\": [BASE64, …]}, as GET /v1/log/consistency answers", x.growth)
	}
	var path tlog.TreeProof
	for i, s := range a.Path {
		b, err := base64.StdEncoding.Strict().DecodeString(s)
		if err != nil || len(b) != tlog.HashSize {
			return fault.Errorf(fault.Input, "--growth %s: hash %d is none; expected 32 bytes in base64", x.growth, i+1)
		}
		path = append(path, tlog.Hash(b))
	}
	return proof.Grew(older[0], c, path)
}

// answered is the receipt in an answer of the API, which a program may have kept as it came; "" if it is none.
func answered(text []byte) string {
	var a struct {
		Receipt string `json:"receipt"`
	}
	if json.Unmarshal(text, &a) != nil || !strings.HasPrefix(a.Receipt, "c2sp.org/tlog-proof@") {
		return ""
	}
	return a.Receipt
}

// read reads a file, or standard input for -.
func (w *world) read(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(w.in, proof.MostBundle+1))
	}
	return os.ReadFile(name)
}

func (v *verified) receipt(t *proof.Trust, text []byte) error {
	v.Kind = "receipt"
	r, err := proof.ParseReceipt(text)
	if err != nil {
		return err
	}
	c, err := r.Verify(t)
	v.checkpoint(c)
	v.entry(proof.Told{Cover: r.Cover, Index: r.Index}, false)
	return v.found(err)
}

func (v *verified) bundle(t *proof.Trust, text []byte, words bool) error {
	v.Kind = "bundle"
	b, err := proof.ParseBundle(text)
	if err != nil {
		return err
	}
	c, told, faults := b.Verify(t)
	v.checkpoint(c)
	for _, x := range told {
		v.entry(x, words)
	}
	v.Gaps = gaps(told)
	return v.found(faults...)
}

// gaps are the entries that a bundle does not have, of the streams of which it has some, up to the last of each that it has. Whoever made it need not
// have disclosed them; whoever reads it is to know that they were made.
func gaps(told []proof.Told) []gap {
	var list []gap
	has := map[docket.Stream]map[int64]bool{}
	for _, x := range told {
		if has[x.Cover.Stream] == nil {
			has[x.Cover.Stream] = map[int64]bool{}
		}
		has[x.Cover.Stream][x.Cover.Seq] = true
	}
	for _, s := range slices.Sorted(maps.Keys(has)) {
		at := int64(0) // the last that it has, or 0
		for _, n := range slices.Sorted(maps.Keys(has[s])) {
			if n > at+1 {
				list = append(list, gap{string(s), at + 1, n - 1})
			}
			at = n
		}
	}
	return list
}

func (v *verified) log(l *proof.Log) error {
	v.Kind = "log"
	r, err := l.Check()
	if err != nil {
		return v.found(err)
	}
	v.checkpoint(r.Checkpoint)
	if r.Checkpoint.Size > 0 {
		v.From, v.To = r.From.Format(time.RFC3339Nano), r.To.Format(time.RFC3339Nano)
	}
	faults := r.Faults
	if r.More > 0 {
		faults = append(faults, &proof.Broken{Breach: proof.Damaged, How: fmt.Sprintf("and %d more", r.More)})
	}
	return v.found(faults...)
}

func (v *verified) checkpoint(c proof.Checkpoint) {
	if c.Origin != "" {
		v.Origin, v.Size, v.Root = c.Origin, c.Size, fmt.Sprintf("%x", c.Root[:])
	}
}

func (v *verified) entry(x proof.Told, words bool) {
	s := shown{Stream: string(x.Cover.Stream), Seq: x.Cover.Seq, Recorded: x.Cover.Recorded.Format(time.RFC3339Nano), Hash: x.Cover.Hash().String(), Leaf: x.Index, Done: doneIn(x.Words)}
	if words {
		s.Words = string(x.Words)
	}
	v.Entries = append(v.Entries, s)
}

// found notes what does not hold. An error that is no breach is handed on: the file could not be read as what it is.
func (v *verified) found(list ...error) error {
	for _, err := range list {
		var b *proof.Broken
		switch {
		case err == nil:
		case errors.As(err, &b):
			v.Breaches = append(v.Breaches, breachOut{string(b.Breach), b.Where, b.How})
		default:
			return err
		}
	}
	v.Holds = len(v.Breaches) == 0
	return nil
}

func (v verified) print(to io.Writer) {
	verdict := "holds"
	if !v.Holds {
		verdict = "DOES NOT HOLD"
	}
	fmt.Fprintf(to, "%s: %s %s\n", v.File, v.Kind, verdict)
	for _, b := range v.Breaches {
		where := b.Where
		if where != "" {
			where += ": "
		}
		fmt.Fprintf(to, "  %s%s: %s\n", where, b.Breach, b.How)
	}
	if v.Origin != "" {
		fmt.Fprintf(to, "  log %s, %d leaves, root %s\n", v.Origin, v.Size, v.Root)
	}
	if v.From != "" {
		fmt.Fprintf(to, "  recorded from %s to %s\n", v.From, v.To)
	}
	if v.Kind == "bundle" && len(v.Entries) == 0 {
		fmt.Fprintln(to, "  it has no entries")
	}
	for _, g := range v.Gaps {
		if g.From == g.To {
			fmt.Fprintf(to, "  not in it: entry %d of stream %s\n", g.From, g.Stream)
		} else {
			fmt.Fprintf(to, "  not in it: entries %d to %d of stream %s\n", g.From, g.To, g.Stream)
		}
	}
	for _, e := range v.Entries {
		fmt.Fprintf(to, "  entry %d of stream %s, recorded %s, leaf %d\n  hash %s\n", e.Seq, e.Stream, e.Recorded, e.Leaf, e.Hash)
		if e.Done != "" {
			fmt.Fprintf(to, "  %s\n", e.Done)
		}
		if e.Words != "" {
			fmt.Fprintf(to, "    %s\n", strings.ReplaceAll(strings.TrimRight(e.Words, "\n"), "\n", "\n    "))
		}
	}
}
