//go:debug panicnil=1

package lib

//go:debug panicnil=1

// F does nothing.
func F() {}
