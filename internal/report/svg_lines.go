package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// route draws one line with its ends.
func (l *layout) route(p *pen, r route) {
	if len(r.via) == 0 {
		l.upright(p, r)
		return
	}
	first, last := &l.spots[r.via[0]], &l.spots[r.via[len(r.via)-1]]
	backward := r.via[0] != r.from
	y := l.port(r.via[0], r.via[1], false)
	x := first.x + first.w
	inset := func(s int) int { // room for an arrow's tip at the box s
		if r.kind == "supports" && s == r.to {
			return 7
		}
		return 0
	}
	var d strings.Builder
	fmt.Fprintf(&d, "M%d %d", x+inset(r.via[0]), y)
	startY := y
	for i := 1; i < len(r.via); i++ {
		next := &l.spots[r.via[i]]
		to := l.port(r.via[i], r.via[i-1], true)
		end := next.x
		if next == last {
			end -= inset(r.via[i])
		}
		middle := (x + next.x) / 2
		fmt.Fprintf(&d, "C%d %d %d %d %d %d", middle, y, middle, to, end, to)
		x, y = end, to
		if next.box == nil {
			x = next.x + next.w
			fmt.Fprintf(&d, "H%d", x)
		}
	}
	switch r.kind {
	case "supports":
		p.put(`<path class="ln" d="%s"/>`, d.String())
		if backward {
			p.put(`<path class="tip" d="M%d %dl9 -4.5v9z"/>`, first.x+first.w, startY)
		} else {
			p.put(`<path class="tip" d="M%d %dl-9 -4.5v9z"/>`, last.x, y)
		}
	default:
		p.put(`<path class="att" d="%s"/>`, d.String())
		var bars []string
		if r.kind == "rivals" || !backward {
			bars = append(bars, fmt.Sprintf("M%d %dv14", last.x-2, y-7))
		}
		if r.kind == "rivals" || backward {
			bars = append(bars, fmt.Sprintf("M%d %dv14", first.x+first.w+2, startY-7))
		}
		p.put(`<path class="barb" d="%s"/>`, strings.Join(bars, ""))
	}
	p.put("\n")
}

// port is the height at which the line between two spots of neighbouring columns meets spot s: lines that meet one side of
// a box are spread along it in the order of where they go.
func (l *layout) port(s, other int, left bool) int {
	sp := &l.spots[s]
	if sp.box == nil {
		return sp.middle()
	}
	joined := slices.Clone(sp.right)
	if left {
		joined = slices.Clone(sp.left)
	}
	slices.SortStableFunc(joined, func(a, b int) int {
		return cmp.Or(cmp.Compare(l.spots[a].middle(), l.spots[b].middle()), cmp.Compare(a, b))
	})
	n := len(joined)
	if n < 2 {
		return sp.middle()
	}
	pitch := min(portPitch, (sp.h-16)/(n-1))
	return sp.middle() - pitch*(n-1)/2 + pitch*slices.Index(joined, other)
}

// upright draws a line between two boxes of one column: straight down if they are neighbours, else in an arc beside the
// column.
func (l *layout) upright(p *pen, r route) {
	a, b := &l.spots[r.from], &l.spots[r.to]
	at := l.places()
	downward := at[r.from] < at[r.to]
	upper, lower := a, b
	if !downward {
		upper, lower = b, a
	}
	if gap := at[r.from] - at[r.to]; gap != 1 && gap != -1 {
		l.arc(p, r, upper, lower, downward)
		return
	}
	x, top, bottom := upper.x+40, upper.y+upper.h, lower.y
	switch r.kind {
	case "supports":
		x = upper.x + upper.w/2
		if downward {
			p.put(`<path class="ln" d="M%d %dV%d"/><path class="tip" d="M%d %dl-4.5 -9h9z"/>`, x, top, bottom-7, x, bottom)
		} else {
			p.put(`<path class="ln" d="M%d %dV%d"/><path class="tip" d="M%d %dl-4.5 9h9z"/>`, x, bottom, top+7, x, top)
		}
	case "rivals":
		p.put(`<path class="att" d="M%d %dV%d"/><path class="barb" d="M%d %dh14M%d %dh14"/>`,
			x, top+2, bottom-2, x-7, top+2, x-7, bottom-2)
	default:
		x += 30
		end := bottom - 2
		if !downward {
			end = top + 2
		}
		p.put(`<path class="att" d="M%d %dV%d"/><path class="barb" d="M%d %dh14"/>`, x, top+2, bottom-2, x-7, end)
	}
	p.put("\n")
}

// arc draws a line round the boxes between two of a column, in the space to the right of it.
func (l *layout) arc(p *pen, r route, upper, lower *spot, downward bool) {
	x, reach := upper.x+upper.w, upper.x+upper.w+columnGap-10
	top, bottom := upper.y+upper.h-12, lower.y+12
	class := "att"
	if r.kind == "supports" {
		class = "ln"
	}
	end := bottom
	if !downward {
		end = top
	}
	p.put(`<path class="%s" d="M%d %dC%d %d %d %d %d %d"/>`, class, x, top, reach, top, reach, bottom, x, bottom)
	switch r.kind {
	case "supports":
		p.put(`<path class="tip" d="M%d %dl9 -4.5v9z"/>`, x, end)
	case "rivals":
		p.put(`<path class="barb" d="M%d %dv14M%d %dv14"/>`, x+2, top-7, x+2, bottom-7)
	default:
		p.put(`<path class="barb" d="M%d %dv14"/>`, x+2, end-7)
	}
	p.put("\n")
}
