package holding

import (
	"math"
	"testing"
)

// Values worked out from Wilson's formula by hand and found in Newcombe, "Two-sided confidence intervals for the single
// proportion", Statistics in Medicine 17, 1998, Table I.
func TestInterval(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {29, 29, 0.8830, 1}, {0, 0, 0, 1},
	} {
		if low, high := Interval(c.k, c.n); math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("Interval(%d, %d) = %.4f, %.4f; want %.4f, %.4f", c.k, c.n, low, high, c.low, c.high)
		}
	}
}
