package fmt

// The methods that formatting calls; known to the natives.
const (
	callFormat = iota + 1
	callGoString
	callError
	callString
)

var methodNames = [...]string{
	callFormat:   "Format",
	callGoString: "GoString",
	callError:    "Error",
	callString:   "String",
}

// Flags as the natives give them.
const (
	minusFlag = 1 << iota
	plusFlag
	sharpFlag
	spaceFlag
	zeroFlag
	plusV
	sharpV
)

// call is a method call that formatting needs. Natives read and write it word by word.
type call struct {
	value       any
	text        string
	raw         bool // text is not formatted further
	method      int
	verb        rune
	flags       int
	width, prec int // -1 if there is none
	isNil       bool
}

func (c *call) make(panicking bool) {
	p := &pp{flags: c.flags, width: c.width, prec: c.prec}
	defer c.done(p, panicking)
	switch c.method {
	case callFormat:
		c.raw = true
		c.value.(Formatter).Format(p, c.verb)
	case callGoString:
		c.text = c.value.(GoStringer).GoString()
	case callError:
		c.text = c.value.(error).Error()
	case callString:
		c.text = c.value.(Stringer).String()
	}
}

// done shows a panic of the method in place of its answer.
func (c *call) done(p *pp, panicking bool) {
	if err := recover(); err != nil {
		c.raw = true
		if c.isNil {
			p.WriteString("<nil>")
		} else {
			if panicking {
				panic(err)
			}
			p.WriteString("%!" + string(c.verb) + "(PANIC=" + methodNames[c.method] + " method: ")
			s, missing, _ := render(plain, "", []any{err}, nil, false)
			if missing > 0 {
				s, _ = withMethods(plain, "", []any{err}, missing, true)
			}
			p.WriteString(s + ")")
		}
	}
	if c.raw {
		c.text = string(p.buf)
	}
}

// pp is the State that a Formatter sees.
type pp struct {
	buf         []byte
	flags       int
	width, prec int
}

func (p *pp) Write(b []byte) (int, error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

func (p *pp) WriteString(s string) (int, error) {
	p.buf = append(p.buf, s...)
	return len(s), nil
}

func (p *pp) Width() (int, bool) { return max(p.width, 0), p.width >= 0 }

func (p *pp) Precision() (int, bool) { return max(p.prec, 0), p.prec >= 0 }

func (p *pp) Flag(c int) bool {
	switch c {
	case '-':
		return p.flags&minusFlag != 0
	case '+':
		return p.flags&(plusFlag|plusV) != 0
	case '#':
		return p.flags&(sharpFlag|sharpV) != 0
	case ' ':
		return p.flags&spaceFlag != 0
	case '0':
		return p.flags&zeroFlag != 0
	}
	return false
}

// FormatString returns the directive that asks for what state and verb ask for.
func FormatString(state State, verb rune) string {
	s := "%"
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			s += string(c)
		}
	}
	if w, ok := state.Width(); ok {
		s += Sprint(w)
	}
	if p, ok := state.Precision(); ok {
		s += "." + Sprint(p)
	}
	return s + string(verb)
}
