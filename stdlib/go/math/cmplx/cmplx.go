// Package cmplx has functions of complex numbers.
package cmplx

import "math"

// times and over multiply and divide by i.
func times(x complex128) complex128 { return complex(-imag(x), real(x)) }
func over(x complex128) complex128  { return complex(imag(x), -real(x)) }

// Abs returns the absolute value.
func Abs(x complex128) float64 { return math.Hypot(real(x), imag(x)) }

// Phase returns the angle in [-Pi, Pi].
func Phase(x complex128) float64 { return math.Atan2(imag(x), real(x)) }

// Polar returns absolute value and angle.
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

// Rect undoes Polar.
func Rect(r, θ float64) complex128 {
	s, c := math.Sincos(θ)
	return complex(r*c, r*s)
}

// Conj returns the conjugate.
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }

// Inf returns infinity in both parts.
func Inf() complex128 { return complex(math.Inf(1), math.Inf(1)) }

// NaN returns not-a-number in both parts.
func NaN() complex128 { return complex(math.NaN(), math.NaN()) }

// IsInf reports whether a part is infinite.
func IsInf(x complex128) bool { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

// IsNaN reports whether a part is not a number and none is infinite.
func IsNaN(x complex128) bool {
	return !IsInf(x) && (math.IsNaN(real(x)) || math.IsNaN(imag(x)))
}

// Exp returns e**x.
func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 1) && im == 0, math.IsNaN(re) && im == 0:
		return x
	case math.IsInf(re, 0) && im-im != 0:
		if re < 0 {
			return complex(0, math.Copysign(0, im))
		}
		return complex(math.Inf(1), math.NaN())
	}
	return Rect(math.Exp(re), im)
}

// Log returns the natural logarithm.
func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

// Log10 returns the decimal logarithm.
func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

// Pow returns x**y.
func Pow(x, y complex128) complex128 {
	re, im := real(y), imag(y)
	if x == 0 {
		switch {
		case IsNaN(y):
			return NaN()
		case re == 0:
			return 1
		case re > 0:
			return 0
		case im == 0:
			return complex(math.Inf(1), 0)
		}
		return Inf()
	}
	abs, angle := Polar(x)
	if abs == 0 {
		return 0
	}
	r, θ := math.Pow(abs, re), re*angle
	if im != 0 {
		r *= math.Exp(-im * angle)
		θ += im * math.Log(abs)
	}
	return Rect(r, θ)
}

// Sqrt returns the root in the right half plane.
func Sqrt(x complex128) complex128 {
	a, b := real(x), imag(x)
	switch {
	case b == 0 && a < 0:
		return complex(0, math.Copysign(math.Sqrt(-a), b))
	case b == 0 && a == 0:
		return complex(0, b)
	case b == 0:
		return complex(math.Sqrt(a), b)
	case math.IsInf(b, 0):
		return complex(math.Inf(1), b)
	case a == 0:
		r := math.Sqrt(0.5 * math.Abs(b))
		return complex(r, math.Copysign(r, b))
	}
	// Scale so that nothing overflows or vanishes.
	scale := 2.0
	if math.Abs(a) > 4 || math.Abs(b) > 4 {
		a *= 0.25
		b *= 0.25
	} else {
		a *= 0x1p54
		b *= 0x1p54
		scale = 0x1p-27
	}
	r := math.Hypot(a, b)
	var t float64
	if a > 0 {
		t = math.Sqrt(0.5*r + 0.5*a)
		r = scale * math.Abs((0.5*b)/t)
		t *= scale
	} else {
		r = math.Sqrt(0.5*r - 0.5*a)
		t = scale * math.Abs((0.5*b)/r)
		r *= scale
	}
	return complex(t, math.Copysign(r, b))
}

// sinhcosh returns both at once.
func sinhcosh(x float64) (sh, ch float64) {
	if math.Abs(x) <= 0.5 {
		return math.Sinh(x), math.Cosh(x)
	}
	e := math.Exp(x)
	ei := 0.5 / e
	e *= 0.5
	return e - ei, e + ei
}

// Sin returns the sine.
func Sin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && re-re != 0:
		return complex(math.NaN(), im)
	case math.IsInf(im, 0) && re == 0, math.IsNaN(im) && re == 0:
		return x
	case math.IsInf(im, 0) && re-re != 0:
		return complex(math.NaN(), im)
	}
	s, c := math.Sincos(re)
	sh, ch := sinhcosh(im)
	return complex(s*ch, c*sh)
}

// Cos returns the cosine.
func Cos(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && re-re != 0:
		return complex(math.NaN(), -im*math.Copysign(0, re))
	case math.IsInf(im, 0) && re == 0:
		return complex(math.Inf(1), -re*math.Copysign(0, im))
	case math.IsInf(im, 0) && re-re != 0:
		return complex(math.Inf(1), math.NaN())
	case re == 0 && math.IsNaN(im):
		return complex(math.NaN(), 0)
	}
	s, c := math.Sincos(re)
	sh, ch := sinhcosh(im)
	return complex(c*ch, -s*sh)
}

// Sinh returns the hyperbolic sine.
func Sinh(x complex128) complex128 { return over(Sin(times(x))) }

// Cosh returns the hyperbolic cosine.
func Cosh(x complex128) complex128 {
	if imag(x) == 0 && math.IsNaN(real(x)) {
		return x
	}
	return Cos(times(x))
}

// Tan returns the tangent.
func Tan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(im, 0) && re-re != 0:
		return complex(math.Copysign(0, re), math.Copysign(1, im))
	case math.IsInf(im, 0):
		return complex(math.Copysign(0, math.Sin(2*re)), math.Copysign(1, im))
	case re == 0 && math.IsNaN(im):
		return x
	}
	d := math.Cos(2*re) + math.Cosh(2*im)
	if math.Abs(d) < 0.25 {
		d = tanSeries(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/d, math.Sinh(2*im)/d)
}

// tanSeries returns cosh(2y)-cos(2x') where that cancels, x' being x less
// multiples of Pi, by the sum of both series.
func tanSeries(z complex128) float64 {
	x, y := toPi(math.Abs(2*real(z))), 2*imag(z)
	x *= x
	y *= y
	px, py, f, d := 1.0, 1.0, 1.0, 0.0
	for n := 1.0; ; n += 4 {
		f *= n * (n + 1)
		px *= x
		py *= y
		t := (py + px) / f
		d += t
		f *= (n + 2) * (n + 3)
		px *= x
		py *= y
		t = (py - px) / f
		d += t
		if !(math.Abs(t/d) > 1.0/(1<<53)) {
			return d
		}
	}
}

// toPi takes the nearest multiple of Pi from x.
func toPi(x float64) float64 {
	if x >= 1<<30 {
		return math.Atan(math.Tan(x))
	}
	// Pi in three parts.
	const p1, p2, p3 = 3.141592502593994, 1.5099578831723193e-07, 1.0780605716316238e-14
	t := float64(int64(x/math.Pi + 0.5))
	return ((x - t*p1) - t*p2) - t*p3
}

// Tanh returns the hyperbolic tangent.
func Tanh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 0) && im-im != 0:
		return complex(math.Copysign(1, re), math.Copysign(0, im))
	case math.IsInf(re, 0):
		return complex(math.Copysign(1, re), math.Copysign(0, math.Sin(2*im)))
	case im == 0 && math.IsNaN(re):
		return x
	}
	d := math.Cosh(2*re) + math.Cos(2*im)
	if d == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*re)/d, math.Sin(2*im)/d)
}

// Cot returns the cotangent.
func Cot(x complex128) complex128 {
	d := math.Cosh(2*imag(x)) - math.Cos(2*real(x))
	if math.Abs(d) < 0.25 {
		d = tanSeries(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*real(x))/d, -math.Sinh(2*imag(x))/d)
}

// Asin returns the arcsine.
func Asin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asin(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asinh(im))
	case math.IsNaN(im) && re == 0:
		return x
	case math.IsNaN(im) && math.IsInf(re, 0):
		return complex(math.NaN(), re)
	case math.IsNaN(im):
		return NaN()
	case math.IsInf(im, 0) && math.IsNaN(re):
		return x
	case math.IsInf(im, 0) && math.IsInf(re, 0):
		return complex(math.Copysign(math.Pi/4, re), im)
	case math.IsInf(im, 0):
		return complex(math.Copysign(0, re), im)
	case math.IsInf(re, 0):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(re, im))
	}
	xx := x * x
	return over(Log(times(x) + Sqrt(complex(1-real(xx), -imag(xx)))))
}

// Asinh returns the inverse hyperbolic sine.
func Asinh(x complex128) complex128 {
	if re, im := real(x), imag(x); !IsInf(x) && !IsNaN(x) && (im != 0 || math.Abs(re) > 1) && (re != 0 || math.Abs(im) > 1) {
		xx := x * x
		return Log(x + Sqrt(complex(1+real(xx), imag(xx))))
	}
	if IsInf(x) && math.IsNaN(real(x)) {
		return complex(imag(x), real(x))
	}
	return over(Asin(times(x)))
}

// Acos returns the arccosine.
func Acos(x complex128) complex128 {
	w := Asin(x)
	return complex(math.Pi/2-real(w), -imag(w))
}

// Acosh returns the inverse hyperbolic cosine.
func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	w := Acos(x)
	if imag(w) <= 0 {
		return times(w)
	}
	return over(w)
}

// Atan returns the arctangent.
func Atan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0:
		return complex(math.Atan(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Atanh(im))
	case IsInf(x) && math.IsNaN(re):
		return complex(math.NaN(), math.Copysign(0, im))
	case IsInf(x):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(0, im))
	case IsNaN(x):
		return NaN()
	}
	a := 1 - re*re - im*im
	b := re*re + (im-1)*(im-1)
	if a == 0 || b == 0 {
		return NaN()
	}
	c := re*re + (im+1)*(im+1)
	return complex(0.5*math.Atan2(2*re, a), 0.25*math.Log(c/b))
}

// Atanh returns the inverse hyperbolic tangent.
func Atanh(x complex128) complex128 { return over(Atan(times(x))) }
