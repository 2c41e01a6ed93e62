// Command argue times the argument core on frameworks in the format of the
// argumentation competition, beside clingo if it is installed.
//
//	go run ./bench/argue [-limit 20] [-tasks DC-CO,...] [-query file] FILE.af...
//
// Each question is a process of its own, and what is counted is its user CPU
// seconds, reading the file included. A question not answered within the
// limit counts twice the limit (PAR-2). The query is the argument that the
// query file, lines of instance, task and argument parted by tabs, gives for
// the instance, and otherwise the one in the middle.
package main

import (
	"embed"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/bench/process"
)

//go:embed *.lp
var encodings embed.FS

func main() {
	limit := flag.Int("limit", 20, "CPU seconds for each question")
	tasks := flag.String("tasks", "DC-CO,DS-PR,SE-PR,DS-ST", "what to ask")
	queries := flag.String("query", "", "tab-separated file of instance, task, argument, answer")
	peer := flag.Bool("clingo", true, "run clingo too, if it is installed")
	one := flag.String("one", "", "answer one task in this process: TASK or TASK:ARGUMENT")
	flag.Parse()
	if err := run(*limit, strings.Split(*tasks, ","), *queries, *peer, *one, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(limit int, tasks []string, queries string, peer bool, one string, files []string) error {
	if one != "" {
		return answer(one, files[0])
	}
	known, err := readQueries(queries)
	if err != nil {
		return err
	}
	_, err = exec.LookPath("clingo")
	b := bench{limit: limit, peer: peer && err == nil, known: known, total: make(map[string]float64)}
	if b.dir, err = os.MkdirTemp("", "argue"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	fmt.Printf("%-6s %-36s %6s %8s %8s %-8s %8s %s\n", "task", "instance", "query", "affiant", "MB", "answer", "clingo", "answer")
	for _, task := range tasks {
		for _, file := range files {
			if err := b.row(task, file); err != nil {
				return err
			}
		}
	}
	fmt.Println()
	for _, task := range tasks {
		fmt.Printf("PAR-2 %-6s affiant %8.2f", task, b.total["affiant "+task])
		if b.peer {
			fmt.Printf("  clingo %8.2f", b.total["clingo "+task])
		}
		fmt.Println()
	}
	return nil
}

type bench struct {
	limit int
	peer  bool
	dir   string
	known map[string]query
	total map[string]float64
}

// A query is an argument, by its number in the file, and the answer where it is known.
type query struct {
	argument int
	answer   string
}

func readQueries(file string) (map[string]query, error) {
	known := make(map[string]query)
	if file == "" {
		return known, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) >= 4 {
			if a, err := strconv.Atoi(f[2]); err == nil {
				known[f[0]+" "+f[1]] = query{a, f[3]}
				if _, ok := known[f[0]]; !ok {
					known[f[0]] = query{argument: a}
				}
			}
		}
	}
	return known, nil
}

func (b *bench) row(task, file string) error {
	name := strings.TrimSuffix(filepath.Base(file), ".af")
	q, ok := b.known[name+" "+task]
	if !ok {
		q = b.known[name]
	}
	facts, n, err := convert(file)
	if err != nil {
		return err
	}
	if q.argument == 0 {
		q.argument = n/2 + 1
	}
	me, err := os.Executable()
	if err != nil {
		return err
	}
	spec := task
	if strings.HasPrefix(task, "D") {
		spec += ":" + strconv.Itoa(q.argument)
	}
	ours := process.Run(b.limit, me, "-one", spec, file)
	got := verdict(ours.Text)
	fmt.Printf("%-6s %-36s %6d %8.2f %8d %-8s", task, name, q.argument, ours.User, ours.Peak>>20, got+wrong(got, q.answer))
	b.total["affiant "+task] += b.score(got, ours.User)
	if b.peer {
		args, sat := b.clingo(task, q.argument)
		if args != nil {
			path := filepath.Join(b.dir, "facts.lp")
			if err := os.WriteFile(path, facts, 0o600); err != nil {
				return err
			}
			theirs := process.Run(b.limit, "clingo", append(args, path)...)
			other := "?"
			switch {
			case strings.Contains(theirs.Text, "UNSATISFIABLE"):
				other = map[bool]string{true: "NO", false: "YES"}[sat == "YES"]
			case strings.Contains(theirs.Text, "SATISFIABLE"):
				other = sat
			}
			fmt.Printf(" %8.2f %s%s", theirs.User, other, wrong(other, got))
			b.total["clingo "+task] += b.score(other, theirs.User)
		}
	}
	fmt.Println()
	return nil
}

// wrong marks an answer that is not the one known.
func wrong(got, known string) string {
	if known == "" || known == "?" || got == "?" || got == known {
		return ""
	}
	return " WRONG"
}

func (b *bench) score(answer string, cpu float64) float64 {
	if answer == "?" {
		return 2 * float64(b.limit)
	}
	return cpu
}

func verdict(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	if first == "YES" || first == "NO" {
		return first
	}
	return "?"
}

// clingo is how to ask clingo, and what a model means. No arguments if there is no encoding.
func (b *bench) clingo(task string, a int) (args []string, sat string) {
	files := map[string][]string{
		"DC-CO": {"admissible.lp", "complete.lp"},
		"DC-ST": {"stable.lp"},
		"DS-PR": {"admissible.lp", "complete.lp", "preferred.lp"},
		"SE-PR": {"admissible.lp", "largest.lp"},
		"DS-ST": {"stable.lp"},
		"SE-ST": {"stable.lp"},
	}[task]
	if files == nil {
		return nil, ""
	}
	for _, f := range files {
		text, _ := encodings.ReadFile(f)
		path := filepath.Join(b.dir, f)
		if os.WriteFile(path, text, 0o600) != nil {
			return nil, ""
		}
		args = append(args, path)
	}
	sat = "YES"
	goal := ""
	switch task[:2] {
	case "DC":
		goal = fmt.Sprintf(":- not in(%d).", a)
	case "DS":
		goal, sat = fmt.Sprintf(":- in(%d).", a), "NO"
	}
	path := filepath.Join(b.dir, "goal.lp")
	if os.WriteFile(path, []byte(goal), 0o600) != nil {
		return nil, ""
	}
	args = append(args, path, "-V1", "1")
	if task == "SE-PR" {
		args = append(args, "--heuristic=Domain", "--enum-mode=domRec")
	}
	return args, sat
}
