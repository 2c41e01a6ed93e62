package main

import (
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
		Long: `Completion prints a script for bash, zsh, fish or powershell. With it the tab key completes commands, flags, examples, and the
respondents and flaws of the file on the line.`,
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
		Use:   "help [COMMAND]",
		Short: "Print the help of a command",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandNames(c.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		Args: takes(0, 1, "one COMMAND or none"),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Root().Help()
			}
			for _, sub := range c.Root().Commands() {
				if sub.Name() == args[0] {
					return sub.Help()
				}
			}
			return noCommand(c.Root(), args[0])
		},
	}
}

// noCommand says that there is no command of a name.
func noCommand(root *cobra.Command, name string) error {
	return fault.Errorf(fault.Input, "there is no command %q%s; affiant --help lists the commands", name, didYouMean(name, commandNames(root)))
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, sub := range root.Commands() {
		names = append(names, sub.Name())
	}
	return names
}
