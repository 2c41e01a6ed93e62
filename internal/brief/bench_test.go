package brief_test

import (
	"os"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/transcript"
)

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("../../examples/malley-v-briggs.yaml")
	if err != nil {
		b.Fatal(err)
	}
	f, err := transcript.Read("malley-v-briggs.yaml", data)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := brief.Read(&f.Matter, doctrine.Default(), "bench", brief.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
