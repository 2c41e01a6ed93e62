package clerk

import (
	"context"

	"github.com/affiant-project/affiant/internal/store"
)

// derivation names the way in which lists and search are derived from entries. It is another whenever anything that is kept of a matter comes out otherwise, its
// summary included; testdata/derived.txt holds what this one comes to, and a test that it is so. What the law's numbers give (terms) is not in it.
const derivation = "2"

// cellDerived says by which derivation all that there is in a store was derived, by whoever founded it or ran Rederive last to its end with nothing left out.
const cellDerived = "derived"

// OfAnotherDerivation reports whether lists and search of the store were derived otherwise than this release does, in whole or in part: by an earlier one, as
// when Rederive was not run since, or by a later one. What is acted on is derived anew by itself, and all else when Rederive is run.
func (c *Clerk) OfAnotherDerivation(ctx context.Context) (another bool, err error) {
	err = c.store.View(ctx, func(tx store.Tx) error {
		v, err := tx.Get(bucketStation, cellDerived)
		another = string(v) != derivation
		if notFound(err) { // by a release that did not say
			return nil
		}
		return err
	})
	return another, err
}

// derivedSo notes that all there is was derived by this release.
func derivedSo(tx store.Tx) error { return tx.Put(bucketStation, cellDerived, []byte(derivation)) }
