// Package stdio lets fmt follow os.Stdout and os.Stdin without importing os: few programs
// change them, and a program that only prints should not load all of os.
package stdio

// Writer is io.Writer.
type Writer interface {
	Write(p []byte) (n int, err error)
}

// Reader is io.Reader.
type Reader interface {
	Read(p []byte) (n int, err error)
}

// Stdout and Stdin are set by package os when it is part of the program. They return nil while
// os.Stdout and os.Stdin are the process's own streams, else what those are now.
var (
	Stdout func() Writer
	Stdin  func() Reader
)

// PanicOnExit0 is set while tests run: a test that calls os.Exit(0) must not
// look like one that passed.
var PanicOnExit0 bool

// A File is there before the program starts.
type File struct {
	Name string // relative to Dir, or from the root
	Data string
}

// Dir is the folder a program starts in, and Files are what is in it; set
// before package os first looks.
var (
	Dir   string
	Files []File
)
