//go:build js && wasm

// Command verifier is what checks a bundle within a page: affiant verify, compiled to WebAssembly. It is given a key and a file by the page, says
// what it found, and can reach nothing else. make verifier builds it into internal/hall/verifier.
package main

import (
	"encoding/json"
	"syscall/js"

	"github.com/affiant-project/affiant/internal/ledger/proof/aloud"
)

func main() {
	js.Global().Set("affiantVerify", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) != 2 || args[0].Type() != js.TypeString || args[1].Type() != js.TypeObject {
			return `{"heading":"The page asked for something else than a check."}`
		}
		file := make([]byte, args[1].Get("length").Int())
		js.CopyBytesToGo(file, args[1])
		said, err := json.Marshal(aloud.Check(args[0].String(), file))
		if err != nil {
			return `{"heading":"What was found could not be said."}`
		}
		return string(said)
	}))
	js.Global().Call("affiantReady")
	select {}
}
