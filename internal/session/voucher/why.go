package voucher

import (
	"crypto/tls"
	"errors"
	"net"
	"slices"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// refused is an error of ours about what a provider sent.
type refused string

// Error is what it says.
func (r refused) Error() string { return string(r) }

const (
	errNoToken refused = "it gave no id_token"
	errNonce   refused = "the id_token is for another asking"
	errParty   refused = "the id_token was issued to another party"
	errNobody  refused = "the id_token names no one"
	errMore    refused = "the id_token has claims of another kind"
)

// codes are the errors by which a provider says no (RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core 1.0, 3.1.2.6).
var codes = []string{"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope", "access_denied", "unsupported_response_type",
	"server_error", "temporarily_unavailable", "interaction_required", "login_required", "account_selection_required", "consent_required"}

// Said is the error with which a provider sent a browser back, if it is one that there is.
func Said(code string) string {
	if slices.Contains(codes, code) {
		return "it sent the browser back with " + code
	}
	return "it sent the browser back without a code"
}

// Why says in fixed words, for a log, why no one was vouched for. What the provider sent is not in them, for there are codes and tokens in that, nor whom it names.
func Why(err error) string {
	var no *oauth2.RetrieveError
	var ours refused
	var over *oidc.TokenExpiredError
	var cert *tls.CertificateVerificationError
	var slow net.Error
	switch {
	case errors.As(err, &ours):
		return ours.Error()
	case errors.As(err, &over):
		return "the id_token is over; do the clocks agree?"
	case errors.As(err, &cert):
		return "its certificate is not believed"
	case errors.As(err, &slow) && slow.Timeout():
		return "it took too long"
	case errors.As(err, &no):
		if slices.Contains(codes, no.ErrorCode) {
			return "it did not take the code: " + no.ErrorCode
		}
		return "it did not take the code"
	}
	text := err.Error() // the library has no other way to tell them apart
	for part, says := range map[string]string{
		"issuer did not match":           "it calls itself otherwise than --oidc-issuer says",
		"issued by a different provider": "the id_token is of another provider than --oidc-issuer",
		"expected audience":              "the id_token is for another client than --oidc-client",
		"before the nbf":                 "the id_token does not hold yet; do the clocks agree?",
		"not signed":                     "the id_token is not signed",
		"failed to verify signature":     "the id_token is not signed by a key that it has now",
		"malformed jwt":                  "the id_token is none, or is signed in a way that is not taken",
		"leads elsewhere":                "it leads elsewhere, and a redirect is not followed",
	} {
		if strings.Contains(text, part) {
			return says
		}
	}
	if Away(err) {
		return "it cannot be reached, or answers otherwise than a provider does"
	}
	return "what it sent does not hold"
}
