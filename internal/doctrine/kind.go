package doctrine

import (
	"fmt"
	"path"
	"strings"
)

// A Kind is a kind of thing that law is made of, and where it stands in a folder of law.
type Kind struct {
	Name   string
	Schema string
	Home   string // the folder of its files, or the one file
	Single bool   // one to a file, named for it; else in lists
	key    string // what stands before ids where things are noted
}

// Kinds lists them, the commonest first.
func Kinds() []Kind {
	return []Kind{
		{"rule", rules.schema, "law/rules", false, rules.name},
		{"authority", authorities.schema, "law/authorities", true, authorities.name},
		{"case", cases.schema, "casebook/cases", true, cases.name},
		{"offence", offences.schema, "law/offences", true, offences.name},
		{"factor", factors.schema, "casebook/factors", false, factors.name},
		{"term", terms.schema, "law/terms.yaml", false, terms.name},
		{"profile", profiles.schema, "law/profiles.yaml", false, profiles.name},
		{"question", questions.schema, "law/questions.yaml", false, questions.name},
		{"court", courts.schema, "casebook/courts.yaml", false, courts.name},
		{"case-rule", rules.schema, "casebook/rules", false, rules.name},
		{"step", steps.schema, "casebook/steps.yaml", false, steps.name},
		{"issue", issues.schema, "casebook/questions.yaml", false, issues.name},
		{"limit", limits.schema, "law/limits.yaml", false, limits.name},
		{"daytime", daytimes.schema, "law/daytime.yaml", false, daytimes.name},
		{"holiday", holidays.schema, "law/holidays.yaml", false, holidays.name},
		{"staleness", stales.schema, "law/staleness.yaml", false, stales.name},
		{"number", numbers.schema, "law/numbers.yaml", false, numbers.name},
		{"burden", burdens.schema, "law/burdens.yaml", false, burdens.name},
		{"word", glossary.schema, "law/glossary.yaml", false, glossary.name},
		{"vocabulary", sheetSchema, "vocabulary", true, sheetSchema},
		{"aftermath", aftermaths.schema, "casebook/aftermath.yaml", false, aftermaths.name},
	}
}

// KindOf is the kind of that name.
func KindOf(name string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// File is where something of the kind and of that id is looked for in a folder of law, if it has a file of its own, or else
// the file that it shares.
func (k Kind) File(id string) (name string, shared bool) {
	if path.Ext(k.Home) == ".yaml" {
		return k.Home, true
	}
	return path.Join(k.Home, id+".yaml"), false
}

// CheckID says why a word can be no id, or nothing.
func CheckID(id string) error {
	plain, jurisdiction, of := strings.Cut(id, "@") // some have one id in each jurisdiction
	if idForm.MatchString(plain) && (!of || jurisdictionForm.MatchString(jurisdiction)) {
		return nil
	}
	return fmt.Errorf("%q is no id; use small letters, digits and hyphens, such as %s", id, suggest(id))
}

// suggest makes an id of words.
func suggest(words string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(words) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if id := strings.Trim(b.String(), "-"); id != "" {
		return id
	}
	return "franks-1978"
}
