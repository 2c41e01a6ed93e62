package hall_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/record"
)

// The desk says what is due of the reader, and apart from that what is due of others and of whom.
func TestDueOfOthersIsApart(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: founds a moot court")
	}
	mooted.Lock()
	defer mooted.Unlock()
	s := newMoot(t)
	lobby := s.page("", "/lobby")
	others := regexp.MustCompile(`(?s)<details class="due-else"><summary>(\d+) more, due of others: ([^<]*)</summary>(.*?)</details>`)
	for account, want := range map[string]struct {
		mine  bool
		whose string
	}{"malley": {false, "the magistrate, the prosecutor"}, "quill": {true, "the clerk, the executing officer, the magistrate"}} {
		a := s.enter(lobby, "/moot/enter", url.Values{"account": {account}})
		s.secrets[account] = cookiePair.FindStringSubmatch(strings.Join(a.header.Values("Set-Cookie"), " "))[1]
		page := s.page(account, "/")
		m := others.FindStringSubmatch(page)
		if m == nil {
			t.Errorf("the desk of %s does not say what is due of others: %s", account, words(page))
			continue
		}
		if m[2] != want.whose || strings.Contains(m[3], `class="mine"`) || fmt.Sprint(strings.Count(m[3], "<li>")) != m[1] {
			t.Errorf("due of others than %s: %s of %s", account, m[1], m[2])
		}
		own := strings.Replace(page, m[0], "", 1)
		if strings.Contains(own, `<li class="mine">`) != want.mine || strings.Contains(words(own), "No time runs against you in them.") == want.mine {
			t.Errorf("due of %s: %s", account, words(own))
		}
	}
}

// What someone did many times over stands as one line of the docket, with every line of its run below it; a line apart stays as it is.
func TestRunsFoldInTheDocket(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	for i := range 4 {
		s.do("vance", "ferry", "person-named", fmt.Sprintf(`{"person":{"id":"w%d","name":"Witness %d","roles":["witness"]}}`, i, i))
	}
	page := s.page("vance", "/matters/ferry")
	run := regexp.MustCompile(`(?s) named a person, (\d+) times.*?<ol class="docket" reversed>(.*?)</ol>`).FindStringSubmatch(page)
	if run == nil || fmt.Sprint(strings.Count(run[2], `id="line-`)) != run[1] || strings.Count(run[2], "Hash of the entry") != strings.Count(run[2], `id="line-`) {
		t.Fatalf("no run, or not each of its lines: %q in %s", run, page[strings.Index(page, "docket-h"):])
	}
	ids := regexp.MustCompile(`id="line-\d+"`).FindAllString(page, -1)
	if n := len(ids); n < 5 || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != n {
		t.Errorf("lines stand twice: %v", ids)
	}
}

// For an oath only those are offered who may take it, and it is not asked for while a question is open.
func TestWhoMayTakeTheOathIsOffered(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.do("vance", "ferry", "person-named", `{"person":{"id":"by","name":"Bill Stander","roles":["magistrate"]}}`) // called so, and no one of the court
	page := s.page("vance", "/matters/ferry/applications/purse/oath")
	who := regexp.MustCompile(`<option value="([^"]*)"`).FindAllStringSubmatch(page, -1)
	var list []string
	for _, m := range who {
		list = append(list, m[1])
	}
	if strings.Join(list, " ") != " hart lowe archer" || !strings.Contains(page, "Judge Hart, magistrate") || !strings.Contains(page, "Tom Archer, clerk: in person only") {
		t.Errorf("before whom: %q", list)
	}
	if !strings.Contains(page, `href="/matters/ferry/acts/person-named"`) {
		t.Error("it does not say where another is named")
	}
	if may := strings.Contains(page, "Review and sign"); may == strings.Contains(page, "it cannot be sworn to") {
		t.Errorf("it can be sworn to (%t), and says the opposite as well", may)
	}
}

// The roll is in the order of names, and narrowed by a part of a name, an account or a post.
func TestRollIsNarrowed(t *testing.T) {
	s := newStation(t)
	row := regexp.MustCompile(`<tr><th scope="row">([^<]*)</th>`)
	names := func(at string) (list []string) {
		for _, m := range row.FindAllStringSubmatch(s.page("root", at), -1) {
			list = append(list, m[1])
		}
		return list
	}
	if all := names("/roll"); len(all) < 10 || !slices.IsSorted(all) {
		t.Errorf("the roll: %v", all)
	}
	for who, want := range map[string]string{"STONE": "Ida Stone", "magistrate": "Judge Hart, Judge Lowe", "arch": "Tom Archer", "no one": ""} {
		if got := strings.Join(names("/roll?who="+strings.ReplaceAll(who, " ", "+")), ", "); got != want {
			t.Errorf("%s: %s, expected %s", who, got, want)
		}
	}
	if page := s.page("root", "/roll?who=%3Cb%3Ex"); !strings.Contains(page, "No account has “&lt;b&gt;x” in its name or posts.") {
		t.Error("what was asked for is not said again, or not as text")
	}
}

// On a telephone the page begins within 150 points, and all that the bar leads to is there, as large as a finger.
func TestHeadOnPhoneIsLow(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	b := s.sit()
	mooted.Lock()
	defer mooted.Unlock()
	m := newMoot(t).sit()
	for _, x := range []struct {
		b       *seat
		account string
		paths   []string
	}{
		{b, "vance", []string{"/", "/matters/ferry", "/search"}}, {b, "archer", []string{"/registry"}}, {b, "root", []string{"/roll"}},
		{m, "malley", []string{"/", mootDraft + "/edit"}}, {m, "judge-reyes", []string{"/bench", mootBench + "/bench"}}, {m, "archer", []string{"/registry"}}, {m, "keane", []string{"/roll"}},
	} {
		if x.b == b {
			x.b.signIn(x.account)
		} else {
			x.b.as(x.account)
		}
		for _, path := range x.paths {
			x.b.run(screen(phoneWide, phoneTall, light))
			x.b.visit(path)
			begins := func() float64 {
				x.b.run(script(`document.fonts.ready`))
				return eval[float64](x.b, `document.querySelector('main').getBoundingClientRect().top + scrollY`)
			}
			top := begins()
			if top > 150 { // laid out in the face that stands in until ours is there, as a browser at work elsewhere does on a first visit
				x.b.visit(path)
				top = begins()
			}
			if top > 150 {
				t.Errorf("%s, %s: the page begins at %.0f", x.account, path, top)
			}
			for _, to := range []string{`.bar .mark`, `.bar nav a[href="/"]`, `.me a[href="/devices"]`, `.me button`} {
				if !eval[bool](x.b, `document.querySelector(`+quoted(to)+`).checkVisibility()`) {
					t.Errorf("%s, %s: %s is not there", x.account, path, to)
				}
			}
			if small := eval[string](x.b, `[...document.querySelectorAll('.bar a, .bar button, .moot button, .moot summary')].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 40).map(e => e.outerHTML).join(' ')`); small != "" {
				t.Errorf("%s, %s: too low for a finger: %s", x.account, path, small)
			}
		}
	}
	// What is searched for has a page of its own there, reached and used by keyboard and without script.
	b.signIn("vance")
	b.scriptless(true)
	defer b.scriptless(false)
	b.visit("/")
	b.run(chromedp.Click(chromedp.CSS(`.me a[href="/search"]`)))
	b.says("all words have to be there")
	b.fill("#words", "ferry")
	b.run(chromedp.Click(chromedp.CSS(`main .find .btn`)))
	b.says("Matters with “ferry”")
	b.run(screen(wide, tall, light))
}

// No one has to think of a short name: one that is left empty is made of the name, and of two that are alike the second has a number.
func TestShortNamesAreMade(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/person-named"
	form := s.page("vance", at)
	if strings.Contains(form, `<label for="f-person-id">Short name <span class="label">needed`) || !strings.Contains(form, "left empty, it is made of the name") {
		t.Error("the form asks for a short name")
	}
	for _, want := range []string{"mary-o-hara", "mary-o-hara-2", ""} {
		name := "Mary O’Hara"
		if want == "" {
			name = "!"
		}
		a := s.send("vance", s.page("vance", at), at, "person.name", name)
		if got := a.status == 303; got != (want != "") {
			t.Fatalf("%q: %d %s", name, a.status, words(a.body))
		}
		if m := s.matterOf("vance", "ferry"); want != "" && m.Person(record.PersonID(want)) == nil {
			t.Errorf("no one is called %s", want)
		}
	}
	at = "/matters/ferry/acts/application-drafted"
	form = s.send("vance", s.page("vance", at), at, "more", "offence.elements").body
	a := s.send("vance", form, at, "kind", "search", "affiant", "vance", "respondents", "dole", "offence.title", "larceny", "offence.elements.0.title", "The purse is in the house", "offence.elements.0.kind", "nexus", "place.describe", "a house")
	if a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	m := s.matterOf("vance", "ferry")
	if x := m.Application("search"); x == nil || len(x.Offence.Elements) != 1 || x.Offence.Elements[0].ID != "the-purse-is-in-the" {
		t.Errorf("the application: %+v", x)
	}
}

// The page of a matter says of each application whose move it is.
func TestTheMatterSaysWhoseMoveItIs(t *testing.T) {
	s := newStation(t)
	s.open("draft")
	s.bench("mill")
	s.warrant("ferry")
	s.again("vance", "hart")
	for at, want := range map[string]string{"draft": "Next: Ruth Vance writes it, and swears to it.", "mill": "Next: Judge Hart decides.", "ferry": "Next: An executing officer carries the warrant out, and returns it."} {
		if text := words(s.page("vance", "/matters/"+at)); !strings.Contains(text, want) {
			t.Errorf("%s: %q is not in %s", at, want, text)
		}
	}
	// Who decides without a word is led back to where it is wanting.
	at := "/matters/mill/applications/purse/bench"
	a := s.send("hart", s.page("hart", at), at+"/decide", "act", "granted")
	link := regexp.MustCompile(`<a href="#(decide-\d+)">To the decision`).FindStringSubmatch(a.body)
	if a.status != 422 || link == nil || !strings.Contains(a.body, `id="`+link[1]+`"`) {
		t.Errorf("%d: no way to the decision: %s", a.status, words(a.body))
	}
}
