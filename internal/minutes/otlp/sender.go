package otlp

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

// A sender sends batches to the collector that was named, and to no other: a redirect is not followed, since the headers may hold a secret. It remembers what came
// of the last.
type sender struct {
	http.RoundTripper
	last atomic.Pointer[outcome]
}

type outcome struct {
	status int
	err    error
}

// newSender returns a client by which a sender sends. How long a batch may take, whom it believes and who it is come from the standard variables of the environment
// (OTEL_EXPORTER_OTLP_TIMEOUT, in milliseconds, _CERTIFICATE, _CLIENT_CERTIFICATE and _CLIENT_KEY, and those of _TRACES_ before them).
func newSender(getenv func(string) string) (*sender, *http.Client, error) {
	of := func(name string) string {
		if v := getenv("OTEL_EXPORTER_OTLP_TRACES_" + name); v != "" {
			return v
		}
		return getenv("OTEL_EXPORTER_OTLP_" + name)
	}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.TLSClientConfig = &tls.Config{}
	if file := of("CERTIFICATE"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, nil, err
		}
		t.TLSClientConfig.RootCAs = x509.NewCertPool()
		if !t.TLSClientConfig.RootCAs.AppendCertsFromPEM(text) {
			return nil, nil, fmt.Errorf("%s: there is no certificate in it; expected PEM", file)
		}
	}
	if cert, key := of("CLIENT_CERTIFICATE"), of("CLIENT_KEY"); cert != "" || key != "" {
		pair, err := tls.LoadX509KeyPair(cert, key)
		if err != nil {
			return nil, nil, err
		}
		t.TLSClientConfig.Certificates = []tls.Certificate{pair}
	}
	wait := 10 * time.Second
	if v := of("TIMEOUT"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n <= 0 {
			return nil, nil, fmt.Errorf("the time that a batch may take is %q; expected milliseconds, such as 10000", v)
		}
		wait = time.Duration(n) * time.Millisecond
	}
	s := &sender{RoundTripper: t}
	return s, &http.Client{Transport: s, Timeout: wait, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, nil
}

// RoundTrip sends one.
func (s *sender) RoundTrip(r *http.Request) (*http.Response, error) {
	a, err := s.RoundTripper.RoundTrip(r)
	o := &outcome{err: err}
	if err == nil {
		o.status = a.StatusCode
	}
	s.last.Store(o)
	return a, err
}

// why says why the last was not taken, without a word of what the other answered.
func (s *sender) why() string {
	o := s.last.Load()
	var timeout net.Error
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	switch {
	case o == nil:
		return "nothing was sent"
	case o.err == nil && o.status/100 == 3:
		return fmt.Sprintf("it answers %d, and a redirect is not followed", o.status)
	case o.err == nil:
		return fmt.Sprintf("it answers %d", o.status)
	case errors.As(o.err, &cert):
		return "its certificate is not believed"
	case errors.As(o.err, &dns):
		return "its name is not known"
	case errors.As(o.err, &timeout) && timeout.Timeout():
		return "it does not answer in time"
	}
	return "it cannot be reached"
}
