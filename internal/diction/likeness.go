package diction

import (
	"slices"
	"strings"

	"github.com/xrash/smetrics"
)

// A Likeness says how two names compare.
type Likeness int

// The likenesses, from none to the same.
const (
	Unlike   Likeness = iota
	Near              // other letters, and perhaps another name: Shogun, Shotgun
	Partial           // one is a part of the other: Louisa, Louisa Briggs
	Nickname          // James, Jimmy
	Variant           // two spellings of one name: Luisa, Louisa
	Same
)

// String returns the likeness in a word.
func (l Likeness) String() string {
	return [...]string{"unlike", "near", "partial", "nickname", "variant", "same"}[l]
}

// Fits reports whether one who is called by one name may be the one who is called by the other.
func (l Likeness) Fits() bool { return l >= Partial }

// LikeName compares two personal names: titles are read as the vocabulary has them, initials match what they begin,
// given names are compared by spelling, sound and nickname, surnames by spelling and sound. Two full names with unlike
// surnames, or with given names that are two names, are unlike.
func LikeName(a, b string) Likeness { return Default().LikeName(a, b) }

// LikeName is the function of that name, with this vocabulary.
func (lx *Lexicon) LikeName(a, b string) Likeness {
	return lx.LikeParts(lx.ReadName(a), lx.ReadName(b))
}

// LikeParts compares two names that were read before, as LikeName does.
func (lx *Lexicon) LikeParts(x, y NameParts) Likeness {
	if len(x.Tokens) == 0 || len(y.Tokens) == 0 {
		if x.Title != "" && x.Title == y.Title && len(x.Tokens) == len(y.Tokens) {
			return Same
		}
		return Unlike
	}
	if x.Title != "" && y.Title != "" && lx.clash(x.Title, y.Title) || x.Suffix != "" && y.Suffix != "" && x.Suffix != y.Suffix {
		return Unlike
	}
	if len(x.Tokens) > len(y.Tokens) {
		x, y = y, x
	}
	if len(x.Tokens) == 1 {
		return lx.single(x, y)
	}
	return lx.full(x, y)
}

// single compares a name of one word with any other.
func (lx *Lexicon) single(x, y NameParts) Likeness {
	if len(y.Tokens) == 1 {
		return lx.LikeToken(x.Tokens[0], y.Tokens[0])
	}
	for i, tok := range y.Tokens {
		if x.Title != "" && i == 0 && !lx.names.given(x.Tokens[0]) {
			continue // Mr. Paul is not Paul Driscoll
		}
		if l := lx.LikeToken(x.Tokens[0], tok); l >= Nickname && len(tok) > 1 && len(x.Tokens[0]) > 1 {
			if i > 0 && l == Nickname {
				continue
			}
			return Partial
		}
	}
	return Unlike
}

// full compares two names of two words or more.
func (lx *Lexicon) full(x, y NameParts) Likeness {
	last := lx.LikeToken(x.Tokens[len(x.Tokens)-1], y.Tokens[len(y.Tokens)-1])
	first := lx.LikeToken(x.Tokens[0], y.Tokens[0])
	if last == Unlike || first == Unlike || last == Nickname {
		return Unlike
	}
	if len(x.Tokens) > 2 && len(y.Tokens) > 2 {
		a, b := x.Tokens[1], y.Tokens[1]
		if a[0] != b[0] {
			return Unlike
		}
	}
	return min(first, last)
}

// LikeToken compares two single words of names, folded. An initial is a part of what it begins.
func (lx *Lexicon) LikeToken(a, b string) Likeness {
	switch {
	case a == b:
		return Same
	case len(a) == 0 || len(b) == 0:
		return Unlike
	case len(a) == 1 || len(b) == 1:
		if a[0] == b[0] {
			return Partial
		}
		return Unlike
	}
	if l := lx.names.like(a, b); l != Unlike {
		return l
	}
	if lx.names.given(a) && lx.names.given(b) {
		return Unlike // two names, however alike
	}
	if min(len(a), len(b)) < 4 || max(len(a), len(b)) > longestName || a[0] != b[0] && sound(a[:1]) != sound(b[:1]) {
		return Unlike
	}
	w := smetrics.JaroWinkler(a, b, 0.7, 4)
	if w >= 0.88 && sound(a) == sound(b) {
		return Variant
	}
	edits := smetrics.WagnerFischer(a, b, 1, 1, 1)
	if w >= 0.88 && (edits == 1 || edits == 2 && min(len(a), len(b)) >= 7) {
		return Near
	}
	return Unlike
}

// pairs are letters that sound as one.
var pairs = strings.NewReplacer("ph", "f", "ck", "k", "ch", "x", "sh", "x", "th", "t", "gh", "g", "kn", "n", "wr", "r", "mc", "mk", "mac", "mk")

// longestName is the length in bytes beyond which two words of names are compared for equality only: comparing by
// edits takes the product of their lengths.
const longestName = 64

// sound returns the consonants of a name as they are heard in English, doubled ones once: a cut-down form of the codes
// of R. C. Russell's Soundex (US 1,261,167) that keeps every consonant, since names are short.
func sound(s string) string {
	s = pairs.Replace(s)
	var out []byte
	for i := range len(s) {
		c := s[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'w', '\'', '-':
			if i == 0 {
				out = append(out, 'a')
			}
			continue
		case 'c':
			c = 'k'
			if i+1 < len(s) && strings.IndexByte("eiy", s[i+1]) >= 0 {
				c = 's'
			}
		case 'q':
			c = 'k'
		case 'z':
			c = 's'
		case 'd':
			c = 't'
		case 'v':
			c = 'f'
		case 'j':
			c = 'g'
		}
		if n := len(out); n == 0 || out[n-1] != c {
			out = append(out, c)
		}
	}
	return string(out)
}

// NameParts is a personal name taken apart.
type NameParts struct {
	Title  string   // the concept of the title, such as doctor
	Tokens []string // given names, initials, nicknames and surname, folded
	Suffix string   // jr, sr, ii
}

// ReadName takes a personal name apart.
func (lx *Lexicon) ReadName(s string) NameParts {
	var p NameParts
	for i, w := range split(s) {
		n := strings.ReplaceAll(strings.TrimSuffix(Fold(w.Raw), "'s"), ".", "")
		switch {
		case n == "":
		case n == "jr" || n == "sr" || n == "ii" || n == "iii" || n == "junior" || n == "senior":
			p.Suffix = n[:1] + n[len(n)-1:]
		case len(p.Tokens) == 0 && lx.names.title[n] != "":
			p.Title = lx.names.title[n]
		case i > 0 && (particle(n) || n == "and" || n == "the"):
		default:
			p.Tokens = append(p.Tokens, n)
		}
	}
	return p
}

// clash reports whether two titles cannot be of one person.
func (lx *Lexicon) clash(a, b string) bool { return slices.Contains(lx.opposite[a], b) }

// register is the part of the vocabulary that knows names.
type register struct {
	groups map[string][]group
	title  map[string]string
}

type group struct {
	id       int
	nickname bool
}

func newRegister(lx *Lexicon) *register {
	r := &register{groups: make(map[string][]group), title: make(map[string]string)}
	ids := make(map[string]int)
	for _, e := range lx.entries {
		switch e.Class {
		case Given:
			key := e.Kind + "/" + e.Means
			if _, ok := ids[key]; !ok {
				ids[key] = len(ids)
			}
			n := Fold(e.Words)
			r.groups[n] = append(r.groups[n], group{ids[key], e.Kind == "nickname"})
		case Title:
			r.title[strings.ReplaceAll(Fold(e.Words), ".", "")] = e.Means
		}
	}
	return r
}

// given reports whether w is a given name that the vocabulary holds.
func (r *register) given(w string) bool { return len(r.groups[w]) > 0 }

// like compares two given names by the groups they stand in.
func (r *register) like(a, b string) Likeness {
	best := Unlike
	for _, x := range r.groups[a] {
		for _, y := range r.groups[b] {
			if x.id != y.id {
				continue
			}
			if x.nickname {
				best = max(best, Nickname)
			} else {
				best = max(best, Variant)
			}
		}
	}
	return best
}
