// Package showing holds certificates of how a goal stands in a framework of rules, assumptions and switches, by name, for
// a reader; and checks them ([Verify]).
//
// A certificate is checked by computations a reader could do by hand: does this follow from that, is this set of
// assumptions attacked and does it answer, do these suppositions carried along the rules contradict each other. The
// package shares no code with the solver or with the labels that found the answer.
package showing

// The kinds of certificate.
const (
	Established = "established" // every preferred extension derives the goal
	Arguable    = "arguable"    // some admissible set derives it, but not every preferred extension
	Lacking     = "lacking"     // no admissible set derives it, and some complete labelling has it out
	Open        = "open"        // it is undecided in every complete labelling
)

// A Certificate shows how a goal stands. Sentences and rules are by name.
type Certificate struct {
	Kind       string
	Goal       string
	Acceptance string // none, credulous, floating, sceptical or grounded

	// Steps is a derivation in order, whose last step is the goal. It is
	// there if the grounded labelling decides: for an established goal that
	// it holds, for a lacking one that it fails.
	Steps []Step

	// Common is, for an established goal accepted sceptically, assumptions
	// that derive it and that every preferred extension contains.
	Common []string

	// Positions is, for an established goal that is not grounded, admissible
	// sets that derive it (and contain Common). The refutation shows that
	// every complete labelling without it, or without all of Common, is part
	// of one of them, and so is not preferred.
	Positions [][]string

	// Missing is, for a lacking goal, why each of its rules fails in the
	// labelling Against; Grounds is what that rests on in the end.
	Missing []Reason
	Grounds Grounds

	// For is an admissible set that derives an arguable goal. Against is the
	// assumptions that are in in a complete labelling without the goal:
	// for an arguable goal a preferred one, for a lacking goal one with it out.
	For, Against []string

	// Refutations exclude what the kind of certificate says is not so: for an
	// established goal that is not grounded, a labelling outside Positions;
	// for an arguable one, that Against could be larger; for a lacking one,
	// that it be in while Grounds stand, whatever other facts there were and
	// however other switches stood; for an open one, first that it be in,
	// then that it be out.
	Refutations []Refutation
}

// A Step shows that a sentence holds or fails, from the steps before it.
type Step struct {
	Says  string
	Holds bool

	// By says how. For what holds: fact, rule, switch (it is on), assumption
	// (it survives its defeaters). For what fails: switch (it is off), attack
	// (the contrary of the assumption holds), absence (each rule for it
	// fails, if there is any).
	By string

	Rule      string     // by fact or rule
	Premises  []string   // what it rests on, shown before
	Defeaters []Defeater // by assumption, each rule for the contrary; by absence, each rule for the sentence
}

// A Defeater is a rule that fails because one of its premises does, as shown
// before.
type Defeater struct{ Rule, Fails string }

// Grounds are what a lacking goal fails on. None can be spared.
type Grounds struct {
	Facts  []string // rules without premises
	On     []string // switches that are on
	Absent []string // sentences that no rule derives, and switches that are off
}

// A Reason says why one rule for a conclusion fails.
type Reason struct {
	Says    string // the conclusion
	Rule    string // the rule; "" if there is none
	Missing string // its failing premise, or the conclusion itself if there is no rule

	// How the premise is missing: absent (no rule derives it), off (a switch),
	// attacked (an assumption with an attacker that stands), underived (each
	// rule for it fails).
	How string

	Attacker string   // the rule that attacks, if attacked
	Rests    []string // the facts (by rule), switches and assumptions that the attack rests on
	Because  []Reason // why each rule for an underived premise fails; told once in a certificate
}

// A Refutation is lemmas that lead from a supposition to a contradiction. The
// supposition follows from the kind of certificate.
type Refutation struct {
	// Each lemma is a list of claims one of which is true. That follows from
	// the framework, the supposition and the lemmas before by carrying values
	// along rules and attacks; and so does, after the last, a contradiction.
	Lemmas [][]Claim
}

// A Claim bounds a sentence, or the worst premise of a rule.
type Claim struct {
	Sentence string // or
	Rule     string
	Is       string // in, not in, out, not out
}
