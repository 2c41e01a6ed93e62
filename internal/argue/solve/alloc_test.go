package solve

import "testing"

// TestAllocations searches on and on through one hard formula: once there is
// room for all it keeps, a step of the search allocates nothing.
func TestAllocations(t *testing.T) {
	s := New()
	pigeons(s, 10)
	s.Budget = 1000
	for range 20 {
		s.Solve()
	}
	if per := testing.AllocsPerRun(10, func() { s.Solve() }) / float64(s.Budget); per > 0.02 {
		t.Errorf("%.3f allocations for each conflict", per)
	} else {
		t.Logf("%.4f allocations for each conflict", per)
	}
}
