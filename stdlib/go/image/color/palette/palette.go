// Package palette has two well-known palettes.
package palette

import "image/color"

// Plan9 has four shades of each of 64 hues, as Plan 9's rgbv does.
var Plan9 = plan9()

func plan9() []color.Color {
	colors := make([]color.Color, 256)
	for r := range 4 {
		for shade := range 4 {
			for g := range 4 {
				for b := range 4 {
					channel := func(int) uint8 { return uint8(shade * 17) }
					if top := max(r, g, b); top != 0 {
						channel = func(v int) uint8 { return uint8(v * 17 * (4*top + shade) / top) }
					}
					at := (r*4+shade)*16 + (shade-r+g*4+b)&15
					colors[at] = color.RGBA{channel(r), channel(g), channel(b), 0xff}
				}
			}
		}
	}
	return colors
}

// WebSafe has the 216 colors of six steps a channel.
var WebSafe = webSafe()

func webSafe() []color.Color {
	var colors []color.Color
	for i := range 216 {
		channel := func(v int) uint8 { return uint8(v % 6 * 0x33) }
		colors = append(colors, color.RGBA{channel(i / 36), channel(i / 6), channel(i), 0xff})
	}
	return colors
}
