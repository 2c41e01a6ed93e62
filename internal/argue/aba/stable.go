package aba

import (
	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// anyStable asks for a stable extension.
func (q *question) anyStable() Answer {
	t := q.theory(proof.Stable, q.whole())
	return q.conclude(t, asked{proof.SE, argue.Stable, -1}, t.ask())
}

// decided asks whether some stable extension derives s, or whether every one does.
func (q *question) decided(task proof.Task, s int32) Answer {
	t := q.theory(proof.Stable, q.whole(s))
	l := t.der[s]
	if task == proof.DS {
		l = l.Not()
	}
	return q.conclude(t, asked{task, argue.Stable, s}, t.ask(l))
}

// conclude answers when a set was looked for that has the query (DC), or is
// without it (DS), or any (SE).
func (q *question) conclude(t *theory, ask asked, r solve.Result) Answer {
	switch {
	case r == solve.Unknown:
		return q.unknown()
	case r == solve.Satisfiable && ask.task == proof.DS:
		return q.give(ask, No, t.found())
	case r == solve.Satisfiable:
		return q.give(ask, Yes, t.found())
	case ask.task == proof.DS:
		return q.give(ask, Yes, nil)
	}
	return q.give(ask, No, nil)
}
