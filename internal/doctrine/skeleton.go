package doctrine

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v4"
)

// margin is the column within which the comments of a skeleton are set.
const margin = 110

// Skeleton is an item of a kind to be filled in, written from its schema: what each field is for in a comment, fields
// that must be there left empty, the others commented out. Within a list it is one entry of it. As it stands the loader
// refuses it, and says what to write.
func Skeleton(k Kind, id string) []byte {
	text, _ := Schema(k.Schema)
	var doc yaml.Node
	if err := yaml.Load(text, &doc); err != nil {
		panic(err) // a test reads them all
	}
	s := &sketch{id: id}
	if item := doc.Content[0]; k.Single {
		s.fields(item, column{})
	} else {
		s.entry(child(item, "items"), column{})
	}
	return s.Bytes()
}

// A sketch is a skeleton while it is written.
type sketch struct {
	bytes.Buffer
	id string // of the item; of what is within it, which has ids of its own, it is empty
	of string // its jurisdiction, if that was named with it
}

// A column is where a line begins: behind base, then behind the sign of a comment if it is off, then behind more.
type column struct {
	base, more string
	off        bool
	hyphen     bool // the first field written there begins an entry of a list
}

func (c column) String() string {
	if c.off {
		return c.base + "# " + c.more
	}
	return c.base + c.more
}

// in is the column of what stands within what stands in c.
func (c column) in() column {
	if c.off {
		c.more += "  "
	} else {
		c.base += "  "
	}
	c.hyphen = false
	return c
}

// entry writes one entry of a list whose hyphen stands at c.
func (s *sketch) entry(item *yaml.Node, c column) {
	c.hyphen = true
	s.fields(item, c)
}

// fields writes the fields of an item. The first of an entry stands behind a hyphen, the others below it.
func (s *sketch) fields(item *yaml.Node, c column) {
	properties, required := child(item, "properties"), child(item, "required")
	for i := 0; i+1 < len(properties.Content); i += 2 {
		name, of := properties.Content[i].Value, properties.Content[i+1]
		if name == "replaces" {
			continue
		}
		needed := hasWord(required, name)
		s.comment(of, needed, c)
		lead, at := c.String(), c
		switch {
		case c.hyphen:
			lead += "- "
			c = c.in()
			at = c
		case !needed:
			at.off = true
			lead = at.String()
		}
		s.field(lead, name, of, at)
	}
}

// field writes a field behind lead; what stands within it begins within at.
func (s *sketch) field(lead, name string, of *yaml.Node, at column) {
	items := child(of, "items")
	s.WriteString(lead + name + ":")
	switch {
	case (name == "id" || name == "class") && s.id != "": // a file of vocabulary has no id, and is begun with its class
		id, jurisdiction, _ := strings.Cut(s.id, "@")
		s.WriteString(" " + id + "\n")
		s.id, s.of = "", jurisdiction
	case name == "jurisdiction" && s.of != "":
		s.WriteString(" " + s.of + "\n")
		s.of = ""
	case items != nil && child(items, "properties") != nil:
		s.WriteString("\n")
		s.entry(items, at.in())
	case items != nil:
		s.WriteString(" []\n")
	case child(of, "properties") != nil:
		s.WriteString("\n")
		s.fields(of, at.in())
	default:
		s.WriteString("\n")
	}
}

// comment says above a field what it is for, which words it may have, and whether it is needed.
func (s *sketch) comment(of *yaml.Node, needed bool, at column) {
	var text string
	if d := child(of, "description"); d != nil {
		text = d.Value
	}
	words := child(of, "enum")
	if items := child(of, "items"); words == nil && items != nil {
		words = child(items, "enum")
	}
	text += among(text, words)
	if !needed && !strings.Contains(text, "leave out") {
		text += " May be left out."
	}
	lead := at.String() + "# "
	line := lead
	for word := range strings.FieldsSeq(text) {
		if len(line)+len(word) >= margin && line != lead {
			s.WriteString(strings.TrimRight(line, " ") + "\n")
			line = lead
		}
		line += word + " "
	}
	s.WriteString(strings.TrimRight(line, " ") + "\n")
}

// among names the words that a field may have, unless the text does.
func among(text string, words *yaml.Node) string {
	if words == nil {
		return ""
	}
	var all []string
	told := true
	for _, w := range words.Content {
		all = append(all, w.Value)
		told = told && strings.Contains(text, w.Value)
	}
	switch {
	case told:
		return ""
	case len(all) == 1:
		return " Write " + all[0] + "."
	}
	return " One of " + strings.Join(all, ", ") + "."
}

// hasWord reports whether a list of words has one.
func hasWord(list *yaml.Node, word string) bool {
	if list == nil {
		return false
	}
	for _, w := range list.Content {
		if w.Value == word {
			return true
		}
	}
	return false
}
