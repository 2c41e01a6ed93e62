package hall

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// A qrPicture is a code that a telephone reads, as the path of a drawing whose squares are one unit wide.
type qrPicture struct {
	Size int // with the quiet margin of four squares on each side (ISO/IEC 18004)
	Path string
}

// pictureOf draws a text; an empty picture, if it is too long for one.
func pictureOf(text string) qrPicture {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return qrPicture{}
	}
	n := code.Bounds().Dx()
	var b strings.Builder
	for y := range n {
		for x := range n {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x+4, y+4)
			}
		}
	}
	return qrPicture{n + 8, b.String()}
}

// otpURI is what an authenticator reads from the picture.
func otpURI(station, account, secret string, period int) string {
	q := url.Values{"secret": {secret}, "issuer": {station}, "digits": {"6"}, "period": {strconv.Itoa(period)}}
	return "otpauth://totp/" + url.PathEscape(station+":"+account) + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// grouped parts a secret into groups of four, to be read and typed.
func grouped(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
