package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/affiant-project/affiant/internal/brief"
)

// chart makes a random chart with n boxes.
func chart(t *rapid.T, most int) brief.Chart {
	words := rapid.StringOfN(rapid.RuneFrom([]rune("abc dmWi <&\"é¶ ")), 0, 90, -1)
	n := rapid.IntRange(0, most).Draw(t, "boxes")
	c := brief.Chart{Title: words.Draw(t, "title")}
	for i := range n {
		c.Nodes = append(c.Nodes, brief.Box{
			ID: fmt.Sprint("n", i), Column: rapid.IntRange(-1, 7).Draw(t, "column"),
			Text: words.Draw(t, "text"), Sub: words.Draw(t, "sub"),
			Kind:  rapid.SampledFrom([]string{"source", "rival", "element", "question"}).Draw(t, "kind"),
			Value: rapid.SampledFrom([]string{"", "in", "out", "undecided"}).Draw(t, "value"),
			Href:  rapid.SampledFrom([]string{"", "#a-1"}).Draw(t, "href"),
		})
	}
	for range rapid.IntRange(0, 3*n).Draw(t, "lines") {
		c.Edges = append(c.Edges, brief.Line{
			From: fmt.Sprint("n", rapid.IntRange(0, n).Draw(t, "from")), // n itself is not there
			To:   fmt.Sprint("n", rapid.IntRange(0, n).Draw(t, "to")),
			Kind: rapid.SampledFrom([]string{"supports", "rivals", "attacks"}).Draw(t, "kind"),
		})
	}
	return c
}

// upright boxes and lanes of a column never touch, all text is inside its box, and all boxes are inside the drawing.
func checkLayout(t interface {
	Helper()
	Errorf(string, ...any)
}, l *layout) {
	t.Helper()
	for _, layer := range l.layers {
		for i := 1; i < len(layer); i++ {
			above, below := &l.spots[layer[i-1]], &l.spots[layer[i]]
			if above.y+above.h+l.gap(layer[i-1], layer[i]) > below.y {
				t.Errorf("two spots of a column are too near: %d+%d and %d", above.y, above.h, below.y)
			}
		}
	}
	for _, s := range l.spots {
		if s.x < 0 || s.y < headRoom || s.x+s.w > l.width || s.y+s.h > l.height {
			t.Errorf("a spot at %d %d, %d by %d, is outside %d by %d", s.x, s.y, s.w, s.h, l.width, l.height)
		}
		if lines := len(s.text) + len(s.sub); s.box != nil && s.h < 16+linePitch*lines {
			t.Errorf("%d lines in a box %d high", lines, s.h)
		}
		for _, line := range s.text {
			if serif.wide(line) > s.w-2*boxPadding {
				t.Errorf("%q is too wide", line)
			}
		}
		for _, line := range s.sub {
			if small.wide(line) > s.w-2*boxPadding {
				t.Errorf("%q is too wide", line)
			}
		}
	}
	for i, a := range l.spots {
		for _, b := range l.spots[i+1:] {
			if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
				t.Errorf("spots overlap: %d %d and %d %d", a.x, a.y, b.x, b.y)
			}
		}
	}
}

func TestMapOfAnyChart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := chart(t, 40)
		l := lay(c)
		checkLayout(t, l)
		svg := SVG(c)
		if !bytes.Equal(svg, SVG(c)) {
			t.Errorf("the same chart is drawn in two ways")
		}
		boxes, links := 0, 0
		dec := xml.NewDecoder(bytes.NewReader(svg))
		for {
			tok, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("not XML: %v\n%s", err, svg)
			}
			if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "a" {
				links++
				for _, a := range e.Attr {
					if a.Name.Local == "href" && a.Value != "" {
						boxes++
					}
				}
			}
		}
		if links != len(c.Nodes) || boxes != links {
			t.Errorf("%d boxes, %d links, %d that lead somewhere", len(c.Nodes), links, boxes)
		}
	})
}

// TestRivalsStandTogether holds that rivals are neighbours, so that the barred line can be drawn straight.
func TestRivalsStandTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := chart(t, 30)
		c.Edges = slices.DeleteFunc(c.Edges, func(e brief.Line) bool { return e.Kind == "rivals" })
		for i := range len(c.Nodes) / 2 {
			c.Nodes[2*i+1].Column = c.Nodes[2*i].Column
			c.Edges = append(c.Edges, brief.Line{From: c.Nodes[2*i].ID, To: c.Nodes[2*i+1].ID, Kind: "rivals"})
		}
		l := lay(c)
		at := l.places()
		for i := range len(c.Nodes) / 2 {
			if gap := at[2*i] - at[2*i+1]; gap != 1 && gap != -1 {
				t.Errorf("rivals %d and %d stand apart", 2*i, 2*i+1)
			}
		}
	})
}

// TestOrderCutsCrossings holds that a chart which can be drawn without crossings, given in a bad order, is drawn with
// few, and that no chart gets worse.
func TestOrderCutsCrossings(t *testing.T) {
	shuffle := rand.New(rand.NewPCG(1, 2))
	before, after := 0, 0
	for range 50 {
		var c brief.Chart
		ids := shuffle.Perm(10)
		for column := range 6 {
			for _, i := range ids {
				c.Nodes = append(c.Nodes, brief.Box{ID: fmt.Sprint(column, "-", i), Column: column, Text: "x"})
			}
			shuffle.Shuffle(10, func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
			for i := range 10 {
				for _, to := range []int{i, i + 1} {
					if column > 0 && to < 10 {
						c.Edges = append(c.Edges, brief.Line{From: fmt.Sprint(column-1, "-", i), To: fmt.Sprint(column, "-", to), Kind: "supports"})
					}
				}
			}
		}
		l := &layout{}
		l.boxes(c)
		l.lines(c)
		worst := l.crossings()
		l.order()
		before, after = before+worst, after+l.crossings()
	}
	if after*10 > before {
		t.Errorf("%d crossings before, %d after; want a tenth at most", before, after)
	}
}

// TestMapAtSixtyBoxes holds the size at which a map is still read.
func TestMapAtSixtyBoxes(t *testing.T) {
	var c brief.Chart
	for i := range 60 {
		c.Nodes = append(c.Nodes, brief.Box{
			ID: fmt.Sprint(i), Column: i % 6, Kind: "sworn", Text: "¶ 6 He passed “it” to “Luisa” at the party", Sub: "log, line 4",
		})
		if i >= 6 {
			c.Edges = append(c.Edges, brief.Line{From: fmt.Sprint(i / 6 * 6 % 60), To: fmt.Sprint(i), Kind: "supports"})
		}
		if i%6 < 5 {
			c.Edges = append(c.Edges, brief.Line{From: fmt.Sprint(i), To: fmt.Sprint(i + 1), Kind: "supports"})
		}
	}
	l := lay(c)
	checkLayout(t, l)
	if l.width > 1420 || l.height > 2000 {
		t.Errorf("sixty boxes take %d by %d", l.width, l.height)
	}
}

func TestFigureBringsNoStyle(t *testing.T) {
	c := brief.Chart{Title: "One", Nodes: []brief.Box{{ID: "a", Text: "x"}}}
	if s := string(Figure(c)); strings.Contains(s, "<style") || strings.Contains(s, "style=") {
		t.Errorf("a figure for a page has a style of its own: %s", s)
	}
	if s := string(SVG(c)); !strings.Contains(s, "prefers-color-scheme:dark") {
		t.Error("a map that stands alone has no dark dress")
	}
}

// grown is a chart of about n boxes in the proportions of a real one: many sources and sentences, few questions.
func grown(n int) brief.Chart {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	c := brief.Chart{Title: "grown"}
	share := []int{35, 30, 17, 10, 1, 2}
	columns := make([][]string, len(share))
	for col := range share {
		for range max(1, n*share[col]/100) {
			id := fmt.Sprint("n", len(c.Nodes))
			columns[col] = append(columns[col], id)
			c.Nodes = append(c.Nodes, brief.Box{ID: id, Column: col, Text: "He passed her a marijuana cigarette on the deck.", Sub: id})
		}
	}
	for col := range len(share) - 1 {
		for j, id := range columns[col] {
			next := columns[col+1]
			c.Edges = append(c.Edges, brief.Line{From: id, To: next[j*len(next)/len(columns[col])], Kind: "supports"})
			if r.IntN(4) == 0 {
				c.Edges = append(c.Edges, brief.Line{From: id, To: next[min(len(next)-1, j*len(next)/len(columns[col])+r.IntN(3))], Kind: "supports"})
			}
		}
	}
	return c
}

// However large a map, what bears on a box is found beside it: most boxes stand within a screen of the middle of it.
func TestLargeMapsAreLegible(t *testing.T) {
	for _, n := range []int{10, 60, 300} {
		l := lay(grown(n))
		checkLayout(t, l)
		far, all := 0, 0
		for _, s := range l.spots {
			if len(s.left) == 0 {
				continue
			}
			sum := 0
			for _, j := range s.left {
				sum += l.spots[j].middle()
			}
			all++
			if d := s.middle() - sum/len(s.left); d > 400 || d < -400 {
				far++
			}
		}
		if far*20 > all {
			t.Errorf("of %d boxes with something that bears on them, %d stand far from it", all, far)
		}
	}
}
