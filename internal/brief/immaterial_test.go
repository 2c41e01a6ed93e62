package brief_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue/why"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// depot is a paper for which each of two witnesses would do, and which leaves out what the first of them said against herself.
const depot = `affiant: matter/1
id: depot
title: The clerk of the depot
jurisdiction: us
people:
  - {id: hale, name: Ruth Hale, roles: [affiant, officer]}
  - {id: pike, name: Owen Pike, roles: [respondent]}
  - {id: moss, name: Clara Moss, roles: [witness]}
  - {id: boyd, name: Edgar Boyd, roles: [witness]}
  - {id: tran, name: Minh Tran, roles: [magistrate]}
sources:
  - id: first
    kind: interview
    title: interview of Clara Moss
    time: 2023-09-01T09:00
    author: hale
    declarant: moss
    seen: first-hand
    lines:
      - {n: 1, text: 'I saw Owen Pike take the cash box from the depot at noon on August 31, 2023.'}
      - {n: 2, text: 'I did not see his face, and I could not swear that it was Owen Pike.'}
  - id: second
    kind: interview
    title: second interview
    time: 2023-09-01T10:00
    author: hale
    declarant: boyd
    seen: first-hand
    lines:
      - {n: 1, text: 'On August 31, 2023 at noon Owen Pike carried the cash box out of the depot while I held the door.'}
applications:
  - id: arrest
    kind: arrest
    affiant: hale
    respondents: [pike]
    offence:
      title: theft
      elements:
        - {id: taking, title: the respondent took the cash box, kind: act}
    affidavit:
      assertions:
        - n: 1
          text: Clara Moss told me that she saw Owen Pike take the cash box from the depot at noon on August 31, 2023.
          basis: reported
          cites: ['first:1']
        - n: 2
          text: Edgar Boyd told me that on August 31, 2023 at noon Owen Pike carried the cash box out of the depot while he held the door.
          basis: reported
          cites: ['second:1']
    grounds:
      - {element: taking, on: [1]}
      - {element: taking, on: [2]}
    warrant: {person: Owen Pike, text: Arrest the person named.}
    oath: {time: 2023-09-01T12:00, by: tran, means: in-person}
    presentments:
      - {time: 2023-09-01T12:05, magistrate: tran, papers: [affidavit], decisions: [{act: granted, time: 2023-09-01T12:10}]}
`

// reported has what Moss could not swear to in a report of another, and not in her own interview.
var reported = []string{
	"      - {n: 2, text: 'I did not see his face, and I could not swear that it was Owen Pike.'}\n",
	`  - id: report
    kind: report
    title: report of the depot
    time: 2023-09-01T11:00
    author: hale
    seen: first-hand
    lines:
      - {n: 1, text: 'Clara Moss did not see his face, and she could not swear that it was Owen Pike.'}
`,
}

// depotWith reads it with words changed, by pairs of old and new.
func depotWith(t *testing.T, change ...string) *record.Matter {
	t.Helper()
	f, err := transcript.Read("depot.yaml", []byte(strings.NewReplacer(change...).Replace(depot)))
	if err != nil {
		t.Fatal(err)
	}
	return &f.Matter
}

// What would leave probable cause whoever found it, and however, is immaterial before anyone has ruled; it depends where what is
// left is less, or rests on the word of one whom what was left out brings in doubt.
func TestImmaterialWhateverIsFound(t *testing.T) {
	const omitted = "O4@arrest.1"
	sameTeller := []string{"declarant: boyd", "declarant: moss", "Edgar Boyd told me", "Clara Moss told me", "while he held", "while she held"}
	ofOne := []string{"      - {element: taking, on: [2]}\n", ""}
	together := []string{"on: [1]}\n      - {element: taking, on: [2]}", "on: [1, 2]}"}
	// Both are Moss's, the first by who speaks in it or wrote it.
	const told = "    kind: interview\n    title: interview of Clara Moss\n    time: 2023-09-01T09:00\n    author: hale\n    declarant: moss\n"
	speaks := append([]string{told, "    kind: message\n    title: messages of Clara Moss\n    time: 2023-09-01T09:00\n    speakers: [{as: moss, person: moss}]\n", "{n: 1, text: 'I saw", "{n: 1, speaker: moss, text: 'I saw", "{n: 2, text", "{n: 2, speaker: moss, text"}, sameTeller...)
	unnamed := append([]string{told, speaks[1]}, sameTeller...)
	wrote := append([]string{told, "    kind: observation\n    title: observation of Clara Moss\n    time: 2023-09-01T09:00\n    author: moss\n"}, sameTeller...)
	// Both speak in the messages, and what is cited and left out is hers.
	apart := append([]string{told, strings.Replace(speaks[1], "[", "[{as: boyd, person: boyd}, ", 1)}, speaks[2:6]...)
	both := []string{"cites: ['first:1']", "cites: ['first:1', 'second:1']"}
	falsehood := open(t, "ganek.yaml")
	falsehood.Rulings = nil
	for _, c := range []struct {
		name   string
		m      *record.Matter
		flaw   string
		answer string
	}{
		{"another witness would do", depotWith(t), omitted, "immaterial"},
		{"the same witness tells the other thing", depotWith(t, sameTeller...), omitted, brief.Depends},
		{"the same, in messages", depotWith(t, speaks...), omitted, brief.Depends},
		{"the same, in messages of which the lines name no one", depotWith(t, unnamed...), omitted, brief.Depends},
		{"the same, in an observation of her own", depotWith(t, wrote...), omitted, brief.Depends},
		{"another is in the messages too", depotWith(t, apart...), omitted, "immaterial"},
		{"another is cited beside her, who left nothing out", depotWith(t, both...), omitted, "immaterial"},
		{"it stands in the report of another", depotWith(t, append(reported, sameTeller...)...), omitted, brief.Depends},
		{"the same, and another witness would do", depotWith(t, reported...), omitted, "immaterial"},
		{"nothing else is offered", depotWith(t, ofOne...), omitted, brief.Depends},
		{"both are needed", depotWith(t, together...), omitted, brief.Depends},
		{"a falsehood on which nothing rests alone", falsehood, "S3@search.2", "immaterial"},
		{"one on which all rests", till(t), "S7@arrest.1", brief.Depends},
	} {
		for _, at := range []brief.Posture{brief.AtSuppression, brief.AtSummaryJudgment} {
			q := ask(t, c.m, "veracity", brief.Options{Posture: at})
			if q.Answer != c.answer || q.Stable != (c.answer == "immaterial") || q.Stable != (len(q.Turns) == 0) {
				t.Errorf("%s, %s: %s, stable %t, turns %v; want %s", c.name, at, q.Answer, q.Stable, q.Turns, c.answer)
			}
			if c.answer == "immaterial" && (q.Because[0].Kind != "worst" || !slices.ContainsFunc(q.Because[0].Children, func(r brief.Reason) bool { return r.Flaw == c.flaw })) {
				t.Errorf("%s, %s: the reasons do not begin with what is taken to be found: %+v", c.name, at, q.Because[0])
			}
		}
		if q := ask(t, ruled(c.m, c.flaw, "overruled", ""), "veracity", brief.Options{Posture: brief.AtSuppression}); q.Answer != "no-violation" {
			t.Errorf("%s, overruled: %s, want no-violation", c.name, q.Answer)
		}
	}
	for _, mind := range []string{"negligent", "reckless"} {
		want := map[string]string{"negligent": "no-violation", "reckless": brief.OpenLabel}[mind]
		if q := ask(t, ruled(depotWith(t, sameTeller...), omitted, "sustained", mind), "veracity", brief.Options{Posture: brief.AtSuppression}); q.Answer != want {
			t.Errorf("the same witness, %s: %s, want %s", mind, q.Answer, want)
		}
	}
}

// What is left out by another may bring several in doubt, and each of them by himself.
func TestWhoIsInDoubt(t *testing.T) {
	m := depotWith(t, append([]string{
		"cites: ['first:1']", "cites: ['first:1', 'second:1']",
		"    grounds:\n", `        - n: 3
          text: Clara Moss told me that Owen Pike took the cash box.
          basis: reported
          cites: ['first:1']
    grounds:
`,
		"on: [1]}\n      - {element: taking, on: [2]}", "on: [2, 3]}\n      - {element: taking, on: [1]}",
	}, reported...)...)
	const omitted = "O4@arrest.1"
	q := ask(t, ruled(m, omitted, "sustained", "reckless"), "sufficiency", brief.Options{Posture: brief.AtSuppression})
	if q.Answer != brief.OpenLabel {
		t.Errorf("both are in doubt: %s, want %s", q.Answer, brief.OpenLabel)
	}
	got := make(map[string]bool)
	var walk func(*why.Node)
	walk = func(n *why.Node) {
		got[n.Says] = true
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(q.Tree)
	for _, who := range []string{"moss", "boyd"} {
		if says := omitted + " leaves " + who + " to be believed"; !got[says] {
			t.Errorf("the tree does not have %q", says)
		}
	}
}
