package doctrine

import (
	"fmt"
	"regexp"
	"strings"
)

// A Cite points at an authority and a place in it, written AUTHORITY@PIN, such as franks-1978@155-156. As text, in YAML
// and in JSON alike, it is that one word.
type Cite struct {
	Authority string
	Pin       string // empty: the authority as a whole
}

// idForm is what ids look like: words of small letters and digits, joined by hyphens. Rules may start with a capital.
var idForm = regexp.MustCompile(`^[A-Za-z0-9]+(-[a-z0-9]+)*$`)

// ParseCite reads AUTHORITY@PIN or AUTHORITY. Whether there is such an authority or pin is for the linter to say.
func ParseCite(s string) (Cite, error) {
	authority, pin, pinned := strings.Cut(s, "@")
	if !idForm.MatchString(authority) {
		return Cite{}, fmt.Errorf("%q is no citation; write AUTHORITY@PIN, such as franks-1978@155-156", s)
	}
	if pinned && (pin == "" || strings.TrimSpace(pin) != pin || strings.Contains(pin, "@")) {
		return Cite{}, fmt.Errorf("%q has no pin after the @; write AUTHORITY@PIN, such as franks-1978@155-156", s)
	}
	return Cite{Authority: authority, Pin: pin}, nil
}

// String is the citation as it is written in the data.
func (c Cite) String() string {
	if c.Pin == "" {
		return c.Authority
	}
	return c.Authority + "@" + c.Pin
}

// MarshalText is String.
func (c Cite) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText is ParseCite.
func (c *Cite) UnmarshalText(text []byte) error {
	parsed, err := ParseCite(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// Explain writes a citation out for a reader, as Franks v. Delaware, 438 U.S. at 155-156, with how sure its page is.
// A citation without a pin is the authority's full citation, and its standing is empty. ok is false if there is no such
// authority, or no such pin in it.
func (l *Law) Explain(c Cite) (text string, standing Standing, ok bool) {
	a, ok := l.Authority(c.Authority)
	if !ok {
		return "", "", false
	}
	if c.Pin == "" {
		return called(a.Name, a.Citation), "", true
	}
	for _, p := range a.Pins {
		if p.At == c.Pin {
			return called(a.Name, a.Reporter) + gap(p.At) + p.At, p.Standing, true
		}
	}
	return "", "", false
}

// called puts a name before where it stands, unless that begins with the name, as with a treatise.
func called(name, at string) string {
	if strings.HasPrefix(at, name) {
		return at
	}
	return name + ", " + at
}

// gap stands between a reporter and a pin: a subsection follows its section without a space.
func gap(pin string) string {
	if strings.HasPrefix(pin, "(") {
		return ""
	}
	return " "
}
