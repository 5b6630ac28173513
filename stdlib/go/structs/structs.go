// Package structs has types whose fields say something about the struct they are in.
package structs

// HostLayout marks a struct that is laid out as in C.
type HostLayout struct {
	_ hostLayout
}

// hostLayout keeps other types from being converted to HostLayout.
type hostLayout struct{}
