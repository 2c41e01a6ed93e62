package diction

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"On December 20, 1980, at 5:30 p.m. a call on Reel 7, Side 1, Footage 30-48.", "date 1980-12-20 | time 1050 | locator 7 reel | locator 1 side | locator 30-48 footage"},
		{"3.5 grams for $1,200 on 5/3/21", "measure 3.5 gram | money 1200 | date 2021-05-03"},
		{"the 3rd day of May, 2021, at 2145 hours", "date 2021-05-03 | time 1305"},
		{"2024-09-08 01:48:20. Seen Tue, 4 Feb 2025 13:17:09 and 9/8/24 1:05:59", "date 2024-09-08 | time 108 | date 2025-02-04 | time 797 | date 2024-09-08 | time 65"},
		{"log-in, session 1 hour 52 minutes, session 2", "duration 1.866684 hour | locator 2 session"},
		{"at seven on the Saturday afternoon, at nine of that evening, nine of the boxes", "time 1140 | time 1260 | count 9"},
		{"on 2021-05-03 at noon", "date 2021-05-03 | time 720"},
		{"at thirteen minutes to midnight, at ten past midnight, half past noon, a quarter to noon, two minutes before midnight", "time 1427 | time 10 | time 750 | time 705 | time 1438"},
		{"between 4 and 7 p.m., from 11 to 2 a.m., from 10 until 1pm, between 4 and 7 men", "time 960 | time 1140 | time 1380 | time 120 | time 600 | time 780 | count 4 | count 7"},
		{"closed from nine to midnight", "count 9 | time 0"},
		{"May of 2020", "date 2020-05-00"},
		{"He may have two hundred and six pills and twenty-five bags", "count 206 | count 25"},
		{"two and a half ounces", "measure 70.875 ounce"},
		{"a three-quarter-length coat, a 3/4 length coat, a three-quarter-inch pipe, the third three quarters", "count 0.75 | count 0.75 | measure 0.75 inch | count 3 | count 0.25"},
		{"three and a half of the bags", "count 3.5"},
		{"one and a half after that", "count 1.5"},
		{"2 and a half to 3 pounds", "measure 1134-1360.8 pound"},
		{"a sole about 11 1/2 inches long, 2-1/4 inches, a half, 3 1/2 and 7 of 8", "measure 11.5 inch | measure 2.25 inch | count 3.5 | count 7 | count 8"},
		{"7¼ inches, 7 ¾ inches, ½ pound, seven and a quarter inches, two and three quarters inches, one and two thirds ounces, five and five eighths inches", "measure 7.25 inch | measure 7.75 inch | measure 226.8 pound | measure 7.25 inch | measure 2.75 inch | measure 47.25 ounce | measure 5.625 inch"},
		{"the ten and a quarter of the rest, seven and a third came", "count 10 | count 0.25 | count 7"},
		{"one man, one pound, one of them", "measure 453.6 pound"},
		{"six feet two inches tall and 35 years old", "measure 74 foot | age 35 year"},
		{"a 9mm pistol and a .38 caliber revolver", "measure 9 millimetre | measure 38 calibre"},
		{"12 Mill Lane and 1306 Alder Avenue", "address 12 mill | address 1306 alder"},
		{"plate ABC 123, registration 4TRX910", "plate ABC123 | plate 4TRX910"},
		{"call 401-555-1212 or 555-1212", "phone 4015551212 | phone 5551212"},
		{"between 40 and 50 grams, 3 to 4 ounces", "count 40 | measure 50 gram | measure 85.05-113.4 ounce"},
		{"$50k, 2 million dollars, fifty bucks, 20%", "money 50000 | money 2000000 dollar | money 50 dollar | percent 20"},
		{"within 72 hours, three days", "duration 72 hour | duration 72 day"},
		{"the twenty-first of July", "ordinal 21"},
		{"10 by 20 feet, ten feet by twenty, 4 x 6 inches, ten feet by the wall, two by the door", "measure 120 foot | measure 240 foot | measure 120 foot | measure 240 foot | measure 4 inch | measure 6 inch | measure 120 foot | count 2"},
		{"two years and two months, 3 hours 20 minutes, an hour and ten minutes, one year, six months old", "duration 18993 year | duration 3.33334 hour | duration 1.16667 hour | duration 8766 year | age 6 month"},
		{"two years and six months old; two hours, ten minutes of it inside; within a day and two hours later", "age 2.5 year | duration 2 hour | duration 0.16667 minute | duration 2 hour"},
		{"two years and three years, an hour or 90 minutes, one hour and ninety minutes, two months and a day", "duration 17532 year | duration 26298 year | duration 1.50003 minute | duration 1 hour | duration 1.50003 minute | duration 1461 month"},
		{"3 dozen, two dozen, six gross of clasps, 6 gross sums, four score, a score of 7", "count 36 | count 24 | count 864 | count 6 | count 80 | count 7"},
		{"", ""},
	} {
		var got []string
		for _, n := range Read(c.text, Default()).Numbers() {
			s := string(n.Kind)
			switch {
			case n.Norm != "" && n.Kind == Address:
				s += fmt.Sprintf(" %g %s", n.Value, n.Norm)
			case n.Norm != "":
				s += " " + n.Norm
			case n.High != n.Value:
				s += fmt.Sprintf(" %.7g-%.7g", n.Value, n.High)
			default:
				s += fmt.Sprintf(" %.7g", n.Value)
			}
			if n.Unit != "" && n.Kind != Clock {
				s += " " + n.Unit
			}
			got = append(got, s)
		}
		if d := cmp.Diff(c.want, strings.Join(got, " | ")); d != "" {
			t.Errorf("%s\n%s", c.text, d)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`This unidentified male calls Paul Driscoll and states, "This is Doctor Shotgun".`, "Paul Driscoll | Doctor Shotgun"},
		{"They are referring to Jaime's parents' home, that is James and Luisa Briggs.", "Jaime | James | Luisa Briggs"},
		{"He met Dr. Shogun and Louisa (Bungershort).", "Dr. Shogun | Louisa (Bungershort)"},
		{`Robert "Bobby" Smith came.`, `Robert "Bobby" Smith`},
		{"Detective Jones of the Ashford Police Department met Smith near Mill Lane on Monday in May.", "Detective Jones | Smith"},
		{"Marijuana was found. Caller said so. The Ford left. Then Briggs left.", "Briggs"},
		{"J. R. Smith and Mrs. Briggs saw Maria de la Cruz.", "J. R. Smith | Mrs. Briggs | Maria de la Cruz"},
		{"A man in Providence, Rhode Island.", ""},
		{"", ""},
	} {
		var got []string
		for _, n := range Read(c.text, Default()).Names() {
			got = append(got, n.Text)
		}
		if d := cmp.Diff(c.want, strings.Join(got, " | ")); d != "" {
			t.Errorf("%s\n%s", c.text, d)
		}
	}
}

func TestLikeName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Likeness
	}{
		{"Luisa", "Louisa", Variant}, {"Jaime", "Jamie", Variant}, {"Catherine", "Kathryn", Variant},
		{"Mohammed", "Muhammad", Variant}, {"Smith", "Smyth", Variant}, {"Jensen", "Jenson", Variant},
		{"Gonzales", "Gonzalez", Variant}, {"Luisa Briggs", "Louisa Briggs", Variant},
		{"Dr. Shogun", "Doctor Shotgun", Near}, {"Johnson", "Johnston", Near}, {"Miller", "Milner", Near},
		{"James", "Jimmy", Nickname}, {"Jimmy Briggs", "James R. Briggs", Nickname}, {"Pete", "Peter", Nickname},
		{"Louisa", "Louisa Briggs", Partial}, {"Briggs", "Louisa Briggs", Partial}, {"Mrs. Briggs", "Louisa Briggs", Partial},
		{"Jimmy", "James Briggs", Partial}, {"Luisa", "Louisa (Bungershort)", Partial}, {"J. Briggs", "James Briggs", Partial},
		{"José García", "Jose Garcia", Same}, {"O’Neil", "O'Neil", Same}, {"Dr. Briggs", "Doctor Briggs", Same},
		{"Louisa (Bungershort)", "Louisa Briggs", Unlike}, {"Mr. Briggs", "Mrs. Briggs", Unlike}, {"Mark", "Mary", Unlike},
		{"Lisa", "Louisa", Unlike}, {"Jaime", "Jimmy", Unlike}, {"John Smith Jr.", "John Smith Sr.", Unlike},
		{"John A. Smith", "John B. Smith", Unlike}, {"Dole", "Cole", Unlike}, {"", "Briggs", Unlike}, {"", "", Unlike},
	} {
		if got := LikeName(c.a, c.b); got != c.want {
			t.Errorf("%q and %q are %v, want %v", c.a, c.b, got, c.want)
		}
		if got := LikeName(c.b, c.a); got != c.want {
			t.Errorf("%q and %q are %v, want %v", c.b, c.a, got, c.want)
		}
	}
}

func TestSentencesAndQuotes(t *testing.T) {
	for _, c := range []struct{ text, sentences, quotes string }{
		{"He met Dr. Jones at 5 p.m. on Elm St. in town. He left.", "He met Dr. Jones at 5 p.m. on Elm St. in town. | He left.", ""},
		{`He said, "I can't." Then he left.`, `He said, "I can't." | Then he left.`, "I can't."},
		{"He said “so … it is” and `I can't believe it', too.", "He said “so … it is” and `I can't believe it', too.", "so … it is | I can't believe it"},
		{"The boys' car and Jaime's home.", "The boys' car and Jaime's home.", ""},
		{`A man 5'10" tall said "no".`, `A man 5'10" tall said "no".`, "no"},
		{"One\n\nTwo", "One | Two", ""},
		{"  ", "", ""},
		{`An open " mark`, `An open " mark`, ""},
	} {
		x := Read(c.text, Default())
		var s, q []string
		for _, sp := range x.Sentences {
			s = append(s, c.text[sp.Start:sp.End])
		}
		for _, sp := range x.Quotes {
			q = append(q, c.text[sp.Start:sp.End])
		}
		if d := cmp.Diff(c.sentences+" // "+c.quotes, strings.Join(s, " | ")+" // "+strings.Join(q, " | ")); d != "" {
			t.Errorf("%s", d)
		}
	}
}

func TestHits(t *testing.T) {
	for _, c := range []struct {
		text  string
		class Class
		want  string
	}{
		{"I can't believe he may have had a gun in May", Hedge, "can't believe | may have"},
		{"He passed her a marihuana cigarette", Drug, "marihuana cigarette"},
		{"sold, selling and bought", Act, "sold | selling | bought"},
		{"semi-automatic pistols", Weapon, "semi-automatic pistols"},
		{"Rolling her thing", Vague, "her thing"},
		{"", Drug, ""},
	} {
		var got []string
		for _, h := range Read(c.text, Default()).Hits(c.class) {
			got = append(got, c.text[h.Start:h.End])
		}
		if d := cmp.Diff(c.want, strings.Join(got, " | ")); d != "" {
			t.Errorf("%s in %q\n%s", c.class, c.text, d)
		}
	}
}

func TestNegations(t *testing.T) {
	for text, want := range map[string]int{
		"He did not see it": 1, "I can't believe it": 0, "no doubt he did": 0, "He denied it": 1, "not sure": 0, "not only that": 0, "nobody saw": 1,
	} {
		if got := len(Read(text, Default()).Negations()); got != want {
			t.Errorf("%q has %d negations, want %d", text, got, want)
		}
	}
}

// TestBroader holds the direction of concepts: the source's narrower word covers the broader one, and not the reverse.
func TestBroader(t *testing.T) {
	lx := Default()
	for _, c := range []struct {
		word, broader string
		want          bool
	}{
		{"pistol", "gun", true}, {"gun", "handgun", false}, {"cocaine", "drug", true}, {"narcotics", "cocaine", false},
		{"sold", "hand over", true}, {"gave", "sale", false}, {"car", "vehicle", true}, {"marihuana", "marijuana", true}, {"coke", "cocaine", true},
	} {
		got := false
		for _, m := range lx.Concepts(c.word) {
			for _, b := range lx.Broader(m) {
				got = got || b == c.broader
			}
		}
		if got != c.want {
			t.Errorf("%s is a sort of %s: %v, want %v", c.word, c.broader, got, c.want)
		}
	}
}
