package diction

import "strings"

// inflected strips the inflection of an English word: the plural and third person -s, the past -ed, the participle -ing,
// the possessive, and the final e of a word of five letters or more, so that what remains of smoke, smokes, smoked and smoking is one string. It follows
// steps 1a to 1c of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980) 130-137, and leaves the later
// steps out: they join words that a court would tell apart (possess and possession are joined by the vocabulary, which
// says so openly). Short words and words with digits are left as they are.
func inflected(w string) string {
	w = strings.TrimSuffix(w, "'s")
	w = strings.TrimSuffix(w, "'")
	if len(w) < 4 || strings.ContainsAny(w, "0123456789'") || !ascii(w) {
		return w
	}
	switch {
	case strings.HasSuffix(w, "sses"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "ies"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "zzes"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
	case strings.HasSuffix(w, "s"):
		w = w[:len(w)-1]
	}
	switch {
	case strings.HasSuffix(w, "eed"):
	case strings.HasSuffix(w, "ed") && vowel(w[:len(w)-2]) && len(w) > 4:
		w = restored(w[:len(w)-2])
	case strings.HasSuffix(w, "ing") && vowel(w[:len(w)-3]) && len(w) > 4:
		w = restored(w[:len(w)-3])
	}
	if n := len(w); n > 3 && w[n-1] == 'y' && !isVowel(w[n-2]) {
		w = w[:n-1] + "i"
	}
	if n := len(w); n > 4 && w[n-1] == 'e' {
		w = w[:n-1]
	}
	if n := len(w); n > 5 && w[n-1] == 'l' && w[n-2] == 'l' && groups(w) > 1 {
		w = w[:n-1]
	}
	return w
}

// undouble drops one of two final consonants that a suffix doubled: stopped, but not passed, sold or buzzed.
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && !isVowel(w[n-1]) && !strings.ContainsRune("lsz", rune(w[n-1])) {
		return w[:n-1]
	}
	return w
}

// restored makes the plain form of what a suffix left. It drops a doubled consonant, or else gives a word of three letters
// back the e that the suffix took: robbed is of rob, noted of note and not of not. A final w, x or y takes no e.
func restored(w string) string {
	if u := undouble(w); u != w {
		return u
	}
	if len(w) == 3 && !isVowel(w[0]) && isVowel(w[1]) && !isVowel(w[2]) && !strings.ContainsRune("wxy", rune(w[2])) {
		return w + "e"
	}
	return w
}

func vowel(w string) bool { return strings.ContainsAny(w, "aeiouy") }

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// groups counts the runs of vowels in w.
func groups(w string) int {
	n, in := 0, false
	for i := range len(w) {
		v := isVowel(w[i])
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Stem returns a folded word without its inflection, so that what remains of smoke, smokes, smoked and smoking is one string.
func Stem(w string) string { return inflected(w) }
