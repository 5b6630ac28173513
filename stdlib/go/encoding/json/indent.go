package json

import "bytes"

// HTMLEscape appends src with <, >, & and the line separators U+2028 and U+2029 escaped.
func HTMLEscape(dst *bytes.Buffer, src []byte) { dst.Write(appendEscaped(nil, src)) }

func appendEscaped(out, src []byte) []byte {
	start := 0
	for i, c := range src {
		if c == '<' || c == '>' || c == '&' {
			out = append(out, src[start:i]...)
			out = append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			start = i + 1
		}
		if c == 0xE2 && i+2 < len(src) && src[i+1] == 0x80 && src[i+2]&^1 == 0xA8 {
			out = append(out, src[start:i]...)
			out = append(out, '\\', 'u', '2', '0', '2', hexDigits[src[i+2]&15])
			start = i + 3
		}
	}
	return append(out, src[start:]...)
}

// Compact appends src without its spaces.
func Compact(dst *bytes.Buffer, src []byte) error {
	if err := check(src); err != nil {
		return err
	}
	dst.Write(appendCompact(nil, src, false))
	return nil
}

// appendCompact appends a valid text without its spaces.
func appendCompact(out, src []byte, escapeHTML bool) []byte {
	first := len(out)
	inString := false
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case inString && c == '\\':
			out = append(out, c, src[i+1])
			i++
			continue
		case c == '"':
			inString = !inString
		case !inString && isSpace(c):
			continue
		}
		out = append(out, c)
	}
	if escapeHTML {
		return append(out[:first], appendEscaped(nil, out[first:])...)
	}
	return out
}

// Indent appends src with every element on a line of its own.
func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	if err := check(src); err != nil {
		return err
	}
	dst.Write(appendIndent(nil, src, prefix, indent))
	return nil
}

// appendIndent appends a valid text; spaces after it stay.
func appendIndent(out, src []byte, prefix, indent string) []byte {
	depth := 0
	line := func() {
		out = append(append(out, '\n'), prefix...)
		for range depth {
			out = append(out, indent...)
		}
	}
	inString, opened := false, false
	body := bytes.TrimRight(src, " \t\r\n")
	for i := 0; i < len(body); i++ {
		c := body[i]
		if inString {
			out = append(out, c)
			switch c {
			case '\\':
				i++
				out = append(out, body[i])
			case '"':
				inString = false
			}
			continue
		}
		if isSpace(c) {
			continue
		}
		if opened && c != ']' && c != '}' {
			line()
		}
		closes := c == ']' || c == '}'
		if closes {
			depth--
			if !opened {
				line()
			}
		}
		opened = false
		out = append(out, c)
		switch c {
		case '"':
			inString = true
		case '{', '[':
			depth++
			opened = true
		case ',':
			line()
		case ':':
			out = append(out, ' ')
		}
	}
	return append(out, src[len(body):]...)
}
