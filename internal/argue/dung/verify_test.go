package dung

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/affiant-project/affiant/internal/argue/proof"
)

// TestCertificates asks everything about random frameworks, larger than can be held against brute force, and has each
// certificate checked.
func TestCertificates(t *testing.T) {
	for seed := range rounds(t, 300) {
		rnd := rand.New(rand.NewPCG(uint64(seed), 11))
		n, attacks := random(rnd, 20)
		f, err := New(n, attacks)
		if err != nil {
			t.Fatal(err)
		}
		r := NewReasoner(f, Options{Prove: true})
		check := func(what string, a Answer) {
			t.Helper()
			if a.Certificate == nil {
				t.Fatalf("seed %d: %s: %v without a certificate: %s", seed, what, a.Verdict, a.Known)
			}
			if err := proof.VerifyAF(n, attacks, a.Certificate); err != nil {
				t.Fatalf("seed %d, %d arguments, %v: %s: %v", seed, n, attacks, what, err)
			}
		}
		for _, sem := range all {
			check(fmt.Sprintf("some %v", sem), r.Some(sem))
			if n <= 12 { // there may be thousands else
				check(fmt.Sprintf("each %v", sem), r.Each(sem, func([]int32) bool { return true }))
			}
			for a := int32(seed % 3); a < int32(n); a += 3 {
				check(fmt.Sprintf("credulous %v %d", sem, a), r.Credulous(sem, a))
				check(fmt.Sprintf("sceptical %v %d", sem, a), r.Sceptical(sem, a))
			}
		}
	}
}
