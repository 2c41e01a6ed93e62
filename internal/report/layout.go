package report

import (
	"slices"

	"github.com/affiant-project/affiant/internal/brief"
)

// The measures of a map, in pixels.
const (
	edgeLeft   = 12 // of the drawing
	headRoom   = 52 // above the first box: the names of the columns
	columnGap  = 40 // between columns: lines run here
	boxGap     = 26 // between boxes of a column
	rivalGap   = 33 // between rivals: a barred line stands here
	laneHeight = 10 // of a line that passes through a column between its boxes
	laneGap    = 14 // round such a line
	linePitch  = 19 // from one line of text to the next
	boxPadding = 12 // left and right of the text
	portPitch  = 15 // between lines that meet one box
	sweeps     = 12 // passes left to right and back, for order and for height
	mostLines  = 4  // of text in a box
)

// columns are the columns of a map: their names and the widths of their boxes.
var columns = [...]struct {
	name  string
	width int
}{
	brief.ColumnSource:   {"Source", 196},
	brief.ColumnSworn:    {"Sworn", 186},
	brief.ColumnReading:  {"Reading, person, inference", 212},
	brief.ColumnElement:  {"Element", 186},
	brief.ColumnWhole:    {"The paper as a whole", 186},
	brief.ColumnQuestion: {"Question", 186},
}

// A spot is a place in a column: a box, or a lane through which a longer line passes.
type spot struct {
	box   *brief.Box // nil for a lane
	text  []string   // the lines of its text
	sub   []string   // the lines of its locator or label
	layer int        // which of the columns that are there
	group int        // boxes of one group stay together: rivals

	x, y, w, h  int
	left, right []int // the spots it is joined to in the columns beside it
}

func (s *spot) middle() int { return s.y + s.h/2 }

// A route is a line of the chart with the lanes it passes through, from left to right. Within a column there are none.
type route struct {
	kind     string
	from, to int   // boxes
	via      []int // every spot from the leftmost box to the rightmost, both included
}

// A layout is a chart with a place for everything.
type layout struct {
	title         string
	spots         []spot
	layers        [][]int // the spots of each column, from the top
	names         []int   // which column each layer is
	routes        []route
	width, height int
}

// lay finds a place for everything in a chart: columns from left to right, within a column the order that makes lines
// cross least (the median heuristic with transposition of Gansner, Koutsofios, North and Vo, "A technique for drawing
// directed graphs", IEEE TSE 19(3), 1993), and heights near what a box is joined to.
func lay(c brief.Chart) *layout {
	l := &layout{title: c.Title}
	l.boxes(c)
	l.lines(c)
	l.order()
	l.heights()
	l.measure()
	return l
}

// boxes makes a spot for each box. A box in no known column stands in the nearest.
func (l *layout) boxes(c brief.Chart) {
	for i := range c.Nodes {
		b := &c.Nodes[i]
		column := min(max(b.Column, 0), len(columns)-1)
		if !slices.Contains(l.names, column) {
			l.names = append(l.names, column)
		}
	}
	slices.Sort(l.names)
	l.layers = make([][]int, len(l.names))
	for i := range c.Nodes {
		b := &c.Nodes[i]
		column := min(max(b.Column, 0), len(columns)-1)
		s := spot{box: b, w: columns[column].width, layer: slices.Index(l.names, column), group: i}
		room := s.w - 2*boxPadding
		s.text = wrap(b.Text, room, serif, mostLines)
		if b.Sub != "" {
			s.sub = wrap(b.Sub, room, small, 2)
		}
		s.h = 16 + linePitch*(len(s.text)+len(s.sub))
		l.spots = append(l.spots, s)
		l.layers[s.layer] = append(l.layers[s.layer], i)
	}
}

// lines makes a route for each line, with a lane in every column that it passes.
func (l *layout) lines(c brief.Chart) {
	at := make(map[string]int)
	for i := range l.spots {
		if _, there := at[l.spots[i].box.ID]; !there {
			at[l.spots[i].box.ID] = i
		}
	}
	done := make(map[brief.Line]bool)
	for _, e := range c.Edges {
		from, okFrom := at[e.From]
		to, okTo := at[e.To]
		if !okFrom || !okTo || from == to || done[e] {
			continue
		}
		done[e] = true
		r := route{kind: e.Kind, from: from, to: to}
		a, b := from, to
		if l.spots[a].layer > l.spots[b].layer {
			a, b = b, a
		}
		if l.spots[a].layer == l.spots[b].layer {
			if e.Kind == "rivals" {
				l.together(a, b)
			}
			l.routes = append(l.routes, r)
			continue
		}
		r.via = []int{a}
		for layer := l.spots[a].layer + 1; layer < l.spots[b].layer; layer++ {
			l.spots = append(l.spots, spot{
				layer: layer, group: len(l.spots), w: columns[l.names[layer]].width, h: laneHeight,
			})
			l.layers[layer] = append(l.layers[layer], len(l.spots)-1)
			r.via = append(r.via, len(l.spots)-1)
		}
		r.via = append(r.via, b)
		for i := 1; i < len(r.via); i++ {
			l.spots[r.via[i-1]].right = append(l.spots[r.via[i-1]].right, r.via[i])
			l.spots[r.via[i]].left = append(l.spots[r.via[i]].left, r.via[i-1])
		}
		l.routes = append(l.routes, r)
	}
}

// together puts two rivals, and whatever each already stands with, into one group.
func (l *layout) together(a, b int) {
	into, from := l.spots[a].group, l.spots[b].group
	into, from = min(into, from), max(into, from)
	for i := range l.spots {
		if l.spots[i].group == from {
			l.spots[i].group = into
		}
	}
}

// gap is the least space between two neighbours in a column.
func (l *layout) gap(upper, lower int) int {
	a, b := &l.spots[upper], &l.spots[lower]
	switch {
	case a.box == nil && b.box == nil:
		return 0
	case a.box == nil || b.box == nil:
		return laneGap
	case a.group == b.group:
		return rivalGap
	}
	return boxGap
}

// measure sets the columns side by side and finds the size of the whole.
func (l *layout) measure() {
	top, x := 0, edgeLeft
	for i, layer := range l.layers {
		for _, s := range layer {
			l.spots[s].x = x
			top = min(top, l.spots[s].y)
		}
		x += columns[l.names[i]].width + columnGap
	}
	l.width = x
	for i := range l.spots {
		s := &l.spots[i]
		s.y += headRoom - top
		l.height = max(l.height, s.y+s.h)
	}
	l.height += 64 // the legend
}
