package clerk

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/engross"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// papers are the four corners of an application: what is sworn, offered, incorporated, and has joined it at the bench.
type papers struct {
	Matter      record.MatterID    `json:"matter"`
	Application record.Application `json:"application"`
	Sources     []record.Source    `json:"sources,omitempty"`
}

// PapersDigest names the papers of an application by their content: SHA-256, in hex. It is the same for everyone who may read them, and
// another as soon as a word of them is. What is done with the papers is not in it. It is empty if there is no such application.
func PapersDigest(m *record.Matter, app record.AppID) (string, error) {
	a := m.Application(app)
	if a == nil {
		return "", nil
	}
	p := papers{Matter: m.ID, Application: record.Application{ID: a.ID, Kind: a.Kind, Affiant: a.Affiant, Drafted: a.Drafted, Respondents: a.Respondents, Place: a.Place,
		Items: a.Items, Offence: a.Offence, Complaint: a.Complaint, Affidavit: a.Affidavit, Grounds: a.Grounds, Warrant: a.Warrant, Testimony: a.Testimony, Opened: a.Opened},
		Sources: within(m.Sources, []record.Application{*a}, access.ReadPapers, nil)}
	text, err := engross.Write(p)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// OnPapers reports whether an act has to say on which papers it is done: an oath, its confirmation and a decision are bound to what was read.
func OnPapers(kind string) bool {
	return kind == "sworn" || kind == "oath-confirmed" || kind == "decided"
}

// sameBytes holds that the papers on which someone acts are those that were read.
func sameBytes(f *file, act Act) error {
	app := record.Concerns(act.Event)
	if act.On == "" || app == "" {
		return nil
	}
	is, err := PapersDigest(&f.m, app)
	if err == nil && is != "" && is != act.On {
		err = fault.Errorf(fault.Conflict, "the papers of application %q are not those that were before you: they have changed since; read them, and act again", string(app))
	}
	return err
}
