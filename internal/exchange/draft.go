package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// A draft is a source that is being read: a call, or the whole text.
type draft struct {
	at     int // line of the text at which it begins
	src    record.Source
	notes  []string
	day    label
	start  label
	own    bool           // its lines have numbers of their own
	number int            // the last of them
	told   map[int]string // of a table: what a column said last of the call
}

func newDraft(at int, o Options) draft {
	return draft{at: at, told: map[int]string{}, src: record.Source{Kind: o.Kind, Title: o.Title, Order: o.Order, Author: o.Author, Seen: o.Seen}}
}

func (d *draft) empty() bool {
	return len(d.src.Lines) == 0 && d.src.Locator.IsZero() && len(d.notes) == 0
}

func (d *draft) note(format string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(format, args...))
}

// take puts what a label or a cell says into the source. What has no place of its own in a source goes into its note.
func (r *Reading) take(d *draft, l label, line int, o Options) {
	v := strings.TrimSpace(l.value)
	if v == "" {
		return
	}
	switch l.field {
	case fOrder:
		switch {
		case o.Matter != nil && o.Matter.Order(record.OrderID(v)) != nil:
			d.src.Order = record.OrderID(v)
		default:
			d.note("Order: %s.", v)
			if o.Order == "" {
				r.say(line, l.col, false, "Note the order in the matter first, or choose it above.", "No order of the matter is called %q; it is kept in the note.", v)
			}
		}
	case fFacility:
		d.src.Place = v
	case fSession:
		d.src.Locator.Session = v
	case fReel:
		d.src.Locator.Reel = v
	case fSide:
		d.src.Locator.Side = v
	case fFootage:
		d.src.Locator.Footage = v
	case fOffset:
		if d.src.Locator.Offset == "" {
			d.src.Locator.Offset = v
		} else {
			first, _, _ := strings.Cut(d.src.Locator.Offset, "–")
			d.src.Locator.Offset = first + "–" + v
		}
	case fDate:
		d.day = l
	case fStart:
		d.start = l
	case fTitle:
		d.src.Title = v
	case fParties:
		r.parties(d, v, o)
	case fLanguage:
		if !strings.EqualFold(v, "english") && !strings.EqualFold(v, "en") {
			d.src.Translated = &record.Translation{From: v}
		}
	case fMonitor:
		if p := personNamed(o.Matter, v); p != "" {
			d.src.Author = p
		} else if d.src.Author == "" {
			d.note("Monitored by %s.", v)
			r.say(line, l.col, false, "Name the person in the matter first, or choose who wrote it above.", "No person of the matter is called %q; the name is kept in the note.", v)
		}
	case fMinimized:
		switch strings.ToLower(v) {
		case "no", "n", "none", "false", "0":
		default:
			d.cut("minimized: " + v)
		}
	case fCut:
		d.cut(v)
	default:
		d.note("%s: %s.", strings.TrimSpace(upper(l.name)), strings.TrimSuffix(v, "."))
	}
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// cut puts a line in for words that are not there.
func (d *draft) cut(says string) { d.src.Lines = append(d.src.Lines, record.Line{Cut: says}) }

// say puts a line in.
func (d *draft) say(n int, speaker, text string, summary bool) {
	d.src.Lines = append(d.src.Lines, record.Line{N: n, Speaker: speaker, Text: text, Summary: summary})
	d.own, d.number = d.own || n > 0, max(d.number, n)
	if speaker != "" && d.src.Talker(speaker) == nil {
		d.src.Speakers = append(d.src.Speakers, record.Talker{As: speaker})
	}
}

var (
	partyForm = regexp.MustCompile(`^(.*?)\s*(?:\(([^)]*)\))?$`)
	unknown   = regexp.MustCompile(`(?i)^(u/?[mf]|unknown\b.*|unidentified\b.*|um|uf)$`)
)

// parties reads who is heard: "JAMES (identified: voice); unknown male". Who is only said to be someone claims the name; who someone of the matter is,
// whoever brings it in says.
func (r *Reading) parties(d *draft, v string, o Options) {
	for _, p := range regexp.MustCompile(`\s*[;\n/]\s*|\s+and\s+`).Split(v, -1) {
		m := partyForm.FindStringSubmatch(strings.TrimSpace(p))
		if m == nil || m[1] == "" || d.src.Talker(m[1]) != nil {
			continue
		}
		t := record.Talker{As: m[1]}
		how := strings.ToLower(strings.TrimSpace(m[2]))
		switch {
		case unknown.MatchString(m[1]) || how == "unknown":
		case strings.HasPrefix(how, "identified"), strings.HasPrefix(how, "id"):
			t.Person = personNamed(o.Matter, m[1])
			_, by, _ := strings.Cut(m[2], ":")
			t.By = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(by), "by "))
			if t.Person == "" {
				d.note("%s is said to be identified (%s).", m[1], m[2])
			}
		case how != "":
			t.Claimed = m[1]
			d.note("%s (%s).", m[1], m[2])
		}
		d.src.Speakers = append(d.src.Speakers, t)
	}
}

// personNamed is the one person of a matter who has a name, by name, alias or short name; "" if there is none, or more than one.
func personNamed(m *record.Matter, name string) record.PersonID {
	if m == nil {
		return ""
	}
	var found []record.PersonID
	for i := range m.People {
		p := &m.People[i]
		if strings.EqualFold(string(p.ID), name) || slices.ContainsFunc(p.Names(), func(n string) bool { return strings.EqualFold(n, name) }) {
			found = append(found, p.ID)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// finish gives the sources their names, times and the numbers of their lines.
func (r *Reading) finish(list []draft, o Options) {
	taken := map[string]bool{}
	if o.Matter != nil {
		for _, s := range o.Matter.Sources {
			taken[string(s.ID)] = true
		}
	}
	for _, d := range list {
		s := d.src
		if len(s.Lines) == 0 {
			r.say(d.at, 1, false, "", "Nothing is said in what begins here; it is not filed.")
			continue
		}
		if d.day.value != "" || d.start.value != "" {
			day, hour, at := d.day.value, d.start.value, d.day
			if day == "" {
				day, hour, at = d.start.value, "", d.start
			}
			w, whole, ok := readWhen(day, hour)
			if !ok {
				r.say(max(d.at, 1), max(at.col, 1), false, "Write it as 2026-03-02 14:05, or 3/2/2026 2:05 PM.", "%q is no day and hour that is understood; it is kept in the note, and the source has no time.", strings.TrimSpace(d.day.value+" "+d.start.value))
			}
			if !ok || !whole {
				d.note("Time as written: %s.", strings.TrimSpace(d.day.value+" "+d.start.value))
			}
			s.Time = w
		}
		last := 0
		for i := range s.Lines {
			switch n := s.Lines[i].N; {
			case !d.own || n <= last && n != 0:
				s.Lines[i].N = last + 1
				if d.own {
					r.say(d.at, 1, false, "", "Line %d of what begins here comes after line %d; it is numbered %d.", n, last, last+1)
				}
			case n == 0:
				s.Lines[i].N = last + 1
			}
			last = s.Lines[i].N
			if len(s.Lines[i].Text) > record.MaxText || len(s.Lines[i].Cut) > record.MaxText {
				r.say(d.at, 1, true, "Part it into lines.", "Line %d has %d bytes; a line may have %d.", last, len(s.Lines[i].Text), record.MaxText)
			}
		}
		stem := o.ID
		if len(list) > 1 {
			stem += "-" + slug(s.Locator.Session, s.Locator.Reel+s.Locator.Side+"-"+s.Locator.Footage, fmt.Sprint(len(r.Sources)+1))
		}
		s.ID = record.SourceID(free(stem, taken))
		s.Note = strings.Join(d.notes, " ")
		if len(s.Note) > record.MaxText {
			r.say(d.at, 1, true, "Leave out what is not needed.", "What has no place of its own in the source is longer than a note may be.")
		}
		r.Sources = append(r.Sources, s)
	}
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug is the first of some texts that makes a short name.
func slug(list ...string) string {
	for _, s := range list {
		if s = strings.Trim(notSlug.ReplaceAllString(strings.ToLower(s), "-"), "-"); s != "" && len(s) <= 30 {
			return s
		}
	}
	return "x"
}

func free(stem string, taken map[string]bool) string {
	id := stem
	for n := 2; taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", stem, n)
	}
	taken[id] = true
	return id
}
