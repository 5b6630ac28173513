// Package template runs templates that make HTML: what they write is escaped as the place where it
// is written needs it.
package template

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"text/template"
	"text/template/parse"
)

// Template is a template, one of several that know each other.
type Template struct {
	// Why it cannot be escaped, or errEscaped.
	escapeErr error
	text      *template.Template
	Tree      *parse.Tree
	*group
}

// errEscaped marks templates that have been escaped.
var errEscaped = errors.New("template escaped correctly")

// A group are templates that know each other.
type group struct {
	mu      sync.Mutex
	set     map[string]*Template
	escaped bool
	esc     escaper
}

func newGroup() *group {
	g := &group{set: map[string]*Template{}}
	g.esc = newEscaper(g)
	return g
}

// FuncMap has functions by name.
type FuncMap = template.FuncMap

// New returns an empty template.
func New(name string) *Template {
	t := &Template{text: template.New(name), group: newGroup()}
	t.set[name] = t
	return t
}

// New returns an empty template that knows those that t knows.
func (t *Template) New(name string) *Template {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.add(name)
}

func (t *Template) add(name string) *Template {
	added := &Template{text: t.text.New(name), group: t.group}
	if old, ok := added.set[name]; ok {
		// Who has the old one must not get what was not escaped.
		*old = *New(old.Name())
	}
	added.set[name] = added
	return added
}

// Must panics if there is an error.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

// Name returns the template's name.
func (t *Template) Name() string { return t.text.Name() }

// Templates returns all templates that t knows, and itself.
func (t *Template) Templates() []*Template {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := make([]*Template, 0, len(t.set))
	for _, other := range t.set {
		all = append(all, other)
	}
	return all
}

// Lookup returns the template of a name, or nil.
func (t *Template) Lookup(name string) *Template {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.set[name]
}

// DefinedTemplates returns a text that lists the templates.
func (t *Template) DefinedTemplates() string { return t.text.DefinedTemplates() }

// Option, Funcs and Delims are as in text/template.
func (t *Template) Option(opt ...string) *Template {
	t.text.Option(opt...)
	return t
}
func (t *Template) Funcs(funcMap FuncMap) *Template {
	t.text.Funcs(funcMap)
	return t
}
func (t *Template) Delims(left, right string) *Template {
	t.text.Delims(left, right)
	return t
}

// mayParse reports an error if a template of the group was executed.
func (t *Template) mayParse() error {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.escaped {
		return fmt.Errorf("html/template: cannot Parse after Execute")
	}
	return nil
}

// Parse reads t and the templates that the text defines.
func (t *Template) Parse(text string) (*Template, error) {
	if err := t.mayParse(); err != nil {
		return nil, err
	}
	parsed, err := t.text.Parse(text)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, v := range parsed.Templates() {
		known := t.set[v.Name()]
		if known == nil {
			known = t.add(v.Name())
		}
		known.text, known.Tree = v, v.Tree
	}
	return t, nil
}

// AddParseTree adds a template that was parsed.
func (t *Template) AddParseTree(name string, tree *parse.Tree) (*Template, error) {
	if err := t.mayParse(); err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	text, err := t.text.AddParseTree(name, tree)
	if err != nil {
		return nil, err
	}
	added := &Template{text: text, Tree: text.Tree, group: t.group}
	t.set[name] = added
	return added, nil
}

// Clone returns a copy, unless the template was executed.
func (t *Template) Clone() (*Template, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	executed := fmt.Errorf("html/template: cannot Clone %q after it has executed", t.Name())
	if t.escapeErr != nil {
		return nil, executed
	}
	text, err := t.text.Clone()
	if err != nil {
		return nil, err
	}
	c := &Template{text: text, Tree: text.Tree, group: newGroup()}
	c.set[c.Name()] = c
	for _, x := range text.Templates() {
		src := t.set[x.Name()]
		if src == nil || src.escapeErr != nil {
			return nil, executed
		}
		x.Tree = x.Tree.Copy()
		c.set[x.Name()] = &Template{text: x, Tree: x.Tree, group: c.group}
	}
	return c.set[c.Name()], nil
}

// Execute writes what the template makes of data.
func (t *Template) Execute(wr io.Writer, data any) error {
	if err := t.escape(); err != nil {
		return err
	}
	return t.text.Execute(wr, data)
}

func (t *Template) escape() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.escaped = true
	if t.escapeErr == nil {
		if t.Tree == nil {
			return fmt.Errorf("template: %q is an incomplete or empty template", t.Name())
		}
		return escapeTemplate(t, t.text.Root, t.Name())
	}
	if t.escapeErr != errEscaped {
		return t.escapeErr
	}
	return nil
}

// ExecuteTemplate executes the template of a name.
func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	named, err := t.lookupEscaped(name)
	if err != nil {
		return err
	}
	return named.text.Execute(wr, data)
}

func (t *Template) lookupEscaped(name string) (*Template, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.escaped = true
	named := t.set[name]
	switch {
	case named == nil:
		return nil, fmt.Errorf("html/template: %q is undefined", name)
	case named.escapeErr != nil && named.escapeErr != errEscaped:
		return nil, named.escapeErr
	case named.text.Tree == nil || named.text.Root == nil:
		return nil, fmt.Errorf("html/template: %q is an incomplete template", name)
	case named.escapeErr == nil:
		if err := escapeTemplate(named, named.text.Root, name); err != nil {
			return named, err
		}
	}
	return named, nil
}

// ParseFiles, ParseGlob and ParseFS parse files into templates named after them.
func ParseFiles(filenames ...string) (*Template, error) { return parseFiles(nil, readFile, filenames) }
func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	return parseFiles(t, readFile, filenames)
}
func ParseGlob(pattern string) (*Template, error) { return parseGlob(nil, pattern) }
func (t *Template) ParseGlob(pattern string) (*Template, error) {
	return parseGlob(t, pattern)
}
func ParseFS(fs fs.FS, patterns ...string) (*Template, error) { return parseFS(nil, fs, patterns) }
func (t *Template) ParseFS(fs fs.FS, patterns ...string) (*Template, error) {
	return parseFS(t, fs, patterns)
}

type reader func(file string) (name string, text []byte, err error)

func readFile(file string) (string, []byte, error) {
	text, err := os.ReadFile(file)
	return filepath.Base(file), text, err
}

func parseFiles(t *Template, read reader, files []string) (*Template, error) {
	if err := t.mayParse(); err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("html/template: no files named in call to ParseFiles")
	}
	for _, file := range files {
		name, text, err := read(file)
		if err != nil {
			return nil, err
		}
		if t == nil {
			t = New(name)
		}
		into := t
		if name != t.Name() {
			into = t.New(name)
		}
		if _, err := into.Parse(string(text)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func parseGlob(t *Template, pattern string) (*Template, error) {
	if err := t.mayParse(); err != nil {
		return nil, err
	}
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("html/template: pattern matches no files: %#q", pattern)
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
	return parseFiles(t, func(file string) (string, []byte, error) {
		text, err := fs.ReadFile(fsys, file)
		return path.Base(file), text, err
	}, files)
}

// HTMLEscape and the others are those of text/template.
func HTMLEscape(w io.Writer, b []byte)   { template.HTMLEscape(w, b) }
func HTMLEscapeString(s string) string   { return template.HTMLEscapeString(s) }
func HTMLEscaper(args ...any) string     { return template.HTMLEscaper(args...) }
func JSEscape(w io.Writer, b []byte)     { template.JSEscape(w, b) }
func JSEscapeString(s string) string     { return template.JSEscapeString(s) }
func JSEscaper(args ...any) string       { return template.JSEscaper(args...) }
func URLQueryEscaper(args ...any) string { return template.URLQueryEscaper(args...) }
func IsTrue(val any) (truth, ok bool)    { return template.IsTrue(val) }
