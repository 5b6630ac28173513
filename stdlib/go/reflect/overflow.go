package reflect

// OverflowInt reports whether the variable cannot hold x.
func (v Value) OverflowInt(x int64) bool {
	if !v.kind().in(signed) {
		panic(&ValueError{"reflect.Value.OverflowInt", v.kind()})
	}
	return overflowsInt(x, v.typ().Size())
}

// OverflowUint reports whether the variable cannot hold x.
func (v Value) OverflowUint(x uint64) bool {
	if !v.kind().in(unsigned) {
		panic(&ValueError{"reflect.Value.OverflowUint", v.kind()})
	}
	return overflowsUint(x, v.typ().Size())
}

// OverflowFloat reports whether the variable cannot hold x.
func (v Value) OverflowFloat(x float64) bool {
	if !v.kind().in(floats) {
		panic(&ValueError{"reflect.Value.OverflowFloat", v.kind()})
	}
	return v.kind() == Float32 && overflowsFloat32(x)
}

// OverflowComplex reports whether the variable cannot hold x.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.kind().in(complexes) {
		panic(&ValueError{"reflect.Value.OverflowComplex", v.kind()})
	}
	return v.kind() == Complex64 && (overflowsFloat32(real(x)) || overflowsFloat32(imag(x)))
}
