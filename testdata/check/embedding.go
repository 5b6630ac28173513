// -lang=go1.13

// Before Go 1.18 only interfaces are embedded, before Go 1.14 their methods must differ.

package p

type Reader interface{ Read() }
type Seeker interface {
	Read()
	Seek()
}

type Both interface {
	Reader
	Seeker // ERROR "duplicate method Read"
}

type Number interface {
	int // ERROR "embedding non-interface type int requires go1.18 or later"
	~string // ERROR "embedding interface element ~string requires go1.18 or later"
	int8 | int16 // ERROR "embedding interface element int8 | int16 requires go1.18 or later"
}
