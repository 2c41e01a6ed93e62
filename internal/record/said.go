package record

import "github.com/affiant-project/affiant/internal/fault"

// StatementMade notes that someone disputes or concedes a thing, says that it is unknown, or states that a factor of the casebook is
// there. It comes after the sources it cites and the applications it touches.
type StatementMade struct {
	Statement Statement `json:"statement"`
}

// Kind is the name of the event in stored bytes.
func (StatementMade) Kind() string { return "statement-made" }

// Version is that of its form.
func (StatementMade) Version() int { return 1 }

func (e StatementMade) apply(d *docket) error {
	for _, c := range e.Statement.Cites {
		if !d.sources[c.Source] {
			return fault.Errorf(fault.Conflict, "no source %q has been logged", string(c.Source))
		}
	}
	if a := e.Statement.Application; a != "" {
		if _, err := d.application(a); err != nil {
			return err
		}
	}
	if err := d.named(e.Statement.Respondents...); err != nil {
		return err
	}
	d.m.Statements = append(d.m.Statements, e.Statement)
	return nil
}

// ProceedingHeld notes a later proceeding. It comes after the persons it names.
type ProceedingHeld struct {
	Proceeding Proceeding `json:"proceeding"`
}

// Kind is the name of the event in stored bytes.
func (ProceedingHeld) Kind() string { return "proceeding-held" }

// Version is that of its form.
func (ProceedingHeld) Version() int { return 1 }

func (e ProceedingHeld) apply(d *docket) error {
	who := e.Proceeding.Plaintiffs
	for _, s := range e.Proceeding.Defendants {
		who = append(who[:len(who):len(who)], s.Person)
	}
	if err := d.named(who...); err != nil {
		return err
	}
	if a := e.Proceeding.Application; a != "" {
		if _, err := d.application(a); err != nil {
			return err
		}
	}
	d.m.Proceedings = append(d.m.Proceedings, e.Proceeding)
	return nil
}

// RulingMade notes a ruling on a flaw or on a question of law: kept, if it was made, or else supposed. It comes at any
// time; the last ruling on a flaw holds.
type RulingMade struct {
	Ruling Ruling `json:"ruling"`
}

// Kind is the name of the event in stored bytes.
func (RulingMade) Kind() string { return "ruling-made" }

// Version is that of its form.
func (RulingMade) Version() int { return 1 }

func (e RulingMade) apply(d *docket) error {
	d.m.Rulings = append(d.m.Rulings, e.Ruling)
	return nil
}
