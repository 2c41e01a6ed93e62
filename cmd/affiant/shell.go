package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/fault"
)

// completionCommand stands in for cobra's own, which takes a shell that there is not for a wish to read its help.
func completionCommand(w *world) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the script by which a shell completes what one types",
		Long: `Completion prints a script for bash, zsh, fish or powershell. With it the tab key completes commands, flags, kinds of acts,
examples, and the respondents and flaws of the file on the line. That of bash wants the package bash-completion to be there.`,
		Example:   example("source <(affiant completion bash)", "affiant completion fish > ~/.config/fish/completions/affiant.fish"),
		Args:      takes(1, 1, "one SHELL: "+strings.Join(shells, ", ")),
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return c.Root().GenBashCompletionV2(w.out, true)
			case "zsh":
				return c.Root().GenZshCompletion(w.out)
			case "fish":
				return c.Root().GenFishCompletion(w.out, true)
			case "powershell":
				return c.Root().GenPowerShellCompletionWithDesc(w.out)
			}
			return fault.Errorf(fault.Input, "there is no completion for %q%s; expected one of %s",
				args[0], didYouMean(args[0], shells), strings.Join(shells, ", "))
		},
	}
}

// helpCommand stands in for cobra's own, which answers the name of no command with the help of all.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND [COMMAND]]",
		Short: "Print the help of a command",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			of, err := commandOf(c.Root(), args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandNames(of), cobra.ShellCompDirectiveNoFileComp
		},
		Args: takes(0, 2, "one COMMAND, with a command of its own, or none"),
		RunE: func(c *cobra.Command, args []string) error {
			of, err := commandOf(c.Root(), args)
			if err != nil {
				return err
			}
			return of.Help()
		},
	}
}

// commandOf is the command of those names, each below the one before.
func commandOf(c *cobra.Command, names []string) (*cobra.Command, error) {
	for _, name := range names {
		i := slices.IndexFunc(c.Commands(), func(sub *cobra.Command) bool { return sub.Name() == name })
		if i < 0 {
			return nil, noCommand(c, name)
		}
		c = c.Commands()[i]
	}
	return c, nil
}

// noCommand says that there is no command of a name.
func noCommand(root *cobra.Command, name string) error {
	return fault.Errorf(fault.Input, "there is no command %q%s; %s --help lists the commands", name, didYouMean(name, commandNames(root)), root.CommandPath())
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, sub := range root.Commands() {
		names = append(names, sub.Name())
	}
	return names
}
