// Some packages reach into the flags of a reflect.Value, to see what unexported fields hold.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type flag uintptr

func flags(v *reflect.Value) *flag {
	field, ok := reflect.TypeOf(*v).FieldByName("flag")
	if !ok || field.Type.Kind() != reflect.Uintptr {
		panic("no flags")
	}
	return (*flag)(unsafe.Pointer(uintptr(unsafe.Pointer(v)) + field.Offset))
}

type embedded int

func (e *embedded) String() string { return fmt.Sprint("embedded ", int(*e)) }

type T struct {
	A embedded
	a embedded
	embedded
}

func main() {
	t := T{1, 2, 3}
	public, private, inner := reflect.ValueOf(t).Field(0), reflect.ValueOf(t).Field(1), reflect.ValueOf(t).Field(2)
	variable := reflect.ValueOf(&t).Elem().Field(0)
	sticky, embed := *flags(&public)^*flags(&private), *flags(&public)^*flags(&inner)
	addressable := *flags(&public) ^ *flags(&variable)
	fmt.Println(sticky, embed, addressable, *flags(&public)&31)

	open := func(v reflect.Value) reflect.Value {
		*flags(&v) &^= sticky | embed
		*flags(&v) |= addressable
		return v
	}
	for i := range 3 {
		v := open(reflect.ValueOf(t).Field(i))
		fmt.Println(v.CanInterface(), v.Interface(), v.Addr().Interface())
	}
	small := open(reflect.ValueOf(embedded(4)))
	fmt.Println(small.Addr().Interface())
	method := reflect.ValueOf(&t).MethodByName("String")
	fmt.Println(method.Kind(), method.Call(nil)[0])
}
