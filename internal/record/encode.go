package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
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
	PapersRevised{}, AssertionRevised{}, AssertionWithdrawn{}, FlawAnswered{}, ApplicationWithdrawn{},
	MagistrateAssigned{}, MagistrateRecused{}, TestimonyTaken{}, SourceOpened{},
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
	var body Event
	for _, e := range events {
		if e.Kind() == s.Kind && e.Version() == s.Version {
			v := reflect.New(reflect.TypeOf(e))
			if err := engross.Read(s.Body, v.Interface(), "record entry"); err != nil {
				return Entry{}, fault.Errorf(fault.Input, "entry %d, %s: %w", s.Seq, s.Kind, err)
			}
			body = v.Elem().Interface().(Event)
		}
	}
	if body == nil {
		return Entry{}, fault.Errorf(fault.Input, "entry %d is of kind %q, version %d, which this release does not know", s.Seq, s.Kind, s.Version)
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
