package hall

import (
	"reflect"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// selfNamed puts into the form of an act who does it, where the act has to say so and the form leaves it empty. Whoever may do it and is no
// person of the matter yet, such as the clerk of the court or another judge of it, is named in it then.
func (v *visit) selfNamed(kind string, x *clerk.View) error {
	e, err := record.Parse(kind, 0, []byte("{}"))
	if err != nil || kind == "sworn" {
		return nil
	}
	for _, f := range shapeOf(reflect.TypeOf(e)) {
		if f.Type.Kind() != reflect.Struct {
			continue
		}
		for _, g := range shapeOf(f.Type) {
			name := f.Key + "." + g.Key
			if g.Key != "by" || g.Ref != "person" || !g.Need || v.form.Get(name) != "" {
				continue
			}
			app := v.app()
			if !concerns(kind) {
				app = ""
			}
			if x.Me, err = v.Clerk.NameSelf(v.r.Context(), v.caller(), x.Matter.ID, app, access.Act(kind)); err != nil {
				return err
			}
			v.form.Set(name, string(x.Me))
		}
	}
	return nil
}
