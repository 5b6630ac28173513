// Images through PNG and back, and data that is no PNG.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/png"
	"strings"
)

func main() {
	r := image.Rect(0, 0, 7, 5)
	var data []byte
	for _, m := range []draw.Image{
		image.NewRGBA(r), image.NewNRGBA(r), image.NewGray(r), image.NewGray16(r), image.NewNRGBA64(r), image.NewCMYK(r),
		image.NewPaletted(r, palette.Plan9[:3]), image.NewPaletted(r, color.Palette{color.Black, color.NRGBA{9, 8, 7, 6}}),
	} {
		for i := range 35 {
			m.Set(i%7, i/7, color.NRGBA{uint8(i * 7), uint8(i * i), uint8(200 - i), uint8(255 - i/20)})
		}
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, m); err != nil {
			fmt.Println(err)
		}
		data = b.Bytes()
		config, err := png.DecodeConfig(bytes.NewReader(data))
		fmt.Println(config.Width, config.Height, err)
		back, format, err := image.Decode(&b)
		if err != nil {
			fmt.Println(err)
			continue
		}
		same := 0
		for i := range 35 {
			if m.At(i%7, i/7) == back.At(i%7, i/7) {
				same++
			}
		}
		fmt.Printf("%T %T %s %d %v\n", m, back, format, same, back.At(3, 3))
	}
	for _, cut := range []int{0, 5, 20, 40, len(data) - 14, len(data) - 1} {
		_, err := png.Decode(bytes.NewReader(data[:cut]))
		fmt.Println(cut == len(data)-14, err)
	}
	for _, at := range []int{3, 17, 24, 25, 28, 30} {
		bad := bytes.Clone(data)
		bad[at] ^= 0x45
		_, err := png.Decode(bytes.NewReader(bad))
		fmt.Println(at, err)
	}
	fmt.Println(png.Encode(&bytes.Buffer{}, image.NewGray(image.Rectangle{})))
	_, _, err := image.Decode(strings.NewReader("GIF89a"))
	fmt.Println(err)
	// The smallest of all.
	one, _ := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	m, err := png.Decode(bytes.NewReader(one))
	fmt.Println(m.Bounds(), m.At(0, 0), err)
}
