package bzip2

// Symbols of the Huffman codes: two digits of the length of a run of zeros, then places in the list
// of recent bytes, then the end of the block.
const (
	runA = iota
	runB
)

// How many symbols a table is used for.
const groupSize = 50

// No run of zeros is as long, whatever the size of blocks.
const maxRun = 2 << 20

// A block, decoded up to runs of bytes.
type block struct {
	// Each entry holds a byte and, above it, the index of the entry that follows.
	chain []uint32
	// Entries not yet followed, and the next one.
	left int
	at   uint32
	// The last byte, how often it came in a row, and how often it is still to be given.
	last   byte
	seen   int
	repeat int
	// Checksums: of what was given, and what the block says.
	checksum, wanted uint32
}

// read fills p with what is left of the block.
func (b *block) read(p []byte) int {
	n := 0
	sum := ^b.checksum
	for n < len(p) {
		if b.repeat > 0 {
			b.repeat--
		} else {
			if b.left == 0 {
				break
			}
			b.left--
			entry := b.chain[b.at]
			b.at = entry >> 8
			next := byte(entry)
			if b.seen == 4 {
				// After four equal bytes comes the number of more.
				b.repeat, b.seen = int(next), 0
				continue
			}
			if next != b.last {
				b.seen = 0
			}
			b.last = next
			b.seen++
		}
		p[n] = b.last
		sum = sum<<8 ^ crcTable[byte(sum>>24)^b.last]
		n++
	}
	b.checksum = ^sum
	return n
}

// decode reads a block of at most size bytes.
func (b *block) decode(r *bits, size int) error {
	*b = block{chain: b.chain, wanted: uint32(r.take(32))}
	if r.bit() {
		return StructuralError("deprecated randomized files")
	}
	origin := uint32(r.take(24))
	recent := usedBytes(r)
	if len(recent) == 0 {
		return StructuralError("no symbols in input")
	}
	symbols, err := newSymbols(r, len(recent)+2)
	if err != nil {
		return err
	}
	if cap(b.chain) < size {
		b.chain = make([]uint32, size)
	}
	chain := b.chain[:size]
	var counts [256]uint32
	end := uint16(len(recent) + 1)
	n, run, digit := 0, 0, 1
	for {
		symbol, err := symbols.next(r)
		if err != nil {
			return err
		}
		if symbol <= runB {
			// A run's length in digits 1 and 2 to the base 2, the lowest first.
			run += digit << symbol
			digit <<= 1
			if run >= maxRun {
				return StructuralError("repeat count too large")
			}
			continue
		}
		if run > size-n {
			return StructuralError("repeats past end of block")
		}
		for ; run > 0; run-- {
			chain[n] = uint32(recent[0])
			counts[recent[0]]++
			n++
		}
		digit = 1
		if symbol == end {
			break
		}
		if n == size {
			return StructuralError("data exceeds block size")
		}
		place := int(symbol - 1)
		front := recent[place]
		copy(recent[1:place+1], recent[:place])
		recent[0] = front
		chain[n] = uint32(front)
		counts[front]++
		n++
	}
	if n > 0 && origin >= uint32(n) {
		return StructuralError("origPtr out of bounds")
	}
	b.follow(chain[:n], &counts, origin)
	return nil
}

// follow undoes the Burrows-Wheeler transform. In the sorted block the k-th occurrence of a byte is
// the one that is its k-th occurrence in the transformed block: that gives each entry its follower.
func (b *block) follow(chain []uint32, counts *[256]uint32, origin uint32) {
	first := uint32(0)
	for i, count := range counts {
		counts[i] = first
		first += count
	}
	for i := range chain {
		c := byte(chain[i])
		chain[counts[c]] |= uint32(i) << 8
		counts[c]++
	}
	b.left = len(chain)
	if b.left > 0 {
		b.at = chain[origin] >> 8
	}
}

// usedBytes reads which bytes a block holds: sixteen bits for ranges of sixteen, then a bit for each
// byte of the ranges that are there.
func usedBytes(r *bits) []byte {
	ranges := r.take(16)
	var used []byte
	for i := range 16 {
		if ranges>>(15-i)&1 == 0 {
			continue
		}
		bytes := r.take(16)
		for j := range 16 {
			if bytes>>(15-j)&1 == 1 {
				used = append(used, byte(16*i+j))
			}
		}
	}
	return used
}

// Checksums go through the bits of a byte from the highest to the lowest, unlike those of package
// hash/crc32.
var crcTable = func() (table [256]uint32) {
	for i := range table {
		c := uint32(i) << 24
		for range 8 {
			if c>>31 == 1 {
				c = c<<1 ^ 0x04c11db7
			} else {
				c <<= 1
			}
		}
		table[i] = c
	}
	return table
}()
