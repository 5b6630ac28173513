// Package fstest has a file system in memory, and a test for file systems.
package fstest

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A MapFS is a file system in memory: files by path. Directories above files
// exist by themselves.
type MapFS map[string]*MapFile

// A MapFile is a file of a MapFS.
type MapFile struct {
	Data    []byte
	Mode    fs.FileMode
	ModTime time.Time
	Sys     any
}

// info describes a file or directory.
type info struct {
	name string
	f    *MapFile
}

func (i *info) Name() string               { return path.Base(i.name) }
func (i *info) Size() int64                { return int64(len(i.f.Data)) }
func (i *info) Mode() fs.FileMode          { return i.f.Mode }
func (i *info) Type() fs.FileMode          { return i.f.Mode.Type() }
func (i *info) ModTime() time.Time         { return i.f.ModTime }
func (i *info) IsDir() bool                { return i.f.Mode&fs.ModeDir != 0 }
func (i *info) Sys() any                   { return i.f.Sys }
func (i *info) Info() (fs.FileInfo, error) { return i, nil }
func (i *info) String() string             { return fs.FormatFileInfo(i) }

// resolve follows the symbolic links in a path.
func (fsys MapFS) resolve(name string) (string, bool) {
	for range 40 {
		again := false
		for i := 0; i <= len(name); i++ {
			if i < len(name) && name[i] != '/' {
				continue
			}
			f := fsys[name[:i]]
			if f == nil || f.Mode.Type() != fs.ModeSymlink {
				continue
			}
			target := string(f.Data)
			if path.IsAbs(target) {
				return "", false
			}
			name = path.Join(path.Dir(name[:i]), target) + name[i:]
			again = true
			break
		}
		if !again {
			return name, fs.ValidPath(name)
		}
	}
	return "", false
}

// Open opens a file or directory.
func (fsys MapFS) Open(name string) (fs.File, error) {
	fail := func(err error) (fs.File, error) { return nil, &fs.PathError{Op: "open", Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return fail(fs.ErrNotExist)
	}
	real, ok := fsys.resolve(name)
	if !ok {
		return fail(fs.ErrNotExist)
	}
	f := fsys[real]
	if f != nil && f.Mode&fs.ModeDir == 0 {
		return &openFile{path: name, info: info{name, f}}, nil
	}
	list, ok := fsys.list(real)
	if !ok && f == nil {
		return fail(fs.ErrNotExist)
	}
	if f == nil {
		f = &MapFile{Mode: fs.ModeDir | 0555}
	}
	return &openDir{path: name, info: info{name, f}, entries: list}, nil
}

// list returns what is in a directory, and whether there is one.
func (fsys MapFS) list(dir string) (list []info, ok bool) {
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
		ok = true
	}
	seen := make(map[string]bool)
	for name, f := range fsys {
		rest, below := strings.CutPrefix(name, prefix)
		if !below || rest == "." || rest == "" {
			continue
		}
		ok = true
		if first, _, deeper := strings.Cut(rest, "/"); deeper {
			if fsys[prefix+first] == nil && !seen[first] {
				seen[first] = true
				list = append(list, info{first, &MapFile{Mode: fs.ModeDir | 0555}})
			}
			continue
		}
		list = append(list, info{rest, f})
	}
	slices.SortFunc(list, func(a, b info) int { return strings.Compare(a.name, b.name) })
	return list, ok
}

// The other interfaces of file systems, by the functions of package fs.

type onlyOpen struct{ fs.FS }

func (fsys MapFS) ReadFile(name string) ([]byte, error) { return fs.ReadFile(onlyOpen{fsys}, name) }
func (fsys MapFS) Stat(name string) (fs.FileInfo, error) {
	return fs.Stat(onlyOpen{fsys}, name)
}
func (fsys MapFS) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(onlyOpen{fsys}, name)
}
func (fsys MapFS) Glob(pattern string) ([]string, error) { return fs.Glob(onlyOpen{fsys}, pattern) }

type onlySub struct {
	MapFS
}

func (s onlySub) Sub() {}

func (fsys MapFS) Sub(dir string) (fs.FS, error) { return fs.Sub(onlySub{fsys}, dir) }

// ReadLink returns where a symbolic link leads.
func (fsys MapFS) ReadLink(name string) (string, error) {
	i, err := fsys.lstat("readlink", name)
	if err != nil {
		return "", err
	}
	if i.f.Mode.Type() != fs.ModeSymlink {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	return string(i.f.Data), nil
}

// Lstat describes a file, and does not follow it if it is a symbolic link.
func (fsys MapFS) Lstat(name string) (fs.FileInfo, error) {
	i, err := fsys.lstat("lstat", name)
	if err != nil {
		return nil, err
	}
	return i, nil
}

func (fsys MapFS) lstat(op, name string) (*info, error) {
	fail := &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	if !fs.ValidPath(name) {
		return nil, fail
	}
	dir, ok := fsys.resolve(path.Dir(name))
	if !ok {
		return nil, fail
	}
	real := path.Join(dir, path.Base(name))
	if f := fsys[real]; f != nil {
		return &info{name, f}, nil
	}
	if _, ok := fsys.list(real); ok {
		return &info{name, &MapFile{Mode: fs.ModeDir | 0555}}, nil
	}
	return nil, fail
}

type openFile struct {
	path string
	info
	offset int64
}

func (f *openFile) Stat() (fs.FileInfo, error) { return &f.info, nil }
func (f *openFile) Close() error               { return nil }

func (f *openFile) Read(b []byte) (int, error) {
	if f.offset >= int64(len(f.f.Data)) {
		return 0, io.EOF
	}
	if f.offset < 0 {
		return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
	}
	n := copy(b, f.f.Data[f.offset:])
	f.offset += int64(n)
	return n, nil
}

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.offset
	case io.SeekEnd:
		offset += int64(len(f.f.Data))
	}
	if offset < 0 || offset > int64(len(f.f.Data)) {
		return 0, &fs.PathError{Op: "seek", Path: f.path, Err: fs.ErrInvalid}
	}
	f.offset = offset
	return offset, nil
}

func (f *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > int64(len(f.f.Data)) {
		return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
	}
	n := copy(b, f.f.Data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

type openDir struct {
	path string
	info
	entries []info
	offset  int
}

func (d *openDir) Stat() (fs.FileInfo, error) { return &d.info, nil }
func (d *openDir) Close() error               { return nil }
func (d *openDir) Read(b []byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.path, Err: fs.ErrInvalid}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.entries) - d.offset
	if n == 0 && count > 0 {
		return nil, io.EOF
	}
	if count > 0 && n > count {
		n = count
	}
	list := make([]fs.DirEntry, n)
	for i := range list {
		list[i] = &d.entries[d.offset+i]
	}
	d.offset += n
	return list, nil
}
