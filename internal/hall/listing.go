package hall

import (
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// How many matters a page of a list has, and how many the part of a page in which there are mostly few.
const (
	mostListed = 50
	mostInPart = 100
)

// A place in a list names a matter that its reader may not be allowed to know of. So it is sealed, and good for one account.
const (
	useListed = "hall list of "
	useSought = "hall search of "
)

var errNoPlace = fault.Errorf(fault.Input, "this is no place in a list of yours; begin at its first page")

// after is where a list goes on, by the field of the address in which that stands; nil for its beginning.
func (v *visit) after(field string) (*store.Cursor, error) {
	text := v.r.FormValue(field)
	if text == "" {
		return nil, nil
	}
	var at placeInList
	if !v.unseal(useListed+v.session.Account, text, &at) {
		return nil, errNoPlace
	}
	return &store.Cursor{Changed: at.Changed, Stream: at.Stream}, nil
}

// further is the address of the next page of a list, or "" if it has none. To an address that ends in the name of a field is added where it goes on.
func (v *visit) further(address string, next *store.Cursor) string {
	if next == nil {
		return ""
	}
	return address + "=" + v.seal(useListed+v.session.Account, placeInList{next.Changed, next.Stream})
}

// tray returns a page of a tray: from the place that the address has under a field, and the address of what follows.
func (v *visit) tray(t clerk.Tray, path, field string, limit int) ([]clerk.Summary, string, error) {
	after, err := v.after(field)
	if err != nil {
		return nil, "", err
	}
	list, next, err := v.Clerk.Tray(v.r.Context(), v.caller(), t, limit, after)
	return list, v.further(path+"?"+field, next), err
}

// list returns a page of a list, as tray does.
func (v *visit) list(q store.Query, path, field string) ([]clerk.Summary, string, error) {
	var err error
	if q.After, err = v.after(field); err != nil {
		return nil, "", err
	}
	list, next, err := v.Clerk.List(v.r.Context(), v.caller(), q)
	return list, v.further(path+"?"+field, next), err
}
