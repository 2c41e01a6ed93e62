//go:build unix

package process

import (
	"os"
	"runtime"
	"syscall"
)

// Peak is the most memory that a finished process held, in bytes. Linux counts in KiB, Apple in bytes.
func Peak(p *os.ProcessState) int64 {
	use, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(use.Maxrss)
	}
	return int64(use.Maxrss) << 10
}
