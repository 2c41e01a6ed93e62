package proof

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Checkpoint is one state of a log: how many leaves it has, and the hash that commits to all of them.
type Checkpoint struct {
	Origin string // the name of the log, which is also that of its keys
	Size   int64
	Root   tlog.Hash
}

// Text returns the checkpoint as c2sp.org/tlog-checkpoint writes it, before it is signed. We write no extension lines.
func (c Checkpoint) Text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, base64.StdEncoding.EncodeToString(c.Root[:]))
}

// ParseCheckpoint reads the text of a checkpoint, unsigned. It says nothing of whether it is true. Extension lines, which
// others may write, are passed over.
func ParseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[len(lines)-1] != "" || lines[0] == "" {
		return Checkpoint{}, unreadable("%q is no checkpoint; expected a line each for origin, size and root", clip(text))
	}
	for _, l := range lines[:len(lines)-1] {
		if l == "" {
			return Checkpoint{}, unreadable("a checkpoint with an empty line; expected none")
		}
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || size > MostLeaves || strconv.FormatInt(size, 10) != lines[1] {
		return Checkpoint{}, unreadable("%q in a checkpoint; expected the number of leaves, at most %d", clip(lines[1]), int64(MostLeaves))
	}
	root, err := ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, err
	}
	return Checkpoint{lines[0], size, root}, nil
}

// ParseHash reads a hash in base64, in its one spelling. The error is of kind Input.
func ParseHash(s string) (tlog.Hash, error) {
	var h tlog.Hash
	b, ok := parseBase64(s)
	if !ok || len(b) != len(h) {
		return h, unreadable("%q is no hash; expected 32 bytes in base64", clip(s))
	}
	return tlog.Hash(b), nil
}

// parseBase64 reads bytes in base64, and says whether it is their one spelling: the library's decoder, the strict one
// too, passes over line ends, so that what is signed or kept could be written in many ways.
func parseBase64(s string) ([]byte, bool) {
	b, err := base64.StdEncoding.DecodeString(s)
	return b, err == nil && base64.StdEncoding.EncodeToString(b) == s
}

// mostNote is how long a signed note may be: a checkpoint and some hundred signatures.
const mostNote = 64 << 10

// Open reads a signed checkpoint, and returns it if it is this log's and signed as the trust demands: by a key of the
// log, none of whose signatures is false, and by enough witnesses. Otherwise the error is a *Broken, or of kind Input if the
// bytes are no signed note at all.
func (t *Trust) Open(signed []byte) (Checkpoint, error) {
	if len(signed) > mostNote {
		return Checkpoint{}, unreadable("a checkpoint of %d bytes; expected at most %d", len(signed), mostNote)
	}
	n, err := note.Open(signed, note.VerifierList(append(t.logs(), t.witnesses...)...))
	var unknown *note.UnverifiedNoteError
	var false_ *note.InvalidSignatureError
	switch {
	case errors.As(err, &unknown):
		if c, err := ParseCheckpoint(unknown.Note.Text); err == nil && c.Origin != t.Origin() {
			return Checkpoint{}, broken(Replayed, "checkpoint", "it is of the log %q; expected %q", clip(c.Origin), t.Origin())
		}
		return Checkpoint{}, broken(Forged, "checkpoint", "no trusted key has signed it (signed by %s)", signers(unknown.Note))
	case errors.As(err, &false_):
		return Checkpoint{}, broken(Forged, "checkpoint", "the signature of %s does not hold", false_.Name)
	case err != nil:
		return Checkpoint{}, unreadable("this is no signed checkpoint (%v); expected the file as the log has written it", err)
	}
	c, err := ParseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, err
	}
	if c.Origin != t.Origin() {
		return Checkpoint{}, broken(Replayed, "checkpoint", "it is of the log %q; expected %q", clip(c.Origin), t.Origin())
	}
	seen := make(map[string]bool)
	ours := false
	for _, s := range n.Sigs {
		for _, w := range t.witnesses {
			if s.Name == w.Name() && s.Hash == w.KeyHash() {
				seen[s.Name] = true
			}
		}
		ours = ours || t.isLog(s)
	}
	if !ours {
		return Checkpoint{}, broken(Forged, "checkpoint", "witnesses have signed it and the log has not")
	}
	if len(seen) < t.Quorum {
		return Checkpoint{}, broken(Unseen, "checkpoint", "%d of the witnesses have cosigned it; expected %d", len(seen), t.Quorum)
	}
	return c, nil
}

// Unsigned reads a signed checkpoint without asking who signed it.
func Unsigned(signed []byte) (Checkpoint, error) {
	text, _, ok := strings.Cut(string(signed[:min(len(signed), mostNote)]), "\n\n")
	if !ok {
		return Checkpoint{}, unreadable("%q is no signed checkpoint", clip(text))
	}
	return ParseCheckpoint(text + "\n")
}

// signers names who signed a note, for an error.
func signers(n *note.Note) string {
	var names []string
	for _, s := range n.UnverifiedSigs {
		names = append(names, fmt.Sprintf("%s+%08x", clip(s.Name), s.Hash))
	}
	if len(names) == 0 {
		return "nobody"
	}
	return strings.Join(names[:min(len(names), 5)], ", ")
}
