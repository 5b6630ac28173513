// Floats and complex numbers.
package main

import (
	"fmt"
	"math"
)

//go:noinline
func f(x float64) float64 { return x }

func main() {
	zero := f(0)
	fmt.Println(1/zero, -1/zero, zero/zero, math.IsNaN(zero/zero))
	nan := math.NaN()
	fmt.Println(nan == nan, nan != nan, nan < 1, nan > 1, zero == -zero, math.Signbit(math.Copysign(0, -1)))
	fmt.Println(f(0.1)+f(0.2), float32(f(0.1))+float32(f(0.2)), f(1e21), f(1e20), f(1e-7), f(123456789))
	var f32 float32 = 16777216
	fmt.Println(f32+1 == f32, float32(f(1e40)), float32(f(0.1)), float64(float32(f(0.1))))
	fmt.Println(math.Sqrt(2), math.Floor(-1.5), math.Trunc(-1.5), math.MaxFloat64, math.SmallestNonzeroFloat64)
	fmt.Printf("%.3f %8.2f|%-8.2f|%+g %e %x\n", math.Pi, math.E, math.E, f(1), f(12345.678), f(1))
	c := complex(f(1), f(2))
	d := 3 - 4i
	fmt.Println(c+d, c-d, c*d, c/d, -c, real(c), imag(c), c == d, c != d)
	fmt.Printf("%v %.1f %T %T\n", c, d, c, complex64(c))
	var z complex64
	z += 2
	z *= 1i
	fmt.Println(z, real(z), c/complex(zero, 0))
	fmt.Println(min(f(1), nan), max(f(2), f(3)), 0x1p-2, 1_0.2_5, .5e1)
	x := f(2)
	x += 3
	x -= 1
	x *= 4
	x /= 3
	x++
	fmt.Println(x, int(x), x > 5 && x < 7, !(x <= 6))
}
