package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/client"
	"github.com/affiant-project/affiant/internal/fault"
)

func (t *teller) webhooksCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "webhooks",
		Short: "Have addresses outside told of acts, and see what became of the messages",
		Long: `Webhooks are addresses that the station tells of acts by itself: in which matter, which act, when, and the hash of the entry; never what was
said, and nothing of what is under seal. A webhook is of an agency or of a court, and is told what an officer or clerk of it may know of. Messages
are signed as Standard Webhooks 1.0.0 has it; one that is not taken is sent again under the same id, for three days. It may come twice.

An administrator registers and ends webhooks, presence proved. Without a command it lists them.`,
		Example: example(
			"affiant docket webhooks",
			"affiant docket webhooks add case-system https://hooks.court.example/affiant --court county",
			"affiant docket webhooks deliveries case-system --from 1200",
		),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return fault.Errorf(fault.Input, "there is no command webhooks %q%s; affiant docket webhooks --help lists the commands", args[0], didYouMean(args[0], commandNames(c)))
		},
		RunE: func(c *cobra.Command, _ []string) error {
			var list []client.Webhook
			return t.read(c.Context(), "/v1/webhooks", nil, &list, func(out io.Writer) {
				for _, h := range list {
					mark := ""
					if h.Ended {
						mark = "  (ended)"
					}
					fmt.Fprintf(out, "%-20s  %s  %s%s%s\n", h.ID, h.URL, h.Agency, h.Court, mark)
				}
			})
		},
	}
	c.AddCommand(t.webhookAddCommand(), t.webhookEndCommand(), t.deliveriesCommand(), t.resendCommand())
	return c
}

// enrol enters an event of the roll, presence proved.
func (t *teller) enrol(c *cobra.Command, kind string, body any) (client.Enrolled, error) {
	var e client.Enrolled
	s, err := t.client(true)
	if err != nil {
		return e, err
	}
	act := client.Act{Kind: kind}
	if act.Body, err = json.Marshal(body); err != nil {
		return e, err
	}
	text, err := act.Bytes()
	if err != nil {
		return e, err
	}
	proof, err := t.prove(c.Context(), s, "", text)
	if err != nil {
		return e, err
	}
	e, err = s.Enrol(c.Context(), text, client.Terms{Proof: proof})
	return e, explain(err)
}

func (t *teller) webhookAddCommand() *cobra.Command {
	var agency, court string
	c := &cobra.Command{
		Use:   "add ID URL --agency AGENCY | --court COURT",
		Short: "Register a webhook; prints its secret, once",
		Example: example(
			"affiant docket webhooks add case-system https://hooks.court.example/affiant --court county",
		),
		Args: takes(2, 2, "an ID and a URL"),
		RunE: func(c *cobra.Command, args []string) error {
			hook := map[string]string{"id": args[0], "url": args[1]}
			for k, v := range map[string]string{"agency": agency, "court": court} {
				if v != "" {
					hook[k] = v
				}
			}
			e, err := t.enrol(c, "webhook-registered", map[string]any{"webhook": hook})
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(t.out, e.Secret)
			return err
		},
	}
	c.Flags().StringVar(&agency, "agency", "", "the `AGENCY` whose it is")
	c.Flags().StringVar(&court, "court", "", "or the `COURT`")
	return c
}

func (t *teller) webhookEndCommand() *cobra.Command {
	var because string
	c := &cobra.Command{
		Use:     "end ID --because REASON",
		Short:   "End a webhook; what waits for it is not sent any more",
		Example: example(`affiant docket webhooks end case-system --because "moved to another system"`),
		Args:    takes(1, 1, "one ID"),
		RunE: func(c *cobra.Command, args []string) error {
			_, err := t.enrol(c, "webhook-ended", map[string]string{"id": args[0], "because": because})
			return err
		},
	}
	c.Flags().StringVar(&because, "because", "", "the `REASON`")
	return c
}

func (t *teller) deliveriesCommand() *cobra.Command {
	var from int64
	var limit int
	c := &cobra.Command{
		Use:     "deliveries ID",
		Short:   "Show what became of the messages to a webhook, by leaf of the log",
		Example: example("affiant docket webhooks deliveries case-system --limit 20"),
		Args:    takes(1, 1, "one ID"),
		RunE: func(c *cobra.Command, args []string) error {
			var list []client.Delivery
			q := url.Values{"from": {strconv.FormatInt(from, 10)}, "limit": {strconv.Itoa(limit)}}
			return t.read(c.Context(), "/v1/webhooks/"+url.PathEscape(args[0])+"/deliveries", q, &list, func(out io.Writer) {
				for _, d := range list {
					fmt.Fprintf(out, "%6d  %-9s  sent %s", d.Leaf, d.State, tally(d.Attempts, "time", "times"))
					if d.Status != 0 {
						fmt.Fprintf(out, ", last answer %d", d.Status)
					}
					if d.Why != "" {
						fmt.Fprintf(out, ": %s", d.Why)
					}
					if d.State == "waiting" && d.Next != "" {
						fmt.Fprintf(out, "; next %s", d.Next)
					}
					fmt.Fprintln(out)
				}
			})
		},
	}
	c.Flags().Int64Var(&from, "from", 0, "the first leaf, `N`")
	c.Flags().IntVar(&limit, "limit", 100, "how many at most, `N`")
	return c
}

func (t *teller) resendCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "resend ID LEAF",
		Short:   "Send a message again that was delivered or given up, or one that waits now",
		Example: example("affiant docket webhooks resend case-system 1204"),
		Args:    takes(2, 2, "an ID and a LEAF"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			var d client.Delivery
			if err := s.Do(c.Context(), http.MethodPost, "/v1/webhooks/"+url.PathEscape(args[0])+"/deliveries/"+url.PathEscape(args[1])+"/resend", nil, nil, &d); err != nil {
				return explain(err)
			}
			return t.print(d, func(out io.Writer) { fmt.Fprintf(out, "%d  %s\n", d.Leaf, d.State) })
		},
	}
}
