// Package pem reads and writes blocks of bytes as text (RFC 1421, RFC 7468).
package pem

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
)

// A Block has a type, headers and bytes.
type Block struct {
	Type    string
	Headers map[string]string
	Bytes   []byte
}

const (
	begin  = "-----BEGIN "
	end    = "-----END "
	dashes = "-----"
)

// line cuts off the first line, without the space at its end.
func line(data []byte) (first, rest []byte) {
	first, rest, _ = bytes.Cut(data, []byte("\n"))
	return bytes.TrimRight(first, " \t\r"), rest
}

// findLine returns where a line starts with text; -1 if none does.
func findLine(data []byte, text string) int {
	if bytes.HasPrefix(data, []byte(text)) {
		return 0
	}
	if i := bytes.Index(data, []byte("\n"+text)); i >= 0 {
		return i + 1
	}
	return -1
}

// Decode returns the first block and what follows it; nil if there is none.
func Decode(data []byte) (p *Block, rest []byte) {
	rest = data
	for {
		i := findLine(rest, begin)
		if i < 0 {
			return nil, data
		}
		rest = rest[i+len(begin):]
		block, after := decode(rest)
		if block != nil {
			return block, after
		}
	}
}

// decode reads a block behind what begins it; nil if it is not one.
func decode(data []byte) (*Block, []byte) {
	head, rest := line(data)
	name, ok := bytes.CutSuffix(head, []byte(dashes))
	if !ok {
		return nil, nil
	}
	p := &Block{Type: string(name), Headers: make(map[string]string)}
	for {
		if len(rest) == 0 {
			return nil, nil
		}
		header, next := line(rest)
		key, value, ok := bytes.Cut(header, []byte(":"))
		if !ok {
			break
		}
		p.Headers[string(bytes.TrimSpace(key))] = string(bytes.TrimSpace(value))
		rest = next
	}
	i := bytes.Index(rest, []byte("\n"+end))
	from := i + 1
	if len(p.Headers) == 0 && bytes.HasPrefix(rest, []byte(end)) {
		i, from = 0, 0
	}
	if i < 0 {
		return nil, nil
	}
	last, after := line(rest[from:])
	if string(last) != end+p.Type+dashes {
		return nil, nil
	}
	text := bytes.ReplaceAll(bytes.ReplaceAll(rest[:i], []byte(" "), nil), []byte("\t"), nil)
	var err error
	if p.Bytes, err = base64.StdEncoding.AppendDecode([]byte{}, text); err != nil {
		return nil, nil
	}
	return p, after
}

// Encode writes a block.
func Encode(out io.Writer, b *Block) error {
	const width = 64
	var text strings.Builder
	text.WriteString(begin + b.Type + dashes + "\n")
	keys := slices.Sorted(maps.Keys(b.Headers))
	// This one comes first.
	const first = "Proc-Type"
	if i, ok := slices.BinarySearch(keys, first); ok {
		keys = slices.Insert(slices.Delete(keys, i, i+1), 0, first)
	}
	for _, key := range keys {
		if strings.Contains(key, ":") {
			return errors.New("pem: cannot encode a header key that contains a colon")
		}
		text.WriteString(key + ": " + b.Headers[key] + "\n")
	}
	if len(keys) > 0 {
		text.WriteByte('\n')
	}
	for code := base64.StdEncoding.EncodeToString(b.Bytes); code != ""; {
		n := min(width, len(code))
		text.WriteString(code[:n] + "\n")
		code = code[n:]
	}
	text.WriteString(end + b.Type + dashes + "\n")
	_, err := io.WriteString(out, text.String())
	return err
}

// EncodeToMemory returns what Encode writes; nil if it cannot.
func EncodeToMemory(b *Block) []byte {
	var buf bytes.Buffer
	if Encode(&buf, b) != nil {
		return nil
	}
	return buf.Bytes()
}
