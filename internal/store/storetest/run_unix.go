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
	list := s.children()
	syscall.Kill(s.run.Process.Pid, syscall.SIGKILL)
	for _, n := range list {
		syscall.Kill(n, syscall.SIGKILL)
	}
}

func (s *Server) children() (list []int) {
	pid := s.run.Process.Pid
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return nil
	}
	for _, f := range strings.Fields(string(text)) {
		if n, err := strconv.Atoi(f); err == nil && n > 1 {
			list = append(list, n)
		}
	}
	return list
}

// Pause stops the server and its processes where they are, and Resume lets them go on.
func (s *Server) Pause() {
	for _, n := range append([]int{s.run.Process.Pid}, s.children()...) {
		syscall.Kill(n, syscall.SIGSTOP)
	}
}

// Resume lets the server go on.
func (s *Server) Resume() {
	for _, n := range append(s.children(), s.run.Process.Pid) {
		syscall.Kill(n, syscall.SIGCONT)
	}
}
