// Pointers, addresses and functions through package reflect, and structs made with methods.
package main

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"unsafe"
)

type secret struct {
	a    int8
	name string
	n    int32
	list []int
}

func hello() {}

type M struct{ x int }

func (m M) Get() int   { return m.x }
func (m *M) Set(x int) { m.x = x }

type Namer interface{ Name() string }
type E struct{ s string }

func (e E) Name() string   { return "E:" + e.s }
func (e *E) Ptr() string   { return "*E:" + e.s }

func main() {
	s := &secret{a: 1, name: "n", n: 7, list: []int{1}}
	v := reflect.ValueOf(s).Elem()
	for i := range v.NumField() {
		f := v.Field(i)
		w := reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
		fmt.Println(w.Interface(), w.CanSet(), f.CanSet())
	}
	f := v.FieldByName("n")
	reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().SetInt(9)
	*(*string)(unsafe.Pointer(v.FieldByName("name").UnsafeAddr())) = "changed"
	fmt.Println(s.n, s.name, v.UnsafeAddr() == uintptr(unsafe.Pointer(s)), reflect.ValueOf(s).Pointer() == uintptr(unsafe.Pointer(s)))
	fmt.Println(reflect.ValueOf(s).UnsafePointer() == unsafe.Pointer(s), v.Addr().UnsafePointer() == unsafe.Pointer(s))
	fmt.Println(fmt.Sprintf("%p", s) == fmt.Sprintf("%#x", uintptr(unsafe.Pointer(s))), fmt.Sprintf("%p", s) == fmt.Sprint(unsafe.Pointer(s)))
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(hello).Pointer()).Name())
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(strings.ToUpper).Pointer()).Name())
	fn := func() int { return s.list[0] }
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(fn).Pointer()).Name())
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(M{1}.Get).Pointer()).Name())
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(M.Get).Pointer()).Name())
	fmt.Println(reflect.ValueOf(hello).Pointer() == reflect.ValueOf(hello).Pointer(), reflect.ValueOf(hello).Pointer() == reflect.ValueOf(main).Pointer())
	sl := []int{1, 2, 3}
	fmt.Println(reflect.ValueOf(sl).Pointer() == uintptr(unsafe.Pointer(&sl[0])), reflect.ValueOf(sl[1:]).Pointer()-reflect.ValueOf(sl).Pointer())
	m := map[int]int{}
	fmt.Println(reflect.ValueOf(m).Pointer() == reflect.ValueOf(m).Pointer(), reflect.ValueOf(m).Pointer() != 0)
	t := reflect.TypeOf(unsafe.Pointer(nil))
	fmt.Println(t, t.Name(), t.PkgPath(), t.Kind(), t.Size())
	up := unsafe.Pointer(s)
	pv := reflect.ValueOf(&up).Elem()
	pv.SetPointer(nil)
	fmt.Println(up == nil, pv.IsNil())
	pv.Set(reflect.ValueOf(unsafe.Pointer(s)))
	fmt.Println((*secret)(up).name)
	e := reflect.NewAt(reflect.TypeOf(0), unsafe.Pointer(&sl[1]))
	e.Elem().SetInt(22)
	fmt.Println(sl)

	// StructOf with embedded fields that have methods.
	st := reflect.StructOf([]reflect.StructField{{Name: "E", Type: reflect.TypeOf(E{}), Anonymous: true}})
	x := reflect.New(st)
	x.Elem().Field(0).Set(reflect.ValueOf(E{"in"}))
	fmt.Println(st, st.NumMethod(), reflect.PointerTo(st).NumMethod())
	if n, ok := x.Elem().Interface().(Namer); ok {
		fmt.Println(n.Name())
	}
	if n, ok := x.Interface().(Namer); ok {
		fmt.Println(n.Name())
	}
	fmt.Println(x.Elem().Method(0).Call(nil)[0])
	pt := reflect.StructOf([]reflect.StructField{{Name: "E", Type: reflect.TypeOf(&E{}), Anonymous: true}})
	z := reflect.New(pt).Elem()
	z.Field(0).Set(reflect.ValueOf(&E{"ptr"}))
	fmt.Println(z.Interface().(Namer).Name())
	func() {
		defer func() { fmt.Println(recover()) }()
		reflect.StructOf([]reflect.StructField{{Name: "K", Type: reflect.TypeOf(0)}, {Name: "E", Type: reflect.TypeOf(E{}), Anonymous: true}})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		q := reflect.StructOf([]reflect.StructField{{Name: "E", Type: reflect.TypeOf(E{}), Anonymous: true}, {Name: "K", Type: reflect.TypeOf(0)}})
		w := reflect.New(q).Elem()
		fmt.Println(q.NumMethod())
		fmt.Println(w.Interface().(Namer).Name())
	}()
}
