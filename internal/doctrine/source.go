package doctrine

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// Where is where in the files of the law something of a kind stands; ok is false if there is none of that id.
func (b *Casebook) Where(k Kind, id string) (Problem, bool) {
	at, ok := b.spot(k, id)
	return at.Problem, ok
}

func (b *Casebook) spot(k Kind, id string) (spot, bool) {
	at, prefix := b.spots(k)
	s, ok := at[prefix+id]
	return s, ok
}

// spots is where things of a kind stand, and what stands before their ids there.
func (b *Casebook) spots(k Kind) (at map[string]spot, prefix string) {
	if strings.HasPrefix(k.Home, "casebook/") {
		return b.at, k.key + " "
	}
	return b.law.at, k.key + " "
}

// IDs lists the ids of a kind, sorted.
func (b *Casebook) IDs(k Kind) []string {
	at, prefix := b.spots(k)
	var list []string
	for _, key := range sortedKeys(at) {
		if id, ok := strings.CutPrefix(key, prefix); ok {
			list = append(list, id)
		}
	}
	return list
}

// Laid lists what layers added or replaced, by kind and id, such as "rule M20", law before casebook, each sorted.
func (b *Casebook) Laid() []string {
	var list []string
	for _, at := range []map[string]spot{b.law.at, b.at} {
		for _, key := range sortedKeys(at) {
			if at[key].layer > 0 {
				list = append(list, key)
			}
		}
	}
	return list
}

var idLine = regexp.MustCompile(`(?m)^(- |  )?id:.*$`)

// Replacement is the text of something as it stands in its file, told to stand in its own place: what a layer begins with
// that changes it.
func (b *Casebook) Replacement(k Kind, id string) ([]byte, error) {
	at, ok := b.spot(k, id)
	if !ok {
		return nil, fmt.Errorf("there is no %s %q to replace", k.Name, id)
	}
	text, err := fs.ReadFile(at.source.files, at.source.name)
	if err != nil {
		return nil, err
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	own := lines[at.Line-1:]
	if !k.Single {
		for i := 1; i < len(own); i++ {
			if bytes.HasPrefix(own[i], []byte("- ")) {
				own = own[:i]
				break
			}
		}
		for len(own) > 0 { // what introduces the next one
			if last := bytes.TrimSpace(own[len(own)-1]); len(last) > 0 && last[0] != '#' {
				break
			}
			own = own[:len(own)-1]
		}
	}
	item := bytes.Join(own, nil)
	id = fmt.Sprintf("replaces: %s", id)
	if !k.Single {
		id = "  " + id
	}
	first := idLine.FindIndex(item)
	if first == nil {
		return nil, fmt.Errorf("%s:%d: this is not laid out so that it can be copied; write it anew", at.File, at.Line)
	}
	return bytes.Join([][]byte{item[:first[1]], []byte("\n" + id), item[first[1]:]}, nil), nil
}
