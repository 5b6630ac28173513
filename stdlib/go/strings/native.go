// Package strings searches, splits, changes and builds strings.
package strings

// Natives.

// Clone returns a fresh copy of s.
func Clone(s string) string

// Compare returns -1, 0 or +1 by byte order.
func Compare(a, b string) int

// Contains reports whether substr is in s.
func Contains(s, substr string) bool

// ContainsAny reports whether a character of chars is in s.
func ContainsAny(s, chars string) bool

// ContainsRune reports whether r is in s.
func ContainsRune(s string, r rune) bool

// Count counts the substr in s that do not overlap; for "" one more than s has characters.
func Count(s, substr string) int

// Cut splits s around the first sep.
func Cut(s, sep string) (before, after string, found bool)

// CutLast splits s around the last sep.
func CutLast(s, sep string) (before, after string, found bool)

// CutPrefix returns s without the prefix, and whether it was there.
func CutPrefix(s, prefix string) (after string, found bool)

// CutSuffix returns s without the suffix, and whether it was there.
func CutSuffix(s, suffix string) (before string, found bool)

// EqualFold reports whether s and t are equal but for case.
func EqualFold(s, t string) bool

// Fields splits s around white space.
func Fields(s string) []string

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool

// Index returns where substr first is in s, or -1.
func Index(s, substr string) int

// IndexAny returns where a character of chars first is in s, or -1.
func IndexAny(s, chars string) int

// IndexByte returns where c first is in s, or -1.
func IndexByte(s string, c byte) int

// IndexRune returns where r first is in s, or -1.
func IndexRune(s string, r rune) int

// Join puts sep between the elems.
func Join(elems []string, sep string) string

// LastIndex returns where substr last is in s, or -1.
func LastIndex(s, substr string) int

// LastIndexAny returns where a character of chars last is in s, or -1.
func LastIndexAny(s, chars string) int

// LastIndexByte returns where c last is in s, or -1.
func LastIndexByte(s string, c byte) int

// Replace replaces the first n old; all of them if n < 0.
func Replace(s, old, new string, n int) string

// ReplaceAll replaces every old.
func ReplaceAll(s, old, new string) string

// Split splits s at each sep; into characters if sep is "".
func Split(s, sep string) []string

// SplitAfter splits s after each sep.
func SplitAfter(s, sep string) []string

// SplitAfterN is SplitAfter into at most n parts.
func SplitAfterN(s, sep string, n int) []string

// SplitN is Split into at most n parts.
func SplitN(s, sep string, n int) []string

// ToLower maps s to lower case.
func ToLower(s string) string

// ToTitle maps s to title case.
func ToTitle(s string) string

// ToUpper maps s to upper case.
func ToUpper(s string) string

// ToValidUTF8 replaces each run of invalid bytes.
func ToValidUTF8(s, replacement string) string

// Trim cuts the characters of cutset from both ends.
func Trim(s, cutset string) string

// TrimLeft cuts the characters of cutset from the start.
func TrimLeft(s, cutset string) string

// TrimPrefix cuts the prefix if it is there.
func TrimPrefix(s, prefix string) string

// TrimRight cuts the characters of cutset from the end.
func TrimRight(s, cutset string) string

// TrimSpace cuts white space from both ends.
func TrimSpace(s string) string

// TrimSuffix cuts the suffix if it is there.
func TrimSuffix(s, suffix string) string

// repeat returns count copies of s; count is not negative and the result not too long.
func repeat(s string, count int) string

// replacePairs replaces the olds by the news, pairs in turn, as a Replacer does.
func replacePairs(s string, pairs []string) string

// bytesToString returns a string that shares the memory of b.
func bytesToString(b []byte) string
