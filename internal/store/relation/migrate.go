package relation

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Phase is when migrations run. Those before the code only add, so that the old code works on; those after take away what
// only the old code needed, once it runs nowhere.
type Phase string

// The phases.
const (
	Before Phase = "before"
	After  Phase = "after"
)

// A migration is one file, NNNN_name.before.sql or NNNN_name.after.sql.
type migration struct {
	n     int
	name  string
	phase Phase
	text  string
}

var fileName = regexp.MustCompile(`^(\d{4})_([a-z0-9_]+)\.(before|after)\.sql$`)

func migrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var list []migration
	for i, name := range names {
		m := fileName.FindStringSubmatch(path.Base(name))
		if m == nil {
			return nil, fault.Errorf(fault.Internal, "%s is no migration; expected NNNN_name.before.sql or .after.sql", name)
		}
		n, err := strconv.Atoi(m[1])
		if err != nil || n != i+1 {
			return nil, fault.Errorf(fault.Internal, "%s: migrations are numbered from 1 without gaps", name)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		list = append(list, migration{n, m[2], Phase(m[3]), string(text)})
	}
	return list, nil
}

// Migrate runs the migrations of a phase that have not been run, in their order, each in a transaction of its own. lock is
// run first in each, so that two nodes do not migrate at once; it may be empty. A migration after the code holds back those
// that come later. A database that has migrations which this program does not know was made by a newer one, and is refused.
func Migrate(ctx context.Context, c *sql.Conn, files fs.FS, phase Phase, lock string) (done []string, err error) {
	list, err := migrations(files)
	if err != nil {
		return nil, err
	}
	if _, err := c.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS migration (n bigint PRIMARY KEY, name text NOT NULL)`); err != nil {
		return nil, err
	}
	var any int
	if err := c.QueryRowContext(ctx, `SELECT COUNT(*) FROM migration`).Scan(&any); err != nil {
		return nil, err
	}
	if any == 0 {
		phase = After
	}
	for {
		m, err := step(ctx, c, list, phase, lock)
		if err != nil || m == "" {
			return done, err
		}
		done = append(done, m)
	}
}

// step runs the next migration, and returns its name, or "" if none is left.
func step(ctx context.Context, c *sql.Conn, list []migration, phase Phase, lock string) (string, error) {
	t, err := c.BeginTx(ctx, nil)
	if err != nil {
		return "", err
	}
	defer t.Rollback()
	if lock != "" {
		if _, err := t.ExecContext(ctx, lock); err != nil {
			return "", err
		}
	}
	var run sql.NullInt64
	if err := t.QueryRowContext(ctx, `SELECT MAX(n) FROM migration`).Scan(&run); err != nil {
		return "", err
	}
	if run.Int64 > int64(len(list)) {
		return "", fault.Errorf(fault.Input, "the database has migration %d and this program knows %d: a newer affiant made it; expected that one or a newer", run.Int64, len(list))
	}
	if run.Int64 == int64(len(list)) {
		return "", nil
	}
	m := list[run.Int64]
	if m.phase == After && phase != After {
		return "", nil
	}
	for _, s := range strings.Split(m.text, ";\n") {
		if strings.TrimSpace(s) == "" {
			continue
		}
		if _, err := t.ExecContext(ctx, s); err != nil {
			return "", fmt.Errorf("migration %04d_%s: %w", m.n, m.name, err)
		}
	}
	if _, err := t.ExecContext(ctx, fmt.Sprintf(`INSERT INTO migration (n, name) VALUES (%d, '%s')`, m.n, m.name)); err != nil {
		return "", err
	}
	return fmt.Sprintf("%04d_%s", m.n, m.name), t.Commit()
}
