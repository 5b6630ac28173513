package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

type W struct{ S SS }
type SS string

func (SS) UnmarshalJSON(b []byte) error {
	return &json.UnmarshalTypeError{Value: "number", Type: nil}
}

type MT struct{ x int }

func (m *MT) UnmarshalText(b []byte) error { m.x = len(b); return nil }
func (m MT) MarshalText() ([]byte, error) { return []byte(fmt.Sprint("mt", m.x)), nil }

type B struct {
	B bool    `json:",string"`
	I int     `json:",string"`
	S string  `json:",string"`
	P *int    `json:",string"`
	F float64 `json:",string,omitempty"`
	N json.Number `json:",string"`
}
type IS struct {
	A map[int]string
	B map[uint8]string
	C map[MT]int
	D [2]int
	E []MT
	F *MT
	T time.Time
	R json.RawMessage
	Du time.Duration
	By []byte
	Arr [4]byte
}

type Base struct{ X, Y int }
type Outer struct {
	Base
	*IS
	Y string
	hidden int
	Z any `json:"-"`
	Q int `json:"-,"`
	O Base `json:"o,omitzero"`
	M map[string]any `json:",omitempty"`
}

func main() {
	for _, s := range []string{`{"A":{"abc":"x"}}`, `{"B":{"256":"x","1":"ok"}}`, `{"C":{"abc":4}}`, `{"D":[1,2,3]}`, `{"D":[1]}`, `{"E":["aa","b"]}`, `{"F":"xyz"}`, `{"F":12}`, `{"F":[1]}`, `{"F":null}`, `{"T":"2020-01-02T03:04:05Z"}`, `{"T":"bad"}`, `{"R": {"a" : 1} }`, `{"Du":5}`, `{"Du":"5s"}`, `{"By":"aGk="}`, `{"By":"!!"}`, `{"By":5}`, `{"Arr":[1,2,3,4]}`, `{"Arr":"AAAA"}`, `{"a":{"1":"one"}}`} {
		var v IS
		err := json.Unmarshal([]byte(s), &v)
		fmt.Printf("%s => %+v | %v\n", s, v.F == nil, err)
		v.F = nil
		b, err := json.Marshal(v)
		fmt.Printf("   %s %v\n", b, err)
	}
	for _, s := range []string{`{"B":"true"}`, `{"B":"maybe"}`, `{"B":true}`, `{"I":"12"}`, `{"I":"x"}`, `{"I":" 12"}`, `{"I":null}`, `{"I":"null"}`, `{"S":"\"in\""}`, `{"S":5}`, `{"P":"7"}`, `{"P":null}`, `{"F":"1e3"}`, `{"N":"12"}`, `{"B":[1]}`, `{"B":"null"}`} {
		var v B
		err := json.Unmarshal([]byte(s), &v)
		if v.P != nil {
			fmt.Print(*v.P, " ")
			v.P = nil
		}
		fmt.Printf("%s => %+v | %v\n", s, v, err)
	}
	x := 5
	b, err := json.Marshal(B{true, 1, "a\"<b", &x, 2.5, "7"})
	fmt.Println(string(b), err)
	b, err = json.Marshal(Outer{Base: Base{1, 2}, Y: "y", Q: 4})
	fmt.Println(string(b), err)
	b, err = json.MarshalIndent(Outer{Base: Base{1, 2}, Y: "y", Q: 4, O: Base{5, 6}, M: map[string]any{"k": []int{}, "z": map[string]int{}, "l": []int{1, 2}}}, ">", "  ")
	fmt.Println(string(b), err)
	var o Outer
	fmt.Println(json.Unmarshal([]byte(`{"X":9,"Y":"s","A":{"4":"d"},"hidden":3,"Z":1,"-":6,"o":{"X":8}}`), &o), o.X, o.Y, o.A, o.hidden, o.Z, o.Q, o.O)
	var mt MT
	fmt.Println(json.Unmarshal([]byte(`[1]`), &mt), json.Unmarshal([]byte(`{"a":1}`), &mt))
	var sl []int
	fmt.Println(json.Unmarshal([]byte(`[1,"a",true]`), &sl), sl)
	var m map[string]int
	fmt.Println(json.Unmarshal([]byte(`{"a":1,"b":"x","c":3}`), &m), m)
	var arr []struct{ A int }
	fmt.Println(json.Unmarshal([]byte(`[{"A":1},{"A":"q"}]`), &arr), arr)
	var e error
	fmt.Println(json.Unmarshal([]byte(`{"a":1}`), &e))
	var st fmt.Stringer
	fmt.Println(json.Unmarshal([]byte(`null`), &st), json.Unmarshal([]byte(`1`), &st))
	var c chan int
	fmt.Println(json.Unmarshal([]byte(`1`), &c))
	var f func()
	fmt.Println(json.Unmarshal([]byte(`{}`), &f))
	var p **int
	fmt.Println(json.Unmarshal([]byte(`5`), &p), **p)
	fmt.Println(json.Unmarshal([]byte(`null`), &p), p == nil)
	var i8 int8
	fmt.Println(json.Unmarshal([]byte(`300`), &i8), json.Unmarshal([]byte(`-1.0`), &i8), json.Unmarshal([]byte(`1e1`), &i8))
	var u uint
	fmt.Println(json.Unmarshal([]byte(`-1`), &u))
	var f32 float32
	fmt.Println(json.Unmarshal([]byte(`1e39`), &f32), json.Unmarshal([]byte(`1.1`), &f32), f32)
	any1 := any(&x)
	fmt.Println(json.Unmarshal([]byte(`77`), &any1), x)
	d := json.NewDecoder(strings.NewReader(`{"a":1.0,"b":[{"c":"d"},2]} {"e":null}`))
	d.UseNumber()
	for d.More() {
		var v any
		err := d.Decode(&v)
		fmt.Printf("%v %T %v\n", v, v, err)
	}
	d = json.NewDecoder(strings.NewReader(`[{"A":1},{"A":2},{"A":"x"}]`))
	t, err := d.Token()
	fmt.Println(t, err)
	for d.More() {
		var v struct{ A int }
		err := d.Decode(&v)
		fmt.Println(v, err, d.InputOffset())
	}
	t, err = d.Token()
	fmt.Println(t, err)
	for _, s := range []string{`{"a" 1}`, `[1 2]`, `{1:1}`, `{"a":1 "b":2}`, `[,1]`, `{,}`, `]`, `{"a":}`, "{ \"\\a\" }", ` \a`, `[1,]`, `{"a":1,}`} {
		d = json.NewDecoder(strings.NewReader(s))
		for {
			t, err := d.Token()
			fmt.Print(t, " ", err, " ", d.InputOffset(), "; ")
			if err != nil {
				if se, ok := err.(*json.SyntaxError); ok {
					fmt.Print("off ", se.Offset)
				}
				break
			}
		}
		fmt.Println()
	}
	var sb strings.Builder
	enc := json.NewEncoder(&sb)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false)
	enc.Encode(map[string]any{"a<": 1, "b": []string{"&"}, "t": time.Unix(0, 0).UTC()})
	fmt.Print(sb.String())
}
