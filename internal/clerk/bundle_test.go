package clerk_test

import (
	"bytes"
	"crypto/rand"
	"math"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// told checks a bundle with nothing but the public key, and returns what it says, one text an entry.
func (o *office) told(b proof.Bundle) string {
	o.t.Helper()
	again, err := proof.ParseBundle(b.Bytes())
	if err != nil {
		o.t.Fatal(err)
	}
	trust, err := proof.ParseTrust(o.vkey)
	if err != nil {
		o.t.Fatal(err)
	}
	_, told, faults := again.Verify(trust)
	if len(faults) > 0 || len(told) == 0 {
		o.t.Fatalf("%d entries; %v", len(told), faults)
	}
	var all []string
	for _, x := range told {
		if x.Words == nil {
			o.t.Errorf("entry %d does not open", x.Cover.Seq)
		}
		all = append(all, string(x.Words))
	}
	return strings.Join(all, "\n")
}

func (o *office) prosecutor() {
	o.t.Helper()
	if err := o.Enrol(o.t.Context(), clerk.Caller{Account: "root", Proved: true}, people.PostGiven{ID: "stone", Post: people.Post{Role: record.Prosecutor, Agency: "rangers"}}); err != nil {
		o.t.Fatal(err)
	}
}

// TestGiven: what was handed over by a disclosure is what it names, and the same bytes for ever; only those to whom it was given have it, and
// those who read all.
func TestGiven(t *testing.T) {
	o := newOffice(t)
	o.prosecutor()
	o.toBench()
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "tip", Kind: "report", Author: "vance", Time: "2026-03-02", Lines: []record.Line{{N: 1, Text: "The quartermaster is the informant."}}}})
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen by the affiant"}})
	o.do("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}, ReturnTo: "hart"}})
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("stone", record.Charged{Application: "purse", Charge: record.Charge{Act: "complaint", Charge: "larceny"}})
	r := o.do("stone", record.Disclosed{Disclosure: record.Disclosure{To: "cross", By: "stone", Under: "brady", Applications: []record.AppID{"purse"}, Sources: []record.SourceID{"log"}}})
	other := o.do("stone", record.Disclosed{Disclosure: record.Disclosure{To: "dole", By: "stone", Under: "rule-41", Applications: []record.AppID{"purse"}}})

	given := func(account string, seq int64) (proof.Bundle, error) {
		return o.Given(t.Context(), clerk.Caller{Account: account}, "ferry", seq)
	}
	b, err := given("cross", r.Seq)
	if err != nil {
		t.Fatal(err)
	}
	says := o.told(b)
	for _, word := range []string{"gave me his licence", "I saw Peter Dole take a red purse", `"kind":"sworn"`, `"kind":"decided"`, `"to":"cross"`, `"name":"Peter Dole"`} {
		if !strings.Contains(says, word) {
			t.Errorf("the bundle does not say %q", word)
		}
	}
	for _, word := range []string{"quartermaster", `"to":"dole"`} {
		if strings.Contains(says, word) {
			t.Errorf("the bundle says %q", word)
		}
	}
	// The log goes on, the matter too; the bundle stays as it was, also for the one who gave it.
	o.do("stone", record.Charged{Application: "purse", Charge: record.Charge{Act: "dismissed"}})
	for _, account := range []string{"cross", "stone"} {
		o.pass(time.Hour)
		if again, err := given(account, r.Seq); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Errorf("%s: other bytes, or %v", account, err)
		}
	}
	// Who demands that a witness saw the log is given the same entries, proved against a state that one cosigned; what came since is not in it.
	skey, _, err := note.GenerateKey(rand.Reader, "witness.example")
	if err != nil {
		t.Fatal(err)
	}
	cosigner, err := proof.NewCosigner(skey, o.clock())
	if err != nil {
		t.Fatal(err)
	}
	vkey, err := proof.CosignerKey(cosigner)
	if err != nil {
		t.Fatal(err)
	}
	demands, err := proof.ParseTrust("log " + o.vkey + "\nwitness " + vkey + "\nquorum 1\n")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, faults := b.Verify(demands); len(faults) == 0 {
		t.Error("it holds for who demands a witness, and none was asked")
	}
	size, signed, _, err := o.Growth(t.Context(), 0, math.MaxInt64)
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(string(signed), "\n\n")
	cosigned, err := note.Sign(&note.Note{Text: text + "\n"}, cosigner)
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(cosigned), "\n\n")
	if err := o.Cosigned(t.Context(), size, []byte(line)); err != nil {
		t.Fatal(err)
	}
	seen, err := given("cross", r.Seq)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, faults := seen.Verify(demands); len(faults) > 0 {
		t.Errorf("under a quorum: %v", faults)
	}
	if got := o.told(seen); got != says {
		t.Errorf("it says other things:\n%s\n%s", got, says)
	}
	for _, x := range []struct {
		account string
		seq     int64
	}{{"cross", other.Seq}, {"dole", r.Seq}, {"archer", r.Seq}, {"cross", 3}, {"cross", 0}, {"cross", 1 << 40}, {"other", r.Seq}} {
		if _, err := given(x.account, x.seq); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s, entry %d: %v", x.account, x.seq, err)
		}
	}
	lines, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 1, 500)
	took := 0
	for _, l := range lines {
		if l.What == "took-bundle" && l.Account == "cross" {
			took++
		}
	}
	if took != 3 || err != nil {
		t.Errorf("the trail has %d takings, want 3; %v", took, err)
	}
}

// TestBundle: what one takes has the words that one reads, and no others; so has a receipt.
func TestBundle(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("archer", record.Charged{Application: "purse", Charge: record.Charge{Act: "no-true-bill"}})
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "no-true-bill", By: "archer"}})
	const source, sworn, act = "gave me his licence", "I saw Peter Dole take", `"kind":"warrant-issued"`
	for account, want := range map[string][3]bool{"vance": {true, true, true}, "hart": {false, true, true}, "archer": {false, true, true}, "cross": {false, true, true}, "dole": {false, false, true}} {
		b, err := o.Bundle(t.Context(), clerk.Caller{Account: account}, "ferry")
		if err != nil {
			t.Errorf("%s: %v", account, err)
			continue
		}
		says := o.told(b)
		if got := [3]bool{strings.Contains(says, source), strings.Contains(says, sworn), strings.Contains(says, act)}; got != want {
			t.Errorf("%s: sources, papers, acts %v; want %v", account, got, want)
		}
	}
	for account, opens := range map[string]bool{"vance": true, "dole": false, "audit": false} {
		r, secret, err := o.Prove(t.Context(), clerk.Caller{Account: account}, "ferry", 9) // the source
		if err != nil || r.Cover.Seq != 9 || (secret != nil) != opens {
			t.Errorf("%s: entry %d, opened %v, %v; want %v", account, r.Cover.Seq, secret != nil, err, opens)
		}
	}
	if _, err := o.Bundle(t.Context(), clerk.Caller{Account: "other"}, "ferry"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("one of another agency: %v", err)
	}
}

// TestBundleAndSeal: an application under a seal of its own leaves no trace in what is taken: neither entries, nor the seal, nor alerts.
func TestBundleAndSeal(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "alibi", Kind: "report", Author: "stone", Time: "2026-03-02", Lines: []record.Line{
		{N: 1, Text: "Peter Dole did not take a red purse from the deck of the ferry; he was in Providence."}}}})
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk", Application: "purse"}})
	roll := func(e people.Event) {
		if err := o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, e); err != nil {
			t.Fatal(err)
		}
	}
	roll(people.AccountInvited{ID: "green", Name: "Green"})
	if err := o.Join(t.Context(), "green"); err != nil {
		t.Fatal(err)
	}
	roll(people.PostGiven{ID: "green", Post: people.Post{Role: record.Supervisor, Agency: "rangers"}})
	green := clerk.Caller{Account: "green"}
	b, err := o.Bundle(t.Context(), green, "ferry")
	if err != nil {
		t.Fatal(err)
	}
	if says := o.told(b); strings.Contains(says, `"application":"purse"`) || strings.Contains(says, "informant at risk") || !strings.Contains(says, "gave me his licence") {
		t.Error(says)
	}
	v, err := o.Read(t.Context(), green, "ferry", "read-sources", "")
	if err != nil || len(v.Matter.Seals) != 0 || len(v.Matter.Alerts) != 0 {
		t.Errorf("%v, %v, %v", v.Matter.Seals, v.Matter.Alerts, err)
	}
	if v, err = o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", "read-sources", ""); err != nil || len(v.Matter.Seals) != 1 || len(v.Matter.Alerts) == 0 {
		t.Errorf("%v, %v, %v", v.Matter.Seals, v.Matter.Alerts, err)
	}
	for seq := int64(1); seq <= v.Head; seq++ {
		if _, _, err := o.Prove(t.Context(), green, "ferry", seq); err != nil && fault.KindOf(err) != fault.NotFound {
			t.Errorf("entry %d: %v", seq, err)
		}
	}
}
