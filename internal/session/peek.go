package session

import "context"

// Peek finds the session or token of a secret as Find does, and does not count as a use of it: what is only looked at does not keep a session awake.
// The error is a *Refused.
func (d *Desk) Peek(ctx context.Context, secret string) (Session, error) {
	if !shaped(secret, prefixSession) && !shaped(secret, prefixToken) {
		return Session{}, errOut
	}
	s, err := d.open(ctx, hashOf(secret))
	if err == nil && d.locked(s) {
		err = errLocked
	}
	return s, err
}
