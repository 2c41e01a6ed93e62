// Package aloud says in plain words what a bundle, a receipt or a checkpoint proves, to whoever holds it and the key of the log. It runs in a
// browser as well as here, so it leans on nothing but what proves.
package aloud

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A Said is what was found, ready to be read.
type Said struct {
	Read    bool     `json:"read"`    // the file and the key could be read as what they are
	Holds   bool     `json:"holds"`   // and all of it holds
	Heading string   `json:"heading"` // in a few words
	Says    []string `json:"says"`    // sentences
	Entries []Line   `json:"entries"`
	More    int      `json:"more"` // entries that are not listed
}

// A Line is one entry that was proved.
type Line struct {
	Title string `json:"title"`
	When  string `json:"when"` // by the clock of the log
	Words string `json:"words"`
	Hash  string `json:"hash"`
}

// mostLines is how many entries are listed.
const mostLines = 2000

// Check checks a file by the key of the log, which is a key or lines of log KEY, witness KEY and quorum N.
func Check(key string, file []byte) Said {
	t, err := proof.ParseTrust(strings.TrimSpace(key))
	if err != nil {
		return unread("The key cannot be read", err, "Paste the key of the log as it was given to you, such as court.example+1a2b3c4d+A…")
	}
	switch {
	case len(file) > proof.MostBundle:
		return unread("The file is too large", fmt.Errorf("it has %d bytes", len(file)), "Check it with the program.")
	case bytes.HasPrefix(file, []byte("c2sp.org/tlog-proof@")):
		return receipt(t, file)
	case bytes.HasPrefix(bytes.TrimSpace(file), []byte("{")):
		return bundle(t, file)
	}
	c, err := t.Open(file)
	if b := (*proof.Broken)(nil); err != nil && !errors.As(err, &b) {
		return unread("This is no file that can be checked", err, "Choose a bundle (.bundle.json), a receipt or a checkpoint.")
	}
	s := found([]error{err}, "the checkpoint")
	if s.Holds {
		s.Says = append(s.Says, logSays(c), "It is a state of the log and tells of no entry.")
	}
	return s
}

func receipt(t *proof.Trust, file []byte) Said {
	r, err := proof.ParseReceipt(file)
	if err != nil {
		return unread("The receipt cannot be read", err, "Take it anew from whoever gave it to you.")
	}
	c, err := r.Verify(t)
	s := found([]error{err}, "the receipt")
	if s.Holds {
		s.Says = append(s.Says, "The entry that it is for is in the log.", logSays(c), "What the entry says is not in a receipt.")
		s.add(proof.Told{Cover: r.Cover, Index: r.Index})
	}
	return s
}

func bundle(t *proof.Trust, file []byte) Said {
	b, err := proof.ParseBundle(file)
	if err != nil {
		return unread("The bundle cannot be read", err, "Take it anew from whoever gave it to you: a byte may have been lost on the way.")
	}
	c, told, faults := b.Verify(t)
	s := found(faults, "the bundle")
	open := 0
	for _, x := range told {
		if x.Words != nil {
			open++
		}
	}
	if s.Holds {
		s.Says = append(s.Says, fmt.Sprintf("%s: each is in the log, word for word and in the order in which it was entered.", count(len(told), "entry", "entries")))
		if shut := len(told) - open; shut > 0 {
			s.Says = append(s.Says, fmt.Sprintf("The words of %d are in your hands; of the other %d it is shown that they are there and unchanged, and their words are withheld.", open, shut))
		}
		s.Says = append(s.Says, logSays(c))
	}
	for _, x := range told {
		s.add(x)
	}
	return s
}

// found begins what is said, with what does not hold.
func found(list []error, what string) Said {
	s := Said{Read: true, Holds: true, Heading: "It holds", Entries: []Line{}}
	for _, err := range list {
		var b *proof.Broken
		switch {
		case err == nil:
			continue
		case errors.As(err, &b):
			where := b.Where
			if where == "" {
				where = what
			}
			s.Says = append(s.Says, sentence(fmt.Sprintf("%s: %s. %s", upper(where), b.Breach, upper(b.How))))
		default:
			s.Says = append(s.Says, sentence(upper(err.Error())))
		}
		s.Holds, s.Heading = false, "It does not hold"
	}
	if !s.Holds {
		s.Says = append(s.Says, "Either it is not what was entered, or the key is not that of the log. Rely on nothing in it until that is cleared up.")
	}
	return s
}

func (s *Said) add(x proof.Told) {
	if len(s.Entries) == mostLines {
		s.More++
		return
	}
	l := Line{Title: fmt.Sprintf("Entry %d of %s, leaf %d", x.Cover.Seq, x.Cover.Stream, x.Index), When: x.Cover.Recorded.UTC().Format("2 January 2006, 15:04:05 UTC"), Hash: x.Cover.Hash().String()}
	if x.Words != nil {
		l.Title, l.Words = done(x, l.Title), string(x.Words)
	}
	s.Entries = append(s.Entries, l)
}

// done says what an entry of a docket is, by whom and when; the title, of one that says it otherwise.
func done(x proof.Told, title string) string {
	var e struct {
		Kind, Mode string
		Hand       *struct{ Account, Role, At string }
	}
	if json.Unmarshal(x.Words, &e) != nil || e.Kind == "" {
		return title
	}
	says := upper(strings.ReplaceAll(e.Kind, "-", " "))
	if h := e.Hand; h != nil {
		says += ", by " + h.Account + " as " + strings.ReplaceAll(h.Role, "-", " ")
		if at, err := time.Parse(time.RFC3339, h.At); err == nil {
			says += ", " + at.Format("2 January 2006, 15:04 -07:00")
		}
	} else if e.Mode != "" {
		says += ", " + e.Mode
	}
	return says
}

func logSays(c proof.Checkpoint) string {
	return fmt.Sprintf("The log is %s; it had %s when this was signed.", c.Origin, count(int(c.Size), "entry", "entries"))
}

func unread(heading string, err error, do string) Said {
	return Said{Heading: heading, Says: []string{sentence(upper(err.Error())), do}, Entries: []Line{}}
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func sentence(s string) string {
	if s = strings.TrimSpace(s); !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}
