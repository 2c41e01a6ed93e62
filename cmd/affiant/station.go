package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/api"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/moot"
	"github.com/affiant-project/affiant/internal/notify"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/voucher"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
	"github.com/affiant-project/affiant/internal/web"
)

// The files of a station beside its store.
const (
	masterFile = "master.keys" // wraps the keys of matters
	logFile    = "log.key"     // signs the log
	trustFile  = "log.pub"     // what others check the log with
)

// A secrets names where the keys of a station lie. What is empty is in the data directory.
type secrets struct {
	master, log          string
	command, commandName string // a program that holds the master key which wraps; the file may then be missing
}

// in puts the usual places in a directory in for what is not said.
func (x secrets) in(dir string) secrets {
	if x.master == "" && dir != "" {
		x.master = filepath.Join(dir, masterFile)
	}
	if x.log == "" && dir != "" {
		x.log = filepath.Join(dir, logFile)
	}
	return x
}

// guarded reads a file of secrets, and refuses one that others may read.
func guarded(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fault.Errorf(fault.Input, "%s may be read by others; expected a file of mode 0600 (chmod 600 %s)", name, name)
	}
	return os.ReadFile(name)
}

// options are what a clerk is given of this machine.
func (w *world) options(s store.Store, x secrets) (clerk.Options, error) {
	o := clerk.Options{Store: s, Lots: rand.Reader, Now: time.Now}
	var err error
	if o.Ring, err = w.masters(x); err != nil {
		return o, err
	}
	if x.log == "" {
		return o, fault.Errorf(fault.Input, "it is not said where the key of the log is; expected --log-key FILE")
	}
	text, err := guarded(x.log)
	if err != nil {
		return o, err
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		k, err := note.NewSigner(line)
		if err != nil {
			return o, fault.Errorf(fault.Input, "%s holds a line that is no key of a log; affiant init makes one", x.log)
		}
		o.Keys = append(o.Keys, k)
	}
	if len(o.Keys) == 0 {
		return o, fault.Errorf(fault.Input, "%s holds no key of a log; affiant init makes one", x.log)
	}
	return o, nil
}

// masters are the master keys at hand: that of a program first, then those of the environment or of the file.
func (w *world) masters(x secrets) (vault.Ring, error) {
	var first vault.Ring
	if x.command != "" {
		if !masterName.MatchString(x.commandName) {
			return nil, fault.Errorf(fault.Input, "--master-command-name %q: expected letters, digits, points and hyphens", x.commandName)
		}
		c := commanded{x.commandName, x.command, kmsWait}
		if err := c.try(); err != nil { // told now, and not when the first matter cannot be opened
			return nil, fmt.Errorf("--master-command %s: %w", x.command, err)
		}
		first = vault.Ring{c}
	}
	text, from := w.getenv(envMaster), "$"+envMaster
	if text == "" {
		if x.master == "" {
			if first != nil {
				return first, nil
			}
			return nil, fault.Errorf(fault.Input, "it is not said where the master keys are; expected --master FILE, --master-command PROGRAM or $%s", envMaster)
		}
		b, err := guarded(x.master)
		if errors.Is(err, fs.ErrNotExist) && first != nil {
			return first, nil
		}
		if err != nil {
			return nil, err
		}
		text, from = string(b), x.master
	}
	rest, err := vault.ParseRing(text, rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	if _, err := rest.Find(x.commandName); err == nil && first != nil {
		return nil, fault.Errorf(fault.Input, "%s has a key %s too; expected another --master-command-name", from, x.commandName)
	}
	return append(first, rest...), nil
}

// masterName is what a master key may be called.
var masterName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$`)

// A station is a docket that is open.
type station struct {
	clerk *clerk.Clerk
	desk  *session.Desk
	api   *api.Handler
	room  *web.Room    // reads matters for the hall
	all   http.Handler // the API under /v1, and the hall beside it
}

// A manner is how a station answers.
type manner struct {
	log     *slog.Logger
	proxied bool
	policy  *session.Policy
	site    session.Site
	voucher *voucher.Voucher
	rates   api.Rates
	mail    bool               // letters are sent to those who asked for them
	alone   bool               // on this machine, without TLS
	names   []string           // under which it is reached; any, if there are none
	minutes minutes.Taker      // of what is asked; none, if nil
	strict  time.Duration      // for how long browsers are to come by TLS only
	moot    *moot.Court        // only of a demo
	cases   *doctrine.Casebook // and the law beneath it, for answers; that which comes with the program, if nil
}

// openStation opens the docket of a store that was founded.
func openStation(ctx context.Context, o clerk.Options, m manner) (*station, error) {
	if o.LetterGap == 0 {
		o.LetterGap = notify.Builtin().LetterGap()
	}
	cases := m.cases
	if cases == nil {
		cases = doctrine.DefaultCasebook()
	}
	law := cases.Law()
	o.Law = law
	c, err := clerk.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	key, err := c.DeskKey(ctx)
	if err != nil {
		return nil, err
	}
	d := session.New(session.Options{Store: o.Store, Key: key, Lots: o.Lots, Now: o.Now, Roll: c.Roll, Note: c.NoteDesk, Policy: m.policy, Site: m.site, Moot: m.moot != nil})
	limits := look.NewLimits(m.rates)
	counts := look.NewCounts(releaseName(), measures(c))
	a := api.New(api.Options{Counts: counts, Clerk: c, Desk: d, Voucher: m.voucher, Key: key, Lots: o.Lots, Now: o.Now, Release: releaseName(), Log: m.log, Proxied: m.proxied, Limits: limits, Law: law, Cases: cases})
	room := web.NewRoom(web.Options{Law: law, Cases: cases, Release: releaseName()})
	c.Beside(room)
	reading := func(w http.ResponseWriter, r *http.Request, part string, x hall.Sitting) {
		room.Serve(w, r, part, web.Sitting(x))
	}
	mux := http.NewServeMux()
	mux.Handle("/v1/", a)
	mux.Handle("/", hall.New(hall.Options{Counts: counts, Clerk: c, Desk: d, Key: key, Lots: o.Lots, Now: o.Now, Release: releaseName(), Log: m.log, Proxied: m.proxied, Alone: m.alone, Voucher: m.voucher, Mail: m.mail, Moot: m.moot, Law: law, Cases: cases, Reading: reading,
		Limits: limits}))
	front := look.Front{Alone: m.alone, Names: m.names, Strict: m.strict, Open: []string{"/v1/health", "/v1/ready"}}
	return &station{c, d, a, room, look.Timed(look.At(mux, front), m.minutes, m.proxied)}, nil
}

// measures are what is measured of the log: how far it goes, and how far witnesses have cosigned it. They name no matter, and are public anyway.
func measures(c *clerk.Clerk) func(context.Context) ([]look.Measure, error) {
	return func(ctx context.Context) ([]look.Measure, error) {
		signed, err := c.Checkpoint(ctx)
		if err != nil {
			return nil, err
		}
		seen, err := c.WitnessedCheckpoint(ctx)
		if err != nil {
			return nil, err
		}
		list := []look.Measure{{Name: "affiant_log_leaves", Help: "Entries of the log that are signed."}, {Name: "affiant_log_witnessed_leaves", Help: "Entries of the newest state that as many witnesses as ever have cosigned."}}
		for i, text := range [][]byte{signed, seen} {
			is, err := proof.Unsigned(text)
			if err != nil {
				return nil, err
			}
			if i == 0 || ledger.Witnessed(text) > 0 {
				list[i].Is = float64(is.Size)
			}
		}
		return list, nil
	}
}

// work does what is due until the context ends: keys that were ordered to be destroyed, what is over at the desk.
func (s *station) work(ctx context.Context, log *slog.Logger) {
	for tick, n := time.NewTicker(15*time.Second), 0; ; n++ {
		if _, err := s.clerk.Work(ctx); err != nil && ctx.Err() == nil {
			log.Error("jobs could not be done", "kind", fault.KindOf(err))
		}
		if n%40 == 0 {
			if _, err := s.desk.Sweep(ctx); err != nil && ctx.Err() == nil {
				log.Error("what is over at the desk could not be taken away", "kind", fault.KindOf(err))
			}
		}
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}

// logName refuses what cannot be the name of a log, or of a witness, in a key and in a signature (c2sp.org/signed-note).
func logName(flag, name, such string) error {
	if name == "" || !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '+' }) {
		return fault.Errorf(fault.Input, "%s %q: expected a name such as %s, without spaces and without +", flag, name, such)
	}
	return nil
}

// found makes the keys of a station in a directory, founds its store, and invites the first administrator. It overwrites nothing, and leaves nothing of a station that
// could not be founded.
func (w *world) found(ctx context.Context, dir string, at place, name, origin string, first people.AccountInvited, now func() time.Time) (invitation string, until time.Time, err error) {
	if err := logName("--log", origin, "docket.court.example"); err != nil {
		return "", until, err
	}
	var made []string // by this, to be taken away again
	defer func() {
		if err != nil {
			for _, f := range made {
				os.RemoveAll(f)
			}
		}
	}()
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		made = append(made, dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", until, err
	}
	for _, f := range []string{masterFile, logFile, trustFile} {
		if _, err := os.Lstat(filepath.Join(dir, f)); !errors.Is(err, fs.ErrNotExist) {
			return "", until, fault.Errorf(fault.Conflict, "%s has a %s already; nothing is overwritten", dir, f)
		}
	}
	for _, f := range []string{sqlite.RecordFile, sqlite.KeyFile, sqlite.PaperDir} {
		if f = filepath.Join(dir, f); at.database == "" {
			if _, err := os.Lstat(f); errors.Is(err, fs.ErrNotExist) {
				made = append(made, f, f+"-wal", f+"-shm")
			}
		}
	}
	s, err := at.open(ctx, true, "")
	if err != nil {
		return "", until, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var key [32]byte
	rand.Read(key[:])
	skey, vkey, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		return "", until, err
	}
	for f, text := range map[string]string{masterFile: vault.FormatKey("m1", key), logFile: skey + "\n", trustFile: vkey + "\n"} {
		made = append(made, filepath.Join(dir, f))
		if err := create(filepath.Join(dir, f), text); err != nil {
			return "", until, err
		}
	}
	o, err := w.options(s, secrets{}.in(dir))
	if err != nil {
		return "", until, err
	}
	o.Now = now
	if _, err := clerk.Found(ctx, o, name, first); err != nil {
		if unsure := new(store.Unsure); errors.As(err, &unsure) { // it may be founded, and then with these keys
			made = nil
		}
		return "", until, err
	}
	made = nil
	st, err := openStation(ctx, o, manner{log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return "", until, err
	}
	return st.desk.Invite(ctx, first.ID)
}

// create writes a file that must not be there, for its owner only, and to the disk.
func create(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}
