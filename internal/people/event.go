package people

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/engross"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// An Event is one change of the roll. The set is closed.
type Event interface {
	Kind() string
	Version() int
	apply(*Roll) error
}

// An Entry is one event in its place in the roll.
type Entry struct {
	Seq  int
	By   string // the account that did it; empty for the founding
	At   string // RFC 3339
	Body Event
}

// StationOpened begins the roll. It comes first, and once.
type StationOpened struct {
	Name string `json:"name"`
}

// AgencyFounded enters an agency.
type AgencyFounded struct {
	Agency Agency `json:"agency"`
}

// CourtFounded enters a court.
type CourtFounded struct {
	Court Court `json:"court"`
}

// AccountInvited enters an account that has not yet been taken up.
type AccountInvited struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// AccountJoined notes that the invitation was taken up: from now the account may sign in.
type AccountJoined struct {
	ID string `json:"id"`
}

// AccountClosed ends an account. Its id is never given again.
type AccountClosed struct {
	ID      string `json:"id"`
	Because string `json:"because"`
}

// PostGiven appoints an account to a post.
type PostGiven struct {
	ID   string `json:"id"`
	Post Post   `json:"post"`
}

// PostEnded ends a post.
type PostEnded struct {
	ID      string `json:"id"`
	Post    Post   `json:"post"`
	Because string `json:"because"`
}

// ConflictDeclared says whom or what a magistrate may not judge.
type ConflictDeclared struct {
	ID       string   `json:"id"`
	Conflict Conflict `json:"conflict"`
}

// RotaSet says who is on call at a court. It replaces the rota from its first turn on.
type RotaSet struct {
	Court   string  `json:"court"`
	Watches []Watch `json:"watches"`
}

// Kind and Version name the events in stored bytes.
func (StationOpened) Kind() string    { return "station-opened" }
func (AgencyFounded) Kind() string    { return "agency-founded" }
func (CourtFounded) Kind() string     { return "court-founded" }
func (AccountInvited) Kind() string   { return "account-invited" }
func (AccountJoined) Kind() string    { return "account-joined" }
func (AccountClosed) Kind() string    { return "account-closed" }
func (PostGiven) Kind() string        { return "post-given" }
func (PostEnded) Kind() string        { return "post-ended" }
func (ConflictDeclared) Kind() string { return "conflict-declared" }
func (RotaSet) Kind() string          { return "rota-set" }

func (StationOpened) Version() int    { return 1 }
func (AgencyFounded) Version() int    { return 1 }
func (CourtFounded) Version() int     { return 1 }
func (AccountInvited) Version() int   { return 1 }
func (AccountJoined) Version() int    { return 1 }
func (AccountClosed) Version() int    { return 1 }
func (PostGiven) Version() int        { return 1 }
func (PostEnded) Version() int        { return 1 }
func (ConflictDeclared) Version() int { return 1 }
func (RotaSet) Version() int          { return 1 }

func (e StationOpened) apply(r *Roll) error {
	r.Station = e.Name
	return validName("station", e.Name)
}

func (e AgencyFounded) apply(r *Roll) error {
	if err := validID("agency", e.Agency.ID); err != nil {
		return err
	}
	if r.Agency(e.Agency.ID) != nil {
		return fault.Errorf(fault.Conflict, "the agency %q is there already", e.Agency.ID)
	}
	r.Agencies = append(r.Agencies, e.Agency)
	return validName("agency", e.Agency.Name)
}

func (e CourtFounded) apply(r *Roll) error {
	c := e.Court
	if err := validID("court", c.ID); err != nil {
		return err
	}
	switch {
	case r.Court(c.ID) != nil:
		return fault.Errorf(fault.Conflict, "the court %q is there already", c.ID)
	case c.Zone == "":
		return fault.Errorf(fault.Input, "the court %q has no time zone; expected such as America/New_York", c.ID)
	case c.Assigns != "rota" && c.Assigns != "random":
		return fault.Errorf(fault.Input, "the court %q assigns by %q; expected rota or random", c.ID, c.Assigns)
	}
	r.Courts = append(r.Courts, c)
	return validName("court", c.Name)
}

func (e AccountInvited) apply(r *Roll) error {
	if err := validID("account", e.ID); err != nil {
		return err
	}
	if r.Account(e.ID) != nil {
		return fault.Errorf(fault.Conflict, "the account %q is there already; an id is never given again", e.ID)
	}
	r.Accounts = append(r.Accounts, Account{ID: e.ID, Name: e.Name})
	return validName("account", e.Name)
}

func (e AccountJoined) apply(r *Roll) error {
	a, err := r.open(e.ID)
	if err != nil {
		return err
	}
	if a.Joined {
		return fault.Errorf(fault.Conflict, "the account %q has been taken up", e.ID)
	}
	a.Joined = true
	return nil
}

func (e AccountClosed) apply(r *Roll) error {
	a, err := r.open(e.ID)
	if err != nil {
		return err
	}
	a.Closed = true
	return nil
}

func (e PostGiven) apply(r *Roll) error {
	a, err := r.open(e.ID)
	if err != nil {
		return err
	}
	p := e.Post
	switch {
	case !slices.Contains(postRoles, p.Role):
		return fault.Errorf(fault.Input, "there is no post of %q; expected one of %s", string(p.Role), list(postRoles))
	case p.Agency != "" && r.Agency(p.Agency) == nil:
		return fault.Errorf(fault.NotFound, "there is no agency %q", p.Agency)
	case p.Court != "" && r.Court(p.Court) == nil:
		return fault.Errorf(fault.NotFound, "there is no court %q", p.Court)
	case slices.Contains(courtRoles, p.Role) && p.Court == "":
		return fault.Errorf(fault.Input, "a %s has a post at a court", p.Role)
	case slices.Contains(agencyRoles, p.Role) && p.Agency == "":
		return fault.Errorf(fault.Input, "a %s has a post at an agency", p.Role)
	case slices.Contains(a.Posts, p):
		return fault.Errorf(fault.Conflict, "the account %q holds that post", e.ID)
	}
	for _, t := range []string{p.From, p.Until} {
		if _, err := time.Parse(time.RFC3339, t); t != "" && err != nil {
			return fault.Errorf(fault.Input, "%q is no time; expected such as 2026-03-02T09:15:00-05:00", t)
		}
	}
	a.Posts = append(slices.Clone(a.Posts), p)
	return nil
}

func (e PostEnded) apply(r *Roll) error {
	a, err := r.open(e.ID)
	if err != nil {
		return err
	}
	i := slices.Index(a.Posts, e.Post)
	if i < 0 {
		return fault.Errorf(fault.Conflict, "the account %q does not hold that post", e.ID)
	}
	a.Posts = slices.Delete(slices.Clone(a.Posts), i, i+1)
	return nil
}

func (e ConflictDeclared) apply(r *Roll) error {
	a, err := r.open(e.ID)
	if err != nil {
		return err
	}
	if e.Conflict.Agency == "" && strings.TrimSpace(e.Conflict.Name) == "" || e.Conflict.Because == "" {
		return fault.Errorf(fault.Input, "a conflict is with an agency or a name, for a reason")
	}
	a.Shuns = append(slices.Clone(a.Shuns), e.Conflict)
	return nil
}

func (e RotaSet) apply(r *Roll) error {
	if r.Court(e.Court) == nil {
		return fault.Errorf(fault.NotFound, "there is no court %q", e.Court)
	}
	first := time.Time{}
	for _, w := range e.Watches {
		from, err1 := time.Parse(time.RFC3339, w.From)
		until, err2 := time.Parse(time.RFC3339, w.Until)
		switch {
		case err1 != nil || err2 != nil || !from.Before(until):
			return fault.Errorf(fault.Input, "the turn of %q runs from %q until %q; expected two times, the later last", w.Account, w.From, w.Until)
		case r.Account(w.Account) == nil || !slices.ContainsFunc(r.Account(w.Account).Posts, func(p Post) bool { return p.Role == record.Magistrate && p.Court == e.Court }):
			return fault.Errorf(fault.Conflict, "%q is no magistrate of %q", w.Account, e.Court)
		}
		if first.IsZero() || from.Before(first) {
			first = from
		}
	}
	if r.Rotas == nil {
		r.Rotas = map[string][]Watch{}
	}
	var kept []Watch
	for _, w := range r.Rotas[e.Court] {
		if from, _ := time.Parse(time.RFC3339, w.From); from.Before(first) {
			if until, _ := time.Parse(time.RFC3339, w.Until); until.After(first) {
				w.Until = first.Format(time.RFC3339)
			}
			kept = append(kept, w)
		}
	}
	r.Rotas[e.Court] = append(kept, e.Watches...)
	return nil
}

// open returns an account that is there and not closed.
func (r *Roll) open(id string) (*Account, error) {
	a := r.Account(id)
	switch {
	case a == nil:
		return nil, fault.Errorf(fault.NotFound, "there is no account %q", id)
	case a.Closed:
		return nil, fault.Errorf(fault.Conflict, "the account %q is closed", id)
	}
	return a, nil
}

// The posts there are.
var (
	agencyRoles = []record.Role{record.Affiant, record.Supervisor, record.Prosecutor, record.Executing}
	courtRoles  = []record.Role{record.Magistrate, record.Clerk, "seal-keeper"}
	postRoles   = slices.Concat(agencyRoles, courtRoles, []record.Role{record.Counsel, "named", "auditor", "administrator"})
)

func list(roles []record.Role) string {
	out := make([]string, len(roles))
	for i, r := range roles {
		out[i] = string(r)
	}
	return strings.Join(out, ", ")
}

var events = []Event{StationOpened{}, AgencyFounded{}, CourtFounded{}, AccountInvited{}, AccountJoined{}, AccountClosed{}, PostGiven{}, PostEnded{}, ConflictDeclared{}, RotaSet{}, WebhookRegistered{}, WebhookEnded{}, PracticeSet{}}

// Kinds returns the names of all events of the roll.
func Kinds() []string {
	out := make([]string, len(events))
	for i, e := range events {
		out[i] = e.Kind()
	}
	return out
}

// Events returns an empty value of each event of the roll.
func Events() []Event { return slices.Clone(events) }

// Parse reads the body of an event of a kind, strictly.
func Parse(kind string, body []byte) (Event, error) {
	for _, e := range events {
		if e.Kind() != kind {
			continue
		}
		v := reflect.New(reflect.TypeOf(e))
		if err := engross.Read(body, v.Interface(), "roll entry"); err != nil {
			return nil, fault.Errorf(fault.Input, "%s: %w", kind, err)
		}
		return v.Elem().Interface().(Event), nil
	}
	return nil, fault.Errorf(fault.Input, "there is no event of the roll %q; expected one of %s", kind, strings.Join(Kinds(), ", "))
}

type stored struct {
	Seq     int    `json:"seq"`
	Kind    string `json:"kind"`
	Version int    `json:"version"`
	By      string `json:"by,omitempty"`
	At      string `json:"at"`
	Body    any    `json:"body"`
}

// Encode returns the canonical bytes of an entry of the roll.
func Encode(e Entry) ([]byte, error) {
	if e.Body == nil {
		return nil, fault.Errorf(fault.Input, "entry %d has no event", e.Seq)
	}
	return engross.Write(stored{e.Seq, e.Body.Kind(), e.Body.Version(), e.By, e.At, e.Body})
}

// Decode reads an entry of the roll from its canonical bytes, strictly.
func Decode(line []byte) (Entry, error) {
	var head struct {
		stored
		Body rawMessage `json:"body"`
	}
	if err := engross.Read(line, &head, "roll entry"); err != nil {
		return Entry{}, err
	}
	for _, e := range events {
		if e.Kind() != head.Kind || e.Version() != head.Version {
			continue
		}
		v := reflect.New(reflect.TypeOf(e))
		if err := engross.Read(head.Body, v.Interface(), "roll entry"); err != nil {
			return Entry{}, err
		}
		out := Entry{head.Seq, head.By, head.At, v.Elem().Interface().(Event)}
		if back, err := Encode(out); err != nil || string(back) != string(line) {
			return Entry{}, fault.Errorf(fault.Input, "entry %d of the roll is not in canonical form", head.Seq)
		}
		return out, nil
	}
	return Entry{}, fault.Errorf(fault.Input, "entry %d of the roll is of kind %q, version %d, which this release does not know", head.Seq, head.Kind, head.Version)
}

type rawMessage []byte

// UnmarshalJSON keeps the bytes as they are.
func (m *rawMessage) UnmarshalJSON(b []byte) error { *m = append((*m)[:0], b...); return nil }

// Fold adds up the entries of the roll.
func Fold(list []Entry) (*Roll, error) {
	r := &Roll{}
	for i, e := range list {
		if e.Seq != i+1 {
			return nil, fault.Errorf(fault.Conflict, "entry %d of the roll stands where entry %d is due", e.Seq, i+1)
		}
		if err := r.Add(e); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Add applies one entry. On an error the roll is not to be used further.
func (r *Roll) Add(e Entry) error {
	if _, opening := e.Body.(StationOpened); opening != (r.Station == "") {
		return fault.Errorf(fault.Conflict, "the roll begins by being opened, once")
	}
	if _, err := time.Parse(time.RFC3339, e.At); err != nil {
		return fault.Errorf(fault.Input, "entry %d of the roll is of %q, which is no time", e.Seq, e.At)
	}
	if err := e.Body.apply(r); err != nil {
		return fmt.Errorf("%s: %w", e.Body.Kind(), err)
	}
	return nil
}

// Posts returns the roles of which there are posts.
func Posts() []record.Role { return slices.Clone(postRoles) }
