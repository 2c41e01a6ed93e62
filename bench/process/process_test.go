package process

import "testing"

// TestRun: what a program writes, its code and that it took time are told, and one that goes on for ever is ended.
func TestRun(t *testing.T) {
	if o := Run(5, "sh", "-c", `echo "$1"; exit 20`, "sh", "two words"); o.Text != "two words\n" || o.Code != 20 {
		t.Errorf("%+v", o)
	}
	if o := Run(1, "sh", "-c", "while :; do :; done"); o.Code != -1 || o.User < 0.5 || o.User > 5 {
		t.Errorf("%+v", o)
	}
	if o := Run(1, "no-such-program"); o.Code == 0 || o.Text != "" {
		t.Errorf("%+v", o)
	}
}
