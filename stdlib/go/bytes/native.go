// Package bytes searches, splits, changes and buffers slices of bytes.
package bytes

// Natives.

// Compare returns -1, 0 or +1 by byte order.
func Compare(a, b []byte) int

// Contains reports whether subslice is in b.
func Contains(b, subslice []byte) bool

// ContainsAny reports whether a character of chars is in b.
func ContainsAny(b []byte, chars string) bool

// ContainsRune reports whether r is in b.
func ContainsRune(b []byte, r rune) bool

// Count counts the sep in s that do not overlap; for an empty sep one more than s has characters.
func Count(s, sep []byte) int

// Equal reports whether a and b hold the same bytes.
func Equal(a, b []byte) bool

// EqualFold reports whether s and t are equal but for case.
func EqualFold(s, t []byte) bool

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool

// Index returns where sep first is in s, or -1.
func Index(s, sep []byte) int

// IndexAny returns where a character of chars first is in s, or -1.
func IndexAny(s []byte, chars string) int

// IndexByte returns where c first is in b, or -1.
func IndexByte(b []byte, c byte) int

// IndexRune returns where r first is in s, or -1.
func IndexRune(s []byte, r rune) int

// LastIndex returns where sep last is in s, or -1.
func LastIndex(s, sep []byte) int

// LastIndexAny returns where a character of chars last is in s, or -1.
func LastIndexAny(s []byte, chars string) int

// LastIndexByte returns where c last is in s, or -1.
func LastIndexByte(s []byte, c byte) int

// Replace returns a copy with the first n old replaced; all of them if n < 0.
func Replace(s, old, new []byte, n int) []byte

// ReplaceAll returns a copy with every old replaced.
func ReplaceAll(s, old, new []byte) []byte

// ToLower returns a copy in lower case.
func ToLower(s []byte) []byte

// ToTitle returns a copy in title case.
func ToTitle(s []byte) []byte

// ToUpper returns a copy in upper case.
func ToUpper(s []byte) []byte

// ToValidUTF8 returns a copy with each run of invalid bytes replaced.
func ToValidUTF8(s, replacement []byte) []byte

// repeat returns count copies of b, not nil; count is not negative and the result not too long.
func repeat(b []byte, count int) []byte

// trimLeft returns where what TrimLeft keeps begins; len(s) if nothing is kept.
func trimLeft(s []byte, cutset string) int

// trimRight returns where what TrimRight keeps ends.
func trimRight(s []byte, cutset string) int

// trimSpace returns what TrimSpace keeps; lo == hi if nothing.
func trimSpace(s []byte) (lo, hi int)

// nextField returns the first field at or after from; lo < 0 if there is none.
func nextField(s []byte, from int) (lo, hi int)
