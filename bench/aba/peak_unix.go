//go:build unix

package main

import (
	"os"
	"syscall"
)

// peak is the most memory the process held, in MB.
func peak(s *os.ProcessState) int64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss >> 10
	}
	return 0
}
