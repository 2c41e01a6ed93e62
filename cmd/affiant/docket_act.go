package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/client"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// mostBody is how long the body of an act may be.
const mostBody = 1 << 20

// body reads the body of an act: YAML or JSON, from a file or standard input.
func (t *teller) body(file string) (json.RawMessage, error) {
	var from io.Reader = t.in
	if file == "" {
		return nil, fault.Errorf(fault.Input, "it is not said what the act says; expected --body FILE, YAML or JSON, or - for standard input")
	}
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, mostBody+1))
	if err != nil {
		return nil, err
	}
	if len(text) > mostBody {
		return nil, fault.Errorf(fault.Input, "%s: more than %d bytes; expected the body of one act", file, mostBody)
	}
	var n yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(text))
	if err := dec.Decode(&n); err != nil {
		return nil, fault.Errorf(fault.Input, "%s: %w; expected keys and values, as docs/events.md has them", file, err)
	}
	asText(&n, 0)
	var v map[string]any
	if err := n.Decode(&v); err != nil {
		return nil, fault.Errorf(fault.Input, "%s: %w; expected keys and values, as docs/events.md has them", file, err)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, fault.Errorf(fault.Input, "%s: more than one document; an act is one", file)
	}
	out, err := json.Marshal(v)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "%s: %w; expected keys that are words", file, err)
	}
	return out, nil
}

// asText makes the dates of a document plain text: YAML would read 2026-03-02 as a moment of some zone.
func asText(n *yaml.Node, depth int) {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, x := range n.Content {
		if depth < 100 {
			asText(x, depth+1)
		}
	}
}

// prove proves presence for an act, and returns the proof.
func (t *teller) prove(ctx context.Context, s *client.Client, matter string, act []byte) (string, error) {
	password, code, err := t.both()
	if err != nil {
		return "", err
	}
	p, err := s.Prove(ctx, client.DigestAct(matter, act), password, code)
	return p, explain(err)
}

func sayReceipt(r client.Receipt) func(io.Writer) {
	return func(out io.Writer) {
		when := "recounted, without a time" // of a matter that went elsewhere, whose file gives none
		if r.At != "" {
			when = "at " + r.At
		}
		fmt.Fprintf(out, "%s: entry %d, %s, %s\nhash %s, leaf %d\n", r.Matter, r.Seq, r.Kind, when, r.Hash, r.Leaf)
	}
}

func (t *teller) actCommand() *cobra.Command {
	var file string
	var act client.Act
	var terms client.Terms
	var proof bool
	c := &cobra.Command{
		Use:   "act MATTER KIND --body FILE",
		Short: "Act in a matter; matter-opened opens it",
		Long: `Act enters one event in a matter, of a KIND of docs/events.md. Its body is YAML or JSON: affiant docket kinds KIND prints one to be filled
in. What it leaves out and is the time of the act is put in by the court's own clock.

An oath and a decision say on which papers they are done: --on, the digest that affiant docket papers prints. Acts of theirs and of a
judge ask for a fresh proof of presence: --proof asks for password and code, and proves it for just these bytes.`,
		Example: example(
			"affiant docket act ferry matter-opened --body ferry.yaml",
			"affiant docket act ferry sworn --body oath.yaml --on DIGEST --proof",
			`echo '{"application":"purse","presentment":{"magistrate":"hart"}}' | affiant docket act ferry presented --body -`,
		),
		Args: takes(2, 2, "a MATTER and a KIND"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return record.Kinds(), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			act.Kind = args[1]
			if act.Body, err = t.body(file); err != nil {
				return err
			}
			text, err := act.Bytes()
			if err != nil {
				return err
			}
			if proof {
				if terms.Proof, err = t.prove(c.Context(), s, args[0], text); err != nil {
					return err
				}
			}
			r, err := s.Act(c.Context(), args[0], text, terms)
			if err != nil {
				return explain(err)
			}
			return t.print(r, sayReceipt(r))
		},
	}
	f := c.Flags()
	f.StringVar(&file, "body", "", "what the act says, a `FILE` of YAML or JSON, or -")
	f.StringVar(&act.On, "on", "", "the `DIGEST` of the papers that were read")
	f.BoolVar(&proof, "proof", false, "prove presence for it, with password and code")
	f.StringVar(&terms.Key, "key", "", "an idempotency `KEY`: the same act sent again under it is done once")
	f.Int64Var(&terms.Head, "after", 0, "refuse it unless entry `N` is still the last")
	return c
}

func (t *teller) assignCommand() *cobra.Command {
	var chosen, why string
	var escalate bool
	c := &cobra.Command{
		Use:     "assign MATTER APPLICATION",
		Short:   "Have the court's way of assigning find the magistrate",
		Example: example("affiant docket assign ferry purse", `affiant docket assign ferry purse --escalate --because "no answer in an hour"`),
		Args:    takes(2, 2, "a MATTER and an APPLICATION"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			in, err := json.Marshal(map[string]any{"chosen": chosen, "why": why, "escalate": escalate})
			if err != nil {
				return err
			}
			var r client.Receipt
			if err := s.Do(c.Context(), "POST", client.Path(args[0], "applications", args[1], "assignments"), nil, in, &r); err != nil {
				return explain(err)
			}
			return t.print(r, sayReceipt(r))
		},
	}
	c.Flags().StringVar(&chosen, "chosen", "", "an `ACCOUNT`, where the court lets one choose")
	c.Flags().StringVar(&why, "because", "", "the `REASON` for that one, or for passing the one before over")
	c.Flags().BoolVar(&escalate, "escalate", false, "the one assigned does not answer: the next")
	return c
}

func (t *teller) importCommand() *cobra.Command {
	var agency, court string
	c := &cobra.Command{
		Use:   "import FILE --agency AGENCY --court COURT",
		Short: "Enter a matter that went elsewhere, as its file tells it",
		Long: `Import enters a matter file in the docket. Everything in it is recounted, not performed: importing an oath is not swearing one.
` + fileForms,
		Example: example("affiant docket import example:malley-v-briggs --agency state-police --court washington-county"),
		Args:    takes(1, 1, "one FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			_, data, err := t.load(args[0])
			if err != nil {
				return err
			}
			r, err := s.Recount(c.Context(), agency, court, data)
			if err != nil {
				return explain(err)
			}
			return t.print(r, sayReceipt(r))
		},
	}
	c.Flags().StringVar(&agency, "agency", "", "the `AGENCY` whose it is to be")
	c.Flags().StringVar(&court, "court", "", "the `COURT` to which it went")
	return c
}

func (t *teller) glassCommand() *cobra.Command {
	var because string
	c := &cobra.Command{
		Use:     "break-glass MATTER --because REASON",
		Short:   "Read a matter that you may not, in an emergency; it goes on the record",
		Example: example(`affiant docket break-glass ferry --because "a hostage at the address"`),
		Args:    takes(1, 1, "one MATTER"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			in, err := json.Marshal(map[string]string{"because": because})
			if err != nil {
				return err
			}
			proof, err := t.prove(c.Context(), s, args[0], in)
			if err != nil {
				return err
			}
			var m map[string]any
			if err := s.Do(c.Context(), "POST", client.Path(args[0], "glass"), nil, in, &m, client.Extra{Name: "Affiant-Proof", Value: proof}); err != nil {
				return explain(err)
			}
			return t.print(m, nil)
		},
	}
	c.Flags().StringVar(&because, "because", "", "the `REASON`")
	return c
}

func (t *teller) enrolCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "enrol KIND --body FILE",
		Short: "Change the roll: agencies, courts, accounts, posts, rotas",
		Long: `Enrol enters one event in the roll, presence proved: agency-founded, court-founded, account-invited, account-closed, post-given,
post-ended, conflict-declared, rota-set, practice-set, webhook-registered or webhook-ended. For an account that is invited it prints
the invitation, for a webhook its secret, once. affiant docket kinds KIND prints a body to be filled in.`,
		Example: example(
			`echo '{id: vance, name: Ruth Vance}' | affiant docket enrol account-invited --body -`,
			`echo '{id: vance, post: {role: affiant, agency: rangers}}' | affiant docket enrol post-given --body -`,
		),
		Args:      takes(1, 1, "one KIND"),
		ValidArgs: rollKinds(),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			act := client.Act{Kind: args[0]}
			if act.Body, err = t.body(file); err != nil {
				return err
			}
			text, err := act.Bytes()
			if err != nil {
				return err
			}
			proof, err := t.prove(c.Context(), s, "", text)
			if err != nil {
				return err
			}
			e, err := s.Enrol(c.Context(), text, client.Terms{Proof: proof})
			if err != nil {
				return explain(err)
			}
			if once := e.Invitation + e.Secret; once != "" {
				_, err = fmt.Fprintln(t.out, once)
			}
			return err
		},
	}
	c.Flags().StringVar(&file, "body", "", "what it says, a `FILE` of YAML or JSON, or -")
	return c
}

func (t *teller) inviteCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "invite ACCOUNT",
		Short:   "Invite an account again: the way to a new password and second factor",
		Example: example("affiant docket invite vance"),
		Args:    takes(1, 1, "one ACCOUNT"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			in, err := json.Marshal(map[string]string{"account": args[0]})
			if err != nil {
				return err
			}
			proof, err := t.prove(c.Context(), s, "", in)
			if err != nil {
				return err
			}
			var e struct{ Invitation string }
			if err := s.Do(c.Context(), "POST", "/v1/invitations", url.Values{}, in, &e, client.Extra{Name: "Affiant-Proof", Value: proof}); err != nil {
				return explain(err)
			}
			_, err = fmt.Fprintln(t.out, e.Invitation)
			return err
		},
	}
}
