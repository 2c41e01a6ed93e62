//go:build unix

package main

import (
	"syscall"
	"time"
)

// used is how much of the processor this process has used, to the microsecond.
func used() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
