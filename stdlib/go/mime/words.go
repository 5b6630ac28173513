package mime

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A WordEncoder writes words that are not ASCII as ASCII (RFC 2047).
type WordEncoder byte

// The two encodings.
const (
	BEncoding = WordEncoder('b') // base64
	QEncoding = WordEncoder('q') // bytes in hexadecimal
)

var errInvalidWord = errors.New("mime: invalid RFC 2047 encoded-word")

// longest is how long an encoded word may be.
const longest = 75

// Encode encodes a text that needs it; one that is too long becomes several words.
func (e WordEncoder) Encode(charset, s string) string {
	if !needsEncoding(s) {
		return s
	}
	open := "=?" + charset + "?" + string(rune(e)) + "?"
	room := longest - len(open) - len("?=")
	if !strings.EqualFold(charset, "utf-8") {
		room = 1 << 62 // where characters end is not known
	}
	var words []string
	for s != "" {
		n := e.fits(s, room)
		words = append(words, open+e.encode(s[:n])+"?=")
		s = s[n:]
	}
	return strings.Join(words, " ")
}

func needsEncoding(s string) bool {
	for _, r := range s {
		if (r < ' ' || r > '~') && r != '\t' {
			return true
		}
	}
	return false
}

// fits is how many bytes, in whole characters, have room when they are encoded; at least one character.
func (e WordEncoder) fits(s string, room int) int {
	n := 0
	for n < len(s) {
		_, size := utf8.DecodeRuneInString(s[n:])
		if e == BEncoding {
			if base64.StdEncoding.EncodedLen(n+size) > room && n > 0 {
				break
			}
		} else if room -= len(e.encode(s[n : n+size])); room < 0 && n > 0 {
			break
		}
		n += size
	}
	return n
}

func (e WordEncoder) encode(s string) string {
	if e == BEncoding {
		return base64.StdEncoding.EncodeToString([]byte(s))
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('_')
		case c >= '!' && c <= '~' && c != '=' && c != '?' && c != '_':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
	}
	return b.String()
}

// A WordDecoder reads encoded words. CharsetReader reads charsets besides UTF-8, ISO-8859-1 and US-ASCII.
type WordDecoder struct {
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
}

// split takes an encoded word apart: charset, encoding, text.
func split(word string) (charset string, encoding byte, text string, ok bool) {
	inner, begins := strings.CutPrefix(word, "=?")
	inner, ends := strings.CutSuffix(inner, "?=")
	charset, rest, two := strings.Cut(inner, "?")
	kind, text, three := strings.Cut(rest, "?")
	ok = begins && ends && two && three && charset != "" && len(kind) == 1 && !strings.Contains(text, "?")
	if !ok {
		return "", 0, "", false
	}
	return charset, kind[0], text, true
}

// Decode reads one word.
func (d *WordDecoder) Decode(word string) (string, error) {
	charset, encoding, text, ok := split(word)
	if !ok {
		return "", errInvalidWord
	}
	raw, err := plain(encoding, text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := d.convert(&b, charset, raw); err != nil {
		return "", err
	}
	return b.String(), nil
}

func plain(encoding byte, text string) ([]byte, error) {
	switch encoding {
	case 'B', 'b':
		return base64.StdEncoding.DecodeString(text)
	case 'Q', 'q':
		return unquote(text)
	}
	return nil, errInvalidWord
}

func unquote(s string) ([]byte, error) {
	var out []byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=':
			if i+2 >= len(s) {
				return nil, errInvalidWord
			}
			high, err := digit(s[i+1])
			if err != nil {
				return nil, err
			}
			low, err := digit(s[i+2])
			if err != nil {
				return nil, err
			}
			out = append(out, high<<4|low)
			i += 2
		case c >= ' ' && c <= '~' || c == '\n' || c == '\r' || c == '\t':
			out = append(out, c)
		default:
			return nil, errInvalidWord
		}
	}
	return out, nil
}

func digit(c byte) (byte, error) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', nil
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, nil
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, nil
	}
	return 0, fmt.Errorf("mime: invalid hex byte %#02x", c)
}

// convert writes a text of a charset as UTF-8.
func (d *WordDecoder) convert(b *strings.Builder, charset string, raw []byte) error {
	switch strings.ToLower(charset) {
	case "utf-8":
		b.WriteString(strings.ToValidUTF8(string(raw), "\ufffd"))
	case "iso-8859-1":
		for _, c := range raw {
			b.WriteRune(rune(c))
		}
	case "us-ascii":
		for _, c := range raw {
			if c >= utf8.RuneSelf {
				b.WriteRune(utf8.RuneError)
			} else {
				b.WriteByte(c)
			}
		}
	default:
		if d.CharsetReader == nil {
			return fmt.Errorf("mime: unhandled charset %q", charset)
		}
		r, err := d.CharsetReader(strings.ToLower(charset), bytes.NewReader(raw))
		if err != nil {
			return err
		}
		_, err = io.Copy(b, r)
		return err
	}
	return nil
}

// DecodeHeader reads all words of a header. White space between two words is no part of them.
func (d *WordDecoder) DecodeHeader(header string) (string, error) {
	var b strings.Builder
	after := false // a word
	for {
		start := strings.Index(header, "=?")
		if start < 0 {
			break
		}
		word := wordAt(header[start:])
		charset, encoding, text, ok := split(word)
		var raw []byte
		var err error
		if ok {
			raw, err = plain(encoding, text)
		}
		if !ok || err != nil {
			// It is no word: what looks like its beginning is text.
			b.WriteString(header[:start+2])
			header, after = header[start+2:], false
			continue
		}
		if between := header[:start]; !after || strings.Trim(between, " \t\r\n") != "" {
			b.WriteString(between)
		}
		if err := d.convert(&b, charset, raw); err != nil {
			return "", err
		}
		header, after = header[start+len(word):], true
	}
	b.WriteString(header)
	return b.String(), nil
}

// wordAt is the encoded word that a text begins with, or nothing.
func wordAt(s string) string {
	at := 2
	for range 2 {
		i := strings.IndexByte(s[at:], '?')
		if i < 0 {
			return ""
		}
		at += i + 1
	}
	i := strings.Index(s[at:], "?=")
	if i < 0 {
		return ""
	}
	return s[:at+i+2]
}
