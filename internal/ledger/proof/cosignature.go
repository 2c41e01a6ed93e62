package proof

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// The signature types of c2sp.org/signed-note.
const (
	typeEd25519  = 0x01
	typeCosigned = 0x04
)

// A witness checks the cosignatures of one key (c2sp.org/tlog-cosignature, the Ed25519 kind).
type witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.id }

// Verify reports whether sig, a time and a signature, is this witness's over the text.
func (w *witness) Verify(text, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(sig)
	return at <= math.MaxInt64 && ed25519.Verify(w.key, cosigned(int64(at), text), sig[8:])
}

// cosigned is what a witness signs.
func cosigned(at int64, text []byte) []byte {
	return append(fmt.Appendf(nil, "cosignature/v1\ntime %d\n", at), text...)
}

// NewWitness reads the public key of a witness, NAME+ID+BASE64, of either signature type: with an ordinary Ed25519 key
// (0x01) the key of its cosignatures (0x04) is meant, as their keys are often handed about.
func NewWitness(vkey string) (note.Verifier, error) {
	name, id, key, err := splitKey(vkey)
	if err != nil {
		return nil, err
	}
	if len(key) != 1+ed25519.PublicKeySize || key[0] != typeEd25519 && key[0] != typeCosigned {
		return nil, unreadable("%q is no Ed25519 key of a witness; expected signature type 1 or 4", clip(vkey))
	}
	if id != keyID(name, key) {
		return nil, unreadable("the key %q does not fit its own number; expected %08x", clip(vkey), keyID(name, key))
	}
	key[0] = typeCosigned
	return &witness{name, keyID(name, key), key[1:]}, nil
}

// splitKey takes a public key apart.
func splitKey(vkey string) (name string, id uint32, key []byte, err error) {
	bad := func() (string, uint32, []byte, error) {
		return "", 0, nil, unreadable("%q is no public key; expected NAME+ID+BASE64", clip(vkey))
	}
	parts := strings.SplitN(strings.TrimSpace(vkey), "+", 3)
	if len(parts) != 3 || parts[0] == "" || len(parts[1]) != 8 || len(vkey) > 1<<10 {
		return bad()
	}
	n, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return bad()
	}
	key, ok := parseBase64(parts[2])
	if !ok || len(key) == 0 {
		return bad()
	}
	return parts[0], uint32(n), key, nil
}

// keyID returns the number of a key: the first bytes of a hash over name, a newline, type and key.
func keyID(name string, key []byte) uint32 {
	sum := sha256.Sum256(append([]byte(name+"\n"), key...))
	return binary.BigEndian.Uint32(sum[:])
}

// A cosigner signs as a witness, at one time.
type cosigner struct {
	witness
	private ed25519.PrivateKey
	at      time.Time
}

// Sign returns the time and the signature.
func (c *cosigner) Sign(text []byte) ([]byte, error) {
	sig := binary.BigEndian.AppendUint64(nil, uint64(c.at.Unix()))
	return append(sig, ed25519.Sign(c.private, cosigned(c.at.Unix(), text))...), nil
}

// NewCosigner returns the signer of a witness for cosignatures made at a time, from its private key as
// golang.org/x/mod/sumdb/note writes it (PRIVATE+KEY+NAME+ID+BASE64). Errors never show the key.
func NewCosigner(skey string, at time.Time) (note.Signer, error) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(skey), "PRIVATE+KEY+")
	if !ok {
		return nil, unreadable("this is no private key; expected PRIVATE+KEY+NAME+ID+BASE64")
	}
	name, _, key, err := splitKey(rest)
	if err != nil || len(key) != 1+ed25519.SeedSize || key[0] != typeEd25519 {
		return nil, unreadable("this is no Ed25519 private key; expected PRIVATE+KEY+NAME+ID+BASE64")
	}
	if at.Unix() < 0 {
		return nil, unreadable("a cosignature of before 1970; expected the time of today")
	}
	private := ed25519.NewKeyFromSeed(key[1:])
	public := private.Public().(ed25519.PublicKey)
	w := witness{name, keyID(name, append([]byte{typeCosigned}, public...)), public}
	return &cosigner{w, private, at}, nil
}

// CosignerKey returns the public key of a cosigner, to be handed to those who shall trust it.
func CosignerKey(s note.Signer) (string, error) {
	c, ok := s.(*cosigner)
	if !ok {
		return "", unreadable("this signer is no witness")
	}
	key := append([]byte{typeCosigned}, c.key...)
	return fmt.Sprintf("%s+%08x+%s", c.name, c.id, base64.StdEncoding.EncodeToString(key)), nil
}
