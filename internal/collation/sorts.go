package collation

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// sortOf says what sort of word a token is where it stands.
func (a *alignment) sortOf(r *reading, i int) Sort {
	k := &r.tokens[i]
	switch k.fabric {
	case figure:
		return Figure
	case amount:
		return Amount
	case name, being:
		return Person
	}
	if k.proper {
		return Proper
	}
	if k.thing {
		return Thing
	}
	switch part := a.part(r, i); part {
	case 'v':
		if slices.Contains([]int{fieldCommunication, fieldStative, fieldCognition, fieldPerception}, a.field(k.lore, 'v')) {
			return Other
		}
		return Act
	case 'a', 'r':
		return Quality
	default:
		if _, ok := diction.MadeThing(k.norm); ok {
			return Thing
		}
		return nounSort(a.field(k.lore, 'n'))
	}
}

// The fields of WordNet's lexicographer files that this room tells apart.
const (
	fieldAnimal, fieldArtifact, fieldBody, fieldFood, fieldLocation   = 5, 6, 8, 13, 15
	fieldObject, fieldPerson, fieldPlant, fieldPossession, fieldStuff = 17, 18, 20, 21, 27
	fieldCognition, fieldCommunication, fieldPerception, fieldStative = 31, 32, 39, 42
	fieldEvent, fieldDeed, fieldState                                 = 11, 4, 26
)

func nounSort(field int) Sort {
	switch field {
	case fieldAnimal, fieldArtifact, fieldBody, fieldFood, fieldPlant, fieldPossession, fieldStuff, fieldObject:
		return Thing
	case fieldPerson:
		return Person
	case fieldLocation:
		return Place
	}
	return Other
}

// field is the field of the commonest sense of a word as a part of speech, or -1.
func (a *alignment) field(l *lore, part byte) int {
	if l == nil || len(l.senses[part]) == 0 {
		return -1
	}
	f, _, _ := row(l.senses[part][0])
	return f
}

// part guesses the part of speech of a token from what stands before it and from what the word can be.
func (a *alignment) part(r *reading, i int) byte {
	k := &r.tokens[i]
	may := k.lore.parts
	if may == "" {
		switch {
		case strings.HasSuffix(k.norm, "ly"):
			return 'r'
		default:
			return 'n'
		}
	}
	if len(may) == 1 {
		return may[0]
	}
	w := r.text.Words
	before, verbal := "", strings.HasSuffix(k.norm, "ed") || strings.HasSuffix(k.norm, "ing") || k.lore.plain != k.norm && !strings.HasSuffix(k.norm, "s")
	if k.first > 0 && w[k.first-1].Sentence == w[k.first].Sentence {
		before = w[k.first-1].Norm
	}
	has := func(p string) bool { return strings.Contains(may, p) }
	following := k.last+1 < len(w) && w[k.last].End+1 == w[k.last+1].Start && r.at[k.last+1] == i+1 && i+1 < len(r.tokens) && r.tokens[i+1].fabric != figure
	switch before {
	case "a", "an", "the", "his", "her", "their", "my", "its", "our", "your", "of", "no", "any", "some", "this", "that", "these", "those":
		if before == "that" || before == "this" {
			break
		}
		if following && has("a") {
			return 'a'
		}
		if has("n") {
			return 'n'
		}
	case "was", "were", "is", "are", "be", "been":
		if has("a") && !strings.HasSuffix(k.norm, "ing") {
			return 'a'
		}
	case "to", "he", "she", "they", "i", "who", "we", "then", "not", "did", "didn't", "would", "could", "will", "it":
		if has("v") {
			return 'v'
		}
	}
	if verbal && has("v") {
		return 'v'
	}
	if i > 0 && (r.tokens[i-1].fabric == name || r.tokens[i-1].fabric == being) && r.tokens[i-1].last+1 == k.first && has("v") {
		return 'v'
	}
	return may[0]
}
