package contest

import (
	"bufio"
	"io"
	"strconv"
)

// Write writes the answer as the competition of the instance's format asks:
//
//	           i23 (2023)                  aba (2023)   apx, tgf (2015 to 2021)
//	DC, DS     YES or NO, and for a YES    YES or NO    YES or NO
//	           to DC or a NO to DS a line
//	           w 1 3 5
//	SE         w 1 3 5, or NO              the same     [a,b], or NO
//	EE         a w line each, or NO        the same     [[a],[b,c]]
//	CE         a number                    the same     the same
//
// The competition of 2023 had no EE and CE: for those i23 and aba say one
// extension a line. The empty extension is w, or []. Nothing is written of an
// answer that is unknown: a reader could take it for one.
func (r Result) Write(w io.Writer) error {
	b := bufio.NewWriterSize(w, 1<<16)
	numbers := r.of.Format == I23 || r.of.Format == ABA
	switch {
	case r.Verdict == Unknown:
	case r.Task.Queried():
		if r.Verdict == Yes {
			b.WriteString("YES\n")
		} else {
			b.WriteString("NO\n")
		}
		if r.of.Format == I23 && r.Extension != nil {
			r.set(b, r.Extension, "w", " ", "\n")
		}
	case r.Task.Problem == CE:
		b.WriteString(strconv.Itoa(r.Count) + "\n")
	case r.Task.Problem == EE && !numbers:
		b.WriteByte('[')
		for k, set := range r.Extensions {
			if k > 0 {
				b.WriteByte(',')
			}
			r.list(b, set)
		}
		b.WriteString("]\n")
	case r.Verdict == No, r.Task.Problem == EE && r.Count == 0:
		b.WriteString("NO\n")
	case r.Task.Problem == EE:
		for _, set := range r.Extensions {
			r.set(b, set, "w", " ", "\n")
		}
	case numbers:
		r.set(b, r.Extension, "w", " ", "\n")
	default:
		r.list(b, r.Extension)
		b.WriteByte('\n')
	}
	return b.Flush()
}

func (r Result) set(b *bufio.Writer, set []int32, open, before, end string) {
	b.WriteString(open)
	for _, a := range set {
		b.WriteString(before)
		r.name(b, a)
	}
	b.WriteString(end)
}

// name writes what an argument is called; a number without making a string of it.
func (r Result) name(b *bufio.Writer, a int32) {
	if r.of.names != nil {
		b.WriteString(r.of.names[a])
		return
	}
	b.Write(strconv.AppendInt(b.AvailableBuffer(), int64(a)+1, 10))
}

func (r Result) list(b *bufio.Writer, set []int32) {
	b.WriteByte('[')
	for k, a := range set {
		if k > 0 {
			b.WriteByte(',')
		}
		r.name(b, a)
	}
	b.WriteByte(']')
}
