package doctrine

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// plain turns YAML into the values that a JSON Schema judges, with dates as words.
func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return plain(n.Content[0])
	case yaml.MappingNode:
		m := make(map[string]any)
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, plain(item))
		}
		return list
	}
	if n.ShortTag() == "!!bool" {
		return n.Value == "true"
	}
	if tag := n.ShortTag(); tag != "!!str" && tag != "!!timestamp" {
		return json.Number(n.Value)
	}
	return n.Value
}

func schema(t *testing.T, name string) (*jsonschema.Schema, map[string]any) {
	t.Helper()
	data, err := os.ReadFile("schema/" + name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s, doc.(map[string]any)
}

// The schemas accept every file of the law and refuse the faults of testdata/lint that an editor can see.
func TestSchemasAcceptTheLaw(t *testing.T) {
	byFolder := make(map[string]*jsonschema.Schema)
	for folder, name := range map[string]string{"law/authorities": "authority", "law/rules": "rules", "casebook/factors": "factors",
		"casebook/cases": "case", "casebook/rules": "rules", "law/offences": "offence"} {
		byFolder[folder], _ = schema(t, name+".schema.json")
	}
	byFile := make(map[string]*jsonschema.Schema)
	for file, name := range map[string]string{"casebook/aftermath.yaml": "aftermath", "casebook/courts.yaml": "courts", "casebook/steps.yaml": "steps", "casebook/questions.yaml": "issues",
		"law/terms.yaml": "terms", "law/questions.yaml": "questions", "law/profiles.yaml": "profiles", "law/limits.yaml": "limits", "law/daytime.yaml": "daytime",
		"law/holidays.yaml": "holidays", "law/staleness.yaml": "staleness", "law/numbers.yaml": "numbers", "law/burdens.yaml": "burdens", "law/glossary.yaml": "glossary"} {
		byFile[file], _ = schema(t, name+".schema.json")
	}
	n := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		s := byFolder[path.Dir(name)]
		if of := byFile[name]; of != nil {
			s = of
		}
		if err != nil || s == nil || d.IsDir() {
			return err
		}
		n++
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var doc yaml.Node
		if err := yaml.Load(data, &doc); err != nil {
			return err
		}
		if err := s.Validate(plain(&doc)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || n < 171 {
		t.Errorf("%d files were judged: %v", n, err)
	}
}

func TestSchemasRefuseFaults(t *testing.T) {
	rules, _ := schema(t, "rules.schema.json")
	sound := string(soundFiles(t)["rules/all.yaml"].Data)
	for _, change := range [][2]string{
		{"  title: Leave\n", "  tilte: Leave\n"},
		{"  status: decided\n", "  status: settled\n"},
		{"  rests: [alpha-1950@2]\n", "  rests: [alpha-1950]\n"},
		{"  rests: [alpha-1950@2]\n", "  rests: []\n"},
		{"  if: [leave]\n", "  if: leave\n"},
		{"  if: [leave]\n", "  if: []\n"},
		{"  from: 1950-06-01\n", "  from: June 1950\n"},
		{"  text: Leave makes free.\n", "  text: 5\n"},
	} {
		var doc yaml.Node
		if err := yaml.Load([]byte(strings.Replace(sound, change[0], change[1], 1)), &doc); err != nil {
			t.Fatal(err)
		}
		if rules.Validate(plain(&doc)) == nil {
			t.Errorf("%q is accepted", change[1])
		}
	}
}

// The schemas name the fields, the required fields and the words that the Go types and the linter do.
func TestSchemasFollowTheTypes(t *testing.T) {
	_, authority := schema(t, "authority.schema.json")
	_, rules := schema(t, "rules.schema.json")
	in := func(m map[string]any, keys ...string) map[string]any {
		for _, k := range keys {
			m = m[k].(map[string]any)
		}
		return m
	}
	rule := in(rules, "items")
	_, factors := schema(t, "factors.schema.json")
	_, aftermath := schema(t, "aftermath.schema.json")
	_, decided := schema(t, "case.schema.json")
	factor := in(factors, "items")
	of := func(name string, path ...string) map[string]any {
		_, doc := schema(t, name+".schema.json")
		return in(doc, path...)
	}
	offence, term, question, view := of("offence"), of("terms", "items"), of("questions", "items"), of("profiles", "items")
	court, issue, step := of("courts", "items"), of("issues", "items"), of("steps", "items")
	shown := in(term, "properties", "shown", "items")
	asked, fact, after := in(decided, "properties", "questions", "items"), in(decided, "properties", "facts", "items"), in(decided, "properties", "after", "items")
	limit, holiday, sheet := of("limits", "items"), of("holidays", "items"), of("vocabulary")
	earlier, entry := in(limit, "properties", "earlier", "items"), in(sheet, "properties", "entries", "items")
	pin, mark := in(authority, "properties", "pins", "items"), in(authority, "properties", "later", "items")
	for _, c := range []struct {
		of   any
		node map[string]any
	}{{Rule{}, rule}, {Authority{}, authority}, {Pin{}, pin}, {Mark{}, mark}, {Factor{}, factor}, {Aftermath{}, in(aftermath, "items")},
		{Bearing{}, in(factor, "properties", "bears", "items")}, {Derivation{}, in(factor, "properties", "derived")}, {Case{}, decided},
		{Asked{}, asked}, {Fact{}, fact}, {AfterFact{}, after}, {Offence{}, offence}, {Element{}, in(offence, "properties", "elements", "items")},
		{Term{}, term}, {Showing{}, shown}, {Question{}, question}, {Answer{}, in(question, "properties", "answers", "items")}, {Profile{}, view},
		{Aside{}, in(view, "properties", "aside", "items")}, {Court{}, court}, {Step{}, step}, {Issue{}, issue}, {Side{}, in(issue, "properties", "sides", "items")}, {LaterMark{}, in(decided, "properties", "later", "items")},
		{Pin{}, in(decided, "properties", "pins", "items")}, {clock.Term{}, limit}, {clock.Earlier{}, earlier}, {clock.Daytime{}, of("daytime", "items")},
		{clock.Holiday{}, holiday}, {Staleness{}, of("staleness", "items")}, {Number{}, of("numbers", "items")}, {Burden{}, of("burdens", "items")},
		{diction.Sheet{}, sheet}, {diction.SheetEntry{}, entry}, {diction.Without{}, in(sheet, "properties", "without", "items")}} {
		var fields, required []string
		for f := range reflect.TypeOf(c.of).Fields() {
			name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "-" {
				continue
			}
			fields = append(fields, name)
			if opts == "" {
				required = append(required, name)
			}
		}
		slices.Sort(fields)
		slices.Sort(required)
		if got := sortedKeys(in(c.node, "properties")); !slices.Equal(got, fields) {
			t.Errorf("%T: the schema has %v, the type %v", c.of, got, fields)
		}
		if got := words(c.node["required"]); !slices.Equal(got, required) {
			t.Errorf("%T: the schema requires %v, the type %v", c.of, got, required)
		}
	}
	for _, c := range []struct {
		name string
		node map[string]any
		want []string
	}{
		{"status", in(rule, "properties", "status"), statuses},
		{"corpus", in(rule, "properties", "corpus"), corpora},
		{"kind", in(authority, "properties", "kind"), kinds},
		{"standing", in(pin, "properties", "standing"), standings},
		{"family", in(factor, "properties", "family"), families},
		{"kind of a case", in(decided, "properties", "kind"), caseKinds},
		{"sitting", in(decided, "properties", "sitting"), sittings},
		{"act", in(decided, "properties", "act"), acts},
		{"act of a question", in(asked, "properties", "act"), acts},
		{"verified", in(decided, "properties", "verified"), readings},
		{"standing of a case's pin", in(decided, "properties", "pins", "items", "properties", "standing"), standings},
		{"corpus of a bearing", in(factor, "properties", "bears", "items", "properties", "corpus"), corpora},
		{"corpus of a question", in(asked, "properties", "corpus"), corpora},
		{"tag", in(fact, "properties", "tag"), tags},
		{"taken", in(fact, "properties", "taken"), versions},
		{"kind of an element", in(offence, "properties", "elements", "items", "properties", "kind"), spelled(record.ElementKinds())},
		{"given", in(term, "properties", "given"), givers},
		{"by", in(term, "properties", "by"), rulers},
		{"judged", in(term, "properties", "judged"), judgings},
		{"basis", in(shown, "properties", "basis"), spelled(record.Bases())},
		{"sources", in(shown, "properties", "sources", "items"), spelled(record.SourceKinds())},
		{"author", in(shown, "properties", "author", "items"), spelled(record.Roles())},
		{"declarant", in(shown, "properties", "declarant", "items"), spelled(record.Roles())},
		{"track", in(shown, "properties", "track", "items"), Tracks()},
		{"facts", in(shown, "properties", "facts", "items"), Facts()},
		{"corpus of a question of the law", in(question, "properties", "corpus"), corpora},
		{"kind of a view", in(view, "properties", "kind"), views},
		{"open", in(view, "properties", "open"), opens},
		{"given of a step", in(step, "properties", "given"), stepGivers},
		{"rank", in(court, "properties", "rank"), ranks},
		{"starts", in(limit, "properties", "starts"), clock.Starts()},
		{"unit", in(limit, "properties", "unit"), spelled(clock.Units())},
		{"unit before", in(earlier, "properties", "unit"), spelled(clock.Units())},
		{"who", in(limit, "properties", "who"), spelled(record.Roles())},
		{"weekday", in(holiday, "properties", "weekday"), clock.Weekdays()},
		{"posture", of("burdens", "items", "properties", "posture"), Postures()},
		{"number", of("numbers", "items", "properties", "id"), askedFor},
		{"case", in(entry, "properties", "case"), []string{"upper", "lower"}},
	} {
		want := slices.Sorted(slices.Values(c.want))
		if got := words(c.node["enum"]); !slices.Equal(got, want) {
			t.Errorf("%s: the schema allows %v, the linter %v", c.name, got, want)
		}
	}
}

func words(list any) []string {
	var out []string
	for _, w := range list.([]any) {
		out = append(out, w.(string))
	}
	slices.SortFunc(out, cmp.Compare[string])
	return out
}

// The rule that the guide builds step by step is the rule of the law, to the letter.
func TestGuideQuotesTheLaw(t *testing.T) {
	guide, err := os.ReadFile("../../docs/doctrine.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(guide), "```yaml\n")
	block, _, _ = strings.Cut(block, "```")
	law, err := os.ReadFile("law/rules/malley.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if block == "" || !strings.Contains(string(law), block) {
		t.Errorf("docs/doctrine.md quotes a rule that is not in the law:\n%s", block)
	}
}

// The schema of cases sees what an editor can see of the faults in testdata/casebook.
func TestCaseSchemaRefusesFaults(t *testing.T) {
	decided, _ := schema(t, "case.schema.json")
	sound := archive(t, "testdata/casebook.txtar")["cases/alpha-1950.yaml"].Data
	accepts := func(text string) bool {
		var doc yaml.Node
		if err := yaml.Load([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		return decided.Validate(plain(&doc)) == nil
	}
	if !accepts(string(sound)) {
		t.Error("the sound case is refused")
	}
	for _, name := range []string{"bare-year", "boolean-tag", "unknown-field-of-a-fact", "unknown-tag", "unknown-version", "factor-shown-twice"} {
		change := archive(t, "testdata/casebook/"+name+".txtar")
		old, new := string(change["replace"].Data), string(change["with"].Data)
		text := strings.Replace(string(sound), strings.TrimSuffix(old, "\n"), strings.TrimSuffix(new, "\n"), 1)
		if text == string(sound) || accepts(text) {
			t.Errorf("%s is accepted", name)
		}
	}
}
