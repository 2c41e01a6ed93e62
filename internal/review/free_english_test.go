package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// oneSource is the check that everything rests on one source, as a paper of these tables does.
const oneSource = "O5"

// TestFreePapers holds every check to whole papers that are sound.
func TestFreePapers(t *testing.T) {
	for i, g := range rowsOf[plains](t, "free-papers.yaml") {
		for k, w := range g.Papers {
			for _, f := range raised(g.matter(t, w), doctrine.Default()) {
				if f.Assertion > 0 && f.Check.Code != oneSource && f.Force != Note {
					t.Errorf("group %d, paper %d: %s: %s", i+1, k+1, f.ID, f.Message)
				}
			}
		}
	}
}

// A plain is one paper of testdata/free-english.yaml, on the sources of its group unless it has lines of its own.
type plain struct {
	Lines []string `yaml:"lines"`
	Sworn []string `yaml:"sworn"` // "r 1-2: text": the basis, the lines cited or <the assertions rested on, the words
	IDs   []string `yaml:"ids"`   // "1: Shorty = kroll @2; basis": the assertion, the name, the person, a line cited, the basis
	Want  []int    `yaml:"want"`  // the assertions at which the check finds a flaw
	Asked []int    `yaml:"asked"` // in passed-over.yaml, those at which it has a query
}

type plains struct {
	Check     string            `yaml:"check"`
	Kind      record.SourceKind `yaml:"kind"`
	Author    record.PersonID   `yaml:"author"`
	Declarant record.PersonID   `yaml:"declarant"`
	Seen      record.Seen       `yaml:"seen"`
	Speakers  []string          `yaml:"speakers"` // "Shorty" claims a name, "man" does not, "Kroll=kroll" is known
	People    []string          `yaml:"people"`   // "id|name|alias|role|home|to as tie"
	Lines     []string          `yaml:"lines"`    // "Shorty> text" where there are speakers
	Record    string            `yaml:"record"`   // what is known of an informant
	Motive    string            `yaml:"motive"`
	Place     string            `yaml:"place"` // makes it an application for a search
	Papers    []plain           `yaml:"papers"`
}

func (g plains) matter(t *testing.T, w plain) *record.Matter {
	t.Helper()
	s := record.Source{ID: "told", Kind: g.Kind, Title: "Paper 7", Author: g.Author, Declarant: g.Declarant, Seen: g.Seen}
	if g.Record != "" || g.Motive != "" {
		s.Track = &record.Track{Record: g.Record, Motive: g.Motive}
	}
	for _, x := range g.Speakers {
		as, who, known := strings.Cut(x, "=")
		talker := record.Talker{As: as, Person: record.PersonID(who)}
		switch {
		case known:
			talker.By = "subscriber"
		case as != strings.ToLower(as):
			talker.Claimed = as
		}
		s.Speakers = append(s.Speakers, talker)
	}
	lines := g.Lines
	if len(w.Lines) > 0 {
		lines = w.Lines
	}
	for i, l := range lines {
		speaker, text, ok := strings.Cut(l, "> ")
		if !ok {
			speaker, text = "", l
		}
		s.Lines = append(s.Lines, record.Line{N: i + 1, Text: text, Speaker: speaker})
	}
	m := &record.Matter{
		ID: "plain", Title: "plain", Jurisdiction: "us",
		People: []record.Person{
			{ID: "mora", Name: "Grace Mora", Roles: []record.Role{record.Affiant, record.Officer}},
			{ID: "diaz", Name: "Luis Diaz", Aliases: []string{"Officer Diaz"}, Roles: []record.Role{record.Officer}},
			{ID: "nunn", Name: "Paula Nunn", Roles: []record.Role{record.Custodian}},
			{ID: "reyes", Name: "Alma Reyes", Roles: []record.Role{record.Witness}},
			{ID: "kroll", Name: "Dennis Kroll", Roles: []record.Role{record.Respondent}, Home: "14 Birch Lane"},
		},
		Sources: []record.Source{s},
	}
	for _, x := range g.People {
		f := append(strings.Split(x, "|"), "", "", "", "", "")
		who := record.Person{ID: record.PersonID(f[0]), Name: f[1], Home: f[4]}
		if f[2] != "" {
			who.Aliases = strings.Split(f[2], ",")
		}
		if f[3] != "" {
			who.Roles = []record.Role{record.Role(f[3])}
		}
		if to, as, ok := strings.Cut(f[5], " as "); ok {
			who.Ties = []record.Tie{{To: record.PersonID(to), As: as}}
		}
		m.People = append(m.People, who)
	}
	app := record.Application{ID: "a", Kind: record.Arrest, Affiant: "mora", Respondents: []record.PersonID{"kroll"}}
	if g.Place != "" {
		app.Kind, app.Place = record.Search, &record.Place{Describe: g.Place}
	}
	for i, x := range w.Sworn {
		how, text, ok := strings.Cut(x, ": ")
		if !ok {
			t.Fatalf("no basis: %s", x)
		}
		a := record.Assertion{N: i + 1, Text: text, Basis: map[byte]record.Basis{'r': record.Reported, 'o': record.Observed, 'i': record.Inferred}[how[0]]}
		for _, c := range strings.FieldsFunc(how[1:], func(r rune) bool { return r == ' ' || r == ',' || r == '-' && how[1:] == " -" }) {
			if n, ok := strings.CutPrefix(c, "<"); ok {
				a.RestsOn = append(a.RestsOn, lineIn(t, n))
				continue
			}
			from, to, ranged := strings.Cut(c, "-")
			if !ranged {
				to = from
			}
			a.Cites = append(a.Cites, record.Cite{Source: "told", From: lineIn(t, from), To: lineIn(t, to)})
		}
		app.Affidavit.Assertions = append(app.Affidavit.Assertions, a)
	}
	for _, x := range w.IDs {
		at, rest, _ := strings.Cut(x, ": ")
		rest, basis, _ := strings.Cut(rest, "; ")
		name, who, _ := strings.Cut(rest, " = ")
		who, line, cited := strings.Cut(who, " @")
		id := record.Identification{Name: name, Person: record.PersonID(who), Basis: basis}
		if cited {
			id.Cites = []record.Cite{{Source: "told", From: lineIn(t, line), To: lineIn(t, line)}}
		}
		a := &app.Affidavit.Assertions[lineIn(t, at)-1]
		a.Identifies = append(a.Identifies, id)
	}
	m.Applications = []record.Application{app}
	return m
}

func lineIn(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestFreeEnglish holds checks of who, of what was left out and of form to papers in the free wording of officers: the true ones
// raise no flaw of the check, the faulty ones raise it where the row says.
func TestFreeEnglish(t *testing.T) {
	for _, g := range slices.Concat(rowsOf[plains](t, "free-english.yaml"), rowsOf[plains](t, "free-english-2.yaml"), rowsOf[plains](t, "free-english-3.yaml"), rowsOf[plains](t, "free-english-5.yaml"), rowsOf[plains](t, "free-english-6.yaml"), rowsOf[plains](t, "free-english-7.yaml"), rowsOf[plains](t, "free-english-8.yaml"), rowsOf[plains](t, "free-english-9.yaml"), rowsOf[plains](t, "free-english-10.yaml"), rowsOf[plains](t, "free-english-11.yaml"), rowsOf[plains](t, "free-english-12.yaml"), rowsOf[plains](t, "free-english-13.yaml"), rowsOf[plains](t, "free-english-16.yaml"), rowsOf[plains](t, "same-slot.yaml")) {
		for i, w := range g.Papers {
			t.Run(fmt.Sprintf("%s/%d", g.Check, i+1), func(t *testing.T) {
				var got []int
				for _, f := range raised(g.matter(t, w), doctrine.Default()) {
					if f.Check.Code == g.Check && !slices.Contains(got, f.Assertion) {
						got = append(got, f.Assertion)
					}
				}
				slices.Sort(got)
				if diff := cmp.Diff(w.Want, got); diff != "" {
					t.Errorf("%s\n%s", strings.Join(w.Sworn, "\n"), diff)
				}
			})
		}
	}
}
