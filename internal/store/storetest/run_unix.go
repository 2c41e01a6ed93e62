//go:build unix

package storetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// command returns one of PostgreSQL's programs, run by someone who is not root, in a group of its own.
func (s *Server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.Dir = s.dir
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Geteuid() == 0 {
		if uid, gid, err := unprivileged(); err == nil {
			c.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		}
	}
	return c
}

// killAll kills the server and all its processes. Those of its backends that have a group of their own see that it has
// gone.
func (s *Server) killAll() { syscall.Kill(-s.run.Process.Pid, syscall.SIGKILL) }
