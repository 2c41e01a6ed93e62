package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/affiant-project/affiant/client"
	"github.com/affiant-project/affiant/internal/fault"
)

// The variables that the docket's commands read. Secrets are never flags: those are seen in a list of processes.
const (
	envStation    = "AFFIANT_STATION"
	envToken      = "AFFIANT_TOKEN"
	envSession    = "AFFIANT_SESSION"
	envPassword   = "AFFIANT_PASSWORD"
	envCode       = "AFFIANT_CODE"
	envInvitation = "AFFIANT_INVITATION"
)

// A teller tells a station what a command line says.
type teller struct {
	*world
	station string
	asJSON  bool
	lines   *bufio.Reader // of the answers to what is asked
}

func docketCommand(w *world) *cobra.Command {
	t := &teller{world: w}
	c := &cobra.Command{
		Use:   "docket",
		Short: "Act and read in the docket of a station",
		Long: `Docket speaks to a station that affiant serve serves. Sign in once; the session is kept in a file of mode 0600
($` + envSession + `, or session in the folder affiant of your configuration). A program signs in with a token in $` + envToken + ` instead.

Passwords, codes and invitations are asked for at the terminal, or come from $` + envPassword + `, $` + envCode + ` and $` + envInvitation + `; they are
never flags. The station is --station, $` + envStation + `, or the one where you signed in.

Exit codes:
  0  done
  2  it was refused, there is no such thing, or the station cannot be reached: a flag, a file, an act that may not come now, what
     you may not do; it is said why
  3  the station or affiant is at fault`,
		Example: example(
			"affiant docket sign-in vance --station https://docket.ashford.example",
			"affiant docket act ferry source-logged --body source.yaml",
			"affiant docket papers ferry purse",
			"affiant docket act ferry sworn --body oath.yaml --on DIGEST --proof",
			"affiant docket receipt ferry 14 --output oath.tlog-proof",
		),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return fault.Errorf(fault.Input, "there is no command docket %q%s; affiant docket --help lists the commands", args[0], didYouMean(args[0], commandNames(c)))
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.PersistentFlags().StringVar(&t.station, "station", "", "the `URL` of the station")
	c.PersistentFlags().BoolVar(&t.asJSON, "json", false, "print the answer as JSON")
	c.AddCommand(t.joinCommand(), t.signInCommand(), t.signOutCommand(), t.lockCommand(), t.unlockCommand(), t.sessionsCommand(), t.tokenCommand(),
		t.actCommand(), t.kindsCommand(), t.assignCommand(), t.importCommand(), t.listCommand(), t.searchCommand(), t.showCommand(), t.papersCommand(), t.earlierCommand(), t.flawsCommand(),
		t.warrantsCommand(), t.answersCommand(), t.sourcesCommand(), t.receiptCommand(), t.bundleCommand(), t.discloseCommand(), t.watchCommand(), t.keepCommand(), t.fetchCommand(), t.glassCommand(), t.rollCommand(), t.enrolCommand(), t.inviteCommand(), t.trailCommand(), t.figuresCommand(), t.logCommand(), t.webhooksCommand())
	return c
}

// A pass is what the file of a session holds.
type pass struct {
	Station string `json:"station"`
	Secret  string `json:"secret"`
}

func (t *teller) sessionFile() (string, error) {
	if f := t.getenv(envSession); f != "" {
		return f, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fault.Errorf(fault.Input, "it is not known where to keep the session (%w); expected $%s, the name of a file", err, envSession)
	}
	return filepath.Join(dir, "affiant", "session"), nil
}

// remembered reads the file of the session; it is empty if there is none.
func (t *teller) remembered() (pass, error) {
	var k pass
	name, err := t.sessionFile()
	if err != nil {
		return k, err
	}
	text, err := guarded(name)
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err != nil {
		return k, err
	}
	if err := json.Unmarshal(text, &k); err != nil {
		return k, fault.Errorf(fault.Input, "%s does not hold a session; sign in again", name)
	}
	return k, nil
}

// remember keeps a session in its file.
func (t *teller) remember(k pass) error {
	name, err := t.sessionFile()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	text, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return writeWhole(name, append(text, '\n')) // of mode 0600, as files made anew are
}

// client returns one for the station, signed in as far as there is a session or token.
func (t *teller) client(signedIn bool) (*client.Client, error) {
	k, err := t.remembered()
	if err != nil {
		return nil, err
	}
	c := &client.Client{Base: t.station}
	if c.Base == "" {
		c.Base = t.getenv(envStation)
	}
	if c.Base == "" {
		c.Base = k.Station
	}
	if c.Base == "" {
		c.Base = "http://" + usualStation
	}
	u, err := url.Parse(c.Base)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fault.Errorf(fault.Input, "%q is no address of a station; expected such as https://docket.court.example", c.Base)
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		return nil, fault.Errorf(fault.Input, "%s would carry secrets in the clear; expected https", c.Base)
	}
	if !signedIn {
		return c, nil
	}
	if c.Secret = t.getenv(envToken); c.Secret == "" {
		if k.Secret == "" || k.Station != c.Base {
			return nil, fault.Errorf(fault.Input, "you are not signed in at %s; affiant docket sign-in ACCOUNT does that", c.Base)
		}
		c.Secret = k.Secret
	}
	return c, nil
}

// secret returns a secret from the environment, or asks for it.
func (t *teller) secret(variable, question string) (string, error) {
	if s := t.getenv(variable); s != "" {
		return s, nil
	}
	fmt.Fprintf(t.err, "%s: ", question)
	if f, ok := t.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(t.err)
		return strings.TrimSpace(string(b)), err
	}
	if t.lines == nil {
		t.lines = bufio.NewReader(t.in)
	}
	line, err := t.lines.ReadString('\n')
	fmt.Fprintln(t.err)
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", fault.Errorf(fault.Input, "the %s was not given; expected it at the terminal, or in $%s", strings.ToLower(question), variable)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

// explain says an error of the station as one of the kinds that a command line tells.
func explain(err error) error {
	var p *client.Problem
	var u *url.Error
	switch {
	case errors.As(err, &p):
		switch {
		case p.Status == 404:
			return fault.Errorf(fault.NotFound, "%w", err)
		case p.Status == 409:
			return fault.Errorf(fault.Conflict, "%w", err)
		case p.Status < 500 || p.Status == 503:
			return fault.Errorf(fault.Input, "%w", err)
		}
		return fmt.Errorf("the station is at fault: %w", err)
	case errors.As(err, &u):
		return fault.Errorf(fault.Input, "the station cannot be reached: %w", err)
	}
	return err
}

// print prints an answer: as JSON, or as say does.
func (t *teller) print(v any, say func(io.Writer)) error {
	if t.asJSON || say == nil {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(v); err != nil {
			return err
		}
		_, err := t.forms().Write(b.Bytes())
		return err
	}
	say(inert{t.out})
	return nil
}

// read asks the station for something, and prints it.
func (t *teller) read(ctx context.Context, path string, query url.Values, v any, say func(io.Writer)) error {
	c, err := t.client(true)
	if err != nil {
		return err
	}
	if err := c.Get(ctx, path, query, v); err != nil {
		return explain(err)
	}
	return t.print(v, say)
}
