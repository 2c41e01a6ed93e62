package look

import (
	"context"
	"errors"
)

// Gone is the status of an answer that no one reads any more, since who asked went away. It is for the log and the counts, where it would else pass for
// something that the station did not do. RFC 9110 has none for it; servers commonly use this one.
const Gone = 499

// WentAway reports whether an error came of it that who asked went away: the context of the request was cancelled, which is not that its time was over.
func WentAway(ctx context.Context, err error) bool {
	return errors.Is(err, context.Canceled) && errors.Is(ctx.Err(), context.Canceled)
}
