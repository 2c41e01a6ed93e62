package main

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
)

// A certificate is that by which the station is known, with its key, as they were read last. Certificates are renewed every few weeks, and a docket is not to be
// stopped for it.
type certificate struct {
	mu   sync.RWMutex
	pair *tls.Certificate
	sum  [sha256.Size]byte // of the two files
}

// renew reads the two files, takes them if they can be used, and tells whether there was another certificate in them. What cannot be used leaves the old one in its place.
func (c *certificate) renew(cert, key string) (bool, error) {
	one, err := os.ReadFile(cert)
	if err != nil {
		return false, fault.Errorf(fault.Input, "--tls-cert: %w", err)
	}
	two, err := os.ReadFile(key)
	if err != nil {
		return false, fault.Errorf(fault.Input, "--tls-key: %w", err)
	}
	sum := sha256.Sum256(append(append(one[:len(one):len(one)], 0), two...))
	c.mu.RLock()
	same := c.pair != nil && sum == c.sum
	c.mu.RUnlock()
	if same {
		return false, nil
	}
	pair, err := tls.X509KeyPair(one, two)
	if err != nil {
		return false, fault.Errorf(fault.Input, "--tls-cert %s, --tls-key %s: %w", cert, key, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pair, c.sum = &pair, sum
	return true, nil
}

// give gives it to whoever connects.
func (c *certificate) give(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.pair, nil
}

// until is when it ends; the zero time if there is none.
func (c *certificate) until() time.Time {
	p, _ := c.give(nil)
	if p == nil || len(p.Certificate) == 0 {
		return time.Time{}
	}
	leaf, err := x509.ParseCertificate(p.Certificate[0])
	if err != nil {
		return time.Time{}
	}
	return leaf.NotAfter
}

// rereads is how often the certificate is looked at without being told to.
const rereads = time.Minute

// reread reads the certificate again whenever the process is told to (SIGHUP), and from time to time, until the context ends. Without one, SIGHUP does nothing.
func (x *service) reread(ctx context.Context, told <-chan os.Signal, log *slog.Logger) {
	tick := time.NewTicker(rereads)
	defer tick.Stop()
	failed := false
	for {
		asked := false
		select {
		case <-ctx.Done():
			return
		case <-told:
			asked = true
		case <-tick.C:
		}
		if x.cert == "" {
			continue
		}
		switch renewed, err := x.pair.renew(x.cert, x.key); {
		case err != nil:
			if asked || !failed {
				log.Error("the certificate cannot be used; the one before stays", "error", err.Error(), "until", x.pair.until())
			}
			failed = true
		case renewed || asked:
			log.Info("the certificate was read", "new", renewed, "until", x.pair.until())
			failed = false
		default:
			failed = false
		}
	}
}
