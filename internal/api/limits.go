package api

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rates say how many requests a second are answered, and how many at once.
type Rates struct {
	Address, Account, SignIn                float64
	AddressBurst, AccountBurst, SignInBurst int
}

// UsualRates are those of a door that is not told others.
func UsualRates() Rates {
	return Rates{Address: 50, AddressBurst: 200, Account: 20, AccountBurst: 100, SignIn: 0.5, SignInBurst: 20}
}

// limits holds one bucket for each address and account that asked of late.
type limits struct {
	rates Rates
	mu    sync.Mutex
	by    map[string]*bucket
}

type bucket struct { // fills up again with time
	*rate.Limiter
}

func newLimits(r Rates) *limits {
	if r == (Rates{}) {
		r = UsualRates()
	}
	return &limits{rates: r, by: map[string]*bucket{}}
}

// mostBuckets is how many are kept before those that have filled up again are thrown away.
const mostBuckets = 20000

func (l *limits) allow(key string, per float64, burst int, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.by[key]
	if b == nil {
		if len(l.by) >= mostBuckets {
			for k, x := range l.by {
				if x.TokensAt(now) >= float64(x.Burst()) {
					delete(l.by, k)
				}
			}
		}
		b = &bucket{Limiter: rate.NewLimiter(rate.Limit(per), burst)}
		l.by[key] = b
	}
	return b.AllowN(now, 1)
}

func (l *limits) address(a string, now time.Time) bool {
	return l.allow("a "+a, l.rates.Address, l.rates.AddressBurst, now)
}

func (l *limits) account(a string, now time.Time) bool {
	return l.allow("c "+a, l.rates.Account, l.rates.AccountBurst, now)
}

func (l *limits) signIn(a string, now time.Time) bool {
	return l.allow("s "+a, l.rates.SignIn, l.rates.SignInBurst, now)
}
