// Package unicode knows the properties of characters.
package unicode

// Bounds of characters.
const (
	MaxRune         = '\U0010FFFF' // the largest character
	ReplacementChar = '\uFFFD'     // stands for what is invalid
	MaxASCII        = '\u007F'     // the largest ASCII character
	MaxLatin1       = '\u00FF'     // the largest Latin-1 character
)

// Version is the edition of Unicode.
const Version = "17.0.0"

// RangeTable is a set of characters as sorted ranges.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // number of ranges in R16 with Hi <= MaxLatin1

	id int // of the native table, plus 1; 0 for one the program made
}

// Range16 is every Stride-th character from Lo to Hi.
type Range16 struct{ Lo, Hi, Stride uint16 }

// Range32 is every Stride-th character from Lo to Hi, from 1<<16 up.
type Range32 struct{ Lo, Hi, Stride uint32 }

// Natives: the tables themselves. A table's id is its place in one fixed order.

// tableID returns the number of a table, or -1.
func tableID(name string) int

// tableRanges returns Lo, Hi, Stride of each range.
func tableRanges(id int) []uint32

// tableHas reports whether r is in a table.
func tableHas(id int, r rune) bool

// caseRanges returns Lo, Hi and the three deltas (as int32) of each range.
func caseRanges() []uint32

var made map[string]*RangeTable

// table returns the one table of that name: Lu, Han, White_Space, fold/Lu.
func table(name string) *RangeTable {
	if name == "STerm" {
		name = "Sentence_Terminal"
	}
	if t := made[name]; t != nil {
		return t
	}
	t := &RangeTable{id: tableID(name) + 1}
	for flat := tableRanges(t.id - 1); len(flat) > 0; flat = flat[3:] {
		if flat[1] >= 1<<16 {
			t.R32 = append(t.R32, Range32{flat[0], flat[1], flat[2]})
			continue
		}
		t.R16 = append(t.R16, Range16{uint16(flat[0]), uint16(flat[1]), uint16(flat[2])})
		if flat[1] <= MaxLatin1 {
			t.LatinOffset++
		}
	}
	if made == nil {
		made = make(map[string]*RangeTable)
	}
	made[name] = t
	return t
}

// tables makes a map of the tables of these names.
func tables(prefix string, names ...string) map[string]*RangeTable {
	m := make(map[string]*RangeTable, len(names))
	for _, name := range names {
		m[name] = table(prefix + name)
	}
	return m
}

// Is reports whether r is in the table.
func Is(rangeTab *RangeTable, r rune) bool {
	if rangeTab.id > 0 {
		return tableHas(rangeTab.id-1, r)
	}
	u := uint32(r)
	if n := len(rangeTab.R16); n > 0 && u <= uint32(rangeTab.R16[n-1].Hi) {
		lo, hi := 0, n
		for lo < hi {
			mid := (lo + hi) / 2
			switch in := rangeTab.R16[mid]; {
			case u < uint32(in.Lo):
				hi = mid
			case u > uint32(in.Hi):
				lo = mid + 1
			default:
				return in.Stride == 1 || (uint16(r)-in.Lo)%in.Stride == 0
			}
		}
		return false
	}
	lo, hi := 0, len(rangeTab.R32)
	for lo < hi {
		mid := (lo + hi) / 2
		switch in := rangeTab.R32[mid]; {
		case u < in.Lo:
			hi = mid
		case u > in.Hi:
			lo = mid + 1
		default:
			return in.Stride == 1 || (u-in.Lo)%in.Stride == 0
		}
	}
	return false
}

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

// IsOneOf reports whether r is in one of the tables.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// IsControl reports whether r is a control character.
func IsControl(r rune) bool

// IsDigit reports whether r is a decimal digit.
func IsDigit(r rune) bool

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol or space.
func IsGraphic(r rune) bool

// IsLetter reports whether r is a letter.
func IsLetter(r rune) bool

// IsLower reports whether r is a lower case letter.
func IsLower(r rune) bool

// IsMark reports whether r is a mark.
func IsMark(r rune) bool

// IsNumber reports whether r is a number.
func IsNumber(r rune) bool

// IsPrint is IsGraphic, but the only space is U+0020.
func IsPrint(r rune) bool

// IsPunct reports whether r is punctuation.
func IsPunct(r rune) bool

// IsSpace reports whether r is white space.
func IsSpace(r rune) bool

// IsSymbol reports whether r is a symbol.
func IsSymbol(r rune) bool

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool

// IsUpper reports whether r is an upper case letter.
func IsUpper(r rune) bool
