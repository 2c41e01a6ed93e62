package doctrine

import (
	"testing"
	"testing/fstest"

	"github.com/affiant-project/affiant/internal/clock"
)

// contrasted are the contrasts of two views, by kind and id.
func contrasted(l *Law, a, b View) map[string]Contrast {
	found := make(map[string]Contrast)
	for _, c := range l.Contrasts(a, b) {
		found[c.Kind+" "+c.ID] = c
	}
	return found
}

// A State with its own time limit, hours, holiday and burden differs from the Court in all four, and a view from itself in nothing.
func TestContrasts(t *testing.T) {
	b, err := Lay(Layer{Name: "vt", Files: fstest.MapFS{
		"law/profiles.yaml": {Data: []byte(`- {id: us-vt, kind: state, name: Vermont, title: Law of Vermont, opinion: Its courts, authority: leon-1984, open: burden, why: Invented., rests: [leon-1984@923], over: court}
`)},
		"law/limits.yaml": {Data: []byte(`- {id: execute-search, jurisdiction: us-vt, title: execute it, starts: search-warrant-issued, count: 7, unit: calendar-days, who: executing-officer, says: Invented, standing: inferred}
`)},
		"law/daytime.yaml":  {Data: []byte(`- {id: us-vt, begin: "11:00", end: "22:00", says: Invented, standing: inferred}` + "\n")},
		"law/holidays.yaml": {Data: []byte(`- {id: town-meeting-day, jurisdiction: us-vt, name: Town Meeting Day, month: 3, weekday: tuesday, nth: 1, from: 1990}` + "\n")},
		"law/burdens.yaml":  {Data: []byte(`- {id: old-burden, posture: trial, who: the State, says: Invented., rests: [leon-1984@923], until: 2001-01-01}` + "\n")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	l := b.Law()
	if same := l.Contrasts(View{"us-vt", "2000-01-01"}, View{"us-vt", "2000-01-01"}); len(same) > 0 {
		t.Errorf("a view differs from itself: %v", same)
	}
	got := contrasted(l, View{"court", ""}, View{"us-vt", ""})
	for _, key := range []string{"open open", "limit execute-search", "daytime daytime", "holiday town-meeting-day@us-vt"} {
		if _, ok := got[key]; !ok {
			t.Errorf("%s is not told", key)
		}
	}
	if len(got) != 4 {
		t.Errorf("told: %v", got)
	}
	if own := got["limit execute-search"].Has[1].(clock.Term); own.Count != 7 || own.Jurisdiction != "us-vt" {
		t.Errorf("the State's limit is %+v", own)
	}
	if h := got["holiday town-meeting-day@us-vt"]; h.Has[0] != nil || h.Has[1] == nil {
		t.Errorf("the holiday: %+v", h)
	}
	if _, ok := contrasted(l, View{"court", "1985-01-01"}, View{"us-vt", "1985-01-01"})["holiday town-meeting-day@us-vt"]; ok {
		t.Error("a holiday is told of a year before it was kept")
	}
	days := contrasted(l, View{"court", "2000-01-01"}, View{"court", "2002-01-01"})
	if c, ok := days["burden old-burden"]; !ok || c.Has[0] == nil || c.Has[1] != nil {
		t.Errorf("the burden that ended between two days: %+v", days)
	}
	if _, ok := contrasted(l, View{"court", "2009-01-01"}, View{"court", "2012-01-01"})["limit execute-search"]; !ok {
		t.Error("the federal limit that was changed on 1 December 2009 is not told")
	}
}

// The casebook's own rules are compared by view, and one that a view sets aside is told of as the other's.
func TestCasebookDiff(t *testing.T) {
	b, err := Lay(Layer{Name: "vt", Files: fstest.MapFS{"law/profiles.yaml": {Data: []byte(`- id: us-vt
  kind: state
  name: Vermont
  title: Law of Vermont
  opinion: Its courts
  authority: leon-1984
  open: reserve
  why: Invented.
  rests: [leon-1984@923]
  over: court
  aside:
    - {rule: L-bare, from: "1990", why: Invented., rests: [leon-1984@923]}
`)}}})
	if err != nil {
		t.Fatal(err)
	}
	only := func(a, c View) (first, second []string) {
		for _, d := range b.Diff(a, c) {
			first, second = append(first, ids(d.Only[0], rules)...), append(second, ids(d.Only[1], rules)...)
		}
		return first, second
	}
	if first, second := only(View{"court", ""}, View{"us-vt", ""}); len(first) != 1 || first[0] != "L-bare" || len(second) > 0 {
		t.Errorf("court has %v alone, us-vt %v", first, second)
	}
	if first, second := only(View{"court", "1989-01-01"}, View{"us-vt", "1989-01-01"}); len(first)+len(second) > 0 {
		t.Errorf("before it is set aside they differ in %v and %v", first, second)
	}
}
