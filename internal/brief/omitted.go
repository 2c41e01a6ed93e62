package brief

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A doubt is an omission that brings in doubt what else one teller tells.
type doubt struct {
	flaw   *review.Flaw
	teller record.PersonID
}

// omissionsByTeller lists the omissions that stand against an assertion which is needed, by those whom they bring in doubt.
func (c *paper) omissionsByTeller() map[record.PersonID][]*review.Flaw {
	by := make(map[record.PersonID][]*review.Flaw)
	for _, f := range c.flaws {
		if f.Check.Link != review.OnOmission || !f.Check.Mindful || f.Force != review.Contestable || f.Severity == review.Care || len(f.Rivals) > 0 {
			continue
		}
		if _, needed := slices.BinarySearch(c.need, f.Assertion); needed {
			for _, who := range c.doubtedBy(f) {
				by[who] = append(by[who], f)
			}
		}
	}
	return by
}

// doubtedBy lists those whom an omission brings in doubt: of those on whose word its assertion rests, who told what was left out as well.
// Where none of them did, it speaks against them all.
func (c *paper) doubtedBy(f *review.Flaw) []record.PersonID {
	cited := c.tellersOf(f.Assertion)
	var own []record.PersonID
	for _, at := range f.Sources {
		for _, who := range c.tellersAt(record.Cite{Source: at.Source, From: at.Line, To: at.Line}) {
			if slices.Contains(cited, who) && !slices.Contains(own, who) {
				own = append(own, who)
			}
		}
	}
	if len(own) > 0 {
		return own
	}
	return cited
}

// tellersOf lists those on whose word assertion n rests, by what it cites.
func (c *paper) tellersOf(n int) []record.PersonID {
	var who []record.PersonID
	if a := c.app.Assertion(n); a != nil {
		for _, cite := range a.Cites {
			for _, p := range c.tellersAt(cite) {
				if !slices.Contains(who, p) {
					who = append(who, p)
				}
			}
		}
	}
	return who
}

// tellersAt lists those whose word the cited lines are: the declarant; of a call, a recording or messages, who speaks in the lines, or
// everyone who does in the source where the lines do not say; of an observation or a report, who wrote it. A source that is not there,
// and one that is nobody's word, have none.
func (c *filing) tellersAt(cite record.Cite) []record.PersonID {
	s := c.source[cite.Source]
	switch {
	case s == nil:
		return nil
	case s.Declarant != "":
		return []record.PersonID{s.Declarant}
	case len(s.Speakers) > 0:
		return speakersIn(s, cite)
	case s.Author != "" && (s.Kind == record.Observation || s.Kind == record.Report):
		return []record.PersonID{s.Author}
	}
	return nil
}

// speakersIn lists the people who speak in the cited lines of a source. Where a line does not name who speaks, it may be any of them.
func speakersIn(s *record.Source, cite record.Cite) []record.PersonID {
	lines, err := s.Resolve(cite)
	all := err != nil || len(lines) == 0 || slices.ContainsFunc(lines, func(l *record.Line) bool { return s.Talker(l.Speaker) == nil })
	var who []record.PersonID
	for _, t := range s.Speakers {
		speaks := all || slices.ContainsFunc(lines, func(l *record.Line) bool { return l.Speaker == t.As })
		if speaks && t.Person != "" && !slices.Contains(who, t.Person) {
			who = append(who, t.Person)
		}
	}
	return who
}

// omittedOf lists the omissions that stand against another assertion told by one on whose word n rests too, each with him.
func (c *paper) omittedOf(n int) []doubt {
	if len(c.tellers) == 0 {
		return nil
	}
	var out []doubt
	for _, who := range c.tellersOf(n) {
		for _, f := range c.tellers[who] {
			if f.Assertion != n && !slices.Contains(f.Also, n) {
				out = append(out, doubt{f, who})
			}
		}
	}
	return out
}

// believed adds that one who is in doubt may be believed in what else he tells, though what speaks against him is put in. Until an
// omission is found reckless or deliberate nothing is put in; then fair positions part on what his word is worth.
func (c *paper) believed(d doubt) argue.Sentence {
	f := d.flaw
	name := fmt.Sprintf("%s leaves %s to be believed", f.ID, d.teller)
	_, made := c.meta[name]
	a := c.build.Assume(c.say(name, Reason{Kind: "assumption", Says: fmt.Sprintf("who told %s may be believed in the rest with what was left out put in", par(f.Assertion)), Flaw: f.ID, Assertion: f.Assertion, App: f.App}))
	if made {
		return a
	}
	r := c.build.Assume(c.say(fmt.Sprintf("%s leaves %s in doubt", f.ID, d.teller), Reason{Kind: "rival", Says: fmt.Sprintf("who told %s may not be believed in the rest with it put in", par(f.Assertion)), Flaw: f.ID, Assertion: f.Assertion, App: f.App}))
	c.build.Rule(name+": it excludes the contrary", c.build.Against(r), a)
	c.build.Rule(name+": what was left out is put in, and he may not be", c.build.Against(a), r, c.set(f).reckless)
	return a
}
