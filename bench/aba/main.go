// Command aba times assumption-based frameworks drawn at random in the manner
// of the argumentation competition of 2023, beside clingo if it is installed.
//
//	go run ./bench/aba [-limit 20] [-tasks DC-CO,...] [SHAPE...]
//
// A shape is ATOMS_RATIO_RULES_PREMISES_SEED, as 2000_0.3_10_10_1. Each
// question is a process of its own, and what is counted is its user CPU
// seconds, making the framework (for clingo, reading it) included. A question
// not answered within the limit counts twice the limit (PAR-2). The query is
// the first assumption.
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
	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/aba"
)

//go:embed *.lp
var encodings embed.FS

// usual are the shapes timed if none are named.
const usual = "500_0.3_5_5_1,500_0.3_10_10_1,1000_0.3_5_5_1,1000_0.3_5_5_2,1000_0.3_10_10_1,1000_0.3_10_10_2," +
	"2000_0.1_5_5_1,2000_0.1_10_5_1,2000_0.1_10_10_1," +
	"2000_0.3_5_5_1,2000_0.3_5_5_2,2000_0.3_5_10_1,2000_0.3_10_5_1,2000_0.3_10_5_2,2000_0.3_10_10_1," +
	"5000_0.1_5_5_1,5000_0.1_10_10_1,5000_0.3_5_10_1,5000_0.3_10_5_1,5000_0.3_10_10_1"

func main() {
	b := &bench{total: make(map[string]float64)}
	flag.IntVar(&b.limit, "limit", 20, "CPU seconds for each question")
	tasks := flag.String("tasks", "DC-CO,DC-ST,DS-PR,DS-ST,SE-PR,SE-ST", "what to ask")
	flag.IntVar(&b.query, "query", 1, "the atom asked about")
	flag.BoolVar(&b.peer, "clingo", true, "run clingo too, if it is installed")
	write := flag.Bool("write", false, "write the one shape named in the competition's format, and do nothing else")
	one := flag.String("one", "", "answer one task about the one shape named, in this process")
	flag.Parse()
	shapes := flag.Args()
	if len(shapes) == 0 {
		shapes = strings.Split(usual, ",")
	}
	var err error
	switch {
	case *write:
		var s shape
		if s, err = parse(shapes[0]); err == nil {
			_, err = os.Stdout.Write(s.draw().text())
		}
	case *one != "":
		err = b.answer(*one, shapes[0])
	default:
		err = b.table(strings.Split(*tasks, ","), shapes)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type bench struct {
	limit, query int
	peer         bool
	dir          string
	total        map[string]float64
}

// answer answers one question and prints the verdict.
func (b *bench) answer(task, name string) error {
	s, err := parse(name)
	if err != nil {
		return err
	}
	kind, short, _ := strings.Cut(task, "-")
	sem, ok := argue.ParseSemantics(short)
	if !ok {
		return fmt.Errorf("%s: no such semantics", task)
	}
	f, err := s.draw().framework()
	if err != nil {
		return err
	}
	r := aba.NewReasoner(f, aba.Options{})
	var a aba.Answer
	switch kind {
	case "DC":
		a = r.Credulous(sem, int32(b.query-1))
	case "DS":
		a = r.Sceptical(sem, int32(b.query-1))
	case "SE":
		a = r.Some(sem)
	default:
		return fmt.Errorf("%s: no such task", task)
	}
	fmt.Println(strings.ToUpper(a.Verdict.String()), len(a.Extension), a.Known)
	return nil
}

func (b *bench) table(tasks, shapes []string) (err error) {
	if b.dir, err = os.MkdirTemp("", "aba"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if _, err := exec.LookPath("clingo"); err != nil {
		b.peer = false
	}
	if b.peer {
		if err := b.unpack(); err != nil {
			return err
		}
	}
	fmt.Printf("%-6s %-20s %8s %6s %-7s", "task", "shape", "affiant", "MB", "answer")
	if b.peer {
		fmt.Printf(" %8s %s", "clingo", "answer")
	}
	fmt.Println()
	for _, name := range shapes {
		s, err := parse(name)
		if err != nil {
			return err
		}
		facts := append(s.draw().facts(), fmt.Sprintf("query(%d).\n", b.query)...)
		if err := os.WriteFile(filepath.Join(b.dir, "facts.lp"), facts, 0o600); err != nil {
			return err
		}
		for _, task := range tasks {
			if err := b.row(task, name); err != nil {
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

func (b *bench) row(task, name string) error {
	me, err := os.Executable()
	if err != nil {
		return err
	}
	ours := process.Run(b.limit, me, "-limit", strconv.Itoa(b.limit), "-query", strconv.Itoa(b.query), "-one", task, name)
	got, _, _ := strings.Cut(ours.Text, " ")
	if got != "YES" && got != "NO" {
		got = "?"
	}
	b.count("affiant", task, got, ours.User)
	fmt.Printf("%-6s %-20s %8.2f %6d %-7s", task, name, ours.User, ours.Peak>>20, got)
	if b.peer {
		theirs := process.Run(b.limit, "clingo", b.clingo(task)...)
		other := meaning(task, theirs.Text)
		b.count("clingo", task, other, theirs.User)
		fmt.Printf(" %8.2f %s", theirs.User, other)
		if got != "?" && other != "?" && got != other {
			fmt.Print(" THEY DIFFER")
		}
	}
	fmt.Println()
	return nil
}

func (b *bench) count(who, task, answer string, cpu float64) {
	if answer == "?" {
		cpu = 2 * float64(b.limit)
	}
	b.total[who+" "+task] += cpu
}

// unpack puts the encodings where clingo can read them.
func (b *bench) unpack() error {
	files, err := encodings.ReadDir(".")
	if err != nil {
		return err
	}
	for _, f := range files {
		text, err := encodings.ReadFile(f.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(b.dir, f.Name()), text, 0o600); err != nil {
			return err
		}
	}
	for name, text := range map[string]string{"with": ":- query(X), not derived(X).", "without": ":- query(X), derived(X)."} {
		if err := os.WriteFile(filepath.Join(b.dir, name+".lp"), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// clingo is how to ask clingo.
func (b *bench) clingo(task string) []string {
	files := map[string]string{
		"DC-CO": "common admissible with", "DC-ST": "common stable with", "DS-ST": "common stable without", "SE-ST": "common stable",
		"SE-PR": "common admissible largest", "DS-PR": "common admissible complete sceptical",
	}[task]
	args := []string{"-V1", "--warn=none", filepath.Join(b.dir, "facts.lp")}
	for _, f := range strings.Fields(files) {
		args = append(args, filepath.Join(b.dir, f+".lp"))
	}
	if task == "SE-PR" {
		args = append(args, "--heuristic=Domain", "--enum-mode=domRec")
	}
	return args
}

// meaning is what clingo's answer says.
func meaning(task, text string) string {
	yes, no := "YES", "NO"
	if task == "DS-ST" {
		yes, no = no, yes
	}
	switch {
	case strings.Contains(text, "ANSWER YES"):
		return "YES"
	case strings.Contains(text, "ANSWER NO"):
		return "NO"
	case task == "DS-PR":
		return "?"
	case strings.Contains(text, "UNSATISFIABLE"):
		return no
	case strings.Contains(text, "SATISFIABLE"):
		return yes
	}
	return "?"
}
