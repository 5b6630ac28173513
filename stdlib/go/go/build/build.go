package build

import (
	"errors"
	"fmt"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// An ImportMode says what Import does.
type ImportMode uint

const (
	FindOnly ImportMode = 1 << iota // read no files
	AllowBinary
	ImportComment
	IgnoreVendor
)

// A Directive is a //go: comment before the package clause.
type Directive struct {
	Text string
	Pos  token.Position
}

// A Package is a folder with Go files.
type Package struct {
	Dir           string
	Name          string
	ImportComment string
	Doc           string
	ImportPath    string
	Root          string
	SrcRoot       string
	PkgRoot       string
	PkgTargetRoot string
	BinDir        string
	Goroot        bool
	PkgObj        string
	AllTags       []string
	ConflictDir   string
	BinaryOnly    bool

	GoFiles           []string
	CgoFiles          []string
	IgnoredGoFiles    []string
	InvalidGoFiles    []string
	IgnoredOtherFiles []string
	CFiles            []string
	CXXFiles          []string
	MFiles            []string
	HFiles            []string
	FFiles            []string
	SFiles            []string
	SwigFiles         []string
	SwigCXXFiles      []string
	SysoFiles         []string

	CgoCFLAGS    []string
	CgoCPPFLAGS  []string
	CgoCXXFLAGS  []string
	CgoFFLAGS    []string
	CgoLDFLAGS   []string
	CgoPkgConfig []string

	TestGoFiles  []string
	XTestGoFiles []string

	Directives      []Directive
	TestDirectives  []Directive
	XTestDirectives []Directive

	Imports        []string
	ImportPos      map[string][]token.Position
	TestImports    []string
	TestImportPos  map[string][]token.Position
	XTestImports   []string
	XTestImportPos map[string][]token.Position

	EmbedPatterns        []string
	EmbedPatternPos      map[string][]token.Position
	TestEmbedPatterns    []string
	TestEmbedPatternPos  map[string][]token.Position
	XTestEmbedPatterns   []string
	XTestEmbedPatternPos map[string][]token.Position
}

// IsCommand reports whether the package is a program.
func (p *Package) IsCommand() bool { return p.Name == "main" }

// A NoGoError tells of a folder without Go files for this build.
type NoGoError struct {
	Dir string
}

func (e *NoGoError) Error() string { return "no buildable Go source files in " + e.Dir }

// A MultiplePackageError tells of a folder with files of several packages.
type MultiplePackageError struct {
	Dir      string
	Packages []string
	Files    []string
}

func (e *MultiplePackageError) Error() string {
	return fmt.Sprintf("found packages %s (%s) and %s (%s) in %s", e.Packages[0], e.Files[0], e.Packages[1], e.Files[1], e.Dir)
}

// Import is Default.Import.
func Import(path, srcDir string, mode ImportMode) (*Package, error) {
	return Default.Import(path, srcDir, mode)
}

// ImportDir is Default.ImportDir.
func ImportDir(dir string, mode ImportMode) (*Package, error) { return Default.ImportDir(dir, mode) }

// ImportDir is Import for a folder.
func (ctxt *Context) ImportDir(dir string, mode ImportMode) (*Package, error) {
	return ctxt.Import(".", dir, mode)
}

// Import returns the package of an import path, and what is known of it if there is an error.
func (ctxt *Context) Import(path, srcDir string, mode ImportMode) (*Package, error) {
	p := &Package{ImportPath: path}
	if path == "" {
		return p, errors.New(`import "": invalid import path`)
	}
	if err := ctxt.find(p, srcDir, mode); err != nil {
		return p, err
	}
	if p.Root != "" {
		p.SrcRoot, p.PkgRoot, p.BinDir = ctxt.join(p.Root, "src"), ctxt.join(p.Root, "pkg"), ctxt.join(p.Root, "bin")
		target := "pkg/" + ctxt.GOOS + "_" + ctxt.GOARCH
		if ctxt.InstallSuffix != "" {
			target += "_" + ctxt.InstallSuffix
		}
		p.PkgTargetRoot = ctxt.join(p.Root, target)
		if !p.Goroot { // GOROOT has no objects any more
			p.PkgObj = ctxt.join(p.PkgTargetRoot, p.ImportPath+".a")
		}
	}
	if IsLocalImport(path) && !ctxt.isDir(p.Dir) {
		return p, fmt.Errorf("cannot find package %q in:\n\t%s", p.ImportPath, p.Dir)
	}
	if mode&FindOnly != 0 {
		return p, nil
	}
	return p, ctxt.load(p, mode)
}

// find looks for the folder of a package.
func (ctxt *Context) find(p *Package, srcDir string, mode ImportMode) error {
	roots := ctxt.gopath()
	if ctxt.GOROOT != "" {
		roots = slices.Insert(roots, 0, ctxt.GOROOT)
	}
	place := func(root, rel string) {
		p.Root, p.ImportPath, p.Goroot = root, rel, root == ctxt.GOROOT
	}
	if IsLocalImport(p.ImportPath) {
		if srcDir == "" {
			return fmt.Errorf("import %q: import relative to unknown directory", p.ImportPath)
		}
		local := p.ImportPath
		p.Dir = srcDir
		if !ctxt.isAbs(local) && local != "." {
			p.Dir = ctxt.join(srcDir, local)
		}
		for _, root := range roots {
			if rel, ok := ctxt.within(ctxt.join(root, "src"), p.Dir); ok && rel != "." && !slices.Contains(strings.Split(rel, "/"), "testdata") {
				place(root, rel)
				break
			}
		}
		return nil
	}
	if strings.HasPrefix(p.ImportPath, "/") {
		return fmt.Errorf("import %q: cannot import absolute path", p.ImportPath)
	}
	var tried []string
	if mode&IgnoreVendor == 0 && srcDir != "" {
		for _, root := range roots {
			rel, ok := ctxt.within(ctxt.join(root, "src"), srcDir)
			for ok {
				vendored := path.Join(rel, "vendor", p.ImportPath)
				if dir := ctxt.join(root, "src", vendored); ctxt.isDir(dir) {
					p.Dir = dir
					place(root, vendored)
					return nil
				}
				if rel == "." || rel == "" {
					break
				}
				rel = path.Dir(rel)
			}
		}
	}
	for _, root := range roots {
		dir := ctxt.join(root, "src", p.ImportPath)
		if ctxt.isDir(dir) {
			p.Dir = dir
			place(root, p.ImportPath)
			return nil
		}
		from := "GOPATH"
		if root == ctxt.GOROOT {
			from = "GOROOT"
		}
		tried = append(tried, fmt.Sprintf("\t%s (from $%s)", dir, from))
	}
	if len(tried) == 0 {
		tried = append(tried, "\t($GOPATH not set. For more details see: 'go help gopath')")
	}
	return fmt.Errorf("cannot find package %q in any of:\n%s", p.ImportPath, strings.Join(tried, "\n"))
}

// load reads the files of the folder; the first error of one is returned, after all were read.
func (ctxt *Context) load(p *Package, mode ImportMode) error {
	infos, err := ctxt.readDir(p.Dir)
	if err != nil {
		return err
	}
	p.ImportPos = make(map[string][]token.Position)
	p.TestImportPos = make(map[string][]token.Position)
	p.XTestImportPos = make(map[string][]token.Position)
	p.EmbedPatternPos = make(map[string][]token.Position)
	p.TestEmbedPatternPos = make(map[string][]token.Position)
	p.XTestEmbedPatternPos = make(map[string][]token.Position)
	var bad error
	fset := token.NewFileSet()
	asked := make(map[string]bool)
	first := "" // the file that gave the package its name
	for _, info := range infos {
		if info.IsDir() {
			continue
		}
		name := info.Name()
		f, err := ctxt.source(p.Dir, name, asked, fset)
		fail := func(err error) {
			if bad == nil {
				bad = err
			}
			p.InvalidGoFiles = append(p.InvalidGoFiles, name)
		}
		switch {
		case err != nil && strings.HasSuffix(name, ".go"):
			fail(err)
		case err != nil || f == nil:
		case f.ignored:
			if strings.HasSuffix(name, ".go") {
				p.IgnoredGoFiles = append(p.IgnoredGoFiles, name)
			} else {
				p.IgnoredOtherFiles = append(p.IgnoredOtherFiles, name)
			}
		case !strings.HasSuffix(name, ".go"):
			p.other(name)
		default:
			if f.err != nil {
				fail(f.err) // and what was parsed counts
			}
			ctxt.add(p, f, name, &first, asked, fail, mode)
		}
	}
	for tag := range asked {
		p.AllTags = append(p.AllTags, tag)
	}
	slices.Sort(p.AllTags)
	for _, list := range []struct {
		names *[]string
		from  map[string][]token.Position
	}{
		{&p.Imports, p.ImportPos}, {&p.TestImports, p.TestImportPos}, {&p.XTestImports, p.XTestImportPos},
		{&p.EmbedPatterns, p.EmbedPatternPos}, {&p.TestEmbedPatterns, p.TestEmbedPatternPos}, {&p.XTestEmbedPatterns, p.XTestEmbedPatternPos},
	} {
		*list.names = make([]string, 0, len(list.from))
		for name := range list.from {
			*list.names = append(*list.names, name)
		}
		slices.Sort(*list.names)
	}
	if bad != nil {
		return bad
	}
	if len(p.GoFiles)+len(p.CgoFiles)+len(p.TestGoFiles)+len(p.XTestGoFiles) == 0 {
		return &NoGoError{p.Dir}
	}
	return nil
}

// other adds a file that is not Go's.
func (p *Package) other(name string) {
	var list *[]string
	switch filepath.Ext(name) {
	case ".c":
		list = &p.CFiles
	case ".cc", ".cpp", ".cxx":
		list = &p.CXXFiles
	case ".m":
		list = &p.MFiles
	case ".h", ".hh", ".hpp", ".hxx":
		list = &p.HFiles
	case ".f", ".F", ".for", ".f90":
		list = &p.FFiles
	case ".s", ".S", ".sx":
		list = &p.SFiles
	case ".swig":
		list = &p.SwigFiles
	case ".swigcxx":
		list = &p.SwigCXXFiles
	default:
		list = &p.SysoFiles
	}
	*list = append(*list, name)
}

// add adds a Go file.
func (ctxt *Context) add(p *Package, f *source, name string, first *string, asked map[string]bool, fail func(error), mode ImportMode) {
	pkg := f.parsed.Name.Name
	if pkg == "documentation" {
		p.IgnoredGoFiles = append(p.IgnoredGoFiles, name)
		return
	}
	isTest := strings.HasSuffix(name, "_test.go")
	isExternal := false
	if isTest && strings.HasSuffix(pkg, "_test") && p.Name != pkg {
		isExternal = true
		pkg = strings.TrimSuffix(pkg, "_test")
	}
	p.BinaryOnly = p.BinaryOnly || f.binary && !isTest
	if p.Name == "" {
		p.Name, *first = pkg, name
	} else if pkg != p.Name {
		fail(&MultiplePackageError{Dir: p.Dir, Packages: []string{p.Name, pkg}, Files: []string{*first, name}})
	}
	if doc := f.parsed.Doc; doc != nil && p.Doc == "" && !isTest {
		p.Doc = synopsis(doc.Text())
	}
	if mode&ImportComment != 0 {
		f.importComment(p, fail)
	}
	isCgo := false
	for _, imp := range f.imports {
		if imp.text == "C" {
			if isTest {
				fail(fmt.Errorf("use of cgo in test %s not supported", f.name))
				continue
			}
			isCgo = true
			if imp.doc != nil {
				if err := ctxt.cgo(p, f, imp.doc.Text()); err != nil {
					fail(err)
				}
			}
		}
	}
	files, imports, embeds, directives := &p.GoFiles, p.ImportPos, p.EmbedPatternPos, &p.Directives
	switch {
	case isCgo && !ctxt.CgoEnabled:
		asked["cgo"] = true
		p.IgnoredGoFiles = append(p.IgnoredGoFiles, name)
		return
	case isCgo:
		asked["cgo"] = true
		files = &p.CgoFiles
	case isExternal:
		files, imports, embeds, directives = &p.XTestGoFiles, p.XTestImportPos, p.XTestEmbedPatternPos, &p.XTestDirectives
	case isTest:
		files, imports, embeds, directives = &p.TestGoFiles, p.TestImportPos, p.TestEmbedPatternPos, &p.TestDirectives
	}
	*files = append(*files, name)
	*directives = append(*directives, f.directives...)
	for _, imp := range f.imports {
		imports[imp.text] = append(imports[imp.text], imp.pos)
	}
	for _, e := range f.embeds {
		embeds[e.text] = append(embeds[e.text], e.pos)
	}
}

// importComment reads // import "path" behind the package clause.
func (f *source) importComment(p *Package, fail func(error)) {
	rest := string(f.text[f.parsed.Name.End()-f.parsed.FileStart:])
	line, _, _ := strings.Cut(rest, "\n")
	line = strings.TrimSpace(strings.TrimLeft(line, "; \t"))
	text, ok := strings.CutPrefix(line, "//")
	if !ok {
		if text, ok = strings.CutPrefix(line, "/*"); !ok {
			return
		}
		text, _, _ = strings.Cut(text, "*/")
	}
	word, quoted, _ := strings.Cut(strings.TrimSpace(text), " ")
	if word != "import" {
		return
	}
	path, err := strconv.Unquote(strings.TrimSpace(quoted))
	if err != nil {
		fail(fmt.Errorf("%s: cannot parse import comment", f.name))
	} else if p.ImportComment == "" {
		p.ImportComment = path
	} else if p.ImportComment != path {
		fail(fmt.Errorf("found import comments %q and %q in %s", p.ImportComment, path, p.Dir))
	}
}

// synopsis returns the first sentence of a comment.
func synopsis(text string) string {
	paragraph, _, _ := strings.Cut(text, "\n\n")
	words := strings.Fields(paragraph)
	for i, w := range words {
		if strings.HasSuffix(w, ".") && !(len(w) == 2 && w[0] >= 'A' && w[0] <= 'Z') {
			words = words[:i+1]
			break
		}
	}
	s := strings.Join(words, " ")
	for _, prefix := range []string{"copyright", "all rights", "author"} {
		if strings.HasPrefix(strings.ToLower(s), prefix) {
			return ""
		}
	}
	return s
}
