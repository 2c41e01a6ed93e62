package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
	_ "time/tzdata" // a court's zone is known wherever the program runs

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/notify"
	"github.com/affiant-project/affiant/internal/store"
)

// A service is what serve is asked.
type service struct {
	at                        place
	keys                      secrets
	addr, cert, key, measured string
	origin, policy            string
	provider                  provider
	proxied, hooksWithin      bool
	form                      string
	hosts                     []string
	strict                    int
	witnesses                 []string
	mail                      mailing
	traces                    tracing
	pair                      *certificate // that of cert and key, as it was read last
}

// usualStation is where a station answers if nothing else is said.
const usualStation = "127.0.0.1:4750"

func serveCommand(w *world) *cobra.Command {
	x := &service{}
	var config string
	c := &cobra.Command{
		Use:   "serve --data DIR",
		Short: "Serve the docket: the pages, the API, the log, and what is due to be done",
		Long: `Serve answers for a station that affiant init has founded, until it is told to stop (Ctrl-C, SIGTERM); requests under way are
finished first. People sign in at its address with a browser; programs use the API under /v1. Any number of nodes may serve one
PostgreSQL database.

It answers on loopback unless --addr says otherwise, and then only with TLS (--tls-cert, --tls-key) or behind a proxy that has it
(--behind-proxy). Passkeys are made for one origin, such as https://docket.court.example, which --origin says; a station of this machine
alone is at http://localhost and its port. Passkeys made for one host are good for no other. Logs go to standard error
and hold routes, never addresses, words or secrets.

With --law the station goes by the law in a folder over the built-in: what its checks ask, when things are due, what counsel's sheet
says. It is read once, at the start, and every node of a station is to be given the same; affiant fsck and affiant migrate --rederive too,
since what the lists have of what is due was reckoned by it.

SIGHUP has it read the certificate and its key again, which it also does by itself within a minute after they were changed; one that cannot be used is
told in the log, and the old one stays. All else is read at the start.

Each flag may come from the environment ($AFFIANT_ and the flag in capitals, - as _) or from a file of lines such as
"addr: 127.0.0.1:4750" (--config). A flag comes before the environment, and that before the file.`,
		Example: example(
			"affiant serve --data /var/lib/affiant",
			"affiant serve --data /var/lib/affiant --addr :443 --tls-cert cert.pem --tls-key key.pem",
			"AFFIANT_DATABASE=postgres://affiant@db/court affiant serve --master /etc/affiant/master.keys --log-key /etc/affiant/log.key",
		),
		Args: takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := fill(c.Flags(), config, w.getenv); err != nil {
				return err
			}
			return w.serve(c.Context(), x)
		},
	}
	f := c.Flags()
	x.at.flags(f)
	x.keys.flags(c)
	w.lawFlag(c)
	f.StringVar(&x.addr, "addr", usualStation, "`ADDRESS` and port to answer at")
	f.StringVar(&x.cert, "tls-cert", "", "the `FILE` of the TLS certificate, and those that lead to it")
	f.StringVar(&x.key, "tls-key", "", "the `FILE` of its key")
	f.StringVar(&x.origin, "origin", "", "the `ORIGIN` at which people reach it, such as https://docket.court.example")
	f.StringArrayVar(&x.hosts, "host", nil, "a further `NAME` under which it is reached, beside that of the origin; once one is known, requests to any other are refused; several, each with a flag, or with spaces between in the environment or file")
	f.IntVar(&x.strict, "hsts-days", 365, "for how many `DAYS` browsers are to come by TLS only (HSTS): said where there is TLS, behind a proxy where the origin is https; 0 for never")
	f.StringVar(&x.provider.issuer, "oidc-issuer", "", "an identity provider that vouches for who signs in, by its `ADDRESS` (OpenID Connect); none, if left out")
	f.StringVar(&x.provider.client, "oidc-client", "", "the `NAME` of the station there")
	f.StringVar(&x.provider.secret, "oidc-secret", "", "the `FILE` of the station's secret there, mode 0600")
	f.StringVar(&x.provider.redirect, "oidc-redirect", "", "the `ADDRESS` to which it sends browsers back; that of the origin and /vouched, if left out")
	f.StringVar(&x.policy, "policy", "", "a `FILE` with the policy of signing in, in place of what affiant policy prints")
	f.BoolVar(&x.proxied, "behind-proxy", false, "answer plain HTTP to a proxy that has TLS, and believe its X-Forwarded-For")
	f.BoolVar(&x.hooksWithin, "webhooks-private", false, "let webhooks be at addresses of this machine and of networks that are reached only from within")
	f.StringArrayVar(&x.witnesses, "witness", nil, "`URL=KEY` of a witness to which each new checkpoint of the log is taken; several, each with a flag, or with spaces between in the environment or file")
	f.StringVar(&x.mail.server, "mail-server", "", "the `ADDRESS` of the server that takes mail, such as smtps://user@mail.court.example:465; none, if left out, and then no letters are sent")
	f.StringVar(&x.mail.from, "mail-from", "", "the `ADDRESS` that letters are from")
	f.StringVar(&x.mail.password, "mail-password", "", "the `FILE` of the password at the server of mail, mode 0600")
	f.StringVar(&x.mail.roots, "mail-ca", "", "a `FILE` of certificates by which the server of mail is believed, in place of those of this machine")
	f.DurationVar(&x.mail.gap, "mail-gap", notify.Builtin().LetterGap(), "for how long a person is left alone after a letter, as a `TIME` such as 10m")
	f.StringVar(&x.measured, "metrics", "", "`ADDRESS` and port for metrics in the form of Prometheus; none, if left out")
	x.traces.flags(f)
	f.StringVar(&x.form, "log-format", "text", "`FORM` of the log: text or json")
	must(c.RegisterFlagCompletionFunc("log-format", among(func() []string { return []string{"text", "json"} })))
	f.StringVar(&config, "config", "", "a `FILE` of flags, as YAML")
	return c
}

// serve serves until it is told to stop.
func (w *world) serve(ctx context.Context, x *service) error {
	if err := x.sound(); err != nil {
		return err
	}
	var handler slog.Handler = slog.NewTextHandler(w.err, nil)
	if x.form == "json" {
		handler = slog.NewJSONHandler(w.err, nil)
	}
	log := slog.New(handler)
	p, err := x.at.find(w.getenv)
	if err != nil {
		return err
	}
	book, err := w.book()
	if err != nil {
		return err
	}
	l, err := x.listen()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGHUP) // from before it answers until it has stopped: what asks it to read its certificate again must not end it
	defer signal.Stop(told)
	defer runtime.KeepAlive(make([]byte, store.Slack))
	return p.with(ctx, false, func(s store.Store) error {
		o, err := w.options(s, x.keys.in(p.data))
		if err != nil {
			return errors.Join(err, l.Close())
		}
		site, err := x.site(l.Addr())
		if err != nil {
			return errors.Join(err, l.Close())
		}
		witnesses, err := readWitnesses(x.witnesses)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		box, err := x.mail.open()
		if err != nil {
			return errors.Join(err, l.Close())
		}
		policy, err := readPolicy(x.policy)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		v, err := x.provider.open(site.Origin)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		o.LetterGap = x.mail.gap
		taker, err := x.traces.open(ctx, w.getenv, log)
		if err != nil {
			return errors.Join(err, l.Close())
		}
		defer taker.close(log)
		st, err := openStation(ctx, o, manner{log: log, minutes: taker.taker(), proxied: x.proxied, site: site, policy: policy, voucher: v, mail: box != nil, alone: x.cert == "" && !x.proxied, names: x.names(), strict: x.strictly(site), cases: book})
		if err != nil {
			return errors.Join(err, l.Close())
		}
		if another, err := st.clerk.OfAnotherDerivation(ctx); err != nil {
			return errors.Join(err, l.Close())
		} else if another {
			log.Warn("lists, search and what awaits people were derived by another release, and may lack what this one tells; they can be derived anew while it serves, when no node of another release does",
				"run", "affiant migrate --rederive")
		}
		if x.measured != "" {
			m, err := net.Listen("tcp", x.measured)
			if err != nil {
				return errors.Join(fault.Errorf(fault.Input, "--metrics %s: %w; expected a port that is free", x.measured, err), l.Close())
			}
			go func() {
				if err := serve(ctx, m, st.api.Metrics); err != nil {
					log.Error("metrics are not served any more", "err", err)
				}
			}()
		}
		ctx := minutes.With(ctx, taker.taker())
		var done sync.WaitGroup
		done.Go(func() { x.reread(ctx, told, log) })
		done.Go(func() { st.work(ctx, log) })
		courier := notify.NewCourier(notify.Options{Clerk: st.clerk, Private: x.hooksWithin, Release: releaseName(), Log: log})
		done.Go(func() { courier.Run(ctx, 2*time.Second) })
		if box != nil {
			box.At(site.Origin)
			m := &notify.Mail{Clerk: st.clerk, Box: box, Station: x.mail.station(ctx, st.clerk, site.Origin, l.Addr()), Log: log}
			done.Go(func() { m.Run(ctx, 5*time.Second) })
		}
		done.Go(func() { notify.RunWitnesses(ctx, st.clerk, witnesses, time.Second, log) })
		scheme := "http"
		if x.cert != "" {
			scheme = "https"
		}
		fmt.Fprintf(w.out, "answers at %s://%s\n", scheme, l.Addr())
		log.Info("answers", "address", l.Addr().String(), "release", releaseName())
		context.AfterFunc(ctx, func() { log.Info("stops; requests under way are finished first") })
		err = answer(ctx, l, st.all, st.api.End)
		stop()
		done.Wait()
		log.Info("stopped")
		return err
	})
}

// readWitnesses reads what --witness says: one or several, with spaces between.
func readWitnesses(texts []string) ([]*notify.Witness, error) {
	var list []*notify.Witness
	for _, text := range strings.Fields(strings.Join(texts, " ")) {
		w, err := notify.NewWitness(text)
		if err != nil {
			return nil, fmt.Errorf("--witness: %w", err)
		}
		list = append(list, w)
	}
	return list, nil
}

// listen opens the port, with TLS if there is a certificate.
func (x *service) listen() (net.Listener, error) {
	host, _, err := net.SplitHostPort(x.addr)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "--addr %s: %w; expected HOST:PORT, such as %s", x.addr, err, usualStation)
	}
	if (x.cert == "") != (x.key == "") {
		return nil, fault.Errorf(fault.Input, "a certificate goes with its key; expected both --tls-cert and --tls-key")
	}
	if ip := net.ParseIP(host); x.cert == "" && !x.proxied && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fault.Errorf(fault.Input, "--addr %s is not of this machine alone; expected --tls-cert and --tls-key, or --behind-proxy", x.addr)
	}
	var conf *tls.Config
	if x.cert != "" {
		x.pair = &certificate{}
		if _, err := x.pair.renew(x.cert, x.key); err != nil {
			return nil, err
		}
		conf = &tls.Config{GetCertificate: x.pair.give, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}
	}
	l, err := net.Listen("tcp", x.addr)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "--addr %s: %w; expected a port that is free", x.addr, err)
	}
	if conf != nil {
		l = tls.NewListener(l, conf)
	}
	return l, nil
}

// answer serves until the context ends, and lets requests under way finish.
func answer(ctx context.Context, l net.Listener, h http.Handler, end func()) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	s.RegisterOnShutdown(end) // what would never finish by itself
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		brief, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		ended <- s.Shutdown(brief)
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}
