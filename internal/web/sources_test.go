package web

import (
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// TestHeads wants the head of a source and of an order to say what the record has of them, and of no key that it has not.
func TestHeads(t *testing.T) {
	m := &record.Matter{
		People: []record.Person{{ID: "vega", Name: "Marta Vega"}, {ID: "dole", Name: "Peter Dole"}},
		Sources: []record.Source{
			{ID: "booking", Kind: record.Recording, Title: "Booking video", Time: "2021-05-01", Maker: "the booking room's camera"},
			{ID: "call", Kind: record.Message, Time: "2021-05-02", Translated: &record.Translation{From: "Portuguese", By: "vega"},
				Speakers: []record.Talker{{As: "caller", Person: "dole", By: "voice", Cites: []record.Cite{{Source: "booking"}}}}},
			{ID: "note", Kind: record.Message, Time: "2021-05-02", Translated: &record.Translation{From: "Polish"}},
		},
	}
	for i, want := range []string{
		"From the booking room's camera.",
		"Caller is Peter Dole, by voice, compared with booking video. Translated from Portuguese by Marta Vega.",
		"Translated from Polish by someone whom the record does not name.",
	} {
		if got := sourceHead(m, &m.Sources[i]); got != want {
			t.Errorf("the head of %s is\n%s\nwant\n%s", m.Sources[i].ID, got, want)
		}
	}
	for _, row := range []struct {
		o    record.Order
		want string
	}{
		{record.Order{Kind: record.SearchOrder, Court: "District Court", Target: "the phone"}, "District Court. For the phone."},
		{record.Order{Kind: record.Interception, Persons: []record.PersonID{"dole"}, Others: true},
			"It covers Peter Dole and others as yet unknown. From not stated until not stated. Its offences are not stated. Minimised: unknown; sealed: unknown."},
	} {
		if got := string(fillOrder(m, &row.o).Head); got != row.want {
			t.Errorf("the head of an order is\n%s\nwant\n%s", got, row.want)
		}
	}
}
