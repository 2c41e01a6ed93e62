package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// kept holds what a pass has worked out before, so that no name, text or source is gone through twice.
type kept struct {
	parts   map[string]diction.NameParts
	like    map[[2]string]diction.Likeness
	fit     map[string][]record.PersonID
	names   map[*record.Source][]string
	says    map[*record.Source]*supply
	clauses map[*diction.Text][]statement
	said    map[string]int
	named   map[*diction.Text][]diction.Name
	namesIn map[*diction.Text][]diction.Name // of a text, with the surnames and given names at the beginnings of sentences
	nominal map[*diction.Text]map[int]bool
	shown   map[record.PersonID]bool
	offered map[cell]offers
	cited   map[string]*supply
	titled  map[titledFact]bool

	suppliers []string // made by Pass.suppliers

	collator    *collation.Collator
	onRecord    *onRecord
	filed       *onRecord // of sources and people
	contents    map[*diction.Text]map[string]bool
	differences map[int][]collation.Difference // by assertion
}

// A cell is one element as against one respondent; offers are the grounds for it, with their indexes.
type (
	cell struct {
		element    record.ElementID
		respondent record.PersonID
	}
	offers struct {
		grounds []Ground
		at      []int
	}
)

// once returns what is kept under k, making it on the first call.
func once[K comparable, V any](m *map[K]V, k K, make1 func() V) V {
	if v, ok := (*m)[k]; ok {
		return v
	}
	if *m == nil {
		*m = make(map[K]V)
	}
	v := make1()
	(*m)[k] = v
	return v
}

// like compares two names.
func (p *Pass) like(a, b string) diction.Likeness {
	return once(&p.kept.like, [2]string{a, b}, func() diction.Likeness { return p.Lexicon.LikeParts(p.parts(a), p.parts(b)) })
}

// parts reads a name.
func (p *Pass) parts(name string) diction.NameParts {
	return once(&p.kept.parts, name, func() diction.NameParts { return p.Lexicon.ReadName(name) })
}

// sourceNames lists the names that stand in the lines of a source, each once.
func (p *Pass) sourceNames(s *record.Source) []string {
	return once(&p.kept.names, s, func() []string {
		var out []string
		seen := make(map[string]bool)
		for i := range s.Lines {
			for _, n := range p.namesOf(p.Text(s.Lines[i].Text)) {
				if !seen[n.Text] {
					seen[n.Text] = true
					out = append(out, n.Text)
				}
			}
		}
		return out
	})
}

// A namesake is a name or alias of a person of the matter.
type namesake struct {
	name   string
	person record.PersonID
}

// namesakes lists every name and alias of the matter, in the order of the people.
func (p *Pass) namesakes() []namesake {
	if p.known == nil {
		p.known = []namesake{}
		for i := range p.Matter.People {
			for _, n := range p.Matter.People[i].Names() {
				p.known = append(p.known, namesake{n, p.Matter.People[i].ID})
			}
		}
	}
	return p.known
}

// nameTokens are the words of all names of the matter, folded. The article of one who goes by what he is, the victim, is no name.
func (p *Pass) nameTokens() map[string]bool {
	if p.tokens == nil {
		p.tokens = make(map[string]bool)
		for _, k := range p.namesakes() {
			for _, tok := range p.parts(k.name).Tokens {
				if len(tok) > 1 && tok != "the" && tok != "an" {
					p.tokens[tok] = true
				}
			}
		}
	}
	return p.tokens
}

// namesOf returns the names of a text. A given name at the beginning of a sentence that no rule of capitals tells from other
// words belongs to the surname after it if a person of the matter bears it.
func (p *Pass) namesOf(t *diction.Text) []diction.Name {
	return once(&p.kept.named, t, func() []diction.Name {
		names := t.Names()
		tokens := p.nameTokens()
		for i := range names {
			n := &names[i]
			k := n.First - 1
			if k < 0 || t.Words[k].Sentence != t.Words[n.First].Sentence || !capital(t.Words[k].Raw) || !tokens[t.Words[k].Norm] {
				continue
			}
			if t.Raw[t.Words[k].End:t.Words[n.First].Start] != " " || i > 0 && names[i-1].Last >= k {
				continue
			}
			n.First, n.Start = k, t.Words[k].Start
			n.Text = t.Raw[n.Start:n.End]
		}
		return p.inRecordStyle(t, names)
	})
}

// inRecordStyle adds the names of people of the matter as records and reports write them, which no rule of capitals finds whole:
// HALE, INES; Soto, Marisol; INES HALE. The text of such a name is given in the usual order.
func (p *Pass) inRecordStyle(t *diction.Text, names []diction.Name) []diction.Name {
	tokens := p.nameTokens()
	known := func(i int) bool { return i < len(t.Words) && capital(t.Words[i].Raw) && tokens[bareNorm(t, i)] }
	for i := 0; i+1 < len(t.Words); i++ {
		if !known(i) || !known(i+1) || t.Words[i].Sentence != t.Words[i+1].Sentence {
			continue
		}
		first, last := i, i+1
		switch gap := t.Raw[t.Words[i].End:t.Words[i+1].Start]; {
		case gap == ", ", gap == ",":
			first, last = i+1, i
		case gap == " " && allCapitals(t.Words[i].Raw) && allCapitals(t.Words[i+1].Raw):
		default:
			continue
		}
		if !p.nameOfOne(bareNorm(t, first), bareNorm(t, last)) {
			continue
		}
		n := diction.Name{First: i, Last: i + 1, Start: t.Words[i].Start, End: t.Words[i+1].End - possessiveLen(t.Words[i+1].Raw)}
		n.Text = t.Words[first].Raw + " " + t.Words[last].Raw
		if first == i {
			n.Text = t.Raw[n.Start:n.End]
		}
		names = slices.DeleteFunc(names, func(o diction.Name) bool { return o.First <= n.Last && n.First <= o.Last })
		names = append(names, n)
		i++
	}
	slices.SortFunc(names, func(a, b diction.Name) int { return a.First - b.First })
	return names
}

// nameOfOne reports whether one person of the matter bears a given name and a surname.
func (p *Pass) nameOfOne(given, surname string) bool {
	return slices.ContainsFunc(p.namesakes(), func(k namesake) bool {
		tokens := p.parts(k.name).Tokens
		return len(tokens) > 1 && tokens[0] == given && tokens[len(tokens)-1] == surname
	})
}

// bareNorm is the norm of a word without a possessive.
func bareNorm(t *diction.Text, i int) string { return strings.TrimSuffix(t.Words[i].Norm, "'s") }

// allCapitals reports whether a word of two letters or more is written in capitals.
func allCapitals(w string) bool { return len(w) > 1 && w == strings.ToUpper(w) }

// namesIn returns the names of a text, and the words at the beginnings of sentences that no rule of capitals tells from
// others but that are surnames or given names of people of the matter.
func (p *Pass) namesIn(t *diction.Text) []diction.Name {
	return once(&p.kept.namesIn, t, func() []diction.Name { return p.findNamesIn(t) })
}

func (p *Pass) findNamesIn(t *diction.Text) []diction.Name {
	names := slices.Clone(p.namesOf(t))
	taken := make(map[int]bool)
	for _, n := range names {
		for i := n.First; i <= n.Last; i++ {
			taken[i] = true
		}
	}
	for _, h := range t.Hits(diction.Common) {
		taken[h.First] = true
	}
	tokens := p.nameTokens()
	for i, w := range t.Words {
		if raw := w.Raw[:len(w.Raw)-possessiveLen(w.Raw)]; capital(w.Raw) && !taken[i] && tokens[strings.TrimSuffix(w.Norm, "'s")] {
			names = append(names, diction.Name{Text: raw, Start: w.Start, End: w.Start + len(raw), First: i, Last: i})
		}
	}
	slices.SortFunc(names, func(a, b diction.Name) int { return a.First - b.First })
	return names
}

// fitting returns the persons whom a name as written may mean: by the name itself, a part of it, another spelling or a
// nickname. They come in the order of the people; if one bears the very name, only those who do.
func (p *Pass) fitting(name string) []record.PersonID {
	return once(&p.kept.fit, name, func() []record.PersonID { return p.findFitting(name) })
}

func (p *Pass) findFitting(name string) []record.PersonID {
	var same, all []record.PersonID
	for _, k := range p.namesakes() {
		switch l := p.like(name, k.name); {
		case l == diction.Same:
			if !slices.Contains(same, k.person) {
				same = append(same, k.person)
			}
		case !l.Fits():
			continue
		}
		if !slices.Contains(all, k.person) {
			all = append(all, k.person)
		}
	}
	if len(same) > 0 && (len(p.parts(name).Tokens) > 1 || p.parts(name).Title != "" && slices.ContainsFunc(p.namesakes(), func(k namesake) bool { return diction.Fold(k.name) == diction.Fold(name) })) {
		all = same
	}
	if suffix := p.parts(name).Suffix; suffix != "" {
		bears := func(id record.PersonID) bool { return p.bearsSuffix(id, suffix) }
		if slices.ContainsFunc(all, bears) {
			all = slices.DeleteFunc(all, func(id record.PersonID) bool { return !bears(id) })
		}
	}
	return all
}

// rivals returns the persons other than who whom a name may mean. What tells them apart is not weighed here.
func (p *Pass) rivals(name string, who record.PersonID) []record.PersonID {
	var out []record.PersonID
	for _, k := range p.namesakes() {
		if k.person != who && p.like(name, k.name).Fits() && !slices.Contains(out, k.person) {
			out = append(out, k.person)
		}
	}
	return out
}

// A namedAs is a name taken to mean a person, declared in the file or plain from the words.
type namedAs struct {
	b        *backing
	name     string
	span     Span // where the name stands in the assertion; empty if it does not
	person   record.PersonID
	basis    string
	cites    []record.Cite
	declared bool
}

// identifications lists every name that the assertion takes to mean a person: those the file declares, and full names of
// people of the matter where the cited lines have only a part.
func (p *Pass) identifications(b *backing) []namedAs {
	var out []namedAs
	for _, id := range b.Identifies {
		n := namedAs{b: b, name: id.Name, person: id.Person, basis: id.Basis, cites: id.Cites, declared: true}
		n.span, _ = findWords(b.text, p.Text(id.Name))
		out = append(out, n)
	}
	for _, n := range p.namesOf(b.text) {
		who := p.fitting(n.Text)
		if id, ok := p.namesakeOf(b, n.Text); ok && !slices.ContainsFunc(out, func(o namedAs) bool { return o.person == id }) {
			out = append(out, namedAs{b: b, name: n.Text, span: spanOf(b.text, n.Start, n.End), person: id})
			continue
		}
		if r, ok := p.sharedName(b, n, who); ok && !slices.ContainsFunc(out, func(o namedAs) bool { return o.person == r }) {
			out = append(out, namedAs{b: b, name: n.Text, span: spanOf(b.text, n.Start, n.End), person: r})
			continue
		}
		if len(who) != 1 || len(p.parts(n.Text).Tokens) < 2 || b.text.Words[n.First].Quoted {
			continue
		}
		if slices.ContainsFunc(out, func(o namedAs) bool { return o.person == who[0] }) {
			continue
		}
		if part, whole := p.partly(b, n.Text); !part || whole {
			continue
		}
		out = append(out, namedAs{b: b, name: n.Text, person: who[0], span: spanOf(b.text, n.Start, n.End)})
	}
	return out
}

// namesakeOf returns the respondent whom a full name fits by a nickname or another spelling, where another person bears the
// very name and the paper nowhere says whom it means.
func (p *Pass) namesakeOf(b *backing, name string) (record.PersonID, bool) {
	who := p.fitting(name)
	if len(p.parts(name).Tokens) < 2 || len(who) == 0 || p.bearsSuffix(who[0], p.parts(name).Suffix) {
		return "", false
	}
	for i := range p.App.Affidavit.Assertions {
		for _, id := range p.App.Affidavit.Assertions[i].Identifies {
			if p.like(id.Name, name).Fits() {
				return "", false
			}
		}
	}
	for _, id := range p.App.Respondents {
		fits := slices.ContainsFunc(p.Matter.Person(id).Names(), func(o string) bool { return p.like(name, o) >= diction.Nickname })
		if fits && !slices.Contains(who, id) && !p.speaks(b, who[0]) {
			return id, true
		}
	}
	return "", false
}

// bearsSuffix reports whether a person has a name with a Sr., a Jr. or the like, senior being Sr.
func (p *Pass) bearsSuffix(id record.PersonID, suffix string) bool {
	who := p.Matter.Person(id)
	return suffix != "" && who != nil && slices.ContainsFunc(who.Names(), func(n string) bool { return p.parts(n).Suffix == suffix })
}

// sharedName returns the respondent whom a full name in the sworn words means, where the record has another who is called by
// the very same, the cited lines have it too, and the paper nowhere says which of the two is meant. Where it does, the question is put at that place.
func (p *Pass) sharedName(b *backing, n diction.Name, who []record.PersonID) (record.PersonID, bool) {
	if len(who) < 2 || len(p.parts(n.Text).Tokens) < 2 || b.text.Words[n.First].Quoted || !b.hasWords(n.Text) {
		return "", false
	}
	i := slices.IndexFunc(who, p.isRespondent)
	if i < 0 {
		return "", false
	}
	for _, id := range who {
		if !slices.ContainsFunc(p.Matter.Person(id).Names(), func(own string) bool { return diction.Fold(own) == diction.Fold(n.Text) }) {
			return "", false
		}
	}
	for j := range p.App.Affidavit.Assertions {
		if slices.ContainsFunc(p.App.Affidavit.Assertions[j].Identifies, func(id record.Identification) bool { return slices.Contains(who, id.Person) }) {
			return "", false
		}
	}
	return who[i], true
}

// partly reports whether the cited lines have a part of a name, and whether they or the heads of their sources have the
// whole of it, in any spelling.
func (p *Pass) partly(b *backing, name string) (part, whole bool) {
	for _, l := range b.lines {
		for _, n := range p.namesIn(l.text) {
			switch l := p.like(name, n.Text); {
			case l == diction.Partial && len(p.parts(n.Text).Tokens) == 1:
				part = true
			case l.Fits():
				whole = true
			}
		}
	}
	for _, s := range b.elsewhere() {
		for _, text := range p.head(s) {
			if l := p.like(name, text); l.Fits() && l != diction.Partial {
				whole = true
			}
		}
		for _, n := range p.sourceNames(s) {
			if l := p.like(name, n); l.Fits() && l != diction.Partial {
				whole = true
			}
		}
	}
	return part, whole
}

// findWords returns where the words of one text stand in another.
func findWords(t, words *diction.Text) (Span, bool) {
	n := len(words.Words)
	if n == 0 {
		return Span{}, false
	}
	for i := 0; i+n <= len(t.Words); i++ {
		if runsAt(t, i, folded(words)) {
			end := t.Words[i+n-1].End
			if p := possessiveLen(t.Words[i+n-1].Raw); p > 0 && possessiveLen(words.Words[n-1].Raw) == 0 {
				end -= p
			}
			return spanOf(t, t.Words[i].Start, end), true
		}
	}
	return Span{}, false
}

// possessiveLen is the length in bytes of the 's at the end of a word.
func possessiveLen(w string) int {
	for _, s := range []string{"'s", "’s"} {
		if len(w) > len(s) && w[len(w)-len(s):] == s {
			return len(s)
		}
	}
	return 0
}
