package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/client"
)

// notice shows the station's notice of use, as it is to be shown before one signs in. A station of before there was one has none.
func (t *teller) notice(ctx context.Context, s *client.Client) error {
	n, err := s.Notice(ctx)
	if client.Status(err) == 404 {
		return nil
	}
	if err != nil {
		return explain(err)
	}
	fmt.Fprintf(t.err, "%s\n\n", n.Title)
	for line := range strings.Lines(n.Text) {
		width := 0
		for _, word := range strings.Fields(line) {
			if width > 0 && width+1+len(word) > 100 {
				fmt.Fprintln(t.err)
				width = 0
			} else if width > 0 {
				fmt.Fprint(t.err, " ")
				width++
			}
			fmt.Fprint(t.err, word)
			width += len(word)
		}
		fmt.Fprintln(t.err)
	}
	fmt.Fprintln(t.err)
	s.Shown = n.ID
	return nil
}

func (t *teller) lockCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "lock",
		Short:   "Lock this session, until you unlock it",
		Example: example("affiant docket lock"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			return explain(s.Lock(c.Context()))
		},
	}
}

func (t *teller) unlockCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "unlock",
		Short:   "Unlock this session with password and code, after it was locked or long idle",
		Example: example("affiant docket unlock"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			password, code, err := t.both()
			if err != nil {
				return err
			}
			return explain(s.Unlock(c.Context(), password, code))
		},
	}
}
