package hall

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
)

// A problemPage says what went wrong, and whose move it is.
type problemPage struct {
	chrome
	Heading, Text, Move string
	By                  string // the authority of the rule that refuses
	Typed, Rest         []typed
	At                  string // where what was typed stands in its form again
}

// A said is an error in words for a person.
type said struct {
	status              int
	heading, text, move string
	by                  string
}

// whereSays is where in the record or the roll an error would stand, by which it begins; who filled in a form has no use for it.
var whereSays = regexp.MustCompile(`^(entry [0-9]+, )?(` + strings.Join(append(record.Kinds(), people.Kinds()...), "|") + `): `)

// An errorIn is an error about a matter, in which people are called as the reader has them there.
type errorIn struct {
	error
	m *record.Matter
}

// errorOf is an error about a matter; nil for none.
func errorOf(m *record.Matter, err error) error {
	if err == nil {
		return nil
	}
	return &errorIn{err, m}
}

// Unwrap gives the error itself.
func (e *errorIn) Unwrap() error { return e.error }

// namesIn is how people are called in an error.
func namesIn(err error) func(record.PersonID) string {
	m := &record.Matter{}
	var in *errorIn
	if errors.As(err, &in) {
		m = in.m
	}
	return func(id record.PersonID) string { return whom(m, id) }
}

// sayOf says an error. Of a mistake of ours it says nothing but that it was one.
func sayOf(err error) said {
	var no *record.Refusal
	var out *session.Refused
	var unsure *store.Unsure
	var away *store.Away
	text := sentence(whereSays.ReplaceAllString(err.Error(), ""))
	var ps fault.Problems
	if errors.As(err, &ps) {
		text = problemsSay(ps)
	}
	switch {
	case errors.Is(err, errTooFast), errors.Is(err, errTooMany):
		return said{http.StatusTooManyRequests, "A moment", text, "", ""}
	case errors.As(err, &out):
		return said{http.StatusUnauthorized, "Not signed in", sentence(out.Why), "Sign in, and go on.", ""}
	case errors.As(err, &unsure):
		return said{http.StatusServiceUnavailable, "It is not known whether this was kept", "The record did not answer in time.", "Send the same form again: what is asked twice is done once.", ""}
	case errors.As(err, &away):
		return said{http.StatusServiceUnavailable, "The record does not answer", "Nothing was entered.", "Try again in a moment: what is asked twice is done once.", ""}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return said{http.StatusServiceUnavailable, "It took too long", "Nothing is known to have been entered.", "Send the same form again: what is asked twice is done once.", ""}
	case errors.As(err, &no):
		text = sentence(strings.TrimSuffix(no.Named(namesIn(err)), ".")) + " " + sentence(no.Rule.Says) // an hour ends in a stop of its own: 5:30 p.m.
		return said{http.StatusConflict, "Not now", text, "See what has to come before.", no.Rule.By}
	}
	switch fault.KindOf(err) {
	case fault.Input:
		return said{http.StatusUnprocessableEntity, "This cannot be entered", text, "Mend it, and send it again.", ""}
	case fault.Conflict:
		return said{http.StatusConflict, "Not now", text, "See what has to come before.", ""}
	case fault.Denied:
		return said{http.StatusForbidden, "Not yours to do", text, "If you think that you should, ask an administrator of the station which post you hold.", ""}
	case fault.NotFound:
		return said{http.StatusNotFound, "Not here", "There is nothing here under this name, or nothing that you may see.", "Start from your desk.", ""}
	}
	return said{http.StatusInternalServerError, "Our mistake", "Something went wrong here, and nothing you typed explains it.", "Go back: your words are still in the form. If it happens again, tell an administrator when it was.", ""}
}

// problemsSay says what is wrong with what was typed, by the names that the fields of a form have; where in the record it would stand is of no use to
// who typed it.
func problemsSay(ps fault.Problems) string {
	var lines []string
	for _, p := range ps {
		key := lastKey(p.Path)
		if key == p.Path {
			key = ""
		}
		lines = append(lines, problemSays(key, p))
	}
	return strings.Join(lines, "\n")
}

// problemSays says one thing that is wrong, with the label of the field that has this key before it; "" where it stands at the field itself.
func problemSays(key string, p fault.Problem) string {
	own := cmp.Or(key, lastKey(p.Path))
	what, is := strings.CutPrefix(p.What, own+" ")
	if m := tooLong.FindStringSubmatch(what); is && m != nil {
		return sentence(fmt.Sprintf("%s is too long, %s of at most %s signs, where a letter with an accent or a curly quotation mark counts as two or three; split it", label(own), thousands(m[1]), thousands(strconv.Itoa(record.MaxText))))
	}
	if is && (what == "is missing" || what == "is blank" || what == `is ""`) {
		if what == "is missing" && p.Expected != "" {
			return sentence(label(own) + " is needed: " + p.Expected)
		}
		return sentence(label(own) + " is needed")
	}
	says := p.What
	switch {
	case is:
		says = label(own) + " " + what
	case key != "":
		says = label(key) + ": " + p.What
	}
	if p.Expected != "" {
		return sentence(says) + " What belongs there: " + strings.TrimSuffix(p.Expected, ".") + "."
	}
	return sentence(says)
}

// tooLong is what the record says of a text that is too long.
var tooLong = regexp.MustCompile(`^is ([0-9]+) bytes long$`)

// thousands parts the digits of a number by commas.
func thousands(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// lastKey is the key at which a path ends, without the place in a list.
func lastKey(path string) string {
	key, _, _ := strings.Cut(path[strings.LastIndex(path, ".")+1:], "[")
	return key
}

// problem answers with a page about an error.
func (v *visit) problem(err error) {
	s := sayOf(err)
	if s.status == http.StatusInternalServerError {
		v.Log.Error("a page failed", "kind", string(fault.KindOf(err)), "error", look.Wordless(err))
	}
	if s.status == http.StatusServiceUnavailable {
		if look.WentAway(v.r.Context(), err) {
			v.w.WriteHeader(look.Gone)
			return
		}
		v.w.Header().Set("Retry-After", "1")
		if away := new(store.Away); errors.As(err, &away) {
			v.Log.Warn("the store does not answer", "error", look.Wordless(away.Err))
		}
	}
	p := problemPage{chrome: v.chrome(s.heading), Heading: s.heading, Text: s.text, Move: s.move, By: s.by}
	if v.account != nil && v.typed.Account == v.session.Account { // a form of ours, and of this reader; what was typed is not lost with its page
		if p.Typed = typedIn(v.form); len(p.Typed) > 0 {
			p.Rest, p.At = restOf(v.form), v.r.URL.RequestURI()
		}
	}
	if err := v.show(s.status, "problem.html", p); err != nil {
		http.Error(v.w, "Something went wrong here.", http.StatusInternalServerError)
	}
}

// sentence makes a sentence of a text: a capital at its beginning, a stop at its end.
func sentence(s string) string {
	s = report.Upper(strings.TrimSpace(s))
	if s != "" && !strings.ContainsAny(s[len(s)-1:], ".!?:…") {
		s += "."
	}
	return s
}
