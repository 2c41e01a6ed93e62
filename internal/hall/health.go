package hall

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// A healthPage says how the station is.
type healthPage struct {
	chrome
	Rows  []saidField
	Look  []string // what should be looked at
	Log   string
	Clock string
	Keys  []keyRow
}

// A keyRow is a key of the station: its name, and what it does.
type keyRow struct{ Name, Does string }

// keyRows says the keys that the clerk works with.
func (v *visit) keyRows() []keyRow {
	var rows []keyRow
	for _, k := range v.Clerk.KeysAtHand() {
		r := keyRow{k.Name, "a master key: it still opens what was wrapped under it; once nothing is, it can be retired"}
		switch {
		case k.Log && k.First:
			r.Does = "signs the log"
		case k.Log:
			r.Does = "signs the log too, while its keys are changed"
		case k.First:
			r.Does = "the master key: the keys of new matters are wrapped under it"
		}
		rows = append(rows, r)
	}
	return rows
}

func (v *visit) health() error {
	if err := v.keeps(); err != nil {
		return err
	}
	cp, err := v.Clerk.Checkpoint(v.r.Context())
	if err != nil {
		return err
	}
	p := healthPage{chrome: v.chrome("How the station is"), Log: string(cp), Clock: moment(v.here(v.now)), Keys: v.keyRows()}
	p.Styles = []string{"after.css"}
	lines := strings.Split(string(cp), "\n")
	signers := 0
	for _, l := range lines {
		if strings.HasPrefix(l, "\u2014 ") {
			signers++
		}
	}
	joined, waiting, closed := 0, 0, 0
	for _, a := range v.roll.Accounts {
		switch {
		case a.Closed:
			closed++
		case a.Joined:
			joined++
		default:
			waiting++
		}
	}
	looks, err := v.looks()
	if err != nil {
		return err
	}
	for _, l := range looks {
		p.Look = append(p.Look, sentence(l.says))
	}
	size := "0"
	if len(lines) > 1 {
		size = lines[1]
	}
	p.Rows = []saidField{{"Release", v.Release}, {"Clock", p.Clock}, {"Entries in the log", size}, {"Keys that sign the log", strconv.Itoa(signers)},
		{"Accounts", fmt.Sprintf("%d have joined, %d are invited, %d are closed", joined, waiting, closed)},
		{"Agencies and courts", fmt.Sprintf("%d and %d", len(v.roll.Agencies), len(v.roll.Courts))}, {"Law", v.Law.Digest()}}
	return v.show(http.StatusOK, "health.html", p)
}
