package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// A walk is one kind of page: who looks at it, and at which addresses in turn.
type walk struct {
	name  string
	who   []string
	paths func(i int) string // the i-th
	next  *regexp.Regexp     // the address of the page after, if it is followed
	none  bool               // nothing on file is of that kind
}

// untimed are the routes by which a page is asked for that no walk times, and why.
var untimed = map[string]string{
	"GET /vouched": "an identity provider sends browsers there; without one there is no such page, and with one it waits for the provider",
}

var nextPage = regexp.MustCompile(`href="(/\?[^"]*after=[^"]+)"`)

// mostLookedAt is how many matters a walk goes through before it begins again, spread over all that there are.
const mostLookedAt = 200

// atFirst is of how many applications one is of the first agency and goes to the first court.
const atFirst = max(agencies, courts)

// of returns the numbers of applications, from 0 on in steps, that are wanted; a few of them, spread over all.
func of(step int, want func(int) bool) []int {
	var all []int
	for n := 0; n < *onFile; n += step {
		if want(n) {
			all = append(all, n)
		}
	}
	if len(all) <= mostLookedAt {
		return all
	}
	some := make([]int, mostLookedAt)
	for i := range some {
		some[i] = all[i*len(all)/mostLookedAt]
	}
	return some
}

// walks are all kinds of pages of the hall. Everything that is looked at is of the first agency, the first court and the first officer.
func (h *host) walks(b *building) []walk {
	every := func(int) bool { return true }
	drafts, all := of(officers, drafted), of(officers, every)
	waiting, out, cases := of(atFirst, waits), of(atFirst, lives), of(officers, charged)
	same := func(name string, paths string, who ...string) walk {
		list := strings.Fields(paths)
		return walk{name: name, who: who, paths: func(i int) string { return list[i%len(list)] }}
	}
	// each looks at the matters of a list; {paper} stands for the application. Where there are several pages they come in turn.
	each := func(name string, list []int, pages string, who ...string) walk {
		kinds := strings.Fields(pages)
		if len(kinds) == 0 {
			kinds = []string{""} // the matter itself
		}
		return walk{name: name, who: who, none: len(list) == 0, paths: func(i int) string {
			m := fmt.Sprintf("/matters/m-%d", list[i%len(list)])
			return m + strings.ReplaceAll(kinds[i%len(kinds)], "{paper}", "/applications/paper")
		}}
	}
	desk := same("desk", "/", officer(0), "magistrate-0", "clerk-0", "supervisor-0")
	byStage := same("desk by stage", "/?stage=drafting /?stage=live /?stage=served /?stage=refused", officer(0), "clerk-0")
	desk.next, byStage.next = nextPage, nextPage
	return []walk{
		desk, byStage,
		same("bench", "/bench", "magistrate-0"),
		same("warrants", "/warrants", "executing-0"),
		same("registry", "/registry", "clerk-0"),
		{name: "search", who: []string{officer(0), "clerk-0", "supervisor-0"}, paths: func(i int) string {
			return "/search?words=" + strings.ReplaceAll(pick(given, i)+" "+pick(family, i/2), " ", "+")
		}},
		same("search, one word", "/search?words=purse /search?words=ferry /search?words=licence", officer(0), "clerk-0"),
		same("roll", "/roll", "root"),
		same("a change of the roll", "/roll/account-invited /roll/post-given /roll/rota-set /roll/practice-set", "root"),
		same("health", "/health", "root"),
		same("time limits", "/limits", "root", "clerk-0"),
		same("figures", "/figures", "auditor-0"),
		same("figures, as a table", "/figures.csv", "auditor-0"),
		same("trail", "/trail", "auditor-0"),
		same("reviews", "/reviews", "supervisor-0"),
		same("notices", "/notices", officer(0), "magistrate-0", "clerk-0", "named-0", "counsel-0"),
		same("letters", "/letters", officer(0)),
		same("devices", "/devices", officer(0)),
		same("to open a matter", "/open", officer(0)),
		same("components", "/components", nobody),
		same("words", "/words", nobody, officer(0)),
		same("sign-in", "/sign-in", nobody),
		same("to join", "/join", nobody),
		same("locked", "/unlock", left),
		same("verify", "/verify", nobody, "counsel-0"),
		same("verify, its files", "/verify/wasm_exec.js", nobody),
		same("worker", "/officer-worker.js", nobody),
		each("matter", all, "", officer(0), "supervisor-0"),
		each("matter, to the court", of(atFirst, func(n int) bool { return !drafted(n) }), "", "clerk-0"),
		each("gate", drafts, "{paper}/gate", officer(0)),
		each("editor", drafts, "{paper}/edit", officer(0)),
		each("drafts", drafts, "{paper}/drafts", officer(0)),
		each("oath", drafts, "{paper}/oath", officer(0)),
		each("review", drafts, "{paper}/review", "supervisor-0"),
		each("begin", drafts, "/begin", officer(0)),
		each("first source", drafts, "{paper}/first-source", officer(0)),
		each("import", drafts, "/import", officer(0)),
		each("an act of the officer", drafts, "/acts/person-named /acts/source-logged /acts/assertion-drafted?application=paper /acts/papers-revised?application=paper", officer(0)),
		each("an act of the clerk", waiting, "/acts/notice-given /acts/hold-placed /acts/magistrate-recused?application=paper", "clerk-0"),
		each("papers", all, "{paper}", officer(0)),
		each("source", all, "/sources/log", officer(0)),
		each("bundle", all, "/bundle", officer(0)),
		each("application at the bench", waiting, "{paper}/bench", "magistrate-0"),
		each("to assign", waiting, "{paper}/assign", "clerk-0"),
		each("warrant", out, "{paper}/warrants", "executing-0"),
		each("warrant, whether it lives", out, "{paper}/warrants/state", "executing-0"),
		each("counsel", cases, "{paper}/counsel {paper}/counsel?posture=suppression {paper}/counsel?posture=trial", "counsel-0"),
		each("reading room", cases, "/reading", "counsel-0"),
		each("reading room, struck", cases, "/reading?strike=paper.1", "counsel-0"),
		each("reading room, its parts", cases, "/reading/review.json /reading/export.html /reading/map.svg", "counsel-0"),
		h.given(b, cases),
		same("what concerns one", "/concerned", "named-0"),
		each("a matter that concerns one", cases, "/concerned", "named-0"),
		each("to ask for something", cases, "/concerned/ask?for=papers /concerned/ask?for=correction", "named-0"),
	}
}

// given is what was handed over to counsel: its address has the number of the entry that did.
func (h *host) given(b *building, cases []int) walk {
	w := walk{name: "what was handed over", who: []string{"counsel-0"}, none: len(cases) == 0}
	w.paths = func(i int) string {
		id := application(cases[i%len(cases)]).ID
		v, err := b.clerk.Read(context.Background(), clerk.Caller{Account: "counsel-0"}, id, access.ReadDocket, "")
		h.must(err)
		for _, l := range v.Lines {
			if l.Kind == (record.Disclosed{}).Kind() {
				return fmt.Sprintf("/matters/%s/disclosures/%d/bundle", id, l.Seq)
			}
		}
		h.Fatalf("nothing was handed over in %s", id)
		return ""
	}
	return w
}
