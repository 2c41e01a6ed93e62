package hall_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// How quickly the editor answers as one types, on a matter of this many lines of sources, and what it may make for that. To read the lines again would
// take some thirty times as many bytes, whatever machine it is on.
const (
	manyLines    = 20_000
	soonAnswered = 100 * time.Millisecond
	mostMade     = 2_000_000
)

// worked is the time that this process has had of a processor: it goes by what is done here, and not by what else the machine does.
func worked(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// What the editor asks for at each pause is answered at once on a long matter: its sources are neither replayed, nor compared, nor read again for it.
func TestCheckIsQuickOnALongMatter(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	for i := range manyLines / 1000 {
		src := record.Source{ID: record.SourceID(fmt.Sprintf("tap-%d", i)), Kind: record.Intercept, Title: fmt.Sprintf("Tap, reel %d", i), Time: "2026-02-20T10:00", Speakers: []record.Talker{{As: "caller"}}}
		for k := range 1000 {
			src.Lines = append(src.Lines, record.Line{N: k + 1, Speaker: "caller", Text: fmt.Sprintf("Peter Dole did not say that he would bring lot %d to the garage of Nell Hay on Tuesday.", i*1000+k)})
		}
		body, err := json.Marshal(map[string]any{"source": src})
		if err != nil {
			t.Fatal(err)
		}
		s.do("vance", "ferry", "source-logged", string(body))
	}
	for i := range 20 {
		s.do("vance", "ferry", "assertion-drafted", fmt.Sprintf(`{"application":"purse","assertion":{"n":%d,"text":"A caller says that Peter Dole would bring lot %d to the garage of Nell Hay on Tuesday.","basis":"reported","cites":["tap-3:%d"]}}`, i+2, 3000+i, i+1))
	}
	s.again("vance")
	form, _ := formOf(s.page("vance", ferryEdit), ferryEdit)
	form.Set("assertion.basis", "reported")
	form.Set("assertion.cites", "tap-4:2")
	const said = "On Tuesday Peter Dole brought 77 guns and lot 31000 to the garage of Nell Hay." // figures that no line has: all are looked through for them
	var took, made []int64
	for i := range 60 {
		form.Set("assertion.text", said[:len(said)-60+i])
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begun := worked(t)
		a := s.ask("vance", "POST", "/matters/ferry/applications/purse/check", form)
		took = append(took, int64(worked(t)-begun))
		runtime.ReadMemStats(&after)
		made = append(made, int64(after.TotalAlloc-before.TotalAlloc))
		if a.status != 200 {
			t.Fatalf("%d %s", a.status, words(a.body))
		}
	}
	slices.Sort(took)
	slices.Sort(made)
	t.Logf("p50 %v, the longest %v; %d bytes made, at most %d", time.Duration(took[30]), time.Duration(took[59]), made[30], made[59])
	if got := time.Duration(took[30]); got > soonAnswered {
		t.Errorf("a check as one types takes %v, want less than %v", got, soonAnswered)
	}
	if made[30] > mostMade {
		t.Errorf("a check as one types makes %d bytes, want less than %d: something of the matter is read again for each", made[30], mostMade)
	}
}
