package hall

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A draftsPage is how an application came to be written, and what differs between two of its drafts.
type draftsPage struct {
	chrome
	Matter, Back, Base string
	Drafts             []draftRow
	From, To           int
	Changes            []changeRow
	Same               bool
	Writes             bool // the reader may write on the papers
}

type draftRow struct {
	Seq           int
	Who, Did, At  string
	IsFrom, IsTo  bool
	Words, Number int
}

type changeRow struct {
	Where string
	Says  template.HTML
}

func (v *visit) drafts() error {
	x, a, err := v.readApp(access.ReadFlaws)
	if err != nil {
		return err
	}
	if stage := x.Matter.Stage(a, x.Now); stage != record.Drafting {
		return fault.Errorf(fault.Conflict, "the papers of this application are closed: it is %s", stageSays(stage))
	}
	list, err := v.Clerk.Drafts(v.r.Context(), v.caller(), x.Matter.ID, a.ID)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fault.Errorf(fault.NotFound, "There is no draft.")
	}
	p := draftsPage{chrome: v.chrome("Drafts: " + x.Matter.Title), Matter: x.Matter.Title, Back: "/matters/" + string(x.Matter.ID), Base: "/matters/" + string(x.Matter.ID) + "/applications/" + string(a.ID)}
	pick := func(name string, usual int) int {
		n, err := strconv.Atoi(v.r.FormValue(name))
		if i := slices.IndexFunc(list, func(d clerk.Draft) bool { return d.Line.Seq == n }); err == nil && i >= 0 {
			return i
		}
		return usual
	}
	from, to := pick("from", max(0, len(list)-2)), pick("to", len(list)-1)
	p.From, p.To = list[from].Line.Seq, list[to].Line.Seq
	for i, d := range slices.Backward(list) {
		r := draftRow{Seq: d.Line.Seq, Did: didIt(d.Line.Kind), IsFrom: i == from, IsTo: i == to, Number: len(d.Application.Affidavit.Assertions)}
		if h := d.Line.Hand; h != nil {
			r.At, r.Who = atSays(h.At), handSays(v.roll, &x.Matter, h)
		}
		for _, s := range d.Application.Affidavit.Assertions {
			r.Words += len(strings.Fields(s.Text))
		}
		p.Drafts = append(p.Drafts, r)
	}
	p.Changes = changes(&x.Matter, &list[from].Application, &list[to].Application)
	p.Same, p.Writes = len(p.Changes) == 0, x.May("assertion-drafted", a.ID).May
	p.Styles = []string{"editor.css"}
	return v.show(200, "drafts.html", p)
}

// changes says what differs between two drafts, assertion by assertion, word by word.
func changes(m *record.Matter, from, to *record.Application) []changeRow {
	var rows []changeRow
	numbers := map[int]bool{}
	for _, a := range []*record.Application{from, to} {
		for _, s := range a.Affidavit.Assertions {
			numbers[s.N] = true
		}
	}
	text := func(a *record.Application, n int) string {
		s := a.Assertion(n)
		if s == nil {
			return ""
		}
		parts := []string{s.Text}
		if s.Basis != "" {
			parts = append(parts, "["+basisSays(s.Basis)+"]")
		}
		for _, c := range s.Cites {
			parts = append(parts, "["+citeSays(m, c)+"]")
		}
		for _, r := range s.Readings {
			parts = append(parts, "["+readingSays(r)+"]")
		}
		for _, i := range s.Identifies {
			parts = append(parts, "["+identifiesSays(m, i)+"]")
		}
		if len(s.RestsOn) > 0 {
			parts = append(parts, "["+restsSays(s)+"]")
		}
		return strings.Join(parts, " ")
	}
	add := func(where, a, b string) {
		if a != b {
			rows = append(rows, changeRow{where, differ(a, b)})
		}
	}
	var list []int
	for n := range numbers {
		list = append(list, n)
	}
	slices.Sort(list)
	for _, n := range list {
		add(pilcrow(n), text(from, n), text(to, n))
	}
	for _, s := range []struct {
		where string
		of    func(*record.Application) string
	}{
		{"Offence", func(a *record.Application) string { return a.Offence.Title + " " + a.Offence.Statute }},
		{"Against", func(a *record.Application) string {
			var names []string
			for _, p := range a.Respondents {
				names = append(names, whom(m, p))
			}
			return strings.Join(names, ", ")
		}},
		{"Place", func(a *record.Application) string {
			if a.Place == nil {
				return ""
			}
			return a.Place.All()
		}},
		{"To be seized", func(a *record.Application) string { return strings.Join(a.Items, "; ") }},
		{"Complaint", func(a *record.Application) string {
			if a.Complaint == nil {
				return ""
			}
			return a.Complaint.Text
		}},
		{"Proposed warrant", func(a *record.Application) string {
			if a.Warrant == nil {
				return ""
			}
			return strings.Join(nonEmpty(a.Warrant.Person, a.Warrant.Place, a.Warrant.Text), " ")
		}},
	} {
		add(s.where, s.of(from), s.of(to))
	}
	return rows
}

// mostDiffered is how many words of a text are compared one by one; longer ones are shown whole.
const mostDiffered = 1500

// differ sets the words that went and came, by the longest common subsequence.
func differ(a, b string) template.HTML {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > mostDiffered || len(y) > mostDiffered {
		return wrapped("del", x) + wrapped("ins", y)
	}
	l := make([][]int16, len(x)+1)
	for i := range l {
		l[i] = make([]int16, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				l[i][j] = l[i+1][j+1] + 1
			} else {
				l[i][j] = max(l[i+1][j], l[i][j+1])
			}
		}
	}
	var out template.HTML
	i, j := 0, 0
	for i < len(x) || j < len(y) {
		i0, j0 := i, j
		for i < len(x) && j < len(y) && x[i] == y[j] {
			i, j = i+1, j+1
		}
		out += wrapped("", x[i0:i])
		i0, j0 = i, j
		for i < len(x) || j < len(y) {
			if i < len(x) && j < len(y) && x[i] == y[j] {
				break
			}
			if j == len(y) || i < len(x) && l[i+1][j] >= l[i][j+1] {
				i++
			} else {
				j++
			}
		}
		out += wrapped("del", x[i0:i]) + wrapped("ins", y[j0:j])
	}
	return out
}

func wrapped(tag string, words []string) template.HTML {
	if len(words) == 0 {
		return ""
	}
	text := template.HTMLEscapeString(strings.Join(words, " "))
	if tag == "" {
		return template.HTML(text + " ")
	}
	says := map[string]string{"del": "taken out: ", "ins": "put in: "}[tag]
	return template.HTML("<" + tag + `><span class="vh">` + says + "</span>" + text + "</" + tag + "> ")
}
