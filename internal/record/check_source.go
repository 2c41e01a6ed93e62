package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// order checks that the window of an order does not end before it begins.
func (c *checker) order(path string, o *Order) {
	if o.Until.Before(o.From) == Yes {
		c.add(path+".until", fmt.Sprintf("until is %s, before from, which is %s", o.Until, o.From), "a time after from")
	}
}

// source checks the lines of a source: their numbers, that each has words or says they were cut, who speaks, how much
// is printed, and the hash.
func (c *checker) source(path string, s *Source) {
	var as []string
	for _, t := range s.Speakers {
		as = append(as, t.As)
	}
	c.distinct(path+".speakers", "as", as)
	for i, t := range s.Speakers {
		c.compared(c.at(path+".speakers", i)+".cites", s, t.Cites)
	}
	c.later(path+".made", "made", s.Made, "what it tells of", s.Time)
	c.ascending(path+".lines", "line", len(s.Lines), func(i int) int { return s.Lines[i].N })
	spoken := false
	for i, l := range s.Lines {
		p := c.at(path+".lines", i)
		switch {
		case l.Text == "" && l.Cut == "":
			c.missing(p+".text", "cut:"+p, "the line has no words", "text, or cut to say what is known of words that are not there")
		case l.Text != "" && l.Cut != "":
			c.add(p+".cut", "the line has both text and cut", "one of them; a cut amid words makes a line of its own")
		}
		spoken = spoken || l.Text != ""
		if l.Speaker != "" && s.Talker(l.Speaker) == nil {
			c.missing(p+".speaker", "speaker:"+string(s.ID), fmt.Sprintf("there is no speaker %q", l.Speaker),
				"a name given as under speakers"+fault.DidYouMean(l.Speaker, as))
		}
	}
	switch {
	case s.Extent() == None && spoken:
		c.add(path+".printed", "printed is none, yet there are lines with text", "printed: excerpt, or no text")
	case s.Extent() != None && len(s.Lines) == 0 && (s.Printed == "" || s.Printed == Full || s.Printed == Excerpt):
		c.add(path+".lines", "lines is missing", "the words of the source, or printed: none")
	}
	if s.Hash != "" && !strings.EqualFold(s.Hash, s.Sum()) {
		c.missing(path+".hash", "words:"+string(s.ID), "hash is not that of the lines", s.Sum()+", or lines as they were")
	}
}

// compared checks the sources that an identification of a speaker rests on: each stands before the source itself, since it
// was there to compare with.
func (c *checker) compared(path string, s *Source, list []Cite) {
	c.cites(path, list)
	for i, cite := range list {
		if c.x.Sources[cite.Source] == nil {
			continue // said already
		}
		for j := range c.m.Sources {
			if c.m.Sources[j].ID == s.ID {
				what := fmt.Sprintf("source %q stands after %q", string(cite.Source), string(s.ID))
				if cite.Source == s.ID {
					what = fmt.Sprintf("source %q is compared with itself", string(s.ID))
				}
				c.missing(c.at(path, i), "source:"+string(cite.Source), what, "a source that stands earlier in the file")
				break
			}
			if c.m.Sources[j].ID == cite.Source {
				break
			}
		}
	}
}

// Sum returns the SHA-256 of the texts of the lines, joined by newlines, in lower-case hex. A line whose words were cut
// counts as an empty text.
func (s *Source) Sum() string {
	h := sha256.New()
	for i, l := range s.Lines {
		if i > 0 {
			h.Write([]byte("\n"))
		}
		h.Write([]byte(l.Text))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// ascending checks that the numbers of a list go up. An entry without a usable number is passed over.
func (c *checker) ascending(list, thing string, n int, number func(int) int) {
	last := 0
	var seen map[int]bool // those before, once one does not go up
	for i := range n {
		x := number(i)
		if x > last && seen == nil {
			last = x
			continue
		}
		if seen == nil {
			seen = make(map[int]bool, n)
			for j := range i {
				seen[number(j)] = true
			}
		}
		switch {
		case x <= 0:
			continue
		case seen[x]:
			c.add(c.at(list, i)+".n", fmt.Sprintf("there are two %ss with number %d", thing, x), "a number of its own")
		case x < last:
			c.add(c.at(list, i)+".n", fmt.Sprintf("%s %d comes after %s %d", thing, x, thing, last), "numbers that go up")
		}
		seen[x] = true
		last = max(last, x)
	}
}

// cites checks that each citation resolves.
func (c *checker) cites(path string, list []Cite) {
	for i, cite := range list {
		if !validID(string(cite.Source)) {
			continue // said already, or never written
		}
		s := c.x.Sources[cite.Source]
		if s == nil {
			c.ref(c.at(path, i), "source", string(cite.Source))
			continue
		}
		if _, err := s.Resolve(cite); err != nil {
			c.missing(c.at(path, i), "words:"+cite.span().String(), err.Error(), c.instead(s, cite))
		}
	}
}

// instead says what a citation of this source could have been.
func (c *checker) instead(s *Source, cite Cite) string {
	lines, err := s.Resolve(cite.span())
	switch {
	case len(s.Lines) == 0:
		return "the source without a line or words, since nothing of it is printed"
	case err != nil:
		return fmt.Sprintf("a line from %d to %d", s.Lines[0].N, s.Lines[len(s.Lines)-1].N)
	case cite.From == cite.To && cite.From > 0 && len(lines) == 1 && lines[0].Cut != "":
		return "the line without words, since they were cut"
	default:
		return "words exactly as the source has them" + otherwise(joined(lines), cite.Words)
	}
}

// otherwise returns how text has words, when it has them in other letters, capitals or quotes.
func otherwise(text, words string) string {
	text, words = squeeze(text), squeeze(words)
	low, want := strings.ToLower(text), strings.ToLower(words)
	if i := strings.Index(low, want); i >= 0 && len(low) == len(text) {
		return fmt.Sprintf(", which are %q", text[i:i+len(want)])
	}
	return ""
}
