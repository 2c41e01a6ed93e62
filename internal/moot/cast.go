package moot

import (
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// The houses of the moot court.
const (
	agency   = "state-police"
	district = "district"
	harbor   = "harbor"
)

// The accounts as which a visitor may look about.
const (
	administrator = "keane"
	affiant       = "malley"
	supervisor    = "stone"
	prosecutor    = "quill"
	magistrate    = "judge-reyes"
	office        = "archer" // the clerk
	executing     = "pratt"
	counsel       = "cross"
	named         = "louisa"
	auditor       = "audley"
)

// players are the people of the moot court, in the order of an application's life.
var players = []Player{
	{affiant, "Edward Malley", "Affiant", "writes the affidavit and swears to it", ""},
	{supervisor, "Ida Stone", "Supervisor", "reads it before the oath; endorses or declines", ""},
	{prosecutor, "Ann Quill", "Prosecutor", "reads it, discloses, charges", ""},
	{magistrate, "Judge Alma Reyes", "Magistrate", "decides on what was sworn, and on nothing else", ""},
	{office, "Tom Archer", "Clerk", "dockets, assigns, watches over seals and returns", ""},
	{executing, "Ned Pratt", "Executing officer", "serves a warrant that lives, and returns it", ""},
	{counsel, "Maud Cross", "Counsel", "asks afterwards whether the paper showed enough", ""},
	{named, "Louisa Briggs", "The person named", "sees what may be seen, and asks for what is owed", "/concerned"},
	{auditor, "Clara Audley", "Auditor", "sees figures, and no matter", "/figures"},
	{administrator, "Nora Keane", "Administrator", "keeps the roll of people, courts and rotas", "/roll"},
}

func nameOf(account string) string {
	for _, p := range players {
		if p.Account == account {
			return p.Name
		}
	}
	return account
}

// judges sit beside those in players.
var judges = []struct{ account, name, court string }{
	{"judge-hart", "Judge Ruth Hart", district}, {"judge-okafor", "Judge Ben Okafor", district}, {"judge-lindqvist", "Judge Sven Lindqvist", district},
	{"judge-dubois", "Judge Claire Dubois", district}, {"judge-tanaka", "Judge Ken Tanaka", district}, {"judge-moreau", "Judge Anne Moreau", harbor},
	{"judge-singh", "Judge Hari Singh", harbor}, {"judge-brandt", "Judge Karl Brandt", harbor}, {"judge-amari", "Judge Lena Amari", harbor}, {"judge-walsh", "Judge Joan Walsh", harbor},
}

// posts are those of the players.
var posts = map[string]people.Post{
	affiant: {Role: record.Affiant, Agency: agency}, supervisor: {Role: record.Supervisor, Agency: agency}, prosecutor: {Role: record.Prosecutor, Agency: agency},
	magistrate: {Role: record.Magistrate, Court: district}, office: {Role: record.Clerk, Court: district}, executing: {Role: record.Executing, Agency: agency},
	counsel: {Role: record.Counsel}, named: {Role: access.Named}, auditor: {Role: access.Auditor},
}

// roll founds the houses and appoints the people.
func roll(now time.Time) []people.Event {
	list := []people.Event{
		people.AgencyFounded{Agency: people.Agency{ID: agency, Name: "State Police"}},
		people.CourtFounded{Court: people.Court{ID: district, Name: "Ashford District Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}},
		people.CourtFounded{Court: people.Court{ID: harbor, Name: "Harbor Municipal Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "random", Choice: true}},
	}
	appoint := func(account, name string, p people.Post) {
		list = append(list, people.AccountInvited{ID: account, Name: name}, people.PostGiven{ID: account, Post: p})
	}
	for _, p := range players {
		if p.Account != administrator {
			appoint(p.Account, p.Name, posts[p.Account])
		}
	}
	for _, j := range judges {
		appoint(j.account, j.name, people.Post{Role: record.Magistrate, Court: j.court})
	}
	appoint(harborClerk, "Rosa Lee", people.Post{Role: record.Clerk, Court: harbor})
	for _, x := range officers() {
		appoint(x.account, x.name, people.Post{Role: record.Affiant, Agency: agency})
	}
	return append(list, people.ConflictDeclared{ID: "judge-hart", Conflict: people.Conflict{Name: "Orrin Blackwood", Because: "a neighbor"}})
}

// turns are those of the district's rota about a moment. On the day and the next the magistrate is on call whom a visitor may be: what he brings is decided by himself, as her.
func turns(now time.Time) people.Event {
	start := now.Truncate(24 * time.Hour)
	var turns []people.Watch
	for i, account := range []string{"judge-hart", magistrate, magistrate, "judge-okafor", "judge-tanaka", "judge-lindqvist", "judge-dubois"} {
		from := start.AddDate(0, 0, i-1)
		next := []string{"judge-hart", "judge-okafor", magistrate}[i%3]
		turns = append(turns, people.Watch{Account: account, From: from.Format(time.RFC3339), Until: from.AddDate(0, 0, 1).Format(time.RFC3339)})
		if next != account {
			turns = append(turns, people.Watch{Account: next, From: from.Format(time.RFC3339), Until: from.AddDate(0, 0, 1).Format(time.RFC3339), Order: 1})
		}
	}
	return people.RotaSet{Court: district, Watches: turns}
}

// harborClerk is the clerk of the harbor's court.
const harborClerk = "lee"
