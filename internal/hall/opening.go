package hall

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// openingGroup is the acts that are no event as it is entered: opening a matter, and having the court's way of assigning find the magistrate.
var openingGroup = group{pages: []page{
	{route: "GET /open", serve: (*visit).openForm},
	{route: "POST /open", serve: (*visit).openMatter},
	{route: "GET /matters/{matter}/applications/{application}/assign", serve: (*visit).assignForm},
	{route: "POST /matters/{matter}/applications/{application}/assign", serve: (*visit).assign},
}, acts: map[string]string{
	"magistrate-assigned": "/matters/{matter}/applications/{application}/assign",
}}

// An openPage opens a matter.
type openPage struct {
	chrome
	Agencies, Courts []option
	ID, Called       string
	Agency, Court    string
	Key              string
	Wrong            string
}

func (v *visit) openForm() error { return v.openShow(http.StatusOK, "") }

func (v *visit) openShow(status int, wrong string) error {
	p := openPage{chrome: v.chrome("Open a matter"), ID: v.form.Get("id"), Called: v.form.Get("title"), Agency: v.form.Get("agency"), Court: v.form.Get("court"), Key: v.form.Get(fieldKey), Wrong: wrong}
	if p.Key == "" {
		p.Key = v.newKey()
	}
	for _, x := range v.posts {
		if x.Role == record.Affiant && x.Agency != "" {
			p.Agencies = append(p.Agencies, option{x.Agency, v.agencyName(x.Agency)})
		}
	}
	for _, c := range v.roll.Courts {
		p.Courts = append(p.Courts, option{c.ID, c.Name})
	}
	return v.show(status, "open.html", p)
}

func (v *visit) openMatter() error {
	if v.again() {
		return v.openShow(http.StatusOK, "")
	}
	title, id := strings.TrimSpace(v.form.Get("title")), strings.TrimSpace(v.form.Get("id"))
	if id == "" {
		id = slug(title)
	}
	court := v.roll.Court(v.form.Get("court"))
	if title == "" || id == "" || court == nil {
		return v.openShow(http.StatusUnprocessableEntity, "A matter has a title with a letter in it, an agency and a court.")
	}
	e := record.MatterOpened{ID: record.MatterID(id), Title: title, Jurisdiction: court.Jurisdiction, Forum: court.Forum, Agency: v.form.Get("agency"), Court: court.ID}
	if !named(id) {
		return v.openShow(http.StatusUnprocessableEntity, "The short name has small letters, digits and hyphens only.")
	}
	_, err := v.Clerk.Do(v.r.Context(), v.caller(), clerk.Act{Matter: e.ID, Event: e, Key: v.form.Get(fieldKey)})
	if err != nil {
		s := sayOf(err)
		if s.status == http.StatusUnprocessableEntity || s.status == http.StatusConflict {
			return v.openShow(s.status, s.text)
		}
		return err
	}
	return v.to("/matters/" + id + "?done=1")
}

// slug makes a short name of a title.
func slug(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 40 {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}

// An assignPage has the court's way of assigning find the magistrate.
type assignPage struct {
	chrome
	Matter, Back, What string
	Assigned           string
	How                string
	Who                string // would be found as things stand; "" where a lot decides, or no one would
	Rule               string // by which
	NoOne              string // why no one would be found
	Choice             bool
	Chosen, Why        string
	Escalate           bool
	Judges             []option
	Wrong, Key, At     string
}

// foundBy says by which rule a magistrate is found.
var foundBy = map[string]string{"rota": "on call now, by the court’s rota", "escalated": "next on call; who comes before may not decide it, or is passed over", "only-one": "the only one there is to ask", "random": "one drawn by lot among those who may decide it"}

// foresight is a reason to pass over who is assigned, for asking only who would come next: nothing is entered with it.
const foresight = "asked beforehand"

func (v *visit) assignForm() error { return v.assignShow(http.StatusOK, "") }

func (v *visit) assignShow(status int, wrong string) error {
	x, a, err := v.readApp(access.ReadDocket)
	if err != nil {
		return err
	}
	if d := x.May("magistrate-assigned", a.ID); !d.May {
		return fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	p := assignPage{chrome: v.chrome("Assign a magistrate"), Matter: x.Matter.Title, Back: "/matters/" + string(x.Matter.ID), What: string(a.Kind) + " warrant, " + a.Offence.Title,
		Chosen: v.form.Get("chosen"), Why: v.form.Get("why"), Escalate: v.form.Get("escalate") != "", Wrong: wrong, Key: v.newKey(), At: v.r.URL.Path}
	if g := a.Assigned(); g != "" {
		p.Assigned = whom(&x.Matter, g)
	}
	if c := v.roll.Court(x.Matter.Court); c != nil {
		p.How, p.Choice = map[string]string{"rota": "by the court's rota", "random": "by lot"}[c.Assigns], c.Choice
		for i := range v.roll.Accounts {
			if j := &v.roll.Accounts[i]; j.Holds(record.Magistrate, c.ID, v.now) {
				p.Judges = append(p.Judges, option{j.ID, j.Name})
			}
		}
	}
	account, how, err := v.Clerk.WouldFind(v.r.Context(), v.caller(), x.Matter.ID, a.ID, clerk.Wish{Escalate: p.Assigned != "", Why: foresight})
	if kind := fault.KindOf(err); err != nil && kind != fault.Conflict && kind != fault.Input && kind != fault.Denied {
		return err // whom it would be is not known, and no page is to say more of that than that it failed
	}
	if err != nil {
		p.NoOne = sayOf(err).text
	} else if p.Rule = foundBy[how]; account != "" {
		p.Who = account
		if j := v.roll.Account(account); j != nil {
			p.Who = j.Name
		}
	}
	return v.show(status, "assign.html", p)
}

func (v *visit) assign() error {
	if v.again() {
		return v.assignShow(http.StatusOK, "")
	}
	if !named(string(v.matter())) || !named(string(v.app())) {
		return fault.Errorf(fault.NotFound, "There is nothing of this name.")
	}
	w := clerk.Wish{Chosen: v.form.Get("chosen"), Why: strings.TrimSpace(v.form.Get("why")), Escalate: v.form.Get("escalate") != ""}
	r, err := v.Clerk.Assign(v.r.Context(), v.caller(), v.matter(), v.app(), w)
	if err != nil {
		s := sayOf(err)
		if s.status == http.StatusUnprocessableEntity || s.status == http.StatusConflict {
			return v.assignShow(s.status, s.text)
		}
		return err
	}
	return v.to("/matters/" + string(v.matter()) + "?done=" + strconv.FormatInt(r.Seq, 10))
}
