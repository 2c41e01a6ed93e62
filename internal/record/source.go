package record

// A Source is one thing that the affiant had before swearing, or that the record shows he had: a logged call, a report,
// an interview, what an informant said, a record, a laboratory result, an own observation, a recording, messages.
type Source struct {
	ID         SourceID     `json:"id" need:"yes" doc:"short name used in citations"`
	Kind       SourceKind   `json:"kind" need:"yes" doc:"what kind of source this is: interception, a call under an order; recording, a camera, a body camera, a jail or 911 call; message, texts, e-mail, posts; report, by an officer or sent by a company; interview, a statement or a photo array; informant; record, kept by a business or office; laboratory, a test or comparison; observation, what the affiant or another officer saw or did"`
	Title      string       `json:"title,omitempty" doc:"how people refer to it; a sentence that cites the source may take its words"`
	Order      OrderID      `json:"order,omitempty" doc:"the order under which it was gathered" ref:"order"`
	Time       When         `json:"time,omitempty" doc:"when the thing recorded took place; gives the day and the hour to a sentence that cites the source"`
	Made       When         `json:"made,omitempty" doc:"when the writing was made, if later"`
	Place      string       `json:"place,omitempty" doc:"where the thing recorded took place, such as the line that was heard"`
	Locator    Locator      `json:"locator,omitzero" doc:"where in the reels, files or pages it stands"`
	Author     PersonID     `json:"author,omitempty" doc:"who wrote it down: monitor, reporting officer, examiner; leave out if unknown" ref:"person"`
	Maker      string       `json:"maker,omitempty" doc:"the company, agency or device that it comes from, where no person of the matter made it"`
	Custodian  string       `json:"custodian,omitempty" doc:"who keeps it"`
	Declarant  PersonID     `json:"declarant,omitempty" doc:"who said it: the informant, the person interviewed, the witness who picked a photograph; for a call, a recording or messages use speakers" ref:"person"`
	Speakers   []Talker     `json:"speakers,omitempty" doc:"who is heard on a call or a recording, or writes in messages"`
	Track      *Track       `json:"track,omitempty" doc:"for an informant, or one interviewed who may stand to gain: what the affiant knew of reliability, basis of knowledge and motive; what was sworn of it stands in the assertions"`
	Seen       Seen         `json:"seen,omitempty" doc:"how the affiant knew it: first-hand, heard, saw or watched it himself; read; told; leave out if the record does not tell"`
	Translated *Translation `json:"translated,omitempty" doc:"if the lines are a translation: from what language, and by whom"`
	Printed    Printed      `json:"printed,omitempty" doc:"whether its text is in the record: full, excerpt, or none (known only through other papers)"`
	Lines      []Line       `json:"lines,omitempty" doc:"its words, numbered"`
	Hash       string       `json:"hash,omitempty" doc:"SHA-256 of the lines' texts joined by newlines, in hex; checked if given"`
	Exhibits   []Exhibit    `json:"exhibits,omitempty" doc:"recordings and scans of it that the station keeps"`
	Note       string       `json:"note,omitempty" doc:"anything else; never read by a check"`
}

// An Exhibit is a recording or a scan of a source, kept by the station under a name; its bytes are not in the record, but what they hash to is.
type Exhibit struct {
	Name  string `json:"name" need:"yes" doc:"under which the station keeps it: SHA-256 of its sealed bytes, in hex"`
	Sum   string `json:"sum" need:"yes" doc:"SHA-256 of its own bytes, in hex; whoever has it can check that it is the one"`
	Type  string `json:"type" need:"yes" doc:"its media type, such as audio/wav"`
	Size  int    `json:"size" need:"yes" doc:"how many bytes it has"`
	Title string `json:"title,omitempty" doc:"what it is called"`
}

// SourceKind is the kind of a source.
type SourceKind string

// The kinds of source.
const (
	Intercept   SourceKind = "interception"
	Report      SourceKind = "report"
	Interview   SourceKind = "interview"
	Tip         SourceKind = "informant"
	Document    SourceKind = "record"
	Laboratory  SourceKind = "laboratory"
	Observation SourceKind = "observation"
	Recording   SourceKind = "recording"
	Message     SourceKind = "message"
)

// SourceKinds lists every kind of source.
func SourceKinds() []SourceKind {
	return []SourceKind{Intercept, Report, Interview, Tip, Document, Laboratory, Observation, Recording, Message}
}

// Spoken reports whether a source of the kind gives the words of several, each under the name that its lines have for him: a
// call, what a camera or a recorder took down, messages. What they do there is heard, seen or read itself.
func (k SourceKind) Spoken() bool { return k == Intercept || k == Recording || k == Message }

// Talk reports whether a source is talk that was overheard or taken down. A recording on which nobody speaks is none: it shows
// what was done.
func (s *Source) Talk() bool { return s.Kind.Spoken() && (s.Kind != Recording || len(s.Speakers) > 0) }

// Seen says how the affiant came to know a source.
type Seen string

// The ways to know a source. The empty value means that the record does not say.
const (
	FirstHand Seen = "first-hand"
	Read      Seen = "read"
	Told      Seen = "told"
)

// SeenKinds lists the ways to know a source.
func SeenKinds() []Seen { return []Seen{FirstHand, Read, Told} }

// Printed says how much of a source's text the record holds.
type Printed string

// How much is printed. The empty value means full.
const (
	Full    Printed = "full"
	Excerpt Printed = "excerpt"
	None    Printed = "none"
)

// PrintedKinds lists how much may be printed.
func PrintedKinds() []Printed { return []Printed{Full, Excerpt, None} }

// A Locator says where a source stands: reel, side and footage of a tape, or session and offset of a recording, or page.
type Locator struct {
	Reel    string `json:"reel,omitempty" doc:"reel of a tape"`
	Side    string `json:"side,omitempty" doc:"side of the reel"`
	Footage string `json:"footage,omitempty" doc:"footage, such as 30-48"`
	Session string `json:"session,omitempty" doc:"session or call number"`
	Offset  string `json:"offset,omitempty" doc:"offset into the session, such as 00:03:12"`
	Page    string `json:"page,omitempty" doc:"page or item, such as App. 78"`
}

// IsZero reports whether the locator says nothing.
func (l Locator) IsZero() bool { return l == Locator{} }

// A Talker is one who is heard on a call or a recording, or who writes in messages: identified, claiming a name, or unknown.
type Talker struct {
	As      string   `json:"as" need:"yes" doc:"how the lines name the speaker, such as caller"`
	Person  PersonID `json:"person,omitempty" doc:"who it is, if identified" ref:"person"`
	Claimed string   `json:"claimed,omitempty" doc:"the name the speaker gave, if any"`
	By      string   `json:"by,omitempty" doc:"how identified: voice, subscriber, surveillance"`
	Cites   []Cite   `json:"cites,omitempty" doc:"sources that the identification rests on, such as the recording that the voice was compared with; they stand earlier in the file"`
}

// A Translation says that the lines of a source are in another language than the words were.
type Translation struct {
	From string   `json:"from" need:"yes" doc:"the language of the words themselves"`
	By   PersonID `json:"by,omitempty" doc:"who translated; leave out if unknown" ref:"person"`
}

// A Track is what is known of an informant: Aguilar's two strands and what bears on them (Illinois v. Gates, 462 U.S. at
// 230-233).
type Track struct {
	Basis    string `json:"basis,omitempty" doc:"how the informant knew: saw it, bought it, was told"`
	Record   string `json:"record,omitempty" doc:"track record: what earlier information proved right; leave out of one who is only called reliable"`
	Motive   string `json:"motive,omitempty" doc:"payment, pending charges, grudge"`
	Named    bool   `json:"named,omitempty" doc:"whether the informant was named to the magistrate"`
	Interest string `json:"interest,omitempty" doc:"whether the statement was against the informant's own penal interest"`
}

// A Line is one numbered line of a source. A line whose Cut is set stands for words that were cut from the printed
// record: it has no text.
type Line struct {
	N       int    `json:"n" need:"yes" doc:"number of the line; ours, if the source has none; numbers go up and may leave gaps"`
	Speaker string `json:"speaker,omitempty" doc:"who speaks or writes, as named under speakers" ref:"speaker"`
	Text    string `json:"text,omitempty" doc:"the words, as the source has them"`
	Summary bool   `json:"summary,omitempty" doc:"true if the words are the writer's summary and not the speaker's own"`
	Cut     string `json:"cut,omitempty" doc:"set instead of text where words were cut; says what is known of them"`
}
