package hall_test

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
)

// heaviest is how many bytes a page may take on its way, with all that it loads and nothing of it kept from before.
const heaviest = 150_000

var loaded = regexp.MustCompile(`(?:href|src)="(/(?:static|hall)/[^"]*)"`)

// weigh returns how many bytes go over the line for a page that was shown, with its style, scripts and all the faces there are.
func (s *station) weigh(x sight, files map[string]int) int {
	s.t.Helper()
	small := func(account, path string) int {
		return len(s.ask(account, "GET", path, nil, "Accept-Encoding", "gzip").body)
	}
	sum := small(x.account, x.path)
	if !strings.HasPrefix(x.header.Get("Content-Type"), "text/html") {
		return sum
	}
	for _, m := range loaded.FindAllStringSubmatch(x.body, -1) {
		if files[m[1]] == 0 {
			files[m[1]] = small("", m[1])
			if strings.HasSuffix(strings.Split(m[1], "?")[0], "affiant.css") {
				for _, font := range regexp.MustCompile(`url\((fonts/[^)]*)\)`).FindAllStringSubmatch(s.ask("", "GET", m[1], nil).body, -1) {
					files[m[1]] += small("", "/static/"+font[1])
				}
			}
		}
		sum += files[m[1]]
	}
	return sum
}

// A mid-range telephone on a slow line: the conditions that Lighthouse calls "Slow 4G", and a processor a fourth as fast.
const (
	slowLatency = 150             // ms there and back
	slowDown    = 1_638_400.0 / 8 // bytes a second
	slowUp      = 675_000.0 / 8   // bytes a second
	slowness    = 4.0             // times
)

// slowLine slows the line and the processor, or lets them go.
func (b *seat) slowLine(slow bool) {
	b.t.Helper()
	c, cpu := network.Conditions{DownloadThroughput: -1, UploadThroughput: -1}, 1.0
	if slow {
		c, cpu = network.Conditions{Latency: slowLatency, DownloadThroughput: slowDown, UploadThroughput: slowUp}, slowness
	}
	b.run(call(network.Enable, network.EnableParams{}),
		call(network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{&c}}),
		call(emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: cpu}))
}

func (b *seat) keepNothing(yes bool) {
	b.run(call(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: yes}))
}

// A look at a page as it was loaded.
type loading struct {
	Paint float64 // ms to the first paint with content
	Shift float64 // the sum of what moved by itself
	Bytes int     // over the line
	Moved string  // what moved
}

const loadedHow = `new Promise(done => {
	const shifts = [];
	new PerformanceObserver(l => shifts.push(...l.getEntries())).observe({type: 'layout-shift', buffered: true});
	setTimeout(() => {
		const own = shifts.filter(s => !s.hadRecentInput);
		done({
			Paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
			Shift: own.reduce((n, s) => n + s.value, 0),
			Bytes: performance.getEntriesByType('navigation')[0].transferSize + performance.getEntriesByType('resource').reduce((n, r) => n + r.transferSize, 0),
			Moved: own.flatMap(s => s.sources.map(x => x.node?.outerHTML?.slice(0, 80) ?? x.node?.nodeName)).join(' | '),
		});
	}, 300);
})`

// Every page of a moot court that anyone is led to is light. The heaviest of each route is loaded by a real telephone on a slow line, as far as one
// can be had by slowing this machine: nothing moves once it is there, and the time to the first paint is told.
func TestEveryPageIsLight(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: founds a moot court")
	}
	mooted.Lock()
	defer mooted.Unlock()
	s := newMoot(t)
	files, of, weight := map[string]int{}, map[string]sight{}, map[string]int{}
	for _, x := range s.walkAll(s.admit()...) {
		n := s.weigh(x, files)
		if n > heaviest {
			t.Errorf("%s, shown to %s, takes %d bytes", x.path, x.account, n)
		}
		key := x.route
		if strings.HasSuffix(key, "/acts/{kind}") { // one form for all: the heaviest three
			key += fmt.Sprint(len(x.body) % 3)
		}
		if strings.HasPrefix(x.header.Get("Content-Type"), "text/html") && x.header.Get("Content-Disposition") == "" && n > weight[key] {
			of[key], weight[key] = x, n
		}
	}
	b := s.sit()
	b.run(screen(phoneWide, phoneTall, light))
	b.visit("/lobby") // the first page of all takes the browser as long to begin with as several: that is not the page's
	now := ""
	var told []string
	list := slices.SortedFunc(maps.Values(of), func(a, b sight) int { return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.path, b.path)) })
	for _, x := range append([]sight{{path: "/lobby"}}, list...) {
		if x.account != now {
			b.slowLine(false)
			b.as(x.account)
			now = x.account
		}
		b.slowLine(true)
		b.keepNothing(true)
		b.visit(x.path)
		cold := eval[loading](b, loadedHow)
		b.keepNothing(false)
		b.visit(x.path) // what it loads is kept from the pages before
		warm := eval[loading](b, loadedHow)
		for _, l := range []loading{cold, warm} {
			if l.Shift != 0 {
				t.Errorf("%s, shown to %s, moves by %.4f: %s", x.path, x.account, l.Shift, l.Moved)
			}
			if l.Bytes > heaviest {
				t.Errorf("%s, shown to %s, took %d bytes", x.path, x.account, l.Bytes)
			}
		}
		told = append(told, fmt.Sprintf("%5.0f ms %6d bytes first, %5.0f ms %6d bytes after  %s %s", cold.Paint, cold.Bytes, warm.Paint, warm.Bytes, x.account, x.path))
	}
	slices.Sort(told)
	t.Logf("first paint on a slow telephone, of %d pages:\n%s", len(told), strings.Join(told, "\n"))
}
