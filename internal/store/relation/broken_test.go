package relation_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
)

// TestBrokenOff: that the time is over and that a database cannot be reached are told apart from what is wrong with a question.
func TestBrokenOff(t *testing.T) {
	over, cancel := context.WithCancel(t.Context())
	cancel()
	refused := &net.OpError{Op: "dial", Err: errors.New("refused")}
	for name, tt := range map[string]struct {
		ctx        context.Context
		err        error
		away, gone bool
	}{
		"nothing":                 {over, nil, false, false},
		"no connection":           {t.Context(), fmt.Errorf("x: %w", refused), true, false},
		"no connection, too late": {over, refused, false, true},
		"a dead connection":       {t.Context(), driver.ErrBadConn, true, false},
		"shutting down":           {t.Context(), &pgconn.PgError{Code: "57P01"}, true, false},
		"too many connections":    {t.Context(), &pgconn.PgError{Code: "53300"}, true, false},
		"not let in":              {t.Context(), &pgconn.PgError{Code: "28P01"}, true, false},
		"a mistake of ours":       {t.Context(), &pgconn.PgError{Code: "42703"}, false, false},
		"a row there already":     {t.Context(), &pgconn.PgError{Code: "23505"}, false, false},
		"the database's own word": {over, errors.New("interrupted"), false, true},
		"not there":               {t.Context(), fault.Errorf(fault.NotFound, "none"), false, false},
	} {
		got := relation.BrokenOff(tt.ctx, tt.err)
		var away *store.Away
		if errors.As(got, &away) != tt.away || errors.Is(got, context.Canceled) != tt.gone || tt.err != nil && !errors.Is(got, tt.err) || (got == nil) != (tt.err == nil) {
			t.Errorf("%s: %v", name, got)
		}
		if again := relation.BrokenOff(tt.ctx, got); fmt.Sprint(again) != fmt.Sprint(got) {
			t.Errorf("%s, twice: %v", name, again)
		}
	}
}
