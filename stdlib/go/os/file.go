package os

import (
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

func missing(op, name string) error { return &PathError{op, name, syscall.ENOENT} }
func denied(op, name string) error  { return &PathError{op, name, syscall.EPERM} }
func denied2(op, a, b string) error { return &LinkError{op, a, b, syscall.EPERM} }

// Open opens a file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create makes or empties a file.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// OpenFile opens a file.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if flag&O_CREATE != 0 {
		return nil, denied("open", name)
	}
	return nil, missing("open", name)
}

// ReadFile reads a whole file.
func ReadFile(name string) ([]byte, error) {
	if name == "/dev/stdin" {
		return io.ReadAll(Stdin)
	}
	return nil, missing("open", name)
}

// WriteFile writes a whole file.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}

// Operations on files, of which there are none.
func Stat(name string) (FileInfo, error)                          { return nil, missing("stat", name) }
func Lstat(name string) (FileInfo, error)                         { return nil, missing("lstat", name) }
func ReadDir(name string) ([]DirEntry, error)                     { return nil, missing("open", name) }
func Readlink(name string) (string, error)                        { return "", missing("readlink", name) }
func Chdir(dir string) error                                      { return missing("chdir", dir) }
func Chmod(name string, mode FileMode) error                      { return missing("chmod", name) }
func Chown(name string, uid, gid int) error                       { return missing("chown", name) }
func Lchown(name string, uid, gid int) error                      { return missing("lchown", name) }
func Chtimes(name string, atime time.Time, mtime time.Time) error { return missing("chtimes", name) }
func Truncate(name string, size int64) error                      { return missing("truncate", name) }
func Remove(name string) error                                    { return missing("remove", name) }
func RemoveAll(path string) error                                 { return nil }
func Mkdir(name string, perm FileMode) error                      { return denied("mkdir", name) }
func MkdirAll(path string, perm FileMode) error                   { return denied("mkdir", path) }
func MkdirTemp(dir, pattern string) (string, error) {
	return "", denied("mkdir", tempName(dir, pattern))
}
func CreateTemp(dir, pattern string) (*File, error) {
	return nil, denied("open", tempName(dir, pattern))
}
func Rename(oldpath, newpath string) error {
	return &LinkError{"rename", oldpath, newpath, syscall.ENOENT}
}
func Link(oldname, newname string) error         { return denied2("link", oldname, newname) }
func Symlink(oldname, newname string) error      { return denied2("symlink", oldname, newname) }
func SameFile(fi1, fi2 FileInfo) bool            { return fi1 == fi2 }
func CopyFS(dir string, fsys fs.FS) error        { return denied("mkdir", dir) }
func OpenInRoot(dir, name string) (*File, error) { return nil, missing("open", dir) }
func OpenRoot(name string) (*Root, error)        { return nil, missing("open", name) }

func tempName(dir, pattern string) string {
	if dir == "" {
		dir = TempDir()
	}
	return dir + "/" + pattern
}

// DirFS returns the tree of files below dir.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

func (d dirFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &PathError{"open", name, ErrInvalid}
	}
	return nil, missing("open", name)
}

// streamInfo describes a standard stream, a character device.
type streamInfo struct{ name string }

func (s streamInfo) Name() string       { return base(s.name) }
func (s streamInfo) Size() int64        { return 0 }
func (s streamInfo) Mode() FileMode     { return ModeNamedPipe | 0600 }
func (s streamInfo) ModTime() time.Time { return time.Now() }
func (s streamInfo) IsDir() bool        { return false }
func (s streamInfo) Sys() any           { return nil }

func (f *File) fail(op string, err error) error {
	if e := f.check(op); e != nil {
		return e
	}
	return &PathError{op, f.name, err}
}

// Stat describes f.
func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	return streamInfo{f.name}, nil
}

// What streams cannot do.
func (f *File) Chdir() error              { return f.fail("chdir", syscall.ENOTDIR) }
func (f *File) Chmod(mode FileMode) error { return f.fail("chmod", syscall.EPERM) }
func (f *File) Chown(uid, gid int) error  { return f.fail("chown", syscall.EPERM) }
func (f *File) Truncate(size int64) error { return f.fail("truncate", syscall.EINVAL) }
func (f *File) Seek(offset int64, whence int) (int64, error) {
	return 0, f.fail("seek", syscall.ESPIPE)
}
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	return 0, f.fail("read", syscall.ESPIPE)
}
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	return 0, f.fail("write", syscall.ESPIPE)
}
func (f *File) ReadDir(n int) ([]DirEntry, error) { return nil, f.fail("readdir", syscall.ENOTDIR) }
func (f *File) Readdir(n int) ([]FileInfo, error) { return nil, f.fail("readdir", syscall.ENOTDIR) }
func (f *File) Readdirnames(n int) (names []string, err error) {
	return nil, f.fail("readdir", syscall.ENOTDIR)
}
func (f *File) SetDeadline(t time.Time) error      { return f.fail("set deadline", ErrNoDeadline) }
func (f *File) SetReadDeadline(t time.Time) error  { return f.fail("set deadline", ErrNoDeadline) }
func (f *File) SetWriteDeadline(t time.Time) error { return f.fail("set deadline", ErrNoDeadline) }
func (f *File) SyscallConn() (syscall.RawConn, error) {
	return nil, f.fail("SyscallConn", syscall.EPERM)
}

// Root is a directory; there is none.
type Root struct{ name string }

func (r *Root) Name() string                    { return r.name }
func (r *Root) Close() error                    { return nil }
func (r *Root) FS() fs.FS                       { return dirFS(r.name) }
func (r *Root) Open(name string) (*File, error) { return nil, missing("openat", name) }
func (r *Root) OpenFile(name string, flag int, perm FileMode) (*File, error) {
	return nil, missing("openat", name)
}
func (r *Root) OpenRoot(name string) (*Root, error)  { return nil, missing("openat", name) }
func (r *Root) Create(name string) (*File, error)    { return nil, denied("openat", name) }
func (r *Root) ReadFile(name string) ([]byte, error) { return nil, missing("openat", name) }
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	return denied("openat", name)
}
func (r *Root) Stat(name string) (FileInfo, error)     { return nil, missing("statat", name) }
func (r *Root) Lstat(name string) (FileInfo, error)    { return nil, missing("lstatat", name) }
func (r *Root) Readlink(name string) (string, error)   { return "", missing("readlinkat", name) }
func (r *Root) Chmod(name string, mode FileMode) error { return missing("chmodat", name) }
func (r *Root) Chown(name string, uid, gid int) error  { return missing("chownat", name) }
func (r *Root) Lchown(name string, uid, gid int) error { return missing("lchownat", name) }
func (r *Root) Chtimes(name string, atime time.Time, mtime time.Time) error {
	return missing("chtimesat", name)
}
func (r *Root) Mkdir(name string, perm FileMode) error    { return denied("mkdirat", name) }
func (r *Root) MkdirAll(name string, perm FileMode) error { return denied("mkdirat", name) }
func (r *Root) Remove(name string) error                  { return missing("unlinkat", name) }
func (r *Root) RemoveAll(name string) error               { return nil }
func (r *Root) Rename(oldname, newname string) error      { return denied2("renameat", oldname, newname) }
func (r *Root) Link(oldname, newname string) error        { return denied2("linkat", oldname, newname) }
func (r *Root) Symlink(oldname, newname string) error     { return denied2("symlinkat", oldname, newname) }
