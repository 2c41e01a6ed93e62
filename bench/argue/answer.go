package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/dung"
)

// read reads a framework in the format of 2023: "p af N", then attacks, two numbers a line.
func read(file string) (int, [][2]int32, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, nil, err
	}
	n := 0
	var attacks [][2]int32
	s := bufio.NewScanner(bytes.NewReader(text))
	for s.Scan() {
		f := strings.Fields(s.Text())
		switch {
		case len(f) == 0 || f[0] == "#":
		case len(f) == 3 && f[0] == "p":
			n, err = strconv.Atoi(f[2])
		case len(f) == 2:
			var a, b int
			if a, err = strconv.Atoi(f[0]); err == nil {
				b, err = strconv.Atoi(f[1])
			}
			attacks = append(attacks, [2]int32{int32(a - 1), int32(b - 1)})
		}
		if err != nil {
			return 0, nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return n, attacks, s.Err()
}

// convert writes the framework as facts for clingo.
func convert(file string) (facts []byte, n int, err error) {
	n, attacks, err := read(file)
	if err != nil {
		return nil, 0, err
	}
	var b bytes.Buffer
	for a := range n {
		fmt.Fprintf(&b, "arg(%d).\n", a+1)
	}
	for _, t := range attacks {
		fmt.Fprintf(&b, "att(%d,%d).\n", t[0]+1, t[1]+1)
	}
	return b.Bytes(), n, nil
}

// answer answers one question and prints as the competition does.
func answer(spec, file string) error {
	task, of, _ := strings.Cut(spec, ":")
	kind, short, _ := strings.Cut(task, "-")
	sem, ok := argue.ParseSemantics(short)
	if !ok {
		return fmt.Errorf("%s: no such semantics", task)
	}
	n, attacks, err := read(file)
	if err != nil {
		return err
	}
	f, err := dung.New(n, attacks)
	if err != nil {
		return err
	}
	r := dung.NewReasoner(f, dung.Options{})
	var a dung.Answer
	q, _ := strconv.Atoi(of)
	switch kind {
	case "DC":
		a = r.Credulous(sem, int32(q-1))
	case "DS":
		a = r.Sceptical(sem, int32(q-1))
	case "SE":
		a = r.Some(sem)
	case "CE":
		count := 0
		a = r.Each(sem, func([]int32) bool { count++; return true })
		fmt.Println("YES")
		fmt.Println(count)
		return nil
	default:
		return fmt.Errorf("%s: no such task", task)
	}
	fmt.Println(strings.ToUpper(a.Verdict.String()))
	if a.Extension != nil {
		fmt.Print("w")
		for _, x := range a.Extension {
			fmt.Print(" ", x+1)
		}
		fmt.Println()
	}
	return nil
}
