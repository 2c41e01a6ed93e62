package hall

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// madeFrom says of which fields of a form a short name is made that is left empty, the first that is filled in; false for a short name that has to be given.
func madeFrom(name string) (from []string, ok bool) {
	switch {
	case name == "person.id":
		return []string{"person.name"}, true
	case name == "source.id":
		return []string{"source.title", "source.kind"}, true
	case name == "id":
		return []string{"kind"}, true
	case strings.HasPrefix(name, "offence.elements.") && strings.HasSuffix(name, ".id"):
		return []string{strings.TrimSuffix(name, "id") + "title"}, true
	}
	return nil, false
}

// longestMade is how long a short name is that is made of a title: enough to know it by, and short enough for a citation.
const longestMade = 24

// shortNames fills in the short names that a form leaves empty, so that no one has to think of one; what is taken in the matter, as far as the reader sees
// it, gets a number. One that is not seen is refused as any name that is taken.
func shortNames(m *record.Matter, form url.Values) {
	var taken []string
	for i := range m.People {
		taken = append(taken, string(m.People[i].ID))
	}
	for i := range m.Sources {
		taken = append(taken, string(m.Sources[i].ID))
	}
	for i := range m.Applications {
		taken = append(taken, string(m.Applications[i].ID))
	}
	var names []string
	for name := range form {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		from, ok := madeFrom(name)
		if !ok || strings.TrimSpace(form.Get(name)) != "" {
			continue
		}
		for _, f := range from {
			id := slug(form.Get(f))
			if len(id) > longestMade { // at a word, where there is one
				id = id[:longestMade]
				if i := strings.LastIndexByte(id, '-'); i > 0 {
					id = id[:i]
				}
			}
			if id = strings.Trim(id, "-"); id == "" {
				continue
			}
			free := id
			for n := 2; slices.Contains(taken, free); n++ {
				free = id + "-" + strconv.Itoa(n)
			}
			form.Set(name, free)
			taken = append(taken, free)
			break
		}
	}
}
