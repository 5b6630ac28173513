package reflect

// Natives. A frame holds a function's results, parameters and receiver in memory.

// call calls the function with this number on a frame.
func call(fn uint64, frame *byte)

func closureFrame(v Value) (frame *byte, fn uint64)

// methodFunc makes the frame of an exported method. All exported methods are there only because
// something calls this.
func methodFunc(v Value, i int) (frame *byte, fn uint64)

func frameSet(frame *byte, slot int, v Value)
func frameGet(frame *byte, slot int, t rtype) Value
func frameWord(frame *byte, slot int) uint64
func makeFunc(t rtype, body func(frame *byte)) Value
func chanFrame(op int, t rtype) (frame *byte, fn uint64)
func selectFrame(cases []uint64, hasDefault bool) (frame *byte, fn uint64)

// NumMethod returns how many exported methods the value has, or an interface type asks for.
func (v Value) NumMethod() int {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	if v.flag&isMethod != 0 {
		return 0
	}
	return numMethod(v.typ())
}

// Method returns a method as a function with v as its receiver.
func (v Value) Method(i int) Value {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.flag&isMethod != 0 || i < 0 || i >= numMethod(v.typ()) {
		panic("reflect: Method index out of range")
	}
	if v.kind() == Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	// The receiver keeps its place; its kind becomes that of a function.
	m := v
	if v.CanAddr() {
		m = copied(v)
	}
	m.flag = m.flag&^kindMask | flag(Func)
	m.flag |= v.flag&stickyRO | isMethod | flag(i)<<methodShift
	return m
}

// MethodByName returns a method as a function with v as its receiver, or the zero Value.
func (v Value) MethodByName(name string) Value {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.flag&isMethod != 0 {
		return Value{}
	}
	i := methodIndex(v.typ(), name)
	if i < 0 {
		return Value{}
	}
	return v.Method(i)
}

// receiver returns the receiver of a method and the method's index.
func (v Value) receiver() (Value, int) {
	r := v
	r.flag = v.flag&^(methodMask|isMethod|kindMask) | flag(v.typ().Kind())
	return r, int(v.flag & methodMask >> methodShift)
}

// mustCall panics if a method of an interface type is not exported.
func (v Value) mustCall(i int, op string) {
	if _, pkg, _ := methodOf(v.typ(), i); pkg != "" {
		panic("reflect: " + op + " of unexported method")
	}
}

func (v Value) methodType() rtype {
	r, i := v.receiver()
	_, _, sig := methodOf(r.typ(), i)
	return sig
}

// methodValue makes a function of a method of a receiver.
func (v Value) methodValue() Value {
	t := v.methodType()
	f := makeFunc(t, func(frame *byte) {
		r, i := v.receiver()
		r.mustCall(i, "Interface")
		inner, fn := methodFunc(r, i)
		copyFrame(inner, frame, t, false)
		call(fn, inner)
		copyFrame(frame, inner, t, true)
	})
	f.flag |= v.flag & readOnly
	return f
}

// copyFrame copies the parameters, or the results, of functions of type t.
func copyFrame(to, from *byte, t rtype, results bool) {
	in, out, _ := arity(t)
	slot := 0
	for i := range out {
		u := outOf(t, i)
		if results {
			frameSet(to, slot, frameGet(from, slot, u))
		}
		slot += words(u)
	}
	for i := range in {
		u := inOf(t, i)
		if !results {
			frameSet(to, slot, frameGet(from, slot, u))
		}
		slot += words(u)
	}
}

// Call calls a function.
func (v Value) Call(in []Value) []Value {
	v.mustBe(Func, "Call")
	v.mustBeExported("Call")
	return v.call("Call", in)
}

// CallSlice calls a variadic function with a slice for its last parameter.
func (v Value) CallSlice(in []Value) []Value {
	v.mustBe(Func, "CallSlice")
	v.mustBeExported("CallSlice")
	return v.call("CallSlice", in)
}

func (v Value) call(op string, in []Value) []Value {
	t := v.typ()
	if v.flag&isMethod != 0 {
		t = v.methodType()
	} else if bits(v) == 0 {
		panic("reflect.Value.Call: call of nil function")
	}
	n, out, variadic := arity(t)
	in = arguments(op, t, in, n, variadic)
	var frame *byte
	var fn uint64
	if v.flag&isMethod != 0 {
		r, i := v.receiver()
		r.mustCall(i, op)
		frame, fn = methodFunc(r, i)
	} else {
		frame, fn = closureFrame(v)
	}
	slot := 0
	for i := range out {
		slot += words(outOf(t, i))
	}
	for i, x := range in {
		u := inOf(t, i)
		frameSet(frame, slot, x.assignTo("reflect.Value.Call", u))
		slot += words(u)
	}
	call(fn, frame)
	results := make([]Value, out)
	slot = 0
	for i := range results {
		u := outOf(t, i)
		results[i] = frameGet(frame, slot, u)
		slot += words(u)
	}
	return results
}

// arguments checks the arguments of a call and makes a slice of those for a variadic parameter.
func arguments(op string, t rtype, in []Value, n int, variadic bool) []Value {
	spread := op == "CallSlice"
	if spread && !variadic {
		panic("reflect: CallSlice of non-variadic function")
	}
	fixed := n
	if variadic && !spread {
		fixed--
	}
	if len(in) < fixed {
		panic("reflect: " + op + " with too few input arguments")
	}
	if len(in) > fixed && (!variadic || spread) {
		panic("reflect: " + op + " with too many input arguments")
	}
	for _, x := range in {
		if x.kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i := range fixed {
		if u := inOf(t, i); !in[i].Type().AssignableTo(u) {
			panic("reflect: " + op + " using " + in[i].Type().String() + " as type " + u.String())
		}
		in[i].mustBeExported("Call")
	}
	if !variadic || spread {
		return in
	}
	st := inOf(t, fixed)
	rest := makeSlice(st, len(in)-fixed, len(in)-fixed)
	for i, x := range in[fixed:] {
		if e := elemOf(st); !x.Type().AssignableTo(e) {
			panic("reflect: cannot use " + x.Type().String() + " as type " + e.String() + " in " + op)
		}
		rest.Index(i).Set(x)
	}
	return append(append([]Value(nil), in[:fixed]...), rest)
}

// MakeFunc makes a function of type t that calls fn.
func MakeFunc(t Type, fn func(args []Value) []Value) Value {
	if t.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	ft := t.number()
	return makeFunc(ft, func(frame *byte) {
		n, out, _ := arity(ft)
		slot := 0
		for i := range out {
			slot += words(outOf(ft, i))
		}
		in := make([]Value, n)
		for i := range in {
			u := inOf(ft, i)
			in[i] = frameGet(frame, slot, u)
			slot += words(u)
		}
		results := fn(in)
		if len(results) != out {
			panic("reflect: wrong return count from function created by MakeFunc")
		}
		slot = 0
		for i, r := range results {
			u := outOf(ft, i)
			if r.flag == 0 {
				panic("reflect: function created by MakeFunc using closure returned zero Value")
			}
			if r.flag&readOnly != 0 {
				panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
			}
			frameSet(frame, slot, r.assignTo("reflect.MakeFunc", u))
			slot += words(u)
		}
	})
}
