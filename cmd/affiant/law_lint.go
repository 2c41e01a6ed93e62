package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
)

func lawLintCommand(w *world) *cobra.Command {
	c := &cobra.Command{
		Use:   "lint [DIR...]",
		Short: "Say everything that is wrong with folders of law, and what to do",
		Long: `Lint reads each DIR over the built-in law, the later over the earlier, and prints every fault as FILE:LINE:COLUMN, what is
wrong, and what to do: words that are not understood, ids that are not there, rules without authority, circles,
contradictions, cases that show what the catalogue does not have. Without DIR it reads those that --law or $` + lawVariable + ` name,
or else the built-in law alone. A review with --law refuses what lint reports.

Exit codes: 0 nothing is wrong; 1 something is; 2 a folder cannot be read.`,
		Example: example("affiant law lint ./our-law", "affiant law lint ./state ./county", "affiant law lint"),
		Args:    takes(0, -1, "folders"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = w.dirs()
			}
			layers, err := layersOf(args)
			if err != nil {
				return err
			}
			b, err := lay(layers)
			var found fault.Problems
			switch {
			case errors.As(err, &found):
				w.code = exitOpen
				fmt.Fprintln(w.forms(), found)
				if found[len(found)-1].File != "" { // or else it has said how many more there are
					fmt.Fprintln(w.out, counted(len(found), "problem"))
				}
				return nil
			case err != nil:
				return err
			}
			_, err = fmt.Fprintln(w.out, sound(b))
			return err
		},
	}
	w.lawFlag(c)
	return c
}

// sound says what folders of law hold that are in order.
func sound(b *doctrine.Casebook) string {
	law := b.Law()
	layers := law.Layers()
	if len(layers) == 1 {
		return fmt.Sprintf("The built-in law is in order: %s, %s, %s.", counted(len(law.Rules()), "rule"),
			counted(len(law.Authorities()), "authority"), counted(len(b.Cases()), "case"))
	}
	n := make(map[string]int)
	for _, key := range b.Laid() {
		kind, _, _ := strings.Cut(key, " ")
		n[kind]++
	}
	var parts []string
	for _, k := range doctrine.Kinds() {
		if n[k.Name] > 0 {
			what := k.Name
			if what == "vocabulary" {
				what = "sheet of vocabulary"
			}
			parts = append(parts, counted(n[k.Name], what))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing yet")
	}
	text := fmt.Sprintf("%s: in order over the built-in law: %s.", strings.Join(layers[1:], " and "), strings.Join(parts, ", "))
	if replaced := law.Replaced(); len(replaced) > 0 {
		text += "\nIn the place of the built-in: " + strings.Join(replaced, ", ") + "."
	}
	return text
}

// counted is a number of things: 1 rule, 2 authorities.
func counted(n int, of string) string {
	switch {
	case n == 1 || of == "aftermath" || of == "staleness":
	case strings.HasSuffix(of, "y"):
		of = strings.TrimSuffix(of, "y") + "ies"
	case strings.HasPrefix(of, "sheet "):
		of = strings.Replace(of, "sheet", "sheets", 1)
	default:
		of += "s"
	}
	return fmt.Sprintf("%d %s", n, of)
}
