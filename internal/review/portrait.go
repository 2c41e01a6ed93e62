package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// The classes of words by which someone or a vehicle is described. How a person looks is of the class looks too.
const (
	complexion diction.Class = "complexion"
	stature    diction.Class = "stature"
	vehicles   diction.Class = "vehicle"
	platePart  diction.Class = "plate-part"
	culprit    diction.Class = "culprit" // the robber: the doer, not known yet
	owning     diction.Class = "owning"  // registered to, drives
	sized      diction.Class = "sized"   // weighs, tall: of a figure; its kinds are those of traits that are read from figures
	describing diction.Class = "describing"
)

// determining is how many words may stand between an article and its noun.
const determining = 6

// A portrait is what one text, or the lines of one source, say of how one person or one vehicle looks.
type portrait struct {
	vehicle   bool
	who       record.PersonID // a person whom the text names, or to whom it ties the vehicle; empty for one that it does not
	named     bool            // the text names him, or says whose it is, whether the matter has that person or not
	culprit   bool            // the text means the doer
	several   bool            // the word is of more than one
	traits    []trait
	described bool       // more is told of him than the sex
	distinct  []*feature // made by features
}

// A subject is a word, or several, by which a text means a person or a vehicle.
type subject struct {
	first, last int
	vehicle     bool
	name        *diction.Name
	pronoun     bool
	culprit     bool
	several     bool
	another     bool // somebody's: his brother, his dog
	passing     bool // of this sentence alone: what follows goes on with whom the text spoke of before
	of          *portrait
}

// A sitting reads portraits from texts that go on one from another, such as the lines of a source.
type sitting struct {
	p               *Pass
	all             []*portrait
	person, vehicle *portrait // the last that was spoken of
	names           map[string]*portrait
	known           map[record.PersonID]*portrait
	nameless        map[sortOfNoun][]*portrait // those whom no text names, by their sort
	ofOne           bool                       // the title says of whom
	at              func(diction.Span) At      // where a span of the text that is being read stands
	numbers         []diction.Number           // of the text that is being read
}

// A sortOfNoun is one of the four of which a noun may be: of a person or a vehicle, of one or of more.
type sortOfNoun struct{ vehicle, several bool }

func (p *Pass) newSitting(at func(diction.Span) At) *sitting {
	return &sitting{p: p, names: make(map[string]*portrait), known: make(map[record.PersonID]*portrait), nameless: make(map[sortOfNoun][]*portrait), at: at}
}

// album is what a source has of portraits, read once, in the order in which its lines bring them in. In a record whose title names one person of
// the matter, what hangs on no one else is of him.
func (p *Pass) album(s *record.Source) *album {
	return once(&p.paper().portrayed, s.ID, func() *album {
		if !slices.ContainsFunc(s.Lines, func(l record.Line) bool {
			return p.Lexicon.Mentions(l.Text, complexion, stature, looks, vehicles, culprit) || startsFigure(l.Text)
		}) {
			return &album{}
		}
		r := p.newSitting(nil)
		if who := p.ofOne(s); who != "" {
			r.ofOne = true
			r.person = r.add(&portrait{who: who, named: true})
			r.vehicle = r.add(&portrait{who: who, named: true, vehicle: true})
			r.known[who] = r.person
		}
		for i := range s.Lines {
			l := &s.Lines[i]
			r.at = func(x diction.Span) At {
				return at(s, l, Span{Start: x.Start, End: x.End, Words: l.Text[x.Start:x.End]})
			}
			r.read(p.Text(l.Text))
		}
		return albumOf(r.all)
	})
}

// ofOne is the one person whom the title of a record names; empty for none.
func (p *Pass) ofOne(s *record.Source) record.PersonID {
	if s.Kind != record.Document {
		return ""
	}
	var who []record.PersonID
	for _, n := range p.namesIn(p.Text(s.Title)) {
		who = append(who, p.fitting(n.Text)...)
	}
	if who = slices.Compact(who); len(who) != 1 {
		return ""
	}
	return who[0]
}

// startsFigure reports whether a line has a digit, as one that gives a height or an age by itself.
func startsFigure(s string) bool { return strings.ContainsAny(s, "0123456789") }

func (r *sitting) add(x *portrait) *portrait {
	r.all = append(r.all, x)
	if !x.named {
		of := sortOfNoun{x.vehicle, x.several}
		r.nameless[of] = append(r.nameless[of], x)
	}
	return x
}

// read takes in one text, sentence by sentence.
func (r *sitting) read(t *diction.Text) {
	r.numbers = t.Numbers()
	all := r.heads(t)
	for n := range t.Sentences {
		heads := ofSentence(t, all, n, func(h subject) int { return h.first })
		for i := range heads {
			r.place(t, heads, i)
		}
		r.tie(t, n, heads)
		r.traits(t, n, heads)
	}
}

// byName is the portrait of one whom a text names.
func (r *sitting) byName(n *diction.Name) *portrait {
	key := strings.ToLower(n.Text)
	var who record.PersonID
	if fits := r.p.fitting(n.Text); len(fits) == 1 {
		who = fits[0]
		key = string(who)
	}
	if x := r.known[who]; x != nil {
		return x
	}
	if r.names[key] == nil {
		r.names[key] = r.add(&portrait{who: who, named: true})
		if who != "" {
			r.known[who] = r.names[key]
		}
	}
	return r.names[key]
}

// tie notes whose a vehicle is where a sentence says so: it names one person and has a word of owning or driving.
func (r *sitting) tie(t *diction.Text, sentence int, heads []subject) {
	if !inSentence(t, sentence, owning, "") || deniesAtAll(t, sentence) {
		return
	}
	var who *portrait
	for _, h := range heads {
		if h.name != nil {
			if who != nil && who != h.of {
				return
			}
			who = h.of
		}
	}
	for _, h := range heads {
		if h.vehicle && h.of != nil && who != nil && !h.several {
			h.of.who, h.of.named = who.who, true
		}
	}
}
