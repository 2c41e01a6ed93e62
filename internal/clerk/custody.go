package clerk

import "fmt"

// A KeyAtHand is a key that the clerk works with, by its name; nothing of the key itself.
type KeyAtHand struct {
	Name  string
	Log   bool // it signs the log; else it is a master key, under which the keys of matters are wrapped
	First bool // what is new is wrapped under it, or it is the first of those that sign
}

// KeysAtHand lists the keys that the clerk works with, master keys first, each kind in its order.
func (c *Clerk) KeysAtHand() []KeyAtHand {
	var list []KeyAtHand
	for i, m := range c.ring {
		list = append(list, KeyAtHand{Name: m.Name(), First: i == 0})
	}
	for i, k := range c.keys {
		list = append(list, KeyAtHand{Name: fmt.Sprintf("%s+%08x", k.Name(), k.KeyHash()), Log: true, First: i == 0})
	}
	return list
}
