package brief_test

import (
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// What the officer had to know is fixed when he acted: before falsehood in an affidavit could be shown at all, a finding of
// recklessness does not make the request one that no competent officer would have made. What the paper showed is read by
// the law of decision.
func TestActedFixesWhatWasClear(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	find := finds("S2@arrest.13=sustained,reckless", "S9@arrest.13=sustained", "P2@arrest.louisa.agreement=overruled")
	for acted, want := range map[record.When]string{"1981-02-14": "lacking", "1975-02-14": "turns"} {
		r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Acted: acted, Find: find})
		if err != nil {
			t.Fatal(err)
		}
		q, _ := brief.QuestionOf(r, "arrest", "louisa", "obviousness")
		if q.Answer != want {
			t.Errorf("acted %s: obviousness %s, want %s", acted, q.Answer, want)
		}
		if q, _ := brief.QuestionOf(r, "arrest", "louisa", "sufficiency"); q.Answer != "insufficient" {
			t.Errorf("acted %s: sufficiency %s, want insufficient", acted, q.Answer)
		}
	}
}

// The brief knows what to do with each pair of link and force that a check has.
func TestEveryCheckIsOfAKindThatTheBriefKnows(t *testing.T) {
	decisive := []review.Link{review.OnSource, review.OnElement, review.OnNexus, review.OnOath, review.OnNeutrality,
		review.OnParticularity, review.OnInterception, review.OnWeight}
	contestable := []review.Link{review.OnWording, review.OnReading, review.OnIdentification, review.OnEvent,
		review.OnInference, review.OnWeight, review.OnOmission, review.OnInterception}
	for _, c := range review.Checks() {
		known := map[review.Force][]review.Link{review.Decisive: decisive, review.Contestable: contestable}[c.Force]
		ok := c.Force == review.Note
		for _, l := range known {
			ok = ok || l == c.Link
		}
		if !ok {
			t.Errorf("%s is %s on %s, which no argument takes up", c.Code, c.Force, c.Link)
		}
	}
}

// The answer says that it was judged by what was clear when the officer acted, and from when on it would be otherwise.
func TestWhatBecameClearLaterIsTold(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	find := finds("S2@arrest.13=sustained,reckless", "S9@arrest.13=sustained", "P2@arrest.louisa.agreement=overruled")
	for _, c := range []struct {
		acted record.When
		day   string
	}{{"1975-02-14", "1978-06-26"}, {"1981-02-14", ""}} {
		r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Acted: c.acted, Find: find, NoProof: true})
		if err != nil {
			t.Fatal(err)
		}
		q, _ := brief.QuestionOf(r, "arrest", "louisa", "obviousness")
		switch {
		case c.day == "" && len(q.Changes) > 0:
			t.Errorf("acted %s: %v", c.acted, q.Changes)
		case c.day != "" && (len(q.Changes) != 1 || q.Changes[0].Day != c.day || !q.Changes[0].Acted || q.Changes[0].After != "lacking" || len(q.Changes[0].Why) == 0):
			t.Errorf("acted %s: %+v, want a change on %s to lacking", c.acted, q.Changes, c.day)
		}
	}
}
