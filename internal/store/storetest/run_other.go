//go:build !unix

package storetest

import (
	"os/exec"
	"path/filepath"
)

func (s *Server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.Dir = s.dir
	return c
}

// Pause and Resume do nothing where a process cannot be stopped.
func (s *Server) Pause() {}

// Resume does nothing.
func (s *Server) Resume() {}

func (s *Server) killAll() { s.run.Process.Kill() }
