package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/fault"
)

// A setting is what a file says for a flag: a word, a number, yes or no; or a list, for a flag that may be given several times.
type setting []string

// UnmarshalYAML reads one.
func (s *setting) UnmarshalYAML(n *yaml.Node) error {
	list := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		list = n.Content
	}
	for _, x := range list {
		if x.Kind != yaml.ScalarNode {
			return fmt.Errorf("line %d is no word, number or list of them", x.Line)
		}
		*s = append(*s, x.Value)
	}
	return nil
}

// text is the setting as it would be said in the environment.
func (s setting) text(flag string) string {
	if flag == "law" {
		return strings.Join(s, string(filepath.ListSeparator))
	}
	return strings.Join(s, " ")
}

// fill sets flags that the line does not from the environment, and else from a file.
func fill(flags *pflag.FlagSet, config string, getenv func(string) string) error {
	file := map[string]setting{}
	if config == "" {
		config = getenv("AFFIANT_CONFIG")
	}
	if config != "" {
		text, err := os.ReadFile(config)
		if err != nil {
			return err
		}
		if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&file); err != nil && !errors.Is(err, io.EOF) {
			return fault.Errorf(fault.Input, "%s: %w; expected lines such as addr: 127.0.0.1:4750", config, err)
		}
		for name := range file {
			if flags.Lookup(name) == nil || name == "config" {
				var all []string
				flags.VisitAll(func(f *pflag.Flag) { all = append(all, f.Name) })
				return fault.Errorf(fault.Input, "%s: there is no setting %q%s", config, name, didYouMean(name, all))
			}
		}
	}
	var first error
	said := flags.Changed("data") || flags.Changed("database") // where the store is; one of them
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Changed || first != nil || f.Name == "help" || (f.Name == "data" || f.Name == "database") && said {
			return
		}
		from, value := "$AFFIANT_"+strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_")), ""
		if value = getenv(from[1:]); value == "" {
			from, value = config, file[f.Name].text(f.Name)
		}
		if value == "" {
			return
		}
		values := []string{value}
		if f.Name == "law" { // as for the other commands: folders one after another, as PATH has them
			values = filepath.SplitList(value)
		}
		for _, value := range values {
			if err := flags.Set(f.Name, value); err != nil && first == nil {
				first = fault.Errorf(fault.Input, "%s: %w", from, unfit(err))
			}
		}
	})
	return first
}

// unfit says of a value that a flag does not take what it takes.
func unfit(err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return err
	}
	f := bad.GetFlag()
	such := map[string]string{"int": "a whole number", "int64": "a whole number", "uint": "a whole number from 0", "float64": "a number", "duration": "a time such as 10m or 1h30m", "bool": "true or false"}[f.Value.Type()]
	if such == "" {
		return err
	}
	return fmt.Errorf("--%s is %q; expected %s", f.Name, bad.GetValue(), such)
}
