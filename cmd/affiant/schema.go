package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/transcript"
)

func schemaCommand(w *world) *cobra.Command {
	names := []string{"matter", "review", "rereading", "decisions", "measurement", "law-diff"}
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of a matter file, or of what is printed as JSON",
		Long: `Schema prints a JSON Schema (draft 2020-12): of a matter file, which editors use to complete and check as one writes; of
a review, as affiant review and affiant why print it; of a paper read again, as affiant whatif prints it; of decisions, as affiant
cases near and affiant cases measure --only read them; of a measurement, as affiant cases measure prints it; or of two views of the
law compared, as affiant law diff prints them. The names are matter, review, rereading, decisions, measurement and law-diff.`,
		Example:   example("affiant schema > matter.schema.json", "affiant schema review"),
		Args:      takes(0, 1, "one name or nothing"),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			var schema []byte
			switch {
			case len(args) == 0 || args[0] == "matter":
				schema = transcript.Schema()
			case args[0] == "review":
				schema = report.Schema()
			case args[0] == "rereading":
				schema = report.RereadingSchema()
			case args[0] == "decisions":
				schema, _ = doctrine.Schema("decisions")
			case args[0] == "measurement":
				schema = report.MeasurementSchema()
			case args[0] == "law-diff":
				schema = report.DiffSchema()
			default:
				return fault.Errorf(fault.Input, "there is no schema %q%s; expected one of %s", args[0], didYouMean(args[0], names), strings.Join(names, ", "))
			}
			_, err := fmt.Fprintf(w.out, "%s", schema)
			return err
		},
	}
}
