package session

import (
	"crypto/subtle"
	"encoding/base32"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

// codeSecret is the size of the secret of a second factor, as long as the hash (RFC 4226, 4).
const codeSecret = 20

var base32Plain = base32.StdEncoding.WithPadding(base32.NoPadding)

// newCode draws the secret of a second factor.
func (d *Desk) newCode() (string, error) {
	var lot [codeSecret]byte
	err := d.draw(lot[:])
	return base32Plain.EncodeToString(lot[:]), err
}

// step returns the step of time whose code this is (RFC 6238), if it is one that may be used now and comes after the last that was used: a code
// that was seen is good for nothing. It takes as long for a wrong code as for a right one.
func (d *Desk) step(secret, code string, last int64, now time.Time) (int64, bool) {
	period := d.policy.Number("code-seconds")
	at := now.Unix() / int64(period)
	skew := int64(d.policy.Number("code-skew"))
	found, ok := int64(0), 0
	for s := at - skew; s <= at+skew; s++ {
		want, err := totp.GenerateCodeCustom(secret, time.Unix(s*int64(period), 0), totp.ValidateOpts{Period: uint(period), Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			continue
		}
		if eq := subtle.ConstantTimeCompare([]byte(want), []byte(code)); eq == 1 && s > last {
			found, ok = s, 1
		}
	}
	return found, ok == 1
}
