package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// renewed writes a certificate of a number and its key where the station reads them.
func renewed(t *testing.T, dir string, number int64) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	is := &x509.Certificate{SerialNumber: big.NewInt(number), Subject: pkix.Name{CommonName: "localhost"}, NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	cert, err := x509.CreateCertificate(rand.Reader, is, is, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, b []byte) error {
		return os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}), 0o600)
	}
	if err := errors.Join(write("cert.pem", "CERTIFICATE", cert), write("key.pem", "PRIVATE KEY", secret)); err != nil {
		t.Fatal(err)
	}
}

// TestCertificateIsRenewed: a new certificate is served after SIGHUP without a stop; one that cannot be used is told in the log, and the old one stays.
func TestCertificateIsRenewed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "station")
	if code, out := does("init", dir, "--name", "Ashford County"); code != 0 {
		t.Fatal(out)
	}
	at := t.TempDir()
	renewed(t, at, 1)
	var errs syncBuffer
	s := startServed(t, &world{err: &errs, getenv: func(string) string { return "" }}, service{at: place{data: dir}, addr: "127.0.0.1:0", form: "text",
		cert: filepath.Join(at, "cert.pem"), key: filepath.Join(at, "key.pem")})
	shows := func() int64 {
		t.Helper()
		c, err := tls.Dial("tcp", strings.TrimPrefix(s.url, "https://"), &tls.Config{InsecureSkipVerify: true})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		return c.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
	}
	hup := func(says string) {
		t.Helper()
		for until := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
				t.Fatal(err)
			}
			time.Sleep(20 * time.Millisecond)
			if strings.Contains(errs.String(), says) {
				return
			}
			if time.Now().After(until) {
				t.Fatalf("no %q in the log: %s", says, errs.String())
			}
		}
	}
	if n := shows(); n != 1 {
		t.Errorf("it shows certificate %d", n)
	}
	renewed(t, at, 2)
	hup("new=true")
	if n := shows(); n != 2 {
		t.Errorf("after it was renewed it shows certificate %d", n)
	}
	if err := os.WriteFile(filepath.Join(at, "cert.pem"), bytes.Repeat([]byte("x"), 50), 0o600); err != nil {
		t.Fatal(err)
	}
	hup("the certificate cannot be used; the one before stays")
	if n := shows(); n != 2 {
		t.Errorf("with one that cannot be used it shows certificate %d", n)
	}
	s.stop()
}
