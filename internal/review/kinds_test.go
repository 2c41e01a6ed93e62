package review

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/transcript"
)

// TestKinds reads a search of two places on recordings, messages, a translated call and the records of companies, for elements
// of result and circumstance. It has no flaw; broken in one place after another, it has the one that belongs there.
func TestKinds(t *testing.T) {
	data, err := os.ReadFile("../../examples/teaching/two-places.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const (
		phone        = "the black Lumo phone in locker 12 of the property room at 40 Court Street, Wendover"
		house        = "the brown house at 18 Mill Street, Wendover"
		warrantItems = "      items:\n        - data of the speed of the gray truck on March 2, 2024\n        - messages of March 2, 2024\n    oath"

		death    = "          title: a person died of it\n          kind: result\n"
		executed = "time: 2024-03-07T09:30"
	)
	for _, row := range []struct {
		name string
		edit []string // pairs of old and new
		want string   // empty for none
	}{
		{"as it is", nil, ""},
		{"a translation is not told of", []string{"and translated from Spanish by Marta Vega, ", ""}, "O3@crash.9"},
		{"the affiant translated", []string{"and translated from Spanish by Marta Vega, ", "", "by: vega", "by: brandt"}, ""},
		{"a recording was read in another's report", []string{"    maker: the Anchor Bar\n    seen: first-hand", "    author: ames\n    seen: told",
			"On the camera over the bar of the Anchor Bar I saw a man in a green jacket drink six glasses of beer and, at 10:05 p.m. on March 2, 2024, drive off in a gray truck.",
			"At 10:05 p.m. on March 2, 2024, a man in a green jacket drove off in a gray truck.", "basis: observed\n          cites: [bar-camera]", "basis: reported\n          cites: [bar-camera]"}, "O3@crash.2"},
		{"a recording shows another number", []string{"drink six glasses", "drink eight glasses"}, "S7@crash.2"},
		{"a message says less", []string{`wrote, "driving now. drunk lol".`, "wrote that he drove with a gun."}, "S2@crash.3"},
		{"a second place without a tie", []string{"- describe: " + phone, "- describe: " + house, "; and " + phone, "; and " + house}, "P9@crash"},
		{"a second place that is only near", []string{"- describe: " + phone, "- describe: " + house, "; and " + phone, "; and " + house, "found under its seat into locker 12 of the property room at 40 Court Street.",
			"found under its seat into a bag. I saw the messages near the brown house at 18 Mill Street."}, "P11@crash.8"},
		{"a warrant for fewer places", []string{"; and " + phone, ""}, ""},
		{"a warrant for another place", []string{"; and " + phone, "; and " + house}, "X2@crash"},
		{"items that point to the affidavit", []string{warrantItems, "      items: [the things described in the affidavit]\n    oath"}, "X1@crash"},
		{"items that point to the affidavit, which is attached", []string{warrantItems, "      items: [the things described in the affidavit]\n      attached: true\n    oath"}, ""},
		{"a result of which no word is offered", []string{"        on: [4, 5]\n", "        on: [6]\n"}, "P2@crash.solis.death"},
		{"a value of which no word is offered", []string{death, "          title: the damage is over 500 dollars\n          kind: value\n"}, "P2@crash.solis.death"},
		{"a value by a sum", []string{death, "          title: the damage is over 500 dollars\n          kind: value\n", "on the crossing of Quarry Road.", "on Quarry Road and broke a post of 900 dollars.",
			"on the crossing of Quarry Road.", "on Quarry Road and broke a post of 900 dollars."}, ""},
		{"a value by a count", []string{death, "          title: there were ten head or more\n          kind: value\n", "on the crossing of Quarry Road.", "on Quarry Road among 14 heifers.",
			"on the crossing of Quarry Road.", "on Quarry Road among 14 heifers."}, ""},
		{"a value by too small a count", []string{death, "          title: there were ten head or more\n          kind: value\n", "on the crossing of Quarry Road.", "on Quarry Road among 9 heifers.",
			"on the crossing of Quarry Road.", "on Quarry Road among 9 heifers."}, "P2@crash.solis.death"},
		{"a consent of which no word is offered", []string{death, "          title: he had no leave of the owner to drive\n          kind: consent\n"}, "P2@crash.solis.death"},
		{"a circumstance", []string{death, "          title: it was on a public road\n          kind: circumstance\n"}, ""},
		{"an order for others", []string{"kind: search\n    court", "kind: interception\n    court", "others_unknown: true", "persons: [keane]"}, "T2@crash.3"},
		{"an order for others and those yet unknown", []string{"kind: search\n    court", "kind: interception\n    court", "others_unknown: true", "persons: [keane]\n    others_unknown: true"}, ""},
		{"an oath before the paper", []string{"oath:\n      time: 2024-03-06", "oath:\n      time: 2024-03-05"}, "M1@crash"},
		{"executed before the grant", []string{executed, "time: 2024-03-06T09:30"}, "X3@crash"},
		{"executed on the day of the grant", []string{executed, "time: 2024-03-06"}, ""},
		{"executed after the warrant's end", []string{executed, "time: 2024-03-17T09:30"}, "X3@crash"},
		{"at night, by a warrant for any hour", []string{executed, "time: 2024-03-07T23:30", "hours: daytime", "hours: any"}, ""},
		{"at night, by a warrant for the day", []string{executed, "time: 2024-03-07T23:30"}, "X3@crash"},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := string(data)
			for i := 0; i < len(row.edit); i += 2 {
				old := regexp.MustCompile(`(\S) (\S)`).ReplaceAllString(regexp.QuoteMeta(row.edit[i]), `$1\s+$2`) // wherever a line breaks
				at := regexp.MustCompile(strings.ReplaceAll(old, ` `, `\s`)).FindStringIndex(s)
				if at == nil {
					t.Fatalf("%q is not in the file", row.edit[i])
				}
				s = s[:at[0]] + row.edit[i+1] + s[at[1]:]
			}
			f, err := transcript.Read("crash.yaml", []byte(s))
			if err != nil {
				t.Fatal(err)
			}
			var ids, says []string
			for _, x := range Run(&f.Matter, doctrine.Default()) {
				ids, says = append(ids, x.ID), append(says, x.ID+": "+x.Message)
			}
			if row.want == "" && len(ids) > 0 || row.want != "" && !slices.Contains(ids, row.want) {
				t.Errorf("it has %q, want %q", says, row.want)
			}
		})
	}
}
