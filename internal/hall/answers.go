package hall

import (
	"crypto/sha256"
	"encoding/json"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
)

// answers keeps the last reviews that counsel's sheets were made from, since to make one takes longer than a page may. A review depends on nothing but what was
// read (its digest) and the posture; so it serves whoever is shown the same matter to the word, and no one who is shown another.
type answers struct {
	mu   sync.Mutex
	list []answer // the last used at the end
}

type answer struct {
	matter  record.MatterID
	digest  [sha256.Size]byte // of all that is shown
	posture brief.Posture
	r       *brief.Review
	at      time.Time // when it was last used
}

// How many reviews are kept, and of how many lines of sources one may be: a review takes many times the memory of what it reads.
const (
	mostAnswers     = 16
	mostAnswerLines = 2_000
)

// of returns the review of a matter as it is shown, read now if it is not kept.
func (k *answers) of(m *record.Matter, posture brief.Posture, now time.Time, read func() (*brief.Review, error)) (*brief.Review, error) {
	lines := 0
	for i := range m.Sources {
		lines += len(m.Sources[i].Lines)
	}
	if lines > mostAnswerLines {
		return read()
	}
	all, err := json.Marshal(m) // record.Digest has none for a matter that is shown in part and does not hold together
	if err != nil {
		return read()
	}
	x := answer{matter: m.ID, digest: sha256.Sum256(all), posture: posture, at: now}
	if x.r = k.put(x); x.r != nil {
		return x.r, nil
	}
	if x.r, err = read(); err != nil {
		return nil, err
	}
	k.put(x)
	return x.r, nil
}

// put keeps a review, or finds the one that is kept if it has none; what was not used for long goes.
func (k *answers) put(x answer) *brief.Review {
	k.mu.Lock()
	defer k.mu.Unlock()
	list := []answer{}
	for _, old := range k.list {
		switch {
		case old.digest == x.digest && old.posture == x.posture:
			if x.r == nil {
				x.r = old.r
			}
		case x.at.Sub(old.at) < longestKept:
			list = append(list, old)
		}
	}
	if x.r != nil {
		list = append(list, x)
	}
	k.list = list[max(0, len(list)-mostAnswers):]
	return x.r
}

// Matters returns of which matters something is kept.
func (k *answers) Matters() []record.MatterID {
	k.mu.Lock()
	defer k.mu.Unlock()
	var list []record.MatterID
	for _, x := range k.list {
		list = append(list, x.matter)
	}
	return list
}

// Drop forgets a matter, which is gone.
func (k *answers) Drop(m record.MatterID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	list := []answer{}
	for _, x := range k.list {
		if x.matter != m {
			list = append(list, x)
		}
	}
	k.list = list
}
