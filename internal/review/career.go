package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// ownCareer reports whether a sentence only tells who the affiant is and what he has done in his office: it begins, after a phrase
// of time at most, with "I" or "the affiant", in the present or the perfect, and has no one else in it and no day.
func (p *Pass) ownCareer(t *diction.Text, sentence int) bool {
	first := slices.IndexFunc(t.Words, func(w diction.Word) bool { return w.Sentence == sentence })
	if first < 0 {
		return false
	}
	subject := -1
	for i := first; i < len(t.Words) && t.Words[i].Sentence == sentence && subject < 0 && i < first+8; i++ {
		if n := t.Words[i].Norm; n == "i" || n == "i've" || n == "i'm" || n == "affiant" || n == "undersigned" {
			subject = i
		}
	}
	if subject < 0 && (p.officeAlone(t, first) || sentence > 0 && p.careerFragment(t, first) && p.ownCareer(t, sentence-1)) {
		return true
	}
	if subject < 0 && sentence > 0 && wordAt(t, first, "he", "she") && p.ownCareer(t, sentence-1) {
		subject = first
	} else if subject < 0 && sentence > 0 && wordAt(t, first, "in") {
		for i := first + 1; i < first+6 && i < len(t.Words) && t.Words[i].Sentence == sentence && subject < 0; i++ {
			if wordAt(t, i, "he", "she") && p.ownCareer(t, sentence-1) {
				subject = i // in that time he has taken part
			}
		}
	}
	if subject < 0 || subject+1 == len(t.Words) || subject > first+2 && !wordAt(t, subject, "he", "she") && !slices.ContainsFunc(t.Hits(career), func(h diction.Hit) bool { return h.First >= first && h.First < subject }) {
		return false
	}
	if next := t.Words[subject+1]; next.Sentence == sentence && strings.Contains(t.Raw[t.Words[subject].End:next.Start], ",") {
		for i := subject + 1; i+1 < len(t.Words) && t.Words[i+1].Sentence == sentence; i++ {
			if strings.Contains(t.Raw[t.Words[i].End:t.Words[i+1].Start], ",") {
				subject = i // Affiant, Detective Ames, has been
				break
			}
		}
	}
	contracted := t.Words[subject].Norm == "i've" || t.Words[subject].Norm == "i'm"
	if !contracted && !slices.ContainsFunc(t.Hits(career), func(h diction.Hit) bool { return h.Kind == "tense" && h.First == subject+1 }) {
		return false
	}
	for i := subject + 1; i < len(t.Words) && t.Words[i].Sentence == sentence; i++ {
		switch t.Words[i].Norm {
		case "he", "she", "him", "her", "his":
			return false
		case "this":
			if i+1 < len(t.Words) && !standsAt(t, career, i+1) && !wordAt(t, i+1, "work", "job", "kind", "sort", "line") {
				return false
			}
		}
	}
	inIt := func(i int) bool { return t.Words[i].Sentence == sentence }
	if slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return inIt(n.First) && (n.Kind == diction.Clock || n.Kind == diction.Sum || n.Kind == diction.Date && len(n.Norm) > 7 && !yearAlone(n))
	}) {
		return false
	}
	if slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool {
		who := p.fitting(n.Text)
		return inIt(n.First) && len(who) > 0 && !slices.Contains(who, p.App.Affiant)
	}) {
		return false
	}
	if slices.ContainsFunc(t.Hits(personMeant), func(h diction.Hit) bool { return inIt(h.First) }) {
		return false
	}
	return wordAt(t, subject, "he", "she") || slices.ContainsFunc(t.Hits(career), func(h diction.Hit) bool { return h.Kind != "tense" && inIt(h.First) })
}

// careerFragment reports whether a sentence without a verb, from word first on, goes on with a career: eight years; certified in field tests
// since 2017.
func (p *Pass) careerFragment(t *diction.Text, first int) bool {
	sentence, told := t.Words[first].Sentence, false
	for i := first; i < len(t.Words) && t.Words[i].Sentence == sentence; i++ {
		if wordAt(t, i, "he", "she", "him", "her", "his", "they", "was", "were", "had", "has", "have", "is", "are", "i", "that", "who") || standsAt(t, diction.Hearsay, i) || capital(t.Words[i].Raw) && i > first && standsAt(t, diction.Given, i) {
			return false
		}
		told = told || standsAt(t, career, i)
	}
	return told && !slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return t.Words[n.First].Sentence == sentence && (n.Kind == diction.Clock || n.Kind == diction.Sum || n.Kind == diction.Date && !yearAlone(n))
	})
}

// officeAlone reports whether a sentence without a verb only says what the affiant is and for how long, from word first on: patrol officer, six
// years, two of them on the crash team. It has a word of his office before its first comma, years or months after it, no one else and no
// day, hour or sum.
func (p *Pass) officeAlone(t *diction.Text, first int) bool {
	sentence := t.Words[first].Sentence
	office, long, comma := false, false, false
	for i := first; i < len(t.Words) && t.Words[i].Sentence == sentence; i++ {
		comma = comma || i > first && strings.Contains(t.Raw[t.Words[i-1].End:t.Words[i].Start], ",")
		for _, h := range t.Hits(career) {
			if h.First != i {
				continue
			}
			office = office || h.Kind == "office" && !comma
			long = long || comma && wordAt(t, i, "year", "years", "month", "months")
		}
		if wordAt(t, i, "he", "she", "him", "her", "his", "they", "was", "were", "had", "has", "is", "told", "said") {
			return false
		}
	}
	inIt := func(i int) bool { return t.Words[i].Sentence == sentence }
	return office && long && !slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return inIt(n.First) && (n.Kind == diction.Clock || n.Kind == diction.Sum || n.Kind == diction.Date && !yearAlone(n))
	}) && !slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool {
		who := p.fitting(n.Text)
		return inIt(n.First) && len(who) > 0 && !slices.Contains(who, p.App.Affiant)
	})
}

// introduces reports whether an assertion is the one by which an affiant says who he is, in whatever words: what is
// before it is set form, and it has no citation and no basis, a word of his office in it, nobody but officers and those who speak for an office, and no hour, sum, address or plate.
func (p *Pass) introduces(f *fact) bool {
	if f.Basis != "" || len(f.Cites) > 0 || len(f.RestsOn) > 0 || !hasAny(f.text, career) || hasAny(f.text, personMeant, diction.Drug, crimes) && !p.allCareer(f.text) {
		return false
	}
	d := p.paper()
	if slices.ContainsFunc(d.facts[:d.at[f.N]], func(o fact) bool { return !o.form && !o.aside }) {
		return false
	}
	if slices.ContainsFunc(f.mentions, func(m mention) bool {
		who := p.Matter.Person(m.person)
		return m.person != p.App.Affiant && (who == nil || !slices.ContainsFunc(who.Roles, func(r record.Role) bool { return r == record.Officer || r == record.Witness && who.Of != "" }))
	}) {
		return false
	}
	return !slices.ContainsFunc(f.text.Numbers(), func(n diction.Number) bool {
		switch n.Kind {
		case diction.Clock, diction.Sum, diction.Address, diction.Plate, diction.Phone:
			return true
		}
		return n.Kind == diction.Date && len(n.Norm) > 7 && !strings.HasSuffix(n.Norm, "-00")
	})
}

// whoHeIs reports whether a sentence begins with what the affiant is: I am the chief of police. What he is sure or aware of is not that.
func (p *Pass) whoHeIs(t *diction.Text, sentence int) bool {
	i := slices.IndexFunc(t.Words, func(w diction.Word) bool { return w.Sentence == sentence })
	if i < 0 || i+2 >= len(t.Words) {
		return false
	}
	am := t.Words[i].Norm == "i" && wordAt(t, i+1, "am", "serve", "work") || t.Words[i].Norm == "i'm"
	k := i + 2
	if t.Words[i].Norm == "i'm" {
		k = i + 1
	}
	return am && k < len(t.Words) && wordAt(t, k, "a", "an", "the", "as", "in", "with", "for", "employed", "assigned", "currently", "presently", "one")
}

// career is the class of words by which an affiant tells of his office: years, unit, cases like it; kind tense are the verbs in
// which he does.
const career diction.Class = "career"

// allCareer reports whether every sentence of a text tells of the affiant's office alone.
func (p *Pass) allCareer(t *diction.Text) bool {
	for i := range t.Sentences {
		if !p.ownCareer(t, i) {
			return false
		}
	}
	return len(t.Sentences) > 0
}
