package main

import (
	_ "embed"
	"slices"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

//go:embed roll_kinds.yaml
var rollKindsText []byte

// rollBodies are the bodies of the events of the roll that someone enters, by their kind.
var rollBodies = sync.OnceValue(func() map[string]string {
	list := map[string]string{}
	must(yaml.Unmarshal(rollKindsText, &list))
	return list
})

// rollKinds are those kinds, in the order of the roll. What the station enters by itself is not among them.
func rollKinds() []string {
	return slices.DeleteFunc(people.Kinds(), func(k string) bool { return rollBodies()[k] == "" })
}

// stages are those of an application.
func stages() []string {
	var list []string
	for _, s := range record.Stages() {
		list = append(list, string(s))
	}
	return list
}
