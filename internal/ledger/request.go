package ledger

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A Request asks a witness to cosign a checkpoint (c2sp.org/tlog-witness, add-checkpoint): the size that the witness has
// seen last, the proof that the new state grew out of it, and the signed checkpoint.
type Request struct {
	Old        int64
	Proof      tlog.TreeProof
	Checkpoint []byte
}

const (
	mostProof   = 63
	mostRequest = 128 << 10
)

// Bytes returns the body of the request.
func (r Request) Bytes() []byte {
	b := fmt.Appendf(nil, "old %d\n", r.Old)
	for _, h := range r.Proof {
		b = append(b, base64.StdEncoding.EncodeToString(h[:])...)
		b = append(b, '\n')
	}
	return append(append(b, '\n'), r.Checkpoint...)
}

// ParseRequest reads the body of a request. The error is of kind Input.
func ParseRequest(body []byte) (Request, error) {
	var r Request
	head, checkpoint, ok := bytes.Cut(body, []byte("\n\n"))
	if len(body) > mostRequest || !ok {
		return r, fault.Errorf(fault.Input, "this is no request; expected old SIZE, the proof, an empty line and a checkpoint")
	}
	lines := strings.Split(string(head), "\n")
	size, _ := strings.CutPrefix(lines[0], "old ")
	old, err := strconv.ParseInt(size, 10, 64)
	if err != nil || old < 0 || lines[0] != fmt.Sprintf("old %d", old) {
		return r, fault.Errorf(fault.Input, "the first line of the request; expected old and a size")
	}
	if len(lines)-1 > mostProof {
		return r, fault.Errorf(fault.Input, "a proof of %d hashes; expected at most %d", len(lines)-1, mostProof)
	}
	r = Request{Old: old, Proof: tlog.TreeProof{}, Checkpoint: checkpoint}
	for _, l := range lines[1:] {
		h, err := proof.ParseHash(l)
		if err != nil {
			return Request{}, fault.Errorf(fault.Input, "a line of the proof is no hash; expected 32 bytes in base64")
		}
		r.Proof = append(r.Proof, h)
	}
	return r, nil
}
