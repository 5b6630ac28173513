// Drawing over and instead, through masks, onto itself, and with spread errors.
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
)

func sum(m image.Image) uint64 {
	total := uint64(0)
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA()
			total = total*31 + uint64(r)*7 + uint64(g)*5 + uint64(b)*3 + uint64(a)
		}
	}
	return total
}

func main() {
	src := image.NewNRGBA(image.Rect(0, 0, 12, 12))
	mask := image.NewAlpha(image.Rect(-3, -3, 9, 9))
	for i := range src.Pix {
		src.Pix[i] = uint8(i * i)
	}
	for i := range mask.Pix {
		mask.Pix[i] = uint8(i * 5)
	}
	r := image.Rect(0, 0, 10, 10)
	for _, op := range []draw.Op{draw.Over, draw.Src} {
		for _, dst := range []draw.Image{image.NewRGBA(r), image.NewRGBA64(r), image.NewGray(r), image.NewPaletted(r, palette.Plan9), image.NewNRGBA(r)} {
			draw.Draw(dst, image.Rect(-1, 2, 9, 8), image.NewUniform(color.RGBA{200, 10, 0, 255}), image.Point{}, draw.Src)
			op.Draw(dst, image.Rect(1, -2, 7, 7), src, image.Pt(2, 3))
			one := sum(dst)
			draw.DrawMask(dst, r, src, image.Pt(1, 1), mask, image.Pt(-2, 0), op)
			two := sum(dst)
			draw.Draw(dst, image.Rect(2, 3, 9, 9), dst, image.Pt(1, 1), op)
			three := sum(dst)
			draw.FloydSteinberg.Draw(dst, r, src, image.Pt(0, 1))
			fmt.Printf("%T %d %d %d %d\n", dst, one, two, three, sum(dst))
		}
	}
}
