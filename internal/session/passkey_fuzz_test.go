package session_test

import (
	"bytes"
	"encoding/base64"
	"testing"

	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

// FuzzAnswers: no bytes that a browser may send make the desk panic, and none are taken for the answer to a challenge that nobody was given.
func FuzzAnswers(f *testing.F) {
	site, asked := session.Site{ID: "docket.example", Origin: origin}, bytes.Repeat([]byte{7}, 32)
	a, b := passkeytest.New(origin), passkeytest.New(origin)
	b.Ed25519 = true
	name := base64.RawURLEncoding.EncodeToString(asked)
	for _, k := range []*passkeytest.Authenticator{a, b} {
		made := k.Create(session.CreateOptions{RP: session.RelyingParty{ID: site.ID}, Challenge: name}).JSON()
		k.Handle = nil
		signed := k.Get(session.GetOptions{RPID: site.ID, Challenge: name}).JSON()
		if key, good := session.Answers(site, asked, made, signed); len(key) == 0 || !good {
			f.Fatalf("%s and %s are not taken", made, signed)
		}
		f.Add(made, signed)
	}
	f.Add([]byte("{}"), []byte(`{"id":"AA","rawId":"AA","type":"public-key","response":{}}`))
	f.Add([]byte(`{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YUEA"}}`), []byte("null"))
	other := bytes.Repeat([]byte{8}, 32)
	f.Fuzz(func(t *testing.T, made, signed []byte) {
		session.Answers(site, asked, made, signed)
		if key, _ := session.Answers(site, other, made, signed); key != nil {
			t.Errorf("%q was taken for a challenge that was never given", made)
		}
	})
}
