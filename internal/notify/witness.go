package notify

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/minutes"
)

// A Witness is one to whom the checkpoints of the log are taken (c2sp.org/tlog-witness, add-checkpoint).
type Witness struct {
	name   string
	url    string
	key    note.Verifier
	client *http.Client

	old   int64 // the size that it has seen last, as far as is known
	taken int64 // the size that it has cosigned last, here
}

// NewWitness reads one from its address, to which /add-checkpoint is added, and its public key, as URL=KEY. The error is of kind Input.
func NewWitness(text string) (*Witness, error) {
	address, key, ok := strings.Cut(text, "=")
	u, err := url.Parse(address)
	if !ok || err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, fault.Errorf(fault.Input, "the witness %q; expected its address, = and its public key, such as https://witness.bar.example=witness.bar.example/w1+1a2b3c4d+BASE64", text)
	}
	v, err := proof.NewWitness(key)
	if err != nil {
		return nil, err
	}
	return &Witness{name: v.Name(), url: strings.TrimSuffix(address, "/") + "/add-checkpoint", key: v,
		client: newClient(true, time.Duration(Builtin().Seconds)*time.Second)}, nil // the operator names it, and no one else
}

// mostAnswer is how long the answer of a witness may be.
const mostAnswer = 16 << 10

// Take takes the checkpoint of a size, or the newest before it, to the witness, if it has not cosigned that already or a later one, and keeps the
// cosignature. It returns whether there was anything to take.
func (w *Witness) Take(ctx context.Context, c *clerk.Clerk, most int64) (bool, error) {
	for range 2 { // the second time from where the witness says that it is
		size, signed, growth, err := c.Growth(ctx, w.old, most)
		if err != nil {
			return false, err
		}
		if size == w.taken || size < w.old {
			return false, nil
		}
		_, part := minutes.Open(ctx, minutes.Delivery, "checkpoint", "")
		status, kind, body, err := w.ask(ctx, ledger.Request{Old: w.old, Proof: growth, Checkpoint: signed})
		part.End(taken(err == nil && status == http.StatusOK), false)
		switch {
		case err != nil:
			return true, err
		case status == http.StatusOK:
			line, err := w.line(signed, body)
			if err != nil {
				return true, err
			}
			if err := c.Cosigned(ctx, size, line); err != nil {
				return true, err
			}
			w.old, w.taken = size, size
			return true, nil
		case status == http.StatusConflict && kind == "text/x.tlog.size":
			seen, err := strconv.ParseInt(strings.TrimSuffix(string(body), "\n"), 10, 64)
			if err != nil || seen < 0 || seen == w.old {
				return true, fault.Errorf(fault.Internal, "witness %s: it answers with a size that is none", w.name)
			}
			w.old = seen
		case status == http.StatusConflict || status == http.StatusUnprocessableEntity: // another log of this name, or this one as it was before it was put back
			return true, fault.Errorf(fault.Conflict, "witness %s: the log of %d leaves does not follow from the %d that it has cosigned%s", w.name, size, w.old, said(body))
		default:
			return true, fault.Errorf(fault.Internal, "witness %s: it answers with status %d%s", w.name, status, said(body))
		}
	}
	return true, fault.Errorf(fault.Internal, "witness %s: it has seen more than one size at one time", w.name)
}

// said is what a witness answers, for the log: a stranger's words, so quoted, and the first of them only.
func said(body []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(body)), "\n")
	if line == "" {
		return ""
	}
	return fmt.Sprintf("; it says %.200q", line)
}

func (w *Witness) ask(ctx context.Context, q ledger.Request) (status int, kind string, body []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url, bytes.NewReader(q.Bytes()))
	if err != nil {
		return 0, "", nil, err
	}
	a, err := w.client.Do(r)
	if err != nil {
		return 0, "", nil, err
	}
	defer a.Body.Close()
	body, err = io.ReadAll(io.LimitReader(a.Body, mostAnswer))
	return a.StatusCode, a.Header.Get("Content-Type"), body, err
}

// line returns the one line of an answer that is the cosignature of this witness, if it holds.
func (w *Witness) line(signed, body []byte) ([]byte, error) {
	text, _, _ := bytes.Cut(signed, []byte("\n\n"))
	n, err := note.Open(append(append(bytes.Clone(text), "\n\n"...), body...), note.VerifierList(w.key))
	if err != nil || len(n.Sigs) != 1 {
		return nil, fault.Errorf(fault.Internal, "witness %s: what it answers is no cosignature of its key", w.name)
	}
	return fmt.Appendf(nil, "— %s %s\n", n.Sigs[0].Name, n.Sigs[0].Base64), nil
}

// RunWitnesses takes checkpoints to witnesses until the context ends. Each round has one checkpoint, the newest, so that several cosign the same; a
// witness that is slow leaves rounds out. No one waits for another; one that is down is asked again after twice the time, at most mostPause.
func RunWitnesses(ctx context.Context, c *clerk.Clerk, list []*Witness, every time.Duration, log *slog.Logger) {
	if len(list) == 0 {
		return
	}
	var all sync.WaitGroup
	var round atomic.Int64
	tick := time.NewTicker(every)
	defer tick.Stop()
	for _, w := range list {
		all.Go(func() { w.run(ctx, c, &round, every, log) })
	}
	for ctx.Err() == nil {
		if size, _, _, err := c.Growth(ctx, 0, math.MaxInt64); err == nil {
			round.Store(size)
		} else if ctx.Err() == nil {
			log.Error("the newest checkpoint cannot be read", "kind", fault.KindOf(err))
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
	all.Wait()
}

const mostPause = time.Minute

func (w *Witness) run(ctx context.Context, c *clerk.Clerk, round *atomic.Int64, every time.Duration, log *slog.Logger) {
	pause, down, split := every, false, false // split: it has seen another record
	for {
		var err error
		var took bool
		if size := round.Load(); size > 0 {
			took, err = w.Take(ctx, c, size)
		}
		switch {
		case ctx.Err() != nil:
			return
		case fault.KindOf(err) == fault.Conflict && !split:
			log.Error("a witness has seen another record of this log", "witness", w.name, "error", err.Error())
			down, split = true, true
		case err != nil && !down:
			log.Warn("a witness does not cosign", "witness", w.name, "error", err.Error())
			down = true
		case err == nil && took && down:
			log.Info("a witness cosigns again", "witness", w.name)
			down, split = false, false
		}
		if down {
			pause = min(2*pause, mostPause)
		} else {
			pause = every
		}
		wait := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-wait.C:
		}
	}
}
