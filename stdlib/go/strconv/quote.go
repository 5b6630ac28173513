package strconv

// Natives.

// quote quotes s as a Go literal; mode is 0, or toASCII or toGraphic.
func quote(s string, mode int) string
func quoteRune(r rune, mode int) string

const (
	toASCII   = 1 // escape all that is not ASCII
	toGraphic = 2 // escape what is not graphic, instead of what is not printable
)

// unquote returns what the literal s stands for.
func unquote(s string) (text string, ok bool)

// quotedPrefix returns the length of the literal that s begins with, or -1.
func quotedPrefix(s string) int

// unquoteChar decodes what a literal begins with; size < 0 if it is invalid.
func unquoteChar(s string, quote byte) (value rune, multibyte bool, size int)

// IsPrint is unicode.IsPrint.
func IsPrint(r rune) bool

// IsGraphic is unicode.IsGraphic.
func IsGraphic(r rune) bool

// CanBackquote reports whether s can be one line between back quotes.
func CanBackquote(s string) bool

// Quote returns s as a Go string literal.
func Quote(s string) string { return quote(s, 0) }

// QuoteToASCII is Quote with all that is not ASCII escaped.
func QuoteToASCII(s string) string { return quote(s, toASCII) }

// QuoteToGraphic is Quote with graphic characters as they are.
func QuoteToGraphic(s string) string { return quote(s, toGraphic) }

// QuoteRune returns r as a Go character literal.
func QuoteRune(r rune) string { return quoteRune(r, 0) }

// QuoteRuneToASCII is QuoteRune with all that is not ASCII escaped.
func QuoteRuneToASCII(r rune) string { return quoteRune(r, toASCII) }

// QuoteRuneToGraphic is QuoteRune with graphic characters as they are.
func QuoteRuneToGraphic(r rune) string { return quoteRune(r, toGraphic) }

// AppendQuote appends what Quote returns.
func AppendQuote(dst []byte, s string) []byte { return append(dst, quote(s, 0)...) }

// AppendQuoteToASCII appends what QuoteToASCII returns.
func AppendQuoteToASCII(dst []byte, s string) []byte { return append(dst, quote(s, toASCII)...) }

// AppendQuoteToGraphic appends what QuoteToGraphic returns.
func AppendQuoteToGraphic(dst []byte, s string) []byte { return append(dst, quote(s, toGraphic)...) }

// AppendQuoteRune appends what QuoteRune returns.
func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, quoteRune(r, 0)...) }

// AppendQuoteRuneToASCII appends what QuoteRuneToASCII returns.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return append(dst, quoteRune(r, toASCII)...) }

// AppendQuoteRuneToGraphic appends what QuoteRuneToGraphic returns.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return append(dst, quoteRune(r, toGraphic)...)
}

// Unquote returns what a Go literal stands for.
func Unquote(s string) (string, error) {
	if text, ok := unquote(s); ok {
		return text, nil
	}
	return "", ErrSyntax
}

// QuotedPrefix returns the literal that s begins with.
func QuotedPrefix(s string) (string, error) {
	if n := quotedPrefix(s); n >= 0 {
		return s[:n], nil
	}
	return "", ErrSyntax
}

// UnquoteChar decodes the first character or byte of the inside of a literal.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	value, multibyte, size := unquoteChar(s, quote)
	if size < 0 {
		return 0, false, "", ErrSyntax
	}
	return value, multibyte, s[size:], nil
}
