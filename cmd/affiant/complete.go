package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// among completes from a list.
func among(list func() []string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return list(), cobra.ShellCompDirectiveNoFileComp
	}
}

// amongLaw completes from a list that the law gives. A folder of law that cannot be read completes nothing.
func (w *world) amongLaw(list func(*doctrine.Law) []string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		law, err := w.law()
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return list(law), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeFile completes FILE: the built-in examples once example: is begun, else the files of the folder.
func completeFile(toComplete string) ([]string, cobra.ShellCompDirective) {
	if toComplete == "" || !strings.HasPrefix(examplePrefix, toComplete) && !strings.HasPrefix(toComplete, examplePrefix) {
		return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
	}
	var names []string
	for _, n := range exampleNames() {
		names = append(names, examplePrefix+n)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// firstFile completes the first argument as FILE.
func firstFile(_ *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeFile(toComplete)
}

// completeFind completes the id of a flaw of the file on the line, and then the ruling.
func (w *world) completeFind(_ *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 || args[0] == "-" {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if id, _, ruled := strings.Cut(toComplete, "="); ruled {
		var rulings []string
		for _, r := range []string{"overruled", "sustained", "sustained,innocent", "sustained,negligent", "sustained,reckless", "sustained,deliberate"} {
			rulings = append(rulings, id+"="+r)
		}
		return rulings, cobra.ShellCompDirectiveNoFileComp
	}
	f, err := w.matter(args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	law, err := w.law()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	r, err := brief.Read(&f.Matter, law, releaseName(), brief.Options{})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var ids []string
	for _, flaw := range r.Flaws {
		ids = append(ids, flaw.ID+"=")
	}
	for _, q := range r.Queries {
		ids = append(ids, q.ID+"=")
	}
	return ids, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeRespondent completes a respondent of the file on the line.
func (w *world) completeRespondent(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 || args[0] == "-" {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	f, err := w.matter(args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var ids []string
	for _, a := range f.Matter.Applications {
		for _, p := range a.Respondents {
			ids = append(ids, string(p))
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
