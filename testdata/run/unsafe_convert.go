// Conversions through unsafe.Pointer where gc's layout and ours agree.
package main

import (
	"fmt"
	"math"
	"reflect"
	"sync/atomic"
	"unsafe"
)

func bytesOf(s string) []byte   { return unsafe.Slice(unsafe.StringData(s), len(s)) }
func stringOf(b []byte) string  { return *(*string)(unsafe.Pointer(&b)) }
func stringOf2(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func oldBytes(s string) (b []byte) {
	sh := (*reflect.StringHeader)(unsafe.Pointer(&s))
	bh := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	bh.Data = sh.Data
	bh.Len = sh.Len
	bh.Cap = sh.Len
	return
}

func structBytes(s string) []byte {
	return *(*[]byte)(unsafe.Pointer(&struct {
		string
		int
	}{s, len(s)}))
}

func arrayBytes(s string) []byte {
	x := (*[2]uintptr)(unsafe.Pointer(&s))
	h := [3]uintptr{x[0], x[1], x[1]}
	return *(*[]byte)(unsafe.Pointer(&h))
}

type header struct {
	kind  uint8
	flags uint16
	size  uint32
	next  *header
	name  string
	pos   [3]byte
	ok    bool
	ratio float32
	z     complex64
}

type node struct {
	key  int
	next unsafe.Pointer
}

type stack struct{ head unsafe.Pointer }

func (s *stack) push(key int) {
	n := &node{key: key}
	for {
		old := atomic.LoadPointer(&s.head)
		n.next = old
		if atomic.CompareAndSwapPointer(&s.head, old, unsafe.Pointer(n)) {
			return
		}
	}
}

func (s *stack) pop() (int, bool) {
	for {
		old := atomic.LoadPointer(&s.head)
		if old == nil {
			return 0, false
		}
		n := (*node)(old)
		if atomic.CompareAndSwapPointer(&s.head, old, n.next) {
			return n.key, true
		}
	}
}

func noescape(p unsafe.Pointer) unsafe.Pointer {
	x := uintptr(p)
	return unsafe.Pointer(x ^ 0)
}

type celsius float64
type temps []celsius

var global = header{kind: 1, flags: 2, size: 3, pos: [3]byte{4, 5, 6}, ok: true, ratio: 1.5, z: complex(7, 8)}

func main() {
	b := []byte("hello, world")
	fmt.Println(stringOf(b), stringOf2(b[7:]), string(bytesOf("abc")), cap(bytesOf("abc")))
	fmt.Println(string(oldBytes("old")), len(structBytes("struct")), string(arrayBytes("array")))

	f := 1.5
	fmt.Printf("%#x %v\n", *(*uint64)(unsafe.Pointer(&f)), *(*uint64)(unsafe.Pointer(&f)) == math.Float64bits(f))
	g := float32(-2.25)
	u := *(*uint32)(unsafe.Pointer(&g))
	fmt.Printf("%#x %v\n", u, *(*float32)(unsafe.Pointer(&u)))
	n := int64(-1)
	fmt.Println(*(*uint64)(unsafe.Pointer(&n)), *(*int)(unsafe.Pointer(&n)), *(*int8)(unsafe.Pointer(&n)))
	four := uint32(0x01020304)
	fmt.Println(*(*[4]byte)(unsafe.Pointer(&four)))
	*(*[4]byte)(unsafe.Pointer(&four)) = [4]byte{1, 0, 0, 0}
	fmt.Println(four)
	(*[4]byte)(unsafe.Pointer(&four))[1] = 2
	fmt.Println(four, four == 513)

	// Words at any place of a slice of bytes.
	buf := make([]byte, 32)
	for i := range buf {
		buf[i] = byte(i)
	}
	for i := 0; i < 4; i++ {
		fmt.Printf("%#x %#x %#x\n", *(*uint64)(unsafe.Pointer(&buf[i])),
			*(*uint32)(unsafe.Pointer(&buf[i+1])), *(*uint16)(unsafe.Pointer(&buf[i+3])))
	}
	*(*uint64)(unsafe.Pointer(&buf[3])) = 0xffeeddccbbaa9988
	*(*uint16)(unsafe.Pointer(&buf[13])) = 0xabcd
	*(*uint32)(unsafe.Pointer(&buf[17])) = 0x12345678
	fmt.Println(buf)
	words := unsafe.Slice((*uint64)(unsafe.Pointer(&buf[0])), len(buf)/8)
	words[2]++
	fmt.Printf("%x\n", words)
	odd := unsafe.Slice((*uint32)(unsafe.Pointer(&buf[1])), 3)
	odd[1] = 7
	sum := uint32(0)
	for _, w := range odd {
		sum += w
	}
	fmt.Println(odd, sum, buf[:16])

	// Fields by offset.
	h := &header{kind: 9, flags: 10, size: 11, name: "name", pos: [3]byte{1, 2, 3}, ok: true, ratio: 0.5, z: complex(1, 2)}
	h.next = h
	p := unsafe.Pointer(h)
	fmt.Println(*(*uint16)(unsafe.Add(p, unsafe.Offsetof(h.flags))),
		*(*uint32)(unsafe.Pointer(uintptr(p) + unsafe.Offsetof(h.size))),
		*(*string)(unsafe.Pointer(uintptr(p) + unsafe.Offsetof(h.name))),
		*(*byte)(unsafe.Add(p, unsafe.Offsetof(h.pos)+2)),
		*(*bool)(unsafe.Add(p, unsafe.Offsetof(h.ok))),
		*(*float32)(unsafe.Add(p, unsafe.Offsetof(h.ratio))),
		*(*complex64)(unsafe.Add(p, unsafe.Offsetof(h.z))))
	(**(**header)(unsafe.Add(p, unsafe.Offsetof(h.next)))).size = 12
	*(*float32)(unsafe.Add(p, 44)) = 3
	fmt.Println(h.size, unsafe.Sizeof(*h), h.z)
	at := uintptr(unsafe.Pointer(&h.size)) - uintptr(p)
	fmt.Println(at, at == unsafe.Offsetof(h.size), uintptr(unsafe.Pointer(&h.pos[2]))-uintptr(p))
	back := (*header)(unsafe.Add(unsafe.Pointer(&h.pos), -int(unsafe.Offsetof(h.pos))))
	fmt.Println(back == h, back.name)
	gp := unsafe.Pointer(&global)
	fmt.Println(*(*uint32)(unsafe.Add(gp, 4)), *(*[3]byte)(unsafe.Add(gp, unsafe.Offsetof(global.pos))),
		*(*float32)(unsafe.Add(gp, unsafe.Offsetof(global.ratio))))

	// Elements.
	list := []header{{kind: 1}, {kind: 2}, {kind: 3, size: 33}}
	for i := range list {
		e := (*header)(unsafe.Add(unsafe.Pointer(&list[0]), uintptr(i)*unsafe.Sizeof(list[0])))
		fmt.Print(e.kind, " ", e == &list[i], " ", *(*uint32)(unsafe.Add(unsafe.Pointer(e), 4)), "; ")
	}
	fmt.Println()
	small := [4]int16{1, -2, 3, -4}
	fmt.Println(*(*int16)(unsafe.Add(unsafe.Pointer(&small), 2)), *(*int16)(unsafe.Pointer(uintptr(unsafe.Pointer(&small[0])) + 6)))
	pairs := []struct{ a, b int32 }{{1, 2}, {3, 4}}
	fmt.Println(*(*int32)(unsafe.Add(unsafe.Pointer(&pairs[0]), 12)), *(*int32)(unsafe.Add(unsafe.Pointer(&pairs[0].a), 4)))

	// Types with the same layout.
	t := temps{1, 2.5}
	fs := *(*[]float64)(unsafe.Pointer(&t))
	fs[0] = 36.6
	fmt.Println(t, len(fs))
	ints := []int{1, 2, 3}
	us := *(*[]uint64)(unsafe.Pointer(&ints))
	us[1] = 1 << 63
	fmt.Println(ints)
	type inner struct {
		a int
		b string
	}
	type outer struct {
		inner
		c bool
	}
	o := &outer{inner{1, "b"}, true}
	fmt.Println((*inner)(unsafe.Pointer(o)).b, *(*int)(unsafe.Pointer(o)))
	big := (*[1 << 20]int)(unsafe.Pointer(&ints[0]))[:3:3]
	fmt.Println(big, len(big), cap(big))
	m := map[string]int{"a": 1}
	mp := *(*map[string]int)(unsafe.Pointer(&m))
	mp["b"] = 2
	fmt.Println(m)
	fn := func(x int) int { return x + len(m) }
	fmt.Println((*(*func(int) int)(unsafe.Pointer(&fn)))(40))
	var e error = fmt.Errorf("err")
	fmt.Println(*(*error)(unsafe.Pointer(&e)))

	var s stack
	for i := range 4 {
		s.push(i)
	}
	for k, ok := s.pop(); ok; k, ok = s.pop() {
		fmt.Print(k, " ")
	}
	fmt.Println(s.head == nil)
	x := 5
	fmt.Println(*(*int)(noescape(unsafe.Pointer(&x))), uintptr(unsafe.Pointer(nil)), unsafe.Pointer(uintptr(0)) == nil)

	keys := map[unsafe.Pointer]string{unsafe.Pointer(&x): "x", nil: "nil"}
	fmt.Println(keys[unsafe.Pointer(&x)], keys[nil], len(keys))
	var any1, any2 any = unsafe.Pointer(&x), unsafe.Pointer(&x)
	fmt.Println(any1 == any2, any1.(unsafe.Pointer) == unsafe.Pointer(&x))
	fmt.Println(uintptr(unsafe.Pointer(&buf[0]))%8, uintptr(unsafe.Pointer(&buf[3]))%8, uintptr(unsafe.Pointer(h))%8)
}
