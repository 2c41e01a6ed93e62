package main

import (
	"fmt"
	"io"
	"net"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/client"
)

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (t *teller) joinCommand() *cobra.Command {
	var confirm bool
	var device string
	c := &cobra.Command{
		Use:   "join",
		Short: "Take up an invitation: a password, then an authenticator",
		Long: `Join takes up the invitation in $` + envInvitation + ` with a password, and prints the secret with which to set up an authenticator.
Then join --confirm takes a code that the authenticator shows, and signs in.`,
		Example: example("affiant docket join", "affiant docket join --confirm"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := t.client(false)
			if err != nil {
				return err
			}
			invitation, err := t.secret(envInvitation, "Invitation")
			if err != nil {
				return err
			}
			if confirm {
				code, err := t.secret(envCode, "Code")
				if err != nil {
					return err
				}
				if err := t.notice(c.Context(), s); err != nil {
					return err
				}
				o, err := s.Confirm(c.Context(), invitation, code, device)
				if err != nil {
					return explain(err)
				}
				return t.opened(s, o)
			}
			password, err := t.secret(envPassword, "Password")
			if err != nil {
				return err
			}
			f, err := s.Join(c.Context(), invitation, password)
			if err != nil {
				return explain(err)
			}
			return t.print(f, func(out io.Writer) {
				fmt.Fprintf(out, "account %s\nset up an authenticator with this secret, shown this once:\n%s\n%s\nthen: affiant docket join --confirm\n", f.Account, f.Secret, f.URI)
			})
		},
	}
	c.Flags().BoolVar(&confirm, "confirm", false, "end it with a code of the authenticator")
	c.Flags().StringVar(&device, "device", "", "what to call this session in the list, a `NAME`")
	return c
}

// opened keeps a session that was just opened.
func (t *teller) opened(s *client.Client, o client.Opened) error {
	if err := t.remember(pass{s.Base, o.Secret}); err != nil {
		return err
	}
	return t.print(o.Session, func(out io.Writer) {
		fmt.Fprintf(out, "signed in as %s at %s, until %s\n", o.Session.Account, s.Base, o.Session.Until.Format("2006-01-02 15:04 MST"))
	})
}

func (t *teller) signInCommand() *cobra.Command {
	var device string
	c := &cobra.Command{
		Use:     "sign-in ACCOUNT",
		Short:   "Sign in with password and code",
		Example: example("affiant docket sign-in vance --station https://docket.ashford.example"),
		Args:    takes(1, 1, "one ACCOUNT"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(false)
			if err != nil {
				return err
			}
			if err := t.notice(c.Context(), s); err != nil {
				return err
			}
			password, code, err := t.both()
			if err != nil {
				return err
			}
			o, err := s.SignIn(c.Context(), args[0], password, code, device)
			if err != nil {
				return explain(err)
			}
			return t.opened(s, o)
		},
	}
	c.Flags().StringVar(&device, "device", "", "what to call this session in the list, a `NAME`")
	return c
}

// both asks for a password and a code.
func (t *teller) both() (password, code string, err error) {
	if password, err = t.secret(envPassword, "Password"); err != nil {
		return "", "", err
	}
	code, err = t.secret(envCode, "Code")
	return password, code, err
}

func (t *teller) signOutCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "sign-out [ID]",
		Short:   "End this session, or another session or token of yours",
		Example: example("affiant docket sign-out", "affiant docket sign-out 3f9a0c11d2e4b567"),
		Args:    takes(0, 1, "one ID or none"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			id := "this"
			if len(args) == 1 {
				id = args[0]
			}
			if err := s.SignOut(c.Context(), id); err != nil {
				return explain(err)
			}
			if id == "this" && t.getenv(envToken) == "" {
				return t.remember(pass{Station: s.Base})
			}
			return nil
		},
	}
}

func (t *teller) sessionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "sessions",
		Short:   "List the sessions and tokens of your account",
		Example: example("affiant docket sessions"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			var list []client.Open
			return t.read(c.Context(), "/v1/sessions", nil, &list, func(out io.Writer) {
				for _, o := range list {
					mark := ""
					if o.This {
						mark = "  (this one)"
					}
					fmt.Fprintf(out, "%s  %-7s  used %s, until %s  %s%s\n", o.ID, o.Kind, o.Used.Format("2006-01-02 15:04"), o.Until.Format("2006-01-02 15:04 MST"), o.Device, mark)
				}
			})
		},
	}
}

func (t *teller) tokenCommand() *cobra.Command {
	var scopes []string
	var days int
	c := &cobra.Command{
		Use:   "token NAME --scope SCOPE",
		Short: "Make a token for a program",
		Long: `Token makes a token for a program, and prints it once. It does what its scopes let and its account may: read, act, roll, trail. It
swears to nothing and decides nothing: a token proves no one's presence. It outlives the session, so password and code are asked for again.`,
		Example: example("affiant docket token reports --scope read --days 30"),
		Args:    takes(1, 1, "one NAME"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			asked, err := client.TokenBytes(args[0], scopes, days)
			if err != nil {
				return err
			}
			proof, err := t.prove(c.Context(), s, "", asked)
			if err != nil {
				return err
			}
			o, err := s.Token(c.Context(), asked, client.Terms{Proof: proof})
			if err != nil {
				return explain(err)
			}
			return t.print(o, func(out io.Writer) { fmt.Fprintln(out, o.Secret) })
		},
	}
	c.Flags().StringArrayVar(&scopes, "scope", nil, "what it may be used for, a `SCOPE`: read, act, roll or trail")
	c.Flags().IntVar(&days, "days", 30, "how many days it lives")
	return c
}
