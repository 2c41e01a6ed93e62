package review

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// omissionChecks asks what was known and not sworn, and what of what was sworn gives no reason to believe it.
func omissionChecks() []*Check {
	return []*Check{rivalUndisclosed, reliabilityUnexplained, layersUndisclosed, contraryLeftOut, nothingCorroborated, motiveUndisclosed}
}

// A declarant is one on whose word sworn facts rest: an informant, one interviewed, or a voice on a call.
type declarant struct {
	id      record.PersonID // empty if nobody knows
	as      string          // how lines or titles call him
	sources []*record.Source
	facts   []int // assertions that rest on him
	named   bool  // an officer, a named victim or a named witness
}

// declarants returns those on whose word the paper rests, in the order in which it first cites them.
func (p *Pass) declarants() []declarant {
	d := p.paper()
	var out []declarant
	add := func(id record.PersonID, as string, s *record.Source, facts []int, named bool) {
		for i := range out {
			same := id != "" && out[i].id == id || id == "" && out[i].id == "" && out[i].as == as && slices.Contains(out[i].sources, s)
			if same {
				out[i].sources = append(out[i].sources, s)
				out[i].facts = append(out[i].facts, facts...)
				out[i].named = out[i].named && named
				return
			}
		}
		out = append(out, declarant{id, as, []*record.Source{s}, slices.Clone(facts), named})
	}
	for _, s := range d.cited {
		facts := d.citing[s.ID]
		switch s.Kind {
		case record.Intercept, record.Recording, record.Message:
			for _, t := range s.Speakers {
				if n := d.rests(s, t.As); len(n) > 0 && p.narrates(s, t.As, n) {
					add(t.Person, t.As, s, n, p.vouched(t) || p.respondentSpeaks(s, t))
				}
			}
		case record.Tip:
			add(s.Declarant, "the informant", s, facts, false)
		case record.Interview:
			add(s.Declarant, "the one interviewed", s, facts, p.ordinary(s.Declarant) && !p.facelessIn(s.Declarant, facts) || s.Declarant == "" && p.namedTeller(s, facts))
		case record.Report:
			if s.Declarant != "" {
				add(s.Declarant, "the one who reported", s, facts, p.ordinary(s.Declarant))
			} else if p.namelessTold(s) {
				add("", "the caller", s, facts, false)
			}
		}
	}
	for i := range out {
		slices.Sort(out[i].facts)
		out[i].facts = slices.Compact(out[i].facts)
	}
	return out
}

// namelessTold reports whether a report gives the word of a caller or the like: at least half of its lines are told by one.
func (p *Pass) namelessTold(s *record.Source) bool {
	told := 0
	for _, l := range s.Lines {
		t := p.Text(l.Text)
		for _, h := range t.Hits(diction.Hearsay) {
			i := h.First - 1
			for i >= 0 && !hasAt(t, teller, i) && !hasAt(t, faceless, i) && t.Words[i].Sentence == t.Words[h.First].Sentence && h.First-i < 10 {
				i--
			}
			if i >= 0 && (hasAt(t, faceless, i) || hasAt(t, teller, i) && t.Words[i].Norm != "witness") {
				told++
			}
			break
		}
	}
	return told > 0 && 2*told >= len(s.Lines)
}

// namedTeller reports whether an interview whose teller is not declared names in its head or first line someone whom the assertions that
// rest on it name too.
func (p *Pass) namedTeller(s *record.Source, facts []int) bool {
	texts := p.head(s)
	if len(s.Lines) > 0 {
		texts = append(texts, s.Lines[0].Text)
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		return slices.ContainsFunc(p.namesOf(p.Text(text)), func(n diction.Name) bool {
			return slices.ContainsFunc(p.fitting(n.Text), func(id record.PersonID) bool {
				return id != p.App.Affiant && id != s.Author && slices.ContainsFunc(facts, func(k int) bool { return p.paper().fact(k).meansPerson(id) })
			})
		})
	})
}

// narrates reports whether a speaker tells of others in a line that the assertions cite, so that weight is given to his word. One who only asks, orders or
// offers does a thing that is heard, and nothing rests on whether he tells the truth.
func (p *Pass) narrates(s *record.Source, as string, facts []int) bool {
	if len(s.Lines) == 0 {
		return true
	}
	return slices.ContainsFunc(s.Lines, func(l record.Line) bool {
		if l.Speaker != as || strings.HasSuffix(strings.TrimSpace(l.Text), "?") && strings.Count(l.Text, ".") == 0 {
			return false
		}
		cited := slices.ContainsFunc(facts, func(n int) bool {
			return slices.ContainsFunc(p.paper().fact(n).cites(), func(c record.Cite) bool {
				return c.Source == s.ID && (c.From == 0 || c.From <= l.N && l.N <= max(c.From, c.To))
			})
		})
		if !cited {
			return false
		}
		t := p.Text(l.Text)
		return l.Summary || len(p.content(t)) >= 2 && (len(t.Names()) > 0 || hasAny(t, pronouns, kin, acquainted))
	})
}

// facelessIn reports whether the paper calls one on whose word it rests no more than a citizen, a source or a caller, and
// nowhere by his name: the magistrate then does not know that he has one.
func (p *Pass) facelessIn(id record.PersonID, facts []int) bool {
	who := p.paper().person[id]
	if who == nil || who.Has(record.Officer) || who.Has(record.Affiant) || p.sworn(func(t *diction.Text) bool { return p.likeNamed(t, who) }) {
		return false
	}
	return slices.ContainsFunc(facts, func(n int) bool { return p.paper().fact(n).text.Has(faceless) })
}

// rests returns the assertions that cite a line of the speaker, or the whole of the call.
func (d *paper) rests(s *record.Source, as string) []int {
	var out []int
	for _, n := range d.citing[s.ID] {
		for _, c := range d.fact(n).cites() {
			if c.Source != s.ID {
				continue
			}
			lines, err := s.Resolve(c)
			spoke := err == nil && slices.ContainsFunc(lines, func(l *record.Line) bool { return l.Speaker == as })
			if (spoke || len(s.Lines) == 0) && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// vouched reports whether a speaker is identified, otherwise than by the name that he gave himself.
func (p *Pass) vouched(t record.Talker) bool {
	return t.Person != "" && (t.By != "" || len(t.Cites) > 0 || t.Claimed == "")
}

// respondentSpeaks reports whether the paper takes a speaker to be a respondent and says why. What one suspected says on an
// intercepted call is part of what he does, and whether it is he is another check's question.
func (p *Pass) respondentSpeaks(s *record.Source, t record.Talker) bool {
	d := p.paper()
	return p.unknownIsRespondent(s, t) || slices.ContainsFunc(d.citing[s.ID], func(n int) bool {
		return slices.ContainsFunc(d.fact(n).Identifies, func(id record.Identification) bool {
			if !p.isRespondent(id.Person) || id.Basis == "" && len(id.Cites) == 0 {
				return false
			}
			if slices.ContainsFunc(s.Speakers, func(o record.Talker) bool { return o.Person == id.Person }) {
				return false // he is the other speaker
			}
			return p.like(id.Name, t.As).Fits() || t.Claimed != "" && p.like(id.Name, t.Claimed).Fits() || p.othersKnown(s, t)
		})
	})
}

// unknownIsRespondent reports whether the paper says, on a basis, that one whom it calls no more than an unidentified man or the like is a respondent, in
// a sentence that rests on what a speaker of that label said, here or on another call. All other speakers of the call have to be known.
func (p *Pass) unknownIsRespondent(s *record.Source, t record.Talker) bool {
	if t.Person != "" || !p.othersKnown(s, t) {
		return false
	}
	d := p.paper()
	speaks := func(n int) bool {
		f := d.fact(n)
		return f != nil && slices.ContainsFunc(f.sources, func(o *record.Source) bool {
			return slices.ContainsFunc(o.Speakers, func(x record.Talker) bool { return x.As == t.As && x.Person == "" })
		})
	}
	return slices.ContainsFunc(d.facts, func(f fact) bool {
		return slices.ContainsFunc(f.Identifies, func(id record.Identification) bool {
			t := p.Text(id.Name)
			return p.isRespondent(id.Person) && id.Basis != "" && len(t.Names()) == 0 && hasAny(t, faceless, personUnnamed, personNoun)
		}) && (speaks(f.N) || slices.ContainsFunc(f.RestsOn, speaks))
	})
}

// othersKnown reports whether every other speaker of a call is a person of the record.
func (p *Pass) othersKnown(s *record.Source, t record.Talker) bool {
	return !slices.ContainsFunc(s.Speakers, func(o record.Talker) bool { return o.As != t.As && o.Person == "" })
}

// ordinary reports whether one who tells is an officer, or a victim or witness who has a name: one whom the law does not
// suspect as it does an informant.
func (p *Pass) ordinary(id record.PersonID) bool {
	who := p.paper().person[id]
	if who == nil || who.Has(record.Informant) {
		return false
	}
	for _, r := range []record.Role{record.Officer, record.Affiant, record.Executing, record.Supervisor, record.Prosecutor, record.Monitor, record.Custodian} {
		if who.Has(r) {
			return true
		}
	}
	return (who.Has(record.Victim) || who.Has(record.Witness)) || len(who.Names()) > 0 && !strings.HasPrefix(strings.ToLower(who.Name), "unknown")
}

// call says how a message speaks of a declarant.
func (p *Pass) call(x declarant) string {
	if who := p.paper().person[x.id]; who != nil && len(who.Names()) > 0 {
		return who.Names()[0]
	}
	switch x.as {
	case "the informant", "the one interviewed", "the one who reported", "the caller":
		return x.as
	}
	return fmt.Sprintf("the speaker called %q", x.as)
}

// first returns the first assertion of a list and the rest.
func first(ns []int) (int, []int) {
	if len(ns) == 0 {
		return 0, nil
	}
	return ns[0], slices.Clone(ns[1:])
}

// had reports whether a source was there before the oath, as far as the record tells: what came later was not left out.
func (p *Pass) had(s *record.Source) bool {
	return once(&p.paper().had, s.ID, func() bool {
		for _, t := range []record.When{p.asked(), p.oath()} {
			if t.Known() && (s.Time.After(t) == record.Yes || s.Made.After(t) == record.Yes) {
				return false
			}
		}
		return true
	})
}

func (p *Pass) oath() record.When {
	if p.App.Oath != nil {
		return p.App.Oath.Time
	}
	return ""
}

// asked is when the application was put before a magistrate, or, where that is not known, sworn or drawn up, or else when the affiant is said to
// have acted.
func (p *Pass) asked() record.When {
	for _, pr := range p.App.Presentments {
		if pr.Time.Known() {
			return pr.Time
		}
	}
	if t := p.oath(); t.Known() {
		return t
	}
	if p.App.Drafted.Known() {
		return p.App.Drafted
	}
	return p.Matter.Acted
}

// at points at the words of a line.
func at(s *record.Source, l *record.Line, span Span) At {
	return At{Source: s.ID, Line: l.N, Span: span}
}

// head points at a source as a whole.
func head(s *record.Source) At { return At{Source: s.ID, Span: Span{Words: s.Title}} }

// quote writes words in quotation marks, cut if they are long.
func quote(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 120 {
		cut := strings.LastIndexByte(s[:117], ' ')
		if cut < 40 {
			cut = 117
		}
		s = strings.ToValidUTF8(s[:cut], "") + " ..."
	}
	return `"` + strings.ReplaceAll(s, `"`, `'`) + `"`
}

// negated reports whether t has a word of negation that is no part of an idiom.
func negated(t *diction.Text) bool { return len(negations(t)) > 0 }

// butSome reports whether a denial is taken back for a number of times or things: never met her there but twice.
func butSome(t *diction.Text, h diction.Hit) bool {
	all := t.Hits(diction.Exception)
	for _, o := range all[sort.Search(len(all), func(k int) bool { return all[k].First > h.Last }):] {
		if t.Words[o.First].Sentence != t.Words[h.Last].Sentence {
			return false
		}
		if wordAt(t, o.First, "but", "except") && (wordAt(t, o.First+1, "once", "twice", "one") || standsAt(t, diction.NumberWord, o.First+1)) {
			return true
		}
	}
	return false
}

// negations are the words of negation in t that are no part of an idiom.
func negations(t *diction.Text) []diction.Hit {
	return slices.DeleteFunc(slices.Clone(t.Hits(diction.Negation)), func(h diction.Hit) bool { return !negates(t, h) })
}

// negates reports whether a word of negation is no part of an idiom and not taken back.
func negates(t *diction.Text, h diction.Hit) bool {
	o, ok := hitOver(t, diction.Idiom, h.First)
	return !(ok && h.Last <= o.Last) && !butSome(t, h)
}
