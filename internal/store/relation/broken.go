package relation

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/affiant-project/affiant/internal/store"
)

// BrokenOff says of an error what it is to whoever asked, where a database has words of its own for it that would pass for a mistake of ours: that ctx was over,
// for which database/sql has yet others when it took a transaction back meanwhile; and that the database is not there to be asked.
func BrokenOff(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if over := ctx.Err(); over != nil {
		if errors.Is(err, over) {
			return err
		}
		return fmt.Errorf("%w: %w", over, err)
	}
	var away *store.Away
	if unreached(err) && !errors.As(err, &away) {
		return &store.Away{Err: err}
	}
	return err
}

// unreached reports whether an error says that a database cannot be reached, or sends its callers away: by the network, or by the class of what it says (SQL
// standard 08; PostgreSQL, Appendix A: 28 who asks is not let in, 53 too little of something, 57P it is going or coming).
func unreached(err error) bool {
	var line *net.OpError
	var says interface{ SQLState() string }
	if errors.As(err, &says) {
		c := says.SQLState()
		return len(c) == 5 && (c[:2] == "08" || c[:2] == "28" || c[:2] == "53" || c[:3] == "57P")
	}
	return errors.As(err, &line) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF)
}
