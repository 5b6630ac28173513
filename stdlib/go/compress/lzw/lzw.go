// Package lzw compresses and decompresses with the method of Lempel, Ziv and Welch, as GIF and PDF
// files use it: codes begin one bit longer than literals and grow to twelve bits.
//
// T. A. Welch, "A Technique for High-Performance Data Compression", Computer, 17(6), 1984.
package lzw

import (
	"errors"
	"fmt"
)

// Order is the order of bits in a stream of codes.
type Order int

const (
	// LSB: the lowest bits come first, as in GIF.
	LSB Order = iota
	// MSB: the highest bits come first, as in TIFF and PDF.
	MSB
)

const (
	maxWidth = 12
	// No code.
	none = 1<<16 - 1
)

var errClosed = errors.New("lzw: reader/writer is closed")

// wrong says what is wrong with the arguments of a reader or writer.
func wrong(order Order, litWidth int) error {
	switch {
	case order != LSB && order != MSB:
		return errors.New("lzw: unknown order")
	case litWidth < 2 || 8 < litWidth:
		return fmt.Errorf("lzw: litWidth %d out of range", litWidth)
	}
	return nil
}
