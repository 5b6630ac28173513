// Package tar reads and writes tar archives in the formats USTAR and PAX (POSIX) and that of GNU tar.
package tar

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"path"
	"strconv"
	"strings"
	"time"
)

var (
	ErrHeader          = errors.New("archive/tar: invalid tar header")
	ErrWriteTooLong    = errors.New("archive/tar: write too long")
	ErrFieldTooLong    = errors.New("archive/tar: header field too long")
	ErrWriteAfterClose = errors.New("archive/tar: write after close")
	ErrInsecurePath    = errors.New("archive/tar: insecure file path")

	errMissing = errors.New("archive/tar: sparse file references non-existent data")
	errUnused  = errors.New("archive/tar: sparse file contains unreferenced data")
)

// Kinds of entries.
const (
	TypeReg           = '0'
	TypeRegA          = '\x00'
	TypeLink          = '1'
	TypeSymlink       = '2'
	TypeChar          = '3'
	TypeBlock         = '4'
	TypeDir           = '5'
	TypeFifo          = '6'
	TypeCont          = '7'
	TypeXHeader       = 'x' // PAX records of the next entry
	TypeXGlobalHeader = 'g'
	TypeGNUSparse     = 'S'
	TypeGNULongName   = 'L'
	TypeGNULongLink   = 'K'
)

// A Format is a set of formats.
type Format int

const (
	FormatUnknown Format = 0
	formatV7      Format = 1 << iota >> 1
	FormatUSTAR
	FormatPAX
	FormatGNU
	formatSTAR
)

func (f Format) has(g Format) bool { return f&g != 0 }

func (f Format) String() string {
	var names []string
	for i, name := range []string{"V7", "USTAR", "PAX", "GNU", "STAR"} {
		if f.has(1 << i) {
			names = append(names, name)
		}
	}
	switch len(names) {
	case 0:
		return "<unknown>"
	case 1:
		return names[0]
	}
	return "(" + strings.Join(names, " | ") + ")"
}

// A Header describes an entry.
type Header struct {
	Typeflag   byte
	Name       string
	Linkname   string
	Size       int64
	Mode       int64
	Uid        int
	Gid        int
	Uname      string
	Gname      string
	ModTime    time.Time
	AccessTime time.Time
	ChangeTime time.Time
	Devmajor   int64
	Devminor   int64
	Xattrs     map[string]string
	PAXRecords map[string]string
	Format     Format
}

// Keys of PAX records.
const (
	paxPath     = "path"
	paxLinkpath = "linkpath"
	paxSize     = "size"
	paxUid      = "uid"
	paxGid      = "gid"
	paxUname    = "uname"
	paxGname    = "gname"
	paxMtime    = "mtime"
	paxAtime    = "atime"
	paxCtime    = "ctime"
	paxXattr    = "SCHILY.xattr."
	paxSparse   = "GNU.sparse."
)

// isField reports whether a record has its place in Header.
func isField(key string) bool {
	switch key {
	case paxPath, paxLinkpath, paxSize, paxUid, paxGid, paxUname, paxGname, paxMtime, paxAtime, paxCtime:
		return true
	}
	return false
}

// hasNoData reports whether entries of a kind are a header only, whatever their size says.
func hasNoData(kind byte) bool {
	switch kind {
	case TypeLink, TypeSymlink, TypeChar, TypeBlock, TypeDir, TypeFifo:
		return true
	}
	return false
}

// A FileInfoNames knows the names of owner and group.
type FileInfoNames interface {
	fs.FileInfo
	Uname() (string, error)
	Gname() (string, error)
}

// FileInfo returns the header as an fs.FileInfo.
func (h *Header) FileInfo() fs.FileInfo { return fileInfo{h} }

type fileInfo struct{ h *Header }

func (fi fileInfo) Size() int64        { return fi.h.Size }
func (fi fileInfo) IsDir() bool        { return fi.Mode().IsDir() }
func (fi fileInfo) ModTime() time.Time { return fi.h.ModTime }
func (fi fileInfo) Sys() any           { return fi.h }
func (fi fileInfo) String() string     { return fs.FormatFileInfo(fi) }

func (fi fileInfo) Name() string {
	if fi.IsDir() {
		return path.Base(path.Clean(fi.h.Name))
	}
	return path.Base(fi.h.Name)
}

// Bits of Mode.
const (
	modeSetuid  = 0o4000
	modeSetgid  = 0o2000
	modeSticky  = 0o1000
	modeType    = 0o170000
	modeDir     = 0o40000
	modeFifo    = 0o10000
	modeRegular = 0o100000
	modeLink    = 0o120000
	modeBlock   = 0o60000
	modeChar    = 0o20000
	modeSocket  = 0o140000
)

func (fi fileInfo) Mode() (mode fs.FileMode) {
	mode = fs.FileMode(fi.h.Mode).Perm()
	if fi.h.Mode&modeSetuid != 0 {
		mode |= fs.ModeSetuid
	}
	if fi.h.Mode&modeSetgid != 0 {
		mode |= fs.ModeSetgid
	}
	if fi.h.Mode&modeSticky != 0 {
		mode |= fs.ModeSticky
	}
	switch fi.h.Mode & modeType {
	case modeDir:
		mode |= fs.ModeDir
	case modeFifo:
		mode |= fs.ModeNamedPipe
	case modeLink:
		mode |= fs.ModeSymlink
	case modeBlock:
		mode |= fs.ModeDevice
	case modeChar:
		mode |= fs.ModeDevice | fs.ModeCharDevice
	case modeSocket:
		mode |= fs.ModeSocket
	}
	switch fi.h.Typeflag {
	case TypeSymlink:
		mode |= fs.ModeSymlink
	case TypeChar:
		mode |= fs.ModeDevice | fs.ModeCharDevice
	case TypeBlock:
		mode |= fs.ModeDevice
	case TypeDir:
		mode |= fs.ModeDir
	case TypeFifo:
		mode |= fs.ModeNamedPipe
	}
	return mode
}

// FileInfoHeader returns the header of a file, with its base name; link is what a link points to.
func FileInfoHeader(fi fs.FileInfo, link string) (*Header, error) {
	if fi == nil {
		return nil, errors.New("archive/tar: FileInfo is nil")
	}
	mode := fi.Mode()
	h := &Header{Name: fi.Name(), ModTime: fi.ModTime(), Mode: int64(mode.Perm())}
	switch {
	case mode.IsRegular():
		h.Typeflag, h.Size = TypeReg, fi.Size()
	case fi.IsDir():
		h.Typeflag = TypeDir
		h.Name += "/"
	case mode&fs.ModeSymlink != 0:
		h.Typeflag, h.Linkname = TypeSymlink, link
	case mode&fs.ModeDevice != 0 && mode&fs.ModeCharDevice != 0:
		h.Typeflag = TypeChar
	case mode&fs.ModeDevice != 0:
		h.Typeflag = TypeBlock
	case mode&fs.ModeNamedPipe != 0:
		h.Typeflag = TypeFifo
	case mode&fs.ModeSocket != 0:
		return nil, fmt.Errorf("archive/tar: sockets not supported")
	default:
		return nil, fmt.Errorf("archive/tar: unknown file mode %v", mode)
	}
	if mode&fs.ModeSetuid != 0 {
		h.Mode |= modeSetuid
	}
	if mode&fs.ModeSetgid != 0 {
		h.Mode |= modeSetgid
	}
	if mode&fs.ModeSticky != 0 {
		h.Mode |= modeSticky
	}
	if sys, ok := fi.Sys().(*Header); ok {
		h.Uid, h.Gid, h.Uname, h.Gname = sys.Uid, sys.Gid, sys.Uname, sys.Gname
		h.AccessTime, h.ChangeTime = sys.AccessTime, sys.ChangeTime
		h.Xattrs = maps.Clone(sys.Xattrs)
		if sys.Typeflag == TypeLink {
			h.Typeflag, h.Size, h.Linkname = TypeLink, 0, sys.Linkname
		}
		h.PAXRecords = maps.Clone(sys.PAXRecords)
	}
	if names, ok := fi.(FileInfoNames); ok {
		var err error
		if h.Gname, err = names.Gname(); err != nil {
			return nil, err
		}
		if h.Uname, err = names.Uname(); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// A headerError says why a header cannot be written.
type headerError []string

func (e headerError) Error() string {
	const prefix = "archive/tar: cannot encode header"
	var why []string
	for _, s := range e {
		if s != "" {
			why = append(why, s)
		}
	}
	if len(why) == 0 {
		return prefix
	}
	return prefix + ": " + strings.Join(why, "; and ")
}

// A verdict is which formats can have a header, why the others cannot, and the records PAX needs.
type verdict struct {
	h                     *Header
	formats               Format
	noUSTAR, noPAX, noGNU string
	onlyPAX, onlyGNU      string
	records               map[string]string
	preferPAX             bool
}

func (v *verdict) without(f Format, why *string, format string, args ...any) {
	*why = fmt.Sprintf(format, args...)
	v.formats &^= f
}

// keep notes a record that PAX has to write because the header has it.
func (v *verdict) keep(key, value string) {
	if old, ok := v.h.PAXRecords[key]; ok && old == value {
		v.records[key] = value
	}
}

func (v *verdict) text(s string, size int, name, key string) {
	tooLong := len(s) > size
	longGNU := key == paxPath || key == paxLinkpath
	if strings.IndexByte(s, 0) >= 0 || tooLong && !longGNU {
		v.without(FormatGNU, &v.noGNU, "GNU cannot encode %s=%q", name, s)
	}
	if !isASCII(s) || tooLong {
		if _, _, ok := splitPath(s); key != paxPath || !ok {
			v.without(FormatUSTAR, &v.noUSTAR, "USTAR cannot encode %s=%q", name, s)
		}
		if key == "" {
			v.without(FormatPAX, &v.noPAX, "PAX cannot encode %s=%q", name, s)
		} else {
			v.records[key] = s
		}
	}
	v.keep(key, s)
}

func (v *verdict) number(n int64, size int, name, key string) {
	if !fitsBinary(size, n) {
		v.without(FormatGNU, &v.noGNU, "GNU cannot encode %s=%d", name, n)
	}
	if !fitsOctal(size, n) {
		v.without(FormatUSTAR, &v.noUSTAR, "USTAR cannot encode %s=%d", name, n)
		if key == "" {
			v.without(FormatPAX, &v.noPAX, "PAX cannot encode %s=%d", name, n)
		} else {
			v.records[key] = strconv.FormatInt(n, 10)
		}
	}
	v.keep(key, strconv.FormatInt(n, 10))
}

func (v *verdict) time(t time.Time, size int, name, key string) {
	if t.IsZero() {
		return
	}
	if !fitsBinary(size, t.Unix()) {
		v.without(FormatGNU, &v.noGNU, "GNU cannot encode %s=%v", name, t)
	}
	isModTime := key == paxMtime
	octal := fitsOctal(size, t.Unix())
	if !isModTime || !octal {
		v.without(FormatUSTAR, &v.noUSTAR, "USTAR cannot encode %s=%v", name, t)
	}
	if !isModTime || !octal || t.Nanosecond() != 0 {
		v.preferPAX = true
		v.records[key] = formatTime(t)
	}
	v.keep(key, formatTime(t))
}

// allowed returns the formats that can have the header, and the records that PAX needs for it.
func (h *Header) allowed() (Format, map[string]string, error) {
	v := &verdict{h: h, formats: FormatUSTAR | FormatPAX | FormatGNU, records: make(map[string]string)}
	v.text(h.Name, 100, "Name", paxPath)
	v.text(h.Linkname, 100, "Linkname", paxLinkpath)
	v.text(h.Uname, 32, "Uname", paxUname)
	v.text(h.Gname, 32, "Gname", paxGname)
	v.number(h.Mode, 8, "Mode", "")
	v.number(int64(h.Uid), 8, "Uid", paxUid)
	v.number(int64(h.Gid), 8, "Gid", paxGid)
	v.number(h.Size, 12, "Size", paxSize)
	v.number(h.Devmajor, 8, "Devmajor", "")
	v.number(h.Devminor, 8, "Devminor", "")
	v.time(h.ModTime, 12, "ModTime", paxMtime)
	v.time(h.AccessTime, 12, "AccessTime", paxAtime)
	v.time(h.ChangeTime, 12, "ChangeTime", paxCtime)

	switch h.Typeflag {
	case TypeReg, TypeChar, TypeBlock, TypeFifo, TypeGNUSparse:
		if strings.HasSuffix(h.Name, "/") {
			return FormatUnknown, nil, headerError{"filename may not have trailing slash"}
		}
	case TypeXHeader, TypeGNULongName, TypeGNULongLink:
		return FormatUnknown, nil, headerError{"cannot manually encode TypeXHeader, TypeGNULongName, or TypeGNULongLink headers"}
	case TypeXGlobalHeader:
		if h.Linkname != "" || h.Size != 0 || h.Mode != 0 || h.Uid != 0 || h.Gid != 0 || h.Uname != "" || h.Gname != "" ||
			!h.ModTime.IsZero() || !h.AccessTime.IsZero() || !h.ChangeTime.IsZero() || h.Devmajor != 0 || h.Devminor != 0 {
			return FormatUnknown, nil, headerError{"only PAXRecords should be set for TypeXGlobalHeader"}
		}
		v.onlyPAX = "only PAX supports TypeXGlobalHeader"
		v.formats &= FormatPAX
	}
	if !hasNoData(h.Typeflag) && h.Size < 0 {
		return FormatUnknown, nil, headerError{"negative size on header-only type"}
	}
	if len(h.Xattrs) > 0 {
		for key, value := range h.Xattrs {
			v.records[paxXattr+key] = value
		}
		v.onlyPAX = "only PAX supports Xattrs"
		v.formats &= FormatPAX
	}
	if len(h.PAXRecords) > 0 {
		for key, value := range h.PAXRecords {
			if _, exists := v.records[key]; exists {
				continue
			}
			if h.Typeflag == TypeXGlobalHeader || !isField(key) && !strings.HasPrefix(key, paxSparse) {
				v.records[key] = value
			}
		}
		v.onlyPAX = "only PAX supports PAXRecords"
		v.formats &= FormatPAX
	}
	for key, value := range v.records {
		if !isRecord(key, value) {
			return FormatUnknown, nil, headerError{fmt.Sprintf("invalid PAX record: %q", key+" = "+value)}
		}
	}
	if want := h.Format; want != FormatUnknown {
		if want.has(FormatPAX) && !v.preferPAX {
			want |= FormatUSTAR // which PAX extends
		}
		v.formats &= want
	}
	if v.formats != 0 {
		return v.formats, v.records, nil
	}
	switch h.Format {
	case FormatUSTAR:
		return 0, nil, headerError{"Format specifies USTAR", v.noUSTAR, v.onlyPAX, v.onlyGNU}
	case FormatPAX:
		return 0, nil, headerError{"Format specifies PAX", v.noPAX, v.onlyGNU}
	case FormatGNU:
		return 0, nil, headerError{"Format specifies GNU", v.noGNU, v.onlyPAX}
	}
	return 0, nil, headerError{v.noUSTAR, v.noPAX, v.noGNU, v.onlyPAX, v.onlyGNU}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] == 0 {
			return false
		}
	}
	return true
}

// toASCII drops what USTAR does not have.
func toASCII(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && r != 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// fitsOctal reports whether a number fits in a field with octal digits and a NUL.
func fitsOctal(size int, n int64) bool {
	bits := uint(size-1) * 3
	return n >= 0 && (size >= 22 || n < 1<<bits)
}

// fitsBinary reports whether a number fits in a field in base 256, of which one bit is a mark.
func fitsBinary(size int, n int64) bool {
	bits := uint(size-1) * 8
	return size >= 9 || n >= -1<<bits && n < 1<<bits
}

// splitPath splits a name that USTAR can have in two parts.
func splitPath(name string) (prefix, suffix string, ok bool) {
	length := len(name)
	if length <= 100 || !isASCII(name) {
		return "", "", false
	}
	if length > 156 {
		length = 156
	} else if name[length-1] == '/' {
		length--
	}
	i := strings.LastIndex(name[:length], "/")
	if left := len(name) - i - 1; i <= 0 || left > 100 || left == 0 || i > 155 {
		return "", "", false
	}
	return name[:i], name[i+1:], true
}

// formatTime returns seconds with a fraction.
func formatTime(t time.Time) string {
	seconds, nanos := t.Unix(), t.Nanosecond()
	if nanos == 0 {
		return strconv.FormatInt(seconds, 10)
	}
	sign := ""
	if seconds < 0 {
		sign = "-"
		seconds = -(seconds + 1)
		nanos = -(nanos - 1e9)
	}
	return strings.TrimRight(fmt.Sprintf("%s%d.%09d", sign, seconds, nanos), "0")
}

func parseTime(s string) (time.Time, error) {
	whole, fraction, _ := strings.Cut(s, ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || strings.Trim(fraction, "0123456789") != "" {
		return time.Time{}, ErrHeader
	}
	if fraction == "" {
		return time.Unix(seconds, 0), nil
	}
	nanos, _ := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
	if strings.HasPrefix(whole, "-") {
		nanos = -nanos
	}
	return time.Unix(seconds, nanos), nil
}

// isRecord reports whether a record can be written.
func isRecord(key, value string) bool {
	if key == "" || strings.Contains(key, "=") {
		return false
	}
	switch key {
	case paxPath, paxLinkpath, paxUname, paxGname:
		return strings.IndexByte(value, 0) < 0
	}
	return strings.IndexByte(key, 0) < 0
}

// formatRecord returns a record, which says its own size.
func formatRecord(key, value string) string {
	rest := " " + key + "=" + value + "\n"
	size := len(rest)
	for {
		record := strconv.Itoa(size) + rest
		if len(record) == size {
			return record
		}
		size = len(record)
	}
}

// parseRecord takes the first record off.
func parseRecord(s string) (key, value, rest string, err error) {
	digits, tail, ok := strings.Cut(s, " ")
	n, bad := strconv.ParseInt(digits, 10, 0)
	if !ok || bad != nil || n < 5 || n > int64(len(s)) || strings.Trim(digits, "0123456789") != "" {
		return "", "", s, ErrHeader
	}
	n -= int64(len(digits) + 1)
	if n <= 0 || n > int64(len(tail)) {
		return "", "", s, ErrHeader
	}
	record, newline, rest := tail[:n-1], tail[n-1:n], tail[n:]
	key, value, ok = strings.Cut(record, "=")
	if newline != "\n" || !ok || !isRecord(key, value) {
		return "", "", s, ErrHeader
	}
	return key, value, rest, nil
}

const mostSize = math.MaxInt64
