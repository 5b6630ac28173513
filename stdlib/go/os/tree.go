package os

import (
	"internal/fs"
	"internal/stdio"
	"sync"
	"syscall"
	"time"
)

// A node is a file, a directory, a symbolic link or a device.
type node struct {
	mode    FileMode
	modTime time.Time
	data    []byte
	target  string           // of a link
	entries map[string]*node // of a directory
	parent  *node            // of a directory; the root is its own
	links   int              // names it has
}

// tree has all files; they live in memory and end with the program.
var tree struct {
	sync.Mutex
	top, cwd *node
	temps    uint32 // names that were made up
}

const (
	umask    = 0o22
	maxLinks = 40
)

// lockTree makes the first directories the first time.
func lockTree() {
	tree.Lock()
	if tree.top != nil {
		return
	}
	top := newNode(ModeDir | 0o755)
	top.parent = top
	tree.top, tree.cwd = top, top
	tmp := newNode(ModeDir | ModeSticky | 0o777)
	top.put("tmp", tmp)
	dev := newNode(ModeDir | 0o755)
	top.put("dev", dev)
	dev.put("null", newNode(ModeDevice|ModeCharDevice|0o666))
	tree.cwd = top.folder(stdio.Dir)
	for _, f := range stdio.Files {
		dir, name := tree.cwd, f.Name
		if name[0] == '/' {
			dir = top
		}
		for i := len(name) - 1; i >= 0; i-- {
			if name[i] == '/' {
				dir, name = dir.folder(name[:i]), name[i+1:]
				break
			}
		}
		file := newNode(0o644)
		file.data = []byte(f.Data)
		dir.put(name, file)
	}
}

// folder returns the directory at a path below n, made if need be.
func (n *node) folder(path string) *node {
	for _, name := range elements(path) {
		next := n.entries[name]
		if next == nil {
			next = newNode(ModeDir | 0o755)
			n.put(name, next)
		}
		n = next
	}
	return n
}

func newNode(mode FileMode) *node {
	n := &node{mode: mode, modTime: time.Now()}
	if mode.IsDir() {
		n.entries = make(map[string]*node)
	}
	return n
}

func (n *node) isDir() bool  { return n.mode.IsDir() }
func (n *node) isLink() bool { return n.mode&ModeSymlink != 0 }
func (n *node) isNull() bool { return n.mode&ModeCharDevice != 0 }

func (n *node) size() int64 {
	switch {
	case n.isDir():
		return 4096
	case n.isLink():
		return int64(len(n.target))
	}
	return int64(len(n.data))
}

// put gives a node a name in directory n.
func (n *node) put(name string, child *node) {
	n.entries[name] = child
	n.modTime = time.Now()
	child.links++
	if child.isDir() {
		child.parent = n
	}
}

// drop takes a name away.
func (n *node) drop(name string) {
	n.entries[name].links--
	delete(n.entries, name)
	n.modTime = time.Now()
}

// names returns the names in a directory, sorted.
func (n *node) names() []string {
	list := make([]string, 0, len(n.entries))
	for name := range n.entries {
		i := len(list)
		list = append(list, name)
		for ; i > 0 && list[i-1] > name; i-- {
			list[i] = list[i-1]
		}
		list[i] = name
	}
	return list
}

// within reports whether n is dir or below it.
func (n *node) within(dir *node) bool {
	for ; n != dir; n = n.parent {
		if n == n.parent {
			return false
		}
	}
	return true
}

// A place is a name in a directory, and what it names, if anything. It has no name if the path
// ends in . or .., or at the root.
type place struct {
	dir  *node
	name string
	node *node
}

// elements splits a path.
func elements(path string) []string {
	var list []string
	for i := 0; i < len(path); {
		end := i
		for end < len(path) && path[end] != '/' {
			end++
		}
		if end > i {
			list = append(list, path[i:end])
		}
		i = end + 1
	}
	return list
}

// find follows a path; links at its end only if follow says so. What a place that is not there
// lacks is only its last name.
func find(path string, follow bool) (place, error) {
	if path == "" {
		return place{}, syscall.ENOENT
	}
	for i := 0; i < len(path); i++ {
		if path[i] == 0 {
			return place{}, syscall.EINVAL
		}
	}
	slash := path[len(path)-1] == '/'
	p := place{node: tree.cwd}
	if path[0] == '/' {
		p.node = tree.top
	}
	rest := elements(path)
	for links := 0; len(rest) > 0; {
		name := rest[0]
		rest = rest[1:]
		dir := p.node
		switch {
		case dir == nil:
			return place{}, syscall.ENOENT
		case !dir.isDir():
			return place{}, syscall.ENOTDIR
		case name == ".":
			p = place{node: dir}
			continue
		case name == "..":
			p = place{node: dir.parent}
			continue
		case len(name) > 255:
			return place{}, syscall.ENAMETOOLONG
		}
		p = place{dir, name, dir.entries[name]}
		if p.node != nil && p.node.isLink() && (follow || slash || len(rest) > 0) {
			if links++; links > maxLinks {
				return place{}, syscall.ELOOP
			}
			target := p.node.target
			rest = append(elements(target), rest...)
			p = place{node: dir}
			if target != "" && target[0] == '/' {
				p = place{node: tree.top}
			}
		}
	}
	if slash && p.node != nil && !p.node.isDir() {
		return place{}, syscall.ENOTDIR
	}
	return p, nil
}

// existing follows a path to something that is there.
func existing(path string, follow bool) (place, error) {
	p, err := find(path, follow)
	if err == nil && p.node == nil {
		err = syscall.ENOENT
	}
	return p, err
}

// change changes what is at a path.
func change(op, path string, do func(n *node)) error {
	lockTree()
	defer tree.Unlock()
	p, err := existing(path, true)
	if err != nil {
		return &PathError{op, path, err}
	}
	do(p.node)
	return nil
}

// create makes something at a path where nothing is.
func create(path string, n *node) error {
	p, err := find(path, false)
	switch {
	case err != nil:
		return err
	case p.node != nil:
		return syscall.EEXIST
	}
	p.dir.put(p.name, n)
	return nil
}

// A fileStat describes a file.
type fileStat struct {
	name    string
	size    int64
	mode    FileMode
	modTime time.Time
	node    *node
}

func (n *node) stat(name string) *fileStat {
	return &fileStat{base(name), n.size(), n.mode, n.modTime, n}
}

func (s *fileStat) Name() string       { return s.name }
func (s *fileStat) Size() int64        { return s.size }
func (s *fileStat) Mode() FileMode     { return s.mode }
func (s *fileStat) ModTime() time.Time { return s.modTime }
func (s *fileStat) IsDir() bool        { return s.mode.IsDir() }
func (s *fileStat) Sys() any           { return nil }

// A dirEntry is a name in a directory.
type dirEntry struct {
	dir  string
	name string
	mode FileMode
}

func (e *dirEntry) Name() string               { return e.name }
func (e *dirEntry) IsDir() bool                { return e.mode.IsDir() }
func (e *dirEntry) Type() FileMode             { return e.mode.Type() }
func (e *dirEntry) Info() (fs.FileInfo, error) { return Lstat(e.dir + "/" + e.name) }
func (e *dirEntry) String() string {
	if e.IsDir() {
		return "d " + e.name + "/"
	}
	return e.mode.Type().String()[:1] + " " + e.name
}
