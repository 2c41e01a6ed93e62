package clerk

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

const (
	bucketMail   = "mail"         // by account: whether it is written to, where (sealed), and when it was last
	bucketNoMail = "mail-refused" // by account: when its address was refused, and with what
	queueMail    = "mail"         // one job an account, however much awaits it
)

// A MailWish is whether someone is written to when something awaits, and where. It is the person's own to say.
type MailWish struct {
	Address string
	On      bool
	Last    time.Time // when it was last written; zero if never
	Refused Refused   // the address, by the server of mail, if it was not taken since; only told
}

// A Refused says that the server of mail refused an address for good, when, and with which code (RFC 5321, 4.2). Whose address it is it says; what it is it does not.
type Refused struct {
	Account string    `json:"-"`
	At      time.Time `json:"at"`
	Code    int       `json:"code"`
}

type mailCell struct {
	On      bool   `json:"on"`
	Address []byte `json:"address,omitempty"` // sealed
	Last    string `json:"last,omitempty"`    // RFC 3339
}

// A Letter is mail that is due: to whom, and for which time it is tried. What awaits it does not say, and does not know.
type Letter struct {
	Account string
	Address string
	Attempt int // from 1

	job int64
}

// mostAddress is how long an address may be (RFC 5321, 4.5.3.1.3: a path of 256 octets with its brackets).
const mostAddress = 254

// MailAddress reads an address as a person types it: one address and nothing more.
func MailAddress(text string) (string, error) {
	text = strings.TrimSpace(text)
	if len(text) > mostAddress || !addressForm.MatchString(text) || strings.Contains(text, "..") || strings.HasPrefix(text, ".") || strings.Contains(text, ".@") {
		return "", fault.Errorf(fault.Input, "%q is no address of mail; expected one such as name@example.org", text)
	}
	return text, nil
}

// addressForm is that of an address as browsers take it (HTML, 4.10.5.1.5), with a name of a domain that has a dot.
var addressForm = regexp.MustCompile("^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$")

func mailUse(account string) string { return "address of " + account }

// Mail returns what the caller wishes about mail.
func (c *Clerk) Mail(ctx context.Context, by Caller) (MailWish, error) {
	key, err := c.DeskKey(ctx)
	if err != nil {
		return MailWish{}, err
	}
	var cell mailCell
	var no Refused
	err = c.store.View(ctx, func(tx store.Tx) (err error) {
		if cell, err = readMail(tx, by.Account); err != nil {
			return err
		}
		no, err = refusedOf(tx, by.Account)
		return err
	})
	if err != nil || cell.Address == nil {
		return MailWish{}, err
	}
	at, err := vault.OpenField(key, mailUse(by.Account), cell.Address)
	last, _ := time.Parse(time.RFC3339, cell.Last)
	return MailWish{string(at), cell.On, last, no}, err
}

// RefusedAddresses returns whose addresses the server of mail has refused for good, in the order of their accounts, to one who keeps the roll. What they are is their owners' to know.
func (c *Clerk) RefusedAddresses(ctx context.Context, by Caller) ([]Refused, error) {
	roll, err := c.Roll(ctx)
	if err != nil {
		return nil, err
	}
	if a := roll.Account(by.Account); a == nil || !a.Holds(access.Administrator, "", c.now()) {
		return nil, c.refused(ctx, by, access.KeepRoll, "", access.Decision{Rule: "default", Says: "What no rule lets, no one may."})
	}
	var list []Refused
	err = c.store.View(ctx, func(tx store.Tx) error {
		list = nil
		for after := ""; ; {
			cells, err := tx.Scan(bucketNoMail, "", after, pageOf)
			if err != nil {
				return err
			}
			for _, x := range cells {
				r, err := refusedOf(tx, x.Key)
				if err != nil {
					return err
				}
				list, after = append(list, r), x.Key
			}
			if len(cells) < pageOf {
				return nil
			}
		}
	})
	return list, err
}

// refusedOf returns what was refused of one account; the zero value, if nothing was.
func refusedOf(tx store.Tx, account string) (r Refused, err error) {
	v, err := tx.Get(bucketNoMail, account)
	if notFound(err) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal(v, &r)
	}
	r.Account = account
	return r, err
}

// SetMail says what the caller wishes about mail. With no address, what was kept is forgotten.
func (c *Clerk) SetMail(ctx context.Context, by Caller, w MailWish) error {
	roll, err := c.Roll(ctx)
	if err != nil {
		return err
	}
	if a := roll.Account(by.Account); a == nil || a.Closed {
		return fault.Errorf(fault.Denied, "there is no such account")
	}
	if w.Address == "" {
		if w.On {
			return fault.Errorf(fault.Input, "say where to write to")
		}
		return c.store.Update(ctx, func(tx store.Tx) error {
			return errors.Join(tx.Delete(bucketMail, by.Account), tx.Delete(bucketNoMail, by.Account))
		})
	}
	if w.Address, err = MailAddress(w.Address); err != nil {
		return err
	}
	key, err := c.DeskKey(ctx)
	if err != nil {
		return err
	}
	c.drawing.Lock()
	sealed, err := vault.SealField(key, mailUse(by.Account), c.lots, []byte(w.Address))
	c.drawing.Unlock()
	if err != nil {
		return err
	}
	return c.store.Update(ctx, func(tx store.Tx) error {
		cell, err := readMail(tx, by.Account)
		if err != nil {
			return err
		}
		cell.On, cell.Address = w.On, sealed
		return errors.Join(putMail(tx, by.Account, cell), tx.Delete(bucketNoMail, by.Account))
	})
}

func readMail(tx store.Tx, account string) (mailCell, error) {
	var cell mailCell
	v, err := tx.Get(bucketMail, account)
	if notFound(err) {
		return cell, nil
	}
	if err == nil {
		err = json.Unmarshal(v, &cell)
	}
	return cell, err
}

func putMail(tx store.Tx, account string, cell mailCell) error {
	v, err := json.Marshal(cell)
	if err != nil {
		return err
	}
	return tx.Put(bucketMail, account, v)
}

// LetterGap is how long someone is left alone after a letter: whatever comes meanwhile waits for the next.
func (c *Clerk) LetterGap() time.Duration { return c.letterGap }

// post queues mail to those whom the last entry of a file leaves something to do or to know, in the transaction that enters it. Only those are
// written to who may find the matter then, and never who did it.
func (c *Clerk) post(tx store.Tx, g *file, roll *people.Roll, now time.Time) error {
	e := g.list[len(g.list)-1]
	if e.Mode != record.ModePerformed || e.Hand == nil {
		return nil
	}
	minute, app := e.Hand.Minute(), g.about(e.Body)
	for _, account := range g.awaits(e.Body, roll, now) {
		if account == "" || account == e.Hand.Account {
			continue
		}
		cell, err := readMail(tx, account)
		if err != nil {
			return err
		}
		who := g.who(Caller{Account: account}, roll, now)
		if a := roll.Account(account); !cell.On || cell.Address == nil || a == nil || a.Closed || !access.May(who, access.Find, g.place(who, app, minute)).May {
			continue
		}
		at := now
		if last, err := time.Parse(time.RFC3339, cell.Last); err == nil && last.Add(c.letterGap).After(now) {
			at = last.Add(c.letterGap)
		}
		if err := tx.PutJob(store.Job{Queue: queueMail, Key: account, Run: at}); err != nil { // nothing if one waits already
			return err
		}
	}
	return nil
}

// awaits returns the accounts for which an entry leaves something to do or to know.
func (f *file) awaits(e record.Event, roll *people.Roll, now time.Time) []string {
	is := func(p record.PersonID) string {
		if x := f.m.Person(p); x != nil {
			return x.Account
		}
		return ""
	}
	a := f.m.Application(record.Concerns(e))
	var list []string
	switch e := e.(type) {
	case record.Sworn:
		if a.Assigned() == "" { // it is the clerks' to have it assigned
			for i := range roll.Accounts {
				if x := &roll.Accounts[i]; x.Holds(record.Clerk, f.m.Court, now) {
					list = append(list, x.ID)
				}
			}
		}
	case record.MagistrateAssigned, record.Presented:
		if len(a.Presentments) > 0 {
			list = append(list, is(a.Assigned()))
		}
	case record.Endorsed, record.QuestionAsked, record.Decided, record.WarrantIssued, record.WarrantRecalled, record.MagistrateRecused:
		list = append(list, is(a.Affiant))
	case record.QuestionAnswered:
		if q := a.Question(e.Question); q != nil {
			list = append(list, is(q.By))
		}
	case record.AlertRaised:
		if x := f.m.Application(e.Alert.Application); x != nil {
			list = append(list, is(x.Affiant), is(x.Assigned()))
		}
	case record.NoticeGiven:
		list = append(list, is(e.Notice.To))
	case record.Disclosed:
		list = append(list, is(e.Disclosure.To))
	case record.RequestAnswered:
		for _, r := range f.m.Requests {
			if r.ID == e.Request {
				list = append(list, is(r.By))
			}
		}
	}
	return list
}

// Letters takes mail that is due from its queue, for as long as a lease lasts. What is not wished any more is not there.
func (c *Clerk) Letters(ctx context.Context, lease time.Duration, limit int) ([]Letter, error) {
	key, err := c.DeskKey(ctx)
	if err != nil {
		return nil, err
	}
	roll, err := c.Roll(ctx)
	if err != nil {
		return nil, err
	}
	var list []Letter
	err = c.store.Update(ctx, func(tx store.Tx) error {
		list = nil
		jobs, err := tx.Claim(queueMail, c.now().UTC(), lease, limit)
		if err != nil {
			return err
		}
		for _, j := range jobs {
			cell, err := readMail(tx, j.Key)
			if err != nil {
				return err
			}
			at, err := vault.OpenField(key, mailUse(j.Key), cell.Address)
			if a := roll.Account(j.Key); err != nil || !cell.On || a == nil || a.Closed {
				if err := tx.Done(j.ID); err != nil {
					return err
				}
				continue
			}
			list = append(list, Letter{Account: j.Key, Address: string(at), Attempt: j.Attempts, job: j.ID})
		}
		return nil
	})
	return list, err
}

// Posted settles a letter: taken, or tried again at next; given up, if that is zero. refused is the code with which the server refused the address for good, or 0:
// then that is kept, for as long as the address is the same and no letter to it is taken.
func (c *Clerk) Posted(ctx context.Context, l Letter, taken bool, next time.Time, refused int) error {
	key, err := c.DeskKey(ctx)
	if err != nil {
		return err
	}
	return c.store.Update(ctx, func(tx store.Tx) error {
		if !taken && !next.IsZero() {
			return tx.Retry(l.job, next, false)
		}
		cell, err := readMail(tx, l.Account)
		if err != nil {
			return err
		}
		if taken && cell.Address != nil {
			cell.Last = c.now().UTC().Format(time.RFC3339)
			if err := errors.Join(putMail(tx, l.Account, cell), tx.Delete(bucketNoMail, l.Account)); err != nil {
				return err
			}
		}
		if at, err := vault.OpenField(key, mailUse(l.Account), cell.Address); refused != 0 && err == nil && string(at) == l.Address { // it may be another by now
			v, err := json.Marshal(Refused{At: c.now().UTC().Truncate(time.Second), Code: refused})
			if err := errors.Join(err, tx.Put(bucketNoMail, l.Account, v)); err != nil {
				return err
			}
		}
		return tx.Done(l.job)
	})
}
