package hall

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

func (v *visit) warrantReturn() error {
	x, a, w, again, err := v.warrantAct("warrant-returned", "return")
	if err != nil {
		return err
	}
	if v.again() {
		return again(http.StatusOK, nil)
	}
	r := record.Return{By: x.Me, To: w.ReturnTo, Inventory: linesOf(v.form.Get("inventory")), Receipt: strings.TrimSpace(v.form.Get("receipt")), Unserved: strings.TrimSpace(v.form.Get("unserved"))}
	for _, p := range v.form["witness"] {
		r.Witnesses = append(r.Witnesses, record.PersonID(p))
	}
	others := linesOf(v.form.Get("others"))
	if len(others) > 0 && w.Returned == nil {
		for _, name := range others {
			id, err := v.nameWitness(x, name)
			if err != nil {
				s := sayOf(err)
				return again(s.status, err)
			}
			r.Witnesses = append(r.Witnesses, id)
		}
		v.form.Del("others") // they are named now, and chosen if the form comes back
		for _, p := range r.Witnesses {
			if !slices.Contains(v.form["witness"], string(p)) {
				v.form.Add("witness", string(p))
			}
		}
	}
	return v.enterAct(x, record.WarrantReturned{Application: a.ID, Warrant: w.ID, Return: r}, again)
}

// nameWitness names someone who was present in the matter, and returns who that is there.
func (v *visit) nameWitness(x *clerk.View, name string) (record.PersonID, error) {
	for _, p := range x.Matter.People {
		if strings.EqualFold(p.Name, name) {
			return p.ID, nil
		}
	}
	id := slug(name)
	if id == "" || id[0] < 'a' {
		id = "present-" + strconv.Itoa(len(x.Matter.People)+1)
	}
	for n := 2; x.Matter.Person(record.PersonID(id)) != nil; n++ {
		id = slug(name) + "-" + strconv.Itoa(n)
	}
	p := record.Person{ID: record.PersonID(id), Name: name}
	_, err := v.Clerk.Do(v.r.Context(), v.caller(), clerk.Act{Matter: x.Matter.ID, Event: record.PersonNamed{Person: p}, Key: v.form.Get(fieldKey) + " " + id})
	x.Matter.People = append(slices.Clip(x.Matter.People), p)
	return p.ID, err
}
