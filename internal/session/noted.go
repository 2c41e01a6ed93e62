package session

import "context"

// What Options.Note is told: changes of what someone signs in with, or is signed in by.
const (
	SaidPasskeyAdded   = "passkey-added"
	SaidPasskeyRemoved = "passkey-removed"
	SaidLinked         = "linked"        // to someone at the identity provider
	SaidUnlinked       = "unlinked"      // from whoever that was
	SaidTokenMade      = "token-made"    //
	SaidEnded          = "session-ended" // a session or token, by its owner
	SaidOthersEnded    = "others-ended"  // all sessions but one, by their owner
	SaidTakenUp        = "taken-up"      // an invitation: all that the account signed in with before is gone
	SaidAccountLocked  = "locked"        // too many wrong tries in a row: at sign-in, or at a proof of presence
	SaidSessionLocked  = "session-locked"
	SaidUnlocked       = "session-unlocked"
)

// Said lists them.
func Said() []string {
	return []string{SaidPasskeyAdded, SaidPasskeyRemoved, SaidLinked, SaidUnlinked, SaidTokenMade, SaidEnded, SaidOthersEnded, SaidTakenUp, SaidAccountLocked,
		SaidSessionLocked, SaidUnlocked}
}

// said notes what was done, if it was: err is what came of it.
func (d *Desk) said(ctx context.Context, err error, account, what, which string) error {
	if err != nil || d.note == nil {
		return err
	}
	return d.note(ctx, account, what, which)
}
