package doctrine

import "testing"

func TestDefaultLoads(t *testing.T) {
	if _, ok := Default().Question("sufficiency"); !ok {
		t.Error("the embedded law has no question of sufficiency")
	}
}
