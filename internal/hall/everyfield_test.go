package hall_test

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// evil is script, a formula, an end of every kind of quotation, a template, a character that turns the direction of a text, and one that no
// one sees.
const evil = `=cmd|'/C calc'!A1"'></textarea></title><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}` + "\u202eevil\u200b\x00"

// bare are what a browser would obey if it stood in a page as it was sent.
var bare = regexp.MustCompile("(?i)<script>alert|<img src=x|\u202e|evil\u200b|\x00")

// A formField is something that a form of a page sends.
type formField struct {
	name  string
	typed bool // it takes what one types; else it is chosen, or the form's own
	file  bool
}

// A postForm is a form of a page that does something.
type postForm struct {
	action string
	parts  bool // it takes a file
	usual  url.Values
	fields []formField
}

var (
	buttonTag = regexp.MustCompile(`<button\b[^>]*\bname="[^>]*>`)
	optionTag = regexp.MustCompile(`<option\b[^>]*>`)
)

// postForms lists the forms of a page, with every field there is: what a page has, and not what a test knows of it.
func postForms(page, at string) []postForm {
	var list []postForm
	for _, m := range formTag.FindAllStringSubmatch(page, -1) {
		if !strings.Contains(m[1], `method="post"`) {
			continue
		}
		f := postForm{action: attr(m[1], "action"), parts: strings.Contains(m[1], "multipart"), usual: url.Values{}}
		if f.action == "" {
			f.action = at
		}
		id := attr(m[1], "id")
		within := m[2]
		if id != "" { // fields elsewhere on the page that are of this form
			for _, tag := range regexp.MustCompile(`<(?:input|textarea|select)\b[^>]*\bform="`+id+`"[^>]*>`).FindAllString(page, -1) {
				within += tag
				if strings.HasPrefix(tag, "<textarea") {
					within += "</textarea>"
				}
			}
		}
		for _, in := range inputTag.FindAllString(within, -1) {
			name, kind := attr(in, "name"), attr(in, "type")
			switch kind {
			case "hidden":
				f.usual.Add(name, attr(in, "value"))
				f.fields = append(f.fields, formField{name: name})
			case "checkbox", "radio":
				if !f.usual.Has(name) {
					f.usual.Add(name, attr(in, "value"))
				}
				f.fields = append(f.fields, formField{name: name})
			case "file":
				f.fields = append(f.fields, formField{name: name, file: true})
			default:
				f.usual.Add(name, attr(in, "value"))
				f.fields = append(f.fields, formField{name: name, typed: true})
			}
		}
		for _, in := range areaTag.FindAllStringSubmatch(within, -1) {
			f.usual.Add(attr(in[1], "name"), html.UnescapeString(in[2]))
			f.fields = append(f.fields, formField{name: attr(in[1], "name"), typed: true})
		}
		for _, in := range selectTag.FindAllStringSubmatch(within, -1) {
			for _, o := range optionTag.FindAllString(in[2], -1) {
				if v := attr(o, "value"); v != "" {
					f.usual.Set(attr(in[1], "name"), v)
					break
				}
			}
			f.fields = append(f.fields, formField{name: attr(in[1], "name")})
		}
		for _, b := range buttonTag.FindAllString(within, -1) {
			f.fields = append(f.fields, formField{name: attr(b, "name")})
		}
		list = append(list, f)
	}
	return list
}

// post sends a form, as a browser does that one or another field was filled in.
func (s *station) post(account string, f postForm, form url.Values) answer {
	s.t.Helper()
	if !f.parts {
		return s.ask(account, "POST", f.action, form)
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, l := range form {
		for _, v := range l {
			w.WriteField(k, v)
		}
	}
	for _, x := range f.fields {
		if x.file {
			p, err := w.CreateFormFile(x.name, strings.Trim(evil, "\x00")+".pdf")
			if err != nil {
				s.t.Fatal(err)
			}
			p.Write([]byte("%PDF-1.7\n" + evil))
		}
	}
	w.Close()
	return s.ask(account, "POST", f.action, nil, "Content-Type", w.FormDataContentType(), "_body", b.String())
}

// populate fills a station with a matter at each stage.
func (s *station) populate() []string {
	s.t.Helper()
	s.draftStation() // ferry
	s.open("dock")
	s.bench("mill")
	s.warrant("pier")
	s.do("vance", "pier", "source-logged", `{"source":{"id":"alibi","kind":"report","author":"stone","time":"2026-03-02","lines":[{"n":1,"text":"Peter Dole did not take a red purse from the deck of the ferry; he was in Providence."}]}}`)
	s.after("harbor")
	s.do("dole", "harbor", "requested", `{"request":{"id":"r1","by":"dole","for":"return-of-property","words":"My coat."}}`)
	who := []string{"root"}
	for _, x := range everyone {
		who = append(who, x.id)
	}
	s.again(who...)
	return who
}

// Every field of every form of every page that anyone is shown is sent hostile, one at a time and all at once, and every part of every address
// with a question in it: nothing breaks, and what was taken is shown as words on every page afterwards. The fields are those that the pages have.
func TestHostileInEveryField(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: sends some thousand forms")
	}
	s := newStation(t)
	who := s.populate()
	type sent struct {
		account string
		postForm
	}
	var forms []sent
	known := map[string]bool{}
	pages := s.walkAll(who...)
	for _, at := range []string{"/sign-in", "/join"} {
		pages = append(pages, sight{path: at, answer: s.ask("", "GET", at, nil)})
	}
	for _, x := range pages {
		for _, f := range postForms(x.body, strings.Split(x.path, "?")[0]) {
			key := x.account + " " + f.action
			for _, g := range f.fields {
				key += " " + g.name
			}
			if f.action != "/sign-out" && f.action != "/devices/end" && !known[key] {
				known[key] = true
				forms = append(forms, sent{x.account, f})
			}
		}
	}
	status, fields, long := map[int]int{}, map[string]bool{}, map[string]bool{}
	check := func(what string, a answer) {
		t.Helper()
		status[a.status]++
		if a.status >= 500 {
			t.Errorf("%s: %d %s", what, a.status, words(a.body))
		}
		if m := bare.FindString(a.body); m != "" {
			t.Errorf("%s: %q stands in the page as it is", what, m)
		}
	}
	with := func(f postForm, name, value string) url.Values {
		form := url.Values{}
		for k, l := range f.usual {
			form[k] = l
		}
		form.Set(name, value)
		return form
	}
	for _, f := range forms {
		all := url.Values{}
		for k, l := range f.usual {
			all[k] = l
		}
		for _, x := range f.fields {
			if x.file || x.name == "" {
				continue
			}
			fields[f.action+" "+x.name] = true
			check(f.account+" sends "+f.action+" with "+x.name, s.post(f.account, f.postForm, with(f.postForm, x.name, evil)))
			if x.typed {
				all.Set(x.name, evil)
			}
		}
		check(f.account+" sends all of "+f.action, s.post(f.account, f.postForm, all))
		if len(f.fields) > 0 && !long[f.action] {
			long[f.action] = true
			a := s.post(f.account, f.postForm, with(f.postForm, f.fields[len(f.fields)-1].name, strings.Repeat("ten bytes ", 1<<20)))
			check("10 MB sent to "+f.action, a)
			if !f.parts && (a.status != 422 || !strings.Contains(a.body, "too long")) { // what takes files takes larger ones
				t.Errorf("10 MB sent to %s: %d %.200s", f.action, a.status, words(a.body))
			}
		}
	}
	asked := 0
	for _, x := range pages {
		u, err := url.Parse(x.path)
		if err != nil || x.status != 200 {
			continue
		}
		q := u.Query()
		for name := range q {
			one := url.Values{}
			for k, l := range q {
				one[k] = l
			}
			one.Set(name, evil)
			check(x.account+" asks for "+u.Path+" with "+name, s.ask(x.account, "GET", u.Path+"?"+one.Encode(), nil))
			asked++
		}
	}
	for _, x := range s.walkAll(who...) {
		check("afterwards "+x.account+" reads "+x.path, x.answer)
	}
	if len(fields) < 150 || status[303] < 20 {
		t.Errorf("%d fields, and %v: too few for all that there are", len(fields), status)
	}
	if strings.Contains(s.logged.String(), "alert(1)") {
		t.Error("what was typed is in the log")
	}
	t.Logf("%d forms, %d fields, %d questions; answered %v", len(forms), len(fields), asked, status)
}
