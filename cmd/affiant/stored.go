package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
)

// A place is where a store is: a data directory, or a database.
type place struct {
	data, database, keys string
}

// The variables that say where the store is, if no flag does. A database's address may hold a password, which should not be
// seen in a list of processes.
const (
	envData     = "AFFIANT_DATA"
	envDatabase = "AFFIANT_DATABASE"
	envKeys     = "AFFIANT_KEY_DATABASE"
	envMaster   = "AFFIANT_MASTER_KEYS"
)

func (p *place) flags(f *pflag.FlagSet) {
	f.StringVar(&p.data, "data", "", "the data `DIR` (default $"+envData+")")
	f.StringVar(&p.database, "database", "", "the `ADDRESS` of a PostgreSQL database, postgres://USER@HOST/NAME (default $"+envDatabase+")")
	f.StringVar(&p.keys, "key-database", "", "the `ADDRESS` of the database of the keys, if it is another (default $"+envKeys+")")
}

// find fills in what the environment says, and checks that one place is meant.
func (p place) find(getenv func(string) string) (place, error) {
	if p.data == "" && p.database == "" {
		p.data, p.database = getenv(envData), getenv(envDatabase)
	}
	if p.keys == "" {
		p.keys = getenv(envKeys)
	}
	if (p.data == "") == (p.database == "") {
		return p, fault.Errorf(fault.Input, "it is not said where the store is; expected --data DIR or --database ADDRESS, one of them")
	}
	return p, nil
}

// open opens a store. Unless it may be made, it must be there.
func (p place) open(ctx context.Context, make bool, phase relation.Phase) (store.Store, error) {
	if p.database != "" {
		return postgres.Open(ctx, postgres.Config{DSN: p.database, Keys: p.keys, Phase: phase})
	}
	if _, err := os.Stat(filepath.Join(p.data, sqlite.RecordFile)); !make && errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Errorf(fault.Input, "%s is no data directory: it has no %s", p.data, sqlite.RecordFile)
	}
	return sqlite.Open(ctx, sqlite.Config{Dir: p.data, Phase: phase})
}

// with opens a store, runs fn on it and closes it.
func (p place) with(ctx context.Context, make bool, fn func(store.Store) error) error {
	s, err := p.open(ctx, make, relation.Before)
	if err != nil {
		return err
	}
	return errors.Join(fn(s), s.Close())
}

// ring reads the master keys: of a file, or of the environment. It is empty if neither is given.
func (w *world) ring(file string) (vault.Ring, error) {
	text := w.getenv(envMaster)
	from := "$" + envMaster
	if file != "" {
		b, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		text, from = string(b), file
	}
	if text == "" {
		return nil, nil
	}
	r, err := vault.ParseRing(text, rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	return r, nil
}
