package main

import (
	"encoding/json"
	"fmt"
)

type emb struct{ X int }
type S1 struct {
	*emb
	R int
}
type S2 struct {
	*emb
	Y string
}

func main() {
	for _, s := range []string{`{"X":1,"R":2}`, `{"R":2,"X":"s"}`, `{"X":{"a":1},"R":3}`, `{"X":null}`} {
		var v S1
		err := json.Unmarshal([]byte(s), &v)
		fmt.Println(v.R, err)
		if e, ok := err.(*json.UnmarshalTypeError); ok {
			fmt.Println(e.Value, e.Type, e.Offset, e.Struct, e.Field, e.Err)
		}
	}
}
