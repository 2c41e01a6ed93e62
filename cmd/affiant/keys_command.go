package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/vault"
)

// A commanded is a master key that affiant never has: a program wraps and unwraps, for example by asking a key management
// service or a module of hardware.
//
// It is started as PROGRAM wrap or PROGRAM unwrap, reads {"key": NAME, "context": BASE64, "bytes": BASE64} on standard input, and
// answers {"bytes": BASE64} on standard output and 0. The context must be bound to what is wrapped, and unwrapping under
// another one must fail.
type commanded struct {
	name, program string
	wait          time.Duration
}

// kmsWait is how long a program may take over one key.
const kmsWait = 20 * time.Second

func (c commanded) Name() string { return c.name }

// Wrap has the program wrap. The error is a *vault.Silent.
func (c commanded) Wrap(plain, context []byte) ([]byte, error) {
	b, err := c.ask("wrap", plain, context)
	if err != nil {
		return nil, &vault.Silent{Err: err}
	}
	return b, nil
}

// Unwrap has the program unwrap. A program that fails may refuse what was changed, or may do nothing any more: if it does not stand its trial either, or now unwraps after
// all, it was silent, and the error is a *vault.Silent or none.
func (c commanded) Unwrap(wrapped, context []byte) ([]byte, error) {
	b, err := c.ask("unwrap", wrapped, context)
	if err == nil {
		return b, nil
	}
	if failed := c.try(); failed != nil {
		return nil, failed
	}
	return c.ask("unwrap", wrapped, context)
}

// try has the program wrap and unwrap what was drawn by lot. The error is a *vault.Silent.
func (c commanded) try() error {
	lot, bound := make([]byte, 32), []byte("affiant trial v1\n")
	rand.Read(lot)
	wrapped, err := c.Wrap(lot, bound)
	if err != nil {
		return err
	}
	switch again, err := c.ask("unwrap", wrapped, bound); {
	case err != nil:
		return &vault.Silent{Err: err}
	case !bytes.Equal(again, lot):
		return &vault.Silent{Err: fault.Errorf(fault.Internal, "the program of the master key %s does not unwrap what it has wrapped", c.name)}
	case bytes.Contains(wrapped, lot):
		return &vault.Silent{Err: fault.Errorf(fault.Internal, "the program of the master key %s does not wrap: what it answers can be read", c.name)}
	}
	if _, err := c.ask("unwrap", wrapped, append(bound, "of another\n"...)); err == nil {
		return &vault.Silent{Err: fault.Errorf(fault.Internal, "the program of the master key %s unwraps under another context too; expected that it binds what it wraps to the context", c.name)}
	}
	return nil
}

// ask runs the program once. Neither what it is given nor what it answers comes into an error, for it may be a key.
func (c commanded) ask(what string, text, bound []byte) ([]byte, error) {
	in, err := json.Marshal(struct {
		Key     string `json:"key"`
		Context []byte `json:"context"`
		Bytes   []byte `json:"bytes"`
	}{c.name, bound, text})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), c.wait)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.program, what)
	cmd.WaitDelay = time.Second
	out := &limited{most: 64 << 10}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), out, io.Discard
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, fault.Errorf(fault.Internal, "the program of the master key %s did not %s within %v", c.name, what, c.wait)
		}
		return nil, fault.Errorf(fault.Internal, "the program of the master key %s did not %s: %w", c.name, what, err)
	}
	var answer struct {
		Bytes []byte `json:"bytes"`
	}
	d := json.NewDecoder(&out.Buffer)
	d.DisallowUnknownFields()
	if err := d.Decode(&answer); err != nil || len(answer.Bytes) == 0 {
		return nil, fault.Errorf(fault.Internal, "the program of the master key %s did not answer {\"bytes\": BASE64} to %s", c.name, what)
	}
	return answer.Bytes, nil
}

// A limited takes so many bytes and no more.
type limited struct {
	bytes.Buffer
	most int
}

var errTooLong = errors.New("it is too long")

func (l *limited) Write(b []byte) (int, error) {
	if l.Len()+len(b) > l.most {
		return 0, errTooLong
	}
	return l.Buffer.Write(b)
}
