package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue/contest"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

// TestSolvePage holds that every certificate shown in docs/reference/solve.md holds of the framework shown before it, and
// that none does with the contrary answer.
func TestSolvePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/reference/solve.md")
	if err != nil {
		t.Fatal(err)
	}
	var in *contest.Instance
	kinds := 0
	for _, m := range regexp.MustCompile("(?s)```(framework|certificate)\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		if m[1] == "framework" {
			f, _ := contest.Detect("page", []byte(m[2]))
			if in, err = contest.Parse("page", []byte(m[2]), f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		kinds++
		c, err := proof.Read(strings.NewReader(m[2]))
		if err == nil {
			err = in.Verify(c)
		}
		if err != nil {
			t.Errorf("%s%v", m[2], err)
		}
		for _, swap := range [][2]string{{"v YES", "v NO"}, {"v NO", "v YES"}} {
			if other := strings.Replace(m[2], swap[0], swap[1], 1); other != m[2] {
				if c, err := proof.Read(strings.NewReader(other)); err == nil && in.Verify(c) == nil {
					t.Errorf("this holds too:\n%s", other)
				}
			}
		}
	}
	if kinds < 10 {
		t.Errorf("the page shows %d certificates", kinds)
	}
}

// TestCompetitionCalls holds which command lines are taken the competitions' way.
func TestCompetitionCalls(t *testing.T) {
	for line, want := range map[string]string{
		"":                            "",
		"review x.yaml":               "review x.yaml",
		"-p DC-CO -f x -fo apx -a 1":  "solve -p DC-CO -f x --format apx -a 1",
		"solve -p SE-PR -fo tgf -f x": "solve -p SE-PR --format tgf -f x",
		"--problems":                  "solve --problems",
		"--help":                      "--help",
	} {
		if got := strings.Join(competition(strings.Fields(line)), " "); got != want {
			t.Errorf("%q is taken for %q, want %q", line, got, want)
		}
	}
	args := []string{"solve", "-fo", "apx"}
	competition(args)
	if !slices.Equal(args, []string{"solve", "-fo", "apx"}) {
		t.Errorf("the line itself is changed to %v", args)
	}
}

// TestProofOverStandardInput holds that the framework is known again when it comes by way of standard input.
func TestProofOverStandardInput(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.af")
	if err := os.WriteFile(name, []byte("p af 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	x := &solving{file: "-", proof: name}
	if err := x.clearProof(in); err == nil || !strings.Contains(err.Error(), "the framework itself") {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(name); string(data) != "p af 1\n" {
		t.Errorf("the framework is now %q, %v", data, err)
	}
}
