package ast

import (
	"fmt"
	"go/scanner"
	"go/token"
	"slices"
	"strconv"
)

// An Importer finds the package of an import path, whose names are in Data; imports are those found before.
type Importer func(imports map[string]*Object, path string) (pkg *Object, err error)

// NewPackage makes a package of files and resolves names across them. What is neither declared there,
// nor imported, nor in universe is an error.
func NewPackage(fset *token.FileSet, files map[string]*File, importer Importer, universe *Scope) (*Package, error) {
	var errs scanner.ErrorList
	report := func(pos token.Pos, format string, args ...any) {
		errs.Add(fset.Position(pos), fmt.Sprintf(format, args...))
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	pkg := &Package{Scope: NewScope(universe), Imports: make(map[string]*Object), Files: files}
	declare := func(scope, outer *Scope, obj *Object) {
		alt := scope.Insert(obj)
		if alt == nil && outer != nil {
			alt = outer.Lookup(obj.Name)
		}
		if alt == nil {
			return
		}
		previous := ""
		if pos := alt.Pos(); pos.IsValid() {
			previous = fmt.Sprintf("\n\tprevious declaration at %s", fset.Position(pos))
		}
		report(obj.Pos(), "%s redeclared in this block%s", obj.Name, previous)
	}
	var members []*File
	for _, name := range names {
		file := files[name]
		if pkg.Name == "" {
			pkg.Name = file.Name.Name
		}
		if file.Name.Name != pkg.Name {
			report(file.Package, "package %s; expected package %s", file.Name.Name, pkg.Name)
			continue
		}
		members = append(members, file)
		for _, obj := range file.Scope.Objects {
			declare(pkg.Scope, nil, obj)
		}
	}
	for _, file := range members {
		scope := NewScope(pkg.Scope)
		complete := importer != nil && universe != nil
		for _, spec := range file.Imports {
			if importer == nil {
				complete = false
				continue
			}
			path, _ := strconv.Unquote(spec.Path.Value)
			imported, err := importer(pkg.Imports, path)
			if err != nil {
				report(spec.Path.Pos(), "could not import %s (%s)", path, err)
				complete = false
				continue
			}
			name := imported.Name
			if spec.Name != nil {
				name = spec.Name.Name
			}
			if name == "." {
				for _, obj := range imported.Data.(*Scope).Objects {
					declare(scope, pkg.Scope, obj)
				}
			} else if name != "_" {
				obj := NewObj(Pkg, name)
				obj.Decl, obj.Data = spec, imported.Data
				declare(scope, pkg.Scope, obj)
			}
		}
		if !complete {
			pkg.Scope.Outer = nil // what is not found may be imported
		}
		file.Unresolved = kept(file.Unresolved, func(id *Ident) bool {
			for s := scope; s != nil; s = s.Outer {
				if obj := s.Lookup(id.Name); obj != nil {
					id.Obj = obj
					return false
				}
			}
			if complete {
				report(id.Pos(), "undeclared name: %s", id.Name)
			}
			return true
		})
		pkg.Scope.Outer = universe
	}
	errs.Sort()
	return pkg, errs.Err()
}
