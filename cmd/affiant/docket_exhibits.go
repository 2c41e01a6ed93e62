package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/fault"
)

func (t *teller) keepCommand() *cobra.Command {
	var kind string
	c := &cobra.Command{
		Use:   "keep MATTER FILE",
		Short: "Send a recording or a scan to be kept, and get what the source that it belongs to has to say of it",
		Long: `Keep sends a file to the station, which keeps it sealed under the key of the matter. What it prints goes into the source that
is logged next, under exhibits; what no source names within a day is thrown away.`,
		Example: example("affiant docket keep ferry reel-9.wav", "affiant docket keep ferry scan --type application/pdf"),
		Args:    takes(2, 2, "a MATTER and a FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			is := kind
			if is == "" {
				is = typeOf(args[1])
			}
			if is == "" {
				return fault.Errorf(fault.Input, "it is not known what %s is; expected --type, such as audio/wav", args[1])
			}
			f, err := os.Open(args[1])
			if err != nil {
				return err
			}
			defer f.Close()
			x, err := s.Keep(c.Context(), args[0], is, f)
			if err != nil {
				return explain(err)
			}
			return t.print(x, func(out io.Writer) {
				fmt.Fprintf(out, "exhibits:\n  - name: %s\n    sum: %s\n    type: %s\n    size: %d\n", x.Name, x.Sum, x.Type, x.Size)
			})
		},
	}
	c.Flags().StringVar(&kind, "type", "", "its media `TYPE`, if the name of the file does not tell it")
	return c
}

// typeOf is the media type of a file by its name. What a machine's own tables say of it does not count.
func typeOf(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	for kind, list := range map[string]string{"audio/wav": ".wav", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg .oga", "audio/flac": ".flac", "video/mp4": ".mp4 .m4v",
		"video/quicktime": ".mov", "video/webm": ".webm", "video/mpeg": ".mpg .mpeg", "image/jpeg": ".jpg .jpeg", "image/png": ".png", "image/tiff": ".tif .tiff", "application/pdf": ".pdf",
		"text/plain": ".txt"} {
		for _, x := range strings.Fields(list) {
			if x == ext {
				return kind
			}
		}
	}
	return ""
}

func (t *teller) fetchCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:     "fetch MATTER NAME --output FILE",
		Short:   "Fetch a recording or a scan of a source that you may read",
		Example: example("affiant docket fetch ferry 8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4 --output reel-9.wav"),
		Args:    takes(2, 2, "a MATTER and the NAME of an exhibit"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := t.client(true)
			if err != nil {
				return err
			}
			if output == "" {
				return fault.Errorf(fault.Input, "it is not said where to; expected --output FILE, or - for standard output")
			}
			from, err := s.Fetch(c.Context(), args[0], args[1])
			if err != nil {
				return explain(err)
			}
			defer from.Close()
			if output == "-" {
				_, err = io.Copy(t.out, from)
				return err
			}
			f, err := os.OpenFile(output, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
			if err != nil {
				return err
			}
			_, err = io.Copy(f, from)
			return errors.Join(err, f.Close())
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "write it to a `FILE`; - is standard output")
	return c
}
