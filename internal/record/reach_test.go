package record_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/record/recordtest"
)

// A move is an event that someone may try at a moment.
type move struct {
	who record.PersonID
	as  record.Role
	e   func(now record.When) record.Event
}

// entered tries an event as it would be entered now: what was entered before, and would not be any more, is read all the same.
func (mv move) entered(s *teller) (*teller, error) {
	n := &teller{list: slices.Clip(s.list), min: s.min}
	n.does(mv.who, mv.as, mv.e(n.now()))
	if s.sum == nil {
		m, err := record.Replay(s.list)
		if err != nil {
			return n, err
		}
		s.sum = &m
	}
	last := n.list[len(n.list)-1]
	if err := s.sum.Admits(last.Body, *last.Hand); err != nil {
		return n, err
	}
	_, err := record.Replay(n.list)
	return n, err
}

// moves lists every act of the docket by everyone who might try it, with the terms that matter.
func moves() []move {
	var all []move
	everyone := []struct {
		who record.PersonID
		as  record.Role
	}{{"vance", record.Affiant}, {"stone", record.Supervisor}, {"hart", record.Magistrate}, {"lowe", record.Magistrate}, {"clerk", record.Clerk}, {"dole", record.Respondent}}
	add := func(e func(who record.PersonID, now record.When) record.Event) {
		for _, p := range everyone {
			all = append(all, move{p.who, p.as, func(now record.When) record.Event { return e(p.who, now) }})
		}
	}
	type (
		P = record.PersonID
		W = record.When
		E = record.Event
	)
	const app = record.AppID("purse")
	add(func(who P, now W) E {
		return record.AssertionDrafted{Application: app, Assertion: record.Assertion{N: 3, Text: "More.", Basis: record.Observed}}
	})
	add(func(who P, now W) E { return record.AssertionWithdrawn{Application: app, N: 2} })
	add(func(who P, now W) E {
		return record.FlawAnswered{Application: app, Answer: record.Answer{Flaw: "S2@purse.1", Act: "softened", By: who}}
	})
	add(func(who P, now W) E {
		return record.Endorsed{Application: app, Endorsement: record.Endorsement{By: who, Act: "endorsed"}}
	})
	add(func(who P, now W) E {
		return record.Sworn{Application: app, Oath: record.Oath{Time: now, By: "clerk", Means: "in-person"}}
	})
	add(func(who P, now W) E { return record.ApplicationWithdrawn{Application: app} })
	for _, m := range []P{"hart", "lowe", "stone"} {
		add(func(who P, now W) E {
			return record.MagistrateAssigned{Application: app, Assignment: record.Assignment{Magistrate: m, How: "rota"}}
		})
		add(func(who P, now W) E {
			return record.Presented{Application: app, Presentment: record.Presentment{Time: now, Magistrate: m}}
		})
	}
	add(func(who P, now W) E {
		return record.MagistrateRecused{Application: app, Recusal: record.Recusal{Magistrate: "hart", Because: "kin"}}
	})
	add(func(who P, now W) E {
		return record.Sworn{Application: app, Oath: record.Oath{Time: now, By: "hart", Means: "telephone", Words: "I swear."}}
	})
	add(func(who P, now W) E {
		return record.OathConfirmed{Application: app, Confirmation: record.Confirmation{By: who, Heard: now, Means: "telephone", Words: "I swear.", Time: now}}
	})
	add(func(who P, now W) E {
		return record.SourceOpened{Application: app, Opening: record.Opening{Source: "log", Magistrate: who, Time: now}}
	})
	for _, act := range []string{"granted", "denied", "returned"} {
		for _, p := range []P{"dole", "mary"} {
			add(func(who P, now W) E {
				return record.Decided{Application: app, Decision: record.Decision{Respondents: []P{p}, Act: act, Time: now, Finding: "so found"}}
			})
		}
	}
	for _, id := range []record.WarrantID{"w1", "w2"} {
		add(func(who P, now W) E {
			return record.WarrantIssued{Application: app, Warrant: record.Issued{ID: id, By: who, Time: now, Respondents: []P{"dole"}, Until: "2026-03-02T23:00"}}
		})
		add(func(who P, now W) E {
			return record.Executed{Application: app, Execution: record.Execution{Time: now, Act: "arrested", Warrant: id}}
		})
		add(func(who P, now W) E {
			return record.WarrantRecalled{Application: app, Warrant: id, Recall: record.Recall{By: who}}
		})
		add(func(who P, now W) E {
			return record.WarrantReturned{Application: app, Warrant: id, Return: record.Return{By: who, Unserved: "gone"}}
		})
	}
	for _, act := range []string{"indicted", "no-true-bill", "dismissed"} {
		add(func(who P, now W) E {
			return record.Charged{Application: app, Charge: record.Charge{Respondents: []P{"dole"}, Act: act}}
		})
	}
	add(func(who P, now W) E { return record.HoldPlaced{Hold: record.Hold{ID: "h", By: who, Because: "a suit"}} })
	add(func(who P, now W) E { return record.HoldLifted{Hold: "h", Lifted: record.Lifting{By: who}} })
	add(func(who P, now W) E {
		return record.Sealed{Seal: record.Seal{ID: "s", By: who, Because: "risk", Time: now}}
	})
	add(func(who P, now W) E { return record.Unsealed{Seal: "s", Lifted: record.Lifting{By: who, Time: now}} })
	add(func(who P, now W) E {
		return record.Expunged{Expungement: record.Expungement{By: who, Under: "x", Time: now}}
	})
	return all
}

// lawful tells, from the entries alone and without the state that the record keeps, what no accepted sequence may hold.
func lawful(t *testing.T, list []record.Entry) {
	t.Helper()
	var sworn, presented, withdrawn, expunged bool
	var at record.PersonID
	recused, granted := map[record.PersonID]bool{}, map[record.PersonID]bool{}
	dead := map[record.WarrantID]bool{}
	issued := map[record.WarrantID]bool{}
	live, held, ended := 0, 0, false
	bad := func(e record.Entry, what string) {
		t.Fatalf("entry %d, %s by %s: %s", e.Seq, e.Body.Kind(), e.Hand.Person, what)
	}
	for _, e := range list {
		who := e.Hand.Person
		if expunged {
			bad(e, "after expungement")
		}
		switch b := e.Body.(type) {
		case record.AssertionDrafted, record.AssertionWithdrawn, record.FlawAnswered, record.Endorsed:
			if sworn {
				bad(e, "the papers are closed")
			}
			if e.Body.Kind() == "endorsed" && who == "vance" {
				bad(e, "own review")
			}
		case record.Sworn:
			if who != "vance" || sworn {
				bad(e, "not the affiant's one oath")
			}
			sworn = true
		case record.ApplicationWithdrawn:
			if len(granted) > 0 {
				bad(e, "granted before")
			}
			withdrawn = true
		case record.MagistrateRecused:
			recused[b.Recusal.Magistrate] = true
		case record.Presented:
			if at = b.Presentment.Magistrate; !sworn || withdrawn || recused[at] || at == "stone" {
				bad(e, "not sworn, withdrawn, or before one who may not hear it")
			}
			presented = true
		case record.SourceOpened:
			if !presented || who != at || recused[at] {
				bad(e, "opened by another than the magistrate, or before the presentment")
			}
		case record.Decided:
			if !presented || who != at || recused[at] || withdrawn {
				bad(e, "decided by another, or what was not presented")
			}
			if b.Decision.Act == "granted" {
				granted[b.Decision.Respondents[0]] = true
			} else {
				delete(granted, b.Decision.Respondents[0])
			}
		case record.WarrantIssued:
			if !granted["dole"] || who != at || issued[b.Warrant.ID] || live > 0 {
				bad(e, "issued without a grant, by another, or twice")
			}
			issued[b.Warrant.ID] = true
			if !ended {
				live++
			}
		case record.Executed:
			if w := b.Execution.Warrant; !issued[w] || dead[w] || ended {
				bad(e, "executed a dead warrant")
			} else {
				dead[w] = true
				live--
			}
		case record.WarrantRecalled:
			if !issued[b.Warrant] || dead[b.Warrant] || ended {
				bad(e, "recalled a dead warrant")
			}
			dead[b.Warrant] = true
			live--
		case record.WarrantReturned:
			if !issued[b.Warrant] {
				bad(e, "returned what was not issued")
			}
			if !dead[b.Warrant] {
				live--
			}
			dead[b.Warrant] = true
		case record.Charged:
			if ended = b.Charge.Act != "indicted"; ended { // a warrant dies with its charge, and a new charge does not wake it
				live = 0
				for w := range issued {
					dead[w] = true
				}
			}
		case record.HoldPlaced:
			held++
		case record.HoldLifted:
			held--
		case record.Sealed:
			if who != b.Seal.By {
				bad(e, "sealed in another's name")
			}
		case record.Expunged:
			if held > 0 {
				bad(e, "destroyed under a hold")
			}
			expunged = true
		}
	}
}

// TestReachable tries every event by every person from every state within one accepted event (four, in a soak) of a draft, and of an
// application that is sworn, assigned and presented: what is taken is lawful, and what is refused is refused as a conflict.
func TestReachable(t *testing.T) {
	all := moves()
	for _, begin := range []struct {
		name string
		from *teller
	}{{"an opening", opening()}, {"what was presented", upTo(t, "testimony-taken", 1)}} { // in this order: the second takes hours in a soak
		name, from := begin.name, begin.from
		w := recordtest.Walk[*teller]{Name: "record from " + name, From: from, Depth: reachDepth(), Moves: len(all), Key: func(s *teller) string {
			m, err := record.Replay(s.list)
			if err != nil {
				t.Fatal(err)
			}
			key, _ := json.Marshal(timeless(m))
			return string(key)
		}, Do: func(s *teller, i int) (*teller, bool) {
			n, err := all[i].entered(s)
			if err != nil {
				var r *record.Refusal
				if fault.KindOf(err) != fault.Conflict && !errors.As(err, &r) {
					t.Fatalf("%s by %s: %v", n.list[len(n.list)-1].Body.Kind(), all[i].who, err)
				}
				return nil, false
			}
			lawful(t, n.list)
			return n, true
		}}
		done, states := w.Run(t)
		t.Logf("%s: %d tried, %d taken, %d states", name, done.Tried, done.Taken, states)
	}
}

// reachDepth is from how many events on everything is still tried: one here, four in a soak.
func reachDepth() int {
	if os.Getenv("AFFIANT_SOAK") != "" {
		return 4
	}
	return 1
}

// timeless is the matter without its times, so that states that differ in nothing else are one.
func timeless(m record.Matter) any {
	b, _ := json.Marshal(m)
	var v any
	_ = json.Unmarshal(b, &v)
	var strip func(any)
	strip = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			delete(v, "time")
			for _, x := range v {
				strip(x)
			}
		case []any:
			for _, x := range v {
				strip(x)
			}
		}
	}
	strip(v)
	return v
}

// TestWander goes deeper than every state can be tried: random acts, many of them.
func TestWander(t *testing.T) {
	all := moves()
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := opening()
		for range 400 {
			mv := all[r.IntN(len(all))]
			n, err := mv.entered(s)
			if n.min > 700 {
				break
			}
			if err != nil {
				continue
			}
			lawful(t, n.list)
			s = n
		}
	}
}
