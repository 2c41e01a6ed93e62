//go:build unix

package main

import (
	"syscall"
	"time"
)

// spent is the processor time that this process has used, its garbage collection included.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
