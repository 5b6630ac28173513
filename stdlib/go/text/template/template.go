// Package template runs templates that make text.
package template

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"text/template/parse"
)

// shared is what templates that know each other have in common.
type shared struct {
	templates  map[string]*Template
	parseFuncs FuncMap
	execFuncs  map[string]reflect.Value
	missingKey missingKey
}

// missingKey says what a map answers for a key it does not have.
type missingKey int

const (
	mapInvalid missingKey = iota
	mapZeroValue
	mapError
)

// Template is a template, one of several that know each other.
type Template struct {
	name string
	*parse.Tree
	*shared
	left, right string
}

// New returns an empty template.
func New(name string) *Template { return &Template{name: name} }

// Name returns the template's name.
func (t *Template) Name() string { return t.name }

// New returns an empty template that knows those that t knows.
func (t *Template) New(name string) *Template {
	t.init()
	return &Template{name: name, shared: t.shared, left: t.left, right: t.right}
}

func (t *Template) init() {
	if t.shared == nil {
		t.shared = &shared{
			templates:  map[string]*Template{},
			parseFuncs: FuncMap{},
			execFuncs:  map[string]reflect.Value{},
		}
	}
}

// Clone returns a copy; what is added to one is not known to the other.
func (t *Template) Clone() (*Template, error) {
	c := &Template{name: t.name, Tree: t.Tree, left: t.left, right: t.right}
	c.init()
	if t.shared == nil {
		return c, nil
	}
	c.missingKey = t.missingKey
	for name, tmpl := range t.templates {
		if name == t.name {
			c.templates[t.name] = c
			continue
		}
		c.templates[name] = &Template{name: tmpl.name, Tree: tmpl.Tree, shared: c.shared, left: tmpl.left, right: tmpl.right}
	}
	maps.Copy(c.parseFuncs, t.parseFuncs)
	maps.Copy(c.execFuncs, t.execFuncs)
	return c, nil
}

// AddParseTree makes a template of a tree.
func (t *Template) AddParseTree(name string, tree *parse.Tree) (*Template, error) {
	t.init()
	nt := t
	if name != t.name {
		nt = t.New(name)
	}
	if t.associate(nt, tree) || nt.Tree == nil {
		nt.Tree = tree
	}
	return nt, nil
}

// associate notes a template down, unless it is empty and takes the place of one that is not.
func (t *Template) associate(nt *Template, tree *parse.Tree) bool {
	if nt.shared != t.shared {
		panic("internal error: associate not common")
	}
	if old := t.templates[nt.name]; old != nil && parse.IsEmptyTree(tree.Root) && old.Tree != nil {
		return false
	}
	t.templates[nt.name] = nt
	return true
}

// Templates returns the templates that t knows.
func (t *Template) Templates() []*Template {
	if t.shared == nil {
		return nil
	}
	list := make([]*Template, 0, len(t.templates))
	for _, tmpl := range t.templates {
		list = append(list, tmpl)
	}
	return list
}

// Delims sets the delimiters of actions.
func (t *Template) Delims(left, right string) *Template {
	t.init()
	t.left, t.right = left, right
	return t
}

// Funcs adds functions.
func (t *Template) Funcs(funcs FuncMap) *Template {
	t.init()
	addFuncs(t.execFuncs, funcs)
	maps.Copy(t.parseFuncs, funcs)
	return t
}

// Lookup returns the template of that name, or nil.
func (t *Template) Lookup(name string) *Template {
	if t.shared == nil {
		return nil
	}
	return t.templates[name]
}

// Option sets options.
func (t *Template) Option(opt ...string) *Template {
	t.init()
	for _, s := range opt {
		key, value, ok := strings.Cut(s, "=")
		if s == "" {
			panic("empty option string")
		}
		if ok && key == "missingkey" {
			switch value {
			case "invalid", "default":
				t.missingKey = mapInvalid
				continue
			case "zero":
				t.missingKey = mapZeroValue
				continue
			case "error":
				t.missingKey = mapError
				continue
			}
		}
		panic("unrecognized option: " + s)
	}
	return t
}

// Parse parses text as the body of t, and the templates it defines.
func (t *Template) Parse(text string) (*Template, error) {
	t.init()
	trees, err := parse.Parse(t.name, text, t.left, t.right, t.parseFuncs, builtins())
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(trees))
	for name := range trees {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, err := t.AddParseTree(name, trees[name]); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// DefinedTemplates lists the templates, for messages.
func (t *Template) DefinedTemplates() string {
	if t.shared == nil {
		return ""
	}
	var names []string
	for name, tmpl := range t.templates {
		if tmpl.Tree != nil && tmpl.Root != nil {
			names = append(names, fmt.Sprintf("%q", name))
		}
	}
	if len(names) == 0 {
		return ""
	}
	sort.Strings(names)
	return "; defined templates are: " + strings.Join(names, ", ")
}

// Must returns t; it panics if there is an error.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

// ParseFiles makes templates of files, each named after its file.
func ParseFiles(filenames ...string) (*Template, error) { return parseFiles(nil, readFile, filenames) }

// ParseFiles adds templates made of files.
func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	t.init()
	return parseFiles(t, readFile, filenames)
}

// ParseGlob makes templates of the files that match a pattern.
func ParseGlob(pattern string) (*Template, error) { return parseGlob(nil, pattern) }

// ParseGlob adds templates made of the files that match a pattern.
func (t *Template) ParseGlob(pattern string) (*Template, error) {
	t.init()
	return parseGlob(t, pattern)
}

// ParseFS makes templates of files of a file system.
func ParseFS(fsys fs.FS, patterns ...string) (*Template, error) { return parseFS(nil, fsys, patterns) }

// ParseFS adds templates made of files of a file system.
func (t *Template) ParseFS(fsys fs.FS, patterns ...string) (*Template, error) {
	t.init()
	return parseFS(t, fsys, patterns)
}

type reader func(file string) (name string, text []byte, err error)

func readFile(file string) (string, []byte, error) {
	text, err := os.ReadFile(file)
	return filepath.Base(file), text, err
}

func parseFiles(t *Template, read reader, files []string) (*Template, error) {
	if len(files) == 0 {
		return nil, errors.New("template: no files named in call to ParseFiles")
	}
	for _, file := range files {
		name, text, err := read(file)
		if err != nil {
			return nil, err
		}
		tmpl := t
		switch {
		case t == nil:
			t = New(name)
			tmpl = t
		case name != t.name:
			tmpl = t.New(name)
		}
		if _, err := tmpl.Parse(string(text)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func parseGlob(t *Template, pattern string) (*Template, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("template: pattern matches no files: %#q", pattern)
	}
	return parseFiles(t, readFile, files)
}

func parseFS(t *Template, fsys fs.FS, patterns []string) (*Template, error) {
	var files []string
	for _, pattern := range patterns {
		list, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, fmt.Errorf("template: pattern matches no files: %#q", pattern)
		}
		files = append(files, list...)
	}
	read := func(file string) (string, []byte, error) {
		text, err := fs.ReadFile(fsys, file)
		return path.Base(file), text, err
	}
	return parseFiles(t, read, files)
}
