package exchange

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	rule      = regexp.MustCompile(`^\s*([-=_*])[-=_*\s]{4,}$`)
	saidForm  = regexp.MustCompile(`^\s*([\p{L}(][^:"“”]{0,39}?)\s*:\s+(.*\S)\s*$`)
	cutForm   = regexp.MustCompile(`(?i)^\s*[\[(<*]+\s*((?:minimi[sz]|non-?pertinent|cut\b|redact|deleted|omitted|privileged|end of minimi)[^\])>*]*)[\])>*]+\s*$`)
	numbered  = regexp.MustCompile(`^\s*(\d{1,6})\s*(?:[.)\t|]|\s{2,})\s*(.*\S)\s*$`)
	timeFirst = regexp.MustCompile(`^\s*\[?(\d{1,2}:\d{2}(?::\d{2})?)\]?\s+(.*)$`)
)

// sheet reads a line sheet: calls, each with a head of labels and what was said.
func (r *Reading) sheet(lines []string, o Options) []draft {
	var list []draft
	d := newDraft(1, o)
	end := func(at int) {
		if !d.empty() {
			list = append(list, d)
		}
		d = newDraft(at, o)
	}
	head := true
	for i, l := range lines {
		at := i + 1
		labels, all := labelsIn(l)
		switch {
		case strings.TrimSpace(l) == "":
			continue
		case rule.MatchString(l):
			end(at)
			head = true
			continue
		case all && (head || labels[0].begins() && len(d.src.Lines) > 0):
			if len(d.src.Lines) > 0 {
				end(at)
			}
			head = true
			for _, x := range labels {
				if x.field == fSynopsis {
					d.say(0, "", strings.TrimSpace(x.value), true)
				} else {
					r.take(&d, x, at, o)
				}
			}
			continue
		case all && allAfter(labels):
			for _, x := range labels {
				r.take(&d, x, at, o)
			}
			continue
		case cutForm.MatchString(l):
			head = false
			d.cut(strings.TrimSpace(cutForm.FindStringSubmatch(l)[1]))
			continue
		}
		head = false
		r.saying(&d, l, at, o)
	}
	end(len(lines))
	return list
}

// allAfter reports whether labels are such as stand at the end of a call.
func allAfter(list []label) bool {
	for _, x := range list {
		switch x.field {
		case fEnd, fDuration, fMinimized, fMonitor, fHash, fPertinence, fSynopsis:
		default:
			return false
		}
	}
	return true
}

// saying reads one line of what was said: under a name, under none, or going on from the line before, where it is set in.
func (r *Reading) saying(d *draft, l string, at int, o Options) {
	n := 0
	if m := numbered.FindStringSubmatch(l); m != nil {
		if k, err := strconv.Atoi(m[1]); err == nil && (d.own || len(d.src.Lines) == 0 || len(d.src.Lines) == k-1) {
			n, l = k, m[2]
		}
	}
	if m := timeFirst.FindStringSubmatch(l); m != nil {
		r.take(d, label{field: fOffset, name: "offset", value: m[1], col: 1}, at, o)
		l = m[2]
	}
	if m := saidForm.FindStringSubmatch(l); m != nil && len(strings.Fields(m[1])) <= 5 {
		d.say(n, strings.TrimSpace(m[1]), m[2], false)
		return
	}
	if k := len(d.src.Lines); n == 0 && k > 0 && d.src.Lines[k-1].Text != "" && (strings.HasPrefix(l, "\t") || strings.HasPrefix(l, "  ")) {
		d.src.Lines[k-1].Text += " " + strings.TrimSpace(l)
		return
	}
	d.say(n, "", strings.TrimSpace(l), o.Kind.Spoken() && !o.Spoken)
}

// plain reads a report or a statement: each line is a line.
func (r *Reading) plain(lines []string, o Options) []draft {
	d := newDraft(1, o)
	d.src.Kind = o.Kind
	for _, l := range lines {
		switch {
		case strings.TrimSpace(l) == "":
		case cutForm.MatchString(l):
			d.cut(strings.TrimSpace(cutForm.FindStringSubmatch(l)[1]))
		default:
			n := 0
			if m := numbered.FindStringSubmatch(l); m != nil {
				if k, err := strconv.Atoi(m[1]); err == nil && (len(d.src.Lines) == 0 && k == 1 || d.own && k == d.number+1) {
					n, l = k, m[2]
				}
			}
			d.say(n, "", strings.TrimSpace(l), o.Kind.Spoken() && !o.Spoken)
		}
	}
	return []draft{d}
}
