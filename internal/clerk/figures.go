package clerk

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/figures"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// counted is an application as far as it is counted: what was performed here, not what is only told of an old case.
func (f *file) counted(app record.AppID) *figures.Application {
	a := f.m.Application(app)
	c := figures.Application{Kind: string(a.Kind)}
	for _, s := range a.Affidavit.Assertions {
		c.Words += wordsIn(s.Text)
	}
	var brought time.Time
	outcome := func(x string) {
		if x != "" && !slices.Contains(c.Outcomes, x) {
			c.Outcomes = append(c.Outcomes, x)
		}
	}
	for _, e := range f.list {
		if e.Mode != record.ModePerformed || record.Concerns(e.Body) != app {
			continue
		}
		switch x := e.Body.(type) {
		case record.FlawAnswered:
			code := codeOf(x.Answer.Flaw)
			c.Answers = slices.DeleteFunc(c.Answers, func(y figures.Answer) bool { return y.Flaw == code && y.Act == x.Answer.Act })
			c.Answers = append(c.Answers, figures.Answer{Flaw: code, Act: x.Answer.Act})
		case record.AnswerWithdrawn:
			if !slices.ContainsFunc(a.Answers, func(y record.Answer) bool { return codeOf(y.Flaw) == codeOf(x.Flaw) }) {
				c.Answers = slices.DeleteFunc(c.Answers, func(y figures.Answer) bool { return y.Flaw == codeOf(x.Flaw) })
			}
		case record.Presented:
			brought, _ = time.Parse(time.RFC3339, e.Hand.At)
		case record.Decided:
			d := figures.Decision{Act: x.Decision.Act, Seconds: -1}
			if e.Hand.Role == record.Magistrate {
				d.Judge = e.Hand.Account
			}
			if at, err := time.Parse(time.RFC3339, e.Hand.At); err == nil {
				d.Day = e.Hand.At[:len("2006-01-02")]
				if !brought.IsZero() {
					d.Seconds = int64(at.Sub(brought) / time.Second)
				}
			}
			c.Decisions = append(c.Decisions, d)
		case record.Charged:
			outcome(map[string]string{"no-true-bill": figures.NoTrueBill, "dismissed": figures.Dismissed, "acquitted": figures.Acquitted, "convicted": figures.Convicted}[x.Charge.Act])
		case record.ProceedingHeld:
			if x.Proceeding.Result == record.Suppression {
				outcome(figures.Suppressed)
			}
		}
	}
	return &c
}

// codeOf is the code of the check in the id of a flaw, such as S2@purse.2.
func codeOf(flaw string) string {
	for i := range len(flaw) {
		if flaw[i] == '@' {
			return flaw[:i]
		}
	}
	return flaw
}

// Figures counts what came of the applications, for one who may read figures and no matter. What is under seal is not opened for it, and not
// counted.
func (c *Clerk) Figures(ctx context.Context, by Caller) (figures.Report, error) {
	if err := c.Allowed(ctx, by, access.ReadFigures); err != nil {
		return figures.Report{}, err
	}
	day := c.now().UTC().Format("2006-01-02")
	titles := map[string]string{}
	for _, k := range review.Checks() {
		titles[k.Code] = k.Title
	}
	title := func(code string) string { return titles[code] }
	c.figures.mu.Lock()
	defer c.figures.mu.Unlock()
	var state string
	var table figures.Table
	err := c.store.View(ctx, func(tx store.Tx) error {
		var err error
		if state, err = c.figuresState(tx); err != nil || state == "" || c.figures.of == state+" "+day {
			return err
		}
		table, err = c.table(tx)
		return err
	})
	switch {
	case err != nil:
		return figures.Report{}, err
	case state == "":
		all, err := c.allCounted(ctx)
		if err != nil {
			return figures.Report{}, err
		}
		return figures.Count(all, day, figures.Usual(), title)
	case table != nil:
		r, err := table.Report(day, figures.Usual(), title)
		if err != nil {
			return r, err
		}
		c.figures.of, c.figures.report = state+" "+day, r
	}
	return c.figures.report, nil
}

// allCounted is what is counted of all matters, from their summaries.
func (c *Clerk) allCounted(ctx context.Context) ([]figures.Application, error) {
	var all []figures.Application
	open := false
	for q := (store.Query{Kinds: []string{"matter"}, Sealed: &open, Limit: 500}); ; {
		var rows []store.Row
		err := c.store.View(ctx, func(tx store.Tx) error {
			var err error
			if rows, err = tx.Rows(q); err != nil {
				return err
			}
			roll, _, err := c.readRoll(ctx, tx)
			if err != nil {
				return err
			}
			for _, r := range rows {
				minute := record.When(c.now().UTC().Format("2006-01-02T15:04"))
				if z, err := c.zone(roll, r.Court); err == nil {
					minute = record.When(c.now().In(z).Format("2006-01-02T15:04"))
				}
				list, err := c.countedIn(ctx, tx, r, minute)
				if err != nil {
					return err
				}
				all = append(all, list...)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(rows) < q.Limit {
			return all, nil
		}
		q.After = rows[len(rows)-1].Cursor()
	}
}

// tabulate makes the table of figures, if there is none that is whole: from the entries, in one transaction.
func (c *Clerk) tabulate(ctx context.Context) error {
	var state string
	err := c.store.View(ctx, func(tx store.Tx) (err error) {
		state, err = c.figuresState(tx)
		return err
	})
	if err != nil || state != "" {
		return err
	}
	return c.store.Update(ctx, func(tx store.Tx) error {
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		t := figures.Table{}
		for q := (store.Query{Kinds: []string{"matter"}, Limit: 500}); ; {
			rows, err := tx.Rows(q)
			if err != nil {
				return err
			}
			for _, r := range rows {
				f, err := c.read(ctx, tx, r.Stream)
				if destroyed(err) {
					continue
				}
				if err != nil {
					return err
				}
				z, err := c.zone(roll, f.m.Court)
				if err != nil {
					return err
				}
				for _, a := range c.contribution(f, z) {
					t.Add(&a, 1)
				}
			}
			if len(rows) < q.Limit {
				return c.putTable(tx, t)
			}
			q.After = rows[len(rows)-1].Cursor()
		}
	})
}

// countedIn is what is counted of a matter, from its summary; one that was made by an earlier release has to be made from the entries.
func (c *Clerk) countedIn(ctx context.Context, tx store.Tx, r store.Row, now record.When) ([]figures.Application, error) {
	key, err := c.dataKey(ctx, r.Stream)
	if destroyed(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	plain, err := vault.OpenField(key, fieldSummary, r.Text)
	if err != nil {
		return nil, err
	}
	var s Summary
	if err := json.Unmarshal(plain, &s); err != nil {
		return nil, err
	}
	var list []figures.Application
	for _, x := range s.Applications {
		if x.Sealed {
			continue
		}
		if x.Counted == nil {
			f, err := c.read(ctx, tx, r.Stream)
			if err != nil {
				return nil, err
			}
			if f.m.Application(x.ID) == nil || f.m.SealedAt(x.ID, now) {
				continue
			}
			x.Counted = f.counted(x.ID)
		}
		x.Counted.Court = s.Court
		list = append(list, *x.Counted)
	}
	return list, nil
}
