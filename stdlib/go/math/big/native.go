package big

// Signed numbers: whether they are negative, and their digits, the lowest first.
func add(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)
func sub(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)
func mul(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)
func quo(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)
func rem(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)
func and(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)
func or(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)
func xor(xneg bool, x []Word, yneg bool, y []Word) (bool, []Word)

// exp is x to the power of y modulo m; pow, without m.
func exp(x, y, m []Word) []Word
func pow(x []Word, y uint) []Word
func shift(x []Word, n uint, left bool) []Word
func sqrt(x []Word) []Word
func inverse(x, m []Word) (z []Word, ok bool)
func prime(x []Word) bool

// text writes digits; parse reads the values of digits.
func text(x []Word, base int) string
func parse(digits []byte, base int) []Word
