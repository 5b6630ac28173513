// Package filepath works on the paths of files, which are separated by slashes.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// What a WalkFunc may return to leave files out.
var (
	SkipDir error = fs.SkipDir
	SkipAll error = fs.SkipAll
)

// A WalkFunc is called by Walk for each file.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// Clean returns the shortest path that means the same.
func Clean(name string) string { return path.Clean(name) }

// IsLocal reports whether name stays below where it starts.
func IsLocal(name string) bool {
	if name == "" || IsAbs(name) {
		return false
	}
	clean := Clean(name)
	return clean != ".." && !strings.HasPrefix(clean, "../")
}

// Localize converts a slash-separated path of io/fs.
func Localize(name string) (string, error) {
	if !fs.ValidPath(name) || strings.IndexByte(name, 0) >= 0 {
		return "", errors.New("invalid path")
	}
	return name, nil
}

// ToSlash and FromSlash have nothing to do.
func ToSlash(path string) string   { return path }
func FromSlash(path string) string { return path }

// SplitList splits a list of paths at colons.
func SplitList(path string) []string {
	if path == "" {
		return []string{}
	}
	return strings.Split(path, ":")
}

// Split splits name after its last slash.
func Split(name string) (dir, file string) { return path.Split(name) }

// Join joins the elements that are not empty and cleans the result.
func Join(elem ...string) string { return path.Join(elem...) }

// Ext returns the suffix from the last dot of the last element.
func Ext(name string) string { return path.Ext(name) }

// Base returns the last element of name.
func Base(name string) string { return path.Base(name) }

// Dir returns everything but the last element of name, cleaned.
func Dir(name string) string { return path.Dir(name) }

// IsAbs reports whether name starts at the root.
func IsAbs(name string) bool { return path.IsAbs(name) }

// VolumeName is empty.
func VolumeName(path string) string { return "" }

// HasPrefix is wrong at the borders of elements.
//
// Deprecated: HasPrefix is here for compatibility.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }

// Abs returns name as seen from the root.
func Abs(name string) (string, error) {
	if IsAbs(name) {
		return Clean(name), nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(dir, name), nil
}

// Rel returns how to get to targPath from basePath.
func Rel(basePath, targPath string) (string, error) {
	base, targ := Clean(basePath), Clean(targPath)
	if base == targ {
		return ".", nil
	}
	if base == "." {
		base = ""
	} else if targ == "." {
		targ = ""
	}
	if IsAbs(base) != IsAbs(targ) {
		return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	}
	from, to := elements(base), elements(targ)
	same := 0
	for same < len(from) && same < len(to) && from[same] == to[same] {
		same++
	}
	if same < len(from) && from[same] == ".." {
		return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	}
	up := slices.Repeat([]string{".."}, len(from)-same)
	return strings.Join(append(up, to[same:]...), "/"), nil
}

// elements splits a clean path.
func elements(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return r == '/' })
}

// EvalSymlinks returns name without symbolic links.
func EvalSymlinks(name string) (string, error) {
	done, rest := "", name
	if IsAbs(name) {
		done = "/"
	}
	for links := 0; rest != ""; {
		elem, after, _ := strings.Cut(rest, "/")
		rest = after
		switch elem {
		case "", ".":
			continue
		case "..":
			if done == "" || Base(done) == ".." {
				done = Join(done, "..")
			} else {
				done = strings.TrimPrefix(Dir(done), ".")
			}
			continue
		}
		next := Join(done, elem)
		info, err := os.Lstat(next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			if !info.IsDir() && rest != "" {
				return "", &fs.PathError{"lstat", next + "/" + rest, errNotDir}
			}
			done = next
			continue
		}
		if links++; links > 255 {
			return "", errors.New("EvalSymlinks: too many links")
		}
		target, err := os.Readlink(next)
		if err != nil {
			return "", err
		}
		if IsAbs(target) {
			done = "/"
		}
		rest = target + "/" + rest
	}
	if done == "" {
		return ".", nil
	}
	return done, nil
}

// WalkDir calls fn for root and every file below it.
func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walkDir(root, fs.FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walkDir(name string, entry fs.DirEntry, fn fs.WalkDirFunc) error {
	if err := fn(name, entry, nil); err != nil || !entry.IsDir() {
		if err == SkipDir && entry.IsDir() {
			err = nil
		}
		return err
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		if err = fn(name, entry, err); err != nil {
			if err == SkipDir {
				err = nil
			}
			return err
		}
	}
	for _, e := range entries {
		if err := walkDir(Join(name, e.Name()), e, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

// Walk calls fn for root and every file below it, with what Lstat says.
func Walk(root string, fn WalkFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(root, info, fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(name string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(name, info, nil)
	}
	entries, err := os.ReadDir(name)
	if e := fn(name, info, err); err != nil || e != nil {
		// A directory that cannot be read has been told to fn.
		return e
	}
	for _, entry := range entries {
		file := Join(name, entry.Name())
		info, err := os.Lstat(file)
		if err != nil {
			if err := fn(file, info, err); err != nil && err != SkipDir {
				return err
			}
			continue
		}
		if err := walk(file, info, fn); err != nil && (err != SkipDir || !info.IsDir()) {
			return err
		}
	}
	return nil
}
