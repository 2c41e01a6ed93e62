package hall

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// dispute is what a person named says of the record, and asks for nothing.
const dispute = "dispute"

// An askPage is where the person named asks for one thing, in words of the own.
type askPage struct {
	chrome
	Matter, Back, At  string
	Called, Says, For string
	Words             string
	Dispute           bool
	Wrong, Key        string
}

// asks reads the matter for who may ask, and finds what is asked for.
func (v *visit) asks() (*clerk.View, asking, error) {
	x, err := v.read("", access.ReadDocket, access.ReadWarrant)
	if err != nil {
		return nil, asking{}, err
	}
	if d := x.May(access.ReadWarrant, ""); d.As != access.Named && !v.holds(access.Named) || x.Me == "" {
		return nil, asking{}, fault.Errorf(fault.NotFound, "This page is for the person whom a warrant names.")
	}
	want := v.r.FormValue("for")
	i := slices.IndexFunc(askings, func(a asking) bool { return a.For == want })
	kind := "requested"
	a := asking{dispute, "Something on the record is disputed", "Say what is not so, or what you say of it. It stands on the record as your word, and nothing is decided by it."}
	switch {
	case want == dispute:
		kind = "statement-made"
	case i < 0:
		return nil, asking{}, fault.Errorf(fault.NotFound, "There is nothing of this name to ask for; choose on the page of what concerns you.")
	default:
		a = askings[i]
	}
	if d := x.Could(access.Act(kind), ""); !d.May {
		return nil, asking{}, fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	return x, a, nil
}

func (v *visit) askForm() error { return v.askShow(http.StatusOK, nil) }

func (v *visit) askShow(status int, err error) error {
	x, a, rerr := v.asks()
	if rerr != nil {
		return rerr
	}
	back := "/matters/" + string(x.Matter.ID) + "/concerned"
	p := askPage{chrome: v.chrome(a.Name), Matter: x.Matter.Title, Back: back, At: back + "/ask", Called: a.Name, Says: a.Says, For: a.For, Words: v.form.Get("words"), Dispute: a.For == dispute, Key: v.newKey()}
	if err != nil {
		p.Wrong = sayOf(err).text
	}
	return v.show(status, "ask.html", p)
}

// ask enters what is asked for. Its short name is made of the person's own: those of other people's requests are not shown, and are taken.
func (v *visit) ask() error {
	x, a, err := v.asks()
	if err != nil {
		return err
	}
	if v.again() {
		return v.askShow(http.StatusOK, nil)
	}
	words := strings.TrimSpace(v.form.Get("words"))
	if words == "" {
		return v.askShow(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say it in your words: a sentence is enough"))
	}
	m := &x.Matter
	v.next = "/matters/" + string(m.ID) + "/concerned?done=requested#entered"
	if a.For == dispute {
		v.next = "/matters/" + string(m.ID) + "/concerned?done=statement-made#entered"
		return v.enterAct(x, record.StatementMade{Statement: record.Statement{Says: record.Disputed, By: string(x.Me), About: words}}, v.askShow)
	}
	id := record.RequestID("r-" + string(x.Me) + "-" + strconv.Itoa(len(m.Requests)+1))
	return v.enterAct(x, record.Requested{Request: record.Request{ID: id, By: x.Me, For: a.For, Words: words}}, v.askShow)
}
