package flate

import (
	"io"
	"slices"
)

// A bitWriter writes blocks, bit by bit.
type bitWriter struct {
	w     io.Writer
	out   []byte
	bits  uint64
	nbits uint
}

func (b *bitWriter) put(v int, n uint) {
	b.bits |= uint64(v) << b.nbits
	b.nbits += n
	for b.nbits >= 8 {
		b.out = append(b.out, byte(b.bits))
		b.bits >>= 8
		b.nbits -= 8
	}
}

// align fills up the last byte.
func (b *bitWriter) align() {
	if b.nbits > 0 {
		b.put(0, 8-b.nbits)
	}
}

func (b *bitWriter) send() error {
	if len(b.out) == 0 {
		return nil
	}
	_, err := b.w.Write(b.out)
	b.out = b.out[:0]
	return err
}

// blockHeader writes the start of a block of a kind.
func (b *bitWriter) blockHeader(kind int) { b.put(kind<<1, 3) }

// empty ends the data with an empty block of the fixed codes.
func (b *bitWriter) empty() {
	b.put(1|1<<1, 3)
	b.put(0, 7)
	b.align()
}

// stored writes data as it is.
func (b *bitWriter) stored(data []byte) {
	b.blockHeader(0)
	b.align()
	b.put(len(data), 16)
	b.put(len(data)^0xffff, 16)
	b.out = append(b.out, data...)
}

// symbolOf returns the symbol whose values include v.
func (s scale) symbolOf(v int) int {
	i, found := slices.BinarySearch(s.base, uint16(min(v, 1<<16-1)))
	if !found {
		i--
	}
	return i
}

var lengthSymbols = func() (symbols [maxLength + 1]uint8) {
	for n := minLength; n <= maxLength; n++ {
		symbols[n] = uint8(lengths.symbolOf(n))
	}
	return symbols
}()

func (t token) symbols() (length, distance int) {
	return int(lengthSymbols[t>>16]), distances.symbolOf(int(t & 0xffff))
}

// An encoder is a prefix code: each symbol's bits, the first one lowest, and how many.
type encoder struct {
	codes   []uint16
	lengths []uint8
}

func newEncoder(lengths []uint8) encoder {
	e := encoder{make([]uint16, len(lengths)), lengths}
	code := 0
	for n := uint8(1); n <= maxBits; n++ {
		for symbol, length := range lengths {
			if length == n {
				e.codes[symbol] = uint16(reverse(code, uint(n)))
				code++
			}
		}
		code <<= 1
	}
	return e
}

func (b *bitWriter) symbol(e *encoder, symbol int) {
	b.put(int(e.codes[symbol]), uint(e.lengths[symbol]))
}

// cost returns how many bits the counted symbols take.
func (e *encoder) cost(counts []int) (bits int) {
	for symbol, n := range counts {
		bits += n * int(e.lengths[symbol])
	}
	return bits
}

// codeLengths returns the lengths of a code for symbols that are so frequent, none above most.
// (Huffman) If codes get too long, all symbols are made more alike.
func codeLengths(counts []int, most uint8) []uint8 {
	lengths := make([]uint8, len(counts))
	type node struct{ count, left, right, symbol int }
	var leaves []node
	for symbol, n := range counts {
		if n > 0 {
			leaves = append(leaves, node{n, -1, -1, symbol})
		}
	}
	if len(leaves) == 1 {
		lengths[leaves[0].symbol] = 1
	}
	if len(leaves) < 2 {
		return lengths
	}
	for {
		slices.SortStableFunc(leaves, func(a, b node) int { return a.count - b.count })
		// Nodes that join others come out in order too: two queues do.
		nodes := slices.Clone(leaves)
		leaf, joined := 0, len(leaves)
		least := func() int {
			if leaf < len(leaves) && (joined >= len(nodes) || nodes[leaf].count <= nodes[joined].count) {
				leaf++
				return leaf - 1
			}
			joined++
			return joined - 1
		}
		for range len(leaves) - 1 {
			a, b := least(), least()
			nodes = append(nodes, node{nodes[a].count + nodes[b].count, a, b, -1})
		}
		depth := make([]uint8, len(nodes))
		deepest := uint8(0)
		for i := len(nodes) - 1; i >= 0; i-- {
			if n := nodes[i]; n.symbol < 0 {
				depth[n.left], depth[n.right] = depth[i]+1, depth[i]+1
			} else {
				lengths[n.symbol] = depth[i]
				deepest = max(deepest, depth[i])
			}
		}
		if deepest <= most {
			return lengths
		}
		for i := range leaves {
			leaves[i].count = leaves[i].count/2 + 1
		}
	}
}

// A step of the description of codes: a symbol, and what follows it.
type step struct {
	symbol, extra int
	bits          uint
}

// describe packs lengths of codes: repetitions have symbols of their own.
func describe(lengths []uint8) (steps []step) {
	for i := 0; i < len(lengths); {
		n := 1
		for i+n < len(lengths) && lengths[i+n] == lengths[i] {
			n++
		}
		switch {
		case lengths[i] == 0 && n >= 11:
			n = min(n, 138)
			steps = append(steps, step{18, n - 11, 7})
		case lengths[i] == 0 && n >= 3:
			steps = append(steps, step{17, n - 3, 3})
		case n >= 4:
			n = min(n, 7)
			steps = append(steps, step{int(lengths[i]), 0, 0}, step{16, n - 4, 2})
		default:
			n = 1
			steps = append(steps, step{int(lengths[i]), 0, 0})
		}
		i += n
	}
	return steps
}

var fixedCodes = [2]encoder{newEncoder(fixedLiterals[:]), newEncoder(fixedCopies[:])}

// block writes tokens with the codes of their own, with the fixed ones, or data as it is,
// whatever is shortest.
func (b *bitWriter) block(tokens []token, data []byte) {
	literals, copies := make([]int, 286), make([]int, 30)
	literals[endOfBlock] = 1
	extra := 0
	for _, t := range tokens {
		if t < 1<<16 {
			literals[t]++
			continue
		}
		length, distance := t.symbols()
		literals[257+length]++
		copies[distance]++
		extra += int(lengths.extra[length] + distances.extra[distance])
	}
	code := [2]encoder{newEncoder(codeLengths(literals, maxBits)), newEncoder(codeLengths(copies, maxBits))}
	n := [2]int{286, 30}
	for n[0] > 257 && code[0].lengths[n[0]-1] == 0 {
		n[0]--
	}
	for n[1] > 1 && code[1].lengths[n[1]-1] == 0 {
		n[1]--
	}
	steps := describe(slices.Concat(code[0].lengths[:n[0]], code[1].lengths[:n[1]]))
	counts := make([]int, 19)
	for _, s := range steps {
		counts[s.symbol]++
	}
	lengthCode := newEncoder(codeLengths(counts, 7))
	described := len(codeOrder)
	for described > 4 && lengthCode.lengths[codeOrder[described-1]] == 0 {
		described--
	}
	own := 14 + 3*described + lengthCode.cost(counts) + code[0].cost(literals) + code[1].cost(copies) + extra
	for _, s := range steps {
		own += int(s.bits)
	}
	fixed := fixedCodes[0].cost(literals) + fixedCodes[1].cost(copies) + extra
	switch {
	case 8*len(data)+32 < min(own, fixed):
		b.stored(data)
		return
	case fixed <= own:
		b.blockHeader(1)
		code = fixedCodes
	default:
		b.blockHeader(2)
		b.put(n[0]-257, 5)
		b.put(n[1]-1, 5)
		b.put(described-4, 4)
		for _, symbol := range codeOrder[:described] {
			b.put(int(lengthCode.lengths[symbol]), 3)
		}
		for _, s := range steps {
			b.symbol(&lengthCode, s.symbol)
			b.put(s.extra, s.bits)
		}
	}
	for _, t := range tokens {
		if t < 1<<16 {
			b.symbol(&code[0], int(t))
			continue
		}
		length, distance := t.symbols()
		b.symbol(&code[0], 257+length)
		b.put(int(t>>16)-int(lengths.base[length]), uint(lengths.extra[length]))
		b.symbol(&code[1], distance)
		b.put(int(t&0xffff)-int(distances.base[distance]), uint(distances.extra[distance]))
	}
	b.symbol(&code[0], endOfBlock)
}
