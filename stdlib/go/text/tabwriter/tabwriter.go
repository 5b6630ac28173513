// Package tabwriter aligns columns: cells end at tabs, and a column is a run of lines that have a
// cell there (elastic tabstops).
package tabwriter

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// Flags of a Writer.
const (
	FilterHTML          uint = 1 << iota // tags have no width, entities that of one character
	StripEscape                          // drop the Escapes around escaped text
	AlignRight                           // padding stands in front of the text
	DiscardEmptyColumns                  // columns that are empty and end in \v have no width
	TabIndent                            // leading empty cells are padded with tabs
	Debug                                // write | between columns
)

// Escape surrounds text that is taken as it is; UTF-8 never has it.
const Escape = '\xff'

// A cell is a piece of text that ends at a tab.
type cell struct {
	size  int  // in bytes
	width int  // in characters
	htab  bool // ends in \t, not \v
}

// A Writer aligns the columns of what is written to it.
type Writer struct {
	output                      io.Writer
	minwidth, tabwidth, padding int
	padchar                     byte
	flags                       uint

	buf     []byte   // text of the cells, without what ends them
	counted int      // bytes of buf whose width is known
	cell    cell     // the one that is not ended
	endChar byte     // what ends the present escape, or 0
	lines   [][]cell // ended cells; the last line is not ended
	widths  []int    // of the columns to the left
	err     error
}

// NewWriter returns a Writer; see Init.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init sets how w writes: cells are at least minwidth wide, padding included; tabs are tabwidth
// wide if padchar is one.
func (w *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	if padchar == '\t' {
		flags &^= AlignRight // tabs only align to the left
	}
	*w = Writer{output: output, minwidth: minwidth, tabwidth: tabwidth, padding: padding, padchar: padchar, flags: flags}
	w.reset()
	return w
}

func (w *Writer) has(flag uint) bool { return w.flags&flag != 0 }

func (w *Writer) reset() {
	w.buf, w.counted = w.buf[:0], 0
	w.cell, w.endChar = cell{}, 0
	w.lines, w.widths = [][]cell{nil}, w.widths[:0]
}

// add adds text to the present cell.
func (w *Writer) add(text []byte) {
	w.buf = append(w.buf, text...)
	w.cell.size += len(text)
}

// count adds the width of what is not counted yet.
func (w *Writer) count() {
	w.cell.width += utf8.RuneCount(w.buf[w.counted:])
	w.counted = len(w.buf)
}

// endEscape ends an escape, a tag or an entity.
func (w *Writer) endEscape() {
	switch w.endChar {
	case Escape:
		w.count()
		if !w.has(StripEscape) {
			w.cell.width -= 2
		}
	case ';':
		w.cell.width++
	}
	w.counted = len(w.buf)
	w.endChar = 0
}

// endCell ends the present cell and returns how many its line has.
func (w *Writer) endCell(htab bool) int {
	w.cell.htab = htab
	last := &w.lines[len(w.lines)-1]
	*last = append(*last, w.cell)
	w.cell = cell{}
	return len(*last)
}

// Write takes text in; it is written when its columns are complete.
func (w *Writer) Write(buf []byte) (n int, err error) {
	defer named("Write")
	start := 0 // of what is not taken in
	for i, ch := range buf {
		if w.endChar != 0 {
			if ch == w.endChar {
				end := i + 1
				if ch == Escape && w.has(StripEscape) {
					end = i
				}
				w.add(buf[start:end])
				start = i + 1
				w.endEscape()
			}
			continue
		}
		switch ch {
		case '\t', '\v', '\n', '\f':
			w.add(buf[start:i])
			w.count()
			start = i + 1
			cells := w.endCell(ch == '\t')
			if ch == '\t' || ch == '\v' {
				break
			}
			w.lines = append(w.lines, nil)
			// A line of one cell has no column: those above are complete.
			if ch == '\f' || cells == 1 {
				w.flush()
				if ch == '\f' && w.has(Debug) {
					w.put([]byte("---\n"))
				}
				if w.err != nil {
					return start, w.failure()
				}
			}
		case Escape:
			w.add(buf[start:i])
			w.count()
			start = i
			if w.has(StripEscape) {
				start++
			}
			w.endChar = Escape
		case '<', '&':
			if !w.has(FilterHTML) {
				break
			}
			w.add(buf[start:i])
			w.count()
			start = i
			w.endChar = '>'
			if ch == '&' {
				w.endChar = ';'
			}
		}
	}
	w.add(buf[start:])
	return len(buf), nil
}

// Flush writes all text; an escape that is not ended ends here.
func (w *Writer) Flush() error {
	defer named("Flush")
	w.flush()
	return w.failure()
}

// named says in which operation the output panicked.
func named(op string) {
	if e := recover(); e != nil {
		panic(fmt.Sprintf("tabwriter: panic during %s (%v)", op, e))
	}
}

func (w *Writer) failure() error {
	err := w.err
	w.err = nil
	return err
}

func (w *Writer) flush() {
	if w.cell.size > 0 {
		if w.endChar != 0 {
			w.endEscape()
		} else {
			w.count()
		}
		w.endCell(false)
	}
	w.format(0, 0, len(w.lines))
	w.reset()
}

// format writes lines; the columns to the left have their widths. pos is where their text
// starts; it returns where it ends.
func (w *Writer) format(pos, from, to int) int {
	column := len(w.widths)
	for at := from; at < to; at++ {
		if column >= len(w.lines[at])-1 {
			continue
		}
		// A column starts here: what is above does not have it.
		pos = w.write(pos, from, at)
		from = at
		width, empty := w.minwidth, true
		for ; at < to && column < len(w.lines[at])-1; at++ {
			c := w.lines[at][column]
			width = max(width, c.width+w.padding)
			empty = empty && c.width == 0 && !c.htab
		}
		if empty && w.has(DiscardEmptyColumns) {
			width = 0
		}
		w.widths = append(w.widths, width)
		pos = w.format(pos, from, at)
		w.widths = w.widths[:column]
		from = at
	}
	return w.write(pos, from, to)
}

// write writes lines whose columns are known.
func (w *Writer) write(pos, from, to int) int {
	for i := from; i < to; i++ {
		tabs := w.has(TabIndent)
		for j, c := range w.lines[i] {
			if j > 0 && w.has(Debug) {
				w.put([]byte{'|'})
			}
			text := w.buf[pos : pos+c.size]
			pos += c.size
			tabs = tabs && c.size == 0
			if !w.has(AlignRight) {
				w.put(text)
			}
			if j < len(w.widths) {
				w.pad(c.width, w.widths[j], tabs)
			}
			if w.has(AlignRight) {
				w.put(text)
			}
		}
		if i+1 < len(w.lines) {
			w.put([]byte{'\n'})
		}
	}
	return pos
}

// pad fills a cell.
func (w *Writer) pad(textWidth, cellWidth int, tabs bool) {
	char, n := w.padchar, cellWidth-textWidth
	if char == '\t' || tabs {
		if w.tabwidth == 0 {
			return
		}
		char = '\t'
		cellWidth = (cellWidth + w.tabwidth - 1) / w.tabwidth * w.tabwidth
		n = cellWidth - textWidth
		if n < 0 {
			panic("internal error")
		}
		n = (n + w.tabwidth - 1) / w.tabwidth
	}
	w.put(bytes.Repeat([]byte{char}, n))
}

// put writes to the output until that fails.
func (w *Writer) put(b []byte) {
	if w.err != nil || len(b) == 0 {
		return
	}
	n, err := w.output.Write(b)
	if n != len(b) && err == nil {
		err = io.ErrShortWrite
	}
	if err != nil {
		w.err = err
	}
}
