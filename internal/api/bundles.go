package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A file is an answer in bytes of its own.
type file struct {
	Type string `header:"Content-Type"`
	Body []byte
}

// inBytes describes the answer of an operation that is not JSON of ours.
func inBytes(op huma.Operation, kind, says string) huma.Operation {
	op.Responses = map[string]*huma.Response{"200": {Description: says, Content: map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
	return op
}

func (d *door) bundles() {
	bundle := func(id, path, summary, says string) huma.Operation {
		op := get(id, path, summary)
		op.Description = "affiant verify checks it offline, with nothing but the public key of the log. " + says + " The trail says who took it."
		op.Responses = map[string]*huma.Response{"200": {Description: "A bundle: a checkpoint, and entries with their proofs and what opens their words.",
			Content: map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}}}}}
		return op
	}
	answer := func(ctx context.Context, b proof.Bundle, err error) (*file, error) {
		if err != nil {
			return nil, d.fail(ctx, err)
		}
		return &file{"application/json", b.Bytes()}, nil
	}
	huma.Register(d.api, bundle("take-bundle", "/v1/matters/{matter}/bundle", "All entries of a matter that one may read, with their proofs", "It is proved against the log as it is now."),
		func(ctx context.Context, in *struct{ At }) (*file, error) {
			b, err := d.Clerk.Bundle(ctx, caller(ctx), in.id())
			return answer(ctx, b, err)
		})
	huma.Register(d.api, bundle("read-disclosure", "/v1/matters/{matter}/disclosures/{seq}/bundle", "What was handed over by a disclosure, with its proofs",
		"A disclosure is made by the act disclosed; the bundle has the applications and sources that it names, what they rest on, and the disclosure itself. It is the same bytes whenever it is "+
			"asked for, for whoever reads all of the matter and for the person to whom it was given."),
		func(ctx context.Context, in *struct {
			At
			Seq int64 `path:"seq" minimum:"1" maximum:"9007199254740991" doc:"the number of the entry that made the disclosure"`
		}) (*file, error) {
			b, err := d.Clerk.Given(ctx, caller(ctx), in.id(), in.Seq)
			return answer(ctx, b, err)
		})
}
