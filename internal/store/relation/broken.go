package relation

import (
	"context"
	"errors"
	"fmt"
)

// BrokenOff says of an error that it came after ctx was over, if it did, so that it is one of context too. Databases have words of their own for what
// was broken off, and database/sql others for a transaction that it took back meanwhile; without this they would pass for mistakes of ours.
func BrokenOff(ctx context.Context, err error) error {
	if over := ctx.Err(); err != nil && over != nil && !errors.Is(err, over) {
		return fmt.Errorf("%w: %w", over, err)
	}
	return err
}
