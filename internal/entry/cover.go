package entry

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
)

// heading is the first line of a cover of the only form there is so far. A new form has another heading; the bytes of an
// old one mean the same for ever.
const heading = "affiant entry v1"

// clock is how a time is written: UTC, six digits of a second, always.
const clock = "2006-01-02T15:04:05.000000Z"

// context returns the part of the cover that is known before sealing. It is the additional data of the seal, so that sealed
// bytes can be moved to no other stream, place, time, key or forerunner.
func (c Cover) context() []byte {
	b := make([]byte, 0, longestCover) // each entry is written so some ten times on its way into the log
	b = append(append(b, heading+"\nstream "...), c.Stream...)
	b = strconv.AppendInt(append(b, "\nseq "...), c.Seq, 10)
	b = c.Recorded.UTC().AppendFormat(append(b, "\nrecorded "...), clock)
	b = append(append(b, "\nkey "...), c.Key...)
	b = hex.AppendEncode(append(b, "\nbefore "...), c.Before[:])
	b = hex.AppendEncode(append(b, "\ncommit "...), c.Commit[:])
	return append(b, '\n')
}

// longestCover is more than any cover has.
const longestCover = 1 << 9

// Bytes returns the canonical bytes of the cover: nine lines of text, so that whoever is shown one can read it, and hash it
// with tools not ours.
func (c Cover) Bytes() []byte {
	b := hex.AppendEncode(append(c.context(), "nonce "...), c.Nonce[:])
	b = hex.AppendEncode(append(b, "\nsealed "...), c.Sealed[:])
	return append(b, '\n')
}

// Check returns an error, of kind Input, unless the cover can be written and read back.
func (c Cover) Check() error {
	switch {
	case c.Stream.Check() != nil:
		return c.Stream.Check()
	case c.Seq < 1:
		return fault.Errorf(fault.Input, "entry %d: expected a number from 1", c.Seq)
	case c.Recorded.IsZero() || !c.Recorded.Equal(c.Recorded.Truncate(time.Microsecond)) || c.Recorded.Year() > 9999 || c.Recorded.Year() < 1:
		return fault.Errorf(fault.Input, "entry %d: expected a time in whole microseconds", c.Seq)
	case !keyName(c.Key):
		return fault.Errorf(fault.Input, "entry %d: %q names no key; expected up to 64 letters, digits and hyphens", c.Seq, clip(c.Key))
	case c.Seq == 1 != (c.Before == Hash{}):
		return fault.Errorf(fault.Input, "entry %d: only the first entry of a stream has none before it", c.Seq)
	}
	return nil
}

// ParseCover reads what Bytes has written, and nothing else: a cover has exactly one form. The error, of kind Input,
// says which line is at fault.
func ParseCover(text []byte) (Cover, error) {
	var c Cover
	const longest = 1 << 10
	if len(text) > longest {
		return c, fault.Errorf(fault.Input, "a cover of %d bytes; expected at most %d", len(text), longest)
	}
	lines := strings.Split(string(text), "\n")
	fields := []string{"stream", "seq", "recorded", "key", "before", "commit", "nonce", "sealed"}
	if len(lines) != len(fields)+2 || lines[0] != heading || lines[len(lines)-1] != "" {
		return c, fault.Errorf(fault.Input, "this is no cover of an entry; expected %q and %d lines after it", heading, len(fields))
	}
	for i, name := range fields {
		value, ok := strings.CutPrefix(lines[i+1], name+" ")
		if !ok || !c.set(name, value) {
			return Cover{}, fault.Errorf(fault.Input, "line %d of the cover is %q; expected %s and its value", i+2, clip(lines[i+1]), name)
		}
	}
	if err := c.Check(); err != nil {
		return Cover{}, err
	}
	if !bytes.Equal(c.Bytes(), text) {
		return Cover{}, fault.Errorf(fault.Input, "the cover of entry %d is not written in its one form", c.Seq)
	}
	return c, nil
}

func (c *Cover) set(name, value string) bool {
	var err error
	switch name {
	case "stream":
		c.Stream = Stream(value)
	case "seq":
		c.Seq, err = strconv.ParseInt(value, 10, 64)
	case "recorded":
		c.Recorded, err = time.Parse(clock, value)
	case "key":
		c.Key = value
	case "before":
		return unhex(c.Before[:], value)
	case "commit":
		return unhex(c.Commit[:], value)
	case "nonce":
		return unhex(c.Nonce[:], value)
	case "sealed":
		return unhex(c.Sealed[:], value)
	}
	return err == nil
}

// ParseHash reads 64 hexadecimal digits.
func ParseHash(s string) (Hash, error) {
	var h Hash
	if !unhex(h[:], s) {
		return h, fault.Errorf(fault.Input, "%q is no hash; expected 64 hexadecimal digits", clip(s))
	}
	return h, nil
}

func unhex(to []byte, s string) bool {
	if len(s) != 2*len(to) || !isHex(s) {
		return false
	}
	_, err := hex.Decode(to, []byte(s))
	return err == nil
}

// isHex reports whether s is all lower hexadecimal digits.
func isHex(s string) bool {
	for i := range len(s) {
		if !('0' <= s[i] && s[i] <= '9' || 'a' <= s[i] && s[i] <= 'f') {
			return false
		}
	}
	return true
}

// keyName reports whether s can name a key.
func keyName(s string) bool {
	for i := range len(s) {
		if b := s[i]; !('0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '-') {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

// clip shortens what a stranger wrote, for an error.
func clip(s string) string {
	const most = 80
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}
