package clerk_test

import (
	"io/fs"
	"testing"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// TestRecount enters Malley as it happened, told and not performed, and reads the same matter back.
func TestRecount(t *testing.T) {
	o := newOffice(t)
	text, err := fs.ReadFile(examples.FS(), "malley-v-briggs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	told, err := transcript.Read("malley-v-briggs.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	caller := clerk.Caller{Account: "vance"}
	if _, err := o.Recount(t.Context(), clerk.Caller{Account: "other"}, "rangers", "county", told.Matter); fault.KindOf(err) != fault.NotFound {
		t.Errorf("told by one of another agency: %v", err)
	}
	r, err := o.Recount(t.Context(), caller, "rangers", "county", told.Matter)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Recount(t.Context(), caller, "rangers", "county", told.Matter); fault.KindOf(err) != fault.Conflict {
		t.Errorf("told twice: %v", err)
	}
	v, err := o.Read(t.Context(), caller, told.Matter.ID, access.ReadSources, "")
	if err != nil {
		t.Fatal(err)
	}
	if v.Head != r.Seq || len(v.Lines) != int(r.Seq) {
		t.Errorf("%d lines, the last entry is %d, of the receipt %d", len(v.Lines), v.Head, r.Seq)
	}
	for i, e := range v.Lines {
		if (e.Mode == record.ModePerformed) != (i == 0) {
			t.Errorf("entry %d, %s, is %s", e.Seq, e.Kind, e.Mode)
		}
	}
	m := v.Matter
	m.Agency, m.Court = told.Matter.Agency, told.Matter.Court
	if got, want := record.Digest(m), record.Digest(told.Matter); got != want {
		t.Error("another matter came back")
	}
}
