// Package arguetest makes random frameworks for the tests of the rooms that argue. No room leans on it, only their tests.
package arguetest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
)

// Rounds is how many random frameworks a test tries: n, or AFFIANT_SOAK where that is more.
func Rounds(t testing.TB, n int) int {
	t.Helper()
	if soak, err := strconv.Atoi(os.Getenv("AFFIANT_SOAK")); err == nil {
		return max(n, soak)
	}
	return n
}

// Random makes a framework of at most size assumptions, and chooses switches to be on. The same seed and size give the
// same.
func Random(t testing.TB, seed uint64, size int) (*argue.Framework, []argue.Sentence) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 7))
	b := argue.NewBuilder()
	var usable, assumptions, on []argue.Sentence
	var heads []string
	for i := range rnd.IntN(4) {
		s := b.Switch(fmt.Sprintf("s%d", i))
		usable = append(usable, s)
		if rnd.IntN(2) == 0 {
			on = append(on, s)
		}
	}
	for i := range 1 + rnd.IntN(size) {
		name := fmt.Sprintf("a%d", i)
		a := b.Assume(name)
		assumptions = append(assumptions, a)
		usable = append(usable, a)
		switch rnd.IntN(25) {
		case 0:
			usable = append(usable, b.Switch("against "+name))
		default:
			heads = append(heads, "against "+name)
		}
	}
	for i := range rnd.IntN(size + 2) {
		heads = append(heads, fmt.Sprintf("d%d", i))
	}
	rnd.Shuffle(len(heads), func(i, j int) { heads[i], heads[j] = heads[j], heads[i] })
	for _, name := range heads {
		head := b.Sentence(name)
		for k := range rnd.IntN(4) {
			var body []argue.Sentence
			for range rnd.IntN(10) % 4 {
				if len(assumptions) > 0 && rnd.IntN(2) == 0 {
					body = append(body, assumptions[rnd.IntN(len(assumptions))])
					continue
				}
				body = append(body, usable[rnd.IntN(len(usable))])
			}
			if len(body) == 0 && rnd.IntN(3) > 0 {
				continue
			}
			b.Rule(fmt.Sprintf("%s.%d", name, k), head, body...)
		}
		usable = append(usable, head)
	}
	for range rnd.IntN(3) {
		a, c := assumptions[rnd.IntN(len(assumptions))], assumptions[rnd.IntN(len(assumptions))]
		if a != c {
			b.Rivals(a, c)
		}
	}
	f, err := b.Build()
	if err != nil {
		// A rival whose contrary is a switch is refused; try without rivals.
		return Random(t, seed+1<<40, size)
	}
	return f, on
}
