package hall

import (
	"net/http"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// concernedPages are those of the person named in a warrant: what happened, how it stands, and what may be asked for, in plain words.
var concernedPages = []page{
	{route: "GET /concerned", serve: (*visit).concerned, nav: "What concerns you", roles: []record.Role{access.Named}},
	{route: "GET /matters/{matter}/concerned", serve: (*visit).concernedIn},
	{route: "GET /matters/{matter}/concerned/ask", serve: (*visit).askForm},
	{route: "POST /matters/{matter}/concerned/ask", serve: (*visit).ask},
}

// A concernedPage lists the matters of which the reader has been told.
type concernedPage struct {
	chrome
	Matters []matterRow
	Next    string // the address of the next page
}

func (v *visit) concerned() error {
	list, next, err := v.list(store.Query{Limit: mostListed}, "/concerned", "after")
	if err != nil {
		return err
	}
	p := concernedPage{chrome: v.chrome("What concerns you"), Next: next}
	p.Styles = []string{"after.css"}
	p.Matters, _ = v.rows(list)
	for i, s := range list {
		p.Matters[i].Href = "/matters/" + string(s.Matter) + "/concerned"
	}
	return v.show(http.StatusOK, "concerned.html", p)
}

// A happened is something that happened, in plain words.
type happened struct{ When, Says string }

// An asking is something that may be asked for.
type asking struct{ For, Name, Says string }

// An askedFor is a request of the reader, and the answer.
type askedFor struct{ For, When, Words, Answer string }

// A concernedInPage is one matter as it concerns the person named.
type concernedInPage struct {
	chrome
	Matter, Back, Court string
	Called              string // the reader, in the matter
	Ended               string // how it ended, if it did
	Happened            []happened
	Notices             []happened
	Asked               []askedFor
	Askings             []asking
	Request, Statement  string // addresses of the forms; empty if the reader may not
	Done                string // what was just entered
}

// askings are what a person named may ask for, and what each means.
var askings = []asking{
	{"papers", "The papers", "What was sworn about you to get the warrant. The court decides what you may see and when; a lawyer can be given more."},
	{"correction", "A correction", "Something on the record is wrong: a name, an address, how it ended. Say what, and what would be right."},
	{"return-of-property", "Your things back", "What was taken and is no longer needed, or should not have been taken. Name each thing."},
	{"preservation", "That something be kept", "Recordings, logs, messages that might be lost and that you may need."},
	{"unsealing", "That a seal be lifted", "Something is kept from you under a seal, and you think that there is no more reason for it."},
	{"expungement", "That it be destroyed", "It ended without a conviction, and you want what the record says of you to be gone. The court decides by the law of the State."},
}

func (v *visit) concernedIn() error {
	x, err := v.read("", access.ReadDocket, access.ReadWarrant)
	if err != nil {
		return err
	}
	if d := x.May(access.ReadWarrant, ""); d.As != access.Named && !v.holds(access.Named) || x.Me == "" {
		return fault.Errorf(fault.NotFound, "This page is for the person whom a warrant names.")
	}
	m := &x.Matter
	p := concernedInPage{chrome: v.chrome("What concerns you: " + m.Title), Matter: m.Title, Back: "/concerned", Court: v.courtName(m.Court), Called: whom(m, x.Me)}
	p.Styles = []string{"after.css"}
	p.Happened, p.Ended = happenedTo(x)
	for _, n := range m.Notices {
		if n.To == x.Me {
			says := n.Words
			if says == "" {
				says = "You were told of this: " + noticeWords(n.Of) + "."
			}
			p.Notices = append(p.Notices, happened{n.Time.String(), sentence(says)})
		}
	}
	for _, r := range m.Requests {
		if r.By != x.Me {
			continue
		}
		a := askedFor{For: askedName(r.For), When: r.Time.String(), Words: r.Words, Answer: notAnswered}
		if r.Answered != nil {
			a.Answer = sentence(r.Answered.Act + ", " + r.Answered.Time.String())
			if r.Answered.Because != "" {
				a.Answer += " " + sentence(r.Answered.Because)
			}
		}
		p.Asked = append(p.Asked, a)
	}
	if x.May("requested", "").May {
		p.Request, p.Askings = "/matters/"+string(m.ID)+"/concerned/ask", askings
	}
	if x.May("statement-made", "").May {
		p.Statement = "/matters/" + string(m.ID) + "/concerned/ask?for=" + dispute
	}
	switch done := v.r.URL.Query().Get("done"); {
	case done == "requested" && len(p.Asked) > 0:
		p.Done = "Entered: " + p.Asked[len(p.Asked)-1].For + ". " + askedWho + " You are told under Notices when it is answered."
	case done == "statement-made" && p.Statement != "":
		p.Done = "Entered. It stands on the record as your word. It asks for nothing, so no one answers it."
	}
	return v.show(http.StatusOK, "concerned-in.html", p)
}

// askedWho says who answers a request and when: no law in use sets a time for it, and none is made up.
const askedWho = "The court or the prosecutor answers it; no time is set for that, and none is promised."

const notAnswered = "Not answered yet. " + askedWho

func askedName(f string) string {
	for _, a := range askings {
		if a.For == f {
			return a.Name
		}
	}
	return f
}

// noticeWords says what a notice was of.
func noticeWords(of string) string {
	return map[string]string{"search": "a search", "interception": "that calls were listened to", "charge": "a charge", "no-true-bill": "that no grand jury indicted you", "dismissal": "that the charge was dismissed",
		"seal-ended": "that a seal has ended", "return-of-property": "that your things are given back", "correction": "a correction of the record", "expungement": "that the record is destroyed", "order-entered": "that the clerk entered an order of yours", "read-in-emergency": "that someone read the matter in an emergency",
		clerk.OfDisclosure: "that something was handed to you", clerk.OfAnswer: "that what you asked for was answered"}[of]
}

// endWords says how a case can end for someone.
var endWords = map[string]string{"no-true-bill": "A grand jury did not indict you.", "dismissed": "The charge against you was dismissed.", "acquitted": "You were acquitted.", "convicted": "You were convicted."}

// happenedTo tells what happened to the reader, as far as the reader may know it, and how it ended.
func happenedTo(x *clerk.View) (list []happened, ended string) {
	m := &x.Matter
	of := func(who []record.PersonID) bool {
		for _, p := range who {
			if p == x.Me {
				return true
			}
		}
		return len(who) == 0
	}
	for i := range m.Applications {
		a := &m.Applications[i]
		if !of(a.Respondents) {
			continue
		}
		for j := range a.Warrants {
			w := &a.Warrants[j]
			if !of(w.Respondents) {
				continue
			}
			what := "to arrest you"
			if a.Kind == record.Search {
				what = "to search a place that is yours"
			}
			says := "A warrant " + what + " was issued by " + whom(m, w.By) + ", for " + a.Offence.Title + "."
			if dead := m.Dead(a, w, x.Now); dead != "" {
				says += " " + sentence("It is over: "+dead)
			}
			list = append(list, happened{w.Time.String(), says})
		}
		for _, e := range a.Execution {
			if !of(e.Persons) {
				continue
			}
			says := map[string]string{"arrested": "You were arrested", "searched": "The place was searched", "attempted": "An attempt was made to serve the warrant", "returned-unserved": "The warrant was given back unserved"}[e.Act]
			if e.Place != "" {
				says += ", at " + e.Place
			}
			if len(e.Seized) > 0 {
				says += ". Taken: " + joinWords(e.Seized)
			}
			list = append(list, happened{e.Time.String(), sentence(says)})
		}
		for _, c := range a.Custody {
			if c.Person == x.Me && c.Act != "arrested" {
				list = append(list, happened{c.Time.String(), sentence("You were " + map[string]string{"held": "held", "appeared": "brought before a court"}[c.Act] + plainAct(c.Act))})
			}
		}
		for _, c := range a.Charges {
			if !of(c.Respondents) {
				continue
			}
			says, end := endWords[c.Act]
			if end {
				ended = says
			} else {
				says = "You were charged: " + c.Charge + "."
			}
			list = append(list, happened{c.Time.String(), says})
		}
	}
	return list, ended
}

// plainAct is a step of custody that needs no other word.
func plainAct(act string) string {
	if act == "held" || act == "appeared" {
		return ""
	}
	return act
}

func joinWords(list []string) string {
	out := ""
	for i, s := range list {
		if i > 0 {
			out += "; "
		}
		out += s
	}
	return out
}
