package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/affiant-project/affiant/internal/record"
)

// A schema is one of the frozen document, as it is written there.
type schema = map[string]any

// A generator makes values from the schemas of the document: valid ones, ones at the bounds, and ones that no schema allows.
type generator struct {
	doc  schema
	lots *rand.Rand
}

func newGenerator(t *testing.T, seed uint64) *generator {
	t.Helper()
	text, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{lots: rand.New(rand.NewPCG(seed, 7))}
	if err := json.Unmarshal(text, &g.doc); err != nil {
		t.Fatal(err)
	}
	return g
}

// resolve follows a reference within the document.
func (g *generator) resolve(s schema) schema {
	for {
		ref, ok := s["$ref"].(string)
		if !ok {
			return s
		}
		var at any = g.doc
		for _, p := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
			at = at.(schema)[p]
		}
		s = at.(schema)
	}
}

func kindOf(s schema) string {
	if list, ok := s["type"].([]any); ok {
		return list[0].(string)
	}
	k, _ := s["type"].(string)
	return k
}

func numberIn(s schema, key string, or float64) float64 {
	if n, ok := s[key].(float64); ok {
		return n
	}
	return or
}

// known are names that mean something at the station, so that not all that is made is of what is not there.
var known = []string{"ferry", "purse", "log", "w1", "dole", "vance", "hart", "no-such"}

// valid makes a value that a schema allows; edge makes it as small or as large as it may be.
func (g *generator) valid(s schema, edge bool, depth int) any {
	s = g.resolve(s)
	if list, ok := s["oneOf"].([]any); ok {
		return g.valid(list[g.lots.IntN(len(list))].(schema), edge, depth)
	}
	if list, ok := s["enum"].([]any); ok {
		return list[g.lots.IntN(len(list))]
	}
	if c, ok := s["const"]; ok {
		return c
	}
	switch kindOf(s) {
	case "string":
		return g.text(s, edge)
	case "integer", "number":
		low, high := numberIn(s, "minimum", 0), numberIn(s, "maximum", 1000)
		if edge && g.lots.IntN(2) == 0 {
			return high
		} else if edge {
			return low
		}
		return low + float64(g.lots.IntN(int(min(high-low, 50))+1))
	case "boolean":
		return g.lots.IntN(2) == 0
	case "array":
		list := []any{}
		n := int(numberIn(s, "minItems", 0))
		if item, ok := s["items"].(schema); ok && depth < 6 {
			for range n + g.lots.IntN(2) {
				list = append(list, g.valid(item, edge, depth+1))
			}
		}
		return list
	case "object", "":
		o := schema{}
		need, _ := s["required"].([]any)
		properties, _ := s["properties"].(schema)
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			needed := slices.Contains(need, any(name))
			if needed || depth < 4 && g.lots.IntN(2) == 0 {
				o[name] = g.valid(properties[name].(schema), edge, depth+1)
			}
		}
		delete(o, "$schema")
		return o
	}
	return nil
}

func (g *generator) text(s schema, edge bool) string {
	low, high := int(numberIn(s, "minLength", 0)), int(numberIn(s, "maxLength", 60))
	switch s["format"] {
	case "date-time":
		return "2026-03-02T15:04:05Z"
	case "uri":
		return "https://x.example/"
	}
	if p, ok := s["pattern"].(string); ok {
		if g.lots.IntN(2) == 0 && p[1] == '[' && !strings.Contains(p, "{") {
			return known[g.lots.IntN(len(known))]
		}
		is := rapid.StringMatching(strings.TrimSuffix(strings.TrimPrefix(p, "^"), "$")).Example(g.lots.IntN(1 << 20))
		return is[:min(len(is), high)]
	}
	switch {
	case edge && g.lots.IntN(2) == 0:
		return strings.Repeat("x", low)
	case edge:
		return strings.Repeat("é", min(high, 3000))
	case g.lots.IntN(2) == 0:
		k := known[g.lots.IntN(len(known))]
		return k + strings.Repeat("x", max(0, low-len(k)))
	}
	n := min(max(low, 12), high)
	return strings.Repeat("word ", n/5+1)[:n]
}

// broken takes what a schema allows and makes it such that it does not: a value of another kind, one too long, one too many.
func (g *generator) broken(v any, depth int) any {
	worse := []any{nil, true, -1.5, 1e300, "", "\x00\u202e", strings.Repeat("A", 100000), []any{}, schema{}, []any{[]any{[]any{}}}, "'; DROP TABLE cell;--", "{{.}}", "../../x"}
	o, ok := v.(schema)
	if !ok || len(o) == 0 || depth > 3 {
		return worse[g.lots.IntN(len(worse))]
	}
	keys := slices.Sorted(maps.Keys(o))
	k := keys[g.lots.IntN(len(keys))]
	switch g.lots.IntN(4) {
	case 0:
		delete(o, k)
	case 1:
		o["no-such-key"] = worse[g.lots.IntN(len(worse))]
	default:
		o[k] = g.broken(o[k], depth+1)
	}
	return o
}

// A call is one request, as it was made.
type call struct {
	id, method, path, body, kind string
	headers                      []string
	variant                      string // which of several forms of a body
}

// calls makes requests for an operation: how is valid, edge or hostile.
func (g *generator) calls(path, method string, op schema, how string) []call {
	c := call{id: op["operationId"].(string), method: strings.ToUpper(method), path: path}
	edge, hostile := how == "edge", how == "hostile"
	query := url.Values{}
	list, _ := op["parameters"].([]any)
	for _, x := range list {
		p := g.resolve(x.(schema))
		name, v := p["name"].(string), g.valid(p["schema"].(schema), edge, 0)
		if hostile && g.lots.IntN(3) == 0 {
			v = g.broken(v, 0)
		}
		text := fmt.Sprint(v)
		if f, ok := v.(float64); ok {
			text = strconv.FormatFloat(f, 'f', -1, 64)
		}
		text = text[:min(len(text), 4000)]
		needed, _ := p["required"].(bool)
		switch {
		case p["in"] == "path":
			if text == "" {
				text = "x"
			}
			c.path = strings.Replace(c.path, "{"+name+"}", url.PathEscape(text), 1)
		case !needed && g.lots.IntN(2) == 0:
		case p["in"] == "query":
			query.Set(name, text)
		case p["in"] == "header" && !strings.ContainsAny(text, "\x00\r\n"):
			c.headers = append(c.headers, name, text)
		}
	}
	if len(query) > 0 {
		c.path += "?" + query.Encode()
	}
	bodies, _ := op["requestBody"].(schema)
	if bodies == nil {
		return []call{c}
	}
	content := bodies["content"].(schema)
	kind := slices.Sorted(maps.Keys(content))[g.lots.IntN(len(content))]
	c.kind = kind
	c.headers = append(c.headers, "Content-Type", kind)
	s := g.resolve(content[kind].(schema)["schema"].(schema))
	forms, ok := s["oneOf"].([]any)
	if !ok {
		forms = []any{s}
	}
	var all []call
	for _, form := range forms {
		v := g.valid(form.(schema), edge, 0)
		if o, ok := v.(schema); ok && o["kind"] != nil {
			c.variant, _ = o["kind"].(string)
		}
		if hostile {
			v = g.broken(v, 0)
		}
		text, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		c.body = string(text)
		all = append(all, c)
	}
	return all
}

// answers checks an answer against what the document says of it.
type answers struct {
	doc      schema
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

func (a *answers) says(path, method string, got answer) error {
	responses := a.doc["paths"].(schema)[path].(schema)[method].(schema)["responses"].(schema)
	code := strconv.Itoa(got.status)
	r, ok := responses[code].(schema)
	if !ok {
		if r, ok = responses["default"].(schema); !ok {
			return fmt.Errorf("the document says nothing of a status %s", code)
		}
	}
	kind := strings.TrimSpace(strings.Split(got.header.Get("Content-Type"), ";")[0])
	content, _ := r["content"].(schema)
	media, ok := content[kind].(schema)
	if !ok || media["schema"] == nil || !strings.Contains(kind, "json") {
		return nil
	}
	at := "#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path) + "/" + method + "/responses/" + code + "/content/" + strings.ReplaceAll(kind, "/", "~1") + "/schema"
	if a.compiled[at] == nil {
		c, err := a.compiler.Compile("openapi.json" + at)
		if err != nil {
			return err
		}
		a.compiled[at] = c
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(got.body))
	if err != nil {
		return err
	}
	return a.compiled[at].Validate(v)
}

// TestGenerated calls every route with what is made from the schemas of the document: valid, at the bounds, and hostile, as nobody, an outsider, and people
// of several roles. There is no mistake of ours, every status is one that the document tells, every answer is of the form that it tells, and no word
// of the sealed matter comes to one who is outside.
func TestGenerated(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	const planted = "zebrawood"
	s.act("vance", "source-logged", `{"source":{"id":"tip","kind":"report","author":"vance","time":"2026-03-02","lines":[{"n":1,"text":"the quartermaster keeps it in a `+planted+` box"}]}}`)
	s.act("hart", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant at risk"}}`)
	g := newGenerator(t, 11)
	a := &answers{doc: g.doc, compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}}
	text, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.compiler.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	rounds := max(1, pairs(t)/20)
	made, statuses, reached := 0, map[int]int{}, map[string]bool{}
	paths := g.doc["paths"].(schema)
	for range rounds {
		for _, path := range slices.Sorted(maps.Keys(paths)) {
			for _, method := range slices.Sorted(maps.Keys(paths[path].(schema))) {
				op := paths[path].(schema)[method].(schema)
				for _, account := range []string{"", "other", "audit", "vance", "hart", "root"} {
					if account != "" {
						s.again(account) // the route before may have ended the session
					}
					for _, how := range []string{"valid", "edge", "hostile", "hostile"} {
						for _, c := range g.calls(path, method, op, how) {
							got := s.ask(account, c.method, c.path, c.body, c.headers...)
							if got.status == 301 || got.status == 307 || got.status == 404 && strings.Contains(got.body, "nothing at this address") {
								continue // a path that leads elsewhere
							}
							made++
							statuses[got.status]++
							reached[c.id+" "+c.variant] = true
							what := fmt.Sprintf("%s %.200s as %q (%s): %.300q", c.method, c.path, account, how, c.body)
							if got.status >= 500 {
								t.Errorf("%s: %d %s", what, got.status, got.body)
							}
							if err := a.says(path, method, got); err != nil {
								t.Errorf("%s: %d is not what the document says: %v\n%.600s", what, got.status, err, got.body)
							}
							if (account == "" || account == "other" || account == "audit") && (strings.Contains(got.body, planted) || strings.Contains(got.body, "quartermaster")) {
								t.Errorf("%s says a word of a sealed matter", what)
							}
							if t.Failed() && made > 50000 {
								t.FailNow()
							}
						}
					}
				}
			}
		}
	}
	t.Logf("%d requests, answered %v; %d operations and forms of bodies", made, statuses, len(reached))
	if made < 1500 || statuses[200] < 20 || statuses[422] < 100 {
		t.Errorf("%d requests, answered %v: too few", made, statuses)
	}
	for _, r := range routes(t) {
		if !reached[r.id+" "] && r.id != "act" && r.id != "enrol" {
			t.Errorf("%s was never called", r.id)
		}
	}
	for _, kind := range record.Kinds() {
		if !reached["act "+kind] {
			t.Errorf("%s was never tried", kind)
		}
	}
	for _, word := range []string{planted, "quartermaster", "panicked", s.secrets["root"]} {
		if strings.Contains(s.logged.String(), word) {
			t.Errorf("the log says %q", word)
		}
	}
}
