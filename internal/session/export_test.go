package session

import (
	"crypto/rand"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
)

// Answers holds two answers of a browser against a challenge, as Add and SignInByPasskey do but without a store: what was made by the first, and
// whether the key of that signed the second.
func Answers(site Site, asked, made, signed []byte) (key []byte, good bool) {
	d := New(Options{Lots: rand.Reader, Now: time.Now, Site: site})
	c := challenge{Account: "vance", Challenge: asked}
	p, err := d.created(c, made)
	if err != nil {
		return nil, false
	}
	if a, err := protocol.ParseCredentialRequestResponseBytes(signed); err == nil {
		good = d.by(p, c, a)
	}
	return p.Key, good
}
