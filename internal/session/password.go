package session

import (
	"context"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/affiant-project/affiant/internal/fault"
)

//go:embed banned.txt
var bannedData string

// banned are the passwords that everyone tries first, lower case, of six characters and more.
var banned = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(bannedData) {
		set[w] = true
	}
	return set
})

// mostBeside is how many characters beside a banned word do not make it a password.
const mostBeside = 4

// fit says what is wrong with a password for an account, or nil: too short or long, or little more than a word that everyone tries
// first, a name known to whoever would guess, or one character over and over. There are no rules of composition (NIST SP 800-63B, 5.1.1.2).
func (p *Policy) fit(password string, known ...string) error {
	n := utf8.RuneCountInString(password)
	if !utf8.ValidString(password) || n < p.Number("password-least") || n > p.Number("password-most") {
		return fault.Errorf(fault.Input, "a password has at least %d characters and at most %d", p.Number("password-least"), p.Number("password-most"))
	}
	low := strings.ToLower(password)
	weak := len(runes(low)) < 4
	for i := 0; i <= mostBeside && !weak; i++ { // every part that leaves out at most mostBeside bytes
		for j := 0; i+j <= mostBeside && i+j < len(low); j++ {
			weak = weak || banned()[low[i:len(low)-j]]
		}
	}
	for _, k := range append(known, "affiant") {
		k = strings.ToLower(k)
		weak = weak || len(k) >= 3 && strings.Contains(low, k) && len(low)-len(k) <= mostBeside
	}
	if weak {
		return fault.Errorf(fault.Input, "this password is among the first that anyone would try; choose another, such as four words that do not belong together")
	}
	return nil
}

func runes(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range s {
		set[r] = true
	}
	return set
}

const (
	saltSize = 16
	hashSize = 32
)

// hash returns a password's Argon2id hash (RFC 9106) in the form of the PHC.
func (d *Desk) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	if err := d.draw(salt); err != nil {
		return "", err
	}
	kib, passes := d.policy.Number("hash-kib"), d.policy.Number("hash-passes")
	sum, err := d.argon(ctx, password, salt, kib, passes)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, kib, passes, b64(salt), b64(sum)), err
}

// matches reports whether a password has this hash. It takes as long for a hash that is none: that of an account which there is not.
func (d *Desk) matches(ctx context.Context, password, hash string) (bool, error) {
	var version, kib, passes, lanes int
	parts := strings.Split(hash, "$")
	salt, want := make([]byte, saltSize), make([]byte, hashSize)
	ok := len(parts) == 6
	if ok {
		_, err1 := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &kib, &passes, &lanes)
		s, err2 := base64.RawStdEncoding.DecodeString(parts[4])
		w, err3 := base64.RawStdEncoding.DecodeString(parts[5])
		ok = err1 == nil && err2 == nil && err3 == nil && version == argon2.Version && lanes == 1 && len(w) == hashSize
		if ok {
			salt, want = s, w
		}
	}
	if !ok {
		kib, passes = d.policy.Number("hash-kib"), d.policy.Number("hash-passes")
	}
	got, err := d.argon(ctx, password, salt, kib, passes)
	return subtle.ConstantTimeCompare(got, want) == 1 && ok, err
}

// argon hashes, a few at a time: each takes its memory.
func (d *Desk) argon(ctx context.Context, password string, salt []byte, kib, passes int) ([]byte, error) {
	select {
	case d.hashing <- struct{}{}:
		defer func() { <-d.hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, uint32(passes), uint32(kib), 1, hashSize), nil
}

func b64(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }
