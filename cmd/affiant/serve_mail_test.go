package main

import (
	"strings"
	"testing"
	"time"
)

// TestMailGap: the time between two letters is set by a flag, and may not be so short that it tells how busy a matter is.
func TestMailGap(t *testing.T) {
	c := serveCommand(&world{})
	if got := c.Flags().Lookup("mail-gap").DefValue; got != "10m0s" {
		t.Errorf("it is %s, want that of the policy", got)
	}
	if err := c.ParseFlags([]string{"--mail-gap", "often"}); err == nil {
		t.Error("a time that is none was taken")
	}
	if _, err := (&mailing{gap: time.Second}).open(); err == nil || !strings.Contains(err.Error(), "expected 1m0s or more") {
		t.Error(err)
	}
	if box, err := (&mailing{gap: time.Hour}).open(); box != nil || err != nil {
		t.Errorf("a gap alone is no mail: %v", err)
	}
	if _, err := (&mailing{gap: time.Hour, from: "docket@court.example"}).open(); err == nil {
		t.Error("more is said of mail, and not which server takes it")
	}
}
