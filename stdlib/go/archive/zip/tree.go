package zip

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// An entry is a file or folder in the tree of an archive.
type entry struct {
	name  string // without the slash of folders
	file  *File  // nil if the folder is only there for what is in it
	isDir bool
	twice bool // there are several of that name
}

func (e *entry) Name() string { return path.Base(e.name) }

// Stat returns what is known, unless there are several.
func (e *entry) Stat() (fs.FileInfo, error) { return e.Info() }

func (e *entry) Info() (fs.FileInfo, error) {
	if e.twice {
		return nil, errors.New(e.name + ": duplicate entries in zip file")
	}
	if !e.isDir {
		return e.file.FileInfo(), nil
	}
	return e, nil
}

func (e *entry) Size() int64       { return 0 }
func (e *entry) IsDir() bool       { return e.isDir }
func (e *entry) Sys() any          { return nil }
func (e *entry) String() string    { return fs.FormatDirEntry(e) }
func (e *entry) Type() fs.FileMode { return e.Mode().Type() }

func (e *entry) Mode() fs.FileMode {
	if e.isDir {
		return fs.ModeDir | 0o555
	}
	return e.file.Mode()
}

func (e *entry) ModTime() time.Time {
	if e.file == nil {
		return time.Time{}
	}
	return e.file.FileHeader.Modified.UTC()
}

// validName returns a name without what fs.FS does not have.
func validName(name string) string {
	name = path.Clean(strings.ReplaceAll(name, `\`, `/`))
	name = strings.TrimPrefix(name, "/")
	for strings.HasPrefix(name, "../") {
		name = name[len("../"):]
	}
	return name
}

// list makes the tree: sorted by folder and then by name.
func (r *Reader) list() {
	seen := make(map[string]int)
	add := func(e entry) {
		seen[e.name] = len(r.tree)
		r.tree = append(r.tree, e)
	}
	var folders []string
	for _, f := range r.File {
		name := validName(f.Name)
		if name == "" || name == "." {
			continue
		}
		if i, ok := seen[name]; ok {
			r.tree[i].twice = true
			continue
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders = append(folders, dir)
		}
		add(entry{name: name, file: f, isDir: strings.HasSuffix(f.Name, "/")})
	}
	for _, dir := range folders {
		i, ok := seen[dir]
		if !ok {
			add(entry{name: dir, isDir: true})
		} else if !r.tree[i].isDir {
			r.tree[i].twice = true
		}
	}
	slices.SortFunc(r.tree, func(a, b entry) int { return compare(a.name, b.name) })
}

func compare(a, b string) int {
	da, ea := path.Split(a)
	db, eb := path.Split(b)
	if c := strings.Compare(da, db); c != 0 {
		return c
	}
	return strings.Compare(ea, eb)
}

// Open opens a file or folder, as fs.FS does.
func (r *Reader) Open(name string) (fs.File, error) {
	r.listed.Do(r.list)
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	e := &entry{name: ".", isDir: true}
	if name != "." {
		i, ok := slices.BinarySearchFunc(r.tree, name, func(e entry, name string) int { return compare(e.name, name) })
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		e = &r.tree[i]
	}
	if e.isDir {
		return &folder{entry: e, files: r.inside(name)}, nil
	}
	rc, err := e.file.Open()
	if err != nil {
		return nil, err
	}
	return rc.(fs.File), nil
}

// inside returns what is in a folder.
func (r *Reader) inside(dir string) []entry {
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
	}
	var files []entry
	for _, e := range r.tree {
		if d, _ := path.Split(e.name); d == prefix {
			files = append(files, e)
		}
	}
	return files
}

// A folder is an open one.
type folder struct {
	entry *entry
	files []entry
	read  int
}

func (d *folder) Close() error               { return nil }
func (d *folder) Stat() (fs.FileInfo, error) { return d.entry.Info() }

func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.entry.name, Err: errors.New("is a directory")}
}

// ReadDir returns the next n files, or all.
func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	left := d.files[d.read:]
	if n > 0 && len(left) == 0 {
		return nil, io.EOF
	}
	if n > 0 && n < len(left) {
		left = left[:n]
	}
	list := make([]fs.DirEntry, len(left))
	for i := range left {
		if left[i].twice {
			_, err := left[i].Info()
			return nil, err
		}
		list[i] = &left[i]
		if !left[i].isDir {
			list[i] = fileInfo{&left[i].file.FileHeader}
		}
	}
	d.read += len(left)
	return list, nil
}
