package dung

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

func numbers(t *testing.T, fields []string) []int32 {
	t.Helper()
	list := []int32{}
	for _, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, int32(n))
	}
	return list
}

func pairs(list []int32) [][2]int32 {
	var p [][2]int32
	for c := range slices.Chunk(list, 2) {
		p = append(p, [2]int32(c))
	}
	return p
}

// TestAspartix: all extensions, and from them every answer, of the frameworks with which ASPARTIX is tested.
func TestAspartix(t *testing.T) {
	text, err := os.ReadFile("testdata/aspartix/extensions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var name string
	var n int
	var attacks [][2]int32
	suites := 0
	for line := range strings.Lines(string(text)) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "#":
		case "af":
			f := strings.Fields(rest)
			name, n = f[0], int(numbers(t, f[1:])[0])
		case "attacks":
			attacks = pairs(numbers(t, strings.Fields(rest)))
		default:
			sem, ok := argue.ParseSemantics(word)
			if !ok {
				continue
			}
			suites++
			var want [][]int32
			for set := range strings.SplitSeq(strings.TrimSuffix(rest, ";"), ";") {
				if strings.Contains(rest, ";") {
					want = append(want, numbers(t, strings.Fields(set)))
				}
			}
			t.Run(fmt.Sprintf("%s-%s-%d", name, word, n), func(t *testing.T) { known(t, n, attacks, sem, want) })
		}
	}
	if suites != 108 {
		t.Errorf("%d suites; there are 108", suites)
	}
}

// known asks everything about a framework whose extensions are known, with certificates.
func known(t *testing.T, n int, attacks [][2]int32, sem argue.Semantics, want [][]int32) {
	f, err := New(n, attacks)
	if err != nil {
		t.Fatal(err)
	}
	r := NewReasoner(f, Options{Prove: true})
	check := func(a Answer, verdict Verdict, extension bool) {
		t.Helper()
		if a.Verdict != verdict || (a.Extension != nil) != extension {
			t.Fatalf("%v with %v, want %v", a.Verdict, a.Extension, verdict)
		}
		if a.Certificate == nil {
			t.Fatalf("no certificate: %s", a.Known)
		}
		if err := proof.VerifyAF(n, attacks, a.Certificate); err != nil {
			t.Fatal(err)
		}
	}
	var got [][]int32
	check(r.Each(sem, func(set []int32) bool {
		got = append(got, set)
		return true
	}), Yes, false)
	slices.SortFunc(got, slices.Compare)
	slices.SortFunc(want, slices.Compare)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Fatalf("extensions %v, want %v", got, want)
	}
	if len(want) == 0 {
		check(r.Some(sem), No, false)
	} else {
		check(r.Some(sem), Yes, true)
	}
	for a := int32(0); int(a) < n; a += int32(1 + n/12) {
		some, every := No, Yes
		for _, set := range want {
			if slices.Contains(set, a) {
				some = Yes
			} else {
				every = No
			}
		}
		check(r.Credulous(sem, a), some, some == Yes)
		if sem != argue.Complete { // to it every complete set was listed, and the answer is about the grounded
			check(r.Sceptical(sem, a), every, every == No)
		}
	}
}

// load reads a framework of the competition.
func load(t *testing.T, name string) (int, [][2]int32) {
	t.Helper()
	file, err := os.Open("testdata/consensus/" + name + ".af.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var attacks [][2]int32
	s := bufio.NewScanner(strings.NewReader(string(text)))
	for s.Scan() {
		f := strings.Fields(s.Text())
		switch {
		case len(f) == 3 && f[0] == "p":
			n = int(numbers(t, f[2:])[0])
		case len(f) == 2:
			p := numbers(t, f)
			attacks = append(attacks, [2]int32{p[0] - 1, p[1] - 1})
		}
	}
	return n, attacks
}

// TestConsensus: frameworks of the competition (ICCMA), with the answers on which seven other solvers agree.
func TestConsensus(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some ten seconds")
	}
	text, err := os.ReadFile("testdata/consensus/answers.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		t.Run(f[0]+" "+f[1], func(t *testing.T) {
			n, attacks := load(t, f[0])
			frame, err := New(n, attacks)
			if err != nil {
				t.Fatal(err)
			}
			a := numbers(t, f[2:3])[0] - 1
			ask := map[string]func(*Reasoner) Answer{
				"DC-CO": func(r *Reasoner) Answer { return r.Credulous(argue.Complete, a) },
				"DS-PR": func(r *Reasoner) Answer { return r.Sceptical(argue.Preferred, a) },
				"DS-ST": func(r *Reasoner) Answer { return r.Sceptical(argue.Stable, a) },
			}[f[1]]
			got := ask(NewReasoner(frame, Options{}))
			if strings.ToUpper(got.Verdict.String()) != f[3] {
				t.Fatalf("%v, but all others say %s", got.Verdict, f[3])
			}
			if n > 200 {
				return
			}
			got = ask(NewReasoner(frame, Options{Prove: true}))
			if got.Certificate == nil {
				t.Fatal(got.Known)
			}
			if err := proof.VerifyAF(n, attacks, got.Certificate); err != nil {
				t.Fatal(err)
			}
		})
	}
}
