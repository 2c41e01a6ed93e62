package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
)

// separator is what parts the cells of a table: whichever of comma, tab, semicolon and bar stands most often in its head.
func separator(head string) rune {
	best, most := ',', 0
	for _, c := range ",\t;|" {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

func splitHead(head string) []string {
	c := csv.NewReader(strings.NewReader(head))
	c.Comma = separator(head)
	cells, err := c.Read()
	if err != nil {
		return nil
	}
	return cells
}

// table reads CSV. Rows of one session that have words are lines of one source; a row that has only a synopsis is a call of one line. A cell is never
// a formula here: it is text, whatever it begins with.
func (r *Reading) table(text string, o Options) []draft {
	head, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.FieldsPerRecord = separator(head), -1
	c.LazyQuotes = c.Comma == '\t' // cells that are parted by tabs are not quoted
	cells, err := c.Read()
	if err != nil {
		r.broken(err)
		return nil
	}
	columns, known := make([]field, len(cells)), 0
	for i, name := range cells {
		line, col := c.FieldPos(i)
		f, ok := fieldOf(name)
		switch columns[i] = f; {
		case ok:
			known++
		case strings.TrimSpace(name) != "":
			r.say(line, col, false, "Its cells are kept in the note of each source.", "The column %q is not understood.", name)
		}
	}
	if known == 0 {
		r.say(1, 1, true, "The first line has to name the columns, such as session, date, start, speaker, text, synopsis, monitor.", "None of the columns is understood.")
		return nil
	}
	var list []draft
	byCall := map[string]int{}
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			r.broken(err)
			return list
		}
		line, _ := c.FieldPos(0)
		if len(row) > len(columns) {
			l, col := c.FieldPos(len(columns))
			r.say(l, col, true, "Put a cell that has the separator in it in double quotes.", "The row has %d cells, and there are %d columns.", len(row), len(columns))
			continue
		}
		if blank(row) {
			continue
		}
		var call []string
		for i, v := range row {
			if f := columns[i]; f == fSession || f == fReel || f == fSide || f == fFootage || f == fFile {
				call = append(call, strings.TrimSpace(v))
			}
		}
		key := strings.Join(call, "\x00")
		at, seen := byCall[key]
		if !seen {
			at, byCall[key] = len(list), len(list)
			list = append(list, newDraft(line, o))
		}
		r.row(&list[at], row, cells, columns, c, !seen, o)
	}
}

// row puts a row into its call.
func (r *Reading) row(d *draft, row, names []string, columns []field, c *csv.Reader, first bool, o Options) {
	n, speaker, text, synopsis := 0, "", "", ""
	for i, v := range row {
		line, col := c.FieldPos(i)
		v = strings.TrimSpace(v)
		l := label{columns[i], names[i], strings.Join(strings.Fields(v), " "), col}
		switch columns[i] {
		case fNumber:
			if k, err := strconv.Atoi(v); err == nil && k > 0 {
				n = k
			} else if v != "" {
				r.say(line, col, false, "", "%q is no number of a line; the line is numbered here.", v)
			}
		case fSpeaker:
			speaker = l.value
		case fText:
			text = v
		case fSynopsis:
			synopsis = v
		case fCut, fMinimized, fOffset:
			r.take(d, l, line, o)
		case 0:
			if v != "" {
				d.note("%s: %s.", strings.TrimSpace(names[i]), strings.TrimSuffix(l.value, "."))
			}
		default:
			was, told := d.told[i]
			switch {
			case first || !told && v != "":
				d.told[i] = l.value
				r.take(d, l, line, o)
			case v == "" || l.value == was:
			case columns[i] == fStart || columns[i] == fEnd: // of the line and not of the call
				if d.src.Locator.Offset == "" {
					d.src.Locator.Offset = was
				}
				r.take(d, label{fOffset, "offset", l.value, col}, line, o)
			default:
				d.told[i] = l.value
				d.note("%s, from line %d of the table: %s.", strings.TrimSpace(names[i]), line, strings.TrimSuffix(l.value, "."))
				r.say(line, col, false, "If it is another call, give it a session of its own.", "%q is another %s than the rows of the same call have before; it is kept in the note.", l.value, strings.ToLower(strings.TrimSpace(names[i])))
			}
		}
	}
	put := func(text string, summary bool) {
		for _, part := range strings.Split(text, "\n") {
			if part = strings.TrimSpace(part); part != "" {
				d.say(n, speaker, part, summary)
				n = 0
			}
		}
	}
	put(text, speaker == "" && o.Kind.Spoken() && !o.Spoken)
	speaker = ""
	put(synopsis, true)
}

func blank(row []string) bool { return strings.TrimSpace(strings.Join(row, "")) == "" }

// broken says where a table cannot be read.
func (r *Reading) broken(err error) {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		r.say(1, 1, true, "", "The table cannot be read.")
		return
	}
	says := "A double quote stands within a cell that does not begin with one."
	if errors.Is(p.Err, csv.ErrQuote) {
		says = "A quoted cell does not end, or something stands behind its closing quote."
	}
	r.say(p.Line, max(p.Column, 1), true, "Double a quote that belongs to the words (\"\"), and put the whole cell in double quotes.", "%s", says)
}
