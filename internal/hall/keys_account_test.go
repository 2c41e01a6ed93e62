package hall_test

import (
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// ctrlEnter saves where one writes.
var ctrlEnter = chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))

// accountByKeys is what one does about oneself: an invitation is taken up, a session that was left alone is unlocked, one reads what one was told, says where one is
// written to, looks for a matter, and ends other sessions.
func accountByKeys(b *seat) {
	s := b.station
	s.after("harbor")
	s.enrol(invited("moore", "Jo Moore"))
	invitation, _, err := s.desk.Invite(b.t.Context(), "moore")
	if err != nil {
		b.t.Fatal(err)
	}
	b.from("/sign-in")
	b.goes("/join")
	b.types(`#invitation`, invitation)
	b.types(`#password`, password)
	b.types(`#repeat`, password)
	b.enter(`form[action="/join"] .btn.strong`)
	b.says("Set up your authenticator")
	s.codes["moore"] = strings.ReplaceAll(eval[string](b, `document.querySelector('.facts code').innerText`), " ", "")
	b.types(`#code`, s.code("moore"))
	b.enter(`form[action="/join/confirm"] .btn.strong`)
	b.until(`document.querySelector('.me')?.innerText.includes('Jo Moore')`)
	b.signOutByKeys()

	b.come("dole")
	s.pass(45 * time.Minute)
	b.from("/notices")
	b.says("A session of Peter Dole is locked here")
	b.enter(`form[action="/unlock"] .btn`)
	b.says("Show that you are still Peter Dole")
	b.pass(time.Minute)
	b.types(`#password`, password)
	b.types(`#code`, b.code("dole"))
	b.enter(`form[action="/unlock"] .btn.strong`)
	b.says("What you were told")
	b.enter(`form[action="/notices"] .btn.strong`)
	b.until(`document.querySelector('form[action="/notices"]') === null`)
	b.goes("/letters")
	b.tick(`#on`)
	b.types(`#address`, "dole@example.org")
	b.enter(`form[action="/letters"] .btn.strong`)
	b.until(`document.querySelector('main [role=status]') !== null`)
	b.types(`#words`, "harbor")
	b.keys(kb.Enter)
	b.until(`location.pathname === '/search'`)
	s.again("dole") // elsewhere
	b.goes("/devices")
	b.enter(`form[action="/devices/end"].after .btn`)
	b.until(`document.querySelectorAll('form[action="/devices/end"] input[name=id]').length === 1`)
}

// passkeyByKeys is the device's: an invitation is taken up with it, another is added, it signs in, unlocks, and is taken away. What it answers no to leaves one where one was.
func passkeyByKeys(b *seat) {
	s := b.station
	s.enrol(invited("moore", "Jo Moore"))
	invitation, _, err := s.desk.Invite(b.t.Context(), "moore")
	if err != nil {
		b.t.Fatal(err)
	}
	b.authenticator()
	b.from("/join")
	b.types(`#invitation-p`, invitation)
	b.enter(`form[action="/join/passkey"] .btn.strong`)
	b.until(`document.querySelector('.me')?.innerText.includes('Jo Moore')`)
	b.signOutByKeys()
	b.enter(`form[action="/sign-in/passkey"] .btn.strong`)
	b.until(`document.querySelector('.me')?.innerText.includes('Jo Moore')`)
	s.pass(45 * time.Minute)
	b.from("/notices")
	b.enter(`form[action="/unlock"] .btn`)
	b.enter(`form[action="/unlock/passkey"] .btn.strong`)
	b.says("What you were told")

	// Who has a password adds a device, is refused the first time, and takes it away again.
	b.come("vance")
	b.from("/devices")
	b.types(`#name`, "telephone")
	b.types(`.passkey #password`, "not it at all")
	b.types(`.passkey #code`, "000000")
	b.tabTo(`form[action="/passkeys"] .btn.strong`)
	b.hit(kb.Enter)
	b.until(`document.querySelector('form[action="/passkeys"] [role=status]').innerText !== '' && !document.querySelector('form[action="/passkeys"] .btn').disabled`)
	b.pass(time.Minute)
	b.types(`.passkey #password`, password)
	b.types(`.passkey #code`, b.code("vance"))
	b.enter(`form[action="/passkeys"] .btn.strong`)
	b.says("just added")
	b.enter(`form[action="/passkeys/remove"] .btn`)
	b.says("Show that you are here first")
	b.enter(`form.passkey .btn.strong`)
	b.until(`location.pathname === '/devices' && document.querySelector('form[action="/passkeys/remove"]') === null`)
}

// providerByKeys is the identity provider's: an account is linked to who its owner is there, signs in so, and takes the link away; another takes up an invitation by it.
func providerByKeys(b *seat) {
	s := b.station
	s.provided()
	in := func(name string) {
		b.t.Helper()
		b.until(`document.querySelector('.me')?.innerText.includes(` + quoted(name) + `) && location.pathname !== '/vouched'`)
	}
	prove := func() {
		b.t.Helper()
		b.pass(time.Minute)
		b.types(`#password`, password)
		b.types(`#code`, b.code("vance"))
		b.enter(`main form.stack:not(.passkey) .btn.strong`)
	}
	b.come("vance")
	b.from("/devices")
	b.enter(`form[action="/devices/link"] .btn`)
	b.says("Show it now first")
	prove()
	b.says("Your identity provider sent you back")
	b.enter(`form[action="/vouched/link"] .btn.strong`)
	b.says("Your account is linked to u-17 there")
	b.signOutByKeys()
	b.enter(`form[action="/sign-in/vouched"] .btn`)
	in("Ruth Vance")
	b.from("/devices")
	b.enter(`form[action="/devices/unlink"] .btn`)
	b.says("Show that you are here first")
	prove()
	b.until(`location.pathname === '/sign-in'`) // the session that it opened has ended with it

	s.enrol(invited("moore", "Jo Moore"))
	invitation, _, err := s.desk.Invite(b.t.Context(), "moore")
	if err != nil {
		b.t.Fatal(err)
	}
	b.from("/join")
	b.types(`#invitation-v`, invitation)
	b.enter(`form[action="/join/vouched"] .btn`)
	in("Jo Moore")
}
