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
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the release and the digest of the law it carries",
		Example: example("affiant version"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(w.out, "affiant %s\nlaw     %s\n", releaseName(), doctrine.Default().Digest())
			return err
		},
	}
}
