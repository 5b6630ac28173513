package mail

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"strings"
	"unicode/utf8"
)

// An Address is where mail goes: Barry Gibbs <bg@example.com>.
type Address struct {
	Name    string // may be empty
	Address string // user@domain
}

// ParseAddress parses one address.
func ParseAddress(address string) (*Address, error) {
	return (&AddressParser{}).Parse(address)
}

// ParseAddressList parses addresses with commas between them.
func ParseAddressList(list string) ([]*Address, error) {
	return (&AddressParser{}).ParseList(list)
}

// An AddressParser parses addresses.
type AddressParser struct {
	// WordDecoder decodes encoded words (RFC 2047); it may be nil.
	WordDecoder *mime.WordDecoder
}

// Parse parses one address.
func (a *AddressParser) Parse(address string) (*Address, error) {
	p := parser{address, a.WordDecoder}
	found, err := p.address(true)
	switch {
	case err != nil:
		return nil, err
	case !p.skipComments():
		return nil, errComment
	case p.rest != "":
		return nil, fmt.Errorf("mail: expected single address, got %q", p.rest)
	case len(found) == 0:
		return nil, errors.New("mail: empty group")
	case len(found) > 1:
		return nil, errors.New("mail: group with multiple addresses")
	}
	return found[0], nil
}

// ParseList parses addresses with commas between them.
func (a *AddressParser) ParseList(list string) ([]*Address, error) {
	p := parser{list, a.WordDecoder}
	var all []*Address
	for {
		p.skipSpace()
		if p.consume(',') {
			continue
		}
		found, err := p.address(true)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		if !p.skipComments() {
			return nil, errComment
		}
		if p.rest == "" {
			return all, nil
		}
		if !p.at(',') {
			return nil, errors.New("mail: expected comma")
		}
		for p.consume(',') {
			p.skipSpace()
		}
		if p.rest == "" {
			return all, nil
		}
	}
}

func (a *Address) String() string {
	local, domain := a.Address, ""
	if at := strings.LastIndexByte(a.Address, '@'); at >= 0 {
		local, domain = a.Address[:at], a.Address[at+1:]
	}
	for i, r := range local {
		inner := r == '.' && i > 0 && local[i-1] != '.' && i < len(local)-1
		if !isAtom(r, false) && !inner {
			local = quoted(local)
			break
		}
	}
	angle := "<" + local + "@" + domain + ">"
	if a.Name == "" {
		return angle
	}
	plain := true
	for _, r := range a.Name {
		if !isVisible(r) && !isSpace(r) || r >= utf8.RuneSelf {
			plain = false
		}
	}
	if plain {
		return quoted(a.Name) + " " + angle
	}
	encoding := mime.QEncoding
	if strings.ContainsAny(a.Name, "\"#$%&'(),.:;<>@[]^`{|}~") {
		// Not allowed in the Q-encoding of a phrase.
		encoding = mime.BEncoding
	}
	return encoding.Encode("utf-8", a.Name) + " " + angle
}

func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if isQuotable(r) || isSpace(r) {
			b.WriteRune(r)
		} else if isVisible(r) {
			b.WriteByte('\\')
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

var errComment = errors.New("mail: misformatted parenthetical comment")

// A parser reads what is left of a text.
type parser struct {
	rest    string
	decoder *mime.WordDecoder
}

func (p *parser) at(c byte) bool { return p.rest != "" && p.rest[0] == c }

func (p *parser) consume(c byte) bool {
	if !p.at(c) {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *parser) skipSpace() { p.rest = strings.TrimLeft(p.rest, " \t") }

// skipComments skips comments and space; false if a comment does not end.
func (p *parser) skipComments() bool {
	p.skipSpace()
	for p.consume('(') {
		if _, ok := p.comment(); !ok {
			return false
		}
		p.skipSpace()
	}
	return true
}

// comment reads a comment, which may have others in it, behind its opening.
func (p *parser) comment() (string, bool) {
	var text []byte
	for depth := 1; p.rest != ""; p.rest = p.rest[1:] {
		switch {
		case p.at('\\') && len(p.rest) > 1:
			p.rest = p.rest[1:]
		case p.at('('):
			depth++
		case p.at(')'):
			depth--
		}
		if depth == 0 {
			p.rest = p.rest[1:]
			return string(text), true
		}
		text = append(text, p.rest[0])
	}
	return string(text), false
}

// address reads a mailbox, or a group of them.
func (p *parser) address(groups bool) ([]*Address, error) {
	p.skipSpace()
	if p.rest == "" {
		return nil, errors.New("mail: no address")
	}
	if spec, err := p.spec(); err == nil {
		name := ""
		p.skipSpace()
		if p.at('(') {
			if name, err = p.nameInComment(); err != nil {
				return nil, err
			}
		}
		return []*Address{{name, spec}}, nil
	}
	name := ""
	if !p.at('<') {
		var err error
		if name, err = p.phrase(); err != nil {
			return nil, err
		}
	}
	p.skipSpace()
	if groups && p.consume(':') {
		return p.group()
	}
	if !p.consume('<') {
		if strings.ContainsFunc(name, func(r rune) bool { return !isAtom(r, true) }) {
			return nil, errors.New("mail: no angle-addr")
		}
		return nil, errors.New("mail: missing '@' or angle-addr")
	}
	spec, err := p.spec()
	if err != nil {
		return nil, err
	}
	if !p.consume('>') {
		return nil, errors.New("mail: unclosed angle-addr")
	}
	return []*Address{{name, spec}}, nil
}

// group reads the members of a group, behind the colon.
func (p *parser) group() ([]*Address, error) {
	var all []*Address
	p.skipSpace()
	for !p.consume(';') {
		p.skipSpace()
		// No groups in groups.
		found, err := p.address(false)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		if !p.skipComments() {
			return nil, errComment
		}
		if p.at(';') {
			continue
		}
		if !p.consume(',') {
			return nil, errors.New("mail: expected comma")
		}
		if p.at(';') {
			return nil, p.noMember()
		}
	}
	if !p.skipComments() {
		return nil, errComment
	}
	return all, nil
}

// noMember is the error of a semicolon where an address should be.
func (p *parser) noMember() error {
	_, err := p.address(false)
	return err
}

// spec reads user@domain; if it fails, nothing is read.
func (p *parser) spec() (spec string, err error) {
	before := p.rest
	defer func() {
		if err != nil {
			p.rest = before
		}
	}()
	p.skipSpace()
	if p.rest == "" {
		return "", errors.New("mail: no addr-spec")
	}
	var local, domain string
	if p.at('"') {
		if local, err = p.quotedString(); local == "" {
			err = errors.New("mail: empty quoted string in addr-spec")
		}
	} else {
		local, err = p.atom(true, false)
	}
	if err != nil {
		return "", err
	}
	if !p.consume('@') {
		return "", errors.New("mail: missing @ in addr-spec")
	}
	p.skipSpace()
	if p.rest == "" {
		return "", errors.New("mail: no domain in addr-spec")
	}
	if p.at('[') {
		domain, err = p.literal()
	} else {
		domain, err = p.atom(true, false)
	}
	return local + "@" + domain, err
}

// phrase reads words, which may be quoted or encoded.
func (p *parser) phrase() (string, error) {
	var words []string
	wasEncoded := false
	for {
		if len(words) > 0 && !p.skipComments() {
			return "", errComment
		}
		p.skipSpace()
		if p.rest == "" {
			break
		}
		var word string
		var encoded bool
		var err error
		if p.at('"') {
			word, err = p.quotedString()
		} else if word, err = p.atom(true, true); err == nil {
			word, encoded, err = p.decoded(word)
		}
		if err != nil {
			if len(words) == 0 {
				return "", fmt.Errorf("mail: missing word in phrase: %v", err)
			}
			break
		}
		if wasEncoded && encoded {
			words[len(words)-1] += word
		} else {
			words = append(words, word)
		}
		wasEncoded = encoded
	}
	return strings.Join(words, " "), nil
}

// quotedString reads a string in quotes.
func (p *parser) quotedString() (string, error) {
	var text []rune
	escaped := false
	for i := 1; ; {
		r, size := utf8.DecodeRuneInString(p.rest[i:])
		bad := func() error { return fmt.Errorf("mail: bad character in quoted-string: %q", r) }
		switch {
		case size == 0:
			return "", errors.New("mail: unclosed quoted-string")
		case size == 1 && r == utf8.RuneError:
			return "", fmt.Errorf("mail: invalid utf-8 in quoted-string: %q", p.rest)
		case escaped:
			if !isVisible(r) && !isSpace(r) {
				return "", bad()
			}
			text = append(text, r)
			escaped = false
		case isQuotable(r) || isSpace(r):
			text = append(text, r)
		case r == '"':
			p.rest = p.rest[i+1:]
			return string(text), nil
		case r == '\\':
			escaped = true
		default:
			return "", bad()
		}
		i += size
	}
}

// atom reads an atom, perhaps with dots; a permissive one may have them anywhere.
func (p *parser) atom(dots, permissive bool) (string, error) {
	end := 0
	for {
		r, size := utf8.DecodeRuneInString(p.rest[end:])
		if size == 1 && r == utf8.RuneError {
			return "", fmt.Errorf("mail: invalid utf-8 in address: %q", p.rest)
		}
		if size == 0 || !isAtom(r, dots) {
			break
		}
		end += size
	}
	if end == 0 {
		return "", errors.New("mail: invalid string")
	}
	atom := p.rest[:end]
	p.rest = p.rest[end:]
	switch {
	case permissive:
	case atom[0] == '.':
		return "", errors.New("mail: leading dot in atom")
	case strings.Contains(atom, ".."):
		return "", errors.New("mail: double dot in atom")
	case atom[end-1] == '.':
		return "", errors.New("mail: trailing dot in atom")
	}
	return atom, nil
}

// literal reads a domain that is an IP address in brackets.
func (p *parser) literal() (string, error) {
	p.consume('[')
	var text string
	for {
		if p.rest == "" {
			return "", errors.New("mail: unclosed domain-literal")
		}
		if p.consume(']') {
			break
		}
		r, size := utf8.DecodeRuneInString(p.rest)
		if size == 1 && r == utf8.RuneError {
			return "", fmt.Errorf("mail: invalid utf-8 in domain-literal: %q", p.rest)
		}
		if !isVisible(r) || strings.ContainsRune("[]\\", r) {
			return "", fmt.Errorf("mail: bad character in domain-literal: %q", r)
		}
		text += p.rest[:size]
		p.rest = p.rest[size:]
	}
	if v6, ok := strings.CutPrefix(text, "IPv6:"); ok {
		if len(net.ParseIP(v6)) != net.IPv6len {
			return "", fmt.Errorf("mail: invalid IPv6 address in domain-literal: %q", text)
		}
	} else if net.ParseIP(text).To4() == nil {
		return "", fmt.Errorf("mail: invalid IP address in domain-literal: %q", text)
	}
	return "[" + text + "]", nil
}

// nameInComment reads a comment that stands for a name, as in bg@example.com (Barry Gibbs).
func (p *parser) nameInComment() (string, error) {
	p.consume('(')
	text, ok := p.comment()
	if !ok {
		return "", errComment
	}
	words := strings.FieldsFunc(text, isSpace)
	for i, word := range words {
		decoded, encoded, err := p.decoded(word)
		if err != nil {
			return "", err
		}
		if encoded {
			words[i] = decoded
		}
	}
	return strings.Join(words, " "), nil
}

// decoded decodes an encoded word, and tells whether it is one.
func (p *parser) decoded(word string) (string, bool, error) {
	decoder := p.decoder
	if decoder == nil {
		decoder = &mime.WordDecoder{CharsetReader: func(charset string, _ io.Reader) (io.Reader, error) {
			return nil, charsetError(charset)
		}}
	}
	text, err := decoder.Decode(word)
	if err == nil {
		return text, true, nil
	}
	if _, ok := err.(charsetError); ok {
		return word, true, err
	}
	return word, false, nil
}

type charsetError string

func (e charsetError) Error() string { return fmt.Sprintf("charset not supported: %q", string(e)) }

// isAtom reports whether a character can stand in an atom.
func isAtom(r rune, dots bool) bool {
	if r == '.' {
		return dots
	}
	return !strings.ContainsRune(`()<>[]:;@\,"`, r) && isVisible(r)
}

// isQuotable reports whether a character stands for itself in quotes.
func isQuotable(r rune) bool { return r != '\\' && r != '"' && isVisible(r) }

func isVisible(r rune) bool { return '!' <= r && r <= '~' || r >= utf8.RuneSelf }

func isSpace(r rune) bool { return r == ' ' || r == '\t' }
