// Package zip reads and writes ZIP archives.
//
// The format is PKWARE's APPNOTE: files with a header each, then a directory of all, then where that
// starts. Sizes beyond 32 bits are in an extra field (ZIP64).
package zip

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"time"
)

// Ways to compress.
const (
	Store   uint16 = 0
	Deflate uint16 = 8
)

var (
	ErrFormat       = errors.New("zip: not a valid zip file")
	ErrAlgorithm    = errors.New("zip: unsupported compression algorithm")
	ErrChecksum     = errors.New("zip: checksum error")
	ErrInsecurePath = errors.New("zip: insecure file path")
)

// What records start with, and their sizes without names, extra fields and comments.
const (
	localMark   = 0x04034b50
	entryMark   = 0x02014b50
	endMark     = 0x06054b50
	locate64    = 0x07064b50
	end64Mark   = 0x06064b50
	summaryMark = 0x08074b50

	localSize    = 30
	entrySize    = 46
	endSize      = 22
	locate64Size = 20
	end64Size    = 56
	summarySize  = 16
	summary64    = 24

	version20 = 20 // deflate, folders
	version45 = 45 // ZIP64

	flagSummary = 0x8   // sizes and checksum follow the data
	flagUTF8    = 0x800 // of names and comments

	most16 = 1<<16 - 1
	most32 = 1<<32 - 1
)

// Identifiers of extra fields.
const (
	extra64       = 0x0001
	extraNTFS     = 0x000a
	extraUnix     = 0x000d
	extraTime     = 0x5455
	extraInfoUnix = 0x5855
)

// Systems that made a file, in the upper byte of CreatorVersion.
const (
	madeByFAT   = 0
	madeByUnix  = 3
	madeByNTFS  = 11
	madeByVFAT  = 14
	madeByMacOS = 19
)

// A FileHeader describes a file of an archive.
type FileHeader struct {
	Name    string // with slashes, one at the end of folders
	Comment string
	NonUTF8 bool // Name and Comment are in some other encoding

	CreatorVersion uint16
	ReaderVersion  uint16
	Flags          uint16
	Method         uint16

	Modified     time.Time
	ModifiedTime uint16 // as MS-DOS has it
	ModifiedDate uint16

	CRC32              uint32
	CompressedSize     uint32 // all ones if it does not fit
	UncompressedSize   uint32
	CompressedSize64   uint64
	UncompressedSize64 uint64

	Extra         []byte
	ExternalAttrs uint32
}

// FileInfoHeader returns the header of a file, with its base name and no method.
func FileInfoHeader(fi fs.FileInfo) (*FileHeader, error) {
	h := &FileHeader{Name: fi.Name(), UncompressedSize64: uint64(fi.Size())}
	h.Modified = fi.ModTime()
	h.ModifiedDate, h.ModifiedTime = toDOS(h.Modified)
	h.SetMode(fi.Mode())
	h.UncompressedSize = uint32(min(h.UncompressedSize64, most32))
	return h, nil
}

// FileInfo returns the header as an fs.FileInfo.
func (h *FileHeader) FileInfo() fs.FileInfo { return fileInfo{h} }

// A fileInfo is a header as fs.FileInfo and fs.DirEntry.
type fileInfo struct{ h *FileHeader }

func (fi fileInfo) Name() string               { return path.Base(fi.h.Name) }
func (fi fileInfo) IsDir() bool                { return fi.Mode().IsDir() }
func (fi fileInfo) Mode() fs.FileMode          { return fi.h.Mode() }
func (fi fileInfo) Type() fs.FileMode          { return fi.h.Mode().Type() }
func (fi fileInfo) Sys() any                   { return fi.h }
func (fi fileInfo) Info() (fs.FileInfo, error) { return fi, nil }
func (fi fileInfo) String() string             { return fs.FormatFileInfo(fi) }

func (fi fileInfo) Size() int64 {
	if fi.h.UncompressedSize64 > 0 {
		return int64(fi.h.UncompressedSize64)
	}
	return int64(fi.h.UncompressedSize)
}

func (fi fileInfo) ModTime() time.Time {
	if fi.h.Modified.IsZero() {
		return fi.h.ModTime()
	}
	return fi.h.Modified.UTC()
}

// toDOS returns date and time in two-second steps from 1980.
func toDOS(t time.Time) (date, clock uint16) {
	date = uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9)
	clock = uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11)
	return date, clock
}

func fromDOS(date, clock uint16) time.Time {
	return time.Date(int(date>>9)+1980, time.Month(date>>5&0xf), int(date&0x1f),
		int(clock>>11), int(clock>>5&0x3f), int(clock&0x1f)*2, 0, time.UTC)
}

// ModTime returns the time of the MS-DOS fields.
func (h *FileHeader) ModTime() time.Time { return fromDOS(h.ModifiedDate, h.ModifiedTime) }

// SetModTime sets all fields of the time.
func (h *FileHeader) SetModTime(t time.Time) {
	h.Modified = t.UTC()
	h.ModifiedDate, h.ModifiedTime = toDOS(h.Modified)
}

// Bits of modes, as Unix and MS-DOS have them.
const (
	unixType    = 0xf000
	unixSocket  = 0xc000
	unixLink    = 0xa000
	unixRegular = 0x8000
	unixBlock   = 0x6000
	unixDir     = 0x4000
	unixChar    = 0x2000
	unixPipe    = 0x1000
	unixSetuid  = 0x800
	unixSetgid  = 0x400
	unixSticky  = 0x200

	dosDir      = 0x10
	dosReadOnly = 0x01
)

// Mode returns the mode that ExternalAttrs has.
func (h *FileHeader) Mode() (mode fs.FileMode) {
	switch h.CreatorVersion >> 8 {
	case madeByUnix, madeByMacOS:
		mode = fromUnix(h.ExternalAttrs >> 16)
	case madeByNTFS, madeByVFAT, madeByFAT:
		mode = 0o666
		if h.ExternalAttrs&dosDir != 0 {
			mode = fs.ModeDir | 0o777
		}
		if h.ExternalAttrs&dosReadOnly != 0 {
			mode &^= 0o222
		}
	}
	if strings.HasSuffix(h.Name, "/") {
		mode |= fs.ModeDir
	}
	return mode
}

// SetMode sets ExternalAttrs.
func (h *FileHeader) SetMode(mode fs.FileMode) {
	h.CreatorVersion = h.CreatorVersion&0xff | madeByUnix<<8
	h.ExternalAttrs = toUnix(mode) << 16
	if mode&fs.ModeDir != 0 {
		h.ExternalAttrs |= dosDir
	}
	if mode&0o200 == 0 {
		h.ExternalAttrs |= dosReadOnly
	}
}

// flagBits pairs the bits of fs.FileMode with those of Unix.
var flagBits = [...]struct {
	mode fs.FileMode
	unix uint32
}{{fs.ModeSetuid, unixSetuid}, {fs.ModeSetgid, unixSetgid}, {fs.ModeSticky, unixSticky}}

func toUnix(mode fs.FileMode) uint32 {
	m := uint32(unixRegular)
	switch mode.Type() {
	case fs.ModeDir:
		m = unixDir
	case fs.ModeSymlink:
		m = unixLink
	case fs.ModeNamedPipe:
		m = unixPipe
	case fs.ModeSocket:
		m = unixSocket
	case fs.ModeDevice:
		m = unixBlock
	case fs.ModeDevice | fs.ModeCharDevice:
		m = unixChar
	}
	for _, bit := range flagBits {
		if mode&bit.mode != 0 {
			m |= bit.unix
		}
	}
	return m | uint32(mode.Perm())
}

func fromUnix(m uint32) fs.FileMode {
	mode := fs.FileMode(m & 0o777)
	switch m & unixType {
	case unixBlock:
		mode |= fs.ModeDevice
	case unixChar:
		mode |= fs.ModeDevice | fs.ModeCharDevice
	case unixDir:
		mode |= fs.ModeDir
	case unixPipe:
		mode |= fs.ModeNamedPipe
	case unixLink:
		mode |= fs.ModeSymlink
	case unixSocket:
		mode |= fs.ModeSocket
	}
	for _, bit := range flagBits {
		if m&bit.unix != 0 {
			mode |= bit.mode
		}
	}
	return mode
}

// is64 reports whether a size does not fit in 32 bits.
func (h *FileHeader) is64() bool {
	return h.CompressedSize64 >= most32 || h.UncompressedSize64 >= most32
}

func (h *FileHeader) hasSummary() bool { return h.Flags&flagSummary != 0 }
