package main

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// The plot, in units of the picture.
const (
	wide, high               = 720, 440
	left, right, top, bottom = 80, 170, 40, 60
)

// A scale lays powers of ten along a line.
type scale struct{ low, high, from, to float64 }

func (s scale) at(v float64) float64 {
	return s.from + (s.to-s.from)*(math.Log10(v)-s.low)/(s.high-s.low)
}

// plot draws cost against size, both by powers of ten, one line for each question.
func plot(list []timing) string {
	x := scale{1, 5, left, wide - right}
	y := scale{-5, 1, high - bottom, top}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img">
<title>Cost of an answer with its certificate, checked, and its tree of reasons, against the size of the paper</title>
<rect width="%d" height="%d" fill="#fff"/>
`, wide, high, wide, high)
	line := func(x1, y1, x2, y2 float64, style string) {
		fmt.Fprintf(&out, `<path d="M%.1f %.1fL%.1f %.1f" fill="none" %s/>`+"\n", x1, y1, x2, y2, style)
	}
	text := func(px, py float64, anchor, fill, s string) {
		fmt.Fprintf(&out, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s">%s</text>`+"\n", px, py, anchor, fill, s)
	}
	for p := x.low; p <= x.high; p++ {
		v := math.Pow(10, p)
		line(x.at(v), y.from, x.at(v), y.to, `stroke="#ddd"`)
		text(x.at(v), y.from+18, "middle", "#333", fmt.Sprintf("%.0f", v))
	}
	for p := y.low; p <= y.high; p++ {
		v := math.Pow(10, p)
		line(x.from, y.at(v), x.to, y.at(v), `stroke="#ddd"`)
		text(x.from-8, y.at(v)+4, "end", "#333", short(time.Duration(v*float64(time.Second))))
	}
	text((x.from+x.to)/2, high-14, "middle", "#333", "sentences")
	text(left, top-16, "start", "#333", "processor time of an answer with its certificate, checked, and its tree")
	line(x.at(10), y.at(1e-5), x.at(1e5), y.at(1e-1), `stroke="#999" stroke-dasharray="2 4"`)
	text(x.to+8, y.at(1e-1)+4, "start", "#777", "in proportion")
	colours := []string{"#0b5394", "#b45309", "#15803d", "#7e22ce"}
	var labels []float64 // kept apart
	for i, what := range questions(list) {
		var path []string
		var end timing
		for _, t := range list {
			if t.what == what {
				path = append(path, fmt.Sprintf("%.1f %.1f", x.at(float64(t.sentences)), y.at(t.whole().Seconds())))
				end = t
			}
		}
		fmt.Fprintf(&out, `<path d="M%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", strings.Join(path, "L"), colours[i%len(colours)])
		at := y.at(end.whole().Seconds()) + 4
		for apart := false; !apart; {
			apart = true
			for _, other := range labels {
				if at > other-13 && at < other+13 {
					at, apart = other-13.5, false
				}
			}
		}
		labels = append(labels, at)
		text(x.to+8, at, "start", colours[i%len(colours)], what)
	}
	out.WriteString("</svg>\n")
	return out.String()
}

// questions are the questions in the order in which they come up.
func questions(list []timing) (what []string) {
	seen := make(map[string]bool)
	for _, t := range list {
		if !seen[t.what] {
			seen[t.what] = true
			what = append(what, t.what)
		}
	}
	return what
}

// short is a duration for a reader.
func short(d time.Duration) string {
	switch {
	case d >= time.Second:
		return fmt.Sprintf("%.3g s", d.Seconds())
	case d >= time.Millisecond:
		return fmt.Sprintf("%.3g ms", d.Seconds()*1e3)
	}
	return fmt.Sprintf("%.3g µs", d.Seconds()*1e6)
}
