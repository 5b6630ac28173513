package ast

import "slices"

// A Filter says which names stay.
type Filter func(string) bool

// A trimmer takes names out of a tree; types are trimmed with the names that stay if exports is set.
type trimmer struct {
	keep    Filter
	exports bool
}

var exported = trimmer{IsExported, true}

// FileExports takes out what is not exported, and reports whether there is anything left.
func FileExports(src *File) bool { return exported.file(src) }

// PackageExports is FileExports for all files.
func PackageExports(pkg *Package) bool { return exported.pkg(pkg) }

// FilterDecl takes out the names that f refuses, and reports whether there are any left.
func FilterDecl(decl Decl, f Filter) bool { return trimmer{keep: f}.decl(decl) }

// FilterFile is FilterDecl for all declarations; those that are empty then are taken out.
func FilterFile(src *File, f Filter) bool { return trimmer{keep: f}.file(src) }

// FilterPackage is FilterFile for all files.
func FilterPackage(pkg *Package, f Filter) bool { return trimmer{keep: f}.pkg(pkg) }

// kept shortens a list to the elements that are asked for.
func kept[T any](list []T, want func(T) bool) []T {
	return slices.DeleteFunc(list, func(x T) bool { return !want(x) })
}

func (t trimmer) pkg(pkg *Package) (any bool) {
	for _, file := range pkg.Files {
		any = t.file(file) || any
	}
	return any
}

func (t trimmer) file(src *File) bool {
	src.Decls = kept(src.Decls, t.decl)
	return len(src.Decls) > 0
}

func (t trimmer) decl(decl Decl) bool {
	switch d := decl.(type) {
	case *GenDecl:
		d.Specs = kept(d.Specs, t.spec)
		return len(d.Specs) > 0
	case *FuncDecl:
		return t.keep(d.Name.Name)
	}
	return false
}

func (t trimmer) idents(list []*Ident) []*Ident {
	return kept(list, func(id *Ident) bool { return t.keep(id.Name) })
}

func (t trimmer) spec(spec Spec) bool {
	switch s := spec.(type) {
	case *ValueSpec:
		s.Names = t.idents(s.Names)
		s.Values = t.values(s.Values)
		if len(s.Names) > 0 && t.exports {
			t.typ(s.Type)
		}
		return len(s.Names) > 0
	case *TypeSpec:
		if !t.keep(s.Name.Name) {
			return !t.exports && t.typ(s.Type)
		}
		if t.exports {
			t.typ(s.Type)
		}
		return true
	}
	return false
}

// values trims composite literals.
func (t trimmer) values(list []Expr) []Expr {
	return kept(list, func(x Expr) bool {
		if pair, ok := x.(*KeyValueExpr); ok {
			if key, ok := pair.Key.(*Ident); ok && !t.keep(key.Name) {
				return false
			}
			x = pair.Value
		}
		if lit, ok := x.(*CompositeLit); ok {
			before := len(lit.Elts)
			lit.Elts = t.values(lit.Elts)
			lit.Incomplete = lit.Incomplete || len(lit.Elts) < before
		}
		return true
	})
}

// embedded returns the name of an embedded field, nil if it has none.
func embedded(x Expr) *Ident {
	switch x := x.(type) {
	case *Ident:
		return x
	case *SelectorExpr:
		if _, ok := x.X.(*Ident); ok {
			return x.Sel
		}
	case *StarExpr:
		return embedded(x.X)
	}
	return nil
}

// fields trims fields or methods and reports whether something was taken out.
func (t trimmer) fields(list *FieldList) (removed bool) {
	if list == nil {
		return false
	}
	before := len(list.List)
	list.List = kept(list.List, func(f *Field) bool {
		if n := len(f.Names); n > 0 {
			f.Names = t.idents(f.Names)
			removed = removed || len(f.Names) < n
			if len(f.Names) == 0 {
				return false
			}
		} else if name := embedded(f.Type); name == nil || !t.keep(name.Name) {
			return false
		}
		if t.exports {
			t.typ(f.Type)
		}
		return true
	})
	return removed || len(list.List) < before
}

func (t trimmer) params(list *FieldList) (any bool) {
	if list != nil {
		for _, f := range list.List {
			any = t.typ(f.Type) || any
		}
	}
	return any
}

// typ trims a type and reports whether it has names that stay.
func (t trimmer) typ(x Expr) bool {
	switch x := x.(type) {
	case *Ident:
		return t.keep(x.Name)
	case *ParenExpr:
		return t.typ(x.X)
	case *ArrayType:
		return t.typ(x.Elt)
	case *StructType:
		if t.fields(x.Fields) {
			x.Incomplete = true
		}
		return len(x.Fields.List) > 0
	case *FuncType:
		params, results := t.params(x.Params), t.params(x.Results)
		return params || results
	case *InterfaceType:
		if t.fields(x.Methods) {
			x.Incomplete = true
		}
		return len(x.Methods.List) > 0
	case *MapType:
		key, value := t.typ(x.Key), t.typ(x.Value)
		return key || value
	case *ChanType:
		return t.typ(x.Value)
	}
	return false
}
