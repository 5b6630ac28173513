package fstest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/iotest"
)

// TestFS checks that a file system keeps the rules, walking over all of it,
// and that it has the files expected.
func TestFS(fsys fs.FS, expected ...string) error {
	if err := testFS(fsys, expected...); err != nil {
		return err
	}
	for _, name := range expected {
		if i := strings.IndexByte(name, '/'); i >= 0 {
			dir := name[:i]
			var below []string
			for _, other := range expected {
				if rest, ok := strings.CutPrefix(other, dir+"/"); ok {
					below = append(below, rest)
				}
			}
			sub, err := fs.Sub(fsys, dir)
			if err != nil {
				return err
			}
			if err := testFS(sub, below...); err != nil {
				return fmt.Errorf("testing fs.Sub(fsys, %s): %w", dir, err)
			}
			break
		}
	}
	return nil
}

// A checker collects what is wrong.
type checker struct {
	fsys     fs.FS
	problems []error
	dirs     []string
	files    []string
}

func (c *checker) errorf(format string, args ...any) {
	c.problems = append(c.problems, fmt.Errorf(format, args...))
}

func testFS(fsys fs.FS, expected ...string) error {
	c := checker{fsys: fsys}
	c.dir(".")
	c.badPaths(".", "missing-file")
	found := make(map[string]bool)
	for _, name := range append(c.dirs, c.files...) {
		found[name] = true
	}
	delete(found, ".")
	if len(expected) == 0 && len(found) > 0 {
		var list []string
		for name := range found {
			list = append(list, name)
		}
		slices.Sort(list)
		if len(list) > 15 {
			list = append(list[:10], "...")
		}
		c.errorf("expected empty file system but found files:\n%s", strings.Join(list, "\n"))
	}
	for _, name := range expected {
		if !found[name] {
			c.errorf("expected but not found: %s", name)
		}
	}
	if len(c.problems) == 0 {
		return nil
	}
	return fmt.Errorf("TestFS found errors:\n%w", errors.Join(c.problems...))
}

// openDir opens a directory that must be there.
func (c *checker) openDir(dir string) fs.ReadDirFile {
	f, err := c.fsys.Open(dir)
	if err != nil {
		c.errorf("%s: Open: %w", dir, err)
		return nil
	}
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		f.Close()
		c.errorf("%s: Open returned File type %T, not a fs.ReadDirFile", dir, f)
		return nil
	}
	return d
}

// dir checks a directory and what is below it.
func (c *checker) dir(dir string) {
	c.dirs = append(c.dirs, dir)
	d := c.openDir(dir)
	if d == nil {
		return
	}
	list, err := d.ReadDir(-1)
	if err != nil {
		d.Close()
		c.errorf("%s: ReadDir(-1): %w", dir, err)
		return
	}
	prefix := ""
	if dir != "." {
		prefix = dir + "/"
	}
	for _, entry := range list {
		name := entry.Name()
		switch {
		case name == ".", name == "..", name == "":
			c.errorf("%s: ReadDir: child has invalid name: %#q", dir, name)
			continue
		case strings.ContainsAny(name, `/\`):
			c.errorf("%s: ReadDir: child name contains slash: %#q", dir, name)
			continue
		}
		full := prefix + name
		c.stat(full, entry)
		c.badPaths(full, "")
		switch entry.Type() {
		case fs.ModeDir:
			c.dir(full)
		case fs.ModeSymlink:
			c.files = append(c.files, full)
		default:
			c.file(full)
		}
	}
	if more, err := d.ReadDir(-1); len(more) > 0 || err != nil {
		c.errorf("%s: ReadDir(-1) at EOF = %d entries, %w, want 0 entries, nil", dir, len(more), err)
	}
	if more, err := d.ReadDir(1); len(more) > 0 || err != io.EOF {
		c.errorf("%s: ReadDir(1) at EOF = %d entries, %w, want 0 entries, EOF", dir, len(more), err)
	}
	if err := d.Close(); err != nil {
		c.errorf("%s: Close: %w", dir, err)
	}
	d.Close()
	c.again(dir, list)
	c.glob(dir, list)
}

// again reads a directory in other ways, which must give the same.
func (c *checker) again(dir string, list []fs.DirEntry) {
	d := c.openDir(dir)
	if d == nil {
		return
	}
	defer d.Close()
	var pieces []fs.DirEntry
	for n := 1; ; n = n%2 + 1 {
		part, err := d.ReadDir(n)
		if len(part) > n {
			c.errorf("%s: third Open: ReadDir(%d) after %d: %d entries (too many)", dir, n, len(pieces), len(part))
			return
		}
		pieces = append(pieces, part...)
		if err == io.EOF {
			break
		}
		if err != nil {
			c.errorf("%s: third Open: ReadDir(%d) after %d: %w", dir, n, len(pieces), err)
			return
		}
	}
	c.same(dir, "first Open+ReadDir(-1) vs third Open+ReadDir(1,2) loop", list, pieces)
	whole, err := fs.ReadDir(c.fsys, dir)
	if err != nil {
		c.errorf("%s: fs.ReadDir: %w", dir, err)
		return
	}
	c.same(dir, "first Open+ReadDir(-1) vs fs.ReadDir", list, whole)
	if !slices.IsSortedFunc(whole, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }) {
		c.errorf("%s: fs.ReadDir: entries wrong order", dir)
	}
}

// same checks that two lists have the same entries.
func (c *checker) same(dir, what string, a, b []fs.DirEntry) {
	lines := func(list []fs.DirEntry) []string {
		var lines []string
		for _, entry := range list {
			lines = append(lines, entry.Name()+" "+entry.Type().String())
		}
		slices.Sort(lines)
		return lines
	}
	if !slices.Equal(lines(a), lines(b)) {
		c.errorf("%s: diff %s:\n\t%s\n\t%s", dir, what, strings.Join(lines(a), ", "), strings.Join(lines(b), ", "))
	}
}

// glob checks a Glob method, if there is one.
func (c *checker) glob(dir string, list []fs.DirEntry) {
	g, ok := c.fsys.(fs.GlobFS)
	if !ok {
		return
	}
	pattern, prefix := "*", ""
	if dir != "." {
		prefix = dir + "/"
		if strings.ContainsAny(dir, `*?[\`) {
			return
		}
		pattern = prefix + "*"
	}
	names, err := g.Glob(pattern)
	if err != nil {
		c.errorf("%s: Glob(%#q): %w", dir, pattern, err)
		return
	}
	var want []string
	for _, entry := range list {
		want = append(want, path.Join(prefix, entry.Name()))
	}
	slices.Sort(want)
	if !slices.IsSorted(names) {
		c.errorf("%s: Glob(%#q): unsorted output", dir, pattern)
	}
	slices.Sort(names)
	if !slices.Equal(want, names) {
		c.errorf("%s: Glob(%#q): wrong output: %q, want %q", dir, pattern, names, want)
	}
	if _, err := g.Glob(prefix + "nonexist/["); err == nil {
		c.errorf("%s: Glob(%#q): bad pattern not detected", dir, prefix+"nonexist/[")
	}
}

// stat checks that a file is described in the same way everywhere.
func (c *checker) stat(name string, entry fs.DirEntry) {
	f, err := c.fsys.Open(name)
	if err != nil {
		c.errorf("%s: Open: %w", name, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		c.errorf("%s: Stat: %w", name, err)
		return
	}
	if entry.Type() == fs.ModeSymlink {
		return
	}
	if entry.Name() != info.Name() || entry.IsDir() != info.IsDir() || entry.Type() != info.Mode().Type() {
		c.errorf("%s: mismatch between directory entry %v and file info %v", name, entry, info)
	}
	if entry.IsDir() != entry.Type().IsDir() {
		c.errorf("%s: IsDir and Type disagree", name)
	}
	fromEntry, err := entry.Info()
	if err != nil {
		c.errorf("%s: entry.Info: %w", name, err)
		return
	}
	fromFS, err := fs.Stat(c.fsys, name)
	if err != nil {
		c.errorf("%s: fs.Stat: %w", name, err)
		return
	}
	for _, other := range []fs.FileInfo{fromEntry, fromFS} {
		if text(other) != text(info) {
			c.errorf("%s: mismatch:\n\t%s\n\t%s", name, text(info), text(other))
		}
	}
}

func text(i fs.FileInfo) string {
	return fmt.Sprintf("%s IsDir=%v Mode=%v Size=%d ModTime=%v", i.Name(), i.IsDir(), i.Mode(), i.Size(), i.ModTime())
}

// file checks reading a file.
func (c *checker) file(name string) {
	c.files = append(c.files, name)
	f, err := c.fsys.Open(name)
	if err != nil {
		c.errorf("%s: Open: %w", name, err)
		return
	}
	data, err := io.ReadAll(f)
	if err != nil {
		f.Close()
		c.errorf("%s: Open+ReadAll: %w", name, err)
		return
	}
	if err := f.Close(); err != nil {
		c.errorf("%s: Close: %w", name, err)
	}
	f.Close()
	if r, ok := c.fsys.(fs.ReadFileFS); ok {
		again, err := r.ReadFile(name)
		if err != nil {
			c.errorf("%s: ReadFile: %w", name, err)
			return
		}
		if !bytes.Equal(data, again) {
			c.errorf("%s: ReadFile: different data than Open+ReadAll", name)
		}
		for i := range again {
			again[i]++
		}
		if again, _ = r.ReadFile(name); !bytes.Equal(data, again) {
			c.errorf("%s: ReadFile: changing the result changed the file", name)
		}
	}
	if again, err := fs.ReadFile(c.fsys, name); err != nil {
		c.errorf("%s: fs.ReadFile: %w", name, err)
	} else if !bytes.Equal(data, again) {
		c.errorf("%s: fs.ReadFile: different data than Open+ReadAll", name)
	}
	if f, err = c.fsys.Open(name); err != nil {
		c.errorf("%s: second Open: %w", name, err)
		return
	}
	defer f.Close()
	if err := iotest.TestReader(f, data); err != nil {
		c.errorf("%s: failed TestReader:\n\t%s", name, strings.ReplaceAll(err.Error(), "\n", "\n\t"))
	}
}

// badPaths checks that paths which are not valid are not opened.
func (c *checker) badPaths(name, missing string) {
	bad := []string{"/" + name, name + "/."}
	if name == "." {
		bad = append(bad, "/")
	}
	if i := strings.Index(name, "/"); i >= 0 {
		bad = append(bad, name[:i]+"//"+name[i+1:], name[:i]+"/./"+name[i+1:], name[:i]+"/../"+name)
	}
	if missing != "" {
		bad = append(bad, missing)
	}
	for _, b := range bad {
		if f, err := c.fsys.Open(b); err == nil {
			f.Close()
			c.errorf("%s: Open(%s) succeeded, want error", name, b)
		}
	}
}
