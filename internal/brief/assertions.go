package brief

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// assertions adds, for each assertion that some ground uses or that another recites, the rules by which it gives
// support: as worded, or by the source's own words where they are recited.
func (c *paper) assertions() {
	for _, n := range c.need {
		if a := c.app.Assertion(n); a != nil {
			c.assertion(a)
		}
	}
}

// needed lists the assertions that the grounds rest on, with those that recite the words behind them, in order.
func (c *paper) needed() []int {
	var ns []int
	for _, g := range c.offers {
		ns = append(ns, g.On...)
	}
	have := make(map[int]bool)
	for _, n := range ns {
		have[n] = true
	}
	for _, f := range c.flaws {
		if have[f.Assertion] && f.Check.Link == review.OnWording {
			for _, n := range f.Recited {
				if !have[n] {
					have[n] = true
					ns = append(ns, n)
				}
			}
		}
	}
	for i := 0; i < len(ns); i++ {
		if a := c.app.Assertion(ns[i]); a != nil {
			for _, m := range a.RestsOn {
				if !have[m] {
					have[m] = true
					ns = append(ns, m)
				}
			}
		}
	}
	slices.Sort(ns)
	return slices.Compact(ns)
}

// assertion adds the rules of one assertion.
//
// As worded, it needs that something stands behind it, that nothing left out undercuts it, that the event is the one
// meant, and that its wording is fair. By the source's own words it needs that another assertion recites them, and that
// they may be read as the sentence reads them. Sustaining a flaw of wording so defeats the excess and not the recital.
func (c *paper) assertion(a *record.Assertion) {
	n := a.N
	sworn := c.build.Sentence(c.say(par(n)+" is sworn", Reason{Kind: "assertion", Says: fmt.Sprintf("%s swears: %s", par(n), a.Text), Assertion: n, App: c.app.ID}))
	c.build.Fact(par(n)+" stands in the paper", sworn)
	c.sworn[par(n)+" is sworn"] = n

	behind := []argue.Sentence{sworn}
	for _, m := range a.RestsOn {
		// An inference holds no better than what it starts from, and not at all if that is struck.
		behind = append(behind, c.holds(m))
	}
	for _, f := range c.at(n, review.OnSource, review.OnInterception) {
		if f.Force == review.Decisive {
			behind = append(behind, c.bar(f, "something lawful stands behind "+par(n)))
		}
	}
	for _, f := range c.at(n, review.OnEvent) {
		behind = append(behind, c.step(f, par(n)+" speaks of the event that matters", par(n)+" speaks of another"))
	}
	for _, f := range c.at(n, review.OnOmission) {
		// What was left out about a rival person bears on who is meant, not on what the sentence says.
		if len(f.Rivals) == 0 && f.Severity != review.Care {
			behind = append(behind, c.step(f, "nothing left out undercuts "+par(n), "what was left out undercuts "+par(n)))
		}
	}

	for _, d := range c.omittedOf(n) {
		behind = append(behind, c.believed(d))
	}

	wording := slices.DeleteFunc(c.at(n, review.OnWording), func(f *review.Flaw) bool { return f.Severity != review.Who })
	readings := c.at(n, review.OnReading)
	asWorded := slices.Clone(behind)
	for _, f := range wording {
		asWorded = append(asWorded, c.step(f, "the wording of "+par(n)+" is fair", par(n)+" says more than its source"))
	}
	var read []argue.Sentence
	for _, f := range readings {
		read = append(read, c.step(f,
			fmt.Sprintf("“%s” is %s", f.Says, f.Sworn), fmt.Sprintf("“%s” is something else", f.Says)))
	}
	if len(wording) == 0 {
		asWorded = append(asWorded, read...)
	}
	for _, f := range c.at(n, review.OnWording) {
		if lesser(f) && !c.recitedBeside(f, n) {
			asWorded = append(asWorded, c.remains(f, n))
		}
	}
	holds := c.holds(n)
	c.build.Rule(par(n)+" stands", c.stands(n), asWorded...)
	c.build.Rule(par(n)+" supports as worded", holds, c.stands(n))

	// The source's own words, where they are recited and where a reading can carry them.
	for _, m := range recited(wording) {
		if m == n || c.app.Assertion(m) == nil || c.rests(m, n) || !carried(wording, readings) {
			continue
		}
		body := append(slices.Clone(behind), read...)
		body = append(body, c.stands(m))
		c.build.Rule(fmt.Sprintf("%s supports by the words recited at %s", par(n), par(m)), holds, body...)
	}
}

// lesser reports whether a flaw is of falsehood in words that are not who or what: a sum, a date, words quoted, a mild hedge. The
// name that a speaker gave, who is not the one suspected, is none: nothing rests on it, and with it struck a sentence says as much.
func lesser(f *review.Flaw) bool {
	return f.Check.Link == review.OnWording && f.Check.Mindful && f.Severity == review.Weight && f.Sort != review.Naming
}

// recitedBeside reports whether the source's own words, which a flaw of wording at assertion n is about, are before the magistrate
// all the same, in another assertion.
func (c *paper) recitedBeside(f *review.Flaw, n int) bool {
	return slices.ContainsFunc(f.Recited, func(m int) bool { return m != n && c.app.Assertion(m) != nil && !c.rests(m, n) })
}

// remains adds what is left of assertion n if a lesser falsehood in it is struck. Innocent, it is a difference of weight and no more.
// Found reckless or deliberate, its words are set aside, and whether what is left of the sentence says enough for what it is offered
// for is a question on which fair positions part (Franks v. Delaware, 438 U.S. at 155-156, 171-172).
func (c *paper) remains(f *review.Flaw, n int) argue.Sentence {
	a := c.build.Assume(c.say(f.ID+" leaves enough", Reason{Kind: "assumption", Says: fmt.Sprintf("%s says enough without the words that were struck", par(n)), Flaw: f.ID, Assertion: n, App: f.App}))
	if slices.Contains(c.lessened, f.ID) {
		return a
	}
	c.use(&c.lessened, f)
	r := c.build.Assume(c.say(f.ID+" leaves too little", Reason{Kind: "rival", Says: fmt.Sprintf("%s says too little without them", par(n)), Flaw: f.ID, Assertion: n, App: f.App}))
	c.build.Rule(f.ID+": what is left excludes the contrary", c.build.Against(r), a)
	c.build.Rule(f.ID+": falsehood is struck, and what is left may be too little", c.build.Against(a), r, c.set(f).reckless)
	return a
}

// holds names the sentence that assertion n gives support.
func (c *paper) holds(n int) argue.Sentence {
	return c.build.Sentence(c.say(par(n)+" gives support", Reason{Kind: "assertion", Says: par(n) + " gives support", Assertion: n, App: c.app.ID}))
}

// stands names the sentence that assertion n stands as worded.
func (c *paper) stands(n int) argue.Sentence {
	return c.build.Sentence(c.say(par(n)+" stands as worded", Reason{Kind: "assertion", Says: par(n) + " stands as worded", Assertion: n, App: c.app.ID}))
}

// recited lists the assertions that recite the source's own words behind every flaw of wording.
func recited(wording []*review.Flaw) []int {
	var common []int
	for i, f := range wording {
		if i == 0 {
			common = slices.Clone(f.Recited)
			continue
		}
		common = slices.DeleteFunc(common, func(n int) bool { return !slices.Contains(f.Recited, n) })
	}
	slices.Sort(common)
	return slices.Compact(common)
}

// carried reports whether the source's own words can bear the sentence at all: where something was added that stands for
// no word of the source, nothing recited carries it; where a word of the source was read as more, a reading has to.
func carried(wording, readings []*review.Flaw) bool {
	for _, f := range wording {
		if !f.Check.Excess {
			continue // a hedge dropped or a word misquoted leaves the source's words to speak for themselves
		}
		if f.Says == "" || len(readings) == 0 {
			return false
		}
	}
	return true
}
