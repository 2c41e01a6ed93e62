// Package passkeytest is an authenticator for tests: it makes passkeys and signs with them as a browser and the device below it would, and can
// be told to do each step wrong.
package passkeytest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"

	"github.com/affiant-project/affiant/internal/session"
)

// The flags of authenticator data (W3C Web Authentication Level 3, 6.1).
const (
	Present  = 0x01
	Verified = 0x04
	Synced   = 0x18 // may be copied, and is
	attested = 0x40
)

// An Authenticator holds one passkey.
type Authenticator struct {
	Ed25519 bool   // its key; ECDSA on P-256 otherwise
	Origin  string // of the page that asks
	Flags   byte   // of what it did
	Count   uint32 // of signatures, when it last signed; 0 stays
	Host    string // the relying party for which it signs, if not the one that asks
	Type    string // of the ceremony, if not the right one
	Cross   bool   // whether the page was in a frame of another's

	Cred   []byte
	Handle []byte
	ec     *ecdsa.PrivateKey
	ed     ed25519.PrivateKey
}

// New returns an authenticator in use at an origin.
func New(origin string) *Authenticator {
	return &Authenticator{Origin: origin, Flags: Present | Verified}
}

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func unb64(s string) []byte {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// key makes the key, and returns it as COSE (RFC 9053).
func (a *Authenticator) key() []byte {
	if a.Ed25519 {
		pub, priv, err := ed25519.GenerateKey(rand.Reader)
		a.ed = priv
		return must(webauthncbor.Marshal(map[int]any{1: 1, 3: -8, -1: 6, -2: []byte(must(pub, err))}))
	}
	a.ec = must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	raw := must(a.ec.PublicKey.Bytes()) // 4, x, y
	return must(webauthncbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: raw[1:33], -3: raw[33:]}))
}

// data is the authenticator data.
func (a *Authenticator) data(host string, flags byte, more []byte) []byte {
	if a.Host != "" {
		host = a.Host
	}
	if a.Count > 0 {
		a.Count++
	}
	h := sha256.Sum256([]byte(host))
	out := append(h[:], flags)
	out = binary.BigEndian.AppendUint32(out, a.Count)
	return append(out, more...)
}

// client is what the browser says of the page.
func (a *Authenticator) client(kind, challenge string) []byte {
	if a.Type != "" {
		kind = a.Type
	}
	return must(json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": a.Origin, "crossOrigin": a.Cross}))
}

// An Answer is a browser's, in the form of PublicKeyCredential.toJSON.
type Answer struct {
	ID       string         `json:"id"`
	RawID    string         `json:"rawId"`
	Type     string         `json:"type"`
	Response map[string]any `json:"response"`
	Results  map[string]any `json:"clientExtensionResults"`
}

// JSON returns the answer as it is sent.
func (x Answer) JSON() []byte { return must(json.Marshal(x)) }

// Create makes the passkey that is asked for.
func (a *Authenticator) Create(o session.CreateOptions) Answer {
	a.Cred = make([]byte, 16)
	rand.Read(a.Cred)
	a.Handle = unb64(o.User.ID)
	more := make([]byte, 16) // of no make
	more = binary.BigEndian.AppendUint16(more, uint16(len(a.Cred)))
	more = append(append(more, a.Cred...), a.key()...)
	object := must(webauthncbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": a.data(o.RP.ID, a.Flags|attested, more)}))
	return Answer{b64(a.Cred), b64(a.Cred), "public-key",
		map[string]any{"clientDataJSON": b64(a.client("webauthn.create", o.Challenge)), "attestationObject": b64(object), "transports": []string{"internal"}}, map[string]any{}}
}

// Get signs what is asked for.
func (a *Authenticator) Get(o session.GetOptions) Answer {
	data, client := a.data(o.RPID, a.Flags, nil), a.client("webauthn.get", o.Challenge)
	h := sha256.Sum256(client)
	return Answer{b64(a.Cred), b64(a.Cred), "public-key", map[string]any{"clientDataJSON": b64(client), "authenticatorData": b64(data),
		"signature": b64(a.sign(append(data[:len(data):len(data)], h[:]...))), "userHandle": b64(a.Handle)}, map[string]any{}}
}

// Private returns the private key of the passkey in PKCS #8 (RFC 5208), so that a browser's virtual authenticator can hold it.
func (a *Authenticator) Private() []byte {
	if a.Ed25519 {
		return must(x509.MarshalPKCS8PrivateKey(a.ed))
	}
	return must(x509.MarshalPKCS8PrivateKey(a.ec))
}

func (a *Authenticator) sign(text []byte) []byte {
	if a.Ed25519 {
		return must(a.ed.Sign(nil, text, crypto.Hash(0)))
	}
	h := sha256.Sum256(text)
	return must(ecdsa.SignASN1(rand.Reader, a.ec, h[:]))
}
