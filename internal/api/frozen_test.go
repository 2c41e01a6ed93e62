package api_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/affiant-project/affiant/internal/api"
)

// pairs is how many times a thing is timed: more in a soak.
func pairs(t *testing.T) int {
	if soaking() {
		return 2000
	}
	return 4
}

func soaking() bool {
	n, err := strconv.Atoi(os.Getenv("AFFIANT_SOAK"))
	return err == nil && n > 0
}

func itoa(n int) string { return strconv.Itoa(n) }

func (s *station) metrics() string {
	w := httptest.NewRecorder()
	s.handler.Metrics.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	return w.Body.String()
}

// TestFrozen holds the API to its document. AFFIANT_UPDATE=1 writes it; a change that breaks programs asks for another major version.
func TestFrozen(t *testing.T) {
	got, err := api.New(api.Options{}).OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("AFFIANT_UPDATE") != "" {
		if err := os.WriteFile("openapi.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(want) == string(got) {
		return
	}
	var old, now any
	if err := json.Unmarshal(want, &old); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(got, &now); err != nil {
		t.Fatal(err)
	}
	for _, c := range compare("", old, now, nil) {
		t.Error(c)
	}
	t.Errorf("openapi.json is not what the API is (AFFIANT_UPDATE=1 go test ./internal/api writes it)")
}

// compare tells how a document differs from an older one, and whether that breaks programs that were written for the older: something
// is gone or is another, or more is asked for.
func compare(path string, old, now any, out []string) []string {
	switch o := old.(type) {
	case map[string]any:
		n, ok := now.(map[string]any)
		if !ok {
			return append(out, "BREAKING: "+path+" is no object any more")
		}
		for _, k := range sorted(o) {
			if x, ok := n[k]; ok {
				out = compare(path+"/"+k, o[k], x, out)
			} else if k == "description" || k == "summary" {
				out = append(out, "words: "+path+"/"+k+" is gone")
			} else if k == "required" || k == "enum" || k == "maxLength" || k == "minLength" || k == "pattern" {
				out = append(out, "wider: "+path+"/"+k+" is gone")
			} else {
				out = append(out, "BREAKING: "+path+"/"+k+" is gone")
			}
		}
		for _, k := range sorted(n) {
			if _, ok := o[k]; !ok {
				kind := "added: "
				if slices.Contains([]string{"required", "enum", "maxLength", "minLength", "pattern", "maximum", "minimum"}, k) {
					kind = "BREAKING: more is asked for: "
				}
				out = append(out, kind+path+"/"+k)
			}
		}
	case []any:
		n, _ := now.([]any)
		a, b := texts(o), texts(n)
		for _, x := range a {
			if !slices.Contains(b, x) {
				out = append(out, "BREAKING: "+path+" has no "+x+" any more")
			}
		}
		for _, x := range b {
			if !slices.Contains(a, x) {
				kind := "added: "
				if len(path) > 9 && path[len(path)-9:] == "/required" {
					kind = "BREAKING: more is asked for: "
				}
				out = append(out, kind+path+" "+x)
			}
		}
	default:
		if fmt.Sprint(old) != fmt.Sprint(now) {
			kind := "BREAKING: "
			if len(path) > 12 && path[len(path)-12:] == "/description" || len(path) > 8 && path[len(path)-8:] == "/summary" {
				kind = "words: "
			}
			out = append(out, fmt.Sprintf("%s%s was %v and is %v", kind, path, old, now))
		}
	}
	return out
}

func sorted(m map[string]any) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func texts(list []any) []string {
	var out []string
	for _, x := range list {
		b, _ := json.Marshal(x)
		out = append(out, string(b))
	}
	return out
}

// TestCompare: what breaks programs is told from what does not.
func TestCompare(t *testing.T) {
	var old any
	text := `{"paths":{"/a":{"get":{"summary":"x"}}},"s":{"required":["a"],"properties":{"a":{"type":"string"}}}}`
	json.Unmarshal([]byte(text), &old)
	for now, want := range map[string]string{
		text: "[]",
		`{"paths":{"/a":{"get":{"summary":"y"}}},"s":{"required":["a"],"properties":{"a":{"type":"string"}}}}`:                       "[words: /paths//a/get/summary was x and is y]",
		`{"paths":{},"s":{"required":["a"],"properties":{"a":{"type":"string"}}}}`:                                                   "[BREAKING: /paths//a is gone]",
		`{"paths":{"/a":{"get":{"summary":"x"}}},"s":{"required":["a","b"],"properties":{"a":{"type":"string"}}}}`:                   `[BREAKING: more is asked for: /s/required "b"]`,
		`{"paths":{"/a":{"get":{"summary":"x"}},"/b":{}},"s":{"required":["a"],"properties":{"a":{"type":"string"}}}}`:               "[added: /paths//b]",
		`{"paths":{"/a":{"get":{"summary":"x"}}},"s":{"required":["a"],"properties":{"a":{"type":"integer"}}}}`:                      "[BREAKING: /s/properties/a/type was string and is integer]",
		`{"paths":{"/a":{"get":{"summary":"x"}}},"s":{"required":["a"],"properties":{"a":{"type":"string"},"c":{"type":"string"}}}}`: "[added: /s/properties/c]",
	} {
		var n any
		json.Unmarshal([]byte(now), &n)
		if got := fmt.Sprint(compare("", old, n, nil)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
