package review

import (
	"math"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// firm reports whether a trait of a kind neither changes from one day to the next nor is easily misjudged.
func firm(kind string) bool {
	return !slices.Contains([]string{tallness, heaviness, yearsOld, "height", "hair", "face", "skin", "paint"}, kind)
}

// excluding are the pairs of which one feature excludes the other, where no feature of that kind is shared with what is known.
func (p *Pass) excluding(seen, his, known []*feature) (out []misfit) {
	shared := make(map[string]bool)
	for _, x := range seen {
		shared[x.kind] = shared[x.kind] || slices.ContainsFunc(known, func(y *feature) bool { return p.agrees(&x.trait, &y.trait) })
	}
	for _, x := range seen {
		if shared[x.kind] {
			continue
		}
		for _, y := range his {
			if p.unlikeTraits(&x.trait, &y.trait) {
				out = append(out, misfit{x, y})
			}
		}
	}
	return out
}

// agrees reports whether two traits say the same.
func (p *Pass) agrees(x, y *trait) bool {
	if x.kind != y.kind || x.denied != y.denied {
		return false
	}
	if x.high > 0 {
		return distance(x, y) <= p.tolerance(x.kind)
	}
	return x.means == y.means
}

// unlikeTraits reports whether two traits cannot both be of one.
func (p *Pass) unlikeTraits(x, y *trait) bool {
	switch {
	case x.kind == y.kind && x.high > 0:
		return !x.denied && !y.denied && distance(x, y) > p.tolerance(x.kind)
	case onPlate(x) && onPlate(y):
		return platesExclude(x, y) || platesExclude(y, x)
	case x.kind == y.kind && x.means == y.means:
		return x.denied != y.denied
	case x.denied || y.denied:
		return false
	case x.kind == makeKind && y.kind == makeKind:
		return true
	}
	return slices.Contains(x.opposite, y.means) || slices.Contains(y.opposite, x.means)
}

// distance is how far two ranges are from each other.
func distance(x, y *trait) float64 { return max(x.low-y.high, y.low-x.high, 0) }

// tolerance is by how much two figures of a kind may differ and still be of one person: the most that a word for the kind has in the vocabulary.
// Without one none differ by too much.
func (p *Pass) tolerance(kind string) float64 {
	return once(&p.paper().tolerances, kind, func() float64 {
		most := 0.0
		for _, e := range p.Lexicon.Class(sized) {
			if e.Kind == kind {
				most = max(most, e.Value)
			}
		}
		if most == 0 {
			return math.Inf(1)
		}
		return most
	})
}

// onPlate reports whether a trait is of the sign on a plate.
func onPlate(x *trait) bool {
	return x.kind == plateWhole || x.kind == "begins" || x.kind == "ends" || x.kind == "has"
}

// platesExclude reports whether a sign, or a part of one, cannot be on the plate of which the other tells: a part that the other denies or that is
// no part of it, or a whole one with two signs or more other than the whole other.
func platesExclude(x, y *trait) bool {
	if x.denied {
		return !y.denied && (x.kind == y.kind && x.means == y.means || y.kind == plateWhole && fitsPlate(x, y.means))
	}
	if y.denied || y.kind != plateWhole {
		return false
	}
	if x.kind == plateWhole {
		return len(x.means) != len(y.means) || unlikeSigns(x.means, y.means) > 1
	}
	return !fitsPlate(x, y.means)
}

// fitsPlate reports whether a part of a sign is where it is said to be in a whole one.
func fitsPlate(x *trait, whole string) bool {
	switch x.kind {
	case "begins":
		return strings.HasPrefix(whole, x.means)
	case "ends":
		return strings.HasSuffix(whole, x.means)
	}
	return strings.Contains(whole, x.means)
}

// hoursInYear is the unit of the vocabulary for a year.
const hoursInYear = 8766

// tellsTrait reports whether the sworn words have a trait, of whomever they tell it.
func (p *Pass) tellsTrait(x *trait) bool {
	return once(&p.paper().tellings, x.sameness(), func() bool { return p.findsTold(x) })
}

func (p *Pass) findsTold(x *trait) bool {
	return p.sworn(func(t *diction.Text) bool {
		if x.high > 0 {
			return slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
				kind, low, high := measured(t, n)
				if kind == "" && x.kind == yearsOld { // of 46 years
					kind, low, high = yearsOld, n.Value, n.High
					if n.Kind == diction.Duration {
						low, high = low/hoursInYear, high/hoursInYear
					}
				}
				return kind == x.kind && low <= x.high && x.low <= high
			})
		}
		if onPlate(x) {
			return slices.ContainsFunc(t.Words, func(w diction.Word) bool { return strings.EqualFold(w.Raw, x.means) }) && (!x.denied || negated(t)) ||
				slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Plate && strings.EqualFold(n.Norm, x.means) })
		}
		for _, c := range []diction.Class{looks, stature, complexion, vehicles} {
			if slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return h.Means == x.means && deniedNear(t, h.First) == x.denied }) {
				return true
			}
		}
		return false
	})
}
