package proof

import (
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// A Trust is whom to believe: the keys of one log, and how many of which witnesses must have cosigned.
type Trust struct {
	keys      []note.Verifier // of the log: at least one, all of one name
	vkeys     []string
	witnesses []note.Verifier
	Quorum    int // how many witnesses must have cosigned; 0 asks for none
}

// Origin returns the name of the log.
func (t *Trust) Origin() string { return t.keys[0].Name() }

// Keys returns the log's keys as they are written, the first trusted first.
func (t *Trust) Keys() []string { return t.vkeys }

func (t *Trust) logs() []note.Verifier { return append([]note.Verifier(nil), t.keys...) }

func (t *Trust) isLog(s note.Signature) bool {
	for _, k := range t.keys {
		if s.Name == k.Name() && s.Hash == k.KeyHash() {
			return true
		}
	}
	return false
}

// ParseTrust reads whom to believe. That is either a single public key, or lines of
//
//	log KEY         a public key of the log; one line for each key it has had
//	witness KEY     a public key of a witness, of either signature type (c2sp.org/signed-note, 0x01 or 0x04)
//	quorum N        how many witnesses must have cosigned a checkpoint (default none)
//
// with empty lines and lines that begin with # passed over. The error, of kind Input, names the line.
func ParseTrust(text string) (*Trust, error) {
	t := &Trust{}
	for i, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) == 1 {
			fields = []string{"log", fields[0]}
		}
		if len(fields) != 2 {
			return nil, unreadable("line %d: %q; expected log KEY, witness KEY or quorum N", i+1, clip(line))
		}
		if err := t.add(fields[0], fields[1]); err != nil {
			return nil, unreadable("line %d: %w", i+1, err)
		}
	}
	switch {
	case len(t.keys) == 0:
		return nil, unreadable("there is no key of a log; expected a line: log KEY")
	case t.Quorum > t.distinct():
		return nil, unreadable("quorum %d of %d witnesses; expected no more than there are", t.Quorum, t.distinct())
	}
	return t, nil
}

func (t *Trust) add(what, value string) error {
	switch what {
	case "log":
		v, err := note.NewVerifier(value)
		if err != nil {
			return unreadable("%q is no public key of a log; expected NAME+ID+BASE64", clip(value))
		}
		if len(t.keys) > 0 && v.Name() != t.Origin() {
			return unreadable("a key of the log %q after one of %q; expected keys of one log", clip(v.Name()), t.Origin())
		}
		t.keys, t.vkeys = append(t.keys, v), append(t.vkeys, value)
	case "witness":
		v, err := NewWitness(value)
		if err != nil {
			return err
		}
		t.witnesses = append(t.witnesses, v)
	case "quorum":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			return unreadable("quorum %q; expected a number", clip(value))
		}
		t.Quorum = n
	default:
		return unreadable("%q; expected log, witness or quorum", clip(what))
	}
	return nil
}

// distinct counts the witnesses by name: one that has changed its key is still one.
func (t *Trust) distinct() int {
	names := make(map[string]bool)
	for _, w := range t.witnesses {
		names[w.Name()] = true
	}
	return len(names)
}
