package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/report"
)

func casesSearch(w *world) *cobra.Command {
	var x choices
	c := &cobra.Command{
		Use:   "search WORDS...",
		Short: "Find decided cases by words in their facts, factors and reasons",
		Long: `Search prints the decided cases in which every one of the words occurs: in name, citation, actors, facts, the titles and ids
of factors, reason, or later history; with the places where they do. Letters large or small are one, and a word may be a part
of a longer one.`,
		Example: example("affiant cases search telephone", "affiant cases search informant corroborated --json"),
		Args:    takes(1, -1, "at least one word"),
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			if slices.ContainsFunc(args, func(word string) bool { return strings.TrimSpace(word) == "" }) {
				return fault.Errorf(fault.Input, "one of the words is empty; expected words to look for, or affiant cases list for all")
			}
			type hit struct {
				Case   string   `json:"case"`
				Name   string   `json:"name"`
				Places []string `json:"places"`
			}
			hits := []hit{}
			for _, c := range b.Cases() {
				if places := occurs(b, c, args); places != nil {
					hits = append(hits, hit{c.ID, c.Name, places})
				}
			}
			if x.format == "json" {
				return w.json(&x, hits)
			}
			p := report.NewSheet(x.text(w))
			for _, h := range hits {
				p.Item(h.Case, 26, h.Name+". "+strings.Join(h.Places, " | "))
			}
			if len(hits) == 0 {
				p.Para("No case has all of these words: " + strings.Join(args, ", ") + ".")
			}
			return w.write(x.output, "", p.Bytes())
		},
	}
	x.formatted(c, []string{"text", "json"})
	x.sheet(c)
	w.lawFlag(c)
	return c
}

// occurs lists what of a case has some of the words, if all of them are somewhere in it.
func occurs(b *doctrine.Casebook, c doctrine.Case, words []string) []string {
	texts := []string{c.Name + ", " + c.Citation}
	for _, q := range c.Questions {
		texts = append(texts, strings.TrimSpace(q.About+" "+q.Actor+" "+q.Outcome+" "+q.Note+" "+q.Doubt))
	}
	for _, f := range c.Facts {
		texts = append(texts, f.Says)
		for _, id := range f.Shows {
			if factor, ok := b.Factor(id); ok {
				texts = append(texts, fmt.Sprintf("%s [%s]", factor.Title, id))
			}
		}
	}
	for _, f := range c.After {
		texts = append(texts, f.Says)
	}
	texts = append(texts, c.Reason, c.Note)
	for _, m := range c.Later {
		texts = append(texts, m.By+" "+m.Did)
	}
	var places []string
	for _, word := range words {
		found := false
		for _, text := range texts {
			if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
				found = true
				if !slices.Contains(places, text) {
					places = append(places, text)
				}
			}
		}
		if !found {
			return nil
		}
	}
	return places
}

func casesCompare(w *world) *cobra.Command {
	var x choices
	c := &cobra.Command{
		Use:   "compare CASE CASE",
		Short: "Set two decided cases side by side: what they share and what sets them apart",
		Long: `Compare prints what two decided cases were asked and how it came out, the factors that both have, and those that only one has,
each with the side that it favours on the questions that both were asked.`,
		Example:           example("affiant cases compare spinelli-1969 draper-1959", "affiant cases compare groh-2004 sheppard-1984 --json"),
		Args:              takes(2, 2, "two CASEs"),
		ValidArgsFunction: w.completeCases(2),
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			var two [2]doctrine.Case
			for i, id := range args {
				c, ok := b.Case(id)
				if !ok {
					return noCase(b, id)
				}
				two[i] = c
			}
			return w.compare(&x, b, two)
		},
	}
	x.formatted(c, []string{"text", "json"})
	x.sheet(c)
	w.lawFlag(c)
	return c
}

// compare prints two cases side by side.
func (w *world) compare(x *choices, b *doctrine.Casebook, two [2]doctrine.Case) error {
	type questionOfBoth struct {
		Question string    `json:"question"`
		Outcomes [2]string `json:"outcomes"`
	}
	doc := struct {
		Cases     [2]string              `json:"cases"`
		Questions []questionOfBoth       `json:"questions"`
		Both      []doctrine.FactorID    `json:"both"`
		Only      [2][]doctrine.FactorID `json:"only"`
	}{Cases: [2]string{two[0].ID, two[1].ID}, Questions: []questionOfBoth{}, Both: []doctrine.FactorID{}}
	var about []string
	for _, q := range two[0].Questions {
		for _, o := range two[1].Questions {
			if q.About == o.About && q.Profile == o.Profile {
				doc.Questions = append(doc.Questions, questionOfBoth{q.About, [2]string{q.Outcome, o.Outcome}})
				about = append(about, q.About)
			}
		}
	}
	for i, c := range two {
		doc.Only[i] = []doctrine.FactorID{}
		for _, id := range c.Shown() {
			switch shared := slices.Contains(two[1-i].Shown(), id); {
			case shared && i == 0:
				doc.Both = append(doc.Both, id)
			case !shared:
				doc.Only[i] = append(doc.Only[i], id)
			}
		}
	}
	if x.format == "json" {
		return w.json(x, doc)
	}
	p := report.NewSheet(x.text(w))
	for _, c := range two {
		p.Title(c.Name + ", " + c.Citation)
		for _, q := range c.Questions {
			p.Item(q.About, 24, strings.ReplaceAll(q.Outcome, "-", " ")+actorOf(q))
		}
		p.Item("reason", 24, c.Reason)
		p.Gap()
	}
	set := func(title string, list []doctrine.FactorID) {
		p.Section(title)
		for _, id := range list {
			p.Item(string(id), 34, favouring(b, id, about))
		}
		if len(list) == 0 {
			p.Para("Nothing.")
		}
	}
	set("Both have", doc.Both)
	set("Only "+two[0].Name, doc.Only[0])
	set("Only "+two[1].Name, doc.Only[1])
	return w.write(x.output, "", p.Bytes())
}

func actorOf(q doctrine.Asked) string {
	if q.Actor == "" {
		return ""
	}
	return " (" + q.Actor + ")"
}

// favouring is a factor's title with the sides that it favours on some questions.
func favouring(b *doctrine.Casebook, id doctrine.FactorID, about []string) string {
	f, _ := b.Factor(id)
	text := f.Title
	for _, bear := range f.Bears {
		if slices.Contains(about, bear.About) {
			text += fmt.Sprintf("; for %s on %s", strings.ReplaceAll(bear.Favours, "-", " "), bear.About)
		}
	}
	return text
}
