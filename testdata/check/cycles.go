// Declarations that need themselves, and where gc says so.

package p

import "unsafe"

// The cycle is told from where it was met.
type Pair[T any] struct{ a, b T }

type Node /* ERROR "invalid recursive type Node" */ struct {
	sides Pair[Node]
}

type Link[T any] struct {
	next Link /* ERROR "invalid recursive type: Link[*T] refers to itself" */ [*T]
}

type (
	Even[T any] Odd /* ERROR "invalid recursive type Odd[T]" */ [T]
	Odd[T any]  Even[T]
)

// A type parameter stands for the argument, and only what is stored counts.
type Box[T any] struct{ p *T }

type Tree struct {
	left, right Box[Tree]
}

// A value of a type is needed to say how large the type is.
type Rows /* ERROR "invalid recursive type: Rows refers to itself" */ [unsafe.Sizeof(Cols{})]int
type Cols Rows

type Star /* ERROR "invalid recursive type: Star refers to itself" */ [unsafe.Sizeof(*star())]int

func star() *Star

type Elem /* ERROR "invalid recursive type: Elem refers to itself" */ [unsafe.Sizeof(new(Elem)[3])]int
type Part /* ERROR "invalid recursive type: Part refers to itself" */ [unsafe.Sizeof(new(Part)[:])]int
type Recv /* ERROR "invalid recursive type: Recv refers to itself" */ [unsafe.Sizeof(<-recv())]int

func recv() chan Recv

type Kept /* ERROR "invalid recursive type Kept" */ [unsafe.Sizeof(Held{})]byte // ERROR "array length unsafe.Sizeof(Held{}) (value of type uintptr) must be constant"
type Held struct{ k Kept }
