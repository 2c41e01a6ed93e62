package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/moot"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
	"github.com/affiant-project/affiant/internal/web"
)

// usualAddress is where the demo is served unless the port is taken.
const usualAddress = "127.0.0.1:4750"

// readingRoom is where the list of examples is in the demo.
const readingRoom = "/reading-room"

func demoCommand(w *world) *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Show the whole product in a browser, on this machine only",
		Long: `Demo opens a moot court on this machine and prints its address: a station with people of every role and matters at every stage, in which
one click lets a visitor in as anyone, with a tour; and the reading room, with the built-in examples and any matter file opened there.

It listens on loopback only and keeps nothing: the court lies in a temporary directory, with keys that are in memory, and both go when it
ends. Ctrl-C ends it.`,
		Example: example("affiant demo", "affiant demo --addr 127.0.0.1:8000"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			law, err := w.law()
			if err != nil {
				return err
			}
			book, err := w.book()
			if err != nil {
				return err
			}
			l, err := listen(addr, !c.Flags().Changed("addr"))
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			court := seat(ctx, book)
			fmt.Fprintf(w.out, "Affiant opens a moot court at http://%s/\nCtrl-C ends it.\n", l.Addr())
			return errors.Join(serve(ctx, l, demo(law, book, court)), court.close())
		},
	}
	w.lawFlag(c)
	c.Flags().StringVar(&addr, "addr", usualAddress, "loopback `ADDRESS` and port; port 0 takes any that is free")
	return c
}

// demo answers with the first page and the reading room at once, and with the docket as soon as the court sits.
func demo(law *doctrine.Law, book *doctrine.Casebook, court *mootCourt) http.Handler {
	cast := moot.Cast()
	lobby := hall.Lobby{Release: releaseName(), People: cast.People, Stops: len(cast.Tour), Reading: readingRoom, Case: "/matter/malley-v-briggs"}.Handler()
	room := web.Handler(web.Options{Law: law, Cases: book, Release: releaseName(), Files: examples.FS(), NewID: rand.Text, Room: readingRoom, Words: "/words"})
	mux := http.NewServeMux()
	mux.Handle("/", court)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("affiant"); err != nil {
			lobby.ServeHTTP(w, r)
			return
		}
		court.ServeHTTP(w, r)
	})
	for _, at := range []string{readingRoom, readingRoom + "/", "/matter/", "/static/"} {
		mux.Handle(at, room)
	}
	mux.Handle("GET /lobby", lobby)
	mux.Handle("GET /hall/", hall.Static())
	return mux
}

// A mootCourt is a docket in a temporary directory that is being made ready.
type mootCourt struct {
	ready chan struct{}
	all   http.Handler
	err   error
	close func() error
}

// seat begins to make a moot court ready. It goes when close is called.
func seat(ctx context.Context, book *doctrine.Casebook) *mootCourt {
	c := &mootCourt{ready: make(chan struct{}), close: func() error { return nil }}
	dir, err := os.MkdirTemp("", "affiant-demo-")
	if err != nil {
		c.err = err
		close(c.ready)
		return c
	}
	s, err := sqlite.Open(ctx, sqlite.Config{Dir: dir, Brief: true})
	if err != nil {
		c.err = errors.Join(err, os.RemoveAll(dir))
		close(c.ready)
		return c
	}
	c.close = func() error {
		<-c.ready
		return errors.Join(s.Close(), os.RemoveAll(dir))
	}
	go func() {
		defer close(c.ready)
		defer debug.SetGCPercent(debug.SetGCPercent(400)) // what is made ready here is small, and someone waits
		var key [32]byte
		rand.Read(key[:])
		skey, vkey, err := note.GenerateKey(rand.Reader, "moot.example")
		if err != nil {
			c.err = err
			return
		}
		signer, err := note.NewSigner(skey)
		if err != nil {
			c.err = err
			return
		}
		o := clerk.Options{Store: s, Ring: vault.Ring{vault.NewLocal("m1", key, rand.Reader)}, Keys: []note.Signer{signer}, Lots: rand.Reader, Now: time.Now, Law: book.Law()}
		cast, err := moot.Found(ctx, o, time.Now())
		if err != nil {
			c.err = err
			return
		}
		cast.Key = vkey
		st, err := openStation(ctx, o, manner{log: slog.New(slog.DiscardHandler), alone: true, moot: cast, cases: book})
		if err != nil {
			c.err = err
			return
		}
		c.all = st.all
	}()
	return c
}

// ServeHTTP answers when the court sits.
func (c *mootCourt) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case <-c.ready:
	case <-r.Context().Done():
		return
	}
	if c.err != nil {
		http.Error(w, "The moot court could not be opened: "+c.err.Error(), http.StatusInternalServerError)
		return
	}
	c.all.ServeHTTP(w, r)
}

// listen opens a port on loopback. If the usual port is taken and none was asked for, any that is free will do.
func listen(addr string, usual bool) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "--addr %s: %v; expected HOST:PORT, such as %s", addr, err, usualAddress)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fault.Errorf(fault.Input, "--addr %s: the demo answers on this machine only; expected a loopback address, such as 127.0.0.1:%s", addr, port)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil && usual {
		l, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return nil, fault.Errorf(fault.Input, "--addr %s: %v; expected a port that is free", addr, err)
	}
	return l, nil
}

// serve answers until the context ends, then lets requests that are under way finish.
func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute, IdleTimeout: time.Minute}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		brief, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		ended <- s.Shutdown(brief)
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}
