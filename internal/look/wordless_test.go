package look_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
)

// TestWordless: whatever made an error and whatever word it quotes, the word is not logged, and what can be done about it is.
func TestWordless(t *testing.T) {
	const word = "purloined"
	_, number := strconv.Atoi(word)
	_, hour := time.Parse(time.RFC3339, word)
	_, file := os.Open("/nowhere/" + word)
	_, literal := json.Marshal(json.Number(word))
	shown := template.Must(template.New(word).Parse(`{{index . 3}}`)).Execute(io.Discard, word[:1])
	_, bad := template.New("t").Parse("{{" + word + "}}")
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"nil":              {nil, ""},
		"ours":             {fault.Errorf(fault.Internal, "the row of %s", word), "a fault of kind internal"},
		"ours of another":  {fault.Errorf(fault.Internal, "the row of %s: %w", word, number), "a fault of kind internal: *strconv.NumError: *errors.errorString"},
		"problems":         {fault.Problems{{What: word}}, "1 problems"},
		"words alone":      {errors.New(word), "*errors.errorString"},
		"wrapped":          {fmt.Errorf("%s: %w", word, io.ErrUnexpectedEOF), "unexpected EOF"},
		"two":              {errors.Join(errors.New(word), context.DeadlineExceeded), "*errors.errorString: context deadline exceeded"},
		"a number":         {number, "*strconv.NumError: *errors.errorString"},
		"a time":           {hour, "*time.ParseError"},
		"a file":           {file, "*fs.PathError: syscall.Errno 2"},
		"full":             {&os.PathError{Op: "write", Path: word, Err: syscall.ENOSPC}, "*fs.PathError: syscall.Errno 28"},
		"JSON":             {literal, "*"},
		"a page":           {shown, "template.ExecError"},
		"a page not read":  {bad, "*errors.errorString"},
		"PostgreSQL":       {&pgconn.PgError{Code: "53100", Message: word, Detail: word}, "*pgconn.PgError 53100"},
		"PostgreSQL, sick": {&pgconn.PgError{Code: word}, "*pgconn.PgError"},
		"SQLite":           {fmt.Errorf("%s: %w", word, sqlite3.FULL), "sqlite3.ErrorCode 13"},
	} {
		got := look.Wordless(tt.err)
		if strings.Contains(got, word) {
			t.Errorf("%s: %s holds the word", name, got)
		}
		if tt.err != nil && !strings.HasPrefix(got, tt.want) || tt.err == nil && got != "" {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
