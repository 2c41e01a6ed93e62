package api_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestPageIsCurrent holds docs/reference/api.md to the frozen document. AFFIANT_UPDATE=1 writes it.
func TestPageIsCurrent(t *testing.T) {
	const file = "../../docs/reference/api.md"
	want := page(t)
	if os.Getenv("AFFIANT_UPDATE") != "" {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the API is (AFFIANT_UPDATE=1 go test ./internal/api writes it)", file)
	}
}

func page(t *testing.T) []byte {
	text, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID, Summary, Description string
			Tags                              []string
			Security                          []map[string][]string
			Parameters                        []struct {
				Name, In, Description string
				Required              bool
			}
			Responses map[string]any
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	type one struct{ tag, path, method string }
	var all []one
	for path, ops := range doc.Paths {
		for method, op := range ops {
			all = append(all, one{op.Tags[0], path, method})
		}
	}
	order := []string{"desk", "matters", "roll", "webhooks", "figures", "log", "station"}
	titles := map[string]string{"desk": "Signing in", "matters": "Matters", "roll": "The roll and the trail", "webhooks": "Webhooks", "figures": "Figures", "log": "The log, for anyone", "station": "The station"}
	slices.SortFunc(all, func(a, b one) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.tag), slices.Index(order, b.tag)), cmp.Compare(a.path, b.path), cmp.Compare(a.method, b.method))
	})
	var b bytes.Buffer
	b.WriteString(`# The API

Written from the frozen document (internal/api/openapi.json, served at ` + "`/v1/openapi.json`" + `), and held to it by a test. The forms of bodies and answers
are in the document; what each kind of act says is in [../events.md](../events.md).

- A session or a token is sent as ` + "`Authorization: Bearer`" + `; there are no cookies. The scope says what a token needs; a session has all.
- Every error is a problem of RFC 9457: 401 not signed in, 403 with the rule that refuses, 404 for what is not there and for what one may not know of, 409 with the rule of the
  record or with what came first, 422 with all that is wrong, 429 with when to ask again, 500 with an id and nothing else, 503 if it took too long or it is not known whether an act was
  kept: ask again (` + "`Retry-After`" + `), with the same ` + "`Idempotency-Key`" + `.
- A method that an address does not take is answered with 405 and those that it takes (` + "`Allow`" + `), which ` + "`OPTIONS`" + ` asks for; ` + "`HEAD`" + ` is answered where ` + "`GET`" + ` is. Pages of other origins
  read nothing here: there is no CORS.
- ` + "`ETag`" + ` names a matter as it is; ` + "`If-Match`" + ` on an act refuses it if something was entered since.
- An act that asks for presence is sent with ` + "`Affiant-Proof`" + `, from ` + "`POST /v1/proofs`" + ` for the digest of the request's bytes.
`)
	tag := ""
	for _, x := range all {
		if x.tag != tag {
			tag = x.tag
			if titles[tag] == "" {
				t.Fatalf("the tag %s has no title", tag)
			}
			fmt.Fprintf(&b, "\n## %s\n", titles[tag])
		}
		op := doc.Paths[x.path][x.method]
		fmt.Fprintf(&b, "\n### %s %s\n\n%s. ", strings.ToUpper(x.method), x.path, op.Summary)
		if op.Description != "" {
			b.WriteString(op.Description + " ")
		}
		if len(op.Security) == 0 {
			b.WriteString("Open to anyone.")
		} else {
			fmt.Fprintf(&b, "Scope `%s`.", op.Security[0]["bearer"][0])
		}
		var codes []string
		for code := range op.Responses {
			codes = append(codes, code)
		}
		slices.Sort(codes)
		fmt.Fprintf(&b, " Answers %s.\n", strings.Join(codes, ", "))
		if len(op.Parameters) > 0 {
			b.WriteString("\n| parameter | in | what it is |\n|---|---|---|\n")
			for _, p := range op.Parameters {
				fmt.Fprintf(&b, "| `%s` | %s | %s |\n", p.Name, p.In, p.Description)
			}
		}
	}
	return b.Bytes()
}
