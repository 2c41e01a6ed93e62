package figures

import (
	"fmt"
	"slices"
)

// A measure is one thing that is counted.
type measure struct {
	id, title, means string
	each             func(one) bool // counts decisions; an application counts with its first
}

func acts(is string) func(one) bool { return func(o one) bool { return o.d.Act == is } }

func outcome(is string) func(one) bool {
	return func(o one) bool { return o.first && slices.Contains(o.app.Outcomes, is) }
}

var measures = []measure{
	{"applications", "Applications", "Applications on which a magistrate decided for the first time.", func(o one) bool { return o.first }},
	{"decisions", "Decisions", "Decisions of magistrates; an application that was returned and brought again has several, and so has one that was decided apart for several people.",
		func(one) bool { return true }},
	{"granted", "Granted", "Decisions that granted what was asked for, as it was asked for.", acts("granted")},
	{"modified", "Granted with changes", "Decisions that granted what was asked for, changed by the magistrate.", acts("modified")},
	{"denied", "Refused", "Decisions that refused what was asked for.", acts("denied")},
	{"returned", "Returned for more", "Decisions that gave the papers back and asked for more.", acts("returned")},
	{NoTrueBill, "No true bill", "Applications whose case a grand jury did not indict. Counted with the first decision, whenever it came about.", outcome(NoTrueBill)},
	{Dismissed, "Dismissed", "Applications whose case was dismissed. Counted with the first decision, whenever it came about.", outcome(Dismissed)},
	{Acquitted, "Acquitted", "Applications whose case ended in an acquittal. Counted with the first decision, whenever it came about.", outcome(Acquitted)},
	{Convicted, "Convicted", "Applications whose case ended in a conviction. Counted with the first decision, whenever it came about.", outcome(Convicted)},
	{Suppressed, "Suppressed", "Applications of which a court suppressed what was found, at a suppression or Franks hearing. Counted with the first decision, whenever it came about.", outcome(Suppressed)},
}

// answers are the ways in which a flaw may be answered, as the record has them.
var answers = []struct{ act, title string }{
	{"cited", "answered by a citation"}, {"softened", "answered by softer words"}, {"disclosed", "answered by disclosing"}, {"identified", "answered by identifying"},
	{"split", "answered by telling apart"}, {"as-written", "sworn as written"},
}

// group says what a cell has.
func (c *Cell) group(by, name string, l Limits, codes []string, titles func(string) string) Group {
	g := Group{By: by, Name: name, Counts: []Figure{}, Times: c.times(l)}
	add := func(id, title, means string) {
		g.Counts = append(g.Counts, Figure{id, title, means, l.round(c.Counts[id])})
	}
	for _, m := range measures {
		add(m.id, m.title, m.means)
	}
	for _, code := range codes {
		add("flaw-"+code, "Flaw "+code+": "+titles(code), "Applications in whose affidavit this was in question before the oath and was answered by the affiant; what was mended is not counted.")
	}
	for _, x := range answers {
		if len(codes) == 0 {
			break
		}
		add("answered-"+x.act, "Flaws "+x.title, "Applications with a flaw before the oath that the affiant dealt with so.")
	}
	return g
}

// round is a count as it is shown: none if it is small, else to the nearest multiple of the limit. One that is hidden can then not be worked out
// from a sum and the rest of it.
func (l Limits) round(n int) *int {
	if n < l.Count {
		return nil
	}
	n = (n + l.Count/2) / l.Count * l.Count
	return &n
}

// bands are the lengths of affidavits, in words; each goes up to the next.
var bands = []int{0, 500, 1500, 5000}

func (c *Cell) times(l Limits) []Time {
	list := []Time{}
	for i, from := range bands {
		x := Time{Title: fmt.Sprintf("from %d words", from), Means: "Minutes from the moment at which the papers were put before the magistrate to the decision, whole ones. The papers were open for no longer than that; " +
			"how long of it they were read is not known."}
		if i+1 < len(bands) {
			x.Title = fmt.Sprintf("%d to %d words", from, bands[i+1]-1)
		}
		var b Band
		if i < len(c.Bands) {
			b = c.Bands[i]
		}
		n := b.of()
		if x.Count = l.round(n); len(b.Judges) < l.Judges || n < 2*l.Count {
			x.Count = nil
		}
		if x.Count != nil {
			at := func(k int) *int { m := b.at(k, n); return &m }
			x.Quarter, x.Median, x.Most, x.Within3 = at(1), at(2), at(3), l.round(b.Within3)
		}
		list = append(list, x)
	}
	return list
}
