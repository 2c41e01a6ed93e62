package clerk

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/figures"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// Reckon derives anew, from the entries of streams and with the master keys, what the clerk keeps of each for lists and search: its row,
// tags, words, and the name under which it is found. It tells found what differs, with the stream and the field and no word of what is
// sealed, and returns of how many matters it could. A stream of the station itself has nothing derived, nor has one whose key was
// destroyed. Nothing is read of a store that was never founded. terms are the law's numbers; nil for those that come with the program.
//
// What was derived under other terms or by an earlier release differs until the matter is next acted on, or Rederive is run.
func Reckon(ctx context.Context, s store.Store, ring vault.Ring, terms *clock.Table, tx store.Tx, streams []entry.Stream, found func(where, how string)) (int, error) {
	r, err := newReckoning(ctx, s, ring, terms, tx, found)
	if r == nil || err != nil {
		return 0, err
	}
	for _, s := range streams {
		if err := r.stream(ctx, s); err != nil {
			return r.done, err
		}
	}
	if err := r.names(); err != nil {
		return r.done, err
	}
	if err := r.figures(); err != nil {
		return r.done, err
	}
	stray, err := tx.Stray(pageOf)
	for _, s := range stray {
		found("stream "+string(s), "it has words or tags in the lists, and no row")
	}
	return r.done, err
}

// newReckoning returns a reckoning of a store that was founded, as it is in tx; nil if there is nothing to reckon, or if what it takes for it cannot be had, which found is told.
func newReckoning(ctx context.Context, s store.Store, ring vault.Ring, terms *clock.Table, tx store.Tx, found func(where, how string)) (*reckoning, error) {
	if terms == nil {
		terms = doctrine.Default().Clocks()
	}
	c := &Clerk{store: s, ring: ring, terms: terms}
	c.files.init()
	at, err := tx.Get(bucketStation, streamIndex)
	if notFound(err) {
		return nil, c.unfounded(ctx, tx, found)
	}
	if err != nil {
		return nil, err
	}
	key, err := c.dataKey(ctx, entry.Stream(at))
	if err != nil {
		found("lists and search", fmt.Sprintf("they could not be derived anew: the key of the search index: %v", err))
		return nil, nil
	}
	c.index, c.indexKey = vault.NewIndex(key), key
	roll, _, err := c.readRoll(ctx, tx)
	if err != nil {
		where := "lists and search"
		if at, err := tx.Get(bucketStation, streamRoll); err == nil {
			where = "stream " + string(at)
		}
		found(where, fmt.Sprintf("lists and search could not be derived anew: the roll: %v", err))
		return nil, nil
	}
	r := &reckoning{table: figures.Table{}, clerk: c, tx: tx, roll: roll, found: found, named: map[string]entry.Stream{}, own: map[entry.Stream]bool{}, unread: map[entry.Stream]bool{}}
	for _, name := range []string{streamRoll, streamTrail, streamDesk, streamIndex} {
		at, err := tx.Get(bucketStation, name)
		if notFound(err) {
			found("lists and search", fmt.Sprintf("they could not be derived anew: what says which stream is the station's %s was taken out", name))
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		r.own[entry.Stream(at)] = true
	}
	return r, nil
}

// unfounded tells found, of a store that does not say which streams are the station's own, if it was founded all the same: one of its keys opens the entry that founded it.
func (c *Clerk) unfounded(ctx context.Context, tx store.Tx, found func(where, how string)) error {
	first, err := tx.Leaves(0, 1)
	if err != nil || len(first) == 0 {
		return err
	}
	key, err := c.dataKey(ctx, first[0].Stream)
	if err != nil {
		return nil // the audit names entries whose keys are not there
	}
	text, err := first[0].Open(key.SecretOf(first[0].Stream, first[0].Seq))
	if err != nil {
		return nil
	}
	if e, err := people.Decode(text); err == nil && e.Body.Kind() == (people.StationOpened{}).Kind() {
		found("lists and search", "they could not be derived anew: what says which streams are the station's own was taken out")
	}
	return nil
}

// A reckoning is what Reckon has found so far.
type reckoning struct {
	clerk  *Clerk
	tx     store.Tx
	roll   *people.Roll
	found  func(where, how string)
	own    map[entry.Stream]bool   // the station's own streams
	named  map[string]entry.Stream // blinded names of matters, as they should be
	unread map[entry.Stream]bool   // those that could not be read
	done   int
	table  figures.Table   // what is counted
	papers map[string]bool // the names of those that are kept; nil until they are asked for
}

// stream derives one stream anew. The faults are found; an error is one of the store.
func (r *reckoning) stream(ctx context.Context, s entry.Stream) error {
	x, err := r.anew(ctx, s)
	for _, how := range x.differs {
		r.found("stream "+string(s), how)
	}
	if err == nil && x.file != nil {
		r.done++
		r.named[r.clerk.blinded(x.file.m.ID)] = s
	}
	return err
}

// An anew is what is derived of one stream anew.
type anew struct {
	file    *file         // nil if nothing is to be derived from it
	is      store.Derived // without the text of the row
	text    []byte        // before it is sealed
	unread  bool          // it could not be derived
	destroy string        // the job that is to destroy its key, where that was ordered and is neither done nor waiting
	differs []string      // how what is kept differs from it
}

// anew derives one stream anew, and holds what is kept of it against that.
func (r *reckoning) anew(ctx context.Context, s entry.Stream) (x anew, err error) {
	say := func(how string, args ...any) { x.differs = append(x.differs, fmt.Sprintf(how, args...)) }
	row, err := r.tx.Row(s)
	there := err == nil
	if err != nil && !notFound(err) {
		return x, err
	}
	words, err := r.tx.Words(s)
	if err != nil {
		return x, err
	}
	var f *file
	head, err := r.tx.Head(s)
	if err != nil {
		return x, err
	}
	gone := r.own[s] || head.Seq == 0 // a key is drawn before the first entry is kept
	if !gone {
		f, err = r.clerk.read(ctx, r.tx, s)
		switch {
		case destroyed(err):
			gone = true
		case err != nil:
			r.unread[s], x.unread = true, true
			say("its row and words could not be derived anew: %v", err)
			return x, nil
		default:
			gone = f.m.Expunged != nil
		}
	}
	if gone && f != nil {
		job := destroyKey(s, f.head.Hash)
		if waits, err := r.tx.Waits(queueDestroy, job); err != nil {
			return x, err
		} else if !waits {
			x.destroy = job
			say("it was expunged by entry %d, and its key is there, with nothing that will destroy it", f.head.Seq)
		}
	}
	if gone {
		if there || len(words) > 0 {
			say("it has a row or words in the lists, and nothing is to be derived from it")
		}
		return x, nil
	}
	z, err := r.clerk.zone(r.roll, f.m.Court)
	if err != nil {
		r.unread[s], x.unread = true, true
		say("its row could not be derived anew: %v", err)
		return x, nil
	}
	var summary Summary
	x.is, summary = r.clerk.derived(f, r.clerk.weighWords(&f.m, nil), z)
	if x.text, err = json.Marshal(summary); err != nil {
		return x, err
	}
	x.file = f
	if err := r.exhibits(ctx, f, say); err != nil {
		return x, err
	}
	for _, a := range r.clerk.contribution(f, z) {
		r.table.Add(&a, 1)
	}
	if !there {
		say("it has no row: the lists do not show it")
	} else {
		for _, how := range rowDiffers(row, x.is.Row) {
			say("%s", how)
		}
		for _, how := range r.textDiffers(f, row.Text, x.text) {
			say("%s", how)
		}
	}
	for _, how := range wordsDiffer(words, x.is.Words) {
		say("%s", how)
	}
	return x, nil
}

// exhibits says which papers that the sources of a matter name are not there. What a paper that is there holds is looked at by its hash, which is its name.
func (r *reckoning) exhibits(ctx context.Context, f *file, say func(how string, args ...any)) error {
	for i := range f.m.Sources {
		for _, x := range f.m.Sources[i].Exhibits {
			if r.papers == nil {
				names, err := r.clerk.store.Papers().PaperNames(ctx)
				if err != nil {
					return err
				}
				r.papers = make(map[string]bool, len(names))
				for _, n := range names {
					r.papers[n.String()] = true
				}
			}
			if !r.papers[x.Name] {
				say("the paper %s, which one of its sources names, is not there", x.Name)
			}
		}
	}
	return nil
}

// rowDiffers names the fields of a row that are not what they were derived to be. They are what the row shows to whoever has the store.
func rowDiffers(got, want store.Row) []string {
	var list []string
	field := func(name, got, want string) {
		if got != want {
			list = append(list, fmt.Sprintf("its row has the %s %q; derived anew it is %q", name, got, want))
		}
	}
	moment := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano)
	}
	field("kind", got.Kind, want.Kind)
	field("court", got.Court, want.Court)
	field("agency", got.Agency, want.Agency)
	field("stage", got.Stage, want.Stage)
	field("time of opening", moment(got.Opened), moment(want.Opened))
	field("time of change", moment(got.Changed), moment(want.Changed))
	field("time due", moment(got.Due), moment(want.Due))
	field("seal", fmt.Sprint(got.Sealed), fmt.Sprint(want.Sealed))
	field("last entry", fmt.Sprint(got.Seq), fmt.Sprint(want.Seq))
	field("tags", strings.Join(got.Tags, " "), strings.Join(want.Tags, " "))
	return list
}

// textDiffers names the parts of a sealed summary that are not what they were derived to be, without a word of them.
func (r *reckoning) textDiffers(f *file, sealed, want []byte) []string {
	got, err := vault.OpenField(f.key, fieldSummary, sealed)
	if err != nil {
		return []string{fmt.Sprintf("the summary in its row: %v", err)}
	}
	if string(got) == string(want) {
		return nil
	}
	var a, b map[string]json.RawMessage
	if json.Unmarshal(got, &a) != nil || json.Unmarshal(want, &b) != nil {
		return []string{"the summary in its row is none"}
	}
	all := maps.Clone(b)
	maps.Copy(all, a)
	var list []string
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if string(a[k]) != string(b[k]) {
			list = append(list, fmt.Sprintf("the summary in its row has another %s than is derived anew", k))
		}
	}
	if len(list) == 0 {
		list = []string{"the summary in its row is written otherwise than it is derived anew"}
	}
	return list
}

// wordsDiffer says how many words of the search index are not those of the entries.
func wordsDiffer(got, want map[vault.Blind]int) []string {
	var more, less, other int
	for w, n := range got {
		switch m, ok := want[w]; {
		case !ok:
			more++
		case m != n:
			other++
		}
	}
	for w := range want {
		if _, ok := got[w]; !ok {
			less++
		}
	}
	var list []string
	for _, x := range []struct {
		n   int
		how string
	}{{more, "words in the search index that are not in its entries"}, {less, "words in its entries that are not in the search index"}, {other, "words in the search index with another weight than is derived anew"}} {
		if x.n > 0 {
			list = append(list, fmt.Sprintf("%s: %d", x.how, x.n))
		}
	}
	return list
}

// figures holds the table of figures against what the matters add to it. With one that could not be read it is not known.
func (r *reckoning) figures() error {
	kept, err := r.clerk.table(r.tx)
	if err != nil {
		r.found("the table of figures", err.Error())
		return nil
	}
	if kept == nil || len(r.unread) > 0 {
		return nil
	}
	for k := range r.table {
		if kept[k] == nil {
			kept[k] = &figures.Cell{}
		}
	}
	for k, x := range kept {
		want := r.table[k]
		if want == nil {
			want = &figures.Cell{}
		}
		a, err := json.Marshal(x)
		if err != nil {
			return err
		}
		b, err := json.Marshal(want)
		if err != nil {
			return err
		}
		if string(a) != string(b) {
			r.found("the table of figures", fmt.Sprintf("%s, %s, %s: it has other counts than the matters give", k.Court, k.Kind, k.Quarter))
		}
	}
	return nil
}

// names holds the names under which matters are found against those that they have.
func (r *reckoning) names() error {
	there := map[string]bool{}
	for after := ""; ; {
		list, err := r.tx.Scan(bucketMatters, "", after, pageOf)
		if err != nil {
			return err
		}
		for _, x := range list {
			after, there[x.Key] = x.Key, true
			if s, want := entry.Stream(x.Value), r.named[x.Key]; s != want && !r.unread[s] {
				r.found("stream "+string(s), "a name leads to it that is not that of its matter")
			}
		}
		if len(list) < pageOf {
			break
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.named)) {
		if !there[name] {
			r.found("stream "+string(r.named[name]), "the name of its matter does not lead to it: nobody finds it by that")
		}
	}
	return nil
}
