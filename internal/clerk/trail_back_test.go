package clerk_test

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
)

// TestTrailBack: the trail read from its end, page by page, is the trail read from its beginning, the other way round, whatever the size of a page; and it is for the same people.
func TestTrailBack(t *testing.T) {
	o := newOffice(t)
	for range 7 {
		if err := o.NoteSignIn(t.Context(), "vance", false); err != nil {
			t.Fatal(err)
		}
	}
	audit := clerk.Caller{Account: "audit"}
	want, err := o.Trail(t.Context(), audit, 1, 1000)
	if err != nil || len(want) < 7 {
		t.Fatal(len(want), err)
	}
	for i, x := range want {
		if x.N != int64(i)+1 {
			t.Errorf("line %d has the number %d", i+1, x.N)
		}
	}
	slices.Reverse(want)
	for _, size := range []int{1, 2, 3, len(want) - 1, len(want), 1000} {
		var got []clerk.Trace
		for before := int64(0); ; {
			page, err := o.TrailBack(t.Context(), audit, before, size)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			if len(page) > size || len(got)+len(page) > len(want) {
				t.Fatalf("pages of %d: one of %d, after %d of %d", size, len(page), len(got), len(want))
			}
			got = append(got, page...)
			before = page[len(page)-1].N
		}
		if !slices.Equal(got, want) {
			t.Errorf("pages of %d: %v, want %v", size, got, want)
		}
	}
	if page, err := o.TrailBack(t.Context(), audit, 1<<50, 1); err != nil || len(page) != 1 || page[0] != want[0] {
		t.Errorf("before a line that is not there yet: %v %v", page, err)
	}
	if _, err := o.TrailBack(t.Context(), clerk.Caller{Account: "vance"}, 0, 10); fault.KindOf(err) != fault.Denied {
		t.Errorf("an officer: %v", err)
	}
}
