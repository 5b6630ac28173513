package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

type T struct {
	A int    `json:"a"`
	B string `json:"b,omitempty"`
	C []int
	D map[string]int
	E *T
	F float64 `json:",string"`
	G any
}

func main() {
	for _, s := range []string{``, `{`, `[`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `[1,]`, `[1 2]`, `{1:2}`, `tru`, `trux`, `nul`, `"abc`, "\"a\nb\"", `"\x"`, `"\u12g4"`, `01`, `-`, `1.`, `1e`, `1 2`, `{"a":1}}`, `}`, `x`, `[1}`, `{"a":1]`, `{"a" 1}`, `"\ud800"`, "\"\xff\"", `  `, `nan`, `+1`, `.5`} {
		var v any
		err := json.Unmarshal([]byte(s), &v)
		fmt.Printf("%q: %v %T %#v\n", s, v, err, err)
		if e, ok := err.(*json.SyntaxError); ok {
			fmt.Println("   ", e.Error(), e.Offset)
		}
	}
	for _, s := range []string{`{"a":"x"}`, `{"a":1.5}`, `{"a":1e400}`, `{"a":99999999999999999999}`, `{"b":1}`, `{"C":[1,"x",3]}`, `{"C":{}}`, `{"D":{"x":"y"}}`, `{"F":"1.5"}`, `{"F":1.5}`, `{"F":"x"}`, `[]`, `"x"`, `{"C":[1,"x"],"a":"y"}`, `{"A":5,"b":"q"}`, `null`, `{"a":null}`, `{"G":{"x":[1,"a",null,true]}}`, `{"a":1,"a":2}`} {
		var t T
		err := json.Unmarshal([]byte(s), &t)
		fmt.Printf("%s: %+v | %v\n", s, t, err)
		if e, ok := err.(*json.UnmarshalTypeError); ok {
			fmt.Printf("   Value=%q Type=%v Offset=%d Struct=%q Field=%q\n", e.Value, e.Type, e.Offset, e.Struct, e.Field)
		}
	}
	var t T
	fmt.Println(json.Unmarshal([]byte(`{}`), t))
	fmt.Println(json.Unmarshal([]byte(`{}`), nil))
	fmt.Println(json.Unmarshal([]byte(`{}`), (*T)(nil)))
	show := func(v any) {
		b, err := json.Marshal(v)
		fmt.Printf("%s | %v | %T\n", b, err, err)
	}
	show(math.NaN())
	show(make(chan int))
	show(func() {})
	show(map[int]string{3: "c", 1: "a"})
	show([]byte("hi"))
	show([3]byte{1, 2, 3})
	show(T{})
	show(&T{F: 2.5, G: []any{1, 2.5, "x<>&\u2028"}})
	show(complex(1, 2))
	show(struct{ X any }{make(chan int)})
	show([]float64{1, 1.5, 1e21, 1e20, 1e-7, 1e-6, 0, math.Copysign(0, -1), math.MaxFloat64})
	show([]float32{1, 1.1, 1e21, 3.4e38})
	show("\xff\x00\x1f\"\\\b\f\n\r\t\x7f")
	show(json.RawMessage(`{"a": 1, "b" : [ 1 , 2 ]}`))
	show(json.Number("1e5"))
	show(json.Number(""))
	type cyc struct{ P *cyc }
	c := &cyc{}
	c.P = c
	show(c)
	d := json.NewDecoder(strings.NewReader(`{"a":[1,"x",true,null,{"b":2}]} 5 [`))
	for {
		tok, err := d.Token()
		fmt.Printf("%T %v %v more=%v off=%d\n", tok, tok, err, d.More(), d.InputOffset())
		if err != nil {
			break
		}
	}
	d = json.NewDecoder(strings.NewReader(`{"zzz":1}`))
	d.DisallowUnknownFields()
	fmt.Println(d.Decode(&t))
	d = json.NewDecoder(strings.NewReader(`[1, 2`))
	fmt.Println(d.Decode(&t.G))
	d = json.NewDecoder(strings.NewReader(`1 2 x`))
	for range 4 {
		var v any
		err := d.Decode(&v)
		fmt.Println(v, err, d.InputOffset())
	}
}
