package hall

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/session"
)

// passkeyGroup is how passkeys sign in, sign, and are kept. A browser uses one by script alone; whoever has none in the page signs in and
// signs by password and code. What a script asks for and what it then sends are two steps; the second is a form like any other.
var passkeyGroup = group{pages: []page{
	{route: "POST /sign-in/passkey/begin", serve: (*visit).passkeySignInBegin, open: true},
	{route: "POST /sign-in/passkey", serve: (*visit).passkeySignIn, open: true},
	{route: "POST /join/passkey/begin", serve: (*visit).passkeyJoinBegin, open: true},
	{route: "POST /join/passkey", serve: (*visit).passkeyJoin, open: true},
	{route: "POST /passkeys/prove", serve: (*visit).passkeyProve},
	{route: "POST /passkeys/begin", serve: (*visit).passkeyAddBegin},
	{route: "POST /passkeys", serve: (*visit).passkeyAdd},
	{route: "POST /passkeys/remove", serve: (*visit).passkeyRemove},
}}

// Fields of the forms that a script completes.
const (
	fieldChallenge  = "_challenge"  // the secret by which the answer is taken
	fieldCredential = "_credential" // the answer of the browser, in JSON
)

// asksPasskey is what a script is told: what the authenticator is to be asked, and the secret by which its answer is taken.
type asksPasskey struct {
	Challenge string `json:"challenge,omitempty"`
	PublicKey any    `json:"publicKey,omitempty"`
	Wrong     string `json:"wrong,omitempty"` // why it is not asked, as a sentence
}

// tells answers a script: what to ask, or why not.
func (v *visit) tells(secret string, options any, err error) error {
	status, x := http.StatusOK, asksPasskey{Challenge: secret, PublicKey: options}
	if err != nil {
		s := sayOf(err)
		if s.status == http.StatusInternalServerError {
			v.Log.Error("a page failed", "kind", string(fault.KindOf(err)), "error", look.Wordless(err))
		}
		status, x = s.status, asksPasskey{Wrong: s.text}
	}
	b, err := json.Marshal(x)
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "application/json")
	v.w.WriteHeader(status)
	_, _ = v.w.Write(b) // the reader may have gone
	return nil
}

// credential is what the browser answered, and for which challenge.
func (v *visit) credential() (challenge string, answer []byte) {
	return v.form.Get(fieldChallenge), []byte(v.form.Get(fieldCredential))
}

func (v *visit) passkeySignInBegin() error {
	if err := v.slow(); err != nil {
		return v.tells("", nil, err)
	}
	secret, o, err := v.Desk.BeginSignIn(v.r.Context())
	return v.tells(secret, o, err)
}

func (v *visit) passkeySignIn() error {
	if err := v.slow(); err != nil {
		return err
	}
	p := signInPage{To: local(v.form.Get(fieldTo)), Carried: v.form.Get(fieldCarried)}
	challenge, answer := v.credential()
	secret, s, err := v.Desk.SignInByPasskey(v.r.Context(), challenge, answer, v.device())
	account := s.Account
	var no *session.Refused
	if errors.As(err, &no) {
		account = no.Account
	}
	if no != nil || err == nil {
		if nerr := v.Clerk.NoteSignIn(v.r.Context(), account, err == nil); nerr != nil {
			return nerr
		}
	}
	if no != nil {
		p.Wrong = no.Why
		return v.signInForm(http.StatusUnauthorized, p)
	}
	if err != nil {
		return err
	}
	return v.welcome(secret, s, p.To, p.Carried)
}

func (v *visit) passkeyJoinBegin() error {
	if err := v.slow(); err != nil {
		return v.tells("", nil, err)
	}
	secret, _, o, err := v.Desk.BeginJoin(v.r.Context(), v.form.Get("invitation"), v.device())
	return v.tells(secret, o, err)
}

func (v *visit) passkeyJoin() error {
	if err := v.slow(); err != nil {
		return err
	}
	challenge, answer := v.credential()
	secret, s, err := v.Desk.JoinByPasskey(v.r.Context(), challenge, answer, v.device(), v.Clerk.Join)
	if err != nil {
		return v.joinWrong(joinPage{Invitation: v.form.Get("invitation")}, err)
	}
	if err := v.Clerk.NoteSignIn(v.r.Context(), s.Account, true); err != nil {
		return err
	}
	if v.roll, err = v.Clerk.Roll(v.r.Context()); err != nil {
		return err
	}
	return v.welcome(secret, s, "/", "")
}

// passkeyProve begins a proof of presence for an act, or for adding a passkey of a name.
func (v *visit) passkeyProve() error {
	digest := v.form.Get("_digest")
	if name := v.form.Get("name"); digest == "" && name != "" {
		digest = session.DigestAdd(strings.TrimSpace(name))
	}
	secret, o, err := v.Desk.BeginProof(v.r.Context(), v.session, digest)
	return v.tells(secret, o, err)
}

// passkeyAddBegin begins to add a passkey: presence is proved by one that the account has, or by password and code.
func (v *visit) passkeyAddBegin() error {
	if err := v.slow(); err != nil {
		return v.tells("", nil, err)
	}
	ctx, name := v.r.Context(), strings.TrimSpace(v.form.Get("name"))
	var proof string
	var err error
	if challenge, answer := v.credential(); challenge != "" {
		proof, _, err = v.Desk.ProveByPasskey(ctx, v.session, challenge, answer)
	} else {
		proof, _, err = v.Desk.Prove(ctx, v.session, session.DigestAdd(name), v.form.Get("password"), digits(v.form.Get("code")))
	}
	if err != nil {
		return v.tells("", nil, err)
	}
	secret, o, err := v.Desk.BeginAdd(ctx, v.session, proof, name)
	return v.tells(secret, o, err)
}

func (v *visit) passkeyAdd() error {
	if v.again() {
		return v.to("/devices")
	}
	challenge, answer := v.credential()
	p, err := v.Desk.Add(v.r.Context(), v.session, challenge, answer)
	var no *session.Refused
	if errors.As(err, &no) {
		return fault.Errorf(fault.Denied, "%s", no.Why)
	}
	if err != nil {
		return err
	}
	return v.to("/devices?added=" + p.ID)
}

func (v *visit) passkeyRemove() error {
	if v.again() {
		return v.to("/devices")
	}
	id := v.form.Get("id")
	if v.form.Get(fieldStep) == "" {
		return v.passkeyRemoveShow(http.StatusOK, id, "")
	}
	if err := v.slow(); err != nil {
		return err
	}
	proof, err := v.proof(session.DigestRemove(id))
	if err == nil {
		err = v.Desk.RemovePasskey(v.r.Context(), v.session, proof, id)
	}
	var no *session.Refused
	if errors.As(err, &no) {
		return v.passkeyRemoveShow(http.StatusForbidden, id, sentence(no.Why))
	}
	if err != nil {
		return err
	}
	return v.to("/devices")
}

// A removePage asks whoever takes a passkey away to show that they are there.
type removePage struct {
	signPage
	ID string // of the passkey
}

func (v *visit) passkeyRemoveShow(status int, id, wrong string) error {
	list, err := v.passkeys()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(p passkeyRow) bool { return p.ID == id })
	if at < 0 {
		return fault.Errorf(fault.NotFound, "there is no such passkey of yours")
	}
	p := removePage{signPage{chrome: v.chrome("Take a passkey away"), Heading: list[at].Name, Digest: session.DigestRemove(id), Wrong: wrong}, id}
	if p.Ways, err = v.ways(); err != nil {
		return err
	}
	p.Scripts = passkeyScripts(p.By("passkey"))
	return v.show(status, "remove_passkey.html", p)
}

// A passkeyRow is one passkey of the account.
type passkeyRow struct {
	ID, Name   string
	Synced     bool
	Made, Used time.Time
	New        bool
}

// passkeys lists the passkeys of the account; nil if it has none or the station takes none.
func (v *visit) passkeys() ([]passkeyRow, error) {
	if !v.Desk.TakesPasskeys() {
		return nil, nil
	}
	all, err := v.Desk.Passkeys(v.r.Context(), v.session.Account)
	var list []passkeyRow
	for _, p := range all {
		list = append(list, passkeyRow{p.ID, p.Name, p.Synced, v.here(p.Made), v.here(p.Used), v.r.FormValue("added") == p.ID})
	}
	return list, err
}

// passkeyScripts are the scripts of a page that asks for a passkey.
func passkeyScripts(takes bool) []string {
	if takes {
		return []string{"passkey.js"}
	}
	return nil
}
