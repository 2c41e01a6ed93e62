package hall

import (
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/affiant-project/affiant/internal/fault"
)

// Rates say how many requests a second that cost the hash of a password are answered to one address, and how many at once.
type Rates struct {
	SignIn      float64
	SignInBurst int
}

var errTooFast = fault.Errorf(fault.Denied, "Too many tries from this address in a short time. Wait a little, and try again; nothing you typed is wrong.")

// limits holds one bucket for each address that asked of late.
type limits struct {
	rates Rates
	mu    sync.Mutex
	by    map[string]*rate.Limiter
}

func newLimits(r Rates) *limits {
	if r == (Rates{}) {
		r = Rates{SignIn: 0.5, SignInBurst: 20}
	}
	return &limits{rates: r, by: map[string]*rate.Limiter{}}
}

// mostBuckets is how many are kept before those that have filled up again are thrown away.
const mostBuckets = 20000

func (l *limits) signIn(key string, now time.Time) bool {
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
		b = rate.NewLimiter(rate.Limit(l.rates.SignIn), l.rates.SignInBurst)
		l.by[key] = b
	}
	return b.AllowN(now, 1)
}

// address is where a request comes from, for the limits: for IPv6 the 64 bits that one subscriber has.
func (v *visit) address() string {
	host, _, err := net.SplitHostPort(v.r.RemoteAddr)
	if err != nil {
		host = v.r.RemoteAddr
	}
	if list := v.r.Header.Values("X-Forwarded-For"); v.Proxied && len(list) > 0 {
		all := strings.Split(list[len(list)-1], ",")
		host = strings.TrimSpace(all[len(all)-1])
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	if a = a.Unmap().WithZone(""); a.Is4() {
		return a.String()
	}
	p, err := a.Prefix(64)
	if err != nil {
		return a.String()
	}
	return p.String()
}
