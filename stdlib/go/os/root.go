package os

import (
	"errors"
	"internal/fs"
	"time"
)

// A Root is a directory that paths cannot leave.
type Root struct {
	name   string
	dir    string // from the root of the tree
	closed bool
}

var errEscapes = errors.New("path escapes from parent")

// OpenRoot opens a directory.
func OpenRoot(name string) (*Root, error) {
	info, err := Stat(name)
	if err != nil {
		return nil, &PathError{"open", name, underlying(err)}
	}
	if !info.IsDir() {
		return nil, &PathError{"open", name, errors.New("not a directory")}
	}
	dir := name
	if name[0] != '/' {
		wd, err := Getwd()
		if err != nil {
			return nil, err
		}
		dir = wd + "/" + name
	}
	return &Root{name: name, dir: dir}, nil
}

// OpenInRoot opens a file below a directory.
func OpenInRoot(dir, name string) (*File, error) {
	r, err := OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Open(name)
}

// at returns a name as seen from outside; it may neither go up nor through links that do.
func (r *Root) at(op, name string) (string, error) {
	if r.closed {
		return "", &PathError{op, name, ErrClosed}
	}
	if name == "" || name[0] == '/' {
		return "", &PathError{op, name, errEscapes}
	}
	depth, path := 0, r.dir
	list := elements(name)
	for i, e := range list {
		switch e {
		case ".":
			continue
		case "..":
			depth--
		default:
			depth++
		}
		if depth < 0 {
			return "", &PathError{op, name, errEscapes}
		}
		path += "/" + e
		if target, err := Readlink(path); err == nil && i < len(list)-1 && (target == "" || target[0] == '/' || leaves(target, depth)) {
			return "", &PathError{op, name, errEscapes}
		}
	}
	if name[len(name)-1] == '/' {
		path += "/"
	}
	return path, nil
}

// leaves reports whether a link's target goes up more levels than the link is deep.
func leaves(target string, depth int) bool {
	depth--
	for _, e := range elements(target) {
		if e == ".." {
			depth--
		} else if e != "." {
			depth++
		}
		if depth < 0 {
			return true
		}
	}
	return false
}

// follow is at for operations that follow a link at the end.
func (r *Root) follow(op, name string) (string, error) {
	path, err := r.at(op, name)
	if err != nil {
		return "", err
	}
	if target, err := Readlink(path); err == nil && (target[0] == '/' || leaves(target, len(elements(name)))) {
		return "", &PathError{op, name, errEscapes}
	}
	return path, nil
}

// named gives an error another operation and name.
func named(err error, op, name string) error {
	if err == nil {
		return nil
	}
	return &PathError{op, name, underlying(err)}
}

// do runs an operation on a name as seen from outside.
func (r *Root) do(op, name string, run func(path string) error) error {
	path, err := r.at(op, name)
	if err != nil {
		return err
	}
	return named(run(path), op, name)
}

// Name returns the name the directory was opened by.
func (r *Root) Name() string { return r.name }

// Close makes r unusable.
func (r *Root) Close() error {
	r.closed = true
	return nil
}

// FS returns the tree of files below r.
func (r *Root) FS() fs.FS { return dirFS(r.dir) }

// Operations below r.
func (r *Root) Open(name string) (*File, error) { return r.OpenFile(name, O_RDONLY, 0) }
func (r *Root) Create(name string) (*File, error) {
	return r.OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0o666)
}
func (r *Root) OpenFile(name string, flag int, perm FileMode) (*File, error) {
	path, err := r.follow("openat", name)
	if err != nil {
		return nil, err
	}
	f, err := OpenFile(path, flag, perm)
	if err != nil {
		return nil, named(err, "openat", name)
	}
	f.name = r.name + "/" + name
	return f, nil
}
func (r *Root) OpenRoot(name string) (*Root, error) {
	path, err := r.follow("openat", name)
	if err != nil {
		return nil, err
	}
	sub, err := OpenRoot(path)
	if err != nil {
		return nil, named(err, "openat", name)
	}
	sub.name = r.name + "/" + name
	return sub, nil
}
func (r *Root) ReadFile(name string) ([]byte, error) {
	path, err := r.follow("openat", name)
	if err != nil {
		return nil, err
	}
	b, err := ReadFile(path)
	return b, named(err, "openat", name)
}
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	path, err := r.follow("openat", name)
	if err != nil {
		return err
	}
	return named(WriteFile(path, data, perm), "openat", name)
}
func (r *Root) Stat(name string) (FileInfo, error) {
	path, err := r.follow("statat", name)
	if err != nil {
		return nil, err
	}
	info, err := Stat(path)
	return info, named(err, "statat", name)
}
func (r *Root) Lstat(name string) (FileInfo, error) {
	path, err := r.at("lstatat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(path)
	return info, named(err, "lstatat", name)
}
func (r *Root) Readlink(name string) (string, error) {
	path, err := r.at("readlinkat", name)
	if err != nil {
		return "", err
	}
	target, err := Readlink(path)
	return target, named(err, "readlinkat", name)
}
func (r *Root) Chmod(name string, mode FileMode) error {
	return r.do("chmodat", name, func(path string) error { return Chmod(path, mode) })
}
func (r *Root) Chown(name string, uid, gid int) error {
	return r.do("chownat", name, func(path string) error { return Chown(path, uid, gid) })
}
func (r *Root) Lchown(name string, uid, gid int) error {
	return r.do("lchownat", name, func(path string) error { return Lchown(path, uid, gid) })
}
func (r *Root) Chtimes(name string, atime time.Time, mtime time.Time) error {
	return r.do("chtimesat", name, func(path string) error { return Chtimes(path, atime, mtime) })
}
func (r *Root) Mkdir(name string, perm FileMode) error {
	return r.do("mkdirat", name, func(path string) error { return Mkdir(path, perm) })
}
func (r *Root) MkdirAll(name string, perm FileMode) error {
	return r.do("mkdirat", name, func(path string) error { return MkdirAll(path, perm) })
}
func (r *Root) Remove(name string) error { return r.do("unlinkat", name, Remove) }
func (r *Root) RemoveAll(name string) error {
	return r.do("RemoveAll", name, RemoveAll)
}

// two runs an operation on two names.
func (r *Root) two(op, a, b string, run func(a, b string) error) error {
	from, err := r.at(op, a)
	if err == nil {
		var to string
		if to, err = r.at(op, b); err == nil {
			err = run(from, to)
		}
	}
	if err == nil {
		return nil
	}
	return &LinkError{op, a, b, underlying(err)}
}
func (r *Root) Rename(oldname, newname string) error {
	return r.two("renameat", oldname, newname, Rename)
}
func (r *Root) Link(oldname, newname string) error {
	return r.two("linkat", oldname, newname, Link)
}
func (r *Root) Symlink(oldname, newname string) error {
	path, err := r.at("symlinkat", newname)
	if err == nil {
		err = Symlink(oldname, path)
	}
	if err == nil {
		return nil
	}
	return &LinkError{"symlinkat", oldname, newname, underlying(err)}
}
