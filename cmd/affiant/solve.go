package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/argue/contest"
	"github.com/affiant-project/affiant/internal/fault"
)

// exitUnknown is the exit code of solve when time ran out before there was an answer.
const exitUnknown = 4

// A solving is what solve is asked.
type solving struct {
	task, file, arg, format string
	proof, verify           string
	seconds                 float64
	workers                 int
	listTasks, listFormats  bool
	asJSON                  bool
	instance                *contest.Instance
	query                   int32
	begun                   time.Time
}

func solveCommand(w *world) *cobra.Command {
	x := &solving{}
	c := &cobra.Command{
		Use:   "solve -p TASK -f FILE [-a ARGUMENT]",
		Short: "Answer a task of the argumentation competitions, with proof",
		Long: `Solve answers the tasks of the ICCMA competitions about abstract and assumption-based frameworks, and prints the answer to
the letter of the competition that its format comes from: i23 and aba (2023), apx and tgf (2015 to 2021). Without
--format it tells by the first words of the file, or else by how its name ends.

A TASK is a problem and a semantics, as DS-PR. The problems are DC (is ARGUMENT in some extension?), DS (in all?), SE (give
one), EE (give all) and CE (how many?); the semantics CO, GR, PR, ST, SST, STG and ID. In an assumption-based framework
ARGUMENT is any atom.

With --proof FILE the answer comes with a certificate, and --verify FILE checks one against the framework, sharing no code
with what found the answer. A certificate past 256 MB is not written; the answer then stands uncertified, as is said on
standard error. What the file held before goes first of all, even if the framework then turns out to be at fault.

When --seconds have passed without an answer, nothing is printed on standard output, where it might be taken for one;
standard error says unknown, and what is known so far. As JSON the verdict is "unknown". The competitions' way of calling,
with no subcommand, works too: affiant -p TASK -f FILE -a ARGUMENT.

Exit codes:
  0  answered, be it YES or NO; the certificate holds
  1  the certificate does not hold (--verify)
  2  the input is at fault: a file, a flag, a name
  3  affiant is at fault
  4  unknown: the time ran out`,
		Example: example(
			"affiant solve -p DS-PR -f framework.af -a 3",
			"affiant solve -p DC-PR -f framework.af -a 3 --proof why.proof",
			"affiant solve --verify why.proof -f framework.af",
			"affiant solve -p EE-CO -f framework.apx --seconds 10 --json",
			"affiant solve --problems",
		),
		Args: takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			x.begun = time.Now()
			return w.solve(c.Context(), x)
		},
	}
	f := c.Flags()
	f.StringVarP(&x.task, "problem", "p", "", "the `TASK`, as DC-CO")
	f.StringVarP(&x.file, "file", "f", "", "the `FILE` that holds the framework; - for standard input")
	f.StringVarP(&x.arg, "argument", "a", "", "the `ARGUMENT` or atom asked about (DC, DS)")
	f.StringVar(&x.format, "format", "", "`FORMAT` of the file: "+strings.Join(contest.Formats(), ", ")+" (default by its content, or its name)")
	f.StringVar(&x.proof, "proof", "", "write a certificate of the answer to this `FILE`")
	f.StringVar(&x.verify, "verify", "", "check the certificate in this `FILE`, - for standard input; a task and argument, if given, must be the ones it is about")
	f.Float64Var(&x.seconds, "seconds", 0, "give up after this many `SECONDS`, as 1 or 0.5 (default no limit)")
	f.IntVar(&x.workers, "workers", 1, "a `NUMBER` of processors that may search parts of an abstract framework without attacks between them; the answer is the same")
	f.BoolVar(&x.listTasks, "problems", false, "print the tasks")
	f.BoolVar(&x.listFormats, "formats", false, "print the formats")
	f.BoolVar(&x.asJSON, "json", false, "print the answer as JSON")
	must(c.RegisterFlagCompletionFunc("problem", among(taskNames)))
	must(c.RegisterFlagCompletionFunc("format", among(contest.Formats)))
	must(c.RegisterFlagCompletionFunc("file", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"af", "i23", "aba", "apx", "tgf"}, cobra.ShellCompDirectiveFilterFileExt
	}))
	return c
}

// competition puts the subcommand into a command line that is written the competitions' way, in which -fo once named the
// format.
func competition(args []string) []string {
	if len(args) == 0 {
		return args
	}
	if slices.Contains([]string{"-p", "-f", "-fo", "-a", "--problems", "--formats"}, args[0]) {
		args = append([]string{"solve"}, args...)
	}
	if args[0] == "solve" {
		args = slices.Clone(args)
		for i, a := range args {
			if a == "-fo" {
				args[i] = "--format"
			}
		}
	}
	return args
}

func taskNames() []string {
	var names []string
	for _, t := range contest.Tasks() {
		names = append(names, t.String())
	}
	return names
}

// solve carries out what is asked.
func (w *world) solve(ctx context.Context, x *solving) error {
	switch {
	case x.listTasks:
		fmt.Fprintf(w.out, "[%s]\n", strings.Join(taskNames(), ","))
		return nil
	case x.listFormats:
		fmt.Fprintf(w.out, "[%s]\n", strings.Join(contest.Formats(), ","))
		return nil
	case x.file == "":
		return fault.Errorf(fault.Input, "there is no framework; expected -f FILE")
	case math.IsNaN(x.seconds) || x.seconds < 0:
		return fault.Errorf(fault.Input, "--seconds %v: expected a number of seconds, as 1 or 0.5, or 0 for no limit", x.seconds)
	case x.workers < 1:
		return fault.Errorf(fault.Input, "--workers %d: expected 1 or more", x.workers)
	case x.proof == "-":
		return fault.Errorf(fault.Input, "--proof -: standard output is for the answer alone; expected a file, as ./- if that is its name")
	case x.verify == "-" && x.file == "-":
		return fault.Errorf(fault.Input, "--verify - and -f -: standard input cannot be both; expected a file for one of them")
	case x.verify != "" && x.proof != "":
		return fault.Errorf(fault.Input, "--proof and --verify do not go together; expected one of them")
	}
	task, err := x.understand()
	if err != nil {
		return err
	}
	if x.proof != "" {
		if err := x.clearProof(w.in); err != nil {
			return err
		}
	}
	limit := x.limit()
	read, err := within(limit, func() (framework, error) { return w.framework(x) })
	if errors.Is(err, errLate) {
		return w.tooLate(x, task, "the framework was not read to its end")
	}
	if err != nil {
		return err
	}
	x.instance, x.query = read.instance, read.query
	if x.verify != "" {
		return w.verify(x, task, limit)
	}
	ctx, stop := limit.context(ctx)
	defer stop()
	r, err := within(limit, func() (contest.Result, error) {
		return x.instance.Solve(task, x.query, contest.Options{Context: ctx, Prove: x.proof != "", Workers: x.workers})
	})
	if errors.Is(err, errLate) {
		return w.tooLate(x, task, fmt.Sprintf("the framework has %d %s", x.instance.Size(), x.instance.Format.Elements()))
	}
	if err != nil {
		return err
	}
	return w.answer(x, r, limit)
}

// understand reads the task. To verify, none is needed.
func (x *solving) understand() (contest.Task, error) {
	if x.task == "" && x.verify != "" {
		return contest.Task{}, nil
	}
	task, ok := contest.ParseTask(x.task)
	switch {
	case x.task == "":
		return task, fault.Errorf(fault.Input, "there is no task; expected -p TASK, as DC-CO (affiant solve --problems lists them)")
	case !ok:
		return task, fault.Errorf(fault.Input, "-p %s: there is no such task%s; expected one of those that affiant solve --problems lists",
			x.task, didYouMean(strings.ToUpper(x.task), taskNames()))
	case task.Queried() && x.arg == "" && x.verify == "":
		return task, fault.Errorf(fault.Input, "%s is about one argument; expected -a ARGUMENT", task)
	case !task.Queried() && x.arg != "":
		return task, fault.Errorf(fault.Input, "%s is about no argument; expected no -a", task)
	}
	return task, nil
}

// A framework is what was read, and the argument or atom asked about; -1 if none is.
type framework struct {
	instance *contest.Instance
	query    int32
}

// framework reads the framework, and finds the argument in it. It changes nothing, for it may be left alone when time is up.
func (w *world) framework(x *solving) (framework, error) {
	var in io.Reader = w.in
	name := "standard input"
	size := int64(0)
	if x.file != "-" {
		file, err := os.Open(x.file)
		if err != nil {
			return framework{}, err
		}
		defer file.Close()
		in, name = file, x.file
		if info, err := file.Stat(); err == nil {
			size = min(info.Size(), contest.MostBytes)
		}
	}
	data := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead)) // room for all of it at once, and to see that it ends
	if _, err := data.ReadFrom(io.LimitReader(in, contest.MostBytes+1)); err != nil {
		return framework{}, err
	}
	format, ok := contest.Detect(filepath.Base(name), data.Bytes())
	if x.format != "" {
		if format, ok = contest.ParseFormat(x.format); !ok {
			return framework{}, fault.Errorf(fault.Input, "--format %s: there is no such format%s; expected one of %s",
				x.format, didYouMean(x.format, contest.Formats()), strings.Join(contest.Formats(), ", "))
		}
	}
	if !ok {
		return framework{}, fault.Errorf(fault.Input, "%s: its format cannot be told; expected --format and one of %s", name, strings.Join(contest.Formats(), ", "))
	}
	instance, err := contest.Parse(name, data.Bytes(), format)
	if err != nil || x.arg == "" {
		return framework{instance, -1}, err
	}
	query, ok := instance.Find(x.arg)
	if ok {
		return framework{instance, query}, nil
	}
	expected := "an argument that it names"
	if format == contest.I23 || format == contest.ABA {
		expected = fmt.Sprintf("a number from 1 to %d", instance.Size())
		if n, err := strconv.Atoi(x.arg); err == nil && n >= 1 && n <= instance.Size() {
			return framework{}, fault.Errorf(fault.Input, "-a %s: numbers are written without a sign or zeros before them; expected %d", x.arg, n)
		}
	}
	return framework{}, fault.Errorf(fault.Input, "-a %s: there is no such argument in %s; expected %s", x.arg, name, expected)
}
