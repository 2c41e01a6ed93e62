package ledger

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A Witness watches logs: it cosigns a checkpoint only if it grew out of the last one that it has cosigned. Whoever demands
// its cosignature is then sure that the log shows everyone the same record, as long as log and witness do not conspire.
type Witness struct {
	Key  string                  // private, as note.GenerateKey writes it
	Logs map[string]*proof.Trust // the logs that it watches, by origin
}

// Seen is what a witness remembers of a log: the last state that it has cosigned. The zero Seen is that of a log never
// seen.
type Seen = proof.Checkpoint

// An Answer is what a witness answers: a status of HTTP, and a body. Cosigned is set if it has cosigned; then Seen has to be
// on disk before the answer goes out.
type Answer struct {
	Status   int
	Type     string // of the content
	Body     []byte
	Cosigned bool
	Seen     Seen  // the checkpoint that was sent, if it was signed by the log
	Evidence error // it contradicts what was seen: with that, it shows that the log has two records
}

// Origin returns the log that a request is about, as it says itself.
func (r Request) Origin() string {
	origin, _, _ := bytes.Cut(r.Checkpoint, []byte("\n"))
	return string(origin)
}

// Answer judges a request, given what was seen last of the log that it is about. Two requests about one log must not be
// judged at once. The statuses are those of c2sp.org/tlog-witness.
func (w *Witness) Answer(r Request, seen Seen, at time.Time) (Answer, error) {
	t, known := w.Logs[r.Origin()]
	if !known {
		return refuse(404, "this witness does not watch the log that the checkpoint names"), nil
	}
	c, err := t.Open(r.Checkpoint)
	var b *proof.Broken
	switch {
	case errors.As(err, &b):
		return refuse(403, "%v", err), nil
	case err != nil:
		return refuse(400, "%v", err), nil
	case r.Old > c.Size:
		return refuse(400, "the old size is %d and the checkpoint has %d leaves", r.Old, c.Size), nil
	case r.Old != seen.Size:
		return Answer{Status: 409, Type: "text/x.tlog.size", Body: fmt.Appendf(nil, "%d\n", seen.Size)}, nil
	}
	if seen.Origin == "" {
		seen = Seen{Origin: c.Origin, Root: new(Tree).Edge.Root()}
	}
	if err := proof.Grew(seen, c, r.Proof); err != nil {
		if c.Size > seen.Size {
			return refuse(422, "%v", err), nil // anyone can send a false proof
		}
		a := refuse(409, "%v", err)
		a.Evidence, a.Seen = err, c
		return a, nil
	}
	text, _, _ := bytes.Cut(r.Checkpoint, []byte("\n\n"))
	lines, err := w.cosign(append(bytes.Clone(text), '\n'), at)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Status: 200, Type: "text/plain; charset=utf-8", Body: lines, Cosigned: true, Seen: c}, nil
}

func refuse(status int, how string, args ...any) Answer {
	return Answer{Status: status, Type: "text/plain; charset=utf-8", Body: fmt.Appendf(nil, how+"\n", args...)}
}

// cosign returns the signature line, over the text as it was sent: extension lines, if another log than ours writes them,
// are signed with it and vouched for by no one.
func (w *Witness) cosign(text []byte, at time.Time) ([]byte, error) {
	s, err := proof.NewCosigner(w.Key, at)
	if err != nil {
		return nil, err
	}
	signed, err := note.Sign(&note.Note{Text: string(text)}, s)
	if err != nil {
		return nil, err
	}
	_, lines, _ := bytes.Cut(signed, []byte("\n\n"))
	return lines, nil
}

// Cosign adds the signature lines that a witness has answered to a checkpoint that the log has signed. The trust says
// whom to believe; the error is a *proof.Broken if a line is not a true cosignature of a witness that it names.
func Cosign(signed, lines []byte, t *proof.Trust) ([]byte, error) {
	both := append(bytes.Clone(signed), lines...)
	if _, err := t.Open(both); err != nil {
		return nil, err
	}
	return both, nil
}

// Beside puts the signature line of a witness beside those of a signed checkpoint, in place of an earlier one under the same key. The line ends in a
// newline, and was found true.
func Beside(signed, line []byte) []byte {
	text, lines, _ := bytes.Cut(signed, []byte("\n\n"))
	out := append(bytes.Clone(text), "\n\n"...)
	for l := range bytes.Lines(lines) {
		if n1, k1 := signerOf(l); n1 != "" {
			if n2, k2 := signerOf(line); n1 == n2 && k1 == k2 {
				continue
			}
		}
		out = append(out, l...)
	}
	return append(out, line...)
}

// Witnessed counts the names, other than that of the log, under which a checkpoint is signed. It holds no signature.
func Witnessed(signed []byte) int {
	text, lines, _ := bytes.Cut(signed, []byte("\n\n"))
	origin, _, _ := bytes.Cut(text, []byte("\n"))
	names := map[string]bool{}
	for l := range bytes.Lines(lines) {
		if name, _ := signerOf(l); name != "" && name != string(origin) {
			names[name] = true
		}
	}
	return len(names)
}

// signerOf returns the name on a signature line, and the number of the key.
func signerOf(line []byte) (name string, key [4]byte) {
	rest, ok := bytes.CutPrefix(bytes.TrimSuffix(line, []byte("\n")), []byte("— "))
	if !ok {
		return "", key
	}
	n, sig, _ := bytes.Cut(rest, []byte(" "))
	b, err := base64.StdEncoding.DecodeString(string(sig))
	if err != nil || len(b) < len(key) {
		return "", key
	}
	return string(n), [4]byte(b)
}
