package exchange

import (
	"regexp"
	"strings"
)

// A field is something that a line sheet says of a call or of a line of it. The list is that of what monitoring posts keep: order, target, session,
// reel and footage or file and offset, start and end, direction, numbers, participants, language, pertinence, minimization, monitor, synopsis,
// hash.
type field int

const (
	fOrder field = iota + 1
	fFacility
	fSession
	fReel
	fSide
	fFootage
	fFile
	fOffset
	fDate
	fStart
	fEnd
	fDuration
	fDirection
	fCalling
	fCalled
	fParties
	fSpeaker
	fText
	fSynopsis
	fLanguage
	fPertinence
	fMinimized
	fCut
	fMonitor
	fHash
	fNote
	fNumber
	fTitle
)

// names are what each field is called, in small letters and with single spaces.
var names = map[field][]string{
	fOrder: {"order", "order id", "order no", "order number", "court order"}, fFacility: {"facility", "target", "target facility", "target number", "target line", "line number heard", "device"},
	fSession: {"session", "session no", "session number", "session id", "call", "call no", "call number", "call id"}, fReel: {"reel", "tape", "reel no", "tape no"}, fSide: {"side"},
	fFootage: {"footage", "feet"}, fFile: {"file", "file name", "recording", "audio file"}, fOffset: {"offset", "time offset", "position"},
	fDate: {"date", "call date", "day"}, fStart: {"start", "start time", "time", "date time", "datetime", "date and time", "start date time", "time on", "began"},
	fEnd: {"end", "end time", "stop", "stop time", "time off", "ended"}, fDuration: {"duration", "length"}, fDirection: {"direction", "in out", "incoming outgoing"},
	fCalling: {"calling", "number calling", "calling number", "from", "from number", "caller number"}, fCalled: {"called", "number called", "called number", "to", "to number", "dialed", "number dialed", "dialled"},
	fParties: {"participants", "participant", "parties", "party"}, fSpeaker: {"speaker", "who", "voice", "sender"},
	fText:     {"text", "words", "verbatim", "transcript", "line text", "message", "content", "body"},
	fSynopsis: {"synopsis", "summary", "line sheet", "remarks of monitor"}, fLanguage: {"language", "spoken language"},
	fPertinence: {"pertinence", "pertinent", "classification", "class", "category", "privileged"},
	fMinimized:  {"minimized", "minimised", "minimization", "minimisation", "min"}, fCut: {"cut", "omitted", "redacted"}, fMonitor: {"monitor", "monitored by", "agent", "interceptor", "reviewer"},
	fHash: {"hash", "sha256", "sha 256", "sha-256", "hash of recording", "recording hash"}, fNote: {"note", "notes", "remark", "remarks", "comment", "comments", "sealed"},
	fNumber: {"n", "no", "line", "line no", "line number", "number", "#"}, fTitle: {"title", "subject"},
}

var byName = func() map[string]field {
	m := map[string]field{}
	for f, list := range names {
		for _, n := range list {
			m[n] = f
		}
	}
	return m
}()

var notWord = regexp.MustCompile(`[\s._/:-]+`)

// fieldOf is the field that a column or a label names.
func fieldOf(name string) (field, bool) {
	f, ok := byName[strings.TrimSpace(notWord.ReplaceAllString(strings.ToLower(strings.TrimSpace(name)), " "))]
	return f, ok
}

// A label is a field with its value, as it stands in a line.
type label struct {
	field field
	name  string
	value string
	col   int // of the value, from 1
}

// begins reports whether a call begins with the label.
func (l label) begins() bool {
	return l.field == fSession || l.field == fReel || l.field == fOrder || l.field == fFacility
}

// goesOn reports whether a semicolon may stand in what the label says: in a list of who is heard, or in sentences.
func (l label) goesOn() bool {
	return l.field == fParties || l.field == fSynopsis || l.field == fNote || l.field == fMinimized
}

var (
	labelForm = regexp.MustCompile(`^\s*([A-Za-z#][A-Za-z0-9 _./#-]{0,30}?)\s*[:=]\s*(.*?)\s*$`)
	tapeForm  = regexp.MustCompile(`(?i)^\s*(reel|tape|side|footage|session|call)\s+(?:no\.?\s*)?([0-9A-Z][0-9A-Za-z:.-]*)\s*$`)
	apart     = regexp.MustCompile(`\t+| {3,}|\s*[;|]\s+`)
	commaed   = regexp.MustCompile(`,\s+`)
)

// labelsIn takes a line of a head apart: "Session: 12   Date: 1 March 2026", or "Reel 7, Side 1, Footage 30-48". all is false if something in the line
// is no label that is known.
func labelsIn(line string) (list []label, all bool) {
	if strings.TrimSpace(line) == "" {
		return nil, false
	}
	parts, at := cutAt(line, apart), true
	if len(parts) == 1 && tapeForm.MatchString(firstPart(line)) {
		parts = cutAt(line, commaed)
	}
	for _, p := range parts {
		if strings.TrimSpace(p.text) == "" {
			continue
		}
		m := tapeForm.FindStringSubmatchIndex(p.text)
		if m == nil {
			m = labelForm.FindStringSubmatchIndex(p.text)
		}
		name, value, col := "", "", p.col
		if m != nil { // the value's own place: its letters may stand in the name too, and there may be none
			name, value, col = p.text[m[2]:m[3]], p.text[m[4]:m[5]], p.col+m[4]
		}
		f, ok := fieldOf(name)
		if last := len(list) - 1; (!ok || f == fText || f == fSpeaker || f == fNumber) && last >= 0 && list[last].goesOn() && strings.HasSuffix(strings.TrimRight(line[:p.col-1], " "), ";") {
			list[last].value = strings.TrimLeft(strings.TrimSpace(line[list[last].col-1:p.col-1+len(p.text)]), "; ")
			continue
		}
		if !ok || f == fText || f == fSpeaker || f == fNumber {
			at = false
			continue
		}
		list = append(list, label{f, name, value, col})
	}
	return list, at && len(list) > 0
}

func firstPart(line string) string { first, _, _ := strings.Cut(line, ","); return first }

type part struct {
	text string
	col  int
}

// cutAt parts a line, and says at which column each part begins.
func cutAt(line string, by *regexp.Regexp) []part {
	var list []part
	from := 0
	for _, m := range by.FindAllStringIndex(line, -1) {
		list = append(list, part{line[from:m[0]], from + 1})
		from = m[1]
	}
	return append(list, part{line[from:], from + 1})
}
