package holding

import (
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

func TestScore(t *testing.T) {
	denies := []doctrine.FactorID{"source-denies"}
	side := func(s string) Answer { return Answer{Kind: Definite, Side: s} }
	for _, c := range []struct {
		outcome string
		turnsOn []doctrine.FactorID
		ours    Answer
		want    Mark
	}{
		{"immune", nil, side("immune"), Right},
		{"immune", nil, side("not-immune"), Wrong},
		{"immune", nil, Answer{Kind: Free}, Open},
		{"immune", nil, Answer{Kind: Depends, Turns: denies}, Open},
		{"fact-question", denies, Answer{Kind: Depends, Turns: denies}, Right},
		{"fact-question", denies, Answer{Kind: Depends, Turns: []doctrine.FactorID{"facts-old"}}, Open},
		{"fact-question", nil, Answer{Kind: Depends, Turns: denies}, Open},
		{"fact-question", denies, Answer{Kind: Free}, Open},
		{"fact-question", denies, side("immune"), Wrong},
		{"not-decided", nil, side("immune"), Unscored},
		{"assumed", nil, side("immune"), Unscored},
		{"", nil, side("immune"), Unscored},
	} {
		if got := Score(c.outcome, c.turnsOn, c.ours); got != c.want {
			t.Errorf("Score(%q, %v, %+v) = %s, want %s", c.outcome, c.turnsOn, c.ours, got, c.want)
		}
	}
}
