package diction

// The classes that this package itself reads, and those that more than one check asks for. A vocabulary file may bring
// others: a class is any name.
const (
	Irregular       Class = "irregular"    // means is the plain form: sold means sell
	Abbreviation    Class = "abbreviation" // a full stop after it ends no sentence
	Common          Class = "common"       // words that carry no content, and begin sentences with a capital
	Title           Class = "title"        // Dr., Mrs., Detective
	Given           Class = "given"        // given names; kind variant or nickname
	NotAName        Class = "not-a-name"   // capitalised words that name no person: states, agencies, makes
	Street          Class = "street"       // street, avenue
	Month           Class = "month"
	Day             Class = "day" // of the week
	NumberWord      Class = "number"
	OrdinalWord     Class = "ordinal"
	Unit            Class = "unit"
	LocatorWord     Class = "locator"     // reel, side, session
	DesignationWord Class = "designation" // bay, apartment, route

	Hedge     Class = "hedge"
	Negation  Class = "negation"
	Idiom     Class = "idiom"    // holds a negating word and negates nothing: no doubt, not only
	Sureness  Class = "sureness" // after a percentage: sure, certain
	Exception Class = "exception"
	Vague     Class = "vague" // it, thing, stuff, package
	Slang     Class = "slang"
	Drug      Class = "drug"
	Weapon    Class = "weapon"
	Thing     Class = "thing" // nouns of other things
	Act       Class = "act"   // verbs of what people do
	Money     Class = "money"
	State     Class = "state"      // locked, unlocked: words that have an opposite
	Certainty Class = "certainty"  // definitely, confirmed, admitted
	Formal    Class = "formal"     // phrases of affidavit writing
	Inference Class = "inference"  // words that mark an inference as one
	Hearsay   Class = "hearsay"    // verbs of reporting: stated, advised
	Own       Class = "own"        // first-hand: I observed
	TimeWord  Class = "time-word"  // last night, tonight, another
	Event     Class = "event"      // party, meeting, delivery
	Presence  Class = "presence"   // at, in front of, there
	Telling   Class = "identifier" // voice, photograph, address: what tells one person from another
	Relation  Class = "relation"   // in, on, under: small words of place
	Direction Class = "direction"
	Asserter  Class = "asserter" // those whose own act it is to confirm: the affiant, a record, a test
	Bound     Class = "bound"    // before a figure: under, at least, a total of
	Clause    Class = "clause"   // words that begin a clause
)
