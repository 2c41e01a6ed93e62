package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/transcript"
)

// A formatting says what fmt does with a file.
type formatting struct{ write, diff, check bool }

func fmtCommand(w *world) *cobra.Command {
	var f formatting
	c := &cobra.Command{
		Use:   "fmt FILE...",
		Short: "Set matter files in the one usual form",
		Long: `Fmt sets a matter file in the usual form: keys in their order, one way of quoting and folding, comments kept. What the file
says does not change. It prints the file; -w writes it back, -d prints a diff, --check only names the files that differ
and exits with 1 if there are any.

` + fileForms,
		Example: example("affiant fmt -w matter.yaml", "affiant fmt --check *.yaml"),
		Args:    takes(1, -1, "one FILE or more"),
		ValidArgsFunction: func(_ *cobra.Command, _ []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			return completeFile(toComplete)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if f.write && f.diff || f.diff && f.check || f.check && f.write {
				return fault.Errorf(fault.Input, "-w, -d and --check do not go together; expected one of them")
			}
			var failed []error
			for _, file := range args {
				if err := w.format(file, f); err != nil {
					failed = append(failed, err)
				}
			}
			return joined(failed)
		},
	}
	c.Flags().BoolVarP(&f.write, "write", "w", false, "write the file back")
	c.Flags().BoolVarP(&f.diff, "diff", "d", false, "print what would change")
	c.Flags().BoolVar(&f.check, "check", false, "only name the files that differ")
	return c
}

// joined puts the mistakes of several files into one error; an error that is no mistake in a file stands alone.
func joined(errs []error) error {
	var all fault.Problems
	for _, err := range errs {
		var ps fault.Problems
		if !errors.As(err, &ps) {
			return err
		}
		all = append(all, ps...)
	}
	return all.Err()
}

// format formats one file.
func (w *world) format(file string, f formatting) error {
	name, data, err := w.load(file)
	if err != nil {
		return err
	}
	out, err := transcript.Format(name, data)
	if err != nil {
		return err
	}
	changed := !bytes.Equal(out, data)
	switch {
	case f.check:
		if changed {
			fmt.Fprintln(w.forms(), name)
			w.code = exitOpen
		}
	case f.diff:
		fmt.Fprint(w.forms(), udiff.Unified(name, name+" (formatted)", string(data), string(out)))
	case f.write:
		if file == "-" || strings.HasPrefix(file, examplePrefix) {
			return fault.Errorf(fault.Input, "-w %s: there is no file to write back; expected the path of a file", file)
		}
		if changed {
			return replace(file, out)
		}
	default:
		_, err = w.out.Write(out)
	}
	return err
}

// replace writes a file anew, so that it is never there by half: another file is written beside it and takes its name.
func replace(file string, data []byte) error {
	file, err := filepath.EvalSymlinks(file) // a link goes on leading to the file
	if err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	beside, err := os.CreateTemp(filepath.Dir(file), ".affiant-*")
	if err != nil {
		return err
	}
	defer os.Remove(beside.Name())
	_, err = beside.Write(data)
	if err = errors.Join(err, beside.Chmod(info.Mode().Perm()), beside.Close()); err != nil {
		return err
	}
	return os.Rename(beside.Name(), file)
}
