package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
)

func policyCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "policy [FILE]",
		Short: "Print the policy of signing in, or check a file of your own",
		Long: `Policy prints what signing in has to keep, as the file from which it is read: the notice of use, the tries before an account is locked,
when a session is locked and ends, how many a person may have at once, and more; each with its authority, and whether that was read (fixed)
or not (inferred). A deployment that is bound to another text changes a copy, and names it to affiant serve --policy. With a FILE it says
whether that can be used so.`,
		Example: example("affiant policy > policy.yaml", "affiant policy policy.yaml"),
		Args:    takes(0, 1, "one FILE or none"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := w.out.Write(session.PolicyFile())
				return err
			}
			p, err := readPolicy(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(w.out, "%s can be used: %d numbers, and a notice of use\n", args[0], len(p.Numbers))
			return err
		},
	}
}

// readPolicy reads the policy of signing in from a file; nil, if none is named.
func readPolicy(name string) (*session.Policy, error) {
	if name == "" {
		return nil, nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	p, err := session.ReadPolicy(text)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "%s: %w", name, err)
	}
	return p, nil
}
