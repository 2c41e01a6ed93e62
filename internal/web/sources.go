package web

import (
	"cmp"
	"html/template"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// title is how people refer to a source, or else its kind.
func title(s *record.Source) string {
	if s.Title != "" {
		return report.Upper(s.Title)
	}
	return report.Upper(string(s.Kind)) + " " + string(s.ID)
}

// titles lists sources by title.
func titles(m *record.Matter, ids []record.SourceID) string {
	var names []string
	for _, id := range ids {
		name := string(id)
		if s := m.Source(id); s != nil {
			name = lower(title(s))
		}
		names = append(names, name)
	}
	return joinWords(names)
}

// sourceHead says where a source stands, who is heard or speaks, who wrote it and keeps it, and what is not known.
func sourceHead(m *record.Matter, s *record.Source) string {
	var says []string
	add := func(text string) {
		if text != "" {
			says = append(says, report.Upper(text)+".")
		}
	}
	add(locator(s.Locator))
	if s.Time == "" || !s.Time.Known() {
		add("the time is " + s.Time.String())
	}
	for _, t := range s.Speakers {
		add(speaker(m, t))
	}
	if s.Declarant != "" {
		add("said by " + personName(m, s.Declarant))
	}
	if s.Author != "" {
		add("written by " + personName(m, s.Author))
	} else if s.Kind == record.Intercept {
		add("written by someone whom the record does not name")
	}
	if s.Maker != "" {
		add("from " + s.Maker)
	}
	if t := s.Translated; t != nil {
		by := "someone whom the record does not name"
		if t.By != "" {
			by = personName(m, t.By)
		}
		add("translated from " + t.From + " by " + by)
	}
	if t := s.Track; t != nil {
		add(cmp.Or(t.Basis, "how the informant knew is not stated"))
		add(cmp.Or(t.Record, "no track record is stated"))
		add(t.Motive)
		add(t.Interest)
	}
	add(map[record.Seen]string{record.FirstHand: "the affiant heard or saw it", record.Read: "the affiant read it", record.Told: "the affiant was told of it"}[s.Seen])
	switch s.Extent() {
	case record.Excerpt:
		add("printed in part")
	case record.None:
		add("its text is not in the record; it is known only through other papers")
	}
	add(s.Note)
	return strings.Join(says, " ")
}

// locator writes where a source stands: Reel 7, Side 1, Footage 30–48, App. 78.
func locator(l record.Locator) string {
	var parts []string
	for _, p := range []struct{ name, value string }{
		{"Reel ", l.Reel}, {"Side ", l.Side}, {"Footage ", l.Footage}, {"Session ", l.Session}, {"at ", l.Offset}, {"", l.Page},
	} {
		if p.value != "" {
			parts = append(parts, p.name+dash(p.value))
		}
	}
	return strings.Join(parts, ", ")
}

// speaker says who is heard, and how that is known.
func speaker(m *record.Matter, t record.Talker) string {
	s := t.As
	switch {
	case t.Person != "" && personName(m, t.Person) != t.As:
		s += " is " + personName(m, t.Person)
	case t.Person == "":
		s += " is not identified"
	default:
		s += " is heard"
	}
	if t.By != "" {
		s += ", by " + t.By
	}
	if len(t.Cites) > 0 {
		var ids []record.SourceID
		for _, c := range t.Cites {
			ids = append(ids, c.Source)
		}
		s += ", compared with " + titles(m, ids)
	}
	if t.Claimed != "" && t.Claimed != t.As {
		s += ", and gives the name “" + t.Claimed + "”"
	}
	return s
}

// personName names a person of the record, and says so where no name is known.
func personName(m *record.Matter, id record.PersonID) string {
	p := m.Person(id)
	switch {
	case p == nil:
		return string(id)
	case p.Name == string(record.Unknown) || p.Name == "":
		return "someone whose name is unknown"
	}
	return p.Name
}

// fillOrder says what is known of an order under which sources were gathered.
func fillOrder(m *record.Matter, o *record.Order) block {
	var says []string
	add := func(text string) { says = append(says, report.Upper(text)+".") }
	if o.Court != "" {
		add(o.Court)
	}
	if o.By != "" {
		add("made by " + personName(m, o.By))
	}
	if o.Target != "" {
		add("for " + o.Target)
	}
	var covers []string
	for _, p := range o.Persons {
		covers = append(covers, personName(m, p))
	}
	if o.Others {
		covers = append(covers, "others as yet unknown")
	}
	if len(covers) > 0 {
		add("it covers " + joinWords(covers))
	}
	if o.Kind == record.Interception || o.From != "" || o.Until != "" {
		add("from " + o.From.String() + " until " + o.Until.String())
	}
	if len(o.Offences) > 0 {
		add("offences: " + joinWords(o.Offences))
	} else if o.Kind == record.Interception {
		add("its offences are not stated")
	}
	if o.Kind == record.Interception {
		add("minimised: " + duty(o.Minimisation) + "; sealed: " + duty(o.Sealed))
	}
	return block{ID: "order-" + string(o.ID), Title: report.Upper(strings.ReplaceAll(string(o.Kind), "-", " ")) + " order",
		Head: template.HTML(template.HTMLEscapeString(strings.Join(says, " ")))}
}

func duty(p record.Performance) string {
	switch p {
	case record.Done:
		return "yes"
	case record.NotDone:
		return "no"
	}
	return "unknown"
}

// tails are the papers below the affidavit: the oath and the magistrate's act, the warrant, what was offered with it.
func tails(m *record.Matter, app *record.Application) []tail {
	var out []tail
	if o := app.Oath; o == nil {
		out = append(out, tail{Label: "Oath", Says: "None is in the record."})
	} else {
		t := tail{Label: "Oath", Says: ended("Taken " + onDate(o.Time))}
		if o.By != "" {
			t.Says = ended("Taken before " + personName(m, o.By) + ", " + onDate(o.Time))
		}
		switch o.Means {
		case "", "unknown":
			t.Note = "How it was taken is not in the record."
		case "in-person":
			t.Note = "In person."
		default:
			t.Note = "By " + strings.ReplaceAll(o.Means, "-", " ") + "."
		}
		for _, c := range o.Confirmed {
			t.Note += " " + ended("Confirmed by "+personName(m, c.By)+", who heard it "+onDate(c.Heard))
		}
		out = append(out, t)
	}
	for _, p := range app.Presentments {
		for _, d := range p.Decisions {
			t := tail{Label: "The magistrate’s act", Says: personName(m, p.Magistrate) + ": " + d.Act}
			if len(d.Respondents) > 0 {
				var who []string
				for _, id := range d.Respondents {
					who = append(who, personName(m, id))
				}
				t.Says += " for " + joinWords(who)
			}
			t.Says += ", " + onDate(cmp.Or(d.Time, p.Time))
			if d.Finding != "" {
				t.Says += "; “" + d.Finding + "”"
			}
			t.Says = ended(t.Says)
			if p.Unsworn != "" {
				t.Note = "Said and not sworn: " + p.Unsworn
			}
			out = append(out, t)
		}
	}
	if w := app.Warrant; w != nil {
		t := tail{Label: "The warrant below it", Says: w.Text}
		var names []string
		if w.Person != "" {
			names = append(names, "Names "+w.Person+".")
		}
		if w.Place != "" {
			names = append(names, "Describes "+w.Place+".")
		}
		if len(w.Items) > 0 {
			names = append(names, "Lists "+strings.Join(w.Items, "; ")+".")
		}
		if w.Attached {
			names = append(names, "The affidavit is attached.")
		}
		t.Note = strings.Join(names, " ")
		if t.Says == "" {
			t.Says, t.Note = t.Note, ""
		}
		out = append(out, t)
	}
	if c := app.Complaint; c != nil {
		t := tail{Label: "Offered with it: the complaint", Says: c.Text, Note: "Not itself sworn to."}
		if c.Sworn {
			t.Note = "Sworn to."
		}
		out = append(out, t)
	}
	return out
}
