package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// reply is the class of words with which an answer begins: kind no and kind yes.
const reply diction.Class = "reply"

// asked reports whether a clause stands in a question, and what the answer right after it says: "no", "yes", or nothing where it
// only tells something. Question and answer make one statement: Anybody promise you anything? No.
func asked(t *diction.Text, part diction.Part) (question bool, answer string) {
	in := t.Words[part.First].Sentence
	i := part.Last
	for i < len(t.Words) && t.Words[i].Sentence == in {
		i++
	}
	if end := t.Sentences[in].End; end == 0 || t.Raw[end-1] != '?' {
		return false, ""
	}
	for i < len(t.Words) && (t.Words[i].Norm == "a" || t.Words[i].Norm == "ans" || t.Words[i].Norm == "answer") {
		i++
	}
	k := slices.IndexFunc(t.Hits(reply), func(h diction.Hit) bool { return h.First == i })
	if k < 0 {
		return true, ""
	}
	return true, t.Hits(reply)[k].Kind
}

// answered gives a clause of a question the sign of its answer, and reports whether it then states anything.
func (s *statement) answered() bool {
	question, answer := asked(s.text, s.part)
	if !question {
		return true
	}
	if s.asksWhich() {
		return false // did he say when: it is the saying that is denied
	}
	if answer == "" || s.negated || len(s.terms) == 0 {
		return false // what is not answered by yes or no tells nothing by itself; nor does yes to a question that denies
	}
	if answer == "no" {
		s.negated, s.denied, s.after = true, 0, s.part.First-1
	}
	return true
}

// asksWhich reports whether a word that asks (when, where, who, if) stands after the first words of a clause of a question.
func (s *statement) asksWhich() bool {
	in := s.text.Words[s.part.First].Sentence
	first := slices.IndexFunc(s.text.Words, func(w diction.Word) bool { return w.Sentence == in })
	for i := first + 2; i < len(s.text.Words) && s.text.Words[i].Sentence == in; i++ {
		if startsAt(s.text, asking, i) || wordAt(s.text, i, "if", "whether", "when", "where", "who", "why", "how", "what") {
			return true
		}
	}
	return false
}

// governs reports whether a word that can be denied follows a negation in its clause: not breathing. If none does, the negation is of
// what stands before it: saw nobody.
func governs(t *diction.Text, part diction.Part, from int) bool {
	for i := from + 1; i <= part.Last; i++ {
		if !smallWord(t, i) && !standsAt(t, diction.Common, i) {
			return true
		}
	}
	return false
}
