// Package reflect looks at values of any type, changes them and calls them.
//
// Types are the run-time types of the interpreter; natives take values apart and put them together.
// What calls, blocks or panics with a value of its own is written here.
package reflect

import "strconv"

// Kind says what a type is made like.
type Kind uint

// The kinds; known to the natives.
const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{
	"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32",
	"uint64", "uintptr", "float32", "float64", "complex64", "complex128", "array", "chan", "func",
	"interface", "map", "ptr", "slice", "string", "struct", "unsafe.Pointer",
}

// String returns the kind's name.
func (k Kind) String() string {
	if k < Kind(len(kindNames)) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// Sets of kinds.
const (
	signed    = 1<<Int | 1<<Int8 | 1<<Int16 | 1<<Int32 | 1<<Int64
	unsigned  = 1<<Uint | 1<<Uint8 | 1<<Uint16 | 1<<Uint32 | 1<<Uint64 | 1<<Uintptr
	floats    = 1<<Float32 | 1<<Float64
	complexes = 1<<Complex64 | 1<<Complex128
	nillable  = 1<<Chan | 1<<Func | 1<<Interface | 1<<Map | 1<<Pointer | 1<<Slice | 1<<UnsafePointer
)

func (k Kind) in(set uint) bool { return set>>k&1 == 1 }

// ChanDir is the direction of a channel type.
type ChanDir int

// The directions; known to the natives.
const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

// String returns the direction as it is written in a type.
func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}

// A ValueError is the panic of a method called on a Value of a kind it is not for.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}
