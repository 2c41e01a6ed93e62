package hall

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/session"
)

// A signPage shows what is about to be entered, to the byte, and asks for a proof that the person is there and means it.
type signPage struct {
	chrome
	Kind, Heading string
	Matter, Back  string
	At            string
	Says          []saidField // what will be entered
	Bytes         string
	Digest        string     // of these bytes, for which presence is proved
	On            string     // of the papers on which it is done
	Papers        string     // where they can be read
	Paper         *paperPart // the same, for an oath: what is sworn to is read where it is sworn
	Hidden        []typed
	Wrong         string
	Ways          []way
}

// A way is one way to prove presence. The signing page shows a part for each that the account has.
type way struct {
	ID   string // value of fieldStep
	Name string
}

// ways lists how an account may prove presence: by a passkey, if it has one here, or by password and code.
func (v *visit) ways() ([]way, error) {
	if v.Desk.Moot() {
		return []way{{"moot", "In a moot court"}}, nil
	}
	list := []way{{"password", "Password and code"}}
	keys, err := v.passkeys()
	if len(keys) > 0 {
		list = append([]way{{"passkey", "Passkey"}}, list...)
	}
	return list, err
}

// By reports whether a signing page offers a way.
func (p signPage) By(id string) bool {
	return slices.ContainsFunc(p.Ways, func(w way) bool { return w.ID == id })
}

// prove takes the proof that a signing page was sent with, for the act of this digest, and says how it was given. The error is a
// *session.Refused, if it is none.
func (v *visit) prove(digest string) (how string, err error) {
	if v.form.Get(fieldStep) == "moot" {
		return v.Desk.ProveMoot(v.session, digest)
	}
	secret, err := v.proof(digest)
	if err != nil {
		return "", err
	}
	return v.Desk.Spend(v.r.Context(), v.session, secret, digest)
}

// proof takes a proof of presence for a digest, by passkey or by password and code, and returns the secret by which it is spent.
func (v *visit) proof(digest string) (secret string, err error) {
	ctx := v.r.Context()
	if v.form.Get(fieldStep) == "passkey" {
		challenge, answer := v.credential()
		secret, _, err = v.Desk.ProveByPasskey(ctx, v.session, challenge, answer)
		return secret, err
	}
	secret, _, err = v.Desk.Prove(ctx, v.session, digest, v.form.Get("password"), digits(v.form.Get("code")))
	return secret, err
}

// sign is the signing step of an act: shown is true if its page was shown instead of going on. Else the caller has presence proved for
// the bytes of this act.
func (v *visit) sign(x *clerk.View, act clerk.Act) (by clerk.Caller, shown bool, err error) {
	by = v.caller()
	raw, err := bytesOf(act.Event, act.On)
	if err != nil {
		return by, false, err
	}
	digest := session.DigestAct(string(act.Matter), raw)
	if v.form.Get(fieldStep) == "" {
		return by, true, v.signShow(http.StatusOK, x, act, raw, digest, "")
	}
	if err := v.slow(); err != nil {
		return by, true, err
	}
	if v.form.Get("_digest") != digest { // the act was changed behind the page that was read
		return by, true, v.signShow(http.StatusConflict, x, act, raw, digest, "What would be entered is no longer what this page showed. Read it again.")
	}
	how, err := v.prove(digest)
	var no *session.Refused
	if errors.As(err, &no) {
		return by, true, v.signShow(http.StatusForbidden, x, act, raw, digest, sentence(no.Why))
	}
	if err != nil {
		return by, false, err
	}
	by.Proved, by.Proof = true, how
	return by, false, nil
}

func (v *visit) signShow(status int, x *clerk.View, act clerk.Act, raw []byte, digest, wrong string) error {
	kind := act.Event.Kind()
	ways, err := v.ways()
	if err != nil {
		return err
	}
	p := signPage{chrome: v.chrome("Sign: " + toDo(kind)), Kind: kind, Heading: toDo(kind), Matter: x.Matter.Title, Back: "/matters/" + string(act.Matter), At: v.r.URL.Path, Says: saysOf(&x.Matter, act.Event),
		Bytes: string(raw), Digest: digest, On: act.On, Wrong: wrong, Ways: ways}
	p.Scripts = passkeyScripts(p.By("passkey"))
	if app := record.Concerns(act.Event); app != "" && act.On != "" {
		p.Papers = "/matters/" + string(act.Matter) + "/applications/" + string(app)
		if a := x.Matter.Application(app); a != nil && kind == "sworn" {
			part, err := v.paperOf(x, a)
			if err != nil {
				return err
			}
			if y, err := v.read(app, access.ReadFlaws); err == nil { // as on the page before
				citedAs(&part, a, &y.Matter)
			}
			p.Paper = &part
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v.form)) {
		if slices.Contains(secretFields, name) || name == fieldStep || name == "_digest" || name == fieldAgain {
			continue
		}
		for _, value := range v.form[name] {
			p.Hidden = append(p.Hidden, typed{name, value})
		}
	}
	return v.show(status, "sign.html", p)
}

// A saidField is one thing that an act says, in plain words.
type saidField struct{ Label, Value string }

// saysOf says an event, field by field, with people named.
func saysOf(m *record.Matter, e record.Event) []saidField {
	form := fill(e)
	var list []saidField
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if strings.HasSuffix(name, "#") {
			continue
		}
		var values []string
		for _, x := range form[name] {
			if p := m.Person(record.PersonID(x)); p != nil {
				x = whom(m, p.ID)
			}
			values = append(values, x)
		}
		parts := strings.Split(name, ".")
		if len(parts) > 1 { // the first says only what kind of act it is, which stands above
			parts = parts[1:]
		}
		if a := m.Application(record.AppID(form.Get(name))); a != nil && name == "application" {
			values = []string{report.Upper(string(a.Kind)) + " warrant, " + a.Offence.Title}
		}
		for i := range parts {
			parts[i] = strings.ReplaceAll(parts[i], "_", " ")
		}
		list = append(list, saidField{label(strings.Join(parts, ", ")), strings.Join(values, "\n")})
	}
	return list
}
