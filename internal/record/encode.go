package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/affiant-project/affiant/internal/engross"
	"github.com/affiant-project/affiant/internal/fault"
)

// events is the closed list of events, one empty value of each.
var events = []Event{
	MatterOpened{}, PersonNamed{}, OrderNoted{}, SourceLogged{},
	ApplicationDrafted{}, AssertionDrafted{}, GroundOffered{}, Endorsed{},
	Sworn{}, Presented{}, Decided{},
	Executed{}, Detained{}, Charged{},
	StatementMade{}, ProceedingHeld{}, RulingMade{},
	HearingSet{}, HearingMoved{}, PeriodWaived{}, TimeExtended{}, OrderCarriedOut{}, NoticeDelayed{},
	PapersRevised{}, AssertionRevised{}, AssertionWithdrawn{}, GroundWithdrawn{}, QuestionAsked{}, QuestionAnswered{}, FlawAnswered{}, AnswerWithdrawn{}, ApplicationWithdrawn{},
	MagistrateAssigned{}, MagistrateRecused{}, OathConfirmed{}, TestimonyTaken{}, SourceOpened{},
	WarrantIssued{}, DuplicateMade{}, WarrantRecalled{}, WarrantExpired{}, WarrantReturned{},
	AlertRaised{}, AlertSeen{},
	NoticeGiven{}, Disclosed{}, Requested{}, RequestAnswered{},
	HoldPlaced{}, HoldLifted{}, Sealed{}, Unsealed{}, Expunged{},
}

// Kinds returns the names of all events, in the order that a matter comes about.
func Kinds() []string {
	out := make([]string, len(events))
	for i, e := range events {
		out[i] = e.Kind()
	}
	return out
}

// stored is the form of an entry in bytes.
type stored struct {
	Seq     int             `json:"seq"`
	Kind    string          `json:"kind"`
	Version int             `json:"version"`
	Mode    Mode            `json:"mode"`
	Hand    *Hand           `json:"hand,omitempty"`
	Body    json.RawMessage `json:"body"`
}

// Encode returns the canonical bytes of an entry: one line of JSON, keys in the order of their types, nothing escaped
// that JSON does not ask for, no line break at the end. There is one such line for an entry, and it means the same for
// ever (testdata/frozen.txtar).
func Encode(e Entry) ([]byte, error) {
	if e.Body == nil {
		return nil, fault.Errorf(fault.Input, "entry %d has no event", e.Seq)
	}
	body, err := engross.Write(e.Body)
	if err != nil {
		return nil, err
	}
	return engross.Write(stored{e.Seq, e.Body.Kind(), e.Body.Version(), e.Mode, e.Hand, body})
}

// Decode reads an entry from its canonical bytes. It is strict: a key it does not know, a kind or version it does not
// know, and bytes that Encode would not have written are errors of kind Input.
func Decode(line []byte) (Entry, error) {
	var s stored
	if err := engross.Read(line, &s, "record entry"); err != nil {
		return Entry{}, err
	}
	body, err := Parse(s.Kind, s.Version, s.Body)
	if err != nil {
		return Entry{}, fmt.Errorf("entry %d: %w", s.Seq, err)
	}
	e := Entry{Seq: s.Seq, Mode: s.Mode, Hand: s.Hand, Body: body}
	back, err := Encode(e)
	if err != nil {
		return Entry{}, err
	}
	if !bytes.Equal(back, line) {
		return Entry{}, fault.Errorf(fault.Input, "entry %d is not in canonical form", s.Seq)
	}
	return e, nil
}

// Parse reads the body of an event of a kind and a version, strictly. Version 0 is the newest. The error is of kind Input.
func Parse(kind string, version int, body []byte) (Event, error) {
	var found Event
	for _, e := range events {
		if e.Kind() == kind && (e.Version() == version || version == 0 && (found == nil || e.Version() > found.Version())) {
			found = e
		}
	}
	if found == nil {
		return nil, fault.Errorf(fault.Input, "there is no event %q, version %d, in this release", kind, version)
	}
	v := reflect.New(reflect.TypeOf(found))
	if err := engross.Read(body, v.Interface(), "record entry"); err != nil {
		return nil, fault.Errorf(fault.Input, "%s: %w", kind, err)
	}
	return v.Elem().Interface().(Event), nil
}

// Digest returns the name of a record by its content: the SHA-256, in hex, of the canonical bytes of its entries, each
// followed by a newline. Two matters have the same digest if and only if they say the same. A matter with mistakes of
// content has none, and gives "".
func Digest(m Matter) string {
	list, err := Recount(m)
	if err != nil {
		return ""
	}
	h := sha256.New()
	for _, e := range list {
		line, err := Encode(e)
		if err != nil {
			return ""
		}
		h.Write(line)
		h.Write([]byte("\n"))
	}
	return hex.EncodeToString(h.Sum(nil))
}
