package report

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/review"
)

// Form is the value of the key affiant, which begins every review in JSON and says how to read it.
const Form = "review/1"

// JSON writes a review as JSON, indented, with a newline at the end. Schema says what is in it.
func JSON(r *brief.Review, law *doctrine.Law) ([]byte, error) {
	var out bytes.Buffer
	err := encode(&out, reviewJSONOf(r, law))
	return out.Bytes(), err
}

// Indented writes anything as JSON as this room does.
func Indented(doc any) ([]byte, error) {
	var out bytes.Buffer
	err := encode(&out, doc)
	return out.Bytes(), err
}

func encode(w io.Writer, doc any) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := w.Write(escaped(out.Bytes()))
	return err
}

func reviewJSONOf(r *brief.Review, law *doctrine.Law) reviewJSON {
	v := view{r, law}
	return reviewJSON{
		Affiant: Form,
		Matter:  matterJSON{ID: r.Matter.ID, Title: r.Matter.Title},
		Profile: profileJSON{r.Profile.ID, r.Profile.Title},
		Other:   profileJSON{r.Other.ID, r.Other.Title},
		Dates:   datesJSON{r.Acted, r.AsOf},
		Posture: string(r.Posture), Withheld: r.Withheld,
		Flaws:     each(r.Flaws, v.flawJSON),
		Queries:   each(r.Queries, queryJSONOf),
		Elements:  each(r.Elements, v.elementJSON),
		Stated:    each(r.Stated, statedJSONOf),
		Questions: each(r.Questions, v.questionJSON),
		Digests:   digestsJSON{r.Digests.Record, r.Digests.Law, r.Digests.Release, r.Digests.Cases, same(r.Digests.Layers), r.Digests.Replaced},
		Notice:    Disclaimer,
	}
}

// each maps a list; a list is never null in the output.
func each[A, B any](list []A, f func(A) B) []B {
	out := make([]B, 0, len(list))
	for _, a := range list {
		out = append(out, f(a))
	}
	return out
}

// same is a list as it is, but never null.
func same[T any](list []T) []T { return append(make([]T, 0, len(list)), list...) }

func (v view) flawJSON(f brief.Flaw) flawJSON {
	out := flawJSON{
		ID: f.ID, Code: f.Check.Code, Title: f.Check.Title,
		Severity: string(f.Severity), Force: string(f.Force), Link: string(f.Check.Link),
		State: string(f.State), Mind: f.Mind, By: f.By, Kept: f.Kept, Turns: f.Turns,
		Application: f.App, Respondents: same(f.Respondents),
		Assertion: f.Assertion, Also: f.Also, Element: f.Element,
		Sources:  each(f.Sources, atJSON),
		Searched: f.Searched, Message: f.Message, Asks: f.Asks,
		Authorities: each(f.Check.Rests, v.citeJSON),
	}
	out.Span = spanOf(f.Span)
	return out
}

func queryJSONOf(f review.Flaw) queryJSON {
	return queryJSON{
		ID: f.ID, Code: f.Check.Code, Title: f.Check.Title, Application: f.App, Respondents: same(f.Respondents),
		Assertion: f.Assertion, Element: f.Element, Span: spanOf(f.Span), Sources: each(f.Sources, atJSON), Message: f.Message, Asks: f.Asks,
	}
}

// spanOf is a span as it travels; nil if it has no words.
func spanOf(s review.Span) *spanJSON {
	if s.Words == "" {
		return nil
	}
	return (*spanJSON)(&s)
}

func statedJSONOf(x brief.Stated) statedJSON {
	ruled, mind := x.Ruled()
	return statedJSON{ID: x.ID, Factor: x.Factor, Title: x.Title, Application: x.App, Respondent: x.Respondent, About: x.About,
		Assertions: same(x.On), Wordless: x.Wordless, Said: x.Said, State: string(x.State), Says: StatedCounts(x), Ruled: string(ruled), Mind: mind}
}

func atJSON(at review.At) sourceJSON {
	return sourceJSON{Source: at.Source, Line: at.Line, Span: spanOf(at.Span)}
}

func (v view) citeJSON(c doctrine.Cite) authorityJSON {
	out := authorityJSON{ID: c.Authority, Pin: c.Pin, Says: c.String()}
	if text, standing, ok := v.law.Explain(c); ok {
		out.Says, out.Standing = text, string(standing)
	}
	return out
}

func (v view) elementJSON(e brief.Element) elementJSON {
	return elementJSON{
		Application: e.App, Respondent: e.Respondent,
		Element: e.Element.ID, Title: e.Element.Title, Kind: string(e.Element.Kind),
		Support: string(e.Support), Label: e.Label, RestsOn: same(e.RestsOn), Flaws: same(e.Flaws), Says: e.Says,
	}
}

func (v view) questionJSON(q brief.Question) questionJSON {
	out := questionJSON{
		Application: q.App, Respondent: q.Respondent,
		Question: q.Question.ID, Title: q.Question.Title, Asks: q.Question.Asks,
		Profile: q.Profile, Answer: q.Answer, Label: q.Label, Says: q.Says,
		TurnsOn: each(q.Turns, turnJSONOf), Complete: q.Complete,
		Stable: q.Stable, Relevant: same(q.Relevant), Unless: each(q.Unless, unlessJSONOf), Changes: each(q.Changes, changeJSONOf),
		Because: each(q.Because, reasonJSONOf),
	}
	if q.Certificate != nil {
		out.Certificate = certificateJSONOf(q.Certificate)
	}
	if c := q.Corrected; c != nil {
		out.Corrected = &correctionJSON{c.Sworn, c.Corrected, c.AtWorst, each(c.Lines, correctedJSONOf)}
	}
	if c, ok := v.casesOf(q); ok {
		out.Cases = &casesJSON{same(c.Situation.Factors), c.Forced.Side, c.Forced.Cases, c.Forced.Rival, nearest(c.Near, mostNear)}
	}
	if q.Other != nil {
		out.Other = &besideJSON{q.Other.Profile, q.Other.Answer, q.Other.Says, each(q.Other.Why, reasonJSONOf)}
	}
	return out
}

func correctedJSONOf(l brief.Corrected) correctedJSON {
	out := correctedJSON{l.Flaw, l.App, l.Assertion, strings.ReplaceAll(l.Does, " ", "-"), string(l.State), l.Mind, l.Words, ""}
	if l.Cite.Source != "" {
		out.Cite = l.Cite.String()
	}
	return out
}

func changeJSONOf(c brief.Shift) changeJSON {
	return changeJSON{c.Day, c.Acted, c.Before, c.After, each(c.Why, reasonJSONOf)}
}

func unlessJSONOf(e brief.Exception) unlessJSON {
	return unlessJSON{e.On, e.Flaws, e.Means, e.Asks, e.By, e.Answer, same(e.Cites)}
}

func turnJSONOf(t brief.Turn) turnJSON {
	return turnJSON{
		Rulings: each(t.Rulings, func(r brief.Ruled) ruledJSON { return ruledJSON(r) }),
		Answer:  t.Answer,
	}
}

func reasonJSONOf(r brief.Reason) reasonJSON {
	return reasonJSON{
		Kind: r.Kind, Says: r.Says, Rule: r.Rule, Authorities: r.Cites, Standing: r.Standing, Later: r.Later, Flaw: r.Flaw,
		Assertion: r.Assertion, Application: r.App, Source: r.Source, Line: r.Line,
		Because: each(r.Children, reasonJSONOf),
	}
}

func certificateJSONOf(c *showing.Certificate) *certificateJSON {
	return &certificateJSON{
		Kind: c.Kind, Goal: c.Goal, Acceptance: c.Acceptance,
		Steps: each(c.Steps, func(s showing.Step) stepJSON {
			return stepJSON{s.Says, s.Holds, s.By, s.Rule, s.Premises,
				each(s.Defeaters, func(d showing.Defeater) defeaterJSON { return defeaterJSON(d) })}
		}),
		Common: c.Common, Positions: c.Positions,
		Missing:     each(c.Missing, missingJSONOf),
		Grounds:     groundsJSON(c.Grounds),
		For:         c.For,
		Against:     c.Against,
		Refutations: each(c.Refutations, refutationJSONOf),
	}
}

func missingJSONOf(r showing.Reason) missingJSON {
	return missingJSON{r.Says, r.Rule, r.Missing, r.How, r.Attacker, r.Rests, each(r.Because, missingJSONOf)}
}

func refutationJSONOf(r showing.Refutation) [][]claimJSON {
	return each(r.Lemmas, func(l []showing.Claim) []claimJSON {
		return each(l, func(c showing.Claim) claimJSON { return claimJSON(c) })
	})
}
