package look

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// Wordless is what may be logged of an error: of each error in its chain the type and, where it has one, a number or code of a list that was fixed before
// anyone typed anything. Never the text: a parser quotes what it could not read, a database the row that it refused, a template what it was to show.
func Wordless(err error) string {
	var list []string
	var walk func(error)
	walk = func(err error) {
		if s := wordlessOne(err); s != "" {
			list = append(list, s)
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			if err := x.Unwrap(); err != nil {
				walk(err)
			}
		case interface{ Unwrap() []error }:
			for _, err := range x.Unwrap() {
				walk(err)
			}
		}
	}
	if err != nil {
		walk(err)
	}
	return strings.Join(list, ": ")
}

// constant are errors whose text is a constant of the standard library.
var constant = []error{context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF, io.ErrClosedPipe, io.ErrShortWrite}

// sqlState is the form of a code of PostgreSQL (PostgreSQL, appendix A).
var sqlState = regexp.MustCompile(`^[0-9A-Z]{5}$`)

// wordlessOne says one error; nothing of one that only wraps others.
func wordlessOne(err error) string {
	t := reflect.TypeOf(err)
	switch x := err.(type) {
	case *fault.Error:
		return "a fault of kind " + string(x.Kind)
	case fault.Problems:
		return fmt.Sprintf("%d problems", len(x))
	case interface{ SQLState() string }:
		if s := x.SQLState(); sqlState.MatchString(s) {
			return t.String() + " " + s
		}
	}
	if t.Comparable() && slices.ContainsFunc(constant, func(c error) bool { return err == c }) {
		return err.Error()
	}
	v := reflect.ValueOf(err)
	switch {
	case v.CanInt():
		return fmt.Sprintf("%s %d", t, v.Int())
	case v.CanUint():
		return fmt.Sprintf("%s %d", t, v.Uint())
	}
	var code int
	if coded(v, &code) {
		return fmt.Sprintf("%s %d", t, code)
	}
	if t == reflect.TypeOf(errors.Join(io.EOF)) || strings.HasPrefix(t.String(), "*fmt.wrapError") {
		return ""
	}
	return t.String()
}

// coded finds the number of an error that has one, as those of SQLite have.
func coded(v reflect.Value, code *int) bool {
	m := v.MethodByName("ExtendedCode")
	if !m.IsValid() || m.Type().NumIn() != 0 || m.Type().NumOut() != 1 {
		return false
	}
	switch out := m.Call(nil)[0]; {
	case out.CanInt():
		*code = int(out.Int())
	case out.CanUint():
		*code = int(out.Uint())
	default:
		return false
	}
	return true
}
