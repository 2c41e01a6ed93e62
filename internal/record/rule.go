package record

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Rule says when an event may not come, and by what authority.
type Rule struct {
	ID   string // short name, never changed
	Says string // the rule in a sentence
	By   string // the authority, or "the record" where the order is one of telling and not of law
}

// The rules that an act performed here has to keep. What is recounted keeps only the order without which nothing could be
// told: records tell of oaths never taken, and that is a flaw for a review and not a mistake of the telling.
var (
	ruleOwnTime = Rule{"own-time", "An oath, a decision and a warrant bear the time at which they are done; no act tells of what is still to come.",
		"Fed. R. Crim. P. 4.1(b)(6)(B)"}
	ruleOwnOath = Rule{"own-oath", "The affiant swears, before someone else who may take the oath.",
		"U.S. Const. amend. IV; Fed. R. Crim. P. 4.1(b)(1)"}
	ruleOathTaker = Rule{"oath-taker", "An oath is taken by a magistrate of the court, or in person by its clerk; by telephone, by video or by attestation it is the magistrate who takes it.",
		"Fed. R. Crim. P. 4.1(b)(1)-(2); 28 U.S.C. 459, 953"}
	ruleSomethingSworn = Rule{"something-sworn", "An affidavit says something.",
		"U.S. Const. amend. IV"}
	ruleSwornFirst = Rule{"sworn-first", "What is put before a magistrate has been sworn to.",
		"U.S. Const. amend. IV; Fed. R. Crim. P. 3, 4(a), 41(d)(1)"}
	ruleWithdrawn = Rule{"withdrawn", "An application that was withdrawn goes no further.",
		"the record"}
	ruleOpenPresentment = Rule{"one-bench-at-a-time", "An application lies before one magistrate at a time, until each part of it is decided.",
		"the record"}
	ruleAssigned = Rule{"assigned", "The magistrate is the one assigned, who has not stepped aside.",
		"Shadwick v. City of Tampa, 407 U.S. 345 (1972)"}
	ruleNeutral = Rule{"neutral", "No one who has a part in the matter decides it.",
		"Coolidge v. New Hampshire, 403 U.S. 443 (1971)"}
	ruleEarlierTold = Rule{"earlier-presentments-told", "Every earlier presentment, and what came of it, is told to the next magistrate.",
		"the record"}
	ruleOwnReview = Rule{"own-review", "No one reviews an affidavit of his own.",
		"the record"}
	ruleOwnAnswer = Rule{"own-answer", "Each answers in the own name.",
		"the record"}
	ruleOwnDecision = Rule{"own-decision", "The magistrate to whom an application was presented decides it, and no one else.",
		"U.S. Const. amend. IV; Johnson v. United States, 333 U.S. 10 (1948)"}
	ruleOneByOne = Rule{"one-by-one", "A decision and an arrest warrant are for one respondent; nothing is signed in bulk.",
		"the record"}
	ruleReasons = Rule{"reasons", "A decision says what was found, and a change says what was changed.",
		"the record"}
	ruleDecidedOnce = Rule{"decided-once", "What was decided on a presentment is decided; it may be presented again.",
		"the record"}
	ruleBeforeDecision = Rule{"before-decision", "What joins the four corners is heard or opened before the decision.",
		"Whiteley v. Warden, 401 U.S. 560 (1971)"}
	ruleGranted = Rule{"granted", "A warrant issues upon a decision that grants it, by the magistrate who decided.",
		"Fed. R. Crim. P. 4(a), 41(d)(1)"}
	ruleTerms = Rule{"terms", "A search warrant says until when and at what hours it may be executed; at any hour only for cause found.",
		"Fed. R. Crim. P. 41(e)(2)(A)"}
	ruleOneLive = Rule{"one-live-warrant", "While a warrant against a person lives, no second one issues on the same application.",
		"the record"}
	ruleDead = Rule{"dead-warrant", "A warrant that was executed, recalled, returned or has expired, or whose case has ended, is dead.",
		"Fed. R. Crim. P. 4(c)(4)(A), 41(e)(2)(A)(i); Sgro v. United States, 287 U.S. 206 (1932)"}
	ruleNamesWarrant = Rule{"names-its-warrant", "Service says which warrant was served.",
		"Fed. R. Crim. P. 4(c), 41(f)"}
	ruleNotYetExpired = Rule{"not-yet-expired", "A warrant expires when its time has passed, not before.",
		"Fed. R. Crim. P. 41(e)(2)(A)(i)"}
	ruleInventory = Rule{"witnessed-inventory", "An inventory is made and verified in the presence of someone beside the officer who makes it.",
		"Fed. R. Crim. P. 41(f)(1)(B)"}
	ruleReturn = Rule{"return", "A warrant is returned once, by who executed it or held it, and says what was done or why nothing was.",
		"Fed. R. Crim. P. 4(c)(4), 41(f)(1)(D)"}
	ruleAnswersReasons = Rule{"as-written-because", "What is sworn as written in spite of a flaw is so sworn for a reason.",
		"the record"}
	ruleHold = Rule{"hold", "While a hold is in force nothing is destroyed.",
		"the record"}
	ruleExpunged = Rule{"expunged", "Expungement is the end of a matter.",
		"the record"}
	ruleOrder = Rule{"by-order", "Sealing, unsealing and expungement are by a judge's own order.",
		"the record"}
	ruleToCome = Rule{"to-come", "A hearing is set, and moved, for a time that is still to come.",
		"the record"}
	ruleCalendar = Rule{"on-the-calendar", "What is moved or waived is of a hearing that stands on the calendar.",
		"the record"}
	ruleWaiver = Rule{"waived-by-finding", "The ten days before a hearing are waived by the judge, who finds that it was not possible to keep them and that the party is not prejudiced.",
		"18 U.S.C. 2518(9)"}
	ruleMoreTime = Rule{"more-time", "A judge extends the time before a preliminary hearing: with consent, for good cause shown; without it, only where extraordinary circumstances exist and justice requires the delay.",
		"Fed. R. Crim. P. 5.1(d)"}
	ruleLengthened = Rule{"lengthened-by-judge", "An order is extended, and notice of it is put off, by a judge.",
		"18 U.S.C. 2518(5), (8)(d); Fed. R. Crim. P. 41(e)(2)(C), (f)(3)"}
	ruleDelay = Rule{"delayed-notice", "Notice of a search is delayed by the judge, for cause found, and longer only if it was delayed.",
		"18 U.S.C. 3103a(b)-(c); Fed. R. Crim. P. 41(f)(3)"}
	ruleDrawn = Rule{"drawn", "The court's own way finds the magistrate, by its rota or by lot; one is chosen only where the court allows it, and then it is on the record as chosen.",
		"28 U.S.C. 137(a)"}
	ruleWrittenOrder = Rule{"written-order", "What is a judge's to order is entered by the judge; or by the clerk in the judge's name, on a written order, which is named by its digest.",
		"Fed. R. Crim. P. 55"}
	ruleOwnName = Rule{"own-name", "No one acts in the name of another who can act here himself; the clerk enters what comes on paper.",
		"the record"}
	ruleOathWords = Rule{"oath-words", "An oath by telephone, by video or by attestation has its words noted, beside the means.",
		"Fed. R. Crim. P. 4.1(a), (b)(1)-(2)"}
	ruleOathConfirmed = Rule{"oath-confirmed", "An oath that no one took in person here is confirmed by the magistrate who took it, or taken anew by the one who decides, before anything is granted on it.",
		"Fed. R. Crim. P. 4.1(b)(1)-(2)"}
	ruleDoneHere = Rule{"done-here", "A warrant is granted, issued and served here on what was done here; what is only recounted carries none.",
		"U.S. Const. amend. IV; Fed. R. Crim. P. 4(a)-(c), 41(d)(1), (f)"}
	ruleOwnWords = Rule{"own-words", "What is sworn to here, and put before a magistrate, stands in its own words; only what is recounted is told in substance.",
		"U.S. Const. amend. IV"}
	ruleCommands = Rule{"as-it-commands", "A warrant is served as it commands: on the person whom it names, or by a search of the place.",
		"U.S. Const. amend. IV; Fed. R. Crim. P. 4(b)(1)(A), (C), 41(e)(2)(A)"}
	ruleAfterIssue = Rule{"after-issue", "Nothing is done under a warrant before it was issued.",
		"U.S. Const. amend. IV; Fed. R. Crim. P. 4(c), 41(f)"}
	ruleHandsOver = Rule{"granted-papers", "The clerk hands over what a judge granted: the papers of an application, to who asked for them.",
		"the record"}
	ruleNothingOut = Rule{"nothing-out", "While a warrant is out nothing is destroyed; it is recalled first.",
		"the record"}
	ruleInForce = Rule{"in-force", "What is lifted is in force.",
		"the record"}
)

// Rules lists every rule that can refuse an act.
func Rules() []Rule {
	return []Rule{ruleOwnTime, ruleOwnOath, ruleSomethingSworn, ruleSwornFirst, ruleWithdrawn, ruleOpenPresentment, ruleAssigned, ruleNeutral,
		ruleEarlierTold, ruleOwnReview, ruleOwnAnswer, ruleOwnDecision, ruleOneByOne, ruleReasons, ruleDecidedOnce, ruleBeforeDecision, ruleGranted,
		ruleTerms, ruleOneLive, ruleDead, ruleNamesWarrant, ruleNotYetExpired, ruleInventory, ruleReturn, ruleAnswersReasons, ruleHold,
		ruleExpunged, ruleOrder, ruleInForce, ruleToCome, ruleCalendar, ruleWaiver, ruleMoreTime, ruleLengthened, ruleDelay, ruleDrawn, ruleOathTaker, ruleWrittenOrder,
		ruleOwnName, ruleOathWords, ruleOathConfirmed, ruleDoneHere, ruleOwnWords, ruleCommands, ruleAfterIssue, ruleHandsOver, ruleNothingOut}
}

// A Refusal is why an act may not come now, with the rule that refuses it. It is of kind fault.Conflict.
type Refusal struct {
	Rule Rule
	Why  string

	form string // of which Why was made, with what stands in it
	of   []any
}

// Named says why, with each person called by what a function makes of the short name.
func (r *Refusal) Named(by func(PersonID) string) string {
	if r.form == "" {
		return r.Why
	}
	of := slices.Clone(r.of)
	for i, x := range of {
		if id, ok := x.(PersonID); ok {
			of[i] = by(id)
		}
	}
	return fmt.Sprintf(r.form, of...)
}

// Error says why, and by which rule.
func (r *Refusal) Error() string {
	return fmt.Sprintf("%s. %s (%s)", strings.TrimSuffix(r.Why, "."), r.Rule.Says, r.Rule.By) // an hour ends in a stop of its own: 5:30 p.m.
}

func refuse(r Rule, format string, args ...any) error {
	return fault.Errorf(fault.Conflict, "%w", &Refusal{Rule: r, Why: fmt.Sprintf(format, args...), form: format, of: args})
}
