package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// had lists the sources that the affiant had before the oath, as far as the record says how, and that no flaw points at: what speaks against
// the paper would not have strengthened it.
func (c *paper) had() (out []*record.Source) {
	against := make(map[record.SourceID]bool)
	for i := range c.all {
		for _, at := range c.all[i].Sources {
			against[at.Source] = against[at.Source] || c.all[i].Check.Link == review.OnOmission
		}
	}
	for i := range c.matter.Sources {
		s := &c.matter.Sources[i]
		if c.known(s) && !against[s.ID] && !slices.Contains(c.app.Affidavit.Incorporates, s.ID) && (s.Seen != "" || s.Author != "" && s.Author == c.app.Affiant) {
			out = append(out, s)
		}
	}
	return out
}

// citesLine reports whether some assertion cites a line of a source, or the whole of it; line 0 is any.
func (c *filing) citesLine(id record.SourceID, n int) bool {
	return slices.ContainsFunc(c.app.Affidavit.Assertions, func(a record.Assertion) bool {
		return slices.ContainsFunc(a.Cites, func(cite record.Cite) bool {
			return cite.Source == id && (n == 0 || cite.From == 0 || cite.From <= n && n <= max(cite.From, cite.To))
		})
	})
}

// untoldSource: there is one of which the paper tells nothing.
func (c *paper) untoldSource() exhibit {
	for _, s := range c.had() {
		if !c.citesLine(s.ID, 0) {
			return ever(string(s.ID))
		}
	}
	return exhibit{}
}

// untoldTie: a line of one speaks of a place that is searched, and the paper does not tell it. Calls and messages have many lines that no
// one would tell.
func (c *paper) untoldTie() exhibit {
	if c.app.Kind != record.Search {
		return exhibit{}
	}
	for _, s := range c.had() {
		if s.Kind.Spoken() {
			continue
		}
		for _, l := range s.Lines {
			if l.Text != "" && !c.citesLine(s.ID, l.N) && c.teller().OfPlace(l.Text) {
				return ever(string(s.ID))
			}
		}
	}
	return exhibit{}
}
