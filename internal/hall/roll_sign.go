package hall

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/session"
)

// signRoll is the signing step of a change of the roll: body is what is entered, raw the bytes for which presence is proved.
func (v *visit) signRoll(name string, body any, raw []byte) (by clerk.Caller, shown bool, err error) {
	by = v.caller()
	digest := session.DigestAct("", raw)
	show := func(status int, wrong string) error { return v.signRollShow(status, name, body, raw, digest, wrong) }
	if v.form.Get(fieldStep) == "" {
		return by, true, show(http.StatusOK, "")
	}
	if err := v.slow(); err != nil {
		return by, true, err
	}
	if v.form.Get("_digest") != digest {
		return by, true, show(http.StatusConflict, "What would be entered is no longer what this page showed. Read it again.")
	}
	how, err := v.prove(digest)
	var no *session.Refused
	if errors.As(err, &no) {
		return by, true, show(http.StatusForbidden, sentence(no.Why))
	}
	if err != nil {
		return by, false, err
	}
	by.Proved, by.Proof = true, how
	return by, false, nil
}

func (v *visit) signRollShow(status int, name string, body any, raw []byte, digest, wrong string) error {
	ways, err := v.ways()
	if err != nil {
		return err
	}
	p := signPage{chrome: v.chrome("Sign: " + name), Heading: name, Matter: "The roll", Back: "/roll", At: v.r.URL.Path, Bytes: string(raw), Digest: digest, Wrong: wrong, Ways: ways}
	p.Scripts = []string{"passkey.js"}
	for _, key := range slices.Sorted(maps.Keys(v.form)) {
		if slices.Contains(secretFields, key) || key == fieldStep || key == "_digest" || key == fieldAgain {
			continue
		}
		for _, value := range v.form[key] {
			p.Hidden = append(p.Hidden, typed{key, value})
		}
	}
	if p.Says, err = v.rollSays(body); err != nil {
		return err
	}
	return v.show(status, "sign.html", p)
}

// rollSays says a change of the roll as it is signed, and not as it was typed: its times are read back from it, by the clock by which they were typed,
// which is named.
func (v *visit) rollSays(body any) (list []saidField, err error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	var kept map[string]any
	if err := json.Unmarshal(text, &kept); err != nil {
		return nil, err
	}
	form := url.Values{}
	spread(form, "", kept)
	z := v.rollZone(form)
	for _, key := range slices.Sorted(maps.Keys(form)) {
		if strings.HasSuffix(key, "#") {
			continue
		}
		for _, value := range form[key] {
			if value != "" && isRollTime(key) {
				value = rollTimeSays(value, z)
			}
			if value != "" {
				list = append(list, saidField{label(strings.ReplaceAll(key, ".", ", ")), value})
			}
		}
	}
	return list, nil
}
