package hall_test

import "github.com/chromedp/chromedp/kb"

// returnByKeys is the executing officer's: an alert is seen, service is told, and the warrant is returned with its inventory and who was present.
func returnByKeys(b *seat) {
	s := b.station
	s.warrant("ferry")
	s.do("vance", "ferry", "source-logged", `{"source":{"id":"died","kind":"report","author":"vance","time":"2026-03-02","lines":[{"n":1,"text":"Peter Dole died on February 27, 2026."}]}}`)
	b.come("pratt")
	b.from("/")
	b.goes("/warrants")
	b.enter(`main .whole, main .matters a, main a[href$="/warrants"]`)
	b.says("To be seen before anyone acts")
	b.tick(`.seen [name=act]`)
	b.hit(kb.ArrowDown)
	b.hit(kb.ArrowDown) // that one goes on
	b.types(`.seen [name=because]`, "it is another of that name")
	b.enter(`.seen .btn`)
	b.until(`document.querySelector('.seen') === null`)
	b.tick(`[data-serves] [name=act]`)
	b.hit(kb.ArrowRight)
	b.types(`[data-serves] [name=place]`, "12 Dock Street")
	b.enter(`[data-serves] .btn.strong`)
	b.enter(`.sure .btn.strong`)
	b.says("Entered: you told of service")
	if !eval[bool](b, `document.querySelector('.opens.big').open`) {
		b.enter(`.opens.big > summary`)
	}
	b.types(`[name=inventory]`, "A red purse, empty\nTwo keys")
	b.tick(`[name=witness]`)
	b.types(`[name=others]`, "Nora Present")
	b.types(`[name=receipt]`, "left with Peter Dole")
	b.enter(`.opens.big .btn.strong`)
	b.says("you returned a warrant")
	w := s.matterOf("vance", "ferry").Application("purse").Warrants[0]
	if w.Returned == nil || len(w.Returned.Inventory) != 2 || len(w.Returned.Witnesses) != 2 {
		b.t.Errorf("returned is %+v", w.Returned)
	}
}

// sealByKeys is what becomes of a seal: the person named asks that it be lifted, the prosecutor answers, the judge orders one and lifts it, and the clerk sees when it
// ends.
func sealByKeys(b *seat) {
	s := b.station
	s.after("harbor")
	b.come("dole")
	b.from("/matters/harbor/concerned")
	b.enter(`.askings a[href$="for=unsealing"]`)
	b.types(`main [name=words]`, "There is no more reason for it.")
	b.enter(`main .btn.strong`)
	b.says("There is no more reason for it.")

	b.come("quill")
	b.from("/matters/harbor")
	b.goes("/matters/harbor/acts/request-answered")
	b.picks(`[name=request]`, "")
	b.hit(kb.ArrowDown)
	b.picks(`[name="reply.act"]`, "")
	b.hit(kb.ArrowDown)
	b.types(`[name="reply.because"]`, "the court decides it")
	b.enter(`.act .btn.strong`)
	b.says("you answered a request")

	b.come("hart")
	b.from("/matters/harbor")
	b.goes("/matters/harbor/acts/sealed")
	b.types(`[name="seal.because"]`, "an inquiry is under way")
	b.enter(`.fold > summary`)
	b.types(`[name="seal.until"]`, "2026-03-05T00:00")
	b.enter(`.act .btn.strong`)
	b.signByKeys("hart")
	b.says("you ordered a seal")
	b.says("under seal: this visit is on record")
	b.come("archer")
	b.from("/registry")
	b.enter(`[aria-labelledby=seal-h] a[href="/matters/harbor"]`)
	b.says("under seal: this visit is on record")
	b.come("hart")
	b.from("/matters/harbor")
	b.goes("/matters/harbor/acts/unsealed")
	b.picks(`[name=seal]`, "")
	b.hit(kb.ArrowDown)
	b.types(`[name="lifted.because"]`, "the inquiry has ended")
	b.enter(`.act .btn.strong`)
	b.signByKeys("hart")
	b.says("you lifted a seal")
}

// courtByKeys is the court's night: the clerk has a magistrate found, the magistrate confirms an oath by telephone and writes down what is said, and steps aside
// from another.
func courtByKeys(b *seat) {
	s := b.station
	s.open("quay")
	s.do("vance", "quay", "sworn", `{"application":"purse","oath":{"by":"hart","means":"telephone","words":"Do you swear?"}}`)
	s.assign("quay", "hart")
	s.do("vance", "quay", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	s.bench("mill")
	s.open("harbor")
	s.do("vance", "harbor", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "harbor"))
	b.come("archer")
	b.from("/registry")
	b.enter(`.rowed a.btn`)
	b.says("Assign a magistrate")
	b.enter(`main .btn.strong`)
	b.until(`location.pathname === '/matters/harbor'`)

	b.come("hart")
	b.from("/bench")
	b.enter(`.awaits a[href^="/matters/quay/"]`)
	b.enter(`#confirm .btn.strong`)
	b.signByKeys("hart")
	b.says("Judge Hart confirms it")
	b.enter(`[aria-labelledby=hear] summary`)
	b.picks(`#h-by`, "Ruth Vance")
	b.tick(`[aria-labelledby=hear] [name=means]`)
	b.tick(`#h-sworn`)
	b.types(`#h-text`, "I stood three yards away.")
	b.tick(`[aria-labelledby=hear] [name=recorded]`)
	b.enter(`[aria-labelledby=hear] .btn.strong`)
	b.says("I stood three yards away.")
	b.from("/matters/mill/applications/purse/bench")
	b.enter(`[aria-labelledby=step] summary`)
	b.types(`#because`, "a party is my cousin")
	b.enter(`form[action$="/recuse"] .btn`)
	b.until(`!location.pathname.endsWith('/bench') || document.querySelector('form[action$="/recuse"]') === null`)

	// What is sent back is begun anew, with its words.
	s.bench("weir")
	s.do("hart", "weir", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"returned","finding":"say when the purse was found"}}`, s.digest("hart", "weir"))
	b.come("vance")
	b.from("/matters/weir")
	b.enter(`form[action$="/anew"] .btn`)
	b.until(`location.pathname.startsWith('/matters/weir/applications/') && location.pathname.endsWith('/edit')`)
}
