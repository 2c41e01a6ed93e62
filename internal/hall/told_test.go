package hall_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// toldAt is Malley v. Briggs as it is told at a terminal: what is said there act by act is what is typed here into pages, so that both tell one story.
const toldAt = "../../cmd/affiant/testdata/script/malley.txtar"

// A told is an act of a telling: its kind, and what it says.
type told struct {
	kind string
	body map[string]any
}

// A telling is a story told at a terminal.
type telling struct {
	t     *testing.T
	files map[string]string
	asked []string // how many questions are open before the oath, each time that it says so
}

func readTelling(t *testing.T) telling {
	t.Helper()
	a, err := txtar.ParseFile(toldAt)
	if err != nil {
		t.Fatal(err)
	}
	x := telling{t: t, files: map[string]string{}}
	for _, m := range regexp.MustCompile(`(?m)^stdout '\^(\d+) to be mended or answered before the oath\$'$`).FindAllSubmatch(a.Comment, -1) {
		x.asked = append(x.asked, string(m[1]))
	}
	if len(x.asked) < 2 {
		t.Fatal("the telling does not say what is asked before the oath, and what is left of it")
	}
	for _, f := range a.Files {
		x.files[f.Name] = string(f.Data)
	}
	return x
}

// acts are those that a file of the telling lists, each under a line "== KIND"; of these kinds, if some are given.
func (x telling) acts(file string, kinds ...string) (list []told) {
	x.t.Helper()
	for _, act := range strings.Split("\n"+x.files[file], "\n== ")[1:] {
		kind, text, _ := strings.Cut(act, "\n")
		if len(kinds) > 0 && !slices.Contains(kinds, kind) {
			continue
		}
		d, body := json.NewDecoder(strings.NewReader(text)), map[string]any{}
		d.UseNumber()
		if err := d.Decode(&body); err != nil {
			x.t.Fatalf("%s, %s: %v", file, kind, err)
		}
		list = append(list, told{kind, body})
	}
	if len(list) == 0 {
		x.t.Fatalf("%s tells of no %v", file, kinds)
	}
	return list
}

// kinds are those of all acts that the record has when the story is told, in their order: the script at the terminal holds that they are so.
func (x telling) kinds(file string) (list []string) {
	x.t.Helper()
	for _, l := range strings.Split(strings.TrimSpace(x.files[file]), "\n") {
		kind, n, _ := strings.Cut(l, " ")
		times, err := strconv.Atoi(n)
		if err != nil {
			x.t.Fatalf("%s: %q", file, l)
		}
		for range times {
			list = append(list, kind)
		}
	}
	return list
}

// in returns what stands in a body under a path of keys; "" if it says nothing there.
func (a told) in(path ...string) string {
	var v any = a.body
	for _, k := range path {
		m, _ := v.(map[string]any)
		v = m[k]
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// laidOut is what a body puts into the controls of a form that has a control for each of its fields, and how many rows each of its lists has.
func laidOut(body map[string]any) (controls map[string][]string, rows map[string]int) {
	controls, rows = map[string][]string{}, map[string]int{}
	var lay func(name string, v any)
	lay = func(name string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				lay(strings.TrimPrefix(name+"."+k, "."), x)
			}
		case []any:
			for i, x := range v {
				if _, group := x.(map[string]any); group {
					rows[name] = len(v)
					lay(name+"."+strconv.Itoa(i), x)
				} else {
					controls[name] = append(controls[name], fmt.Sprint(x))
				}
			}
		case bool:
			controls[name] = []string{map[bool]string{true: "yes"}[v]}
		default:
			controls[name] = []string{fmt.Sprint(v)}
		}
	}
	lay("", body)
	return controls, rows
}

// lays fills in a form with what a body says: opens what is folded, adds rows where it has too few, types, and chooses. A form that has no place for something fails.
func (b *seat) lays(form string, body map[string]any) {
	b.t.Helper()
	controls, rows := laidOut(body)
	for name, n := range rows {
		count := `+(document.querySelector(` + quoted(form+` [name="`+name+`#"]`) + `)?.value ?? -1)`
		for {
			b.until(count + ` >= 0 && document.readyState === 'complete'`)
			has := eval[int](b, count)
			if has >= n {
				break
			}
			b.click(form + ` [name="more"][value="` + name + `"]`)
			b.until(count + ` === ` + strconv.Itoa(has+1))
		}
	}
	text, err := json.Marshal(controls)
	if err != nil {
		b.t.Fatal(err)
	}
	b.until(`document.querySelector(` + quoted(form) + `) !== null`)
	wrong := eval[[]string](b, `((form, all) => Object.entries(all).flatMap(([name, values]) => {
		const list = [...form.elements].filter(e => e.name === name);
		for (const e of list) {
			for (let d = e.closest('details:not([open])'); d; d = d.parentElement.closest('details:not([open])')) d.open = true;
			if (['checkbox', 'radio'].includes(e.type)) {
				if (e.checked !== values.includes(e.value)) e.click();
			} else if (e.type !== 'hidden') {
				e.focus();
				e.value = values.join('\n');
				e.dispatchEvent(new Event('input', {bubbles: true}));
				e.dispatchEvent(new Event('change', {bubbles: true}));
			}
		}
		const took = list.some(e => ['checkbox', 'radio'].includes(e.type)) ? list.filter(e => e.checked).map(e => e.value) : list.map(e => e.value).join('\n').split('\n');
		return list.length && took.toSorted().join('\n') === values.toSorted().join('\n') ? [] : [name + ': ' + values + ', and it has ' + took];
	}))(document.querySelector(`+quoted(form)+`), `+string(text)+`)`)
	if len(wrong) > 0 {
		b.t.Fatalf("%s does not take %s", form, strings.Join(wrong, "; "))
	}
}
