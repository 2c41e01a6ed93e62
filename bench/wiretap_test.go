package main

import (
	"bytes"
	"testing"

	"github.com/affiant-project/affiant/internal/transcript"
)

// TestWiretap holds that the generated matter has the size that it says, is a good matter file, and is always the same.
func TestWiretap(t *testing.T) {
	s := size{lines: 400, respondents: 4, assertions: 64}
	m := wiretap(s)
	lines := 0
	for _, src := range m.Sources {
		lines += len(src.Lines)
	}
	a := m.Applications[0]
	if got := (size{lines, len(a.Respondents), len(a.Affidavit.Assertions)}); got != s {
		t.Errorf("made %+v, want %+v", got, s)
	}
	data := transcript.Write(m)
	if _, err := transcript.Read("wiretap.yaml", data); err != nil {
		t.Errorf("it is not a good matter file:\n%v", err)
	}
	if !bytes.Equal(data, transcript.Write(wiretap(s))) {
		t.Error("made twice, it differs")
	}
}
