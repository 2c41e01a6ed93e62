// Package people is the roll: who has an account, which posts they hold, the agencies and the courts, who is on call, and which addresses
// outside are told of acts. Like a matter, it is the fold of events, and says nothing that no event said.
package people

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// An Account is someone who may sign in.
type Account struct {
	ID     string // short name, never given to another
	Name   string
	Closed bool
	Joined bool // has taken up the invitation
	Posts  []Post
	Shuns  []Conflict
}

// A Post is an appointment: a role at an agency or a court, for a time.
type Post struct {
	Role   record.Role `json:"role"`
	Agency string      `json:"agency,omitempty"`
	Court  string      `json:"court,omitempty"`
	From   string      `json:"from,omitempty"`  // RFC 3339; from the start, if empty
	Until  string      `json:"until,omitempty"` // until ended, if empty
}

// In reports whether the post is in force at a moment.
func (p Post) In(now time.Time) bool {
	from, _ := time.Parse(time.RFC3339, p.From)
	until, _ := time.Parse(time.RFC3339, p.Until)
	return !now.Before(from) && (p.Until == "" || now.Before(until))
}

// A Conflict is someone or something that a magistrate may not judge, as declared: an agency, or a name.
type Conflict struct {
	Agency  string `json:"agency,omitempty"`
	Name    string `json:"name,omitempty"`
	Because string `json:"because"`
}

// An Agency brings applications.
type Agency struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// A Court decides them.
type Court struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Jurisdiction string `json:"jurisdiction"` // us, or us- and a state
	Forum        string `json:"forum,omitempty"`
	Zone         string `json:"zone"`             // IANA name of its time zone
	Assigns      string `json:"assigns"`          // how magistrates are found: rota or random
	Choice       bool   `json:"choice,omitempty"` // whether an applicant may choose, on the record
}

// A Watch is one turn of a rota: who is on call when, and in which order they are asked.
type Watch struct {
	Account string `json:"account"`
	From    string `json:"from"` // RFC 3339
	Until   string `json:"until"`
	Order   int    `json:"order,omitempty"` // 0 is asked first; the next when he does not answer
}

// A Roll is all of it.
type Roll struct {
	Station   string
	Accounts  []Account
	Agencies  []Agency
	Courts    []Court
	Rotas     map[string][]Watch // by court
	Practices map[string]string  // by court, where one was set
	Webhooks  []Hook
}

// Account returns the account with this id, or nil.
func (r *Roll) Account(id string) *Account {
	return find(r.Accounts, func(a Account) bool { return a.ID == id })
}

// Agency returns the agency with this id, or nil.
func (r *Roll) Agency(id string) *Agency {
	return find(r.Agencies, func(a Agency) bool { return a.ID == id })
}

// Court returns the court with this id, or nil.
func (r *Roll) Court(id string) *Court {
	return find(r.Courts, func(c Court) bool { return c.ID == id })
}

func find[E any](list []E, is func(E) bool) *E {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return &list[i]
	}
	return nil
}

// Now returns the posts that an account holds at a moment; none, if it is closed or has not joined.
func (a *Account) Now(now time.Time) []Post {
	if a == nil || a.Closed || !a.Joined {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(a.Posts), func(p Post) bool { return !p.In(now) })
}

// Holds reports whether an account holds a role, at a court or an agency if one is given, at a moment.
func (a *Account) Holds(role record.Role, court string, now time.Time) bool {
	return slices.ContainsFunc(a.Now(now), func(p Post) bool { return p.Role == role && (court == "" || p.Court == court) })
}

// Shunned returns why a magistrate may not judge a matter of an agency against people of these names, or "".
func (a *Account) Shunned(agency string, names []string) string {
	for _, c := range a.Shuns {
		if c.Agency != "" && c.Agency == agency {
			return c.Because
		}
		if c.Name != "" && slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, c.Name) }) {
			return c.Because
		}
	}
	return ""
}

var idForm = regexp.MustCompile(record.IDPattern)

func validID(kind, id string) error {
	if !idForm.MatchString(id) || len(id) > 64 {
		return fault.Problems{{Path: kind + ".id", What: fmt.Sprintf("id is %q", id), Expected: "lower-case letters, digits and hyphens, beginning with a letter, at most 64"}}
	}
	return nil
}

func validName(kind, name string) error {
	if strings.TrimSpace(name) == "" || len(name) > 256 {
		return fault.Problems{{Path: kind + ".name", What: "name is empty, or longer than 256 bytes", Expected: "the name of the " + kind}}
	}
	return nil
}
