package bzip2

// The longest code.
const maxLength = 20

// A table of a canonical Huffman code: codes of one length are consecutive numbers, shorter ones
// come first.
type table struct {
	// By length: the first code, how many there are, and where their symbols begin.
	first, count, from [maxLength + 1]uint32
	symbols            []uint16
}

func newTable(lengths []uint8) (table, error) {
	t := table{symbols: make([]uint16, 0, len(lengths))}
	code := uint32(0)
	for n := uint8(1); n <= maxLength; n++ {
		code <<= 1
		t.first[n], t.from[n] = code, uint32(len(t.symbols))
		for symbol, length := range lengths {
			if length == n {
				t.symbols = append(t.symbols, uint16(symbol))
				code++
			}
		}
		t.count[n] = uint32(len(t.symbols)) - t.from[n]
		if code > 1<<n {
			return t, StructuralError("equal symbols in Huffman tree")
		}
	}
	return t, nil
}

func (t *table) next(r *bits) (uint16, error) {
	code := uint32(0)
	for n := 1; n <= maxLength; n++ {
		code = code<<1 | uint32(r.take(1))
		if r.err != nil {
			return 0, r.err
		}
		if i := code - t.first[n]; i < t.count[n] {
			return t.symbols[t.from[n]+i], nil
		}
	}
	return 0, StructuralError("invalid Huffman code")
}

// symbols are those of a block; the tables change after every group.
type symbols struct {
	tables    []table
	selectors []uint8
	table     *table
	left      int
}

// newSymbols reads the tables for an alphabet of n symbols.
func newSymbols(r *bits, n int) (*symbols, error) {
	tables := int(r.take(3))
	if tables < 2 || tables > 6 {
		return nil, StructuralError("invalid number of Huffman trees")
	}
	s := &symbols{selectors: make([]uint8, r.take(15))}
	if len(s.selectors) == 0 && r.err == nil {
		return nil, StructuralError("no tree selectors given")
	}
	// Selectors are places in a list of recent tables, in unary.
	recent := [6]uint8{0, 1, 2, 3, 4, 5}
	for i := range s.selectors {
		place := 0
		for r.bit() {
			place++
			if place >= tables {
				return nil, StructuralError("tree index too large")
			}
		}
		front := recent[place]
		copy(recent[1:place+1], recent[:place])
		recent[0] = front
		s.selectors[i] = front
	}
	lengths := make([]uint8, n)
	for range tables {
		// Each length is told by its difference from the one before.
		length := uint8(r.take(5))
		for i := range lengths {
			for {
				if length < 1 || length > maxLength {
					return nil, StructuralError("Huffman length out of range")
				}
				if !r.bit() {
					break
				}
				if r.bit() {
					length--
				} else {
					length++
				}
			}
			lengths[i] = length
		}
		table, err := newTable(lengths)
		if err != nil {
			return nil, err
		}
		s.tables = append(s.tables, table)
	}
	return s, nil
}

func (s *symbols) next(r *bits) (uint16, error) {
	if s.left == 0 {
		if len(s.selectors) == 0 {
			return 0, StructuralError("insufficient selector indices for number of symbols")
		}
		s.table, s.left = &s.tables[s.selectors[0]], groupSize
		s.selectors = s.selectors[1:]
	}
	s.left--
	return s.table.next(r)
}
