package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

func witnessCommand(w *world) *cobra.Command {
	var data, name, addr string
	var logs []string
	c := &cobra.Command{
		Use:   "witness --data DIR --log KEY",
		Short: "Cosign the checkpoints of a log, so that it shows everyone the same record",
		Long: `Witness watches logs of others: it cosigns a checkpoint only if it grew out of the last one that it has cosigned
(c2sp.org/tlog-witness, POST /add-checkpoint). Run it where the log's operator is not the master: a bar association, a
defender's office, another court. Who demands its cosignature cannot be shown a record of his own.

It sees sizes and hashes, never a word. DIR holds its private key, made at the first start, and the last checkpoint of each
log; what contradicts one is kept there as evidence. It answers plain HTTP: put a proxy with TLS before it. One process a
DIR. Ctrl-C ends it.`,
		Example: example(
			"affiant witness --data /var/lib/affiant-witness --name witness.bar.example/w1 --log court.example/docket+1a2b3c4d+AQ…",
			"affiant witness --data w1 --log court.key --addr 127.0.0.1:4751",
		),
		Args: takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if data == "" || len(logs) == 0 {
				return fault.Errorf(fault.Input, "a witness needs --data DIR and --log KEY; affiant witness --help says more")
			}
			h, err := openWitness(data, name, logs, slog.New(slog.NewTextHandler(w.err, nil)))
			if err != nil {
				return err
			}
			l, err := net.Listen("tcp", addr)
			if err != nil {
				return fault.Errorf(fault.Input, "--addr %s: %v; expected a port that is free", addr, err)
			}
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			fmt.Fprintf(w.out, "witness %s\nanswers at http://%s/add-checkpoint\n", h.vkey, l.Addr())
			return serve(ctx, l, h.handler())
		},
	}
	f := c.Flags()
	f.StringVar(&data, "data", "", "the `DIR` of the witness's key and memory")
	f.StringVar(&name, "name", "", "the `NAME` of the witness, in its key; asked at the first start only")
	f.StringArrayVar(&logs, "log", nil, "the public `KEY` of a log to watch, or a file that has it")
	f.StringVar(&addr, "addr", "127.0.0.1:4751", "`ADDRESS` and port to answer at")
	return c
}

// A watch is a witness with its memory on disk.
type watch struct {
	ledger.Witness
	vkey string
	dir  string
	log  *slog.Logger
	one  chan struct{} // holds a token while no request is being judged
	held *os.File      // locked, so that no other process judges from the same memory
}

func openWitness(dir, name string, logs []string, log *slog.Logger) (_ *watch, err error) {
	if err := os.MkdirAll(filepath.Join(dir, "seen"), 0o700); err != nil {
		return nil, err
	}
	held, err := hold(filepath.Join(dir, "lock"))
	defer func() {
		if err != nil && held != nil {
			held.Close()
		}
	}()
	if err != nil {
		return nil, fault.Errorf(fault.Conflict, "%s is in use by another witness (%w): two that remember apart could cosign two records", dir, err)
	}
	h := &watch{dir: dir, log: log, one: make(chan struct{}, 1), held: held}
	h.Logs = make(map[string]*proof.Trust)
	for _, l := range logs {
		t, err := readTrust(l, nil)
		if err != nil {
			return nil, err
		}
		if t.Quorum > 0 {
			return nil, fault.Errorf(fault.Input, "--log %s: a witness does not wait for witnesses; expected keys of the log only", l)
		}
		h.Logs[t.Origin()] = t
	}
	file := filepath.Join(dir, "witness.key")
	key, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		if name == "" {
			return nil, fault.Errorf(fault.Input, "%s has no key yet; expected --name NAME, as witness.bar.example/w1, to make one", dir)
		}
		if err := logName("--name", name, "witness.bar.example/w1"); err != nil {
			return nil, err
		}
		var skey string
		if skey, _, err = note.GenerateKey(rand.Reader, name); err == nil {
			key = []byte(skey + "\n")
			err = writeWhole(file, key)
		}
	}
	if err != nil {
		return nil, err
	}
	h.Key = strings.TrimSpace(string(key))
	s, err := proof.NewCosigner(h.Key, time.Now())
	if err != nil {
		return nil, fault.Errorf(fault.Input, "%s: %w", file, err)
	}
	if name != "" && name != s.Name() {
		return nil, fault.Errorf(fault.Input, "%s has the key of %s; expected --name %s or none: a witness keeps its name with its key", dir, s.Name(), s.Name())
	}
	h.vkey, err = proof.CosignerKey(s)
	return h, err
}

func (h *watch) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /add-checkpoint", func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, 256<<10))
		if err != nil {
			http.Error(rw, "the request is too long", http.StatusRequestEntityTooLarge)
			return
		}
		a, err := h.judge(body)
		if err != nil {
			h.log.Error("a checkpoint could not be judged", "err", err)
			http.Error(rw, "the witness is at fault", http.StatusInternalServerError)
			return
		}
		rw.Header().Set("Content-Type", a.Type)
		rw.Header().Set("X-Content-Type-Options", "nosniff")
		rw.WriteHeader(a.Status)
		rw.Write(a.Body)
	})
	mux.HandleFunc("GET /key", func(rw http.ResponseWriter, _ *http.Request) { fmt.Fprintln(rw, h.vkey) })
	return mux
}

// judge answers one request, alone. What was cosigned is on disk before the answer goes out.
func (h *watch) judge(body []byte) (ledger.Answer, error) {
	r, err := ledger.ParseRequest(body)
	if err != nil {
		return ledger.Answer{Status: http.StatusBadRequest, Type: "text/plain; charset=utf-8", Body: []byte(err.Error() + "\n")}, nil
	}
	h.one <- struct{}{}
	defer func() { <-h.one }()
	var seen ledger.Seen
	t, known := h.Logs[r.Origin()]
	file := filepath.Join(h.dir, "seen", fileName(r.Origin()))
	if known {
		switch signed, err := os.ReadFile(file); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return ledger.Answer{}, err
		default:
			if seen, err = t.Open(signed); err != nil {
				return ledger.Answer{}, fmt.Errorf("%s: %w", file, err)
			}
		}
	}
	a, err := h.Answer(r, seen, time.Now())
	if err != nil {
		return a, err
	}
	if a.Evidence != nil {
		h.log.Warn("a log contradicts itself", "log", r.Origin(), "how", a.Evidence.Error())
		name := fmt.Sprintf("evidence-%s-%x", fileName(r.Origin()), a.Seen.Root[:8])
		if err := writeWhole(filepath.Join(h.dir, name), r.Checkpoint); err != nil {
			return a, err
		}
	}
	if a.Cosigned {
		return a, writeWhole(file, r.Checkpoint)
	}
	return a, nil
}

// fileName writes the name of a log as that of a file, no two alike.
func fileName(origin string) string { return "log-" + url.PathEscape(origin) }

// writeWhole writes a file so that after a crash it is the old or the new one, whole, and on disk when it returns.
func writeWhole(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	d, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
