package record

import "reflect"

var personType = reflect.TypeFor[PersonID]()

// Named returns the ids of all persons whom a matter names anywhere but in its list of people.
func Named(m *Matter) map[PersonID]bool {
	in := map[PersonID]bool{}
	left := *m
	left.People = nil
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch {
		case v.Type() == personType:
			in[PersonID(v.String())] = true
		case v.Kind() == reflect.Struct:
			for _, x := range v.Fields() {
				walk(x)
			}
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case v.Kind() == reflect.Pointer && !v.IsNil():
			walk(v.Elem())
		}
	}
	walk(reflect.ValueOf(left))
	delete(in, "")
	return in
}
