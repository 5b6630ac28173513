package template

import (
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"text/template/parse"
)

// maxDepth is how deep templates may call each other.
const maxDepth = 100000

// ExecError is an error in a template that runs.
type ExecError struct {
	Name string
	Err  error
}

func (e ExecError) Error() string { return e.Err.Error() }

// Unwrap returns the error itself.
func (e ExecError) Unwrap() error { return e.Err }

// writeError is an error of the writer.
type writeError struct{ err error }

// leaving is how {{break}} and {{continue}} get to their loop.
type leaving int

const (
	goesOn leaving = iota
	breaks
	continues
)

type variable struct {
	name  string
	value reflect.Value
}

// state is a template that runs.
type state struct {
	tmpl  *Template
	w     io.Writer
	node  parse.Node // for messages
	vars  []variable
	depth int
}

// ExecuteTemplate runs the template of that name.
func (t *Template) ExecuteTemplate(w io.Writer, name string, data any) error {
	tmpl := t.Lookup(name)
	if tmpl == nil {
		return fmt.Errorf("template: no template %q associated with template %q", name, t.name)
	}
	return tmpl.Execute(w, data)
}

// Execute runs the template.
func (t *Template) Execute(w io.Writer, data any) (err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case runtime.Error:
			panic(e)
		case writeError:
			err = e.err
		case ExecError:
			err = e
		default:
			panic(e)
		}
	}()
	value, ok := data.(reflect.Value)
	if !ok {
		value = reflect.ValueOf(data)
	}
	s := &state{tmpl: t, w: w, vars: []variable{{"$", value}}}
	if t.Tree == nil || t.Root == nil {
		s.fail("%q is an incomplete or empty template", t.Name())
	}
	s.walk(value, t.Root)
	return nil
}

// percents doubles percent signs.
func percents(s string) string { return strings.ReplaceAll(s, "%", "%%") }

func (s *state) at(n parse.Node) { s.node = n }

// fail ends the run.
func (s *state) fail(format string, args ...any) {
	name := percents(s.tmpl.Name())
	if s.node == nil {
		format = fmt.Sprintf("template: %s: %s", name, format)
	} else {
		location, context := s.tmpl.ErrorContext(s.node)
		format = fmt.Sprintf("template: %s: executing %q at <%s>: %s", location, name, percents(context), format)
	}
	panic(ExecError{s.tmpl.Name(), fmt.Errorf(format, args...)})
}

func (s *state) write(b []byte) {
	if _, err := s.w.Write(b); err != nil {
		panic(writeError{err})
	}
}

// setTop sets the n-th newest variable.
func (s *state) setTop(n int, v reflect.Value) { s.vars[len(s.vars)-n].value = v }

func (s *state) variable(name string) reflect.Value {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return s.vars[i].value
		}
	}
	s.fail("undefined variable: %s", name)
	return reflect.Value{}
}

func (s *state) assign(name string, v reflect.Value) {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			s.vars[i].value = v
			return
		}
	}
	s.fail("undefined variable: %s", name)
}

func (s *state) walk(dot reflect.Value, n parse.Node) leaving {
	s.at(n)
	switch n := n.(type) {
	case *parse.ActionNode:
		v := s.pipeline(dot, n.Pipe)
		if len(n.Pipe.Decl) == 0 {
			s.print(n, v)
		}
	case *parse.BreakNode:
		return breaks
	case *parse.ContinueNode:
		return continues
	case *parse.CommentNode:
	case *parse.IfNode:
		return s.choose(parse.NodeIf, dot, &n.BranchNode)
	case *parse.WithNode:
		return s.choose(parse.NodeWith, dot, &n.BranchNode)
	case *parse.RangeNode:
		s.loop(dot, n)
	case *parse.ListNode:
		for _, node := range n.Nodes {
			if l := s.walk(dot, node); l != goesOn {
				return l
			}
		}
	case *parse.TemplateNode:
		s.call(dot, n)
	case *parse.TextNode:
		s.write(n.Text)
	default:
		s.fail("unknown node: %s", n)
	}
	return goesOn
}

// choose runs {{if}} or {{with}}.
func (s *state) choose(kind parse.NodeType, dot reflect.Value, n *parse.BranchNode) leaving {
	vars := len(s.vars)
	defer func() { s.vars = s.vars[:vars] }()
	v := s.pipeline(dot, n.Pipe)
	truth, ok := isTrue(indirectInterface(v))
	if !ok {
		s.fail("if/with can't use %v", v)
	}
	switch {
	case truth && kind == parse.NodeWith:
		return s.walk(v, n.List)
	case truth:
		return s.walk(dot, n.List)
	case n.ElseList != nil:
		return s.walk(dot, n.ElseList)
	}
	return goesOn
}

// IsTrue reports whether a value is not zero, and whether the question makes sense.
func IsTrue(val any) (truth, ok bool) { return isTrue(reflect.ValueOf(val)) }

func isTrue(v reflect.Value) (truth, ok bool) {
	switch k := v.Kind(); k {
	case reflect.Invalid:
		return false, true
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0, true
	case reflect.Chan, reflect.Func, reflect.Pointer, reflect.UnsafePointer, reflect.Interface:
		return !v.IsNil(), true
	case reflect.Struct:
		return true, true
	case reflect.Bool:
		return v.Bool(), true
	case reflect.Complex64, reflect.Complex128:
		return v.Complex() != 0, true
	case reflect.Float32, reflect.Float64:
		return v.Float() != 0, true
	default:
		if v.CanInt() {
			return v.Int() != 0, true
		}
		if v.CanUint() {
			return v.Uint() != 0, true
		}
	}
	return false, false
}

// loop runs {{range}}.
func (s *state) loop(dot reflect.Value, r *parse.RangeNode) {
	vars := len(s.vars)
	defer func() { s.vars = s.vars[:vars] }()
	v := s.pipeline(dot, r.Pipe)
	v, _ = indirect(v)
	mark := len(s.vars)
	decl := r.Pipe.Decl
	body := func(index, elem reflect.Value) bool {
		if len(decl) > 0 {
			first := elem
			if len(decl) > 1 {
				first = index
			}
			s.bind(r, decl[0].Ident[0], len(decl), first)
		}
		if len(decl) > 1 {
			s.bind(r, decl[1].Ident[0], 1, elem)
		}
		l := s.walk(elem, r.List)
		s.vars = s.vars[:mark]
		return l != breaks
	}
	none := true
	each := func(index, elem reflect.Value) bool {
		none = false
		return body(index, elem)
	}
	switch k := v.Kind(); {
	case k == reflect.Array, k == reflect.Slice:
		for i := range v.Len() {
			if !each(reflect.ValueOf(i), v.Index(i)) {
				break
			}
		}
	case v.CanInt(), v.CanUint():
		if len(decl) > 1 {
			s.fail("can't use %v to iterate over more than one variable", v)
		}
		for i := range v.Seq() {
			if !each(i, i) {
				break
			}
		}
	case k == reflect.Map:
		for _, key := range sortedKeys(v) {
			if !each(key, v.MapIndex(key)) {
				break
			}
		}
	case k == reflect.Chan:
		if v.IsNil() {
			break
		}
		if v.Type().ChanDir() == reflect.SendDir {
			s.fail("range over send-only channel %v", v)
		}
		for i := 0; ; i++ {
			elem, ok := v.Recv()
			if !ok || !each(reflect.ValueOf(i), elem) {
				break
			}
		}
	case k == reflect.Invalid:
	case k == reflect.Func && v.Type().CanSeq():
		if len(decl) > 1 {
			s.fail("can't use %v iterate over more than one variable", v)
		}
		for x := range v.Seq() {
			if !each(x, x) {
				break
			}
		}
	case k == reflect.Func && v.Type().CanSeq2():
		for x, y := range v.Seq2() {
			if len(decl) == 1 {
				// The one variable is the key.
				s.bind(r, decl[0].Ident[0], 1, x)
				none = false
				l := s.walk(y, r.List)
				s.vars = s.vars[:mark]
				if l == breaks {
					break
				}
				continue
			}
			if !each(x, y) {
				break
			}
		}
	case k == reflect.String:
		for i, c := range v.String() {
			if !each(reflect.ValueOf(i), reflect.ValueOf(c)) {
				break
			}
		}
	default:
		s.fail("range can't iterate over %v", v)
	}
	if none && r.ElseList != nil {
		s.walk(dot, r.ElseList)
	}
}

// bind gives a loop's variable a value: the n-th newest, or one of outside if it is assigned to.
func (s *state) bind(r *parse.RangeNode, name string, n int, v reflect.Value) {
	if r.Pipe.IsAssign {
		s.assign(name, v)
		return
	}
	s.setTop(n, v)
}

// call runs {{template}}.
func (s *state) call(dot reflect.Value, t *parse.TemplateNode) {
	s.at(t)
	tmpl := s.tmpl.Lookup(t.Name)
	if tmpl == nil {
		s.fail("template %q not defined", t.Name)
	}
	if s.depth == maxDepth {
		s.fail("exceeded maximum template depth (%v)", maxDepth)
	}
	dot = s.pipeline(dot, t.Pipe)
	inner := &state{tmpl: tmpl, w: s.w, node: s.node, depth: s.depth + 1, vars: []variable{{"$", dot}}}
	inner.walk(dot, tmpl.Root)
}

// print writes a value.
func (s *state) print(n parse.Node, v reflect.Value) {
	s.at(n)
	i, ok := printable(v)
	if !ok {
		s.fail("can't print %s of type %s", n, v.Type())
	}
	if _, err := fmt.Fprint(s.w, i); err != nil {
		panic(writeError{err})
	}
}

var (
	errorType    = reflect.TypeFor[error]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
)

func prints(t reflect.Type) bool { return t.Implements(errorType) || t.Implements(stringerType) }

// printable returns what is printed of a value.
func printable(v reflect.Value) (any, bool) {
	if v.Kind() == reflect.Pointer {
		v, _ = indirect(v)
	}
	if !v.IsValid() {
		return "<no value>", true
	}
	if !prints(v.Type()) {
		if v.CanAddr() && prints(reflect.PointerTo(v.Type())) {
			v = v.Addr()
		} else if k := v.Kind(); k == reflect.Chan || k == reflect.Func {
			return nil, false
		}
	}
	return v.Interface(), true
}

// indirect follows pointers and interfaces; it reports whether it ends in a nil one.
func indirect(v reflect.Value) (reflect.Value, bool) {
	for ; v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface; v = v.Elem() {
		if v.IsNil() {
			return v, true
		}
	}
	return v, false
}

// indirectInterface returns what an interface holds.
func indirectInterface(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Interface {
		return v
	}
	if v.IsNil() {
		return reflect.Value{}
	}
	return v.Elem()
}
