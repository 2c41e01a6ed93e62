package report

import (
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// What travels. These types are the schema's; the model is free to move beneath them.
type (
	reviewJSON struct {
		Affiant   string         `json:"affiant"`
		Matter    matterJSON     `json:"matter"`
		Profile   profileJSON    `json:"profile"`
		Other     profileJSON    `json:"other_profile"`
		Dates     datesJSON      `json:"dates"`
		Posture   string         `json:"posture"`
		Withheld  bool           `json:"withheld"`
		Flaws     []flawJSON     `json:"flaws"`
		Queries   []queryJSON    `json:"queries,omitempty"`
		Elements  []elementJSON  `json:"elements"`
		Stated    []statedJSON   `json:"stated,omitempty"`
		Questions []questionJSON `json:"questions"`
		Digests   digestsJSON    `json:"digests"`
		Notice    string         `json:"notice"`
	}
	matterJSON struct {
		ID    record.MatterID `json:"id"`
		Title string          `json:"title"`
	}
	profileJSON struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	datesJSON struct {
		Acted string `json:"acted"`
		AsOf  string `json:"as_of"`
	}
	digestsJSON struct {
		Record  string `json:"record"`
		Law     string `json:"law"`
		Release string `json:"release"`

		Cases    string   `json:"cases,omitempty"`
		Layers   []string `json:"layers"`
		Replaced []string `json:"replaced,omitempty"`
	}
	flawJSON struct {
		ID          string            `json:"id"`
		Code        string            `json:"code"`
		Title       string            `json:"title"`
		Severity    string            `json:"severity"`
		Force       string            `json:"force"`
		Link        string            `json:"link"`
		State       string            `json:"state"`
		Mind        string            `json:"mind,omitempty"`
		By          string            `json:"by,omitempty"`
		Kept        bool              `json:"kept"`
		Turns       bool              `json:"turns"`
		Application record.AppID      `json:"application"`
		Respondents []record.PersonID `json:"respondents"`
		Assertion   int               `json:"assertion,omitempty"`
		Also        []int             `json:"also,omitempty"`
		Element     record.ElementID  `json:"element,omitempty"`
		Span        *spanJSON         `json:"span,omitempty"`
		Sources     []sourceJSON      `json:"sources"`
		Searched    []record.SourceID `json:"searched,omitempty"`
		Message     string            `json:"message"`
		Asks        string            `json:"asks,omitempty"`
		Authorities []authorityJSON   `json:"authorities"`
	}
	queryJSON struct {
		ID          string            `json:"id"`
		Code        string            `json:"code"`
		Title       string            `json:"title"`
		Application record.AppID      `json:"application"`
		Respondents []record.PersonID `json:"respondents"`
		Assertion   int               `json:"assertion,omitempty"`
		Element     record.ElementID  `json:"element,omitempty"`
		Span        *spanJSON         `json:"span,omitempty"`
		Sources     []sourceJSON      `json:"sources"`
		Message     string            `json:"message"`
		Asks        string            `json:"asks,omitempty"`
	}
	statedJSON struct {
		ID          string             `json:"id"`
		Factor      doctrine.FactorID  `json:"factor"`
		Title       string             `json:"title"`
		Application record.AppID       `json:"application"`
		Respondent  record.PersonID    `json:"respondent,omitempty"`
		About       string             `json:"about"`
		Assertions  []int              `json:"assertions"`
		Wordless    []int              `json:"wordless,omitempty"`
		Said        []record.Statement `json:"said"`
		State       string             `json:"state"`
		Says        string             `json:"says"`
		Ruled       string             `json:"ruled,omitempty"`
		Mind        string             `json:"mind,omitempty"`
	}
	spanJSON struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Words string `json:"words"`
	}
	sourceJSON struct {
		Source record.SourceID `json:"source"`
		Line   int             `json:"line,omitempty"`
		Span   *spanJSON       `json:"span,omitempty"`
	}
	authorityJSON struct {
		ID       string `json:"id"`
		Pin      string `json:"pin,omitempty"`
		Says     string `json:"says"`
		Standing string `json:"standing,omitempty"`
	}
	elementJSON struct {
		Application record.AppID     `json:"application"`
		Respondent  record.PersonID  `json:"respondent"`
		Element     record.ElementID `json:"element"`
		Title       string           `json:"title"`
		Kind        string           `json:"kind"`
		Support     string           `json:"support"`
		Label       string           `json:"label"`
		RestsOn     []int            `json:"rests_on"`
		Flaws       []string         `json:"flaws"`
		Says        string           `json:"says"`
	}
	questionJSON struct {
		Application record.AppID     `json:"application"`
		Respondent  record.PersonID  `json:"respondent"`
		Question    string           `json:"question"`
		Title       string           `json:"title"`
		Asks        string           `json:"asks"`
		Profile     string           `json:"profile"`
		Answer      string           `json:"answer"`
		Label       string           `json:"label"`
		Says        string           `json:"says"`
		TurnsOn     []turnJSON       `json:"turns_on"`
		Complete    bool             `json:"complete"`
		Stable      bool             `json:"stable"`
		Relevant    []string         `json:"relevant"`
		Unless      []unlessJSON     `json:"unless"`
		Changes     []changeJSON     `json:"changes"`
		Corrected   *correctionJSON  `json:"corrected,omitempty"`
		Because     []reasonJSON     `json:"because"`
		Certificate *certificateJSON `json:"certificate,omitempty"`
		Other       *besideJSON      `json:"other,omitempty"`
		Cases       *casesJSON       `json:"cases,omitempty"`
	}
	casesJSON struct {
		Factors []doctrine.FactorID `json:"factors"`
		Held    string              `json:"held,omitempty"`
		By      []string            `json:"by,omitempty"`
		Against []string            `json:"against,omitempty"`
		Near    []nearJSON          `json:"near"`
	}
	correctionJSON struct {
		Sworn     string          `json:"sworn"`
		Corrected string          `json:"corrected"`
		AtWorst   string          `json:"at_worst"`
		Lines     []correctedJSON `json:"lines"`
	}
	correctedJSON struct {
		Flaw        string       `json:"flaw"`
		Application record.AppID `json:"application"`
		Assertion   int          `json:"assertion,omitempty"`
		Does        string       `json:"does"`
		State       string       `json:"state"`
		Mind        string       `json:"mind,omitempty"`
		Words       string       `json:"words,omitempty"`
		Cite        string       `json:"cite,omitempty"`
	}
	changeJSON struct {
		Day     string       `json:"day"`
		Acted   bool         `json:"acted"`
		Before  string       `json:"before"`
		After   string       `json:"after"`
		Because []reasonJSON `json:"because"`
	}
	unlessJSON struct {
		On          string   `json:"on"`
		Flaws       []string `json:"flaws,omitempty"`
		Means       string   `json:"means"`
		Asks        string   `json:"asks"`
		By          string   `json:"by"`
		Answer      string   `json:"answer"`
		Authorities []string `json:"authorities"`
	}
	turnJSON struct {
		Rulings []ruledJSON `json:"rulings"`
		Answer  string      `json:"answer"`
	}
	ruledJSON struct {
		Flaw  string `json:"flaw"`
		Value string `json:"value"`
		By    string `json:"by"`
		Asks  string `json:"asks,omitempty"`
	}
	reasonJSON struct {
		Kind        string          `json:"kind"`
		Says        string          `json:"says"`
		Rule        string          `json:"rule,omitempty"`
		Authorities []string        `json:"authorities,omitempty"`
		Standing    string          `json:"standing,omitempty"`
		Later       []string        `json:"later,omitempty"`
		Flaw        string          `json:"flaw,omitempty"`
		Assertion   int             `json:"assertion,omitempty"`
		Application record.AppID    `json:"application,omitempty"`
		Source      record.SourceID `json:"source,omitempty"`
		Line        int             `json:"line,omitempty"`
		Because     []reasonJSON    `json:"because,omitempty"`
	}
	besideJSON struct {
		Profile string       `json:"profile"`
		Answer  string       `json:"answer"`
		Says    string       `json:"says"`
		Because []reasonJSON `json:"because,omitempty"`
	}
	certificateJSON struct {
		Kind        string          `json:"kind"`
		Goal        string          `json:"goal"`
		Acceptance  string          `json:"acceptance,omitempty"`
		Steps       []stepJSON      `json:"steps,omitempty"`
		Common      []string        `json:"common,omitempty"`
		Positions   [][]string      `json:"positions,omitempty"`
		Missing     []missingJSON   `json:"missing,omitempty"`
		Grounds     groundsJSON     `json:"grounds,omitzero"`
		For         []string        `json:"for,omitempty"`
		Against     []string        `json:"against,omitempty"`
		Refutations [][][]claimJSON `json:"refutations,omitempty"`
	}
	stepJSON struct {
		Says      string         `json:"says"`
		Holds     bool           `json:"holds"`
		By        string         `json:"by"`
		Rule      string         `json:"rule,omitempty"`
		Premises  []string       `json:"premises,omitempty"`
		Defeaters []defeaterJSON `json:"defeaters,omitempty"`
	}
	defeaterJSON struct {
		Rule  string `json:"rule"`
		Fails string `json:"fails"`
	}
	missingJSON struct {
		Says     string        `json:"says"`
		Rule     string        `json:"rule,omitempty"`
		Missing  string        `json:"missing"`
		How      string        `json:"how"`
		Attacker string        `json:"attacker,omitempty"`
		Rests    []string      `json:"rests,omitempty"`
		Because  []missingJSON `json:"because,omitempty"`
	}
	groundsJSON struct {
		Facts  []string `json:"facts,omitempty"`
		On     []string `json:"on,omitempty"`
		Absent []string `json:"absent,omitempty"`
	}
	claimJSON struct {
		Sentence string `json:"sentence,omitempty"`
		Rule     string `json:"rule,omitempty"`
		Is       string `json:"is"`
	}
)

// IsZero leaves grounds out of a certificate that has none.
func (g groundsJSON) IsZero() bool { return len(g.Facts)+len(g.On)+len(g.Absent) == 0 }
