package hall

import (
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// kindWords says each kind of act in plain words: what someone may do, and what someone did.
var kindWords = map[string][2]string{
	"matter-opened":         {"Open a matter", "opened the matter"},
	"person-named":          {"Name a person", "named a person"},
	"order-noted":           {"Note a court's order", "noted a court's order"},
	"source-logged":         {"Log a source", "logged a source"},
	"application-drafted":   {"Begin an application", "began an application"},
	"assertion-drafted":     {"Add an assertion", "added an assertion"},
	"ground-offered":        {"Offer assertions for an element", "offered assertions for an element"},
	"papers-revised":        {"Revise the papers around the affidavit", "revised the papers"},
	"assertion-revised":     {"Revise an assertion", "revised an assertion"},
	"assertion-withdrawn":   {"Take an assertion out", "took an assertion out"},
	"flaw-answered":         {"Answer a question of the review", "answered a question of the review"},
	"ground-withdrawn":      {"Take back what is offered for an element", "took back what was offered for an element"},
	"question-asked":        {"Ask about a sentence", "asked about a sentence"},
	"question-answered":     {"Answer a reviewer", "answered a reviewer"},
	"answer-withdrawn":      {"Take back an answer to the review", "took back an answer to the review"},
	"endorsed":              {"Endorse or decline", "reviewed the application"},
	"sworn":                 {"Swear to the affidavit", "swore to the affidavit"},
	"application-withdrawn": {"Take the application back", "took the application back"},
	"magistrate-assigned":   {"Assign a magistrate", "assigned a magistrate"},
	"magistrate-recused":    {"Step aside, or put aside", "noted that a magistrate steps aside"},
	"presented":             {"Put it before the magistrate", "put the application before the magistrate"},
	"oath-confirmed":        {"Confirm the oath", "confirmed the oath"},
	"testimony-taken":       {"Note testimony", "noted testimony"},
	"source-opened":         {"Open a source", "opened a source"},
	"decided":               {"Decide", "decided"},
	"warrant-issued":        {"Issue a warrant", "issued a warrant"},
	"duplicate-made":        {"Note a duplicate original", "made a duplicate original"},
	"warrant-recalled":      {"Recall a warrant", "recalled a warrant"},
	"warrant-expired":       {"Note that a warrant ran out", "noted that a warrant ran out"},
	"warrant-returned":      {"Return a warrant", "returned a warrant"},
	"executed":              {"Tell of an attempt or of service", "told of an attempt or of service"},
	"detained":              {"Note arrest, booking, appearance or release", "noted a step of custody"},
	"charged":               {"Note a charge, or its end", "noted a step of the charge"},
	"statement-made":        {"Dispute or concede", "made a statement"},
	"proceeding-held":       {"Note a proceeding", "noted a proceeding"},
	"hearing-set":           {"Set a hearing", "set a hearing"},
	"hearing-moved":         {"Move a hearing, or take it off", "moved a hearing"},
	"period-waived":         {"Waive the ten days before a hearing", "waived the ten days before a hearing"},
	"time-extended":         {"Give more time before a preliminary hearing", "gave more time before a preliminary hearing"},
	"order-carried-out":     {"Note what was done under an order", "noted what was done under an order"},
	"notice-delayed":        {"Delay notice of a search", "delayed notice of a search"},
	"ruling-made":           {"Note a ruling", "noted a ruling"},
	"alert-raised":          {"Raise an alert", "raised an alert"},
	"alert-seen":            {"Acknowledge an alert", "acknowledged an alert"},
	"notice-given":          {"Give notice", "gave notice"},
	"disclosed":             {"Note a disclosure", "disclosed"},
	"requested":             {"Ask for something", "asked for something"},
	"request-answered":      {"Answer a request", "answered a request"},
	"hold-placed":           {"Place a hold", "placed a hold"},
	"hold-lifted":           {"Lift a hold", "lifted a hold"},
	"sealed":                {"Order a seal", "ordered a seal"},
	"unsealed":              {"Lift a seal", "lifted a seal"},
	"expunged":              {"Order expungement", "ordered expungement"},
}

// toDo says a kind of act as something to do, and didIt as something done.
func toDo(kind string) string {
	if w, ok := kindWords[kind]; ok {
		return w[0]
	}
	return report.Upper(strings.ReplaceAll(kind, "-", " "))
}

func didIt(kind string) string {
	if w, ok := kindWords[kind]; ok {
		return w[1]
	}
	return strings.ReplaceAll(kind, "-", " ")
}

// stageWords says how far an application has come.
var stageWords = map[record.Stage]string{
	record.Drafting:  "being written",
	record.SwornTo:   "sworn to, not yet before a magistrate",
	record.AtBench:   "before the magistrate",
	record.Refused:   "decided; not granted",
	record.SentBack:  "sent back for more",
	record.Granted:   "granted; no warrant issued yet",
	record.Live:      "a warrant lives",
	record.Served:    "carried out",
	record.DeadStage: "its warrant died unserved",
	record.Withdrawn: "taken back",
	record.Closed:    "closed; the case has ended",
}

func stageSays(s record.Stage) string {
	if w, ok := stageWords[s]; ok {
		return w
	}
	return string(s)
}

// choiceWords are the names of choices whose short word is no name, or needs its capital.
var choiceWords = map[string]string{"brady": "Brady v. Maryland", "giglio": "Giglio v. United States", "jencks": "the Jencks Act", "rule-5": "Rule 5 of Criminal Procedure", "rule-16": "Rule 16 of Criminal Procedure",
	"rule-41": "Rule 41 of Criminal Procedure", "title-iii": "18 U.S.C. 2518(9), on intercepted calls", "franks": "Franks v. Delaware: whether what was sworn was false"}

// choiceSays says a choice of a form.
func choiceSays(value string) string {
	if w := choiceWords[value]; w != "" {
		return w
	}
	return strings.ReplaceAll(value, "-", " ")
}

// roleWords sayss what people are called.
var roleWords = map[record.Role]string{
	record.Affiant: "affiant", record.Executing: "executing officer", record.Respondent: "person named", "named": "person named", "office": "the office itself",
	"seal-keeper": "keeper of seals",
}

func roleSays(r record.Role) string {
	if w, ok := roleWords[r]; ok {
		return w
	}
	return strings.ReplaceAll(string(r), "-", " ")
}

// whom names a person of a matter: by name, or by the short name where there is none.
func whom(m *record.Matter, id record.PersonID) string {
	if p := m.Person(id); p != nil && p.Name != "" {
		if p.Name == string(record.Unknown) {
			return "a person whose name is not known (" + string(id) + ")"
		}
		return p.Name
	}
	return string(id)
}

// count says a number of things.
func count(n int, thing string) string {
	switch {
	case n == 1:
		return "1 " + thing
	case strings.HasSuffix(thing, "y") && !strings.HasSuffix(thing, "ay"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(thing, "y"))
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// labels are the names of fields whose keys are no words.
var labels = map[string]string{"n": "Number", "id": "Short name", "by": "By", "of": "Of", "on": "Assertions", "rests_on": "Rests on", "act": "What is done", "acted": "When the affiant acted",
	"asks": "What is asked"}

// label makes the name of a field out of its key.
func label(key string) string {
	if l, ok := labels[key]; ok {
		return l
	}
	return report.Upper(strings.ReplaceAll(strings.ReplaceAll(key, "_", " "), "-", " "))
}
