package storetest

import (
	"bytes"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// A Proxy stands between a node and a server, and spoils what goes through it as a bad network does.
type Proxy struct {
	DSN string // by which a node comes through it

	to string
	on net.Listener

	mu    sync.Mutex
	pairs map[*pair]bool
	fault Fault
}

// A Fault is what a proxy does.
type Fault struct {
	Refuse   bool          // takes no connection
	Delay    time.Duration // before whatever goes through
	Swallow  bool          // says nothing, and lets nothing through: the line is dead and neither side knows
	CutKept  bool          // cuts a connection when the server says that it has committed; the node is not told
	CutAsked bool          // cuts a connection in the middle of what the node asks
}

type pair struct{ node, server net.Conn }

func (p *pair) cut() { p.node.Close(); p.server.Close() }

// Proxy starts a proxy to a database of the server.
func (s *Server) Proxy(t testing.TB, dsn string) *Proxy {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "affiant-px-") // short, as a socket's path must be
	if err != nil {
		t.Fatal(err)
	}
	const name = ".s.PGSQL.5432"
	q := u.Query()
	p := &Proxy{to: filepath.Join(q.Get("host"), name), pairs: map[*pair]bool{}}
	q.Set("host", dir)
	u.RawQuery = q.Encode()
	p.DSN = u.String()
	if p.on, err = net.Listen("unix", filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
	go p.serve()
	t.Cleanup(func() { p.on.Close(); p.Cut(); os.RemoveAll(dir) })
	return p
}

func (p *Proxy) serve() {
	for {
		node, err := p.on.Accept()
		if err != nil {
			return
		}
		if p.now().Refuse {
			node.Close()
			continue
		}
		server, err := net.Dial("unix", p.to)
		if err != nil {
			node.Close()
			continue
		}
		x := &pair{node, server}
		p.mu.Lock()
		p.pairs[x] = true
		p.mu.Unlock()
		go p.carry(x, server, node, true)
		go p.carry(x, node, server, false)
	}
}

// Set sets what the proxy does from now on.
func (p *Proxy) Set(f Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault = f
}

func (p *Proxy) now() Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fault
}

// Cut cuts every connection.
func (p *Proxy) Cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for x := range p.pairs {
		x.cut()
	}
	clear(p.pairs)
}

// carry carries what one side says to the other.
func (p *Proxy) carry(x *pair, to, from net.Conn, asks bool) {
	defer func() {
		x.cut()
		p.mu.Lock()
		delete(p.pairs, x)
		p.mu.Unlock()
	}()
	b := make([]byte, 32<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			return
		}
		f := p.now()
		time.Sleep(f.Delay)
		switch {
		case f.Swallow:
			continue
		case f.CutKept && !asks && bytes.Contains(b[:n], []byte("COMMIT\x00")):
			return
		case f.CutAsked && asks && n > 200:
			to.Write(b[:n/2])
			return
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}
