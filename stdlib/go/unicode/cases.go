package unicode

// The cases, for To and as indices of a Delta.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower as a delta says that upper and lower case alternate in the range.
const UpperLower = MaxRune + 1

type d [MaxCase]rune

// CaseRange says how far the characters of a range are from their other cases.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

// CaseRanges holds the case mappings of all characters that have any.
var CaseRanges = allCaseRanges()

func allCaseRanges() []CaseRange {
	flat := caseRanges()
	all := make([]CaseRange, 0, len(flat)/5)
	for ; len(flat) > 0; flat = flat[5:] {
		all = append(all, CaseRange{flat[0], flat[1], d{rune(flat[2]), rune(flat[3]), rune(flat[4])}})
	}
	return all
}

// To maps r to the given case.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

// ToUpper maps r to upper case.
func ToUpper(r rune) rune

// ToLower maps r to lower case.
func ToLower(r rune) rune

// ToTitle maps r to title case.
func ToTitle(r rune) rune

// SimpleFold goes round the characters that are equal but for case: the next larger, or the smallest.
func SimpleFold(r rune) rune

// SpecialCase holds the case mappings of a language that differ from the usual ones.
type SpecialCase []CaseRange

// TurkishCase is the case mapping of Turkish, with its dotless i.
var TurkishCase SpecialCase = turkish

// AzeriCase is the same for Azeri.
var AzeriCase SpecialCase = turkish

var turkish = SpecialCase{
	{'I', 'I', d{0, 'ı' - 'I', 0}},
	{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', d{0, 'i' - 'İ', 0}},
	{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
}

// ToUpper maps r to upper case, with the special mapping first.
func (special SpecialCase) ToUpper(r rune) rune {
	if mapped, ok := special.to(UpperCase, r); ok {
		return mapped
	}
	return ToUpper(r)
}

// ToTitle maps r to title case, with the special mapping first.
func (special SpecialCase) ToTitle(r rune) rune {
	if mapped, ok := special.to(TitleCase, r); ok {
		return mapped
	}
	return ToTitle(r)
}

// ToLower maps r to lower case, with the special mapping first.
func (special SpecialCase) ToLower(r rune) rune {
	if mapped, ok := special.to(LowerCase, r); ok {
		return mapped
	}
	return ToLower(r)
}

func (special SpecialCase) to(_case int, r rune) (rune, bool) {
	lo, hi := 0, len(special)
	for lo < hi {
		mid := (lo + hi) / 2
		switch in := &special[mid]; {
		case r < rune(in.Lo):
			hi = mid
		case r > rune(in.Hi):
			lo = mid + 1
		default:
			delta := in.Delta[_case]
			if delta > MaxRune {
				// Upper case at even places of the range, lower case at odd ones.
				place := (r - rune(in.Lo)) &^ 1
				if _case == LowerCase {
					place++
				}
				return rune(in.Lo) + place, true
			}
			return r + delta, true
		}
	}
	return r, false
}
