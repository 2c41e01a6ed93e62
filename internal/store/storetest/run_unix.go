//go:build unix

package storetest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
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

// killAll kills the server first, so that it starts nothing more, and then all its processes, where they can be told; else
// they see by themselves that it has gone.
func (s *Server) killAll() {
	pid := s.run.Process.Pid
	list, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	syscall.Kill(pid, syscall.SIGKILL)
	if err != nil {
		return
	}
	for _, f := range strings.Fields(string(list)) {
		if n, err := strconv.Atoi(f); err == nil && n > 1 {
			syscall.Kill(n, syscall.SIGKILL)
		}
	}
}
