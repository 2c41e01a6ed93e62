package affiant_test

import (
	"os"
	"strings"
	"testing"
)

// What is deployed is what docs/operate.md shows: the unit of systemd and the container file.
func TestDeployedIsShown(t *testing.T) {
	doc, err := os.ReadFile("docs/operate.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, fence := range map[string]string{"deploy/affiant.service": "ini", "deploy/Containerfile": "dockerfile"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(doc), "```"+fence+"\n"+string(text)+"```") {
			t.Errorf("docs/operate.md does not show %s as it is", name)
		}
	}
}
