package report

import (
	"bytes"
	_ "embed"
	"math"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// MeasureForm is the value of the key affiant of a measurement.
const MeasureForm = "measurement/1"

type tallyJSON struct {
	Right    int `json:"right"`
	Open     int `json:"open"`
	Wrong    int `json:"wrong"`
	Unscored int `json:"unscored"`
}

type shareJSON struct {
	Of    int     `json:"of"`
	Count int     `json:"count"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"` // of the 95 % interval
	High  float64 `json:"high"`
}

type measureJSON struct {
	Affiant   string               `json:"affiant"`
	Method    string               `json:"method"` // leave-one-out, outside
	Total     tallyJSON            `json:"total"`
	Definite  shareJSON            `json:"definite"` // of the questions on which the court took a side
	Wrong     shareJSON            `json:"wrong"`    // of all that were scored
	Questions map[string]tallyJSON `json:"questions"`
	Outcomes  []outcomeJSON        `json:"outcomes"`
	Baselines baselinesJSON        `json:"baselines"`
	Control   *pointJSON           `json:"control,omitempty"`
	Stricter  *stricterJSON        `json:"stricter,omitempty"`
	Curve     []pointJSON          `json:"curve,omitempty"`
	Scored    []scoredJSON         `json:"scored"`
	Law       string               `json:"law"`      // digest
	Casebook  string               `json:"casebook"` // digest
}

// stricterJSON is the total with a rule switched off as soon as the first of its authorities is, or any of them.
type stricterJSON struct {
	First tallyJSON `json:"first"`
	All   tallyJSON `json:"all"`
}

type outcomeJSON struct {
	Question string `json:"question"`
	Outcome  string `json:"outcome"`
	tallyJSON
}

type baselinesJSON struct {
	Majority tallyJSON `json:"majority"`
	Nearest  tallyJSON `json:"nearest"`
}

type pointJSON struct {
	Known int     `json:"known"`
	Right float64 `json:"right"`
	Open  float64 `json:"open"`
	Wrong float64 `json:"wrong"`
}

type scoredJSON struct {
	Case     string              `json:"case"`
	Name     string              `json:"name"`
	Question string              `json:"question"`
	Actor    string              `json:"actor,omitempty"`
	Profile  string              `json:"profile,omitempty"`
	Outcome  string              `json:"outcome,omitempty"` // the court's
	Mark     string              `json:"mark"`
	Answer   string              `json:"answer"` // definite, depends, open
	Side     string              `json:"side,omitempty"`
	Turns    []doctrine.FactorID `json:"turns,omitempty"`
	Asks     []string            `json:"asks,omitempty"`
	Rules    []string            `json:"rules,omitempty"`
	Cases    []string            `json:"cases,omitempty"`
	Against  []string            `json:"against,omitempty"`
	Conflict bool                `json:"conflict,omitempty"`
	Why      string              `json:"why,omitempty"`
}

//go:embed measurement.schema.json
var measurementSchema []byte

// MeasurementSchema is the JSON Schema of what MeasureJSON writes.
func MeasurementSchema() []byte { return bytes.Clone(measurementSchema) }

// MeasureJSON writes a measurement as JSON.
func MeasureJSON(m Measured) ([]byte, error) {
	answered, asked := m.definite()
	doc := measureJSON{
		Affiant: MeasureForm, Method: "leave-one-out", Total: tallied(m.Total), Definite: shared(answered, asked), Wrong: shared(m.Total.Wrong, m.Total.Scored()),
		Questions: make(map[string]tallyJSON),
		Outcomes:  each(m.Outcomes, func(g holding.Group) outcomeJSON { return outcomeJSON{g.Question, g.Outcome, tallied(g.Tally)} }),
		Baselines: baselinesJSON{tallied(m.Majority), tallied(m.Nearest)},
		Scored:    each(m.Scored, scoredOf), Law: m.Book.Law().Digest(), Casebook: m.Book.Digest(),
	}
	if m.Outside {
		doc.Method = "outside"
	}
	for _, g := range m.Questions {
		doc.Questions[g.Question] = tallied(g.Tally)
	}
	if m.Control != nil {
		p := pointOf(*m.Control)
		doc.Control = &p
	}
	if m.First != nil && m.All != nil {
		doc.Stricter = &stricterJSON{tallied(*m.First), tallied(*m.All)}
	}
	for _, p := range m.Curve {
		doc.Curve = append(doc.Curve, pointOf(p))
	}
	var out bytes.Buffer
	err := encode(&out, doc)
	return out.Bytes(), err
}

func tallied(t holding.Tally) tallyJSON { return tallyJSON(t) }

func shared(k, n int) shareJSON {
	low, high := holding.Interval(k, n)
	s := shareJSON{Of: n, Count: k, Low: rounded(low), High: rounded(high)}
	if n > 0 {
		s.Share = rounded(float64(k) / float64(n))
	}
	return s
}

// rounded is a number as people write it: to a thousandth, which of a share is a tenth of one per cent.
func rounded(x float64) float64 { return math.Round(x*1000) / 1000 }

func pointOf(p holding.Point) pointJSON {
	return pointJSON{p.Known, rounded(p.Right), rounded(p.Open), rounded(p.Wrong)}
}

func scoredOf(s holding.Scored) scoredJSON {
	a := s.Answer
	return scoredJSON{
		Case: s.Case.ID, Name: s.Case.Name, Question: s.Asked.About, Actor: s.Asked.Actor, Profile: s.Asked.Profile, Outcome: s.Asked.Outcome,
		Mark: string(s.Mark), Answer: string(a.Kind), Side: a.Side, Turns: a.Turns, Asks: a.Asks, Rules: a.Rules, Cases: a.Forced.Cases,
		Against: a.Forced.Rival, Conflict: a.Conflict, Why: s.Why,
	}
}
