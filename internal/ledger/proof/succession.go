package proof

import (
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const successionHeading = "affiant log key v1"

// SuccessionText is what an old key of a log signs to hand over to a new one: that checkpoints of the log may from now on be
// signed by it. Whoever trusts the old key can then trust the new one without asking anyone.
func SuccessionText(origin, vkey string) string {
	return fmt.Sprintf("%s\nlog %s\nkey %s\n", successionHeading, origin, vkey)
}

// Accept adds the key that a succession names, if it was signed by a key already trusted and is for the same log. It does
// not withdraw the old one: what it has signed remains true. Of a key that was stolen, a succession signed by it
// proves nothing; then the new key has to be handed out as the first one was.
func (t *Trust) Accept(signed []byte) error {
	if len(signed) > mostNote {
		return unreadable("a succession of %d bytes; expected at most %d", len(signed), mostNote)
	}
	n, err := note.Open(signed, note.VerifierList(t.logs()...))
	if err != nil {
		return broken(Forged, "succession", "no trusted key of the log has signed it (%v)", err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[0] != successionHeading || lines[3] != "" {
		return unreadable("%q is no succession; expected %q", clip(n.Text), successionHeading)
	}
	vkey, ok := strings.CutPrefix(lines[2], "key ")
	if lines[1] != "log "+t.Origin() || !ok {
		return broken(Replayed, "succession", "it is for %q; expected log %s", clip(lines[1]), t.Origin())
	}
	for _, k := range t.vkeys {
		if k == vkey {
			return nil
		}
	}
	return t.add("log", vkey)
}
