package clerk

import (
	"context"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A seat is where a caller stands before a file that is open: who he is in it, and when it is by the clock of its court. Whatever is decided of what he may do there is asked of it.
type seat struct {
	file   *file
	who    access.Who
	zone   *time.Location
	now    time.Time   // in the court's own zone
	minute record.When // the same, as the record writes it
}

// seat places a caller before a file.
func (c *Clerk) seat(by Caller, roll *people.Roll, f *file) (seat, error) {
	now, z, err := c.local(roll, f)
	if err != nil {
		return seat{}, err
	}
	return seat{f, f.who(by, roll, now), z, now, record.When(now.Format("2006-01-02T15:04"))}, nil
}

// seatIn opens a matter for what is asked, and places the caller before it. Of one that was expunged, as of one that is not there, it is a *refusal.
func (c *Clerk) seatIn(ctx context.Context, tx store.Tx, roll *people.Roll, id record.MatterID, a asked) (seat, error) {
	f, err := c.byID(ctx, tx, id, a)
	if err != nil {
		return seat{}, err
	}
	return c.seat(a.by, roll, f)
}

// may asks whether the caller may do an act on an application, or on the matter as a whole.
func (s seat) may(act access.Act, app record.AppID) access.Decision {
	return access.May(s.who, act, s.file.placeFor(s.who, act, app, s.minute))
}

// sealed tells whether an application, or the matter as a whole, is under seal.
func (s seat) sealed(app record.AppID) bool { return s.file.m.SealedAt(app, s.minute) }
