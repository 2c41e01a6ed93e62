package main

import (
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

func (t *teller) kindsCommand() *cobra.Command {
	var roll bool
	c := &cobra.Command{
		Use:   "kinds [KIND]",
		Short: "List the kinds of acts; of one, print a body to be filled in",
		Long: `Kinds lists the kinds of acts that affiant docket act enters. With a KIND it prints a body for it in YAML, with every key that there is, what
it means and what it may say; keys that may be left out are commented out. Who may do it and when is in docs/events.md. It asks no station.

With --roll it lists the kinds of changes of the roll, which affiant docket enrol enters; a body is printed for them too.`,
		Example: example("affiant docket kinds", "affiant docket kinds hearing-set > hearing.yaml", "affiant docket kinds --roll", "affiant docket kinds rota-set > rota.yaml"),
		Args:    takes(0, 1, "a KIND, or nothing"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(record.Kinds(), rollKinds()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				list := record.Kinds()
				if roll {
					list = rollKinds()
				}
				for _, k := range list {
					fmt.Fprintln(t.out, k)
				}
				return nil
			}
			if body := rollBodies()[args[0]]; body != "" {
				_, err := fmt.Fprint(t.out, body)
				return err
			}
			e, err := record.Parse(args[0], 0, []byte("{}"))
			if err != nil {
				return fault.Errorf(fault.Input, "there is no kind of act %q%s; affiant docket kinds lists them, and affiant docket kinds --roll those of the roll", args[0], didYouMean(args[0], append(record.Kinds(), rollKinds()...)))
			}
			blank(t.out, reflect.TypeOf(e))
			return nil
		},
	}
	c.Flags().BoolVar(&roll, "roll", false, "list the kinds of changes of the roll")
	return c
}

// blank prints the body of an event to be filled in.
func blank(out io.Writer, event reflect.Type) {
	for _, f := range keysOf(event) {
		blankKey(out, f, "", false)
	}
}

// keysOf returns the keys of a struct: as the model describes them, or those of an event itself.
func keysOf(t reflect.Type) []record.Field {
	if list := record.Shape(t); list != nil {
		return list
	}
	var list []record.Field
	for i := range t.NumField() {
		key, rest, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		list = append(list, record.Field{Key: key, Type: t.Field(i).Type, Need: !strings.Contains(rest, "omitempty"), Doc: docOf(t.Field(i).Type)})
	}
	return list
}

// docOf says what an id of an event names.
func docOf(t reflect.Type) string {
	if name := strings.ToLower(strings.TrimSuffix(t.Name(), "ID")); name != strings.ToLower(t.Name()) {
		return "the id of the " + strings.Replace(name, "app", "application", 1)
	}
	return ""
}

// blankKey prints one key, and the keys below it. What lies within something that is commented out is so too.
func blankKey(out io.Writer, f record.Field, indent string, off bool) {
	off = off || !f.Need
	mark := ""
	if off {
		mark = "# "
	}
	says := f.Doc
	if len(f.Enum) > 0 {
		says = strings.TrimSuffix(says, ".") + ": one of " + strings.Join(f.Enum, ", ")
	}
	if says != "" {
		says = "  # " + says
	}
	elem := f.Elem()
	var below []record.Field
	if elem.Kind() == reflect.Struct && elem != reflect.TypeFor[record.Cite]() {
		below = keysOf(elem)
	}
	if below == nil {
		value := example1(f, elem)
		if f.Type.Kind() == reflect.Slice {
			value = "[" + value + "]"
		}
		fmt.Fprintf(out, "%s%s%s: %s%s\n", mark, indent, f.Key, value, says)
		return
	}
	fmt.Fprintf(out, "%s%s%s:%s\n", mark, indent, f.Key, says)
	next := indent + "  "
	first := f.Type.Kind() == reflect.Slice
	for _, g := range below {
		in := next
		if f.Type.Kind() == reflect.Slice {
			in = next + "  "
		}
		if first && (g.Need || off) {
			in, first = next+"- ", false
		}
		blankKey(out, g, in, off)
	}
}

// example1 is a value that a key may have.
func example1(f record.Field, elem reflect.Type) string {
	switch {
	case len(f.Enum) > 0:
		return f.Enum[0]
	case elem == reflect.TypeFor[record.When]():
		return "2026-03-02T09:15"
	case elem == reflect.TypeFor[record.Cite]():
		return "log:1"
	case elem.Kind() == reflect.Int:
		return "1"
	case elem.Kind() == reflect.Bool:
		return "true"
	case f.Key == "jurisdiction":
		return "us-ri"
	case f.IsID() || f.Ref != "" || strings.HasSuffix(elem.Name(), "ID"):
		return "a-" + strings.ReplaceAll(f.Key, "_", "-")
	}
	return "…"
}
