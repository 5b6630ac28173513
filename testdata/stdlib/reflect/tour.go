package main

import (
	"fmt"
	"reflect"
)

type Inner struct {
	X int8
	Y string
}

type T struct {
	A int `json:"a,omitempty" xml:"q"`
	B string
	c float64
	Inner
	P *Inner
	M map[string]int
	S []int16
	F func(int, ...string) (bool, error)
	I any
	E error
	Arr [3]byte
	Z complex64
	Ch chan int
}

func (t T) Hello(name string, n int) string { return fmt.Sprint("hello ", name, " ", n, " ", t.A) }
func (t *T) SetA(a int)                      { t.A = a }
func (t T) Var(xs ...int) int {
	s := 0
	for _, x := range xs {
		s += x
	}
	return s
}

type Stringer interface{ String() string }
type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: panic %v (%T)\n", name, r, r)
		}
	}()
	f()
}

func main() {
	t := T{A: 5, B: "x", Inner: Inner{-3, "y"}, M: map[string]int{"k": 7}, S: []int16{1, -2}}
	v := reflect.ValueOf(t)
	rt := v.Type()
	fmt.Println(rt, rt.Name(), rt.PkgPath(), rt.Kind(), rt.Size(), rt.NumField(), rt.NumMethod(), rt.Align())
	for i := 0; i < rt.NumField(); i++ {
		f := rt.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag, f.Offset, f.Index, f.Anonymous, f.PkgPath, f.IsExported(), f.Type.Kind())
	}
	fmt.Println(rt.Field(0).Tag.Get("json"), rt.Field(0).Tag.Get("xml"))
	for i := 0; i < rt.NumMethod(); i++ {
		m := rt.Method(i)
		fmt.Println(m.Name, m.Type, m.Index)
	}
	pt := reflect.TypeOf(&t)
	fmt.Println(pt, pt.NumMethod(), pt.Elem() == rt)
	out := v.MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("bob"), reflect.ValueOf(3)})
	fmt.Println(out[0], out[0].Kind(), len(out))
	pv := reflect.ValueOf(&t)
	pv.MethodByName("SetA").Call([]reflect.Value{reflect.ValueOf(99)})
	fmt.Println(t.A)
	fmt.Println(v.MethodByName("Var").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2)})[0].Int())
	fmt.Println(v.MethodByName("Var").CallSlice([]reflect.Value{reflect.ValueOf([]int{4, 5})})[0].Int())
	e := pv.Elem()
	e.Field(1).SetString("changed")
	e.FieldByName("X").SetInt(-100)
	e.FieldByName("S").Index(1).SetInt(300)
	e.FieldByName("Arr").Index(2).SetUint(200)
	e.FieldByName("Z").SetComplex(complex(1.5, -2))
	e.FieldByName("I").Set(reflect.ValueOf(42))
	e.FieldByName("E").Set(reflect.ValueOf(fmt.Errorf("boo")))
	e.FieldByName("P").Set(reflect.New(reflect.TypeOf(Inner{})))
	e.FieldByName("P").Elem().Field(1).SetString("deep")
	fmt.Println(t.B, t.X, t.S, t.Arr, t.Z, t.I, t.E, *t.P)
	fmt.Println(v.Field(2).Float(), e.Field(2).CanSet(), e.Field(2).CanInterface(), e.Field(1).CanAddr())
	m := e.FieldByName("M")
	m.SetMapIndex(reflect.ValueOf("new"), reflect.ValueOf(8))
	fmt.Println(m.MapIndex(reflect.ValueOf("k")), m.MapIndex(reflect.ValueOf("nope")).IsValid(), m.Len(), t.M)
	m.SetMapIndex(reflect.ValueOf("k"), reflect.Value{})
	for it := m.MapRange(); it.Next(); {
		fmt.Println(it.Key(), it.Value())
	}
	fmt.Println(m.MapKeys())
	s := reflect.MakeSlice(reflect.TypeOf([]string{}), 2, 5)
	s.Index(0).SetString("q")
	s = reflect.Append(s, reflect.ValueOf("z"))
	s = reflect.AppendSlice(s, reflect.ValueOf([]string{"1", "2", "3"}))
	fmt.Println(s, s.Len(), s.Slice(1, 4), s.Type())
	mm := reflect.MakeMap(reflect.MapOf(reflect.TypeOf(0), reflect.TypeOf(t.Inner)))
	mm.SetMapIndex(reflect.ValueOf(1), reflect.ValueOf(Inner{1, "one"}))
	fmt.Println(mm, mm.Type())
	fmt.Println(mm.Interface().(map[int]Inner)[1])
	swap := reflect.MakeFunc(reflect.TypeOf(func(a, b string) (string, string) { return "", "" }), func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{in[1], in[0]}
	})
	f := swap.Interface().(func(a, b string) (string, string))
	fmt.Println(f("a", "b"))
	ch := reflect.MakeChan(reflect.TypeOf(make(chan string)), 1)
	ch.Send(reflect.ValueOf("sent"))
	fmt.Println(ch.TrySend(reflect.ValueOf("no")))
	x, ok := ch.Recv()
	fmt.Println(x, ok)
	x, ok = ch.TryRecv()
	fmt.Println(x.IsValid(), ok)
	go func() { ch.Send(reflect.ValueOf("later")); ch.Close() }()
	x, ok = ch.Recv()
	fmt.Println(x, ok)
	x, ok = ch.Recv()
	fmt.Println(x, ok)
	c1, c2 := make(chan int), make(chan string, 1)
	c2 <- "two"
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}}
	i, rv, ok := reflect.Select(cases)
	fmt.Println(i, rv, ok)
	go func() { c1 <- 77 }()
	i, rv, ok = reflect.Select(cases)
	fmt.Println(i, rv, ok)
	i, rv, ok = reflect.Select(append(cases, reflect.SelectCase{Dir: reflect.SelectDefault}))
	fmt.Println(i, rv, ok)
	fmt.Println(reflect.DeepEqual(t, t), reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}), reflect.DeepEqual([]int{1}, []int{2}), reflect.DeepEqual(nil, nil), reflect.DeepEqual([]int(nil), []int{}))
	type node struct {
		v    int
		next *node
	}
	n1 := &node{1, nil}
	n1.next = n1
	n2 := &node{1, nil}
	n2.next = n2
	fmt.Println(reflect.DeepEqual(n1, n2))
	st := reflect.TypeFor[Stringer]()
	fmt.Println(reflect.TypeOf(MyInt(0)).Implements(st), reflect.TypeOf(0).Implements(st), reflect.TypeOf(0).ConvertibleTo(reflect.TypeOf(MyInt(0))), reflect.TypeOf(0).AssignableTo(reflect.TypeOf(MyInt(0))))
	fmt.Println(reflect.ValueOf(3.99).Convert(reflect.TypeOf(0)), reflect.ValueOf(65).Convert(reflect.TypeOf("")), reflect.ValueOf("héé").Convert(reflect.TypeOf([]rune{})), reflect.ValueOf(300).Convert(reflect.TypeOf(uint8(0))), reflect.ValueOf(MyInt(3)).Convert(st))
	fmt.Println(reflect.ValueOf(MyInt(7)), reflect.ValueOf(&t).Elem().Field(0), reflect.Value{}, reflect.ValueOf([]any{1, "a", nil}))
	fmt.Printf("%v %d %+v %T %s\n", reflect.ValueOf(t.Inner), reflect.ValueOf(5), reflect.ValueOf(t.Inner), reflect.ValueOf(5), reflect.ValueOf("str"))
	for _, ty := range []reflect.Type{reflect.TypeOf(f), reflect.TypeOf(c1), reflect.ChanOf(reflect.RecvDir, reflect.TypeOf(0)), reflect.ArrayOf(4, reflect.TypeOf(int16(0))), reflect.PointerTo(reflect.PointerTo(rt)), reflect.SliceOf(reflect.TypeOf(t.F)), reflect.FuncOf([]reflect.Type{reflect.TypeOf(0), reflect.TypeOf([]string{})}, []reflect.Type{reflect.TypeOf("")}, true), reflect.StructOf([]reflect.StructField{{Name: "Foo", Type: reflect.TypeOf(0), Tag: `json:"foo"`}, {Name: "Bar", Type: reflect.TypeOf("")}})} {
		fmt.Println(ty, ty.Kind(), ty.Size(), ty.Comparable(), ty.String())
	}
	sv := reflect.New(reflect.StructOf([]reflect.StructField{{Name: "Foo", Type: reflect.TypeOf(0), Tag: `json:"foo"`}, {Name: "Bar", Type: reflect.TypeOf("")}})).Elem()
	sv.Field(0).SetInt(12)
	sv.Field(1).SetString("bar")
	fmt.Printf("%v %+v\n", sv, sv.Interface())
	fmt.Println(reflect.SliceOf(reflect.TypeOf(0)) == reflect.TypeOf([]int{}), reflect.PointerTo(rt) == pt)
	try("int on string", func() { reflect.ValueOf("x").Int() })
	try("zero type", func() { reflect.Value{}.Type() })
	try("set unaddr", func() { reflect.ValueOf(1).SetInt(2) })
	try("set unexported", func() { e.Field(2).SetFloat(2) })
	try("iface unexported", func() { e.Field(2).Interface() })
	try("set wrong", func() { e.Field(0).Set(reflect.ValueOf("s")) })
	try("index", func() { reflect.ValueOf([]int{1}).Index(3) })
	try("elem", func() { reflect.ValueOf(1).Elem() })
	try("few", func() { v.MethodByName("Hello").Call(nil) })
	try("bad arg", func() { v.MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(3)}) })
	try("numfield", func() { reflect.TypeOf(1).NumField() })
	try("field", func() { rt.Field(100) })
	try("isnil", func() { reflect.ValueOf(1).IsNil() })
	try("nil map", func() { reflect.ValueOf(map[string]int(nil)).SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1)) })
	try("addr", func() { reflect.ValueOf(1).Addr() })
	try("closed", func() { ch.Send(reflect.ValueOf("x")) })
	try("conv", func() { reflect.ValueOf("x").Convert(reflect.TypeOf(1)) })
	try("len", func() { reflect.ValueOf(1).Len() })
	try("callpanic", func() { reflect.ValueOf(func() { panic("inside") }).Call(nil) })
	fmt.Println(reflect.VisibleFields(rt)[4].Name, len(reflect.VisibleFields(rt)))
	mv := reflect.ValueOf(MyInt(9)).Method(0)
	fmt.Println(mv.Type(), mv.Kind(), mv.Call(nil)[0])
	g := mv.Interface().(func() string)
	fmt.Println(g())
	me, _ := rt.MethodByName("Hello")
	fmt.Println(me.Func.Call([]reflect.Value{v, reflect.ValueOf("al"), reflect.ValueOf(2)})[0])
	for k, x := range reflect.ValueOf([]string{"a", "b"}).Seq2() {
		fmt.Println(k, x)
	}
	for k := range reflect.ValueOf(3).Seq() {
		fmt.Println(k)
	}
	fmt.Println(v.IsZero(), reflect.Zero(rt).IsZero(), reflect.ValueOf("").IsZero(), reflect.ValueOf(0.0).IsZero())
	var nilp *T
	fmt.Println(reflect.ValueOf(nilp).IsNil(), reflect.ValueOf(nilp).Elem().IsValid(), reflect.Indirect(reflect.ValueOf(&t)).Kind())
	sw := reflect.Swapper(t.S)
	sw(0, 1)
	fmt.Println(t.S, reflect.Copy(reflect.ValueOf(t.S), reflect.ValueOf([]int16{9})), t.S)
	fmt.Println(reflect.ValueOf(t.F).IsNil(), reflect.ValueOf(&t.I).Elem().Elem().Kind(), reflect.TypeOf(&t.E).Elem().Kind())
	var bs = []byte("bytes")
	fmt.Println(string(reflect.ValueOf(bs).Bytes()), reflect.ValueOf(bs).Convert(reflect.TypeOf("")), reflect.ValueOf(fmt.Sprint).Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf("x")})[0])
}
