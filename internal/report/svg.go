package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/brief"
)

// SVG draws the map of an argument as a file that stands alone, with its own styles for light and dark. Columns run from
// left to right; rivals stand one under the other with a barred dotted line between them; every box leads to its words.
func SVG(c brief.Chart) []byte { return draw(c, dress) }

// Figure draws the same map for a page that brings its own styles, with the same classes.
func Figure(c brief.Chart) []byte { return draw(c, "") }

// dress dresses a map that stands alone. The classes are those of the page.
const dress = `.argument{--paper:#fff;--wash:#faf9f6;--ink:#1b1a17;--ink-2:#55524a;--rule:#dcd9d0;--rule-2:#85817a;--focus:#0b57c2;--s:#a3320f;background:var(--paper)}
@media (prefers-color-scheme:dark){.argument{--paper:#1b1b19;--wash:#20201e;--ink:#e9e6de;--ink-2:#aeaaa0;--rule:#373530;--rule-2:#827e74;--focus:#8ab8ff;--s:#f39a78}}
.argument text{font-family:"Public Sans",system-ui,sans-serif;font-size:14px;fill:var(--ink)}
.argument .col{font-size:13px;fill:var(--ink-2)}
.argument .sm{font-size:12.5px;fill:var(--ink-2)}
.argument .q1{font-family:"Source Serif 4",Charter,Georgia,serif;font-size:16px}
.argument .ln.head{stroke:var(--rule)}
.argument .box{fill:var(--paper);stroke:var(--ink);stroke-width:1.25}
.argument .src{fill:var(--wash);stroke:var(--rule-2)}
.argument .rival{stroke-dasharray:5 4}
.argument .end .box{stroke-width:2.5}
.argument .ln{fill:none;stroke:var(--rule-2);stroke-width:1.5}
.argument .att{fill:none;stroke:var(--s);stroke-width:1.75;stroke-dasharray:2 3.5}
.argument .tip{fill:var(--rule-2)}
.argument .barb{fill:none;stroke:var(--s);stroke-width:3}
.argument a{text-decoration:none}
.argument a:hover .box,.argument a:focus-visible .box{stroke:var(--focus);stroke-width:3}
.argument a:focus-visible{outline:none}
`

// Stands says in words the value that a box has in the grounded labelling; "" for none.
func Stands(value string) string {
	return map[string]string{"in": "stands", "out": "does not stand", "undecided": "open"}[value]
}

// A pen writes SVG.
type pen struct{ bytes.Buffer }

func (p *pen) put(format string, args ...any) { fmt.Fprintf(p, format, args...) }

// lines writes lines of text under one another: the first at its place, and each other a step below the one before, which is told in fewer bytes.
func (p *pen) lines(class string, x, y int, list []string) {
	for i, t := range list {
		if i == 0 {
			p.put(`<text class="%s" x="%d" y="%d">%s`, class, x, y, esc(t))
		} else {
			p.put(` <tspan x="%d" dy="%d">%s</tspan>`, x, linePitch, esc(t))
		}
	}
	if len(list) > 0 {
		p.put("</text>")
	}
}

// esc makes text fit to stand in SVG, as text or between quotes. What XML cannot hold is left out.
func esc(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(seen(s))); err != nil {
		return ""
	}
	return b.String()
}

func draw(c brief.Chart, style string) []byte {
	l := lay(c)
	var p pen
	p.put(`<svg xmlns="http://www.w3.org/2000/svg" class="argument" width="%d" height="%d" viewBox="0 0 %d %d" role="group" aria-label="%s">`,
		l.width, l.height, l.width, l.height, esc(c.Title))
	p.put("\n<title>%s</title>\n", esc(c.Title))
	p.put("<desc>Left to right, from sources to the questions they bear on. Every box leads to its words; the same reasons are set out as a list under each question.</desc>\n")
	if style != "" {
		p.put("<style>%s</style>\n", style)
	}
	for i, name := range l.names {
		x := edgeLeft
		for _, before := range l.names[:i] {
			x += columns[before].width + columnGap
		}
		p.put(`<text class="col" x="%d" y="24">%s</text>`+"\n", x, columns[name].name)
	}
	p.put(`<path class="ln head" d="M%d 34H%d"/>`+"\n", edgeLeft, l.width-columnGap)
	for _, r := range l.routes {
		p.put(`<g data-from="%s" data-to="%s" data-how="%s">`, esc(l.spots[r.from].box.ID), esc(l.spots[r.to].box.ID), esc(r.kind))
		l.route(&p, r)
		p.put("</g>\n")
	}
	for i, layer := range l.layers {
		last := l.names[i] == brief.ColumnQuestion
		if last {
			p.put(`<g class="end">` + "\n")
		}
		for _, s := range layer {
			l.box(&p, &l.spots[s])
		}
		if last {
			p.put("</g>\n")
		}
	}
	l.legend(&p)
	p.put("</svg>\n")
	return p.Bytes()
}

// box draws one box as a link to its words. What is cut short in the box is whole in its name.
func (l *layout) box(p *pen, s *spot) {
	if s.box == nil {
		return
	}
	href := s.box.Href
	if href == "" {
		href = "#" + s.box.ID
	}
	name := s.box.Text
	if s.box.Sub != "" {
		name += ", " + s.box.Sub
	}
	if v := Stands(s.box.Value); v != "" {
		name += ", " + v
	}
	class := fmt.Sprintf("box at-%d", l.names[s.layer])
	switch s.box.Kind {
	case "source", "unsworn":
		class += " src"
	case "rival":
		class += " rival"
	}
	if s.box.Value != "" {
		class += " is-" + esc(s.box.Value)
	}
	p.put(`<a href="%s" data-box="%s" data-column="%d"><title>%s</title><rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="2"/>`,
		esc(href), esc(s.box.ID), s.layer, esc(name), class, s.x, s.y, s.w, s.h)
	y := s.y + 23
	p.lines("q1", s.x+boxPadding, y, s.text)
	p.lines("sm", s.x+boxPadding, y+len(s.text)*linePitch, s.sub)
	p.put("</a>\n")
}

// legend says what the lines mean, of those that are there.
func (l *layout) legend(p *pen) {
	has := func(kind string) bool {
		return slices.ContainsFunc(l.routes, func(r route) bool { return r.kind == kind })
	}
	p.put("<g class=\"legend\">\n")
	defer p.put("</g>\n")
	x, y := edgeLeft, l.height-24
	say := func(text string) {
		p.put(`<text class="sm" x="%d" y="%d">%s</text>`+"\n", x+52, y+4, text)
		x += 52 + small.wide(text) + 28
	}
	if has("supports") {
		p.put(`<path class="ln" d="M%d %dh34"/><path class="tip" d="M%d %dl-9 -4.5v9z"/>`, x, y, x+42, y)
		say("supports")
	}
	if has("rivals") {
		p.put(`<path class="att" d="M%d %dh34"/><path class="barb" d="M%d %dv14M%d %dv14"/>`, x, y, x, y-7, x+34, y-7)
		say("rivals: each excludes the other")
	}
	if has("attacks") {
		p.put(`<path class="att" d="M%d %dh34"/><path class="barb" d="M%d %dv14"/>`, x, y, x+34, y-7)
		say("stands against")
	}
	if slices.ContainsFunc(l.spots, func(s spot) bool { return s.box != nil && s.box.Kind == "rival" }) {
		p.put(`<rect class="box rival" x="%d" y="%d" width="36" height="18" rx="2"/>`, x, y-9)
		say("the rival position")
	}
}
