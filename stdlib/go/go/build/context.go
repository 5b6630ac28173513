// Package build finds out which files of a folder make up a Go package.
//
// Packages are looked for in folders and in the trees of GOROOT and GOPATH: the go command, which
// knows modules, is not asked, for an execution has no other programs.
package build

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// A Context says what a build is for; functions that are nil are those of os and path/filepath.
type Context struct {
	GOARCH        string
	GOOS          string
	GOROOT        string
	GOPATH        string
	Dir           string
	CgoEnabled    bool
	UseAllFiles   bool // whatever names and constraints say
	Compiler      string
	BuildTags     []string
	ToolTags      []string
	ReleaseTags   []string
	InstallSuffix string

	JoinPath      func(elem ...string) string
	SplitPathList func(list string) []string
	IsAbsPath     func(path string) bool
	IsDir         func(path string) bool
	HasSubdir     func(root, dir string) (rel string, ok bool)
	ReadDir       func(dir string) ([]fs.FileInfo, error)
	OpenFile      func(path string) (io.ReadCloser, error)
}

// Default is for the system the program runs on.
var Default = defaultContext()

// ToolDir is where Go's tools are installed.
var ToolDir = filepath.Join(Default.GOROOT, "pkg/tool/"+runtime.GOOS+"_"+runtime.GOARCH)

const newest = 27 // minor version of Go

func defaultContext() Context {
	value := func(name, otherwise string) string {
		if v := os.Getenv(name); v != "" {
			return v
		}
		return otherwise
	}
	c := Context{
		GOARCH:     value("GOARCH", runtime.GOARCH),
		GOOS:       value("GOOS", runtime.GOOS),
		GOROOT:     runtime.GOROOT(),
		Compiler:   "gc",
		CgoEnabled: value("CGO_ENABLED", "1") == "1",
		ToolTags:   []string{},
	}
	home, _ := os.UserHomeDir()
	if home != "" {
		home = filepath.Join(home, "go")
	}
	c.GOPATH = value("GOPATH", home)
	for minor := 1; minor <= newest; minor++ {
		c.ReleaseTags = append(c.ReleaseTags, "go1."+strconv.Itoa(minor))
	}
	return c
}

func (ctxt *Context) join(elem ...string) string {
	if ctxt.JoinPath != nil {
		return ctxt.JoinPath(elem...)
	}
	return filepath.Join(elem...)
}

func (ctxt *Context) isAbs(path string) bool {
	if ctxt.IsAbsPath != nil {
		return ctxt.IsAbsPath(path)
	}
	return filepath.IsAbs(path)
}

func (ctxt *Context) isDir(path string) bool {
	if ctxt.IsDir != nil {
		return ctxt.IsDir(path)
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// within returns the path from root to dir, with slashes.
func (ctxt *Context) within(root, dir string) (rel string, ok bool) {
	if ctxt.HasSubdir != nil {
		return ctxt.HasSubdir(root, dir)
	}
	rel, err := filepath.Rel(root, dir)
	if err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

func (ctxt *Context) readDir(dir string) ([]fs.FileInfo, error) {
	if ctxt.ReadDir != nil {
		return ctxt.ReadDir(dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var infos []fs.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			infos = append(infos, info)
		}
	}
	return infos, nil
}

func (ctxt *Context) open(path string) (io.ReadCloser, error) {
	if ctxt.OpenFile != nil {
		return ctxt.OpenFile(path)
	}
	return os.Open(path)
}

func (ctxt *Context) gopath() (list []string) {
	split := filepath.SplitList
	if ctxt.SplitPathList != nil {
		split = ctxt.SplitPathList
	}
	for _, dir := range split(ctxt.GOPATH) {
		if dir != "" && dir != ctxt.GOROOT && !strings.HasPrefix(dir, "~") {
			list = append(list, dir)
		}
	}
	return list
}

// SrcDirs returns the folders with the sources of GOROOT and GOPATH.
func (ctxt *Context) SrcDirs() (dirs []string) {
	roots := ctxt.gopath()
	if ctxt.GOROOT != "" && ctxt.Compiler != "gccgo" {
		roots = slices.Insert(roots, 0, ctxt.GOROOT)
	}
	for _, root := range roots {
		if dir := ctxt.join(root, "src"); ctxt.isDir(dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// ArchChar is of no use any more.
func ArchChar(goarch string) (string, error) {
	return "?", errors.New("architecture letter no longer used")
}

// IsLocalImport reports whether a path starts with a dot.
func IsLocalImport(path string) bool {
	return path == "." || path == ".." || strings.HasPrefix(path, "./") || strings.HasPrefix(path, "../")
}

var unixSystems = strings.Fields("aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris")

var systems = append(strings.Fields("js nacl plan9 wasip1 windows zos"), unixSystems...)

var architectures = strings.Fields(`386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le
	mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`)

// holds reports whether a tag is set, and notes that it was asked for.
func (ctxt *Context) holds(tag string, asked map[string]bool) bool {
	if asked != nil {
		asked[tag] = true
	}
	switch {
	case tag == "cgo" && ctxt.CgoEnabled, tag == ctxt.GOOS, tag == ctxt.GOARCH, tag == ctxt.Compiler:
		return true
	case ctxt.GOOS == "android" && tag == "linux", ctxt.GOOS == "illumos" && tag == "solaris", ctxt.GOOS == "ios" && tag == "darwin":
		return true
	case tag == "unix" && slices.Contains(unixSystems, ctxt.GOOS):
		return true
	case tag == "boringcrypto":
		tag = "goexperiment.boringcrypto"
	}
	return slices.Contains(ctxt.BuildTags, tag) || slices.Contains(ctxt.ToolTags, tag) || slices.Contains(ctxt.ReleaseTags, tag)
}

// goodName reports whether a name like x_linux_amd64_test.go is for this system.
func (ctxt *Context) goodName(name string, asked map[string]bool) bool {
	name, _, _ = strings.Cut(name, ".")
	// The first part is never a system: linux.go is for all.
	_, name, found := strings.Cut(name, "_")
	if !found {
		return true
	}
	parts := strings.Split(name, "_")
	n := len(parts)
	if parts[n-1] == "test" {
		parts = parts[:n-1]
		n--
	}
	if n >= 2 && slices.Contains(systems, parts[n-2]) && slices.Contains(architectures, parts[n-1]) {
		system := ctxt.holds(parts[n-2], asked)
		return ctxt.holds(parts[n-1], asked) && system
	}
	if n >= 1 && (slices.Contains(systems, parts[n-1]) || slices.Contains(architectures, parts[n-1])) {
		return ctxt.holds(parts[n-1], asked)
	}
	return true
}
