package os

import (
	"errors"
	"internal/fs"
	"io"
	"syscall"
	"time"
)

// Open opens a file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create makes or empties a file.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0o666) }

// OpenFile opens a file.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	for i, stream := range []string{"/dev/stdin", "/dev/stdout", "/dev/stderr"} {
		if name == stream {
			return NewFile(uintptr(i), name), nil
		}
	}
	lockTree()
	defer tree.Unlock()
	n, err := open(name, flag, perm)
	if err != nil {
		return nil, &PathError{"open", name, err}
	}
	f := &File{fd: nextFd, name: name, node: n, flag: flag}
	nextFd++
	return f, nil
}

func open(name string, flag int, perm FileMode) (*node, error) {
	exclusive := flag&(O_CREATE|O_EXCL) == O_CREATE|O_EXCL
	p, err := find(name, !exclusive)
	if err != nil {
		return nil, err
	}
	writes := flag&(O_WRONLY|O_RDWR) != 0
	switch {
	case p.node == nil && flag&O_CREATE == 0:
		return nil, syscall.ENOENT
	case p.node == nil && name[len(name)-1] == '/':
		return nil, syscall.EISDIR
	case p.node == nil:
		p.node = newNode(perm.Perm() &^ umask)
		p.dir.put(p.name, p.node)
	case exclusive:
		return nil, syscall.EEXIST
	case p.node.isDir() && (writes || flag&O_CREATE != 0):
		return nil, syscall.EISDIR
	}
	if flag&O_TRUNC != 0 && writes && !p.node.isDir() {
		p.node.data = nil
		p.node.modTime = time.Now()
	}
	return p.node, nil
}

// ReadFile reads a whole file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return data, nil
}

// WriteFile writes a whole file.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if e := f.Close(); e != nil && err == nil {
		err = e
	}
	return err
}

func stat(op, name string, follow bool) (info FileInfo, err error) {
	lockTree()
	defer tree.Unlock()
	p, err := existing(name, follow)
	if err != nil {
		return nil, &PathError{op, name, err}
	}
	return p.node.stat(name), nil
}

// Stat describes a file; Lstat does not follow a link.
func Stat(name string) (FileInfo, error)  { return stat("stat", name, true) }
func Lstat(name string) (FileInfo, error) { return stat("lstat", name, false) }

// SameFile reports whether two descriptions are of the same file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileStat)
	b, ok2 := fi2.(*fileStat)
	return ok1 && ok2 && a.node == b.node
}

// Mkdir makes a directory.
func Mkdir(name string, perm FileMode) error {
	lockTree()
	defer tree.Unlock()
	if err := create(name, newNode(ModeDir|perm.Perm()&^umask)); err != nil {
		return &PathError{"mkdir", name, err}
	}
	return nil
}

// MkdirAll makes a directory and those above it, if they are not there.
func MkdirAll(path string, perm FileMode) error {
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return &PathError{"mkdir", path, syscall.ENOTDIR}
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	for end > 0 && path[end-1] != '/' {
		end--
	}
	if end > 1 {
		if err := MkdirAll(path[:end-1], perm); err != nil {
			return err
		}
	}
	if err := Mkdir(path, perm); err != nil {
		if info, e := Lstat(path); e != nil || !info.IsDir() {
			return err
		}
	}
	return nil
}

// Remove removes a file or an empty directory.
func Remove(name string) error {
	lockTree()
	defer tree.Unlock()
	p, err := existing(name, false)
	switch {
	case err != nil:
	case p.name == "":
		err = syscall.EBUSY
	case len(p.node.entries) > 0:
		err = syscall.ENOTEMPTY
	default:
		p.dir.drop(p.name)
		return nil
	}
	return &PathError{"remove", name, err}
}

// RemoveAll removes a file or a directory with all it has; nothing there is fine.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if path == "." || len(path) > 1 && path[len(path)-2:] == "/." {
		return &PathError{"RemoveAll", path, syscall.EINVAL}
	}
	lockTree()
	defer tree.Unlock()
	p, err := find(path, false)
	switch {
	case err == syscall.ENOENT || err == nil && p.node == nil:
		return nil
	case err == nil && p.name == "":
		err = syscall.EBUSY
	case err == nil:
		p.dir.drop(p.name)
		return nil
	}
	return &PathError{"unlinkat", path, err}
}

// Rename moves a file.
func Rename(oldpath, newpath string) error {
	lockTree()
	defer tree.Unlock()
	if err := rename(oldpath, newpath); err != nil {
		return &LinkError{"rename", oldpath, newpath, err}
	}
	return nil
}

func rename(oldpath, newpath string) error {
	from, err := existing(oldpath, false)
	if err != nil {
		return err
	}
	to, err := find(newpath, false)
	switch {
	case err != nil:
		return err
	case from.name == "" || to.name == "":
		return syscall.EBUSY
	case to.node == from.node:
		return nil
	case from.node.isDir() && to.dir.within(from.node):
		return syscall.EINVAL
	case to.node == nil:
	case to.node.isDir() && !from.node.isDir():
		return syscall.EEXIST
	case from.node.isDir() && !to.node.isDir():
		return syscall.ENOTDIR
	case len(to.node.entries) > 0:
		return syscall.EEXIST
	default:
		to.dir.drop(to.name)
	}
	from.dir.drop(from.name)
	to.dir.put(to.name, from.node)
	return nil
}

// Link gives a file another name.
func Link(oldname, newname string) error {
	lockTree()
	defer tree.Unlock()
	p, err := existing(oldname, false)
	if err == nil && p.node.isDir() {
		err = syscall.EPERM
	}
	if err == nil {
		err = create(newname, p.node)
	}
	if err != nil {
		return &LinkError{"link", oldname, newname, err}
	}
	return nil
}

// Symlink makes a symbolic link.
func Symlink(oldname, newname string) error {
	lockTree()
	defer tree.Unlock()
	n := newNode(ModeSymlink | 0o777)
	n.target = oldname
	if err := create(newname, n); err != nil {
		return &LinkError{"symlink", oldname, newname, err}
	}
	return nil
}

// Readlink returns where a symbolic link leads.
func Readlink(name string) (string, error) {
	lockTree()
	defer tree.Unlock()
	p, err := existing(name, false)
	if err == nil && !p.node.isLink() {
		err = syscall.EINVAL
	}
	if err != nil {
		return "", &PathError{"readlink", name, err}
	}
	return p.node.target, nil
}

// Chdir changes the working directory.
func Chdir(dir string) error {
	lockTree()
	defer tree.Unlock()
	p, err := existing(dir, true)
	if err == nil && !p.node.isDir() {
		err = syscall.ENOTDIR
	}
	if err != nil {
		return &PathError{"chdir", dir, err}
	}
	tree.cwd = p.node
	return nil
}

// Getwd returns the working directory.
func Getwd() (dir string, err error) {
	lockTree()
	defer tree.Unlock()
	for n := tree.cwd; n != n.parent; n = n.parent {
		found := false
		for name, child := range n.parent.entries {
			if child == n {
				dir, found = "/"+name+dir, true
				break
			}
		}
		if !found {
			return "", NewSyscallError("getwd", syscall.ENOENT)
		}
	}
	if dir == "" {
		return "/", nil
	}
	return dir, nil
}

const changeable = ModePerm | ModeSetuid | ModeSetgid | ModeSticky

// Chmod, Chtimes, Chown and Truncate change a file.
func Chmod(name string, mode FileMode) error {
	return change("chmod", name, func(n *node) { n.mode = n.mode&^changeable | mode&changeable })
}
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	return change("chtimes", name, func(n *node) {
		if !mtime.IsZero() {
			n.modTime = mtime
		}
	})
}
func Chown(name string, uid, gid int) error { return change("chown", name, func(*node) {}) }
func Lchown(name string, uid, gid int) error {
	if _, err := Lstat(name); err != nil {
		return &PathError{"lchown", name, underlying(err)}
	}
	return nil
}
func Truncate(name string, size int64) error {
	var err error
	e := change("truncate", name, func(n *node) { err = n.truncate(size) })
	if e == nil && err != nil {
		e = &PathError{"truncate", name, err}
	}
	return e
}

func (n *node) truncate(size int64) error {
	switch {
	case n.isDir():
		return syscall.EISDIR
	case size < 0:
		return syscall.EINVAL
	case size <= int64(len(n.data)):
		n.data = n.data[:size:size]
	default:
		n.data = append(n.data, make([]byte, size-int64(len(n.data)))...)
	}
	n.modTime = time.Now()
	return nil
}

// ReadDir returns what is in a directory, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// tempName puts a made-up number in place of the pattern's last *, or at its end.
func tempName(op, dir, pattern string) (string, error) {
	at := len(pattern)
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '/' {
			return "", &PathError{op, pattern, errors.New("pattern contains path separator")}
		}
	}
	prefix, suffix := pattern, ""
	for at--; at >= 0; at-- {
		if pattern[at] == '*' {
			prefix, suffix = pattern[:at], pattern[at+1:]
			break
		}
	}
	if dir == "" {
		dir = TempDir()
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	lockTree()
	tree.temps++
	number := tree.temps * 2654435761 // spread, and never the same
	tree.Unlock()
	return dir + prefix + utoa(number) + suffix, nil
}

func utoa(n uint32) string {
	var b [10]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[i:])
		}
	}
}

// MkdirTemp makes a directory with a new name.
func MkdirTemp(dir, pattern string) (string, error) {
	for {
		name, err := tempName("mkdirtemp", dir, pattern)
		if err != nil {
			return "", err
		}
		if err = Mkdir(name, 0o700); err == nil {
			return name, nil
		}
		if !IsExist(err) {
			return "", err
		}
	}
}

// CreateTemp makes a file with a new name.
func CreateTemp(dir, pattern string) (*File, error) {
	for {
		name, err := tempName("createtemp", dir, pattern)
		if err != nil {
			return nil, err
		}
		f, err := OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0o600)
		if !IsExist(err) {
			return f, err
		}
	}
}

// CopyFS copies a tree of files into a directory.
func CopyFS(dir string, fsys fs.FS) error { return copyTree(dir, fsys, ".") }

func copyTree(to string, fsys fs.FS, name string) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	target := to
	if name != "." {
		target += "/" + name
	}
	if !info.IsDir() {
		w, err := OpenFile(target, O_CREATE|O_EXCL|O_WRONLY, 0o666|info.Mode()&0o777)
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, f); err != nil {
			w.Close()
			return &PathError{"Copy", target, err}
		}
		return w.Close()
	}
	if err := MkdirAll(target, 0o777); err != nil {
		return err
	}
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		return &PathError{"readdir", name, errors.New("not implemented")}
	}
	entries, err := d.ReadDir(-1)
	if err != nil {
		return err
	}
	for _, e := range entries {
		child := e.Name()
		if name != "." {
			child = name + "/" + child
		}
		if err := copyTree(to, fsys, child); err != nil {
			return err
		}
	}
	return nil
}

// DirFS returns the tree of files below dir.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

// at returns a name as seen from outside.
func (d dirFS) at(op, name string) (string, error) {
	switch {
	case d == "":
		return "", &PathError{op, name, errors.New("os: DirFS with empty root")}
	case !fs.ValidPath(name):
		return "", &PathError{op, name, ErrInvalid}
	}
	return string(d) + "/" + name, nil
}

// inside gives an error the name as seen from inside.
func inside(err error, name string) error {
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

func (d dirFS) Open(name string) (fs.File, error) {
	full, err := d.at("open", name)
	if err != nil {
		return nil, err
	}
	f, err := Open(full)
	if err != nil {
		return nil, inside(err, name)
	}
	return f, nil
}

func (d dirFS) ReadFile(name string) ([]byte, error) {
	full, err := d.at("readfile", name)
	if err != nil {
		return nil, err
	}
	b, err := ReadFile(full)
	return b, inside(err, name)
}

func (d dirFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := d.at("readdir", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(full)
	return list, inside(err, name)
}

func (d dirFS) Stat(name string) (fs.FileInfo, error) {
	full, err := d.at("stat", name)
	if err != nil {
		return nil, err
	}
	info, err := Stat(full)
	return info, inside(err, name)
}

func (d dirFS) Lstat(name string) (fs.FileInfo, error) {
	full, err := d.at("lstat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(full)
	return info, inside(err, name)
}

func (d dirFS) ReadLink(name string) (string, error) {
	full, err := d.at("readlink", name)
	if err != nil {
		return "", err
	}
	target, err := Readlink(full)
	return target, inside(err, name)
}
