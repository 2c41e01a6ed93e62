package clerk_test

import (
	"slices"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
)

// TestAddressRefused: that an address of mail was refused is told to its owner, and to who keeps the roll, without the address; to no one else, and no longer than it is so: not when
// the owner has written it anew or forgotten it, nor when a letter was taken; and not of another address that he has by then.
func TestAddressRefused(t *testing.T) {
	o := newOffice(t)
	vance, root := clerk.Caller{Account: "vance"}, clerk.Caller{Account: "root"}
	wish := func(address string) {
		t.Helper()
		if err := o.SetMail(t.Context(), vance, clerk.MailWish{Address: address, On: address != ""}); err != nil {
			t.Fatal(err)
		}
	}
	posted := func(address string, taken bool, code int) {
		t.Helper()
		if err := o.Posted(t.Context(), clerk.Letter{Account: "vance", Address: address}, taken, time.Time{}, code); err != nil {
			t.Fatal(err)
		}
	}
	is := func(when string, code int) {
		t.Helper()
		w, err := o.Mail(t.Context(), vance)
		if err != nil || w.Refused.Code != code {
			t.Errorf("%s: the owner is told %+v, %v; want %d", when, w.Refused, err, code)
		}
		list, err := o.RefusedAddresses(t.Context(), root)
		var want []clerk.Refused
		if code != 0 {
			want = []clerk.Refused{{Account: "vance", At: o.clock().UTC().Truncate(time.Second), Code: code}}
		}
		if err != nil || !slices.Equal(list, want) {
			t.Errorf("%s: the administrator is told %+v, %v; want %+v", when, list, err, want)
		}
	}
	const at = "ruth@rangers.example"
	for name, mend := range map[string]func(){
		"written anew": func() { wish(at) }, "another": func() { wish("r@rangers.example") }, "forgotten": func() { wish("") }, "taken": func() { posted(at, true, 0) },
	} {
		wish(at)
		is("before", 0)
		posted(at, false, 0)
		is("not taken, and not refused", 0)
		posted(at, false, 550)
		is("refused", 550)
		mend()
		is(name, 0)
	}
	wish("r@rangers.example")
	posted(at, false, 550)
	is("of an address that is another by now", 0)
	for _, account := range []string{"vance", "hart", "archer", "audit"} {
		if list, err := o.RefusedAddresses(t.Context(), clerk.Caller{Account: account}); fault.KindOf(err) != fault.Denied || list != nil {
			t.Errorf("%s is told %+v, %v", account, list, err)
		}
	}
	if w, err := o.Mail(t.Context(), clerk.Caller{Account: "hart"}); err != nil || w.Refused != (clerk.Refused{}) {
		t.Errorf("hart is told %+v, %v", w, err)
	}
}
