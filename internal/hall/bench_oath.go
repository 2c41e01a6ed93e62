package hall

import (
	"net/http"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// An oathWay is one way to take an oath: what it is called, the words, and the rule.
type oathWay struct {
	Value, Says string
	Words       string // that are said or signed, if no others are
	Note        string
	By          string // the rule
	Chosen      bool
}

// The words bind no one: a form that impresses the duty to tell the truth on the conscience is enough (compare Fed. R. Evid. 603); those of an
// attestation are the statute's (28 U.S.C. 1746(2)).
const (
	spokenOath  = "Do you solemnly swear or affirm that what you have set down in this affidavit, and what you will tell me, is true?"
	writtenOath = "I declare under penalty of perjury that the foregoing is true and correct."
)

var oathWays = []oathWay{
	{Value: "in-person", Says: "In person", Words: spokenOath, Note: "Said face to face.", By: "Fed. R. Crim. P. 3, 41(d)(2)(A)"},
	{Value: "video", Says: "By video, the face seen", Words: spokenOath, Note: "The judge places the applicant under oath and may ask more; what is said beyond the affidavit is recorded.", By: "Fed. R. Crim. P. 4.1(a), (b)(1), (b)(2)(B)"},
	{Value: "telephone", Says: "By telephone, the voice heard", Words: spokenOath, Note: "The judge places the applicant under oath and may ask more; what is said beyond the affidavit is recorded.", By: "Fed. R. Crim. P. 4.1(a), (b)(1), (b)(2)(B)"},
	{Value: "attestation", Says: "In writing, under penalty of perjury", Words: writtenOath, Note: "Where no more is done than to attest to what is written, the judge acknowledges it in writing.", By: "Fed. R. Crim. P. 4.1(b)(2)(A); 28 U.S.C. 1746(2)"},
}

// An oathPart is the oath as the bench sees it.
type oathPart struct {
	Says, Words, Note, By string
	Taken                 bool
}

func oathOf(m *record.Matter, a *record.Application) oathPart {
	if a.Oath == nil {
		return oathPart{}
	}
	p := oathPart{Taken: true, Says: oathSays(m, a), Words: a.Oath.Words}
	for _, w := range oathWays {
		if w.Value == a.Oath.Means {
			p.Note, p.By = w.Note, w.By
		}
	}
	return p
}

// An oathPage is where the affiant swears: the papers as they will be sworn to, before whom, how, and in what words.
type oathPage struct {
	chrome
	Matter, Back, At string
	Paper            paperPart
	Open             int // questions of the review that are neither mended nor answered
	Gate             string
	People           []option // who may take it
	Another          string   // where another is named in the matter; "" for whoever may not
	By, Words        string
	Ways             []oathWay
	Wrong, Rule      string
	Key, On          string
}

func (v *visit) oathForm() error { return v.oathShow(http.StatusOK, nil) }

func (v *visit) readOath() (*clerk.View, *record.Application, error) {
	x, a, err := v.readApp(access.ReadPapers)
	if err != nil {
		return nil, nil, err
	}
	if d := x.Could("sworn", a.ID); !d.May {
		return nil, nil, fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	return x, a, nil
}

func (v *visit) oathShow(status int, err error) error {
	x, a, rerr := v.readOath()
	if rerr != nil {
		return rerr
	}
	m := &x.Matter
	p := oathPage{chrome: v.chrome("The oath"), Matter: m.Title, Back: "/matters/" + string(m.ID), At: "/matters/" + string(m.ID) + "/applications/" + string(a.ID) + "/oath",
		Gate: v.actHref("flaw-answered", m.ID, a.ID), Ways: slices.Clone(oathWays), By: v.form.Get("oath.by"), Words: v.form.Get("oath.words"), Key: v.newKey()}
	p.Styles = []string{"bench.css"}
	if err != nil {
		s := sayOf(err)
		p.Wrong, p.Rule = s.text, s.by
	}
	if p.Paper, rerr = v.paperOf(x, a); rerr != nil {
		return rerr
	}
	p.On = p.Paper.Digest
	y, rerr := v.read(a.ID, access.ReadFlaws)
	if rerr != nil {
		return rerr
	}
	p.Open = len(y.Unanswered(a.ID))
	citedAs(&p.Paper, a, &y.Matter)
	for i := range p.Ways {
		p.Ways[i].Chosen = p.Ways[i].Value == v.form.Get("oath.means")
	}
	// Only who may take it is offered, a magistrate first: the rule asks which post someone holds at the court, and not what he is called in the matter.
	for _, judge := range []bool{true, false} {
		for _, q := range y.Matter.People {
			held := v.roll.Account(q.Account)
			if q.Account == "" || held == nil || q.ID == a.Affiant {
				continue
			}
			switch magistrate := held.Holds(record.Magistrate, m.Court, v.now); {
			case judge && magistrate:
				p.People = append(p.People, option{string(q.ID), whom(m, q.ID) + ", magistrate"})
			case !judge && !magistrate && held.Holds(record.Clerk, m.Court, v.now):
				p.People = append(p.People, option{string(q.ID), whom(m, q.ID) + ", clerk: in person only"})
			}
		}
	}
	if y.May("person-named", "").May {
		p.People = append(p.People, v.oathTakers(&y.Matter)...)
		p.Another = v.actHref("person-named", m.ID, "")
	}
	return v.show(status, "oath.html", p)
}

// citedAs says sources by their titles, as the affiant knows them, whether or not they go along with the papers.
func citedAs(p *paperPart, a *record.Application, known *record.Matter) {
	for i, s := range a.Affidavit.Assertions {
		for j, c := range s.Cites {
			p.Assertions[i].Cites[j].Says = citeSays(known, c)
		}
	}
}

// byAccount is before the account of one who may take an oath, and is no person of the matter yet.
const byAccount = "account:"

// oathTakers are those who may take an oath by their posts at the court of a matter, and are not named in it yet: a magistrate first.
func (v *visit) oathTakers(m *record.Matter) (list []option) {
	for _, role := range []record.Role{record.Magistrate, record.Clerk} {
		for i := range v.roll.Accounts {
			held := &v.roll.Accounts[i]
			named := slices.ContainsFunc(m.People, func(p record.Person) bool { return p.Account == held.ID })
			if named || held.Closed || !held.Holds(role, m.Court, v.now) || role == record.Clerk && held.Holds(record.Magistrate, m.Court, v.now) {
				continue
			}
			says := held.Name + ", magistrate"
			if role == record.Clerk {
				says = held.Name + ", clerk: in person only"
			}
			list = append(list, option{byAccount + held.ID, says})
		}
	}
	return list
}

// nameTaker names one who takes an oath in the matter, by the account; by is who that is then.
func (v *visit) nameTaker(x *clerk.View, account string) (by record.PersonID, err error) {
	m := x.Matter
	if i := slices.IndexFunc(m.People, func(p record.Person) bool { return p.Account == account }); i >= 0 {
		return m.People[i].ID, nil
	}
	takers := v.oathTakers(&m)
	if !slices.ContainsFunc(takers, func(o option) bool { return o.Value == byAccount+account }) {
		return "", fault.Errorf(fault.Input, "choose before whom the oath is taken")
	}
	held, role := v.roll.Account(account), record.Clerk
	if held.Holds(record.Magistrate, m.Court, v.now) {
		role = record.Magistrate
	}
	b := &beginning{m: m}
	p := record.Person{ID: record.PersonID(b.free(account)), Name: held.Name, Roles: []record.Role{role}, Account: account}
	_, err = v.Clerk.Do(v.r.Context(), v.caller(), clerk.Act{Matter: m.ID, Event: record.PersonNamed{Person: p}, Key: v.form.Get(fieldKey) + "-before"})
	return p.ID, err
}

func (v *visit) oath() error {
	if v.again() {
		return v.oathShow(http.StatusOK, nil)
	}
	x, a, err := v.readOath()
	if err != nil {
		return err
	}
	again := func(status int, err error) error { return v.oathShow(status, err) }
	o := record.Oath{By: record.PersonID(v.form.Get("oath.by")), Means: v.form.Get("oath.means"), Words: strings.TrimSpace(v.form.Get("oath.words"))}
	i := slices.IndexFunc(oathWays, func(w oathWay) bool { return w.Value == o.Means })
	switch {
	case o.By == "":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say before whom the oath is taken"))
	case i < 0:
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say how the oath is taken"))
	case o.Words == "":
		o.Words = oathWays[i].Words
	}
	if account, ok := strings.CutPrefix(string(o.By), byAccount); ok {
		if o.By, err = v.nameTaker(x, account); err != nil {
			if s := sayOf(err); s.status == http.StatusUnprocessableEntity || s.status == http.StatusConflict {
				return again(s.status, err)
			}
			return err
		}
		v.form.Set("oath.by", string(o.By))
		if x, a, err = v.readOath(); err != nil { // with who was just named in it
			return err
		}
	}
	return v.enterAct(x, record.Sworn{Application: a.ID, Oath: o}, again)
}
