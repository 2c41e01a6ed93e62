package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/audit"
	"github.com/affiant-project/affiant/internal/clerk"
	docket "github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
)

func fsckCommand(w *world) *cobra.Command {
	var at place
	var x verification
	var keys secrets
	var all bool
	c := &cobra.Command{
		Use:   "fsck --data DIR",
		Short: "Go through a whole store, and say whether it is what was entered",
		Long: `Fsck reads every entry of a store, and holds it against its cover, its stream, its leaf and its key; it works the tree out
again from the entries and compares it with the stored hashes, the log's row and every signed checkpoint; it hashes every
paper; and it holds each row of the lists against its stream. What was changed behind the server's back is named. It mends
nothing, and the server may go on meanwhile.

What is amiss is told first, each thing once. One changed entry has many others disagree with it, such as every state that was signed
since: what follows so from what is told is summed up beneath, by kind, and with --all told line by line. A thing is put there only if it was
shown to follow.

With --key the signatures of the checkpoints are checked; with --master or --master-command every entry is opened, and not one word shown, and
each row, tag and word of the lists and the search index is derived anew and compared, field by field; where the station is served with
--law, by the same law. A store that was rolled back to a true earlier state shows it only to who has a later receipt or checkpoint: --since.

Exit codes:
  0  the store is what was entered
  1  something is not; it is named
  2  the input is at fault: a flag, a directory that is none
  3  affiant is at fault, or the database`,
		Example: example(
			"affiant fsck --data /var/lib/affiant --key court.key --master master.keys",
			"affiant fsck --database postgres://affiant@db/court --key court.key --since receipt.tlog-proof --json",
		),
		Args: takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			p, err := at.find(w.getenv)
			if err != nil {
				return err
			}
			law, err := w.law()
			if err != nil {
				return err
			}
			a := &audit.Audit{}
			if x.key != "" {
				if a.Trust, err = readTrust(x.key, x.successions); err != nil {
					return err
				}
				if a.Older, err = x.older(a.Trust); err != nil {
					return err
				}
				a.Trust.Quorum = 0 // witnesses cosign some of the store's checkpoints, and never all: what is asked here is whether the log signed each
			} else if len(x.since) > 0 {
				_, err := readTrust("", nil)
				return err
			}
			if a.Ring, err = w.ring(keys.master); keys.command != "" {
				a.Ring, err = w.masters(keys)
			}
			if err != nil {
				return err
			}
			return p.with(c.Context(), false, func(s store.Store) error {
				a.Store = s
				a.Derived = func(ctx context.Context, tx store.Tx, streams []docket.Stream, found func(where, how string)) (int, error) {
					return clerk.Reckon(ctx, s, a.Ring, law.Clocks(), tx, streams, found)
				}
				r, err := a.Run(c.Context())
				if err != nil {
					return err
				}
				return w.printAudit(r, len(a.Ring) > 0, all, x.asJSON)
			})
		},
	}
	w.lawFlag(c)
	f := c.Flags()
	at.flags(f)
	f.StringVar(&x.key, "key", "", "the public `KEY` of the log, or a file that says whom to believe")
	f.StringArrayVar(&x.since, "since", nil, "a receipt or checkpoint, `FILE`, from earlier: the store must have grown out of it")
	f.StringArrayVar(&x.successions, "succession", nil, "a `FILE` by which an old key of the log handed over to a new one")
	f.StringVar(&keys.master, "master", "", "the `FILE` of the master keys (default $"+envMaster+")")
	f.StringVar(&keys.command, "master-command", "", "a `PROGRAM` that holds the master key, as affiant serve has it")
	f.StringVar(&keys.commandName, "master-command-name", "command", "the `NAME` of the program's key")
	f.BoolVar(&all, "all", false, "tell line by line all of one kind, and what follows from what is amiss")
	f.BoolVar(&x.asJSON, "json", false, "print what was found as JSON")
	return c
}

// An audited is what fsck prints as JSON.
type audited struct {
	Sound     bool        `json:"sound"`
	Entries   int64       `json:"entries"`
	Streams   int         `json:"streams"`
	Opened    int64       `json:"opened"`
	Destroyed int64       `json:"destroyed"`
	Derived   int         `json:"derived"` // matters whose row and words were derived anew
	Papers    int         `json:"papers"`
	Root      string      `json:"root"`
	Breaches  []breachOut `json:"breaches"`
	More      int         `json:"more,omitempty"`
	Follows   []breachOut `json:"follows,omitempty"` // what would not be there without the breaches
	MoreSo    int         `json:"more_follows,omitempty"`
}

// breachesOf are faults in the form in which they are printed.
func breachesOf(list []error) []breachOut {
	out := []breachOut{}
	for _, err := range list {
		var b *proof.Broken
		if errors.As(err, &b) {
			out = append(out, breachOut{string(b.Breach), b.Where, b.How})
		}
	}
	return out
}

// summedUp is what follows, a line for each kind.
func summedUp(list []breachOut) []string {
	type kind struct {
		n           int
		first, last string
	}
	kinds := map[string]*kind{}
	var order []string
	for _, b := range list {
		k := kinds[b.Breach]
		if k == nil {
			k = &kind{first: b.Where}
			kinds[b.Breach] = k
			order = append(order, b.Breach)
		}
		k.n, k.last = k.n+1, b.Where
	}
	var lines []string
	for _, name := range order {
		line := kinds[name].first + ": " + name
		if kinds[name].n > 1 {
			line = fmt.Sprintf("%s to %s: %s, %d times", kinds[name].first, kinds[name].last, name, kinds[name].n)
		}
		lines = append(lines, line)
	}
	return lines
}

func (w *world) printAudit(r *audit.Report, keys, all, asJSON bool) error {
	out := audited{Sound: len(r.Faults) == 0, Entries: r.Entries, Streams: r.Streams, Opened: r.Opened, Destroyed: r.Destroyed, Derived: r.Derived, Papers: r.Papers,
		Root: fmt.Sprintf("%x", r.Root[:]), Breaches: breachesOf(r.Faults), More: r.More, MoreSo: r.MoreFollows}
	follow := breachesOf(r.Follows)
	if len(follow) > 0 {
		out.Follows = follow
	}
	if !out.Sound {
		w.code = 1
	}
	if asJSON {
		e := json.NewEncoder(w.out)
		e.SetIndent("", "  ")
		return e.Encode(out)
	}
	told := map[string]int{}
	for _, b := range out.Breaches {
		if told[b.Breach]++; all || told[b.Breach] <= mostAlike {
			fmt.Fprintf(w.out, "%s: %s: %s\n", b.Where, b.Breach, b.How)
		}
	}
	for _, breach := range slices.Sorted(maps.Keys(told)) {
		if n := told[breach] - mostAlike; n > 0 && !all {
			fmt.Fprintf(w.out, "%s: %d more, which --all tells\n", breach, n)
		}
	}
	if r.More > 0 {
		fmt.Fprintf(w.out, "and %d more\n", r.More)
	}
	switch {
	case len(follow) == 0:
	case all:
		fmt.Fprintf(w.out, "what follows from that:\n")
		for _, b := range follow {
			fmt.Fprintf(w.out, "  %s: %s: %s\n", b.Where, b.Breach, b.How)
		}
		if r.MoreFollows > 0 {
			fmt.Fprintf(w.out, "  and %d more\n", r.MoreFollows)
		}
	default:
		fmt.Fprintf(w.out, "what follows from that (%s, which --all tells):\n", tally(len(follow)+r.MoreFollows, "line", "lines"))
		for _, line := range summedUp(follow) {
			fmt.Fprintf(w.out, "  %s\n", line)
		}
	}
	if slices.ContainsFunc(out.Breaches, func(b breachOut) bool { return b.Breach == string(proof.Projected) }) {
		fmt.Fprint(w.out, "what lists and search have is no part of the log: affiant migrate --rederive derives it anew from the entries, after a new version or\nwhere it was changed; first find out who could change it, if no new version did\n")
	}
	verdict := "the store is what was entered"
	if !out.Sound {
		verdict = "THE STORE IS NOT WHAT WAS ENTERED"
	}
	if !out.Sound && !slices.ContainsFunc(out.Breaches, func(b breachOut) bool { return b.Breach != string(proof.Projected) }) {
		verdict = "the log is what was entered, AND WHAT IS KEPT BESIDE IT IS NOT WHAT FOLLOWS FROM IT"
	}
	fmt.Fprintf(w.out, "%s\n  %s in %s, %d opened, %d whose key was destroyed, %s\n  root %s\n",
		verdict, tally(int(out.Entries), "entry", "entries"), tally(out.Streams, "stream", "streams"), out.Opened, out.Destroyed, tally(out.Papers, "paper", "papers"), out.Root)
	if !keys {
		fmt.Fprint(w.out, "  not looked at, for want of the master keys (--master): what the entries say, and what the lists and the search index say of them\n")
	} else {
		fmt.Fprintf(w.out, "  %s derived anew for the lists and the search index\n", tally(out.Derived, "matter", "matters"))
	}
	return nil
}

// mostAlike is how many breaches of one kind are told line by line without --all: one cause may have as many as there are matters, such as a new version that
// derives otherwise.
const mostAlike = 10

func tally(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
