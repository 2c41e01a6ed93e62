package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/report"
)

// most is how many things a part of a title may mean before they are told rather than printed.
const most = 3

// A bearer is one thing that can be explained, found by its title.
type bearer struct {
	name, says, title string
	set               func(*report.Sheet)
}

// titled finds what a title or a citation, or words of one, mean where no name does: Malley v. Briggs, 475 U.S. 335, franks. Signs
// and capitals do not count. Of several that the words fit, those are taken whose title they are whole, else those that begin with
// them; else all.
func (x explainer) titled(of, words string) []bearer {
	want := titleWords(words)
	if want == "" {
		return nil
	}
	var whole, begun, within []bearer
	for _, k := range x.kinds() {
		if of != "" && k.name != of || k.name == "" {
			continue
		}
		for _, e := range k.lines() {
			set, ok := k.find(e.id)
			if !ok {
				continue
			}
			b := bearer{narrowed(k, e.id), e.says, k.title, set}
			title, rest, _ := strings.Cut(e.says, ", ")
			cite, _, _ := strings.Cut(rest, " (")
			all := " " + titleWords(e.says) + " "
			switch at := strings.Index(all, " "+want+" "); {
			case want == titleWords(title) || want == titleWords(rest) || want == titleWords(cite) || " "+want+" " == all:
				whole = append(whole, b)
			case at == 0:
				begun = append(begun, b)
			case at > 0:
				within = append(within, b)
			}
		}
	}
	for _, found := range [][]bearer{whole, begun} {
		if len(found) > 0 {
			return found
		}
	}
	return within
}

// titleWords are the words of a title as they are compared: small letters and digits, one space between.
func titleWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// byTitle sets what a title means, or says which things it may mean if they are many.
func (x explainer) byTitle(p *report.Sheet, of, words string) (bool, error) {
	found := x.titled(of, words)
	if len(found) > most {
		var names []string
		for _, b := range found {
			names = append(names, b.name+"  "+b.says)
		}
		slices.Sort(names)
		if len(names) > 12 {
			names = append(names[:12], fmt.Sprintf("and %d more", len(names)-12))
		}
		return false, fault.Errorf(fault.NotFound, "%q may be any of these; expected one name, as affiant explain %s\n  %s", words, found[0].name, strings.Join(names, "\n  "))
	}
	for _, b := range found {
		if len(found) > 1 {
			p.Section(b.title)
		}
		b.set(p)
	}
	return len(found) > 0, nil
}
