// Package postgres keeps the record in PostgreSQL, for any number of nodes. Entries, lists and papers lie in the schema
// affiant; wrapped keys lie in the schema affiant_keys, of another database if one is named.
package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
)

// The schemas. A dump of the first holds no key.
const (
	Schema    = "affiant"
	KeySchema = "affiant_keys"
)

//go:embed migrations/*.sql keys/*.sql
var files embed.FS

// A Config says where the databases are.
type Config struct {
	DSN   string
	Keys  string         // of the database of the keys; "" is the same
	Phase relation.Phase // of the migrations to run; "" is relation.Before

	// Settings are further settings of each connection, beside ours or in place of them.
	Settings map[string]string
}

// writers, readers and keepers, of keys, are how many connections a node holds, beside the one that keeps acts.
const (
	writers = 1
	readers = 8
	keepers = 4
)

// Open opens the store, and makes its schemas if they are not there. It runs the migrations. It refuses a database that
// acknowledges what it has not synced to the disk.
func Open(ctx context.Context, c Config) (store.Store, error) {
	if c.Keys == "" {
		c.Keys = c.DSN
	}
	if c.Phase == "" {
		c.Phase = relation.Before
	}
	var dbs []*sql.DB
	fail := func(err error) (store.Store, error) {
		for _, db := range dbs {
			err = errors.Join(err, db.Close())
		}
		return nil, err
	}
	for _, x := range []struct {
		dsn, schema string
		most        int
	}{{c.DSN, Schema, writers}, {c.DSN, Schema, readers}, {c.Keys, KeySchema, keepers}} {
		db, err := c.open(x.dsn, x.schema, x.most)
		if err != nil {
			return fail(err)
		}
		dbs = append(dbs, db)
	}
	write, read, keys := dbs[0], dbs[1], dbs[2]
	if err := safe(ctx, write); err != nil {
		return fail(err)
	}
	for _, x := range []struct {
		db          *sql.DB
		schema, sub string
	}{{write, Schema, "migrations"}, {keys, KeySchema, "keys"}} {
		if err := migrate(ctx, x.db, x.schema, x.sub, c.Phase); err != nil {
			return fail(err)
		}
	}
	k := relation.NewKeys(keys, true, func(ctx context.Context) error {
		_, err := keys.ExecContext(ctx, `VACUUM (FULL) datakey`)
		return err
	})
	conf, err := c.settings(c.DSN, Schema)
	if err != nil {
		return fail(err)
	}
	// What it asks is the same few statements again and again, all by key: to plan them anew for each list of parameters takes longer than to run them.
	if _, ok := conf.RuntimeParams["plan_cache_mode"]; !ok {
		conf.RuntimeParams["plan_cache_mode"] = "force_generic_plan"
	}
	p := &pipeline{conf: conf}
	return relation.New(write, read, dialect(p), k, papers{read}, p.close, keys.Close), nil
}

func (c Config) open(dsn, schema string, most int) (*sql.DB, error) {
	conf, err := c.settings(dsn, schema)
	if err != nil {
		return nil, err
	}
	db := stdlib.OpenDB(*conf)
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// settings returns how a connection is made.
func (c Config) settings(dsn, schema string) (*pgx.ConnConfig, error) {
	conf, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "the address of the database cannot be read; expected postgres://USER@HOST/NAME") // the error could show a password
	}
	for name, value := range map[string]string{
		"search_path":                         schema,
		"application_name":                    "affiant",
		"synchronous_commit":                  "on",
		"timezone":                            "UTC",
		"lock_timeout":                        "20s",
		"idle_in_transaction_session_timeout": "5s", // a node whose line is dead does not hold the others up for long
	} {
		conf.RuntimeParams[name] = value
	}
	for name, value := range c.Settings {
		conf.RuntimeParams[name] = value
	}
	return conf, nil
}

// safe refuses a server whose settings let it lose what it has acknowledged.
func safe(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); err != nil {
		return fault.Errorf(fault.Input, "the database does not answer (%w); expected a PostgreSQL that this user may use", err)
	}
	for _, name := range []string{"fsync", "full_page_writes"} {
		var value string
		if err := db.QueryRowContext(ctx, `SELECT current_setting('`+name+`')`).Scan(&value); err != nil {
			return err
		}
		if value != "on" {
			return fault.Errorf(fault.Input, "the server runs with %s %s, and could lose what it has acknowledged; expected on", name, value)
		}
	}
	return nil
}

func migrate(ctx context.Context, db *sql.DB, schema, sub string, phase relation.Phase) error {
	list, err := fs.Sub(files, sub)
	if err != nil {
		return err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// IF NOT EXISTS is not enough where two nodes start at once; the second is told so, and finds it.
	if _, err := conn.ExecContext(ctx, `CREATE SCHEMA IF NOT EXISTS `+schema); err != nil && code(err) != "23505" {
		return err
	}
	if _, err := conn.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS migration (n bigint PRIMARY KEY, name text NOT NULL)`); err != nil && code(err) != "23505" {
		return err
	}
	_, err = relation.Migrate(ctx, conn, list, phase, `LOCK TABLE migration IN ACCESS EXCLUSIVE MODE`)
	return err
}

func dialect(p *pipeline) relation.Dialect {
	return relation.Dialect{
		Begin:    p.begin,
		Numbered: true,
		// All that is written waits for the log's one row, so that over all nodes there is one writer at a time and one log
		// without a fork; what it then reads is the newest.
		Alone: `SELECT size, edge, recorded FROM log WHERE one = 1 FOR UPDATE`,
		Cells: `SELECT c.bucket, c.name, c.value FROM unnest(?::text[], ?::text[]) AS f (bucket, name) JOIN cell c ON c.bucket = f.bucket AND c.name = f.name`,
		Heads: `SELECT f.stream, h.seq, h.hash FROM unnest(?::text[]) AS f (stream),
			LATERAL (SELECT seq, hash FROM entry WHERE entry.stream = f.stream ORDER BY seq DESC LIMIT 1) AS h`,
		Having: `SELECT h.stream, h.weight FROM unnest(?::text[]) AS f (stream), LATERAL (SELECT stream, weight FROM word WHERE word = ? AND word.stream = f.stream LIMIT 1) AS h`,
		Named:  `SELECT n.stream, h.seq, h.hash FROM ` + named + `, LATERAL (SELECT seq, hash FROM entry WHERE entry.stream = n.stream ORDER BY seq DESC LIMIT 1) AS h`,
		Whole: func(atMost int) string {
			return fmt.Sprintf(`SELECT e.* FROM `+named+`, LATERAL (SELECT `+relation.CoverColumns+` FROM entry WHERE entry.stream = n.stream ORDER BY seq LIMIT %d) AS e ORDER BY e.stream, e.seq`, atMost)
		},
		View:  sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead},
		Again: func(err error) bool { c := code(err); return c == "40001" || c == "40P01" },
		Taken: func(err error) bool { return code(err) == "23505" },
		Lost: func(err error) bool {
			if errors.Is(err, errRolledBack) {
				return false
			}
			c := code(err)
			// The server has said why it did not commit, unless it was itself going away (classes 08, 57, 58, XX).
			return c == "" || c[:2] == "08" || c[:2] == "57" || c[:2] == "58" || c[:2] == "XX"
		},
		Scrub: func(ctx context.Context, db *relation.DB) error {
			return db.Alone(ctx, func(c *sql.Conn) error {
				for _, table := range []string{"listed", "tag", "word", "job", "cell"} {
					if _, err := c.ExecContext(ctx, `VACUUM (FULL) `+table); err != nil {
						return fmt.Errorf("what was deleted from %s could not be taken out: %w", table, err)
					}
				}
				return nil
			})
		},
	}
}

// named is the streams that cells name.
const named = `(SELECT convert_from(c.value, 'UTF8') COLLATE "C" AS stream FROM unnest(?::text[], ?::text[]) AS f (bucket, name)
	JOIN cell c ON c.bucket = f.bucket AND c.name = f.name) AS n`

// code returns the code of an error that the server has sent, or "".
func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
