package template

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"
)

// missing is the type of no argument: nothing is piped in.
type missing struct{}

var (
	missingType  = reflect.TypeFor[missing]()
	missingValue = reflect.ValueOf(missing{})
	anyType      = reflect.TypeFor[any]()
	valueType    = reflect.TypeFor[reflect.Value]()
)

func isMissing(v reflect.Value) bool { return v.IsValid() && v.Type() == missingType }

// pipeline evaluates a pipeline and sets its variables.
func (s *state) pipeline(dot reflect.Value, pipe *parse.PipeNode) (v reflect.Value) {
	if pipe == nil {
		return
	}
	s.at(pipe)
	v = missingValue
	for _, cmd := range pipe.Cmds {
		v = s.command(dot, cmd, v)
		if v.Kind() == reflect.Interface && v.Type().NumMethod() == 0 {
			v = v.Elem()
		}
	}
	for _, d := range pipe.Decl {
		if pipe.IsAssign {
			s.assign(d.Ident[0], v)
		} else {
			s.vars = append(s.vars, variable{d.Ident[0], v})
		}
	}
	return v
}

func (s *state) noArguments(args []parse.Node, final reflect.Value) {
	if len(args) > 1 || !isMissing(final) {
		s.fail("can't give argument to non-function %s", args[0])
	}
}

// command evaluates a command; final is what the one in front of it gave.
func (s *state) command(dot reflect.Value, cmd *parse.CommandNode, final reflect.Value) reflect.Value {
	switch n := cmd.Args[0].(type) {
	case *parse.FieldNode:
		return s.field(dot, n, cmd.Args, final)
	case *parse.ChainNode:
		return s.chain(dot, n, cmd.Args, final)
	case *parse.IdentifierNode:
		return s.function(dot, n, cmd, cmd.Args, final)
	case *parse.PipeNode:
		s.noArguments(cmd.Args, final)
		return s.pipeline(dot, n)
	case *parse.VariableNode:
		return s.variableNode(dot, n, cmd.Args, final)
	}
	s.at(cmd.Args[0])
	s.noArguments(cmd.Args, final)
	switch n := cmd.Args[0].(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.DotNode:
		return dot
	case *parse.NilNode:
		s.fail("nil is not a command")
	case *parse.NumberNode:
		return s.constant(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	s.fail("can't evaluate command %q", cmd.Args[0])
	panic("not reached")
}

// constant is a number whose type nothing says: as Go's constants.
func (s *state) constant(n *parse.NumberNode) reflect.Value {
	s.at(n)
	text := n.Text
	isHex := len(text) > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')
	switch {
	case n.IsComplex:
		return reflect.ValueOf(n.Complex128)
	case n.IsFloat && !(isHex && !strings.ContainsAny(text, "pP")) && text[0] != '\'' && strings.ContainsAny(text, ".eEpP"):
		return reflect.ValueOf(n.Float64)
	case n.IsInt:
		i := int(n.Int64)
		if int64(i) != n.Int64 {
			s.fail("%s overflows int", text)
		}
		return reflect.ValueOf(i)
	case n.IsUint:
		s.fail("%s overflows int", text)
	}
	return reflect.Value{}
}

func (s *state) field(dot reflect.Value, n *parse.FieldNode, args []parse.Node, final reflect.Value) reflect.Value {
	s.at(n)
	return s.fields(dot, dot, n, n.Ident, args, final)
}

func (s *state) chain(dot reflect.Value, n *parse.ChainNode, args []parse.Node, final reflect.Value) reflect.Value {
	s.at(n)
	if len(n.Field) == 0 {
		s.fail("internal error: no fields in evalChainNode")
	}
	if n.Node.Type() == parse.NodeNil {
		s.fail("indirection through explicit nil in %s", n)
	}
	v := s.arg(dot, nil, n.Node)
	return s.fields(dot, v, n, n.Field, args, final)
}

func (s *state) variableNode(dot reflect.Value, n *parse.VariableNode, args []parse.Node, final reflect.Value) reflect.Value {
	s.at(n)
	v := s.variable(n.Ident[0])
	if len(n.Ident) == 1 {
		s.noArguments(args, final)
		return v
	}
	return s.fields(dot, v, n, n.Ident[1:], args, final)
}

// fields follows names; only the last gets the arguments.
func (s *state) fields(dot, v reflect.Value, n parse.Node, names []string, args []parse.Node, final reflect.Value) reflect.Value {
	last := len(names) - 1
	for _, name := range names[:last] {
		v = s.member(dot, name, n, nil, missingValue, v)
	}
	return s.member(dot, names[last], n, args, final, v)
}

func (s *state) function(dot reflect.Value, n *parse.IdentifierNode, cmd parse.Node, args []parse.Node, final reflect.Value) reflect.Value {
	s.at(n)
	f, isBuiltin, ok := findFunction(n.Ident, s.tmpl)
	if !ok {
		s.fail("%q is not a defined function", n.Ident)
	}
	return s.callFunction(dot, f, isBuiltin, cmd, n.Ident, args, final)
}

// member evaluates .name of a value: a method, field or map entry.
func (s *state) member(dot reflect.Value, name string, n parse.Node, args []parse.Node, final, receiver reflect.Value) reflect.Value {
	if !receiver.IsValid() {
		if s.tmpl.missingKey == mapError {
			s.fail("nil data; no entry for key %q", name)
		}
		return reflect.Value{}
	}
	typ := receiver.Type()
	receiver, isNil := indirect(receiver)
	if receiver.Kind() == reflect.Interface && isNil {
		s.fail("nil pointer evaluating %s.%s", typ, name)
	}
	ptr := receiver
	if ptr.Kind() != reflect.Interface && ptr.Kind() != reflect.Pointer && ptr.CanAddr() {
		ptr = ptr.Addr()
	}
	if m := ptr.MethodByName(name); m.IsValid() {
		return s.callFunction(dot, m, false, n, name, args, final)
	}
	hasArgs := len(args) > 1 || !isMissing(final)
	switch receiver.Kind() {
	case reflect.Struct:
		f, ok := receiver.Type().FieldByName(name)
		if !ok {
			break
		}
		v, err := receiver.FieldByIndexErr(f.Index)
		if !f.IsExported() {
			s.fail("%s is an unexported field of struct type %s", name, typ)
		}
		if err != nil {
			s.fail("%v", err)
		}
		if hasArgs {
			s.fail("%s has arguments but cannot be invoked as function", name)
		}
		return v
	case reflect.Map:
		key := reflect.ValueOf(name)
		if !key.Type().AssignableTo(receiver.Type().Key()) {
			break
		}
		if hasArgs {
			s.fail("%s is not a method but has arguments", name)
		}
		v := receiver.MapIndex(key)
		if !v.IsValid() {
			switch s.tmpl.missingKey {
			case mapZeroValue:
				v = reflect.Zero(receiver.Type().Elem())
			case mapError:
				s.fail("map has no entry for key %q", name)
			}
		}
		return v
	case reflect.Pointer:
		t := receiver.Type().Elem()
		if t.Kind() == reflect.Struct {
			if _, ok := t.FieldByName(name); !ok {
				break
			}
		}
		if isNil {
			s.fail("nil pointer evaluating %s.%s", typ, name)
		}
	}
	s.fail("can't evaluate field %s in type %s", name, typ)
	panic("not reached")
}

// callFunction calls a function or method; args[0] is its name.
func (s *state) callFunction(dot, f reflect.Value, isBuiltin bool, n parse.Node, name string, args []parse.Node, final reflect.Value) reflect.Value {
	if args != nil {
		args = args[1:]
	}
	t := f.Type()
	given := len(args)
	if !isMissing(final) {
		given++
	}
	fixed := t.NumIn()
	if t.IsVariadic() {
		fixed--
		if given < fixed {
			s.fail("wrong number of args for %s: want at least %d got %d", name, fixed, len(args))
		}
	} else if given != fixed {
		s.fail("wrong number of args for %s: want %d got %d", name, fixed, given)
	}
	if err := goodResults(name, t); err != nil {
		s.fail("%v", err)
	}
	// and and or evaluate no more than they need.
	if isBuiltin && (name == "and" || name == "or") {
		var v reflect.Value
		for _, arg := range args {
			v = s.arg(dot, anyType, arg)
			if truth(v) == (name == "or") {
				return unwrap(v)
			}
		}
		if !isMissing(final) {
			v = s.check(final, t.In(0))
		}
		return unwrap(v)
	}
	in := make([]reflect.Value, 0, given)
	paramOf := func(i int) reflect.Type {
		if i >= fixed && t.IsVariadic() {
			return t.In(t.NumIn() - 1).Elem()
		}
		return t.In(i)
	}
	for i, arg := range args {
		in = append(in, s.arg(dot, paramOf(i), arg))
	}
	if !isMissing(final) {
		p := t.In(t.NumIn() - 1)
		if t.IsVariadic() && len(args) >= fixed {
			p = p.Elem()
		} else if t.IsVariadic() {
			p = t.In(len(args))
		}
		in = append(in, s.check(final, p))
	}
	// call is told what its function is called.
	if isBuiltin && name == "call" {
		callName := "<function>"
		if len(args) > 0 {
			callName = args[0].String()
		}
		in = append([]reflect.Value{reflect.ValueOf(callName)}, in...)
		f = reflect.ValueOf(callNamed)
	}
	v, err := safeCall(f, in)
	if err != nil {
		s.at(n)
		s.fail("error calling %s: %w", name, err)
	}
	return unwrap(v)
}

// unwrap returns the value that a reflect.Value holds.
func unwrap(v reflect.Value) reflect.Value {
	if v.IsValid() && v.Type() == valueType {
		v = v.Interface().(reflect.Value)
	}
	return v
}

// safeCall calls a function; panics become errors.
func safeCall(f reflect.Value, args []reflect.Value) (v reflect.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				err = e
			} else {
				err = fmt.Errorf("%v", r)
			}
		}
	}()
	out := f.Call(args)
	if len(out) == 2 && !out[1].IsNil() {
		return out[0], out[1].Interface().(error)
	}
	return out[0], nil
}

func canBeNil(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	case reflect.Struct:
		return t == valueType
	}
	return false
}

// check returns a value as one of type t.
func (s *state) check(v reflect.Value, t reflect.Type) reflect.Value {
	if !v.IsValid() {
		if t == nil {
			return reflect.ValueOf(nil)
		}
		if canBeNil(t) {
			return reflect.Zero(t)
		}
		s.fail("invalid value; expected %s", t)
	}
	if t == valueType && v.Type() != t {
		return reflect.ValueOf(v)
	}
	if t == nil || v.Type().AssignableTo(t) {
		return v
	}
	if v.Kind() == reflect.Interface && !v.IsNil() {
		v = v.Elem()
		if v.Type().AssignableTo(t) {
			return v
		}
	}
	switch {
	case v.Kind() == reflect.Pointer && v.Type().Elem().AssignableTo(t):
		v = v.Elem()
		if !v.IsValid() {
			s.fail("dereference of nil pointer of type %s", t)
		}
	case reflect.PointerTo(v.Type()).AssignableTo(t) && v.CanAddr():
		v = v.Addr()
	default:
		s.fail("wrong type for value; expected %s; got %s", t, v.Type())
	}
	return v
}

// arg evaluates an argument for a parameter of type t; nil: of any type.
func (s *state) arg(dot reflect.Value, t reflect.Type, n parse.Node) reflect.Value {
	s.at(n)
	switch n := n.(type) {
	case *parse.DotNode:
		return s.check(dot, t)
	case *parse.NilNode:
		if t != nil && canBeNil(t) {
			return reflect.Zero(t)
		}
		s.fail("cannot assign nil to %s", t)
	case *parse.FieldNode:
		return s.check(s.field(dot, n, []parse.Node{n}, missingValue), t)
	case *parse.VariableNode:
		return s.check(s.variableNode(dot, n, nil, missingValue), t)
	case *parse.PipeNode:
		return s.check(s.pipeline(dot, n), t)
	case *parse.IdentifierNode:
		return s.check(s.function(dot, n, n, nil, missingValue), t)
	case *parse.ChainNode:
		return s.check(s.chain(dot, n, nil, missingValue), t)
	}
	if t == nil {
		return s.literal(n)
	}
	v := reflect.New(t).Elem()
	switch k := t.Kind(); {
	case k == reflect.Bool:
		if n, ok := n.(*parse.BoolNode); ok {
			v.SetBool(n.True)
			return v
		}
		s.fail("expected bool; found %s", n)
	case k == reflect.String:
		if n, ok := n.(*parse.StringNode); ok {
			v.SetString(n.Text)
			return v
		}
		s.fail("expected string; found %s", n)
	case v.CanInt():
		if n, ok := n.(*parse.NumberNode); ok && n.IsInt {
			v.SetInt(n.Int64)
			return v
		}
		s.fail("expected integer; found %s", n)
	case v.CanUint():
		if n, ok := n.(*parse.NumberNode); ok && n.IsUint {
			v.SetUint(n.Uint64)
			return v
		}
		s.fail("expected unsigned integer; found %s", n)
	case v.CanFloat():
		if n, ok := n.(*parse.NumberNode); ok && n.IsFloat {
			v.SetFloat(n.Float64)
			return v
		}
		s.fail("expected float; found %s", n)
	case v.CanComplex():
		if n, ok := n.(*parse.NumberNode); ok && n.IsComplex {
			v.SetComplex(n.Complex128)
			return v
		}
		s.fail("expected complex; found %s", n)
	case k == reflect.Interface && t.NumMethod() == 0:
		return s.literal(n)
	case t == valueType:
		return reflect.ValueOf(s.literal(n))
	}
	s.fail("can't handle %s for arg of type %s", n, t)
	panic("not reached")
}

// literal evaluates a constant for a parameter of any type.
func (s *state) literal(n parse.Node) reflect.Value {
	s.at(n)
	switch n := n.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.NumberNode:
		return s.constant(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	s.fail("can't handle assignment of %s to empty interface argument", n)
	panic("not reached")
}

// goodResults reports what is wrong with a function's results.
func goodResults(name string, t reflect.Type) error {
	switch n := t.NumOut(); {
	case n == 1, n == 2 && t.Out(1) == errorType:
		return nil
	case n == 2:
		return fmt.Errorf("invalid function signature for %s: second return value should be error; is %s", name, t.Out(1))
	default:
		return fmt.Errorf("function %s has %d return values; should be 1 or 2", name, n)
	}
}

var errBadComparisonType = errors.New("invalid type for comparison")
