package hall

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// An awaiting is something that awaits someone: how many of them, how urgent, and where one begins.
type awaiting struct {
	Href, Says, Do string
	N              int    // how many
	More           bool   // there are further ones, which are not counted
	State          string // "missed" or "near", by the first time that runs against it; "now" of what is amiss already
	First          bool   // nothing else can be done before it
	Quiet          bool   // it is at hand and does not press: it is not counted among what awaits
}

// awaits lists what awaits the one who asks, by the posts that he holds, the most pressing first. It is the one place where that is worked out: the desk shows it,
// the bar counts it, and the page of notices says it.
func (v *visit) awaits() ([]awaiting, error) {
	if v.waiting != nil {
		return *v.waiting, nil
	}
	list, err := v.inTrays()
	if err != nil {
		return nil, err
	}
	for _, more := range []func() ([]awaiting, error){v.dueOfMe, v.told, v.toReview, v.atHand, v.toAudit, v.toKeep} {
		l, err := more()
		if err != nil {
			return nil, err
		}
		list = append(list, l...)
	}
	slices.SortStableFunc(list, func(a, b awaiting) int { return a.rank() - b.rank() })
	v.waiting = &list
	return list, nil
}

// rank is how far down something stands.
func (a awaiting) rank() int {
	switch {
	case a.Quiet:
		return 3
	case a.First:
		return -1
	case a.State == "missed" || a.State == "now":
		return 0
	case a.State == "near":
		return 1
	}
	return 2
}

// sumOf is how many things await the one who asks; more says that there are further ones.
func sumOf(list []awaiting) (n int, more bool) {
	for _, a := range list {
		if !a.Quiet {
			n, more = n+a.N, more || a.More
		}
	}
	return n, more
}

// inTrays is what lies in the trays of the posts that one holds.
func (v *visit) inTrays() ([]awaiting, error) {
	var list []awaiting
	me := v.session.Account
	type tray struct {
		matters []clerk.Summary
		next    *store.Cursor
	}
	trays := map[clerk.Tray]tray{} // each is asked for once
	for _, t := range []struct {
		role record.Role
		tray clerk.Tray
		href string
		do   string
		in   func(clerk.AppSummary) bool
		says func(n int) string
	}{
		{record.Magistrate, clerk.AtBench, "/bench", "To the bench", func(a clerk.AppSummary) bool { return a.Before == me && a.Stage == record.AtBench },
			func(n int) string { return awaitSays(n, "application", "your decision") }},
		{record.Magistrate, clerk.AtBench, "/bench", "To the bench", func(a clerk.AppSummary) bool { return a.Before == me && a.Stage == record.Granted },
			func(n int) string { return awaitSays(n, "granted warrant", "your signature") }},
		{record.Clerk, clerk.Unassigned, "/registry", "Find the magistrate", func(a clerk.AppSummary) bool { return a.Stage == record.SwornTo && a.Assigned == "" },
			func(n int) string { return awaitSays(n, "application", "a magistrate") }},
		{record.Affiant, clerk.ToBring, "/?own=" + string(record.SwornTo), "Bring it", func(a clerk.AppSummary) bool { return a.Brings == me && a.Stage == record.SwornTo },
			func(n int) string { return count(n, "application") + " to put before the magistrate" }},
		{record.Affiant, clerk.ToBring, "/?own=" + string(record.SentBack), "Answer", func(a clerk.AppSummary) bool { return a.Brings == me && a.Stage == record.SentBack },
			func(n int) string { return awaitSays(n, "application", "your answer: the magistrate asked for more") }},
		{record.Executing, clerk.Out, "/warrants", "To the warrants", func(a clerk.AppSummary) bool { return a.Stage == record.Live },
			func(n int) string { return awaitSays(n, "live warrant", "you or a colleague") }},
		{record.Executing, clerk.Out, "/warrants", "Make the return", owed,
			func(n int) string { return awaitSays(n, "warrant that is over", "a return by you or a colleague") }},
	} {
		if !v.holds(t.role) {
			continue
		}
		lies, asked := trays[t.tray]
		if !asked {
			var err error
			if lies.matters, lies.next, err = v.Clerk.Tray(v.r.Context(), v.caller(), t.tray, mostListed, nil); err != nil {
				return nil, err
			}
			trays[t.tray] = lies
		}
		a := awaiting{Href: t.href, Do: t.do, More: lies.next != nil}
		var only *todayLink
		var by time.Time // the first time that runs against one of them
		for _, s := range lies.matters {
			for _, x := range s.Applications {
				if !t.in(x) {
					continue
				}
				a.N++
				only = v.nextOf(s.Matter, x)
				for _, d := range s.Due {
					if t.role == record.Executing && d.Application == x.ID && d.Who == string(t.role) && (by.IsZero() || d.By.Before(by)) {
						by = d.By.In(v.zoneOf(s.Court))
					}
				}
			}
		}
		if a.N == 1 && !a.More && only != nil { // the one there is has its own button
			a.Href, a.Do = only.Href, only.Says
		}
		if a.N == 0 {
			continue
		}
		says := t.says(a.N)
		if !by.IsZero() {
			a.State = nearness(by.Sub(v.now))
			says += map[bool]string{true: ", by ", false: ", the first by "}[a.N == 1] + moment(by)
		}
		list = append(list, a.said(says))
	}
	return list, nil
}

// said says it, and that there are more.
func (a awaiting) said(says string) awaiting {
	if a.Says = says; a.More { // the page to which it leads has them all
		a.Says = "More than " + says
	}
	return a
}

// dueOfMe is what is due of the posts that one holds by a time that is near or past, or in the next thirty days.
func (v *visit) dueOfMe() ([]awaiting, error) {
	q := v.mine()
	q.DueBefore, q.ByDue, q.Limit = v.now.Add(ahead), true, mostListed
	list, _, err := v.Clerk.List(v.r.Context(), v.caller(), q)
	if err != nil {
		return nil, err
	}
	_, due := v.rows(list)
	due = slices.DeleteFunc(due, func(d dueRow) bool { return !d.Mine || !d.By.Before(v.now.Add(ahead)) })
	if len(due) == 0 {
		return nil, nil
	}
	first := due[0]
	a := awaiting{Href: first.Href, Do: "To what is due first", N: len(due), State: first.State}
	a.Says = fmt.Sprintf("%s due of you, the first by %s: %s, in %s", count(len(due), "thing"), moment(first.By), first.What, first.Matter)
	if len(due) == 1 {
		a.Says, a.Do = fmt.Sprintf("Due of you by %s: %s, in %s", moment(first.By), first.What, first.Matter), "To what is due"
	}
	return []awaiting{a}, nil
}

// mine is the matters of the agencies and courts at which one has a post; all that one may find, if one has both or none.
func (v *visit) mine() (q store.Query) {
	for _, x := range v.posts {
		if x.Agency != "" && !slices.Contains(q.Agencies, x.Agency) {
			q.Agencies = append(q.Agencies, x.Agency)
		}
		if x.Court != "" && !slices.Contains(q.Courts, x.Court) {
			q.Courts = append(q.Courts, x.Court)
		}
	}
	if len(q.Agencies) > 0 && len(q.Courts) > 0 {
		q.Agencies, q.Courts = nil, nil
	}
	return q
}

// told is what one was told and has not read.
func (v *visit) told() ([]awaiting, error) {
	n, more, err := v.Clerk.Unread(v.r.Context(), v.caller())
	if err != nil || n == 0 {
		return nil, err
	}
	return []awaiting{awaiting{Href: "/notices", Do: "Read what you were told", N: n, More: more}.said(count(n, "notice") + " to you, not read yet")}, nil
}

// toReview is what is being written where one reviews before the oath.
func (v *visit) toReview() ([]awaiting, error) {
	if !v.holds(record.Supervisor, record.Prosecutor) {
		return nil, nil
	}
	list, next, err := v.drafting()
	if err != nil {
		return nil, err
	}
	a := awaiting{Href: "/reviews", Do: "To the reviews", More: next != ""}
	for _, s := range list {
		for _, x := range s.Applications {
			if x.Stage == record.Drafting && x.Words > 0 && len(x.Reviewed) == 0 { // with who has reviewed it the next step does not lie
				a.N++
			}
		}
	}
	if a.N == 0 {
		return nil, nil
	}
	return []awaiting{a.said(awaitSays(a.N, "application that is being written", "your reading before the oath"))}, nil
}

// atHand is what one may go on with where nothing presses: what is being written, the case one has a part in.
func (v *visit) atHand() ([]awaiting, error) {
	q := v.mine()
	q.Limit = mostListed
	switch {
	case v.holds(record.Affiant):
		q.Stages = []string{string(record.Drafting)}
	case !v.holds(record.Counsel, access.Named):
		return nil, nil
	}
	list, next, err := v.Clerk.List(v.r.Context(), v.caller(), q)
	if err != nil {
		return nil, err
	}
	a, empty := awaiting{Quiet: true, More: next != nil}, awaiting{Quiet: true, Do: "Begin an application"}
	last := ""
	for _, s := range list {
		if len(s.Applications) == 0 && s.Stage == record.Drafting {
			if empty.N++; empty.N == 1 {
				empty.Href = "/matters/" + string(s.Matter) + "/begin"
			}
		}
		for _, x := range s.Applications {
			if v.holds(record.Affiant) && x.Stage != record.Drafting {
				continue
			}
			if a.N++; a.N == 1 {
				if last = s.Title; v.nextOf(s.Matter, x) != nil {
					a.Href, a.Do = v.nextOf(s.Matter, x).Href, v.nextOf(s.Matter, x).Says
				}
			}
		}
	}
	var out []awaiting
	if a.N > 0 {
		says := count(a.N, "application") + " being written at your agency"
		switch {
		case v.holds(record.Affiant):
		case v.holds(record.Counsel):
			says = count(a.N, "application") + " in which you have a part"
		default:
			says = count(a.N, "warrant") + " of which you were told"
		}
		out = append(out, a.said(says+"; what changed last: "+last))
	}
	if empty.N > 0 && v.holds(record.Affiant) {
		out = append(out, empty.said(count(empty.N, "matter")+" in which nothing is asked for yet"))
	}
	return out, nil
}

// toAudit is what came since an auditor last looked.
func (v *visit) toAudit() ([]awaiting, error) {
	if !v.holds(access.Auditor) {
		return nil, nil
	}
	ctx := v.r.Context()
	end, err := v.Clerk.TrailEnd(ctx, v.caller())
	if err != nil {
		return nil, err
	}
	mark, err := v.Clerk.Looked(ctx, v.caller(), clerk.LookedTrail)
	if err != nil {
		return nil, err
	}
	looked, _ := strconv.ParseInt(mark, 10, 64)
	var list []awaiting
	if n := int(end - looked); n > 0 {
		list = append(list, awaiting{Href: "/trail?from=" + strconv.FormatInt(looked+1, 10), Do: "Read the trail on", N: n, Says: count(n, "line") + " of the trail since you last looked"})
	}
	r, err := v.Clerk.Figures(ctx, v.caller())
	if err != nil {
		return nil, err
	}
	through, err := v.Clerk.Looked(ctx, v.caller(), clerk.LookedFigures)
	if err != nil {
		return nil, err
	}
	if r.Through != through && r.Through != "" {
		list = append(list, awaiting{Href: "/figures", Do: "To the figures", N: 1, Says: "New figures, through " + r.Through + ", which you have not looked at"})
	}
	return list, nil
}

// toKeep is what an administrator should look at: the station's health, invitations that were not taken up, hours ahead at which no one is on call.
func (v *visit) toKeep() ([]awaiting, error) {
	if !v.holds(access.Administrator) {
		return nil, nil
	}
	kinds := []struct{ kind, href, do, state, many string }{
		{lookNobody, "/roll/rota-set", "Set the rota", "now", "%d courts where no magistrate can be found now"},
		{lookGap, "/roll/rota-set", "Set the rota", "near", "%d gaps in rotas, in the next seven days"},
		{lookKeys, "/health#keys-h", "To the keys", "", "%d keys are there beside those in use, while keys are changed"},
		{lookPost, "/roll", "To the roll", "", "%d posts that end in the next thirty days"},
		{lookMail, "/health", "To the station", "", "%d addresses of mail that were refused"},
		{lookInvited, "/roll", "To the roll", "", "%d invitations that were not taken up"},
	}
	var list []awaiting
	if missing, change := v.setUp(); len(missing) > 0 {
		list = append(list, v.setUpSays(missing, change))
	}
	looks, err := v.looks()
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		var found []string
		for _, l := range looks {
			if l.kind == k.kind {
				found = append(found, l.says)
			}
		}
		a := awaiting{Href: k.href, Do: k.do, N: len(found), State: k.state}
		switch len(found) {
		case 0:
			continue
		case 1:
			a.Says = found[0]
		default:
			a.Says = fmt.Sprintf(k.many, len(found))
		}
		list = append(list, a)
	}
	return list, nil
}

// setUpSays says what a station has not yet, with the change of the roll that comes first.
func (v *visit) setUpSays(missing []lookAt, change string) awaiting {
	a := awaiting{Href: "/roll/" + change, N: len(missing), Says: missing[0].says, First: true}
	for _, x := range rollActs {
		if x.kind == change {
			a.Do = x.name
		}
	}
	if len(missing) > 1 {
		a.Says = fmt.Sprintf("%d things that a first application needs are not there yet. First: %s", len(missing), strings.ToLower(missing[0].says[:1])+missing[0].says[1:])
	}
	return a
}

// awaitSays says how many things wait for what.
func awaitSays(n int, thing, what string) string {
	if n == 1 {
		return "1 " + thing + " awaits " + what
	}
	if head, rest, ok := strings.Cut(thing, " that is "); ok {
		return count(n, head) + " that are " + rest + " await " + what
	}
	return count(n, thing) + " await " + what
}

// spanSays says from when until when something is, on the clock of a court.
func spanSays(from, until time.Time) string { return moment(from) + " to " + moment(until) }
