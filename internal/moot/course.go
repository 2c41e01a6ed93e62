package moot

import (
	"io/fs"
	"reflect"
	"strings"
	"time"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// How far a matter has come.
const (
	drafting = iota
	endorsed
	sworn
	onBench
	refused
	sentBack
	live
	served
	ended // served, returned, charged; no true bill
)

// A piece is a matter that is played: an example, with its days moved so that its affiant acts when it is played.
type piece struct {
	from, id, title, note string
	till                  int
	ago                   time.Duration // since the last act
	court                 string
	judge                 string
	whole                 bool          // its draft is played too; else told, as one that came from elsewhere
	more                  func(*script) // what comes after
}

const day = 24 * time.Hour

var asItWouldHaveGone = "The papers of Malley v. Briggs, 475 U.S. 335 (1986), as they would go through this docket: the words are the opinion's, the days are moved to this year, and everyone but the trooper and the two who were named is invented."

// repertoire is what is played.
var repertoire = []piece{
	{from: "malley-v-briggs", id: "malley-drafting", title: "Malley v. Briggs: being written", note: asItWouldHaveGone, till: drafting, ago: 25 * time.Minute, whole: true},
	{from: "malley-v-briggs", id: "malley-bench", title: "Malley v. Briggs: before the magistrate", note: asItWouldHaveGone, till: onBench, ago: 12 * time.Minute, judge: magistrate, whole: true},
	{from: "malley-v-briggs", id: "malley-warrant", title: "Malley v. Briggs: warrants out", note: asItWouldHaveGone, till: live, ago: 20 * time.Hour, judge: magistrate},
	{from: "malley-v-briggs", id: "malley-after", title: "Malley v. Briggs: afterwards", note: asItWouldHaveGone, till: ended, ago: 9 * day, judge: "judge-okafor", more: afterwards},
	{from: "sound/01-stolen-car", till: drafting, ago: 3 * time.Hour},
	{from: "sound/02-pharmacy-burglary", till: served, ago: 6 * day, judge: magistrate, more: pharmacy},
	{from: "sound/03-two-buys", till: onBench, ago: 55 * time.Minute, judge: magistrate},
	{from: "sound/04-wire", till: sworn, ago: 30 * time.Minute},
	{from: "sound/05-feed-store", till: live, ago: 3 * time.Hour, judge: magistrate},
	{from: "sound/06-parking-lot", till: refused, ago: 2 * day, judge: "judge-hart"},
	{from: "sound/07-father-and-son", till: sentBack, ago: 26 * time.Hour, judge: magistrate},
	{from: "sound/08-upload", till: live, ago: 2 * day, judge: magistrate, more: underSeal},
	{from: "sound/09-messages", till: endorsed, ago: 4 * time.Hour},
	{from: "sound/10-storage-unit", till: served, ago: 30 * day, judge: "judge-moreau", court: harbor, more: suppressed},
}

// toldOf are decided cases, told from their opinions and not played.
var toldOf = []string{"malley-v-briggs", "groh", "messerschmidt", "carpenter"}

// load reads an example.
func load(name string) (*record.Matter, error) {
	text, err := fs.ReadFile(examples.FS(), name+".yaml")
	if err != nil {
		return nil, err
	}
	f, err := transcript.Read(name, text)
	if err != nil {
		return nil, err
	}
	return &f.Matter, nil
}

// An officer is an affiant of an example, who is of the moot court's agency.
type officer struct{ account, name string }

// officers are the affiants of the pieces who are none of the players.
func officers() []officer {
	var list []officer
	seen := map[string]bool{affiant: true}
	for _, p := range repertoire {
		m, err := load(p.from)
		if err != nil {
			continue // course says so
		}
		for _, x := range m.People {
			if x.ID == m.Applications[0].Affiant && !seen[string(x.ID)] {
				seen[string(x.ID)] = true
				list = append(list, officer{string(x.ID), x.Name})
			}
		}
	}
	return list
}

// course is what is done and told in the moot court up to a moment.
func course(now time.Time) ([]act, error) {
	var list []act
	for _, p := range repertoire {
		m, err := load(p.from)
		if err != nil {
			return nil, err
		}
		s := newScript(p, m, now)
		s.play()
		list = append(list, s.acts...)
	}
	list = append(list, nights(now)...)
	for i, name := range toldOf {
		m, err := load(name)
		if err != nil {
			return nil, err
		}
		bind(m)
		list = append(list, act{at: now.AddDate(0, 0, i-40), by: affiant, matter: m.ID, told: m, court: district})
	}
	return list, nil
}

// bind gives people of a case that is told the accounts of those who may look at it.
func bind(m *record.Matter) {
	for i := range m.People {
		if p := &m.People[i]; string(p.ID) == named {
			p.Account = named
		}
	}
	m.People = append(m.People, record.Person{ID: counsel, Name: nameOf(counsel), Roles: []record.Role{record.Counsel}, Account: counsel})
}

// move moves an example's days so that its affiant acts at a time, and returns by how much.
func move(m *record.Matter, to time.Time) {
	lo, hi, ok := m.ActedDate().Bounds()
	if !ok {
		return
	}
	acted := lo.Add(hi.Sub(lo) / 2) // of a month of which the day is not known, the middle
	v := mover{weeks: int(to.Sub(acted) / (7 * day)), year: acted.Year()}
	v.all(reflect.ValueOf(m).Elem())
}

func courtOf(p piece) string {
	if p.court != "" {
		return p.court
	}
	return district
}

func clerkOf(court string) string {
	if court == harbor {
		return harborClerk
	}
	return office
}

// named titles a matter without the mark of its example.
func titled(p piece, m *record.Matter) (id, title, note string) {
	id, title, note = p.id, p.title, p.note
	if id == "" {
		id, title, note = string(m.ID), m.Title, strings.TrimPrefix(m.Note, "Invented. ")
	}
	return id, title, note
}
