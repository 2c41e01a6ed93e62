package hall

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// An openPart is the assertion that is open, as a form.
type openPart struct {
	N          int
	New        bool
	Text       string
	Basis      string
	Cites      string
	CiteWrong  []string
	CiteList   []citePart
	Readings   []readingRow
	Identifies []identifyRow
	RestsOn    []option
	OnMore     bool // there are assertions before it that are not among RestsOn
	On         []string
	Paragraph  string // of the paper, if several share one
	People     []option
	Key, Head  string
}

type readingRow struct{ At, Words, Means, Basis string }

type identifyRow struct{ At, Name, Person, Basis, Cites string }

// OnHas reports whether an assertion is one that the open one rests on.
func (o openPart) OnHas(n string) bool { return slices.Contains(o.On, n) }

// openOf makes the form of the open assertion, and the assertion as far as it can be read.
func (v *visit) openOf(x *clerk.View, a *record.Application, form url.Values) (openPart, record.Assertion) {
	m := &x.Matter
	f := &former{m: m, a: a, form: form, me: x.Me}
	o := openPart{Text: form.Get("assertion.text"), Basis: form.Get("assertion.basis"), Cites: form.Get("assertion.cites"), On: form["assertion.rests_on"], Paragraph: form.Get("assertion.paragraph"), People: f.options("person"),
		Key: form.Get(fieldKey), Head: form.Get(fieldHead)}
	o.N, _ = strconv.Atoi(form.Get("assertion.n"))
	o.New = a.Assertion(o.N) == nil
	s := record.Assertion{N: o.N, Text: o.Text, Basis: record.Basis(o.Basis)}
	s.Paragraph, _ = strconv.Atoi(strings.TrimSpace(o.Paragraph))
	cites, wrong := readCites(m, o.Cites)
	s.Cites, o.CiteWrong = cites, wrong
	for _, c := range cites {
		o.CiteList = append(o.CiteList, citePart{Says: citeSays(m, c)})
	}
	for i := range f.rows("assertion.readings") {
		at := "assertion.readings." + strconv.Itoa(i) + "."
		row := readingRow{at, form.Get(at + "words"), form.Get(at + "means"), form.Get(at + "basis")}
		o.Readings = append(o.Readings, row)
		if row.Words != "" && row.Means != "" {
			s.Readings = append(s.Readings, record.Reading{Words: row.Words, Means: row.Means, Basis: row.Basis})
		}
	}
	for i := range f.rows("assertion.identifies") {
		at := "assertion.identifies." + strconv.Itoa(i) + "."
		row := identifyRow{at, form.Get(at + "name"), form.Get(at + "person"), form.Get(at + "basis"), form.Get(at + "cites")}
		o.Identifies = append(o.Identifies, row)
		if row.Name != "" && m.Person(record.PersonID(row.Person)) != nil {
			ic, _ := readCites(m, row.Cites)
			s.Identifies = append(s.Identifies, record.Identification{Name: row.Name, Person: record.PersonID(row.Person), Basis: row.Basis, Cites: ic})
		}
	}
	for _, n := range strings.Fields(strings.Join(o.On, " ")) {
		if n, err := strconv.Atoi(n); err == nil {
			s.RestsOn = append(s.RestsOn, n)
		}
	}
	var before []record.Assertion
	for _, t := range a.Affidavit.Assertions {
		if t.N < o.N {
			before = append(before, t)
		}
	}
	for i, t := range before {
		switch on := slices.Contains(s.RestsOn, t.N); {
		case on || i >= len(before)-2*mostBeside:
			o.RestsOn = append(o.RestsOn, option{strconv.Itoa(t.N), short(t.Text, 90)})
		default:
			o.OnMore = true
		}
	}
	o.On = nil
	for _, n := range s.RestsOn {
		o.On = append(o.On, strconv.Itoa(n))
	}
	return o, s
}

// readCites reads citations, one a line, and says of each that is none what is wrong with it.
func readCites(m *record.Matter, text string) (list []record.Cite, wrong []string) {
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		c, err := record.ParseCite(l)
		if err != nil {
			wrong = append(wrong, sentence(err.Error()))
			continue
		}
		s := m.Source(c.Source)
		if s == nil {
			wrong = append(wrong, "No source “"+string(c.Source)+"” has been logged.")
			continue
		}
		var words []string
		for n := c.From; n <= c.To && n-c.From < 500; n++ {
			if line := s.Find(n); line != nil {
				words = append(words, line.Text)
			}
		}
		switch {
		case c.From > 0 && len(words) == 0:
			wrong = append(wrong, sourceTitle(s)+" has no line "+strconv.Itoa(c.From)+".")
			continue
		case c.Words != "" && c.From > 0 && !strings.Contains(strings.Join(words, " "), c.Words):
			wrong = append(wrong, "The words “"+c.Words+"” do not stand in "+citeSays(m, record.Cite{Source: c.Source, From: c.From, To: c.To})+".")
			continue
		}
		list = append(list, c)
	}
	return list, wrong
}
