package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/web"
)

// usualAddress is where the demo is served unless the port is taken.
const usualAddress = "127.0.0.1:4750"

func demoCommand(w *world) *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Show the examples in a browser, on this machine only",
		Long: `Demo serves the built-in examples, and any matter file opened there, as pages on this machine, and prints the address. It
listens on loopback only and keeps nothing: opened files are held in memory until it ends. Ctrl-C ends it.`,
		Example: example("affiant demo", "affiant demo --addr 127.0.0.1:8000"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			law, err := w.law()
			if err != nil {
				return err
			}
			l, err := listen(addr, !c.Flags().Changed("addr"))
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt)
			defer stop()
			fmt.Fprintf(w.out, "Affiant shows its examples at http://%s/\nCtrl-C ends it.\n", l.Addr())
			return serve(ctx, l, web.Handler(web.Options{
				Law: law, Release: releaseName(), Files: examples.FS(), NewID: rand.Text,
			}))
		},
	}
	w.lawFlag(c)
	c.Flags().StringVar(&addr, "addr", usualAddress, "loopback `ADDRESS` and port; port 0 takes any that is free")
	return c
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
