package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
)

// schemaFolder is where a folder of law keeps the schemas that its files name for editors.
const schemaFolder = ".schema"

func lawNewCommand(w *world) *cobra.Command {
	var replace bool
	c := &cobra.Command{
		Use:   "new KIND NAME",
		Short: "Begin a rule, a case, an authority and the like, to be filled in",
		Long: `New writes something of a kind into a folder of law, with a comment above each field that says what belongs there, and never
over a file that is there: terms, views, questions, courts and aftermath, which share a file, are added at its end. NAME is its
id. affiant law lint then says what is still to be written. The kinds are
` + lines(lawKinds()) + `.

--replace writes a copy of what there is of that name, to be changed: it then stands in that place.

Files begin with a line by which editors that speak to the YAML language server (Visual Studio Code, Vim, Emacs, Helix and
others) complete and check as one types; the schemas that it names are put into DIR/` + schemaFolder + `.`,
		Example: example("affiant law new rule us-ri-night --law ./our-law", "affiant law new case mcarthur-2001 --law ./our-law",
			"affiant law new rule M20 --replace --law ./our-law"),
		Args: takes(2, 2, "a KIND and a NAME"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return lawKinds(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			k, ok := doctrine.KindOf(args[0])
			if !ok {
				return fault.Errorf(fault.Input, "there is no kind of law called %q%s; expected one of %s",
					args[0], didYouMean(args[0], lawKinds()), strings.Join(lawKinds(), ", "))
			}
			return w.begin(k, args[1], replace)
		},
	}
	w.lawFlag(c)
	c.Flags().BoolVar(&replace, "replace", false, "copy what there is of that name, to stand in its place")
	return c
}

// begin writes something new of a kind into the last of the folders of law that are named.
func (w *world) begin(k doctrine.Kind, id string, replace bool) error {
	dirs := w.dirs()
	if len(dirs) == 0 {
		return fault.Errorf(fault.Input, "into which folder? expected --law DIR, or $%s; a folder that is not there is made", lawVariable)
	}
	if err := doctrine.CheckID(id); err != nil {
		return fault.Errorf(fault.Input, "%w", err)
	}
	dir := dirs[len(dirs)-1]
	text, err := beginning(k, id, dirs[:len(dirs)-1], replace)
	if err != nil {
		return err
	}
	name, shared := k.File(id)
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := w.schemas(dir, k); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	line, err := add(file, modeline(name, k), text, shared)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.out, "%s:%d\nFill it in; affiant law lint %s says what is missing.\n", file, line, dir)
	return err
}

// beginning is what something new begins as: a skeleton, or a copy of what it replaces in the law of the folders beneath.
func beginning(k doctrine.Kind, id string, beneath []string, replace bool) ([]byte, error) {
	layers, err := layersOf(beneath)
	if err != nil {
		return nil, err
	}
	b, err := lay(layers)
	if err != nil {
		return nil, err
	}
	at, taken := b.Where(k, id)
	switch {
	case taken && !replace:
		return nil, fault.Errorf(fault.Input, "there is already %s %q, at %s:%d; expected another name, or --replace to put yours in its place", k.Name, id, at.File, at.Line)
	case !taken && replace:
		return nil, fault.Errorf(fault.NotFound, "there is no %s %q to replace%s", k.Name, id, didYouMean(id, b.IDs(k)))
	case replace:
		return b.Replacement(k, id)
	}
	return doctrine.Skeleton(k, id), nil
}

// modeline is the first line of a file, by which an editor finds its schema.
func modeline(name string, k doctrine.Kind) string {
	up := strings.Repeat("../", strings.Count(path.Dir(name), "/")+1)
	return fmt.Sprintf("# yaml-language-server: $schema=%s%s/%s.schema.json\n", up, schemaFolder, k.Schema)
}

// add writes a new file, or adds to one that is shared, and returns the line on which the text begins.
func add(file, head string, text []byte, shared bool) (line int, err error) {
	old, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return 0, err
		}
		_, err = f.Write(append([]byte(head), text...))
		return 2, errors.Join(err, f.Close())
	case err != nil:
		return 0, err
	case !shared:
		return 0, fault.Errorf(fault.Input, "%s is there already, and is not written over; expected another name", file)
	}
	gap := []byte("\n")
	if len(old) > 0 && !bytes.HasSuffix(old, []byte("\n")) {
		gap = []byte("\n\n")
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return 0, err
	}
	_, err = f.Write(append(gap, text...))
	return bytes.Count(old, []byte("\n")) + len(gap) + 1, errors.Join(err, f.Close())
}

// schemas puts the schema of a kind where its files look for it, if it is not there or is of another release.
func (w *world) schemas(dir string, k doctrine.Kind) error {
	text, _ := doctrine.Schema(k.Schema)
	file := filepath.Join(dir, schemaFolder, k.Schema+".schema.json")
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, text) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}

func lawSchemaCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "schema KIND",
		Short: "Print the JSON Schema of the files that hold a kind of law, for editors",
		Long: `Schema prints a JSON Schema (draft 2020-12). Editors that speak to the YAML language server complete and check by it if the
first line of a file says

  # yaml-language-server: $schema=PATH-OR-ADDRESS

as files from affiant law new do. The kinds are
` + lines(lawKinds()) + `.`,
		Example:   example("affiant law schema case > case.schema.json", "affiant law schema rule"),
		Args:      takes(1, 1, "one KIND"),
		ValidArgs: lawKinds(),
		RunE: func(_ *cobra.Command, args []string) error {
			k, ok := doctrine.KindOf(args[0])
			if !ok {
				return fault.Errorf(fault.Input, "there is no kind of law called %q%s; expected one of %s",
					args[0], didYouMean(args[0], lawKinds()), strings.Join(lawKinds(), ", "))
			}
			text, _ := doctrine.Schema(k.Schema)
			_, err := w.out.Write(text)
			return err
		},
	}
}
