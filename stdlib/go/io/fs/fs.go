// Package fs has the interfaces of file systems.
package fs

import "internal/fs"

// These are in a package of their own so that os need not load this one.
type (
	FS          = fs.FS
	File        = fs.File
	DirEntry    = fs.DirEntry
	ReadDirFile = fs.ReadDirFile
	FileInfo    = fs.FileInfo
	FileMode    = fs.FileMode
	PathError   = fs.PathError
)

// Bits of FileMode.
const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// Errors of file systems.
var (
	ErrInvalid    = fs.ErrInvalid
	ErrPermission = fs.ErrPermission
	ErrExist      = fs.ErrExist
	ErrNotExist   = fs.ErrNotExist
	ErrClosed     = fs.ErrClosed
)

// ValidPath reports whether name is a path without empty, . and .. elements, or ".".
func ValidPath(name string) bool { return fs.ValidPath(name) }
