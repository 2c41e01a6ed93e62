package doctrine

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/clock"
)

func TestParseCite(t *testing.T) {
	for _, s := range []string{"franks-1978@155-156", "franks-1978", "leon-1984@922 n.23", "malley-1986@346-354 nn.6, 9", "18-usc-2518@(8)(a)"} {
		c, err := ParseCite(s)
		if err != nil || c.String() != s {
			t.Errorf("ParseCite(%q) = %q, %v", s, c, err)
		}
		text, err := json.Marshal(c)
		var back Cite
		if err != nil || json.Unmarshal(text, &back) != nil || back != c {
			t.Errorf("%q as JSON is %s and comes back as %q", s, text, back)
		}
	}
	for _, s := range []string{"", "@155", "franks-1978@", "franks-1978@ 155", "franks 1978", "a@b@c", "-x", "x-"} {
		if c, err := ParseCite(s); err == nil {
			t.Errorf("ParseCite(%q) = %q, want an error", s, c)
		}
	}
}

func FuzzParseCite(f *testing.F) {
	for _, s := range []string{"franks-1978@155-156", "x", "a@b@c", "é@1", "a@\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := ParseCite(s); err == nil && c.String() != s {
			t.Errorf("%q reads as %q", s, c)
		}
	})
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		cite, text string
		standing   Standing
	}{
		{"franks-1978@155-156", "Franks v. Delaware, 438 U.S. at 155-156", Inferred},
		{"franks-1978", "Franks v. Delaware, 438 U.S. 154 (1978)", ""},
		{"malley-1986@341", "Malley v. Briggs, 475 U.S. at 341", Fixed},
		{"malley-1986@340-341", "Malley v. Briggs, 475 U.S. at 340-341", Ranged},
		{"malley-1986@345 n.8", "Malley v. Briggs, 475 U.S. at 345 n.8", Inferred},
		{"imbler-1976@430", "Imbler v. Pachtman, 424 U.S. at 430", Fixed},
		{"imbler-1976@437", "Imbler v. Pachtman, 424 U.S. at 437", Inferred},
		{"18-usc-2518@(8)(a)", "Title III of the Omnibus Crime Control and Safe Streets Act, 18 U.S.C. 2518(8)(a)", Inferred},
		{"42-usc-1983@1983", "Civil Rights Act of 1871, section 1, 42 U.S.C. 1983", Inferred},
		{"frcrp-4-1@(b)(1)", "Federal Rule of Criminal Procedure 4.1, Fed. R. Crim. P. 4.1(b)(1)", Inferred},
	} {
		cite, err := ParseCite(c.cite)
		if err != nil {
			t.Fatal(err)
		}
		text, standing, ok := Default().Explain(cite)
		if text != c.text || standing != c.standing || !ok {
			t.Errorf("Explain(%s) = %q, %q, %v; want %q, %q", c.cite, text, standing, ok, c.text, c.standing)
		}
	}
	for _, cite := range []Cite{{"nobody-1900", ""}, {"franks-1978", "1"}} {
		if text, _, ok := Default().Explain(cite); ok {
			t.Errorf("Explain(%s) = %q, of what is not there", cite, text)
		}
	}
}

// testdata/certain.txt lists every pin that is shown as certain or as within a range, with how it is known. A pin may
// not become certain without a line there.
func TestCertainPins(t *testing.T) {
	data, err := os.ReadFile("testdata/certain.txt")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			cols := strings.Split(line, "|")
			if len(cols) != 3 || strings.TrimSpace(cols[2]) == "" {
				t.Errorf("%q does not say how the page is known", line)
			}
			want = append(want, strings.TrimSpace(cols[0])+" | "+strings.TrimSpace(cols[1]))
		}
	}
	for _, a := range Default().Authorities() {
		for _, p := range a.Pins {
			if p.Standing != Inferred {
				got = append(got, fmt.Sprintf("%s | %s", Cite{a.ID, p.At}, p.Standing))
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pins that are not inferred (-testdata/certain.txt +data):\n%s", diff)
	}
}

// Every rule of the two opinions is there, M1 to M32 and P1 to P11, in the right profile and from the right day.
func TestOpinionsAreWhole(t *testing.T) {
	for prefix, n := range map[string]int{"M": 32, "P": 11} {
		profile := map[string]string{"M": "court", "P": "powell"}[prefix]
		for i := range n {
			id := fmt.Sprintf("%s%d", prefix, i+1)
			r, ok := Default().Rule(id)
			if !ok || !slices.Contains(r.Profiles, profile) || !r.InForce("1986-03-05") {
				t.Errorf("%s is missing, not in the profile %s, or not in force when the case was decided", id, profile)
			}
			if !slices.ContainsFunc(r.Rests, func(c Cite) bool { return c.Authority == "malley-1986" || id == "P7" }) {
				t.Errorf("%s does not cite the opinion", id)
			}
		}
	}
	if r, _ := Default().Rule("M31"); r.Status != "reserved" {
		t.Errorf("M31 is %s; the opinion reserves it", r.Status)
	}
}

// Law that came later is not seen on the day of the decision.
func TestLaterLawEntersByDate(t *testing.T) {
	at := func(day string) (ids []string) {
		for _, q := range append(Default().Questions(), Question{}) {
			for _, r := range Default().RulesFor("court", q.ID, day) {
				ids = append(ids, r.ID)
			}
		}
		return ids
	}
	then, now := at("1986-03-05"), at("2026-01-01")
	for _, id := range []string{"anderson", "hunter", "buckley", "kalina", "groh", "messerschmidt-threshold", "rehberg", "manuel", "thompson", "chiaverini"} {
		if slices.Contains(then, id) || !slices.Contains(now, id) {
			t.Errorf("%s must enter after 1986-03-05", id)
		}
	}
	year := regexp.MustCompile(`-(\d{4})$`)
	for _, id := range then {
		r, _ := Default().Rule(id)
		first := "9999"
		for _, c := range r.Rests {
			if m := year.FindStringSubmatch(c.Authority); m != nil {
				first = min(first, m[1])
			}
		}
		if first > "1986" && first != "9999" {
			t.Errorf("%s is in force in 1986 and its earliest authority is of %s", id, first)
		}
	}
}

func TestInForce(t *testing.T) {
	for _, c := range []struct {
		from, until, day string
		want             bool
	}{
		{"1986-03-05", "", "1986-03-05", true},
		{"1986-03-05", "", "1986-03-04", false},
		{"1986-03-05", "", "1986", true},
		{"1986-03-05", "", "1986-03", true},
		{"2004", "", "2004-03-01", false},
		{"2004", "", "2004", true},
		{"2004", "", "2005-01-01", true},
		{"1964-06-15", "1983-06-08", "1983-06-07", true},
		{"1964-06-15", "1983-06-08", "1983-06-08", false},
		{"1964-06-15", "1983-06-08", "", false},
		{"1964-06-15", "", "", true},
	} {
		if got := (Rule{From: c.from, Until: c.until}).InForce(c.day); got != c.want {
			t.Errorf("from %s until %q on %q: %v, want %v", c.from, c.until, c.day, got, c.want)
		}
	}
}

func TestDigest(t *testing.T) {
	load := func(change func(fstest.MapFS)) string {
		files := soundFiles(t)
		change(files)
		l, err := Load(files)
		if err != nil {
			t.Fatal(err)
		}
		return l.Digest()
	}
	edit := func(name, old, new string) func(fstest.MapFS) {
		return func(files fstest.MapFS) {
			text := strings.Replace(string(files[name].Data), old, new, 1)
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	sound := load(func(fstest.MapFS) {})
	for name, change := range map[string]func(fstest.MapFS){
		"comment": edit("rules/all.yaml", "- id: R1", "# a comment\n- id: R1"),
		"quotes":  edit("rules/all.yaml", "title: Leave", `title: "Leave"`),
		"another file": func(files fstest.MapFS) {
			first, rest, _ := strings.Cut(string(files["rules/all.yaml"].Data), "- id: R2")
			files["rules/all.yaml"] = &fstest.MapFile{Data: []byte("- id: R2" + rest)}
			files["rules/more.yaml"] = &fstest.MapFile{Data: []byte(first)}
		},
	} {
		if got := load(change); got != sound {
			t.Errorf("%s changes the digest", name)
		}
	}
	for name, change := range map[string]func(fstest.MapFS){
		"a word of a rule": edit("rules/all.yaml", "Leave makes free", "Leave may make free"),
		"a standing":       edit("authorities/alpha-1950.yaml", "fixed", "inferred"),
		"a note on a pin":  edit("authorities/alpha-1950.yaml", "for: the holding", "for: the holding\n    note: doubtful"),
		"an element":       edit("offences/theft.yaml", "kind: act", "kind: mind"),
	} {
		if got := load(change); got == sound {
			t.Errorf("%s does not change the digest", name)
		}
	}
	if len(sound) != 64 {
		t.Errorf("the digest %q is no SHA-256", sound)
	}
}

// Whatever a file of rules holds, Load and Lint end without a panic, and what is refused says where.
func FuzzLoad(f *testing.F) {
	f.Add(string(soundFiles(f)["rules/all.yaml"].Data))
	for _, s := range []string{"", "[]", "- {}", "- id: R1\n  if: [a]\n", "a: &a [*a]", "- [", "---\n---\n", "- id: ~", "\x00", "- !!binary x", "? [a]\n: b", "- id: 5\n  <<: {id: x}\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, rules string) {
		files := soundFiles(t)
		files["rules/all.yaml"] = &fstest.MapFile{Data: []byte(rules)}
		l, err := Load(files)
		if err != nil {
			if faults, ok := err.(Problems); !ok || len(faults) == 0 || faults[0].File == "" {
				t.Errorf("the error does not say where: %v", err)
			}
			return
		}
		Lint(l)
		l.Digest()
		for _, r := range l.Rules() {
			r.InForce("1986-03-05")
		}
		l.Conclude(l.Rules(), func(id string) bool { return id == "harm" })
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(os.DirFS("law")); err != nil {
			b.Fatal(err)
		}
	}
}

// Of a State's days to execute a search warrant that are counted as calendar days from memory, it is said that nobody checked how they are
// counted; and of what is certain it is not.
func TestUncheckedLimitsSaySo(t *testing.T) {
	n := 0
	for _, x := range Default().Limits() {
		switch from := x.Standing == string(Inferred) && x.Unit == clock.CalendarDays && x.ID == "execute-search"; {
		case from && x.Unchecked == "":
			t.Errorf("%s is counted in calendar days from memory, and nothing says that this was not checked", x.Name())
		case from:
			n++
		case x.Standing == string(Fixed) && x.Unchecked != "":
			t.Errorf("%s is certain and not checked", x.Name())
		}
	}
	if n == 0 {
		t.Error("no State's limit was tried")
	}
}
