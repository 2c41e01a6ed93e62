package hall

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
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

// sayOf says an error. Of a mistake of ours it says nothing but that it was one.
func sayOf(err error) said {
	var no *record.Refusal
	var out *session.Refused
	var unsure *store.Unsure
	var away *store.Away
	text := sentence(err.Error())
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
		key, _, _ := strings.Cut(p.Path[strings.LastIndex(p.Path, ".")+1:], "[")
		if key == p.Path {
			key = ""
		}
		lines = append(lines, problemSays(key, p))
	}
	return strings.Join(lines, "\n")
}

// problemSays says one thing that is wrong, with the label of the field that has this key before it; "" where it stands at the field itself.
func problemSays(key string, p fault.Problem) string {
	says := p.What
	if key != "" {
		says = label(key) + ": " + p.What
		if rest, ok := strings.CutPrefix(p.What, key+" "); ok {
			says = label(key) + " " + rest
		}
	}
	if p.Expected != "" {
		says += "; expected " + p.Expected
	}
	return sentence(says)
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
