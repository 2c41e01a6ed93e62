package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// release is the version of the program and of its checks. A build may set it (-ldflags "-X main.release=1.2.3").
var release = "0.1.0"

// releaseName is the release, or the version under which the module was fetched.
func releaseName() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		if v, tagged := strings.CutPrefix(info.Main.Version, "v"); tagged && !strings.Contains(v, "-") && !strings.Contains(v, "+") {
			return v
		}
	}
	return release
}

func versionCommand(w *world) *cobra.Command {
	c := &cobra.Command{
		Use:     "version",
		Short:   "Print the release and the digest of the law it carries, and of law laid over it",
		Example: example("affiant version", "affiant version --law ./our-law"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			text := fmt.Sprintf("affiant %s\nlaw     %s\n", releaseName(), doctrine.Default().Digest())
			if dirs := w.dirs(); len(dirs) > 0 {
				b, err := w.book()
				if err != nil {
					return err
				}
				text += fmt.Sprintf("laid    %s, with %s over it\ncases   %s\n", b.Law().Digest(), strings.Join(dirs, ", "), b.Digest())
			}
			_, err := fmt.Fprint(w.out, text)
			return err
		},
	}
	w.lawFlag(c)
	return c
}
