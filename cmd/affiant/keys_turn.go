package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

func (w *world) keysNew(x *custody) *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:       "new master|log --data DIR",
		Short:     "Draw a new master key, or a new key of the log",
		ValidArgs: []string{"master", "log"},
		Long: `New draws a key and puts it before the others in its file, in one step: the file is either as it was or has the new key. Start the
nodes of the station again afterwards.

For the log it also writes log.pub anew, which then names all keys, and log.succession-ID beside it, by which the old key hands over:
who has only the old public key checks with affiant verify --succession.`,
		Example: example("affiant keys new master --data /var/lib/affiant --name 2027", "affiant keys new log --data /var/lib/affiant"),
		Args:    takes(1, 1, "one of master and log"),
		RunE: func(c *cobra.Command, args []string) error {
			return w.custody(c.Context(), x, func(_ store.Store, o clerk.Options) error {
				p, err := x.at.find(w.getenv)
				if err != nil {
					return err
				}
				switch args[0] {
				case "master":
					return w.newMaster(x.in.in(p.data), o, name)
				case "log":
					return w.newLogKey(x.in.in(p.data), o)
				}
				return fault.Errorf(fault.Input, "there is no kind of key %q%s; expected master or log", args[0], didYouMean(args[0], []string{"master", "log"}))
			})
		},
	}
	c.Flags().StringVar(&name, "name", "", "the `NAME` of a new master key (default m and the next number)")
	return c
}

// newMaster puts a new master key first.
func (w *world) newMaster(in secrets, o clerk.Options, name string) error {
	if w.getenv(envMaster) != "" {
		return fault.Errorf(fault.Input, "the master keys come from $%s, which this cannot change; expected them in a file (--master)", envMaster)
	}
	if name != "" && !masterName.MatchString(name) {
		return fault.Errorf(fault.Input, "--name %q: expected letters, digits, points and hyphens", name)
	}
	for n := len(o.Ring) + 1; name == ""; n++ {
		if _, err := o.Ring.Find(fmt.Sprintf("m%d", n)); err != nil {
			name = fmt.Sprintf("m%d", n)
		}
	}
	if _, err := o.Ring.Find(name); err == nil {
		return fault.Errorf(fault.Conflict, "there is a master key %s already; expected another --name", name)
	}
	old, err := guarded(in.master)
	if err != nil {
		return err
	}
	var key [32]byte
	rand.Read(key[:])
	if err := writeWhole(in.master, []byte(vault.FormatKey(name, key)+string(old))); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "master key %s drawn, first in %s\nkeep a copy apart from the store; start every node again, then: affiant keys rewrap\n", name, in.master)
	return nil
}

// newLogKey puts a new key of the log first, by which the old one hands over.
func (w *world) newLogKey(in secrets, o clerk.Options) error {
	old, err := guarded(in.log)
	if err != nil {
		return err
	}
	skey, vkey, err := note.GenerateKey(rand.Reader, o.Keys[0].Name())
	if err != nil {
		return err
	}
	fresh, err := note.NewSigner(skey)
	if err != nil {
		return err
	}
	handed, err := ledger.Succession(o.Keys[0], vkey)
	if err != nil {
		return err
	}
	trustPath := filepath.Join(filepath.Dir(in.log), trustFile)
	trust, err := handOver(trustPath, handed)
	if err != nil {
		return err
	}
	succession := filepath.Join(filepath.Dir(in.log), fmt.Sprintf("log.succession-%08x", fresh.KeyHash()))
	// The key last: whoever is interrupted before it has a log that signs as it did, and a succession to a key that nobody has.
	if err := errors.Join(writeWhole(succession, handed), writeWhole(trustPath, []byte(trust)), writeWhole(in.log, []byte(skey+"\n"+string(old)))); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "key of the log %s drawn, first in %s\nstart every node again, and hand out %s or %s\n", logID(fresh), in.log, trustPath, succession)
	return nil
}

// handOver returns the file of whom to believe, with the key that the succession names.
func handOver(path string, handed []byte) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	t, err := proof.ParseTrust(string(text))
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if err := t.Accept(handed); err != nil {
		return "", fmt.Errorf("%s does not name the key that signs now: %w", path, err)
	}
	var b strings.Builder
	for _, k := range t.Keys() {
		fmt.Fprintf(&b, "log %s\n", k)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "witness ") || strings.HasPrefix(line, "quorum ") {
			b.WriteString(line)
		}
	}
	return b.String(), nil
}

func (w *world) keysRetire(x *custody) *cobra.Command {
	return &cobra.Command{
		Use:       "retire master|log NAME --data DIR",
		Short:     "Take an old key out of its file",
		ValidArgs: []string{"master", "log"},
		Long: `Retire takes a key that is not the first out of its file. It is refused for a master key while a data key is wrapped under it. Then
destroy the copies of it that you keep elsewhere, and the backups of keys.db that were made while it was in use.`,
		Example: example("affiant keys retire master m1 --data /var/lib/affiant", "affiant keys retire log docket.ashford.example+1a2b3c4d --data /var/lib/affiant"),
		Args:    takes(2, 2, "master or log, and the name of the key"),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := x.at.find(w.getenv)
			if err != nil {
				return err
			}
			in := x.in.in(p.data)
			return w.custody(c.Context(), x, func(s store.Store, o clerk.Options) error {
				switch args[0] {
				case "master":
					wrapped, err := s.Keys().AllKeys(c.Context())
					if err != nil {
						return err
					}
					if n := wraps(wrapped)[args[1]]; n > 0 && args[1] != o.Ring.Current().Name() {
						return fault.Errorf(fault.Conflict, "%s still wrapped under %s; first: affiant keys rewrap", tally(n, "data key is", "data keys are"), args[1])
					}
					if w.getenv(envMaster) != "" {
						return fault.Errorf(fault.Input, "the master keys come from $%s, which this cannot change", envMaster)
					}
					var names []string
					for _, m := range o.Ring {
						names = append(names, m.Name())
					}
					return w.retire(in.master, args[1], names, func(line string) bool {
						fields := strings.Fields(line)
						return len(fields) > 0 && fields[0] == args[1]
					})
				case "log":
					var names []string
					for _, k := range o.Keys {
						names = append(names, logID(k))
					}
					return w.retire(in.log, args[1], names, func(line string) bool {
						k, err := note.NewSigner(line)
						return err == nil && logID(k) == args[1]
					})
				}
				return fault.Errorf(fault.Input, "there is no kind of key %q; expected master or log", args[0])
			})
		},
	}
}

// retire takes the line of a key out of a file. names are the keys in it, the first in use.
func (w *world) retire(file, name string, names []string, is func(line string) bool) error {
	switch {
	case names[0] == name:
		return fault.Errorf(fault.Conflict, "%s is in use; first draw another: affiant keys new", name)
	case !slices.Contains(names, name):
		return fault.Errorf(fault.Input, "%s holds no key %s%s", file, name, didYouMean(name, names))
	}
	text, err := guarded(file)
	if err != nil {
		return err
	}
	var kept strings.Builder
	for line := range strings.Lines(string(text)) {
		if !is(strings.TrimSpace(line)) {
			kept.WriteString(line)
		}
	}
	if err := writeWhole(file, []byte(kept.String())); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s is out of %s; destroy its copies\n", name, file)
	return nil
}

// logID names a key of the log as its public form does: name and hash.
func logID(k note.Signer) string { return fmt.Sprintf("%s+%08x", k.Name(), k.KeyHash()) }
