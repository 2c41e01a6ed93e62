package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/affiant-project/affiant/internal/figures"
	"github.com/affiant-project/affiant/internal/session"
)

func (d *door) figures() {
	huma.Register(d.api, huma.Operation{OperationID: "read-figures", Method: http.MethodGet, Path: "/v1/figures", Summary: "What came of the applications, counted so that no one is named", Tags: []string{"figures"},
		Description: "For the auditor. Whole quarters that are over are counted. Nothing is shown of a group with fewer judges than the limit, counts below the limit are null, and all others are rounded. " +
			"What is under seal is not counted.",
		Security: scoped(session.Read), Errors: []int{401, 403, 429}},
		func(ctx context.Context, _ *struct{}) (*body[figures.Report], error) {
			r, err := d.Clerk.Figures(ctx, caller(ctx))
			return &body[figures.Report]{r}, d.fail(ctx, err)
		})
}
