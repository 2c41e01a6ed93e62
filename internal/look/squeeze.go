package look

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
)

// squeeze takes out of a style sheet what says nothing to a browser: comments, and the spaces that part nothing. What stands between quotes stays as it is, and
// where nothing but a comment parts two tokens an empty one stays (CSS Syntax Level 3, section 9), for a space there could mean another thing.
func squeeze(css []byte) []byte {
	out := make([]byte, 0, len(css))
	space, comment := false, false
	for i := 0; i < len(css); {
		c := css[i]
		switch {
		case bytes.HasPrefix(css[i:], []byte("/*")):
			end := bytes.Index(css[i:], []byte("*/"))
			if end < 0 {
				return out
			}
			i, comment = i+end+2, true
			continue
		case strings.IndexByte(" \t\r\n", c) >= 0:
			i, space = i+1, true
			continue
		}
		if n := len(out); n > 0 && c == '}' && out[n-1] == ';' { // the last of a rule needs no end
			out = out[:n-1]
		} else if space && n > 0 && strings.IndexByte("{};,:", out[n-1]) < 0 && strings.IndexByte("{};,", c) < 0 { // before a colon it may part: of what is within, or of the thing itself
			out = append(out, ' ')
		} else if comment && !space && n > 0 && strings.IndexByte("{};,:", out[n-1]) < 0 && strings.IndexByte("{};,:", c) < 0 {
			out = append(out, "/**/"...)
		}
		space, comment = false, false
		end := i + 1
		if c == '"' || c == '\'' {
			end = i + quoted(css[i:])
		}
		out, i = append(out, css[i:end]...), end
	}
	return out
}

// quoted is how long what begins with a quote is, with both quotes.
func quoted(b []byte) int {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case b[0]:
			return i + 1
		}
	}
	return len(b)
}

// terse takes out of a script the lines that are a comment, and the space that lines begin with. No text of a script goes over lines.
func terse(js []byte) []byte {
	out := make([]byte, 0, len(js))
	for line := range bytes.Lines(js) {
		if line = bytes.TrimLeft(line, " \t"); !bytes.HasPrefix(line, []byte("//")) && len(bytes.TrimSpace(line)) > 0 {
			out = append(out, line...)
		}
	}
	return out
}

// tight is text as small as gzip makes it. That takes a while, so it is for what is sent again and again.
func tight(b []byte) []byte {
	var to bytes.Buffer
	w, err := gzip.NewWriterLevel(&to, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(b)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // it is written to memory, at a level that there is
	}
	return to.Bytes()
}

// takesGzip reports whether who asks takes an answer that is compressed with gzip (RFC 9110, section 12.5.3).
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, weighed := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			_, q, _ := strings.Cut(weight, "=")
			n, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
			return !weighed || err == nil && n > 0
		}
	}
	return false
}
