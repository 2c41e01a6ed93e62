package review

// A feature is one trait of a person or a vehicle, however often it is told.
type feature struct {
	trait       // as it is told first
	places []At // where it is told, the first included
}

// A sameness is what makes two traits the same, wherever they stand.
type sameness struct {
	kind, means string
	low, high   float64
	denied      bool
}

func (x *trait) sameness() sameness { return sameness{x.kind, x.means, x.low, x.high, x.denied} }

// mostTold is how many figures of one kind, or signs of a plate, may be told of one before they are not compared: nobody is of so many ages, so they
// are of several whom the words do not tell apart. Features in words need no such end; there are no more of them than the vocabulary has.
const mostTold = 60

// featuresOf are the traits of one, each once, in the order in which they are first told.
func featuresOf(traits []trait) []*feature {
	seen := make(map[sameness]*feature)
	count := make(map[string]int)
	var out []*feature
	for i := range traits {
		x := &traits[i]
		m := seen[x.sameness()]
		if m == nil {
			m = &feature{trait: *x}
			seen[x.sameness()] = m
			out = append(out, m)
			count[m.scale()]++
		}
		m.places = append(m.places, x.at)
	}
	kept := out[:0]
	for _, m := range out {
		if m.scale() == "" || count[m.scale()] <= mostTold {
			kept = append(kept, m)
		}
	}
	return kept
}

// scale is what figures or signs a trait is one of; empty for one of words.
func (x *trait) scale() string {
	switch {
	case onPlate(x):
		return plateWhole
	case x.high > 0:
		return x.kind
	}
	return ""
}

// features are the traits of a portrait, each once. They are asked for when it is read to the end.
func (x *portrait) features() []*feature {
	if x.distinct == nil {
		x.distinct = featuresOf(x.traits)
	}
	return x.distinct
}
