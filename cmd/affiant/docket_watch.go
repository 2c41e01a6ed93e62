package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/client"
)

// errSeen ends a watch that was to end when all that waits has been told.
var errSeen = errors.New("all that waits has been told")

func (t *teller) watchCommand() *cobra.Command {
	var once bool
	c := &cobra.Command{
		Use:   "watch",
		Short: "Show what waits for you, and what changes, as it comes",
		Long: `Watch shows each matter in which something waits for you, and then each matter that changes, if you may find it, until Ctrl-C.
A connection that ends is made anew where it ended. With --once it ends when all that waits has been shown. --json prints one
line of JSON a matter.`,
		Example: example("affiant docket watch", "affiant docket watch --once --json"),
		Args:    takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			err = s.Watch(ctx, func(x *client.Waiting) error {
				switch {
				case x == nil && once:
					return errSeen
				case x == nil:
					return nil
				case t.asJSON:
					return json.NewEncoder(t.forms()).Encode(x)
				}
				out := inert{t.out}
				fmt.Fprintf(out, "%s  %s  (%s, %s)  %s\n", x.Matter.ID, x.Matter.Stage, x.Matter.Agency, x.Matter.Court, x.Matter.Title)
				for _, a := range x.Awaits {
					fmt.Fprintf(out, "  %s waits for you: %s\n", a.Application, a.What)
				}
				return nil
			})
			if errors.Is(err, errSeen) || errors.Is(err, context.Canceled) {
				return nil
			}
			return explain(err)
		},
	}
	c.Flags().BoolVar(&once, "once", false, "end when all that waits has been shown")
	return c
}
