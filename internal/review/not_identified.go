package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// notIdentified finds a line by which someone to whom a respondent, or his photograph, was shown did not pick him, was not sure or picked another,
// where the paper swears that he is the one and nothing sworn tells of a showing that failed.
func (p *Pass) notIdentified(s *record.Source, l *record.Line) (contrary, bool) {
	if s.Kind.Spoken() || p.isRespondent(s.Declarant) || !p.Lexicon.Mentions(l.Text, picking, identifying) {
		return contrary{}, false
	}
	t := p.Text(l.Text)
	for n := range t.Sentences {
		h, ok := p.failsToIdentify(t, n)
		if !ok || !p.showingNear(s, l) {
			continue
		}
		who := p.shownHere(s, l, h)
		if who == "" || p.tellsFailure() {
			continue
		}
		if f := p.swornToBe(who); f != nil {
			return contrary{f, s, l, hitSpan(t, h), 1}, true
		}
	}
	return contrary{}, false
}

// failsToIdentify returns the words by which a sentence tells that nobody was picked or known, that who looked was not sure, or that another was picked.
func (p *Pass) failsToIdentify(t *diction.Text, sentence int) (diction.Hit, bool) {
	shown := inSentence(t, sentence, identifying, "showing")
	for _, h := range hitsIn(t, sentence, identifying) {
		if h.Kind == "failed" && p.ofAPerson(t, h) || h.Kind == "filler" && inSentence(t, sentence, picking, "") {
			return h, true
		}
	}
	for _, h := range slices.Concat(hitsIn(t, sentence, picking), hitsIn(t, sentence, identifying)) {
		if h.Class == identifying && h.Kind != "names" || !p.ofAPerson(t, h) {
			continue
		}
		for _, no := range hitsIn(t, sentence, diction.Negation) {
			if no.First < h.First && h.First-no.Last <= farthestDenied && negates(t, no) && !cutBetween(t, no.Last, h.First) {
				no.End, no.Last = h.End, h.Last
				return no, true
			}
		}
	}
	for _, h := range hitsIn(t, sentence, takesBack) {
		if h.Means == "unsure" && (shown || inSentence(t, sentence, picking, "")) {
			return h, true
		}
	}
	return diction.Hit{}, false
}

// farthestDenied is how far a verb of picking may stand from the word that denies it: none of the six eyewitnesses picked.
const farthestDenied = 6

// cutBetween reports whether a mark that ends a clause stands between two words.
func cutBetween(t *diction.Text, from, to int) bool {
	for _, c := range t.Clauses() {
		if c.First > from && c.First <= to {
			return true
		}
	}
	return false
}

// shownHere is the respondent who was shown where a showing failed: he alone of the people of the matter is named in the words that follow, or in a
// source that tells of a showing; empty for none.
func (p *Pass) shownHere(s *record.Source, l *record.Line, h diction.Hit) record.PersonID {
	t := p.Text(l.Text)
	for _, n := range p.namesIn(t) {
		if n.First > h.Last && t.Words[n.First].Sentence == t.Words[h.First].Sentence {
			if who := p.fitting(n.Text); len(who) == 1 && p.isRespondent(who[0]) {
				return who[0]
			}
			return ""
		}
	}
	return p.shownIn(s)
}

// shownIn is the one respondent whom a source that tells of a showing names; empty for none.
func (p *Pass) shownIn(s *record.Source) record.PersonID {
	return once(&p.paper().shown, s.ID, func() record.PersonID { return p.findShownIn(s) })
}

func (p *Pass) findShownIn(s *record.Source) record.PersonID {
	showing := false
	var named record.PersonID
	texts := []string{s.Title}
	for i := range s.Lines {
		texts = append(texts, s.Lines[i].Text)
	}
	for _, x := range texts {
		u := p.Text(x)
		showing = showing || slices.ContainsFunc(u.Hits(identifying), func(h diction.Hit) bool { return h.Kind == "showing" })
		for _, n := range p.namesIn(u) {
			for _, who := range p.fitting(n.Text) {
				switch {
				case !p.isRespondent(who):
				case named != "" && named != who:
					return ""
				default:
					named = who
				}
			}
		}
	}
	if !showing {
		return ""
	}
	return named
}

// tellsFailure reports whether a sworn sentence tells that someone was not picked or not known.
func (p *Pass) tellsFailure() bool {
	return once(&p.paper().failures, true, func() bool { return p.sworn(failureIn) })
}

func failureIn(t *diction.Text) bool {
	for n := range t.Sentences {
		if (inSentence(t, n, picking, "") || inSentence(t, n, identifying, "")) && (deniesAtAll(t, n) || inSentence(t, n, identifying, "failed") || inSentence(t, n, identifying, "filler") ||
			slices.ContainsFunc(reserves, func(c diction.Class) bool { return inSentence(t, n, c, "") })) {
			return true
		}
	}
	return false
}

// swornToBe is the sentence by which the paper swears that a respondent is the one who was seen: that he was picked, else what is offered for it; nil for none.
func (p *Pass) swornToBe(who record.PersonID) *fact {
	return once(&p.paper().meant, who, func() *fact { return p.findSwornToBe(who) })
}

func (p *Pass) findSwornToBe(who record.PersonID) *fact {
	ways := p.likenings(who, false)
	if i := slices.IndexFunc(ways, func(k likening) bool { return k.way == saysPicked }); i >= 0 {
		return ways[i].fact
	}
	if len(ways) > 0 {
		return ways[0].fact
	}
	return nil
}
