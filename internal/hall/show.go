package hall

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/report"
)

//go:embed pages
var pages embed.FS

//go:embed static
var static embed.FS

// mootGround is the sheet of all pages of a moot court.
const mootGround = "page-moot.css"

// ownShelf is the style and the script that only the hall has, and the sheet of all its pages: of the house, of the hall and, where one sits, of the moot court in one.
var ownShelf = sync.OnceValue(func() *look.Shelf {
	sub, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // it is embedded
	}
	return look.NewShelf("/hall/", sub).Join("page.css", "hall.css").Join(mootGround, "hall.css", "moot.css")
})

// templates are the pages, parsed once. Functions that a page needs beyond these are methods of its struct.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"upper":    report.Upper,
		"house":    func(name string) string { return look.House().Address(name) },
		"own":      func(name string) string { return ownShelf().Address(name) },
		"sentence": sentence,
		"all":      func(list []string) string { return strings.Join(list, ", ") },
		"list":     func(items ...any) []any { return items },
		"lines":    func(s string) []string { return strings.Split(s, "\n") },
		"count":    count,
		"moment":   moment,
		"day":      dayMoment,
		"stop":     stop,
		"word":     wordLink,
		"iso":      func(t time.Time) string { return t.Format(time.RFC3339) },
	}).ParseFS(pages, "pages/*.html"))
})

// A chrome is what every page has.
type chrome struct {
	Title   string
	Station string
	Release string
	Account string // who is signed in; "" for no one
	Zone    string // of what clock the times are, in a sentence
	Clock   string // the zone of that clock, by its name
	Name    string
	Token   string // of the forms of the page
	Seal    string // the key under which the browser seals what is typed and not entered
	Posted  bool   // the page answers a form: what stands in it again was typed, and is not entered
	Bar     []barLink
	Ground  string   // the sheet that all pages have, where it is not page.css
	Styles  []string // further sheets of the page, under static/
	Scripts []string // further scripts
	Wide    bool     // it needs the whole width of the window
	Seeks   bool     // the field for searching stands in the page, and so not in the bar
	Moot    *mootStrip
}

// A barLink leads from the bar to a page.
type barLink struct {
	Name, Href string
	Here       bool
	Count      string // how many things await the reader, on a page to which the bar leads
}

// chrome returns what every page has.
func (v *visit) chrome(title string) chrome {
	c := chrome{Title: title + " · Affiant", Release: v.Release, Posted: v.r.Method == http.MethodPost}
	if v.roll != nil { // the store may not have answered
		c.Station = v.roll.Station
	}
	if v.account == nil {
		return c
	}
	c.Account, c.Name, c.Token, c.Seal, c.Moot = v.account.ID, v.account.Name, v.token(), v.sealing(), v.mootStrip()
	if c.Moot != nil {
		c.Ground = mootGround
	}
	c.Zone = v.clockSays()
	z, _ := v.zone()
	c.Clock = z.String()
	for _, g := range v.groups {
		for _, p := range g.pages {
			if p.nav == "" || !v.holds(p.roles...) {
				continue
			}
			_, at, _ := strings.Cut(p.route, " ")
			at = strings.TrimSuffix(at, "{$}")
			if !slices.ContainsFunc(c.Bar, func(b barLink) bool { return b.Href == at }) {
				c.Bar = append(c.Bar, barLink{p.nav, at, v.r.URL.Path == at, ""})
			}
		}
	}
	v.counted(c.Bar)
	return c
}

// counted puts into a bar how many things await the reader. It does so on the pages to which the bar leads, where one begins and looks up; a page on which one
// works is not to wait for it.
func (v *visit) counted(bar []barLink) {
	if !slices.ContainsFunc(bar, func(b barLink) bool { return b.Here }) {
		return
	}
	list, err := v.awaits()
	if err != nil {
		return // the page itself says what is wrong, or does without
	}
	n, more := sumOf(list)
	if n == 0 {
		return
	}
	bar[0].Count = strconv.Itoa(n)
	if more {
		bar[0].Count += "+"
	}
}

// show writes a page. The template is executed whole before any of it is sent, so that a page is never cut short by an error.
func (v *visit) show(status int, name string, data any) error {
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.WriteHeader(status)
	_, _ = v.w.Write(report.Inert(b.Bytes())) // the reader may have gone
	return nil
}
