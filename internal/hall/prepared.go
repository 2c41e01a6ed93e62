package hall

import (
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// prepared keeps applications that are being written, read for the review, so that a sentence can be checked as it is typed. Each is kept
// for one account, and serves that account only while what the clerk shows it is, to the word, what was prepared: what is
// shown differs from reader to reader, and changes with every entry, a post that ends and a seal that lifts.
type prepared struct {
	mu   sync.Mutex
	list []kept // the last used at the end
}

type kept struct {
	account string
	matter  record.MatterID
	app     record.AppID
	r       *review.Prepared
	at      time.Time // when it was last used
}

// mostLines is how many lines of sources are kept read, over all that is prepared; the one last used is kept whatever its size.
const mostLines = 60_000

// of returns the application of a matter as an account is shown it, prepared.
func (p *prepared) of(account string, m *record.Matter, law *doctrine.Law, app record.AppID, now time.Time) *review.Prepared {
	old := p.take(account, m.ID, app)
	r := old
	if !old.Of(m, app) {
		if r = review.Prepare(m, app, law, old); r == nil {
			return nil
		}
	}
	p.put(kept{account, m.ID, app, r, now})
	return r
}

func (p *prepared) take(account string, m record.MatterID, app record.AppID) *review.Prepared {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, k := range p.list {
		if k.account == account && k.matter == m && k.app == app {
			return k.r
		}
	}
	return nil
}

func (p *prepared) put(x kept) {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := []kept{}
	for _, k := range p.list {
		if x.at.Sub(k.at) < longestKept && (k.account != x.account || k.matter != x.matter || k.app != x.app) {
			list = append(list, k)
		}
	}
	list = append(list, x)
	lines, from := 0, len(list)-1
	for i := len(list) - 1; i >= 0; i-- {
		if lines += list[i].r.Lines(); lines > mostLines && i < len(list)-1 || len(list)-i > mostPrepared {
			break
		}
		from = i
	}
	p.list = list[from:]
}

// How many applications are kept, however small, and for how long one is that nobody writes on.
const (
	mostPrepared = 64
	longestKept  = time.Hour
)

// drop forgets what was prepared for an account, which signs out.
func (p *prepared) drop(account string) { p.forget(func(k kept) bool { return k.account == account }) }

// Drop forgets what was prepared of a matter, which is gone.
func (p *prepared) Drop(m record.MatterID) { p.forget(func(k kept) bool { return k.matter == m }) }

func (p *prepared) forget(what func(kept) bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := []kept{}
	for _, k := range p.list {
		if !what(k) {
			list = append(list, k)
		}
	}
	p.list = list
}

// Matters returns of which matters something is prepared.
func (p *prepared) Matters() []record.MatterID {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []record.MatterID
	for _, k := range p.list {
		list = append(list, k.matter)
	}
	return list
}
