package look

import (
	"cmp"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rates say how many requests a second are answered, and how many at once: from one address, to one account, and from one address those that cost
// the hash of a password.
type Rates struct {
	Address, Account, SignIn                float64
	AddressBurst, AccountBurst, SignInBurst int
}

// UsualRates are those of a door that is not told others.
func UsualRates() Rates {
	return Rates{Address: 50, AddressBurst: 200, Account: 20, AccountBurst: 100, SignIn: 0.5, SignInBurst: 20}
}

// Limits holds one bucket for each address and account that asked of late. Doors that share one count together.
type Limits struct {
	rates Rates
	mu    sync.Mutex
	by    map[string]*rate.Limiter
}

// NewLimits returns limits of these rates; what of them is zero is the usual.
func NewLimits(r Rates) *Limits {
	u := UsualRates()
	r = Rates{cmp.Or(r.Address, u.Address), cmp.Or(r.Account, u.Account), cmp.Or(r.SignIn, u.SignIn),
		cmp.Or(r.AddressBurst, u.AddressBurst), cmp.Or(r.AccountBurst, u.AccountBurst), cmp.Or(r.SignInBurst, u.SignInBurst)}
	return &Limits{rates: r, by: map[string]*rate.Limiter{}}
}

// mostBuckets is how many are kept before those that have filled up again are thrown away.
const mostBuckets = 20000

func (l *Limits) allow(key string, per float64, burst int, now time.Time) bool {
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
		b = rate.NewLimiter(rate.Limit(per), burst)
		l.by[key] = b
	}
	return b.AllowN(now, 1)
}

// Address reports whether a request from an address is answered now.
func (l *Limits) Address(a string, now time.Time) bool {
	return l.allow("a "+a, l.rates.Address, l.rates.AddressBurst, now)
}

// Account reports whether a request of an account is answered now.
func (l *Limits) Account(a string, now time.Time) bool {
	return l.allow("c "+a, l.rates.Account, l.rates.AccountBurst, now)
}

// SignIn reports whether a request from an address that costs the hash of a password is answered now.
func (l *Limits) SignIn(a string, now time.Time) bool {
	return l.allow("s "+a, l.rates.SignIn, l.rates.SignInBurst, now)
}

// From is where a request comes from, for the limits. Behind a proxy it is what the proxy added to X-Forwarded-For, the last.
func From(r *http.Request, proxied bool) string {
	if list := r.Header.Values("X-Forwarded-For"); proxied && len(list) > 0 {
		all := strings.Split(list[len(list)-1], ",")
		if a, err := netip.ParseAddr(strings.TrimSpace(all[len(all)-1])); err == nil {
			return network(a)
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	return network(a)
}

// network is what stands for an address in the limits: for IPv6 the 64 bits that one subscriber has, since the rest is free to choose.
func network(a netip.Addr) string {
	if a = a.Unmap().WithZone(""); a.Is4() {
		return a.String()
	}
	p, err := a.Prefix(64)
	if err != nil {
		return a.String()
	}
	return p.String()
}
