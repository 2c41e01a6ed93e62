package hall

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/exchange"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// importGroup brings in logs and reports: read, shown as they will be filed, and filed.
var importGroup = group{pages: []page{
	{route: "GET /matters/{matter}/import", serve: (*visit).importGet},
	{route: "POST /matters/{matter}/import", serve: (*visit).importPost},
}}

// mostImport is how many bytes are taken in of what is brought in, so that what is too large is told of and not cut off: a file, and its form.
const mostImport = 24 << 20

// bodyOf is how large a request may be.
func bodyOf(r *http.Request) int64 {
	if r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/matters/") && strings.HasSuffix(r.URL.Path, "/import") {
		return mostImport
	}
	return 0
}

// How much of what was read is shown before it is filed: all of it is filed.
const (
	mostShown    = 20 // sources
	firstShown   = 40 // lines of each
	lastShown    = 5
	mostRemarks  = 40
	mostSpeakers = 60
)

// An importPage is what is to be brought in, and what it comes to.
type importPage struct {
	chrome
	Matter, Back, At               string
	Text, Packed                   string // as text, or, where it has characters that a page does not show as they are, packed
	Form, Kind, ID, Called         string
	Order, Author, Seen            string
	Spoken, Windows                bool
	Forms, Kinds, Orders, People   []option
	Seens                          []option
	Read                           bool
	Digest, Key                    string
	Found                          string
	Sources                        []importSource
	MoreSources, MoreLines         int
	Stops, Remarks                 []exchange.Remark
	MoreStops, MoreRemarks, Others int
	Speakers                       []speakerRow
	Wrong                          string
	Filed                          []citePart
	Left                           int
	Write                          []todayLink // with what was filed: the applications that are being written
}

type importSource struct {
	Part  sourcePart
	When  string
	Note  string
	Heard []string
	Last  []linePart
	More  int
	Place string
}

// A speakerRow is a name under which words stand, and who it is.
type speakerRow struct {
	I               int
	As, Person, How string
}

var (
	importForms = []option{{"", "find out"}, {"sheet", "a line sheet or a transcript: Session: 12, and NAME: words"}, {"csv", "a table: CSV, or parted by tabs"}, {"lines", "a report: each line is a line"}}
	seenOptions = []option{{"", "not stated"}, {"first-hand", "saw or heard it"}, {"read", "read it"}, {"told", "was told it"}}
)

// importView reads the matter for one who may log sources in it.
func (v *visit) importView() (*clerk.View, error) {
	x, err := v.read("", access.ReadSources, access.ReadDocket)
	if err != nil {
		return nil, err
	}
	if d := x.May("source-logged", ""); !d.May {
		return nil, fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	return x, nil
}

func (v *visit) importGet() error {
	x, err := v.importView()
	if err != nil {
		return err
	}
	return v.importShow(http.StatusOK, x, nil, nil, "")
}

func (v *visit) importPost() error {
	x, err := v.importView()
	if err != nil {
		return err
	}
	text, err := v.importText()
	if err != nil {
		return v.importShow(http.StatusUnprocessableEntity, x, nil, nil, sayOf(err).text)
	}
	if v.again() {
		return v.importShow(http.StatusOK, x, text, nil, "")
	}
	f := v.form
	o := exchange.Options{Form: exchange.Form(f.Get("form")), Kind: record.SourceKind(f.Get("kind")), ID: strings.TrimSpace(f.Get("id")), Title: strings.TrimSpace(f.Get("called")), Order: record.OrderID(f.Get("order")),
		Author: record.PersonID(f.Get("author")), Seen: record.Seen(f.Get("seen")), Spoken: f.Get("spoken") != "", Windows: f.Get("windows") != "", Matter: &x.Matter}
	if o.ID != "" && !named(o.ID) {
		return v.importShow(http.StatusUnprocessableEntity, x, text, nil, "A short name has lower-case letters, digits and hyphens, and begins with a letter.")
	}
	r := exchange.Read(text, o)
	if f.Get("file") == "" || r.Stopped() {
		return v.importShow(http.StatusOK, x, text, r, "")
	}
	if f.Get("_read") != digestOf(r) {
		return v.importShow(http.StatusConflict, x, text, r, "What stands here is not what you were shown: something in it, or in the matter, has changed. Read it again; nothing was filed.")
	}
	return v.importFile(x, text, r)
}

// importText is what was brought in: the file that was chosen, or what was pasted.
func (v *visit) importText() ([]byte, error) {
	if m := v.r.MultipartForm; m != nil && len(m.File["upload"]) > 0 && m.File["upload"][0].Size > 0 {
		f, err := m.File["upload"][0].Open()
		if err != nil {
			return nil, fault.Errorf(fault.Input, "The file could not be read. Choose it again.")
		}
		defer f.Close()
		return io.ReadAll(f)
	}
	if p := v.form.Get("packed"); p != "" && strings.TrimSpace(v.form.Get("text")) == "" {
		b, err := base64.StdEncoding.DecodeString(p)
		if err != nil {
			return nil, fault.Errorf(fault.Input, "What was read before did not come back whole. Paste it again.")
		}
		return b, nil
	}
	return []byte(v.form.Get("text")), nil
}

// digestOf names what a text comes to.
func digestOf(r *exchange.Reading) string {
	text, err := json.Marshal(r.Sources)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// importFile files what was read, a source an act. What is filed stays filed if a later one is refused, and the same form sent again goes on there.
func (v *visit) importFile(x *clerk.View, text []byte, r *exchange.Reading) error {
	key := v.form.Get(fieldKey)
	if len(key) < 16 {
		return v.importShow(http.StatusUnprocessableEntity, x, text, r, "The form has lost its key. Read it again.")
	}
	who := v.speakersChosen()
	for i, s := range r.Sources {
		for j, t := range s.Speakers {
			if is := who[t.As]; is.Person != "" {
				s.Speakers[j].Person, s.Speakers[j].By = is.Person, is.By
			}
		}
		if _, err := v.Clerk.Do(v.r.Context(), v.caller(), clerk.Act{Matter: x.Matter.ID, Event: record.SourceLogged{Source: s}, Key: key + "-" + strconv.Itoa(i)}); err != nil {
			says := sayOf(errorOf(&x.Matter, err))
			wrong := fmt.Sprintf("“%s”: %s", s.ID, says.text)
			if i > 0 {
				wrong += fmt.Sprintf("\n%s before it are filed. Send the form again, and it goes on from there.", count(i, "source"))
			}
			return v.importShow(says.status, x, text, r, wrong)
		}
	}
	to := "/matters/" + string(x.Matter.ID) + "/import?filed=" + strconv.Itoa(len(r.Sources)) + "&first=" + string(r.Sources[0].ID)
	return v.to(to)
}

// speakersChosen is who was said to speak under each name.
func (v *visit) speakersChosen() map[string]record.Talker {
	who := map[string]record.Talker{}
	for i := range mostSpeakers {
		n := strconv.Itoa(i)
		if as := v.form.Get("as." + n); as != "" {
			who[as] = record.Talker{Person: record.PersonID(v.form.Get("who." + n)), By: strings.TrimSpace(v.form.Get("how." + n))}
		}
	}
	return who
}

// importShow shows the form, and what was read if something was.
func (v *visit) importShow(status int, x *clerk.View, text []byte, r *exchange.Reading, wrong string) error {
	m, f := &x.Matter, &former{m: &x.Matter}
	p := importPage{chrome: v.chrome("Bring in a log or a report"), Matter: m.Title, Back: "/matters/" + string(m.ID), At: "/matters/" + string(m.ID) + "/import", Wrong: wrong, Key: v.newKey(),
		Forms: importForms, Orders: f.options("order"), People: f.options("person"), Seens: seenOptions}
	p.Styles = []string{"import.css"}
	p.Kinds = []option{{"", "find out"}}
	for _, k := range record.SourceKinds() {
		p.Kinds = append(p.Kinds, option{string(k), string(k)})
	}
	if g := v.form; g != nil {
		p.Form, p.Kind, p.ID, p.Called, p.Order, p.Author, p.Seen = g.Get("form"), g.Get("kind"), g.Get("id"), g.Get("called"), g.Get("order"), g.Get("author"), g.Get("seen")
		p.Spoken, p.Windows = g.Get("spoken") != "", g.Get("windows") != ""
		if k := g.Get(fieldKey); k != "" && g.Get("file") != "" { // sent again it goes on where it was
			p.Key = k
		}
	}
	if first := v.r.URL.Query().Get("first"); first != "" && r == nil && v.r.Method == http.MethodGet {
		n, _ := strconv.Atoi(v.r.URL.Query().Get("filed"))
		at := slices.IndexFunc(m.Sources, func(s record.Source) bool { return string(s.ID) == first })
		for i := at; at >= 0 && i < len(m.Sources) && i < at+n; i++ {
			if len(p.Filed) == mostShown {
				p.Left++
				continue
			}
			p.Filed = append(p.Filed, citePart{sourceTitle(&m.Sources[i]), p.Back + "/sources/" + string(m.Sources[i].ID)})
		}
	}
	for i := range m.Applications {
		if a := &m.Applications[i]; len(p.Filed) > 0 && m.Stage(a, x.Now) == record.Drafting && x.May("assertion-drafted", a.ID).May {
			says := "Write with it: " + string(a.Kind) + " warrant, " + a.Offence.Title
			if len(a.Affidavit.Assertions) == 0 {
				says = "Write the first sentence: " + string(a.Kind) + " warrant, " + a.Offence.Title
			}
			p.Write = append(p.Write, todayLink{p.Back + "/applications/" + string(a.ID) + "/edit", says})
		}
	}
	switch {
	case len(text) > exchange.MostBytes || r != nil && r.Form == exchange.Worked && r.Stopped(): // it is no text, or too much of one: it is not sent back
	case r != nil && r.Hidden:
		p.Packed = base64.StdEncoding.EncodeToString(text)
	default:
		p.Text = string(text)
	}
	if r != nil {
		v.importRead(&p, x, r)
	}
	return v.show(status, "import.html", p)
}

// importRead says what was read.
func (v *visit) importRead(p *importPage, x *clerk.View, r *exchange.Reading) {
	m := x.Matter // with the speakers of what is read, so that they are said by name
	p.Read, p.Digest = !r.Stopped(), digestOf(r)
	for _, k := range r.Remarks {
		switch {
		case k.Stops && len(p.Stops) < mostRemarks:
			p.Stops = append(p.Stops, k)
		case k.Stops:
			p.MoreStops++
		case len(p.Remarks) < mostRemarks:
			p.Remarks = append(p.Remarks, k)
		default:
			p.MoreRemarks++
		}
	}
	p.MoreRemarks += r.More
	lines, seen, chosen := 0, map[string]bool{}, v.speakersChosen()
	for i := range r.Sources {
		s := &r.Sources[i]
		lines += len(s.Lines)
		for _, t := range s.Speakers {
			if !seen[t.As] && len(p.Speakers) < mostSpeakers {
				seen[t.As] = true
				if c, ok := chosen[t.As]; ok {
					t.Person, t.By = c.Person, c.By
				}
				p.Speakers = append(p.Speakers, speakerRow{len(p.Speakers), t.As, string(t.Person), t.By})
			} else if !seen[t.As] {
				p.Others++
			}
		}
		if len(p.Sources) == mostShown {
			p.MoreSources++
			p.MoreLines += len(s.Lines)
			continue
		}
		shown := *s
		shown.Lines = nil
		q := importSource{Part: sourceOf(&m, &shown), Note: s.Note, Place: s.Place}
		if s.Time == "" {
			q.When = "no time"
		}
		for _, t := range s.Speakers {
			q.Heard = append(q.Heard, t.As)
		}
		cut := len(s.Lines)
		if cut > firstShown+lastShown+5 {
			cut, q.More = firstShown, len(s.Lines)-firstShown-lastShown
		}
		for n, l := range s.Lines {
			part := linePart{l.N, l.Speaker, l.Text, l.Cut, l.Summary}
			switch {
			case n < cut:
				q.Part.Lines = append(q.Part.Lines, part)
			case n >= len(s.Lines)-lastShown:
				q.Last = append(q.Last, part)
			}
		}
		p.Sources = append(p.Sources, q)
	}
	p.Found = fmt.Sprintf("%s with %s, read as %s.", count(len(r.Sources), "source"), count(lines, "line"), map[exchange.Form]string{exchange.Plain: "a report", exchange.Sheet: "a line sheet", exchange.Table: "a table"}[r.Form])
	if r.Guessed && p.Read {
		p.Found += " Nobody said what kind of source it is; by its layout it is filed as: " + string(r.Kind) + ". If it is another, choose that below and read it again."
	}
}
