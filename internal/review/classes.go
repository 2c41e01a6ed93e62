package review

import "github.com/affiant-project/affiant/internal/diction"

// The classes of the vocabulary that the checks of this room ask for, each a file under internal/diction/vocabulary.
const (
	deeds         diction.Class = "deed"           // doing what statutes forbid, or a step of it
	having        diction.Class = "having"         // possession
	giving        diction.Class = "giving"         // verbs whose "to" is a receiver
	placed        diction.Class = "placed"         // at, near, with, host of
	association   diction.Class = "association"    // knows, is kin to, calls
	agreeing      diction.Class = "agreement"      // agreeing, planning, acting together
	minding       diction.Class = "mind"           // knowledge and intent
	natures       diction.Class = "nature"         // what the thing is
	crimes        diction.Class = "crimes"         // that a crime was committed
	standing      diction.Class = "status"         // prior conviction, age, licence
	outcome       diction.Class = "outcome"        // died, was hurt, was burned down
	worth         diction.Class = "worth"          // worth, price, weight
	leaving       diction.Class = "consent"        // allowed, refused, without leave
	translating   diction.Class = "translating"    // translated, an interpreter
	pronouns      diction.Class = "pronoun"        // he, him, his
	reflexive     diction.Class = "reflexive"      // himself
	whereabouts   diction.Class = "whereabouts"    // center, lobby
	personMeant   diction.Class = "person-meant"   // the defendant, the suspect
	personUnnamed diction.Class = "person-unnamed" // the man, the driver
	personNoun    diction.Class = "person-noun"    // man, driver, with any words before
	allMeant      diction.Class = "all-meant"      // both respondents
	ofPerson      diction.Class = "of-a-person"    // the person of, the blood of

	gravamen    diction.Class = "gravamen"    // words by which papers tell of what titles name
	titleAct    diction.Class = "title-act"   // the same, for acts whose words others share
	titleForce  diction.Class = "title-force" // by force or threat
	titlePlan   diction.Class = "title-plan"  // after reflection
	meantTo     diction.Class = "meant-to"    // meant, intended, knowingly
	conclusions diction.Class = "conclusion"  // that there is cause
	repute      diction.Class = "repute"      // a known dealer
	charging    diction.Class = "charging"    // did unlawfully
	belief      diction.Class = "belief"      // believes, has reason to believe
	sayso       diction.Class = "say-so"      // based on my investigation
	resting     diction.Class = "resting"     // based on the foregoing
	preambles   diction.Class = "preamble"    // the form of an affidavit
	aside       diction.Class = "aside"       // the affiant's own service

	changedPlace  diction.Class = "changed-place"  // moved out, torn down, no longer
	changedThing  diction.Class = "changed-thing"  // handed in, sold, gone
	changedPerson diction.Class = "changed-person" // died, in custody, mistaken for another
	livesAt       diction.Class = "lives-at"       // lives at, home is

	ongoing   diction.Class = "ongoing"
	delay     diction.Class = "delay"
	lately    diction.Class = "lately"   // within the past, ago
	justNow   diction.Class = "just-now" // yesterday, this morning
	whenWords diction.Class = "when"     // then, later, that night
	premises  diction.Class = "premises"
	nearness  diction.Class = "nearness"
	supposed  diction.Class = "supposed"
	expertise diction.Class = "experience"
	schooling diction.Class = "schooling"

	telling         diction.Class = "telling"
	recalling       diction.Class = "recollection" // remembers, is content, in her view
	seeing          diction.Class = "seeing"
	glossLabel      diction.Class = "gloss-label"
	retelling       diction.Class = "retelling"
	attached        diction.Class = "attached"
	doers           diction.Class = "doer"         // customer, company: whose own the verb after it is
	elsewherePapers diction.Class = "other-papers" // e-mail, trial: whose attachment or exhibit it is
	setOut          diction.Class = "set-out"      // described in, set forth in
	sheets          diction.Class = "sheet"        // affidavit, exhibit, photograph

	reliability diction.Class = "reliability"
	history     diction.Class = "history" // what an informant told before, or that he told nothing
	knowing     diction.Class = "knowing"
	layers      diction.Class = "layer"
	noName      diction.Class = "nameless"   // a person of the record whose name is not known
	samePaper   diction.Class = "same-paper" // in the same interview
	adverse     diction.Class = "adverse"
	clearing    diction.Class = "clearing"       // it was someone else
	confined    diction.Class = "confined"       // in jail
	nothingOn   diction.Class = "nothing-on-him" // a search of the informant finds no contraband
	motives     diction.Class = "motive"
	grudge      diction.Class = "grudge"    // what sets a named witness against someone, or what he gets
	illWill     diction.Class = "ill-will"  // how a paper tells of a grudge: is owed, is angry, parted
	privative   diction.Class = "privative" // hidden, unreadable: denies without a word of negation
	noMotive    diction.Class = "no-motive"
	asking      diction.Class = "asking"         // where, whether, which
	leave       diction.Class = "leave"          // leave to take, a bill of sale
	looks       diction.Class = "looks"          // how a person looks: bearded, thin
	several     diction.Class = "several"        // two men, the other: more than one person
	mayBe       diction.Class = "alternative"    // it could have been something else
	bringingIn  diction.Class = "bringing-in"    // the, another, someone
	allowing    diction.Class = "allowing"       // may, grants, exclude: how a paper tells of that
	picking     diction.Class = "picking"        // pointed to, chose: one of several photographs
	vagueTime   diction.Class = "vague-occasion" // one night, in one of the calls
	supposing   diction.Class = "supposing"      // I figured, I thought
	noAnswer    diction.Class = "no-answer"      // I don't know, no comment
	sharing     diction.Class = "sharing"        // also drives it, has a key
	faceless    diction.Class = "faceless"       // a citizen, a source: one whom the paper does not name
	dwelling    diction.Class = "dwelling-record"

	fees       diction.Class = "fee"
	boundTo    diction.Class = "bound-to" // married to, part owner of, counsel for
	kin        diction.Class = "kin"
	generic    diction.Class = "generic"
	padding    diction.Class = "padding"   // words that add nothing to a generic phrase
	building   diction.Class = "building"  // what a place is: house, garage, car
	besideIt   diction.Class = "beside-it" // behind, with, next to
	wholesale  diction.Class = "wholesale" // all, any, every
	unnamed    diction.Class = "unnamed"
	targetLine diction.Class = "target-line" // the target telephone
	refusals   diction.Class = "refusal"
	designator diction.Class = "designator" // apartment, unit, room
	bench      diction.Class = "bench"      // judge, application
	numbering  diction.Class = "numbering"  // marked, number
	appeared   diction.Class = "appeared"
	atNight    diction.Class = "at-night"    // at any time of the day or night
	pointer    diction.Class = "pointer"     // the, this, his
	joining    diction.Class = "joining"     // and, who
	toward     diction.Class = "toward"      // to, for
	agent      diction.Class = "agent"       // by, from
	teller     diction.Class = "teller"      // informant, source, caller
	rumour     diction.Class = "rumour"      // I heard that, word is
	commonTalk diction.Class = "common-talk" // talk of the block, gossip: how a paper tells it
	acquainted diction.Class = "acquaintance"
	officers   diction.Class = "officer"
	procedure  diction.Class = "procedure"  // report, record, scene: no things of the story
	excuses    diction.Class = "excuse"     // meant to pay, found it, had leave
	disclaimer diction.Class = "disclaimer" // I do not rely on
	atTimes    diction.Class = "occasion"   // at times, as often as
	fixture    diction.Class = "fixture"    // door, trunk, hand: pointed to without being told of
)
