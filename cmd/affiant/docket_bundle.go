package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/client"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// kept writes what came from a station to a file for its owner only, or to standard output.
func (t *teller) kept(output string, text []byte) error {
	if output == "" {
		_, err := t.out.Write(text)
		return err
	}
	return os.WriteFile(output, text, 0o600)
}

func (t *teller) bundleCommand() *cobra.Command {
	var output string
	var entry int64
	c := &cobra.Command{
		Use:   "bundle MATTER",
		Short: "Take the entries of a matter that you may read, with their proofs, for affiant verify",
		Long: `Bundle takes the entries of a matter whose words you may read, each with the proof that it is in the log and with what
opens it, and nothing that opens another. With --disclosure it takes what was handed over by that entry instead: the same bytes
whenever it is asked for.

affiant verify checks the file offline, with nothing but the public key of the log. The station's trail says who took it.`,
		Example: example("affiant docket bundle ferry --output ferry.json", "affiant docket bundle ferry --disclosure 21 --output given.json", "affiant verify --key log.pub --words given.json"),
		Args:    takes(1, 1, "one MATTER"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			if entry < 0 || c.Flags().Changed("disclosure") && entry == 0 {
				return fault.Errorf(fault.Input, "--disclosure %d: expected the number of an entry, from 1; affiant docket show MATTER lists them", entry)
			}
			b, err := s.Bundle(c.Context(), args[0], entry)
			if err != nil {
				return explain(err)
			}
			return t.kept(output, b)
		},
	}
	c.Flags().Int64Var(&entry, "disclosure", 0, "the number of the `ENTRY` that made a disclosure")
	c.Flags().StringVarP(&output, "output", "o", "", "write it to a `FILE`")
	return c
}

func (t *teller) discloseCommand() *cobra.Command {
	var d record.Disclosure
	var to, by, output string
	var apps, sources []string
	c := &cobra.Command{
		Use:   "disclose MATTER --to PERSON --under DUTY",
		Short: "Hand applications and sources over to someone, on the record, and get the bundle to be handed over",
		Long: `Disclose enters that applications and sources are handed over, to whom and by what duty, and gets the bundle that is to be
handed over: the entries that make up the applications and sources, what they rest on, and the disclosure itself, each with its
proof. affiant docket bundle --disclosure gets the same bytes again.`,
		Example: example("affiant docket disclose ferry --to cross --under brady --application purse --source log --output given.json"),
		Args:    takes(1, 1, "one MATTER"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			d.To, d.By = record.PersonID(to), record.PersonID(by)
			for _, a := range apps {
				d.Applications = append(d.Applications, record.AppID(a))
			}
			for _, x := range sources {
				d.Sources = append(d.Sources, record.SourceID(x))
			}
			body, err := json.Marshal(record.Disclosed{Disclosure: d})
			if err != nil {
				return err
			}
			act, err := client.Act{Kind: "disclosed", Body: body}.Bytes()
			if err != nil {
				return err
			}
			r, err := s.Act(c.Context(), args[0], act, client.Terms{})
			if err != nil {
				return explain(err)
			}
			said := t.err // standard output is the bundle's, if it goes to no file
			if output != "" {
				said = t.out
			}
			fmt.Fprintf(said, "%s: entry %d, %s, at %s\n", r.Matter, r.Seq, r.Kind, r.At)
			b, err := s.Bundle(c.Context(), args[0], r.Seq)
			if err != nil {
				return explain(err)
			}
			return t.kept(output, b)
		},
	}
	f := c.Flags()
	f.StringVar(&to, "to", "", "to whom, a `PERSON` of the matter")
	f.StringVar(&by, "by", "", "who hands over, if that is a `PERSON` of the matter")
	f.StringVar(&d.Under, "under", "", "the `DUTY`: brady, giglio, jencks, rule-5, rule-16, rule-41, title-iii, order, other")
	f.StringVar(&d.Note, "note", "", "anything else, `WORDS`")
	f.StringArrayVar(&apps, "application", nil, "an `APPLICATION` that is handed over")
	f.StringArrayVar(&sources, "source", nil, "a `SOURCE` that is handed over")
	f.StringVarP(&output, "output", "o", "", "write the bundle to a `FILE`")
	return c
}

// doneIn says of the words of an entry what was done and by whom; nothing, if they are none of the docket.
func doneIn(words []byte) string {
	e, err := record.Decode(words)
	if err != nil {
		return ""
	}
	who := string(e.Mode)
	if e.Hand != nil {
		who = e.Hand.Account + ", " + string(e.Hand.Role) + ", at " + e.Hand.At
	}
	if d, ok := e.Body.(record.Disclosed); ok {
		who += fmt.Sprintf("; to %s, under %s", d.Disclosure.To, d.Disclosure.Under)
	}
	return e.Body.Kind() + " (" + who + ")"
}
