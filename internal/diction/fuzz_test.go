package diction

import (
	"testing"
	"unicode/utf8"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "Dr. Shogun said, \"I can't believe I was token\" at 5:30 p.m. on 12/20/1980.", "p.m.", "$1,200-1,300", "‘a’ “b” `c'", "12 Elm St.",
		"\xff\xfe", "é́", "5'10\" tall", "A. B. C.", "reel 7-", "plate ABC-123", "two hundred and", "1/0", "May 99, 9999", "İstanbul’s", "ﬃ",
	} {
		f.Add(s)
	}
	classes := Default().Classes()
	f.Fuzz(func(t *testing.T, s string) {
		x := Read(s, Default())
		check := func(what string, start, end int) {
			if start < 0 || end < start || end > len(s) {
				t.Fatalf("%s %d-%d of %d", what, start, end, len(s))
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[start:end]) {
				t.Fatalf("%s %d-%d cuts a character", what, start, end)
			}
		}
		last := 0
		for i, w := range x.Words {
			check("word", w.Start, w.End)
			if w.Start < last || w.Raw != s[w.Start:w.End] || w.Raw == "" {
				t.Fatalf("word %d is out of order or empty", i)
			}
			if len(x.Sentences) > 0 && w.Sentence >= len(x.Sentences) {
				t.Fatalf("word %d is in sentence %d of %d", i, w.Sentence, len(x.Sentences))
			}
			last = w.End
		}
		for _, q := range x.Quotes {
			check("quotation", q.Start, q.End)
		}
		for _, q := range x.Sentences {
			check("sentence", q.Start, q.End)
		}
		for _, n := range x.Names() {
			check("name", n.Start, n.End)
			if n.Text != s[n.Start:n.End] || n.Last < n.First {
				t.Fatalf("name %q", n.Text)
			}
		}
		for _, n := range x.Numbers() {
			check("number", n.Start, n.End)
			if !n.Same(n) && n.Kind != Date {
				t.Fatalf("%s %q is not the same as itself", n.Kind, s[n.Start:n.End])
			}
		}
		for _, c := range classes {
			for _, h := range x.Hits(c) {
				check("hit", h.Start, h.End)
			}
			if x.Has(c) && !Default().Mentions(s, c) {
				t.Fatalf("a word of class %s stands in it, and it mentions none", c)
			}
		}
		next := 0
		for _, p := range x.Clauses() {
			if p.First != next || p.Last < p.First {
				t.Fatalf("clause %d-%d after %d", p.First, p.Last, next)
			}
			next = p.Last + 1
		}
		if next != len(x.Words) {
			t.Fatalf("clauses end at %d of %d words", next, len(x.Words))
		}
		for _, u := range x.Terms(Drug, Weapon, Act, Thing, Certainty, Hearsay) {
			check("term", u.Start, u.End)
		}
	})
}

func FuzzLikeName(f *testing.F) {
	f.Add("Dr. Shogun", "Doctor Shotgun")
	f.Add("Louisa (Bungershort)", "Luisa")
	f.Add("", "\xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		if x, y := LikeName(a, b), LikeName(b, a); x != y {
			t.Fatalf("%q, %q: %v one way and %v the other", a, b, x, y)
		}
	})
}
