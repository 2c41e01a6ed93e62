package clerk

import "github.com/affiant-project/affiant/internal/record"

// GateKnown reports whether it is at hand what stands before the oath in an application, as its matter is now.
func (c *Clerk) GateKnown(id record.MatterID, app record.AppID) bool {
	s := c.files.named[id]
	f := c.files.get(s)
	if f == nil || f.gates == nil {
		return false
	}
	return f.gates.at(gateKey{app: app}).done.Load()
}
