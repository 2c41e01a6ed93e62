package hall

import "testing"

// A cell of a table that is taken away begins with nothing that a spreadsheet takes for a formula.
func TestNoFormulaInATable(t *testing.T) {
	for in, want := range map[string]string{
		"County Court": "County Court", "": "", "5": "5", "=HYPERLINK(\"https://elsewhere.example\")": "'=HYPERLINK(\"https://elsewhere.example\")", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)",
		"\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1", "|calc": "'|calc", " =1": "' =1", "\ufeff=1": "'\ufeff=1",
	} {
		if got := plainCell(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
