package web

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/report"
)

// A branch is one step of the argument as a tree: from a question to what bears on it, down to the lines of the sources. It is how the map is
// read aloud, and by keyboard.
type branch struct {
	At    string // its name in the tree
	Box   string // the box of the map that says the same
	Level int    // 1 for a question
	How   string // how it bears on what it stands under; "" if it supports it
	Text  string
	Sub   string // locator or label
	Value string // whether it stands, in words
	Href  string
	Above bool // it has stood above with all that bears on it
	Of    []*branch
}

// grow makes the tree of a chart. A step that bears on several is set out where it comes first, and named again where it comes again.
func grow(c brief.Chart) []*branch {
	onto := map[string][]brief.Line{} // by what is borne on
	bears := map[string]bool{}
	at := map[string]*brief.Box{}
	for i := range c.Nodes {
		at[c.Nodes[i].ID] = &c.Nodes[i]
	}
	for _, l := range c.Edges {
		if at[l.From] == nil || at[l.To] == nil || l.From == l.To {
			continue
		}
		onto[l.To] = append(onto[l.To], l)
		if l.Kind == "rivals" {
			onto[l.From] = append(onto[l.From], brief.Line{From: l.To, To: l.From, Kind: l.Kind})
		} else {
			bears[l.From] = true
		}
	}
	done := map[string]bool{}
	n := 0
	var of func(b *brief.Box, how string, level int) *branch
	of = func(b *brief.Box, how string, level int) *branch {
		n++
		x := &branch{At: fmt.Sprint("t-", n), Box: b.ID, Level: level, How: how, Text: b.Text, Sub: b.Sub, Value: report.Stands(b.Value), Href: b.Href, Above: done[b.ID] && len(onto[b.ID]) > 0}
		if done[b.ID] {
			return x
		}
		done[b.ID] = true
		for _, l := range onto[b.ID] {
			if l.Kind == "rivals" && done[l.From] {
				continue // it stands beside it already, and says whose rival it is
			}
			x.Of = append(x.Of, of(at[l.From], map[string]string{"rivals": "rival", "attacks": "against it"}[l.Kind], level+1))
		}
		return x
	}
	var roots []*branch
	last := slices.Clone(c.Nodes) // questions before what bears on nothing
	slices.SortStableFunc(last, func(a, b brief.Box) int { return b.Column - a.Column })
	for i := range last {
		if b := at[last[i].ID]; !bears[b.ID] && !done[b.ID] {
			roots = append(roots, of(b, "", 1))
		}
	}
	for i := range last { // what goes round in a ring is reached from nowhere
		if b := at[last[i].ID]; !done[b.ID] {
			roots = append(roots, of(b, "", 1))
		}
	}
	return roots
}
