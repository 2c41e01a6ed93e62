package review

import (
	"regexp"
	"strings"
)

var (
	quotedStop  = regexp.MustCompile(`([.!?])(["”’)]+)\.`)
	doubledStop = regexp.MustCompile(`([^.])\.\.($|[^.])`)
)

// plainly ends the sentences of a message once each: words that are quoted or named may end in a stop of their own, as "9:03
// p.m." does, and one stop then serves for both. Any run of blanks becomes one.
func plainly(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = quotedStop.ReplaceAllString(s, "$1$2")
	return doubledStop.ReplaceAllString(s, "$1.$2")
}
