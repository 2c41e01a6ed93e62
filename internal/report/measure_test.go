package report

import (
	"regexp"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// Every figure of a measurement has at most three places after the point: 0.723 and not 0.723404255319149.
func TestMeasureFiguresAreRounded(t *testing.T) {
	b := doctrine.DefaultCasebook()
	m := Measured{
		Book: b, Measurement: holding.Measurement{Total: holding.Tally{Right: 76, Open: 30}, Sided: holding.Tally{Right: 68, Open: 26}},
		Control: &holding.Point{Known: 59, Right: 75.99999999999997, Open: 30.000000000000004},
		Curve:   []holding.Point{{Known: 20, Right: 57.6, Open: 48.00000000000001, Wrong: 1.0 / 3}},
	}
	out, err := MeasureJSON(m)
	if err != nil {
		t.Fatal(err)
	}
	if got := regexp.MustCompile(`[0-9]\.[0-9]{4,}`).FindAllString(string(out), -1); got != nil {
		t.Errorf("written unrounded: %v", got)
	}
	for _, want := range []string{`"right": 76,`, `"open": 48,`, `"wrong": 0.333`, `"share": 0.723`} {
		if !regexp.MustCompile(regexp.QuoteMeta(want)).Match(out) {
			t.Errorf("%s is not in\n%s", want, out)
		}
	}
}
