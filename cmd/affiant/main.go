// Command affiant reviews warrant applications: it reads a matter file as a later court will read the paper, every
// assertion against its source and every element against its support, and says with reasons and authorities what is in
// question and what follows.
//
// It is the front steps of the house: the only place that reads flags, the environment, files and the clock. In reading
// order the rooms are record (the model of a matter), transcript (its file), diction (words), review (the checks),
// doctrine (the law as data), argue and its rooms (the argument framework), brief (where law and record meet), report
// (what a reader gets) and web (the same as pages).
package main

import (
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// The exit codes.
const (
	exitClean = 0 // no flaw is open
	exitOpen  = 1 // some flaw is open, or a file is not formatted
	exitInput = 2 // the input is at fault
	exitOurs  = 3 // we are
)

func main() {
	// The garbage collector starts when what is in use has doubled. What is never touched takes no memory, but counts: so
	// an ordinary review is over before the first collection, and a large one is collected as always.
	ballast := make([]byte, 64<<20)
	go func() { // the words of the language take as long to load as the law does, and then the cases as the paper: side by side
		diction.Default()
		doctrine.DefaultCasebook()
	}()
	w := &world{in: os.Stdin, out: os.Stdout, err: os.Stderr, terminal: isTerminal(os.Stdout), getenv: os.Getenv}
	code := w.run(os.Args[1:])
	runtime.KeepAlive(ballast)
	os.Exit(code)
}

// A world is what a command may touch.
type world struct {
	in       io.Reader
	out, err io.Writer
	terminal bool // whether out is a terminal
	getenv   func(string) string

	code int // the exit code, if no error decides it

	lawDirs []string           // the folders of law that --law names
	laid    *doctrine.Casebook // the law and cases of those, once read
}

// run carries out one command line and returns its exit code. A panic is our mistake, and is reported as such.
func (w *world) run(args []string) (code int) {
	w.err = inert{w.err}
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(w.err, "affiant: something went wrong inside affiant itself, and nothing it printed should be relied on (%v).\n"+
				"Please report it with the command and, if you may share it, the file.\n", r)
			code = exitOurs
		}
	}()
	c := root(w)
	c.SetArgs(competition(args))
	c.SetIn(w.in)
	c.SetOut(w.out)
	c.SetErr(w.err)
	if err := c.Execute(); err != nil {
		return w.explainError(err)
	}
	return w.code
}

// isTerminal reports whether a file is a terminal.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
