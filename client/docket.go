package client

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// An Opened is a session or token just made.
type Opened struct {
	Secret  string `json:"secret"`
	Session Open   `json:"session"`
}

// An Open is a session or token that is open.
type Open struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	Kind    string    `json:"kind"`
	Device  string    `json:"device"`
	Scopes  []string  `json:"scopes"`
	Used    time.Time `json:"used"`
	Until   time.Time `json:"until"`
	This    bool      `json:"this"`
}

// A Factor is what an authenticator is set up with.
type Factor struct {
	Account string `json:"account"`
	Secret  string `json:"secret"`
	URI     string `json:"uri"`
}

// A Receipt says that an act is entered, and where.
type Receipt struct {
	Matter string `json:"matter"`
	Seq    int64  `json:"seq"`
	Kind   string `json:"kind"`
	At     string `json:"at"`
	Hash   string `json:"hash"`
	Leaf   int64  `json:"leaf"`
}

// A Matter is what a list shows of a matter.
type Matter struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Agency       string        `json:"agency"`
	Court        string        `json:"court"`
	Stage        string        `json:"stage"`
	Applications []Application `json:"applications"`
}

// An Application is what a list shows of an application.
type Application struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Stage    string `json:"stage"`
	Offence  string `json:"offence"`
	Affiant  string `json:"affiant"`
	Assigned string `json:"assigned"`
	Words    int    `json:"words"`
}

// An Act is what is to be done.
type Act struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body"`
	On   string          `json:"on,omitempty"` // the digest of the papers that were read
}

// Bytes are the act as it is sent, for which presence is proved.
func (a Act) Bytes() ([]byte, error) { return json.Marshal(a) }

// Terms are what an act may be sent with.
type Terms struct {
	Proof string // of presence
	Key   string // idempotency key
	Head  int64  // the entry after which it is to come; 0 if that does not matter
}

func (t Terms) extra() []Extra {
	x := []Extra{{"Affiant-Proof", t.Proof}, {"Idempotency-Key", t.Key}}
	if t.Head > 0 {
		x = append(x, Extra{"If-Match", strconv.Quote(strconv.FormatInt(t.Head, 10))})
	}
	return x
}

// SignIn opens a session.
func (c *Client) SignIn(ctx context.Context, account, password, code, device string) (o Opened, err error) {
	err = c.send(ctx, http.MethodPost, "/v1/sessions", map[string]string{"account": account, "password": password, "code": code, "device": device}, &o, Extra{"Affiant-Notice", c.Shown})
	return o, err
}

// A Notice is what people are to be shown before they sign in.
type Notice struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Notice reads the notice of use. Whoever has shown it sets Shown to its id, before SignIn or Confirm.
func (c *Client) Notice(ctx context.Context) (n Notice, err error) {
	err = c.Do(ctx, http.MethodGet, "/v1/notice", nil, nil, &n)
	return n, err
}

// Lock locks the session, and Unlock unlocks it with the password and a new code of its owner.
func (c *Client) Lock(ctx context.Context) error {
	return c.Do(ctx, http.MethodPost, "/v1/sessions/this/lock", nil, nil, nil)
}

// Unlock unlocks the session.
func (c *Client) Unlock(ctx context.Context, password, code string) error {
	return c.send(ctx, http.MethodPost, "/v1/sessions/this/unlock", map[string]string{"password": password, "code": code}, nil)
}

// SignOut ends a session or token of the account; "this" is the one by which it is asked.
func (c *Client) SignOut(ctx context.Context, id string) error {
	return c.Do(ctx, http.MethodDelete, "/v1/sessions/"+part(id), nil, nil, nil)
}

// Join takes an invitation up with a password, and Confirm ends that with a code of the authenticator.
func (c *Client) Join(ctx context.Context, invitation, password string) (f Factor, err error) {
	err = c.send(ctx, http.MethodPost, "/v1/joining", map[string]string{"invitation": invitation, "password": password}, &f)
	return f, err
}

// Confirm ends taking up an invitation, and opens a session.
func (c *Client) Confirm(ctx context.Context, invitation, code, device string) (o Opened, err error) {
	err = c.send(ctx, http.MethodPost, "/v1/joining/confirm", map[string]string{"invitation": invitation, "code": code, "device": device}, &o, Extra{"Affiant-Notice", c.Shown})
	return o, err
}

// Prove proves presence for an act of this digest.
func (c *Client) Prove(ctx context.Context, digest, password, code string) (string, error) {
	var p struct{ Proof string }
	err := c.send(ctx, http.MethodPost, "/v1/proofs", map[string]string{"digest": digest, "password": password, "code": code}, &p)
	return p.Proof, err
}

// TokenBytes asks for a token for a program, in the bytes for which presence is proved (DigestAct of the empty name of a matter).
func TokenBytes(device string, scopes []string, days int) ([]byte, error) {
	return json.Marshal(map[string]any{"device": device, "scopes": scopes, "days": days})
}

// Token makes a token for a program, as these bytes ask for one.
func (c *Client) Token(ctx context.Context, asked []byte, t Terms) (o Opened, err error) {
	err = c.Do(ctx, http.MethodPost, "/v1/tokens", nil, asked, &o, Extra{"Affiant-Proof", t.Proof})
	return o, err
}

// Act does an act in a matter, in these bytes.
func (c *Client) Act(ctx context.Context, matter string, act []byte, t Terms) (r Receipt, err error) {
	err = c.Do(ctx, http.MethodPost, "/v1/matters/"+part(matter)+"/acts", nil, act, &r, t.extra()...)
	return r, err
}

// Enrol changes the roll. The invitation is that of an account that was invited.
func (c *Client) Enrol(ctx context.Context, act []byte, t Terms) (e Enrolled, err error) {
	err = c.Do(ctx, http.MethodPost, "/v1/roll/acts", nil, act, &e, t.extra()...)
	return e, err
}

// An Enrolled says that the roll was changed, and has what is shown this once.
type Enrolled struct {
	Invitation string `json:"invitation,omitempty"` // for an account that was invited
	Secret     string `json:"secret,omitempty"`     // for a webhook that was registered
}

// A Webhook is an address outside that is told of acts.
type Webhook struct {
	ID     string `json:"id"`
	URL    string `json:"url"`
	Agency string `json:"agency,omitempty"`
	Court  string `json:"court,omitempty"`
	Ended  bool   `json:"ended,omitempty"`
}

// A Delivery is what became of a message to a webhook.
type Delivery struct {
	Leaf     int64  `json:"leaf"`
	Hash     string `json:"hash"`
	Message  string `json:"message"`
	Queued   string `json:"queued"`
	State    string `json:"state"`
	Attempts int    `json:"attempts"`
	Last     string `json:"last,omitempty"`
	Status   int    `json:"status,omitempty"`
	Why      string `json:"why,omitempty"`
	Next     string `json:"next,omitempty"`
}

// Recount enters a matter that went elsewhere, as its file tells it.
func (c *Client) Recount(ctx context.Context, agency, court string, file []byte) (r Receipt, err error) {
	err = c.Do(ctx, http.MethodPost, "/v1/recounted", url.Values{"agency": {agency}, "court": {court}}, file, &r, Extra{"Content-Type", "application/yaml"})
	return r, err
}

// Get reads an address of the API into out.
func (c *Client) Get(ctx context.Context, path string, query url.Values, out any) error {
	return c.Do(ctx, http.MethodGet, path, query, nil, out)
}

// Path is the address of a matter, or of a thing in it.
func Path(matter string, more ...string) string {
	p := "/v1/matters/" + part(matter)
	for _, m := range more {
		p += "/" + part(m)
	}
	return p
}

// Bundle gets the entries of a matter that the caller may read, with their proofs; if disclosure is not 0, what was handed over by that entry.
func (c *Client) Bundle(ctx context.Context, matter string, disclosure int64) (b []byte, err error) {
	path := Path(matter, "bundle")
	if disclosure != 0 {
		path = Path(matter, "disclosures", strconv.FormatInt(disclosure, 10), "bundle")
	}
	err = c.Get(ctx, path, nil, &b)
	return b, err
}
