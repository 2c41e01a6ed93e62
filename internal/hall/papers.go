package hall

import (
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// A papersPage is an application as one calm document: the four corners, and below it what was decided on them.
type papersPage struct {
	chrome
	Matter, Back string
	Paper        paperPart
	Decided      []saidDecision // on every presentment, the first first
	Words        string         // whose words they are in
}

// A paperPart is the papers of an application, ready to be set. Other pages set it as well (template "paper").
type paperPart struct {
	What, Court, Agency string
	Affiant             string
	Against             []string
	Place, Offence      string
	Statute             string
	Items               []string
	Elements            []string
	Complaint           []string // paragraphs
	ComplaintSworn      bool
	Heading             string
	Assertions          []assertionPart
	Oath                string
	Warrant             []string
	WarrantNames        string
	Attached            bool
	Testimony           []string
	Earlier             []string
	Sources             []sourcePart
	Digest              string
	Words               int
}

// An assertionPart is one numbered assertion.
type assertionPart struct {
	N          int
	Text       string
	Basis      string
	Cites      []citePart
	Readings   []string
	Identifies []string
	RestsOn    string
}

type citePart struct{ Says, Href string }

// A sourcePart is a source, ready to be set (template "source").
type sourcePart struct {
	ID, Title, Kind, Head string
	By                    string
	Printed               string
	Cited                 []int // the paragraphs of the same page that cite it, as places to go back to
	Lines                 []linePart
}

type linePart struct {
	N         int
	Speaker   string
	Text, Cut string
	Summary   bool
}

func (v *visit) papers() error {
	x, a, err := v.readApp(access.ReadPapers)
	if err != nil {
		return err
	}
	part, err := v.paperOf(x, a)
	if err != nil {
		return err
	}
	p := papersPage{v.chrome(part.What), x.Matter.Title, "/matters/" + string(x.Matter.ID), part, nil, ""}
	for i := range a.Presentments {
		p.Decided = append(p.Decided, decisionsOn(&x.Matter, a, &a.Presentments[i])...)
	}
	p.Words = wordsOf(p.Decided)
	return v.show(200, "papers.html", p)
}

// paperOf makes the papers of an application ready, as the reader may see them.
func (v *visit) paperOf(x *clerk.View, a *record.Application) (paperPart, error) {
	m := &x.Matter
	named, err := v.earlierNamed(m, a)
	if err != nil {
		return paperPart{}, err
	}
	p := paperPart{What: "Application for " + map[record.AppKind]string{record.Arrest: "an arrest warrant", record.Search: "a search warrant"}[a.Kind], Court: v.courtName(m.Court), Agency: v.agencyName(m.Agency),
		Affiant: whom(m, a.Affiant), Offence: a.Offence.Title, Statute: a.Offence.Statute, Items: a.Items, Heading: a.Affidavit.Heading}
	for _, r := range a.Respondents {
		p.Against = append(p.Against, whom(m, r))
	}
	if a.Place != nil {
		p.Place = a.Place.All()
	}
	for _, e := range a.Offence.Elements {
		p.Elements = append(p.Elements, e.Title)
	}
	if a.Complaint != nil {
		p.Complaint, p.ComplaintSworn = paragraphs(a.Complaint.Text), a.Complaint.Sworn
	}
	for i := range a.Affidavit.Assertions {
		s := assertionOf(x, a, &a.Affidavit.Assertions[i])
		p.Assertions = append(p.Assertions, s)
		p.Words += len(strings.Fields(s.Text))
	}
	if o := a.Oath; o != nil {
		p.Oath = oathSays(m, a)
	}
	if w := a.Warrant; w != nil {
		p.Warrant, p.Attached = paragraphs(w.Text), w.Attached
		p.WarrantNames = strings.Join(nonEmpty(w.Person, w.Place, strings.Join(w.Items, "; ")), ". ")
	}
	for _, t := range a.Testimony {
		under := "not under oath"
		if t.Sworn {
			under = "under oath"
		}
		p.Testimony = append(p.Testimony, fmt.Sprintf("%s, %s: %s", whom(m, t.By), under, t.Text))
	}
	for _, pr := range a.Presentments {
		for _, told := range pr.Disclosed {
			p.Earlier = append(p.Earlier, disclosedSays(told, named))
		}
	}
	within := map[record.SourceID]bool{}
	for _, s := range a.Affidavit.Incorporates {
		within[s] = true
	}
	for _, o := range a.Opened {
		within[o.Source] = true
	}
	for i := range m.Sources {
		if within[m.Sources[i].ID] {
			p.Sources = append(p.Sources, sourceOf(m, &m.Sources[i]))
		}
	}

	p.Digest, err = clerk.PapersDigest(m, a.ID)
	return p, err
}

func assertionOf(x *clerk.View, a *record.Application, s *record.Assertion) assertionPart {
	m := &x.Matter
	out := assertionPart{N: s.N, Text: s.Text, Basis: basisSays(s.Basis)}
	if s.Summary {
		out.Basis = strings.TrimPrefix(out.Basis+", told in substance", ", ")
	}
	for _, c := range s.Cites {
		part := citePart{Says: citeSays(m, c)}
		if m.Source(c.Source) != nil { // it may be read
			part.Href = fmt.Sprintf("/matters/%s/sources/%s?application=%s#line-%d", m.ID, c.Source, a.ID, c.From)
		}
		out.Cites = append(out.Cites, part)
	}
	for _, r := range s.Readings {
		out.Readings = append(out.Readings, readingSays(r))
	}
	for _, i := range s.Identifies {
		out.Identifies = append(out.Identifies, identifiesSays(m, i))
	}
	if len(s.RestsOn) > 0 {
		out.RestsOn = restsSays(s)
	}
	return out
}

// restsSays says on which assertions one rests.
func restsSays(s *record.Assertion) string {
	var ns []string
	for _, n := range s.RestsOn {
		ns = append(ns, fmt.Sprint(n))
	}
	return "rests on ¶ " + strings.Join(ns, ", ")
}

// basisSays says how the affiant knows.
func basisSays(b record.Basis) string {
	return map[record.Basis]string{record.Observed: "own observation", record.Reported: "told or read", record.Inferred: "concluded"}[b]
}

func citeSays(m *record.Matter, c record.Cite) string {
	name := string(c.Source)
	if s := m.Source(c.Source); s != nil {
		name = sourceTitle(s)
	}
	switch {
	case c.From == 0:
	case c.To > c.From:
		name += fmt.Sprintf(", lines %d–%d", c.From, c.To)
	default:
		name += fmt.Sprintf(", line %d", c.From)
	}
	if c.Words != "" {
		name += " “" + c.Words + "”"
	}
	return name
}

func readingSays(r record.Reading) string {
	s := "“" + r.Words + "” is read to mean " + r.Means
	if r.Basis != "" {
		s += ": " + r.Basis
	}
	return s
}

func identifiesSays(m *record.Matter, i record.Identification) string {
	s := "“" + i.Name + "” is said to be " + whom(m, i.Person)
	if i.Basis != "" {
		s += ": " + i.Basis
	}
	return s
}

func oathSays(m *record.Matter, a *record.Application) string {
	o := a.Oath
	s := "Sworn to by " + whom(m, a.Affiant)
	if o.By != "" {
		s += " before " + whom(m, o.By)
	}
	switch {
	case o.Means == "" && o.Here:
		s += ", it is not said how"
	case o.Means != "":
		s += ", " + strings.ReplaceAll(string(o.Means), "-", " ")
	}
	if o.Time != "" {
		s += ", " + o.Time.String()
	}
	s = sentence(s)
	if !o.Here {
		s += " This is recounted; it was not sworn to here."
	}
	for _, c := range o.Confirmed {
		s += " " + confirmedSays(m, a, c)
	}
	return s
}

func sourceTitle(s *record.Source) string {
	if s.Title != "" {
		return s.Title
	}
	return report.Upper(string(s.Kind)) + " " + string(s.ID)
}

func sourceOf(m *record.Matter, s *record.Source) sourcePart {
	p := sourcePart{ID: string(s.ID), Title: sourceTitle(s), Kind: string(s.Kind)}
	l := s.Locator
	var where []string
	for _, x := range [][2]string{{"Reel", l.Reel}, {"Side", l.Side}, {"Footage", l.Footage}, {"Session", l.Session}, {"Offset", l.Offset}, {"", l.Page}} {
		if x[1] != "" {
			where = append(where, strings.TrimSpace(x[0]+" "+x[1]))
		}
	}
	if s.Time != "" {
		where = append([]string{s.Time.String()}, where...)
	}
	p.Head = strings.Join(where, ", ")
	if s.Author != "" {
		p.By = whom(m, s.Author)
	} else {
		p.By = s.Maker
	}
	if e := s.Extent(); e != record.Full {
		p.Printed = map[record.Printed]string{record.Excerpt: "An excerpt; the rest is not in the record.", record.None: "Its text is not in the record."}[e]
	}
	for _, l := range s.Lines {
		p.Lines = append(p.Lines, linePart{l.N, l.Speaker, l.Text, l.Cut, l.Summary})
	}
	return p
}

// paragraphs parts a text at its empty lines.
func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
