// encoding/gob: values of one type read into another, interfaces, and errors.
package main

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"time"
)

type point struct{ X, Y int }

type shape interface{ Area() int }

type square struct{ Side int }

func (s square) Area() int { return s.Side * s.Side }

type tree struct {
	Value    int
	Children []tree
	Next     *tree
}

type own struct{ text string }

func (o own) GobEncode() ([]byte, error) { return []byte("<" + o.text + ">"), nil }
func (o *own) GobDecode(b []byte) error {
	if len(b) < 2 {
		return errors.New("too short")
	}
	o.text = string(b[1 : len(b)-1])
	return nil
}

type all struct {
	I8    int8
	U     uint64
	F     float32
	C     complex128
	S     string
	Bytes []byte
	Array [3]int
	P     *point
	Map   map[point][]string
	Shape shape
	Any   []any
	Tree  tree
	When  time.Time
	Big   *big.Int
	Own   own
	Bools []bool
	Chan  chan int
	small int
}

func main() {
	gob.Register(square{})
	gob.Register(&point{})
	gob.RegisterName("tree", tree{})
	v := all{
		I8: -128, U: 1<<64 - 1, F: -0.5, C: complex(1, -2), S: "gö", Bytes: []byte{0, 255}, Array: [3]int{0, 1 << 40, -1}, P: &point{300, -300},
		Map: map[point][]string{{1, 2}: {"", "x"}}, Shape: square{3}, Any: []any{1, "two", 2i, &point{3, 4}, tree{5, nil, nil}, []float64{1.5}},
		Tree: tree{1, []tree{{2, nil, nil}, {3, []tree{{4, nil, nil}}, nil}}, &tree{Value: 5}}, When: time.Unix(1e9, 7).UTC(), Big: big.NewInt(-1 << 62), Own: own{"text"}, Bools: []bool{false, true}, small: 9,
	}
	var b bytes.Buffer
	enc, dec := gob.NewEncoder(&b), gob.NewDecoder(&b)
	for range 2 {
		fmt.Println(enc.Encode(v))
		var w all
		fmt.Println(dec.Decode(&w))
		v.small = 0
		fmt.Println(reflect.DeepEqual(v, w), w.Shape.Area(), w.Tree.Children[1].Children, *w.Any[3].(*point))
	}
	for _, x := range []any{7, "x", []string{"a"}, map[string]bool{"k": true}, 2.5, [2]uint8{1, 2}, point{1, 0}} {
		enc.Encode(x)
		p := reflect.New(reflect.TypeOf(x))
		fmt.Println(dec.DecodeValue(p), p.Elem())
	}
	enc.Encode(v)
	enc.Encode("next")
	var s string
	fmt.Println(dec.Decode(nil), dec.Decode(&s), s)

	type fewer struct {
		P    point
		More string
		S    *string
	}
	enc.Encode(v)
	var f fewer
	fmt.Println(dec.Decode(&f), f.P, f.More, *f.S)
	for _, pair := range []struct{ v, into any }{
		{point{}, new(struct{ Z int })}, {point{1, 2}, new(struct{ X string })}, {point{300, 2}, new(struct{ X int8 })}, {1, new(string)}, {1, new(point)}, {1, 5},
		{[3]int{}, new([2]int)}, {own{"a"}, new(point)}, {struct{ A any }{point{}}, nil}, {struct{ A any }{errors.New("")}, nil}, {make(chan int), nil}, {struct{ a int }{}, nil}, {nil, nil},
	} {
		b.Reset()
		err := gob.NewEncoder(&b).Encode(pair.v)
		if err == nil && pair.into != nil {
			err = gob.NewDecoder(&b).Decode(pair.into)
		}
		fmt.Printf("%T %T %v\n", pair.v, pair.into, err)
	}
	b.Reset()
	gob.NewEncoder(&b).Encode(v)
	for _, n := range []int{0, 1, 10, 100, b.Len() - 1} {
		err := gob.NewDecoder(bytes.NewReader(b.Bytes()[:n])).Decode(new(all))
		fmt.Println(err == io.EOF, err)
	}
	fmt.Println(gob.NewDecoder(bytes.NewReader([]byte{3, 4, 1, 2})).Decode(new(int)))
	defer func() { fmt.Println(recover()) }()
	gob.RegisterName("tree", point{})
}
