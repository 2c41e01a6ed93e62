package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
)

// verbal reports whether a negation is the verb's, so that its clause denies. A not that sets one thing against another (the card, not the person),
// the short form of number (no. 20331), or one that an exception takes back (nobody but me) denies nothing of what is told.
func verbal(t *diction.Text, h diction.Hit) bool {
	w := t.Words[h.Last]
	next := h.Last + 1
	if w.Norm == "no" && next < len(t.Words) && t.Raw[w.End:t.Words[next].Start] != " " && strings.ContainsAny(t.Words[next].Raw, "0123456789") ||
		w.Raw == "no." || w.Raw == "No." || w.Norm == "no." {
		return false
	}
	if w.Norm == "no" && next < len(t.Words) && wordAt(t, next, "other", "others", "further", "additional", "more") {
		return false // no other driver: of others than the one who is told of
	}
	if w.Norm == "not" && h.First > 0 && t.Words[h.First-1].Sentence == w.Sentence {
		before := t.Words[h.First-1]
		contrasted := before.Norm == "and" || before.Norm == "but" || strings.Contains(t.Raw[before.End:w.Start], ",") || strings.Contains(t.Raw[before.End:w.Start], "—") || strings.Contains(t.Raw[before.End:w.Start], ";")
		if contrasted && next < len(t.Words) && !participle(t, next) || !contrasted && !auxiliary(t, h.First-1) && next < len(t.Words) && t.Words[next].Sentence == w.Sentence && !participle(t, next) && t.Words[next].Norm != "to" {
			return false
		}
	}
	return !excepted(t, h)
}

// onlyWithout reports whether a run is no clause but one thing of a list that is said not to be there: a bottle, label torn, no cap.
func onlyWithout(t *diction.Text, r collation.Run) bool {
	return t.Words[r.First].Norm == "no" && r.Last-r.First <= 2 && !slices.ContainsFunc(t.Words[r.First+1:r.Last+1], func(w diction.Word) bool {
		return strings.HasSuffix(w.Norm, "ed") || strings.HasSuffix(w.Norm, "ing")
	})
}

// deniesDenying reports whether what is denied in a run is a denial, so that the whole affirms: I won't deny it.
func deniesDenying(t *diction.Text, r collation.Run) bool {
	n := 0
	for _, h := range t.Hits(diction.Negation) {
		if h.First >= r.First && h.Last <= r.Last && (h.Kind == "particle" || h.Means == "deny") {
			n++
		}
	}
	return n == 2
}

// auxiliary reports whether word i is a verb that takes a not: is, did, has, could, or one within two words before it, with its subject
// between.
func auxiliary(t *diction.Text, i int) bool {
	for k := i; k >= max(0, i-2) && t.Words[k].Sentence == t.Words[i].Sentence; k-- {
		switch t.Words[k].Norm {
		case "is", "are", "am", "was", "were", "be", "been", "being", "do", "does", "did", "has", "have", "had", "can", "could", "may", "might", "will", "would", "shall", "should", "must", "need", "dare":
			return true
		}
	}
	return false
}

// participle reports whether word i looks like a participle or an adjective that a note leaves without its verb: not seen, not visible, not
// usable, not recovered.
func participle(t *diction.Text, i int) bool {
	w := t.Words[i].Norm
	if standsAt(t, diction.Act, i) || standsAt(t, seeing, i) {
		return true
	}
	for _, end := range []string{"ed", "en", "ing", "ble", "ful", "ar", "ive", "wn", "ent", "ant"} {
		if strings.HasSuffix(w, end) && len(w) > len(end)+1 {
			return true
		}
	}
	return false
}

// excepted reports whether an exception follows a word that denies in its sentence, so that something is affirmed of what is excepted: nobody
// has keys but me.
func excepted(t *diction.Text, h diction.Hit) bool {
	for i := h.Last + 1; i < len(t.Words) && t.Words[i].Sentence == t.Words[h.Last].Sentence; i++ {
		switch t.Words[i].Norm {
		case "except", "save", "besides":
			return true
		case "but":
			gap := t.Raw[t.Words[i-1].End:t.Words[i].Start]
			if !strings.Contains(gap, ",") && !strings.Contains(gap, ";") {
				return true
			}
		case "than":
			if t.Words[i-1].Norm == "other" {
				return true
			}
		case "else", "further":
			return true // not seen to carry anything else
		}
	}
	return false
}

// deniesAtAll reports whether a sentence has any word that denies: of grammar, in a hedge, by what it means, or a nought.
func deniesAtAll(t *diction.Text, sentence int) bool {
	for _, c := range []diction.Class{diction.Negation, denyingWord, privative} {
		if inSentence(t, sentence, c, "") {
			return true
		}
	}
	from, to := wordsIn(t, sentence)
	for i := from; i < to; i++ {
		if wordAt(t, i, "only", "0", "zero", "lost", "lose", "loses") || outOf(t, i) {
			return true
		}
	}
	return false
}

// outOf reports whether word i begins words for having no more of a thing: out of gas, but not out of the car.
func outOf(t *diction.Text, i int) bool {
	return wordAt(t, i, "out") && wordAt(t, i+1, "of") && i+2 < len(t.Words) && !standsAt(t, diction.Common, i+2)
}
