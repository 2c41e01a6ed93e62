package main

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/record"
)

// TestKinds: of each kind of act the body that is printed can be entered as it is, and with all that is commented out as well.
func TestKinds(t *testing.T) {
	code, list := does("docket", "kinds")
	if code != 0 || list != strings.Join(record.Kinds(), "\n")+"\n" {
		t.Fatalf("%d %s", code, list)
	}
	off := regexp.MustCompile(`(?m)^# `)
	for _, kind := range record.Kinds() {
		code, body := does("docket", "kinds", kind)
		if code != 0 {
			t.Fatal(kind, body)
		}
		for how, text := range map[string]string{"as it is": body, "with everything": off.ReplaceAllString(body, "")} {
			var v any
			if err := yaml.Unmarshal([]byte(text), &v); err != nil {
				t.Errorf("%s, %s: %v\n%s", kind, how, err, text)
				continue
			}
			if v == nil {
				v = map[string]any{}
			}
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := record.Parse(kind, 0, b); err != nil {
				t.Errorf("%s, %s: %v\n%s", kind, how, err, text)
			}
		}
	}
	if code, says := does("docket", "kinds", "swron"); code != 2 || !strings.Contains(says, "sworn") {
		t.Errorf("%d %s", code, says)
	}
}
