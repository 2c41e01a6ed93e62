package hall

import (
	"reflect"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// refs says what the ids of a type name.
var refs = map[reflect.Type]string{
	reflect.TypeFor[record.PersonID](): "person", reflect.TypeFor[record.SourceID](): "source", reflect.TypeFor[record.OrderID](): "order",
	reflect.TypeFor[record.AppID](): "application", reflect.TypeFor[record.ElementID](): "element", reflect.TypeFor[record.WarrantID](): "warrant",
	reflect.TypeFor[record.RequestID](): "request", reflect.TypeFor[record.HoldID](): "hold", reflect.TypeFor[record.SealID](): "seal",
	reflect.TypeFor[record.AlertID](): "alert", reflect.TypeFor[record.HearingID](): "hearing",
}

// shapeOf returns the fields of a struct: as the model describes them, or for an event itself by its keys.
func shapeOf(t reflect.Type) []record.Field {
	if s := record.Shape(t); s != nil {
		return s
	}
	var list []record.Field
	for i := range t.NumField() {
		sf := t.Field(i)
		key, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		f := record.Field{Key: key, Name: sf.Name, Index: i, Type: sf.Type, Need: !strings.Contains(sf.Tag.Get("json"), "omit")}
		if key != "id" {
			f.Ref = refs[f.Elem()]
		}
		if f.Elem() == reflect.TypeFor[record.AppKind]() {
			f.Enum = []string{string(record.Arrest), string(record.Search)}
		}
		list = append(list, f)
	}
	return list
}
