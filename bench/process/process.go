// Package process runs programs to be measured, each in a process of its own, and tells what they took.
package process

import (
	"bytes"
	"fmt"
	"os/exec"
)

// An Outcome is what a program wrote and took.
type Outcome struct {
	Text string
	Code int     // its exit code; -1 if it could not be started or was ended
	User float64 // seconds of processor time, without those that the system took for it: other work on the machine changes it least
	Peak int64   // bytes of memory held at most, 0 where that is not known
}

// Run runs a program, which is ended once it has used so many seconds of processor time. That it fails is no error: solvers tell their
// answers by codes.
func Run(seconds int, program string, args ...string) Outcome {
	shell := []string{"-c", fmt.Sprintf(`ulimit -t %d; exec "$0" "$@"`, seconds), program}
	c := exec.Command("sh", append(shell, args...)...)
	var text bytes.Buffer
	c.Stdout = &text
	_ = c.Run()
	if c.ProcessState == nil {
		return Outcome{Code: -1}
	}
	return Outcome{
		Text: text.String(), Code: c.ProcessState.ExitCode(),
		User: c.ProcessState.UserTime().Seconds(), Peak: Peak(c.ProcessState),
	}
}
