package os

import (
	"errors"
	"internal/fs"
	"io"
	"syscall"
	"time"
)

// Flags of OpenFile.
const (
	O_RDONLY int = syscall.O_RDONLY
	O_WRONLY int = syscall.O_WRONLY
	O_RDWR   int = syscall.O_RDWR
	O_APPEND int = syscall.O_APPEND
	O_CREATE int = syscall.O_CREAT
	O_EXCL   int = syscall.O_EXCL
	O_SYNC   int = syscall.O_SYNC
	O_TRUNC  int = syscall.O_TRUNC
)

// Deprecated: use io.SeekStart and so on.
const (
	SEEK_SET int = 0
	SEEK_CUR int = 1
	SEEK_END int = 2
)

const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
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

type (
	FileInfo = fs.FileInfo
	FileMode = fs.FileMode
	DirEntry = fs.DirEntry
)

// streamInfo describes a standard stream, a character device.
type streamInfo struct{ name string }

func (s streamInfo) Name() string       { return base(s.name) }
func (s streamInfo) Size() int64        { return 0 }
func (s streamInfo) Mode() FileMode     { return ModeNamedPipe | 0600 }
func (s streamInfo) ModTime() time.Time { return time.Now() }
func (s streamInfo) IsDir() bool        { return false }
func (s streamInfo) Sys() any           { return nil }

// use checks that f may be used and takes the lock; err is what streams and pipes answer.
func (f *File) use(op string, err error) error {
	if e := f.check(op); e != nil {
		return e
	}
	if f.node == nil {
		return &PathError{op, f.name, err}
	}
	lockTree()
	return nil
}

func (f *File) failed(op string, err error) error { return &PathError{op, f.name, err} }

// readFile reads from a file that is no stream, at an offset.
func (f *File) readFile(b []byte, off int64) (n int, err error) {
	switch {
	case f.flag&(O_WRONLY|O_RDWR) == O_WRONLY:
		return 0, syscall.EBADF
	case f.node.isDir():
		return 0, syscall.EISDIR
	case len(b) == 0:
		return 0, nil
	case off >= int64(len(f.node.data)):
		return 0, io.EOF
	}
	return copy(b, f.node.data[off:]), nil
}

// writeFile writes to a file that is no stream, at an offset.
func (f *File) writeFile(b []byte, off int64) (n int, err error) {
	if f.flag&(O_WRONLY|O_RDWR) == 0 {
		return 0, syscall.EBADF
	}
	if f.node.isNull() {
		return len(b), nil
	}
	end := off + int64(len(b))
	if grow := end - int64(len(f.node.data)); grow > 0 && len(b) > 0 {
		f.node.data = append(f.node.data, make([]byte, grow)...)
	}
	f.node.modTime = time.Now()
	return copy(f.node.data[min(off, int64(len(f.node.data))):], b), nil
}

// Seek sets where the next Read or Write is.
func (f *File) Seek(offset int64, whence int) (int64, error) {
	if err := f.use("seek", syscall.ESPIPE); err != nil {
		return 0, err
	}
	defer tree.Unlock()
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += f.pos
	case io.SeekEnd:
		offset += int64(len(f.node.data))
	default:
		offset = -1
	}
	if offset < 0 {
		return 0, f.failed("seek", syscall.EINVAL)
	}
	f.pos, f.listed = offset, 0
	return offset, nil
}

var errNegative = errors.New("negative offset")

// ReadAt reads at an offset.
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.use("read", syscall.ESPIPE); err != nil {
		return 0, err
	}
	defer tree.Unlock()
	if off < 0 {
		return 0, f.failed("readat", errNegative)
	}
	n, err = f.readFile(b, off)
	switch {
	case err == nil && n < len(b):
		err = io.EOF
	case err != nil && err != io.EOF:
		err = f.failed("read", err)
	}
	return n, err
}

// WriteAt writes at an offset.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.use("write", syscall.ESPIPE); err != nil {
		return 0, err
	}
	defer tree.Unlock()
	switch {
	case f.flag&O_APPEND != 0:
		return 0, errors.New("os: invalid use of WriteAt on file opened with O_APPEND")
	case off < 0:
		return 0, f.failed("writeat", errNegative)
	}
	if n, err = f.writeFile(b, off); err != nil {
		err = f.failed("write", err)
	}
	return n, err
}

// Stat describes f.
func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	if f.node == nil {
		return streamInfo{f.name}, nil
	}
	lockTree()
	defer tree.Unlock()
	return f.node.stat(f.name), nil
}

// Truncate, Chmod, Chown and Chdir change what f is open on.
func (f *File) Truncate(size int64) error {
	if err := f.use("truncate", syscall.EINVAL); err != nil {
		return err
	}
	defer tree.Unlock()
	if f.flag&(O_WRONLY|O_RDWR) == 0 {
		return f.failed("truncate", syscall.EINVAL)
	}
	if err := f.node.truncate(size); err != nil {
		return f.failed("truncate", err)
	}
	return nil
}
func (f *File) Chmod(mode FileMode) error {
	if err := f.use("chmod", syscall.EPERM); err != nil {
		return err
	}
	defer tree.Unlock()
	f.node.mode = f.node.mode&^changeable | mode&changeable
	return nil
}
func (f *File) Chown(uid, gid int) error {
	err := f.use("chown", syscall.EPERM)
	if err == nil {
		tree.Unlock()
	}
	return err
}
func (f *File) Chdir() error {
	if err := f.use("chdir", syscall.ENOTDIR); err != nil {
		return err
	}
	defer tree.Unlock()
	if !f.node.isDir() {
		return f.failed("chdir", syscall.ENOTDIR)
	}
	tree.cwd = f.node
	return nil
}

// ReadDir returns the next n entries of a directory, all if n <= 0.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	if err := f.use("readdir", syscall.ENOTDIR); err != nil {
		return nil, err
	}
	defer tree.Unlock()
	if !f.node.isDir() {
		return nil, f.failed("readdirent", syscall.ENOTDIR)
	}
	names := f.node.names()
	names = names[min(f.listed, len(names)):]
	if n > 0 {
		if len(names) == 0 {
			return nil, io.EOF
		}
		names = names[:min(n, len(names))]
	}
	f.listed += len(names)
	list := make([]DirEntry, 0, len(names))
	for _, name := range names {
		list = append(list, &dirEntry{f.name, name, f.node.entries[name].mode})
	}
	return list, nil
}

// Readdir is ReadDir with descriptions, Readdirnames with names only.
func (f *File) Readdir(n int) ([]FileInfo, error) {
	entries, err := f.ReadDir(n)
	list := make([]FileInfo, 0, len(entries))
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			list = append(list, info)
		}
	}
	return list, err
}
func (f *File) Readdirnames(n int) (names []string, err error) {
	entries, err := f.ReadDir(n)
	names = make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// What no file can do.
func (f *File) fail(op string, err error) error {
	if e := f.check(op); e != nil {
		return e
	}
	return f.failed(op, err)
}
func (f *File) SetDeadline(t time.Time) error      { return f.fail("set deadline", ErrNoDeadline) }
func (f *File) SetReadDeadline(t time.Time) error  { return f.fail("set deadline", ErrNoDeadline) }
func (f *File) SetWriteDeadline(t time.Time) error { return f.fail("set deadline", ErrNoDeadline) }
func (f *File) SyscallConn() (syscall.RawConn, error) {
	return nil, f.fail("SyscallConn", syscall.EPERM)
}
