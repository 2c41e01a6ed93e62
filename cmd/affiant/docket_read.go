package main

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/client"
	"github.com/affiant-project/affiant/internal/fault"
)

func sayMatters(list *[]client.Matter) func(io.Writer) {
	return func(out io.Writer) {
		for _, m := range *list {
			fmt.Fprintf(out, "%s  %s  (%s, %s)  %s\n", m.ID, m.Stage, m.Agency, m.Court, m.Title)
			for _, a := range m.Applications {
				fmt.Fprintf(out, "  %s  %s  %s: %s\n", a.ID, a.Stage, a.Kind, a.Offence)
			}
		}
	}
}

func (t *teller) listCommand() *cobra.Command {
	var court, agency, stage, due, cursor string
	var limit int
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the matters that you may find, the last changed first",
		Example: example("affiant docket list", "affiant docket list --court county --stage presented", "affiant docket list --due-before 2026-03-05T17:00:00Z --json"),
		Args:    takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			q := url.Values{}
			for name, value := range map[string]string{"court": court, "agency": agency, "stage": stage, "due_before": due, "cursor": cursor} {
				if value != "" {
					q.Set(name, value)
				}
			}
			if limit > 0 {
				q.Set("limit", strconv.Itoa(limit))
			}
			var p struct {
				Matters []client.Matter `json:"matters"`
				Next    string          `json:"next,omitempty"`
			}
			return t.read(c.Context(), "/v1/matters", q, &p, func(out io.Writer) {
				sayMatters(&p.Matters)(out)
				if p.Next != "" {
					fmt.Fprintf(out, "more: --cursor %s\n", p.Next)
				}
			})
		},
	}
	f := c.Flags()
	f.StringVar(&court, "court", "", "of this `COURT`")
	f.StringVar(&agency, "agency", "", "of this `AGENCY`")
	f.StringVar(&stage, "stage", "", "at this `STAGE`")
	must(c.RegisterFlagCompletionFunc("stage", among(stages)))
	f.StringVar(&due, "due-before", "", "with something due before this `TIME`, RFC 3339")
	f.StringVar(&cursor, "cursor", "", "go on where a page ended, a `CURSOR`")
	f.IntVar(&limit, "limit", 0, "how many at most, a `NUMBER`")
	return c
}

func (t *teller) searchCommand() *cobra.Command {
	var cursor string
	c := &cobra.Command{
		Use:     "search WORD...",
		Short:   "Find the matters that have all of the words, among those that you may find",
		Example: example("affiant docket search red purse"),
		Args:    takes(1, -1, "one WORD or more"),
		RunE: func(c *cobra.Command, args []string) error {
			q := url.Values{"words": {strings.Join(args, " ")}}
			if cursor != "" {
				q.Set("cursor", cursor)
			}
			var f struct {
				Matters []client.Matter `json:"matters"`
				Next    string          `json:"next,omitempty"`
			}
			return t.read(c.Context(), "/v1/search", q, &f, func(out io.Writer) {
				sayMatters(&f.Matters)(out)
				if f.Next != "" {
					fmt.Fprintf(out, "more: --cursor %s\n", f.Next)
				}
			})
		},
	}
	c.Flags().StringVar(&cursor, "cursor", "", "go on where a page ended, a `CURSOR`")
	return c
}

// A shownDocket is what show prints of a matter.
type shownDocket struct {
	Now    string         `json:"now"`
	Head   int64          `json:"head"`
	Sealed bool           `json:"sealed"`
	Lines  []shownLine    `json:"lines"`
	Due    []shownDue     `json:"due"`
	Matter map[string]any `json:"matter"`
}

type shownLine struct {
	Seq         int64  `json:"seq"`
	Kind        string `json:"kind"`
	Mode        string `json:"mode"`
	By          string `json:"by,omitempty"`
	Person      string `json:"person,omitempty"`
	Role        string `json:"role,omitempty"`
	At          string `json:"at,omitempty"`
	Application string `json:"application,omitempty"`
	On          string `json:"on,omitempty"`
	Presence    string `json:"presence,omitempty"`
	Hash        string `json:"hash"`
	Leaf        int64  `json:"leaf"`
}

type shownDue struct {
	Title     string    `json:"title"`
	Due       time.Time `json:"due"`
	Done      string    `json:"done,omitempty"`
	State     string    `json:"state"`
	Who       string    `json:"who"`
	Authority string    `json:"authority"`
}

func (t *teller) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show MATTER",
		Short:   "Show what was done in a matter, by whom and when, and what is due",
		Example: example("affiant docket show ferry", "affiant docket show ferry --json"),
		Args:    takes(1, 1, "one MATTER"),
		RunE: func(c *cobra.Command, args []string) error {
			var d shownDocket
			return t.read(c.Context(), client.Path(args[0]), nil, &d, func(out io.Writer) {
				fmt.Fprintf(out, "%v: %v\n", d.Matter["id"], d.Matter["title"])
				if d.Sealed {
					fmt.Fprintln(out, "under seal")
				}
				for _, l := range d.Lines {
					who := l.By
					if l.Mode == "recounted" {
						who = "recounted"
					}
					fmt.Fprintf(out, "%4d  %-25s  %-20s  %s  %s\n", l.Seq, l.At, l.Kind, who, l.Application)
				}
				for _, x := range d.Due {
					fmt.Fprintf(out, "%s: %s by %s (%s; %s)\n", x.State, x.Title, x.Due.Format("2006-01-02 15:04 MST"), x.Who, x.Authority)
				}
			})
		},
	}
}

func (t *teller) earlierCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "earlier MATTER APPLICATION",
		Short: "Read what you alone, as the magistrate, are told of what was brought before elsewhere",
		Long: `While an application lies before you: what another agency brought against the same person or for the same place, and what was refused under a seal
of your court. What the papers disclose is not told again (affiant docket papers).`,
		Example: example("affiant docket earlier ferry purse"),
		Args:    takes(2, 2, "a MATTER and an APPLICATION"),
		RunE: func(c *cobra.Command, args []string) error {
			var p struct {
				Told []string `json:"told"`
			}
			return t.read(c.Context(), client.Path(args[0], "applications", args[1], "earlier"), nil, &p, func(out io.Writer) {
				for _, says := range p.Told {
					fmt.Fprintln(out, says)
				}
				if len(p.Told) == 0 {
					fmt.Fprintln(out, "nothing beside what the papers disclose")
				}
			})
		},
	}
}

func (t *teller) papersCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "papers MATTER APPLICATION",
		Short:   "Read the papers of an application, with the digest that an oath and a decision name",
		Example: example("affiant docket papers ferry purse", "affiant docket papers ferry purse --json"),
		Args:    takes(2, 2, "a MATTER and an APPLICATION"),
		RunE: func(c *cobra.Command, args []string) error {
			var p struct {
				Digest      string         `json:"digest"`
				Head        int64          `json:"head"`
				Application map[string]any `json:"application"`
				People      []any          `json:"people"`
				Sources     []any          `json:"sources"`
				Told        []string       `json:"told,omitempty"`
			}
			return t.read(c.Context(), client.Path(args[0], "applications", args[1], "papers"), nil, &p, func(out io.Writer) {
				affidavit, _ := p.Application["affidavit"].(map[string]any)
				said, _ := affidavit["assertions"].([]any)
				for _, s := range said {
					if x, ok := s.(map[string]any); ok {
						fmt.Fprintf(out, "%v. %v\n", x["n"], x["text"])
					}
				}
				if oath, ok := p.Application["oath"].(map[string]any); ok {
					fmt.Fprintf(out, "sworn %v before %v", orUnknown(oath["time"]), orUnknown(oath["by"]))
					if means, ok := oath["means"].(string); ok {
						fmt.Fprintf(out, ", %s", means)
					}
					if words, ok := oath["words"].(string); ok {
						fmt.Fprintf(out, ": %q", words)
					}
					fmt.Fprintln(out)
					confirmed, _ := oath["confirmed"].([]any)
					for _, s := range confirmed {
						if x, ok := s.(map[string]any); ok {
							fmt.Fprintf(out, "confirmed by %v: heard %v, %v: %q\n", x["by"], orUnknown(x["heard"]), x["means"], fmt.Sprint(x["words"]))
						}
					}
				}
				told, _ := p.Application["presentments"].([]any)
				for _, s := range told {
					if x, ok := s.(map[string]any); ok {
						before, _ := x["disclosed"].([]any)
						for _, b := range before {
							fmt.Fprintf(out, "earlier: %v\n", b)
						}
					}
				}
				for _, says := range p.Told {
					fmt.Fprintf(out, "told to you alone: %s\n", says)
				}
				fmt.Fprintf(out, "digest %s\n", p.Digest)
			})
		},
	}
}

// orUnknown is what stands in an answer, or that it is not known.
func orUnknown(x any) any {
	if x == nil {
		return "unknown"
	}
	return x
}

func (t *teller) sourcesCommand() *cobra.Command {
	var app string
	c := &cobra.Command{
		Use:     "sources MATTER",
		Short:   "Read all that the affiant had, as JSON",
		Example: example("affiant docket sources ferry"),
		Args:    takes(1, 1, "one MATTER"),
		RunE: func(c *cobra.Command, args []string) error {
			q := url.Values{}
			if app != "" {
				q.Set("application", app)
			}
			var v map[string]any
			return t.read(c.Context(), client.Path(args[0], "sources"), q, &v, nil)
		},
	}
	c.Flags().StringVar(&app, "application", "", "as far as this `APPLICATION` goes")
	return c
}

func (t *teller) flawsCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "flaws MATTER APPLICATION",
		Short:   "Show what is in question in an application, and what was answered",
		Example: example("affiant docket flaws ferry purse"),
		Args:    takes(2, 2, "a MATTER and an APPLICATION"),
		RunE: func(c *cobra.Command, args []string) error {
			var f struct {
				Flaws []struct {
					ID       string `json:"id"`
					Title    string `json:"title"`
					Message  string `json:"message"`
					Asks     string `json:"asks,omitempty"`
					Answered string `json:"answered,omitempty"`
					Because  string `json:"because,omitempty"`
				} `json:"flaws"`
				Unanswered int `json:"unanswered"`
			}
			return t.read(c.Context(), client.Path(args[0], "applications", args[1], "flaws"), nil, &f, func(out io.Writer) {
				for _, x := range f.Flaws {
					fmt.Fprintf(out, "%s  %s\n  %s\n", x.ID, x.Title, x.Message)
					if x.Asks != "" {
						fmt.Fprintf(out, "  %s\n", x.Asks)
					}
					if x.Answered != "" {
						fmt.Fprintf(out, "  answered: %s; %s\n", x.Answered, x.Because)
					}
				}
				fmt.Fprintf(out, "%d to be mended or answered before the oath\n", f.Unanswered)
			})
		},
	}
}

func (t *teller) warrantsCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "warrants MATTER APPLICATION",
		Short:   "Show the warrants on an application, and whether each lives at this moment",
		Example: example("affiant docket warrants ferry purse"),
		Args:    takes(2, 2, "a MATTER and an APPLICATION"),
		RunE: func(c *cobra.Command, args []string) error {
			var list []struct {
				Now     string         `json:"now"`
				Lives   bool           `json:"lives"`
				Dead    string         `json:"dead,omitempty"`
				Warrant map[string]any `json:"warrant"`
			}
			return t.read(c.Context(), client.Path(args[0], "applications", args[1], "warrants"), nil, &list, func(out io.Writer) {
				if len(list) == 0 {
					fmt.Fprintln(out, "no warrant was issued on it")
				}
				for _, x := range list {
					state := "lives"
					if !x.Lives {
						state = "IS DEAD: " + x.Dead
					}
					fmt.Fprintf(out, "%v  %s (%s)\n", x.Warrant["id"], state, x.Now)
				}
			})
		},
	}
}

func (t *teller) answersCommand() *cobra.Command {
	var profile string
	c := &cobra.Command{
		Use:     "answers MATTER APPLICATION",
		Short:   "Read what follows from the papers, once it was decided, as JSON",
		Example: example("affiant docket answers ferry purse"),
		Args:    takes(2, 2, "a MATTER and an APPLICATION"),
		RunE: func(c *cobra.Command, args []string) error {
			q := url.Values{"application": {args[1]}}
			if profile != "" {
				q.Set("profile", profile)
			}
			var v map[string]any
			return t.read(c.Context(), client.Path(args[0], "answers"), q, &v, nil)
		},
	}
	c.Flags().StringVar(&profile, "profile", "", "by this view of the law, a `PROFILE`")
	return c
}

func (t *teller) receiptCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:     "receipt MATTER ENTRY",
		Short:   "Get the receipt of an entry, which affiant verify checks offline",
		Example: example("affiant docket receipt ferry 14 --output oath.tlog-proof", "affiant verify --key log.pub oath.tlog-proof"),
		Args:    takes(2, 2, "a MATTER and the number of an ENTRY"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			if _, err := strconv.ParseInt(args[1], 10, 64); err != nil {
				return fault.Errorf(fault.Input, "%q is no number of an entry; affiant docket show MATTER lists them", args[1])
			}
			var p struct {
				Receipt string `json:"receipt"`
				Secret  string `json:"secret"`
			}
			if err := s.Get(c.Context(), client.Path(args[0], "entries", args[1], "proof"), nil, &p); err != nil {
				return explain(err)
			}
			if t.asJSON {
				return t.print(p, nil)
			}
			if output == "" {
				_, err = io.WriteString(t.out, p.Receipt)
				return err
			}
			return os.WriteFile(output, []byte(p.Receipt), 0o600)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "write it to a `FILE`")
	return c
}

func (t *teller) rollCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "roll",
		Short:   "Show the station, its agencies and courts, as JSON; to an administrator its people too",
		Example: example("affiant docket roll"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			var v map[string]any
			return t.read(c.Context(), "/v1/roll", nil, &v, nil)
		},
	}
}

func (t *teller) trailCommand() *cobra.Command {
	var from, limit, before int
	var last bool
	c := &cobra.Command{
		Use:     "trail",
		Short:   "Show who was refused, read what is sealed, broke the glass, signed in",
		Example: example("affiant docket trail --limit 20", "affiant docket trail --last --limit 20"),
		Args:    takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			ask := url.Values{"from": {strconv.Itoa(from)}, "limit": {strconv.Itoa(limit)}}
			switch {
			case before != 0 && !last:
				return fault.Errorf(fault.Input, "--before is for --last: it gives only the lines before that number, the last of them first")
			case last:
				ask = url.Values{"order": {"last"}, "limit": {strconv.Itoa(limit)}}
				if before != 0 {
					ask.Set("before", strconv.Itoa(before))
				}
			}
			var list []map[string]any
			return t.read(c.Context(), "/v1/trail", ask, &list, func(out io.Writer) {
				for _, l := range list {
					if last {
						fmt.Fprintf(out, "%v  ", l["n"])
					}
					fmt.Fprintf(out, "%v  %v  %v  %v  %v\n", l["at"], l["what"], orDash(l["account"]), l["act"], orDash(l["matter"]))
				}
			})
		},
	}
	c.Flags().IntVar(&from, "from", 1, "the number of the first line, `N`")
	c.Flags().IntVar(&limit, "limit", 100, "how many at most, `N`")
	c.Flags().BoolVar(&last, "last", false, "the last line first, each with its number")
	c.Flags().IntVar(&before, "before", 0, "with --last, only lines before the number `N`")
	return c
}

func orDash(v any) any {
	if v == nil {
		return "-"
	}
	return v
}
