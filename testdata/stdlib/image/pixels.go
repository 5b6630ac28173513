// Images of every kind: pixels, parts, conversion of colors.
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
)

var colors = []color.Color{
	color.RGBA{10, 100, 200, 255}, color.RGBA{10, 20, 30, 40}, color.NRGBA{200, 100, 50, 128}, color.NRGBA64{1, 40000, 65535, 30000},
	color.Gray{77}, color.Gray16{50000}, color.Alpha{12}, color.Alpha16{999}, color.YCbCr{100, 20, 230},
	color.NYCbCrA{color.YCbCr{200, 128, 90}, 99}, color.CMYK{10, 200, 0, 30}, color.White, color.Transparent,
}

var models = []color.Model{
	color.RGBAModel, color.RGBA64Model, color.NRGBAModel, color.NRGBA64Model, color.AlphaModel, color.Alpha16Model,
	color.GrayModel, color.Gray16Model, color.YCbCrModel, color.NYCbCrAModel, color.CMYKModel, color.Palette(palette.WebSafe),
}

func kinds(r image.Rectangle) []draw.Image {
	return []draw.Image{
		image.NewRGBA(r), image.NewRGBA64(r), image.NewNRGBA(r), image.NewNRGBA64(r), image.NewAlpha(r), image.NewAlpha16(r),
		image.NewGray(r), image.NewGray16(r), image.NewCMYK(r), image.NewPaletted(r, palette.Plan9),
	}
}

func main() {
	for _, c := range colors {
		r, g, b, a := c.RGBA()
		fmt.Println(c, r, g, b, a)
		for _, m := range models {
			fmt.Print(" ", m.Convert(c))
		}
		fmt.Println()
	}
	r := image.Rect(3, 4, -2, 0)
	fmt.Println(r, r.Size(), r.Inset(1), r.Inset(3), r.Intersect(image.Rect(0, 0, 9, 9)), r.Union(image.Rect(0, 0, 9, 9)))
	fmt.Println(image.Pt(-7, 11).Mod(r), r.In(r.Inset(1)), r.Overlaps(image.Rect(3, 0, 9, 9)), r.Canon() == r, image.ZR.Empty())
	for _, m := range kinds(r) {
		for i, c := range colors {
			m.Set(-2+i%5, i/5, c)
		}
		m.Set(100, 100, color.White)
		sum := uint64(0)
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				c := m.(image.RGBA64Image).RGBA64At(x, y)
				sum = sum*31 + uint64(c.R)*7 + uint64(c.G)*5 + uint64(c.B)*3 + uint64(c.A)
			}
		}
		part := m.(interface {
			SubImage(image.Rectangle) image.Image
		}).SubImage(image.Rect(0, 1, 9, 2))
		part.(draw.Image).Set(0, 1, color.Black)
		fmt.Printf("%T %d %v %v %v %v\n", m, sum, m.At(-1, 0), m.At(0, 1), m.At(50, 0), part.Bounds())
		fmt.Println(m.(interface{ Opaque() bool }).Opaque())
	}
	for ratio := image.YCbCrSubsampleRatio444; ratio <= image.YCbCrSubsampleRatio410+1; ratio++ {
		m := image.NewNYCbCrA(image.Rect(1, 1, 8, 6), ratio)
		m.Cb[len(m.Cb)-1] = 200
		fmt.Println(ratio, len(m.Y), len(m.Cb), m.CStride, m.COffset(5, 3), m.At(7, 5), m.Opaque())
	}
	fmt.Println(image.NewUniform(color.Gray{9}).At(5, 5), image.Black.Bounds())
	defer func() { fmt.Println(recover()) }()
	image.NewGray16(image.Rectangle{image.Pt(0, 0), image.Pt(1<<40, 1<<40)})
}
