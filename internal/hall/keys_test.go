package hall_test

import (
	"flag"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/affiant-project/affiant/internal/hall"
)

// walks are days at the pages with nothing but the keys. Each has a station and a seat of its own.
var walks = []struct {
	name string
	walk func(*seat)
}{
	{"a day of every role", dayByKeys}, {"writing", writingByKeys}, {"two write", twoByKeys}, {"return", returnByKeys}, {"seal", sealByKeys}, {"court", courtByKeys}, {"account", accountByKeys},
	{"passkey", passkeyByKeys}, {"provider", providerByKeys},
}

// byKeysElsewhere are forms that another test sends by the keys alone.
var byKeysElsewhere = map[string]string{
	"POST " + "/matters/{matter}/applications/{application}/bench/open": "TestBenchByKeys", "POST " + "/matters/{matter}/applications/{application}/bench/decide": "TestBenchByKeys",
	"POST " + "/matters/{matter}/applications/{application}/bench/issue": "TestBenchByKeys", "POST " + "/matters/{matter}/applications/{application}/review": "TestReviewInBrowser",
}

// Every role does its day's work with the keys alone, and no form of the hall is left that no one has sent so. On the way the focus is seen at every stop, never
// held fast, and never lost by what was pressed.
func TestEveryFlowByKeys(t *testing.T) {
	sent := map[string]bool{}
	for _, x := range walks {
		t.Run(x.name, func(t *testing.T) {
			b := newStation(t).sit()
			b.run(screen(wide, tall, light))
			x.walk(b)
			b.sent.Range(func(route, _ any) bool { sent[route.(string)] = true; return true })
		})
	}
	if strings.Contains(flag.Lookup("test.run").Value.String(), "/") || t.Failed() {
		return // not all were walked
	}
	for _, r := range hall.Routes() {
		if strings.HasPrefix(r, "POST ") && !sent[r] && byKeysElsewhere[r] == "" {
			t.Errorf("by the keys alone no one sent %s", r)
		}
	}
	t.Logf("%d forms: %s", len(sent), strings.Join(slices.Sorted(maps.Keys(sent)), ", "))
}

// dayByKeys is a day of every role, from the page on which one signs in. Magistrate and supervisor do theirs in TestBenchByKeys and TestReviewInBrowser.
func dayByKeys(b *seat) {
	s := b.station
	s.write("ferry")
	s.open("dock")
	s.after("harbor")

	// The affiant opens a matter, logs a source, writes, cites, answers at the gate, and swears.
	b.signInByKeys("vance")
	b.from("/")
	b.enter(`.do a`)
	b.types(`[name=title]`, "The buoy")
	b.enter(`main .btn.strong`)
	b.says("you opened the matter")
	b.from("/matters/the-buoy/acts/source-logged")
	b.tabTo(`[name="source.kind"]`)
	b.keys("rep")
	b.types(`[name="source.lines"]`, "The buoy was gone at noon.")
	b.tabTo(`.fold > summary`) // what is not needed lies under it
	b.keys(kb.Enter)
	b.types(`[name="source.id"]`, "note")
	b.enter(`.act .btn.strong`)
	b.says("you logged a source")
	b.from(ferryEdit)
	b.until(`document.querySelector('[data-noscript]').hidden`)
	b.tabTo(`button[name=cite][value="log:2"]`)
	b.keys(kb.Enter)
	b.until(`document.getElementById('cites').value === 'log:2'`)
	b.types("#text", "He said that he passed it to Peter.")
	b.tabTo("#basis")
	b.keys("I was told")
	b.enter(`#assertion .go .btn.strong`)
	b.says("is saved in the matter")
	b.from("/matters/ferry/applications/purse/gate")
	b.tabTo(`.answer [name="answer.act"]`)
	b.keys(kb.ArrowUp) // the last of the six
	b.types(`.answer [name="answer.because"]`, "it is what the line says")
	b.enter(`.answer .btn`)
	b.says("Your answer is entered")
	b.from("/matters/dock/applications/purse/oath")
	b.tabTo(`#f-oath-by`)
	b.keys("Tom")
	b.tabTo(`[name="oath.means"]`)
	b.keys(" ")
	b.enter(`main .btn.strong`)
	b.signByKeys("vance")
	b.says("you swore to the affidavit")

	// The clerk notes, in the matter, that a hold is placed.
	b.signOutByKeys()
	b.signInByKeys("archer")
	b.from("/matters/harbor/acts/hold-placed")
	b.types(`[name="hold.because"]`, "a suit is pending")
	b.enter(`.act .btn.strong`)
	b.says("you placed a hold")

	// The prosecutor discloses.
	b.signOutByKeys()
	b.signInByKeys("quill")
	b.from("/matters/harbor/acts/notice-given")
	b.tabTo(`[name="notice.to"]`)
	b.keys("Peter")
	b.tabTo(`[name="notice.of"]`)
	b.keys("no")
	b.enter(`.act .btn.strong`)
	b.says("gave notice")

	// Counsel goes from the desk to the sheet of a trial; the person named asks for a thing back.
	b.signOutByKeys()
	b.signInByKeys("cross")
	b.from("/")
	b.enter(`.matters a[href="/matters/harbor"]`)
	b.enter(`main a[href$="/counsel"]`)
	b.enter(`a[href*="posture=trial"]`)
	b.says("Sheet: trial")
	b.signOutByKeys()
	b.signInByKeys("dole")
	b.from("/concerned")
	b.enter(`main a[href="/matters/harbor/concerned"]`)
	b.enter(`.askings a[href*="return-of-property"]`)
	b.types(`main [name=words]`, "My coat.")
	b.enter(`main .btn.strong`)
	b.says("My coat.")
	b.says("Not answered yet.")

	// The auditor opens the trail; the administrator invites someone.
	b.signOutByKeys()
	b.signInByKeys("audit")
	b.from("/")
	b.enter(`nav a[href="/trail"]`)
	b.says("Who was refused")
	b.signOutByKeys()
	b.signInByKeys("root")
	b.from("/roll")
	b.enter(`a[href="/roll/account-invited"]`)
	b.types(`[name=id]`, "newcomer")
	b.types(`[name=name]`, "New Comer")
	b.enter(`main .btn.strong`)
	b.signByKeys("root")
	b.says("affiant_i_")
	b.signOutByKeys()
	s.again("root")
	if !strings.Contains(words(s.page("root", "/roll")), "New Comer") {
		b.t.Error("the administrator invited no one")
	}
}
