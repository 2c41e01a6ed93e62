package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A custody is where a station and its keys are, as the commands on keys are asked.
type custody struct {
	at place
	in secrets
}

func keysCommand(w *world) *cobra.Command {
	x := &custody{}
	c := &cobra.Command{
		Use:   "keys",
		Short: "List the keys of a station, and turn them over",
		Long: `Keys lists the keys of a station, and turns them over. It prints no key. Each step can be repeated, and stops nothing that was kept
from being read.

The master key, when someone who had it leaves, and once a year:
  1. affiant keys new master    draws a new one, before the others in the file
  2. start every node of affiant serve again: it wraps under the new one, and reads under all
  3. affiant keys rewrap        wraps every key of a matter under the new one
  4. affiant keys retire master NAME    takes the old one out of the file; refused while anything is wrapped under it

The key of the log:
  1. affiant keys new log       draws one, has the old one hand over to it, and signs with both from the next start on
  2. start every node again, and hand out log.pub and the succession
  3. affiant keys retire log ID    once all who check have the new key

A master key that was destroyed leaves what old blocks of a disk still hold under it unreadable. What the old key of the log has signed
stays true.`,
		Example: example("affiant keys list --data /var/lib/affiant", "affiant keys new master --data /var/lib/affiant"),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return noCommand(c, args[0])
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	x.at.flags(c.PersistentFlags())
	x.in.flagsIn(c.PersistentFlags())
	c.AddCommand(w.keysList(x), w.keysNew(x), w.keysRewrap(x), w.keysRetire(x))
	return c
}

// A keyListed is what keys list says of one key.
type keyListed struct {
	Kind  string `json:"kind"` // master or log
	Name  string `json:"name"`
	First bool   `json:"first"`           // it wraps, or is the newest that signs
	Wraps *int   `json:"wraps,omitempty"` // how many data keys a master key has wrapped
	Held  bool   `json:"held"`            // it is at hand
}

func (w *world) keysList(x *custody) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "list --data DIR",
		Short:   "List the master keys, with how much each has wrapped, and the keys of the log",
		Example: example("affiant keys list --data /var/lib/affiant"),
		Args:    takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			return w.custody(c.Context(), x, func(s store.Store, o clerk.Options) error {
				wrapped, err := s.Keys().AllKeys(c.Context())
				if err != nil {
					return err
				}
				list := keyList(o, wrapped)
				if asJSON {
					e := json.NewEncoder(w.out)
					e.SetIndent("", "  ")
					return e.Encode(list)
				}
				for _, k := range list {
					what := ""
					switch {
					case !k.Held:
						what = "  is not at hand: what it wraps cannot be read"
					case k.First && k.Kind == "master":
						what = "  wraps what is new"
					}
					if k.Wraps != nil {
						what = fmt.Sprintf("  %s%s", tally(*k.Wraps, "data key", "data keys"), what)
					}
					fmt.Fprintf(w.out, "%-6s  %s%s\n", k.Kind, k.Name, what)
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return c
}

// keyList says of each key what is known of it: first those at hand, then master keys that something is wrapped under all the same.
func keyList(o clerk.Options, wrapped []vault.Wrapped) []keyListed {
	under := wraps(wrapped)
	out := []keyListed{}
	for i, m := range o.Ring {
		n := under[m.Name()]
		delete(under, m.Name())
		out = append(out, keyListed{Kind: "master", Name: m.Name(), First: i == 0, Wraps: &n, Held: true})
	}
	missing := []string{}
	for name := range under {
		missing = append(missing, name)
	}
	slices.Sort(missing)
	for _, name := range missing {
		n := under[name]
		out = append(out, keyListed{Kind: "master", Name: name, Wraps: &n})
	}
	for i, k := range o.Keys {
		out = append(out, keyListed{Kind: "log", Name: logID(k), First: i == 0, Held: true})
	}
	return out
}

// wraps counts what is wrapped under each master key.
func wraps(list []vault.Wrapped) map[string]int {
	n := map[string]int{}
	for _, k := range list {
		n[k.Master]++
	}
	return n
}

func (w *world) keysRewrap(x *custody) *cobra.Command {
	return &cobra.Command{
		Use:   "rewrap --data DIR",
		Short: "Wrap every data key under the first master key",
		Long: `Rewrap wraps every data key that another master key has wrapped under the first of the ring: all of them, or none if one cannot be
unwrapped. What is sealed under the data keys stays as it is. It may run while the station serves, if every node was started with the
new master key.`,
		Example: example("affiant keys rewrap --data /var/lib/affiant"),
		Args:    takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			return w.custody(c.Context(), x, func(s store.Store, o clerk.Options) error {
				to, n := o.Ring.Current(), 0
				err := s.Keys().Rewrap(c.Context(), func(k vault.Wrapped) (vault.Wrapped, error) {
					if k.Master == to.Name() {
						return k, nil
					}
					from, err := o.Ring.Find(k.Master)
					if err != nil {
						return k, fault.Errorf(fault.Input, "data keys are wrapped under the master key %s, which is not at hand; expected its line in the file of master keys", k.Master)
					}
					n++
					return k.Rewrap(from, to)
				})
				if err == nil {
					fmt.Fprintf(w.out, "%s wrapped under %s\n", tally(n, "data key", "data keys"), to.Name())
				}
				return err
			})
		},
	}
}

// custody opens a store with its keys.
func (w *world) custody(ctx context.Context, x *custody, fn func(store.Store, clerk.Options) error) error {
	p, err := x.at.find(w.getenv)
	if err != nil {
		return err
	}
	return p.with(ctx, false, func(s store.Store) error {
		o, err := w.options(s, x.in.in(p.data))
		if err != nil {
			return err
		}
		return fn(s, o)
	})
}
