// Package mail reads the heads of mail messages, and addresses (RFC 5322, RFC 6532).
package mail

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"
	"sync"
	"time"
)

// A Message has a head, and a body that is read from where the head ended.
type Message struct {
	Header Header
	Body   io.Reader
}

// A Header has the values of each field, by its name in canonical form.
type Header map[string][]string

// ErrHeaderNotPresent is the error of a field that is not there.
var ErrHeaderNotPresent = errors.New("mail: header not in message")

// ReadMessage reads the head of a message.
func ReadMessage(r io.Reader) (*Message, error) {
	tp := textproto.NewReader(bufio.NewReader(r))
	h, err := readHeader(tp)
	if err != nil && (err != io.EOF || len(h) == 0) {
		return nil, err
	}
	return &Message{Header: h, Body: tp.R}, nil
}

// readHeader is more generous about names than package textproto.
func readHeader(r *textproto.Reader) (Header, error) {
	h := Header{}
	if first, err := r.R.Peek(1); err == nil && strings.Contains(" \t", string(first)) {
		line, err := r.ReadLine()
		if err == nil {
			err = fmt.Errorf("malformed initial line: %q", line)
		}
		return h, err
	}
	for {
		line, err := r.ReadContinuedLine()
		if line == "" {
			return h, err
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return h, fmt.Errorf("malformed header line: %q", line)
		}
		name = textproto.CanonicalMIMEHeaderKey(name)
		if name == "" {
			continue
		}
		h[name] = append(h[name], strings.TrimLeft(value, " \t"))
		if err != nil {
			return h, err
		}
	}
}

// Get returns the first value of a field.
func (h Header) Get(key string) string { return textproto.MIMEHeader(h).Get(key) }

// Date parses the field Date.
func (h Header) Date() (time.Time, error) {
	date := h.Get("Date")
	if date == "" {
		return time.Time{}, ErrHeaderNotPresent
	}
	return ParseDate(date)
}

// AddressList parses a field of addresses.
func (h Header) AddressList(key string) ([]*Address, error) {
	list := h.Get(key)
	if list == "" {
		return nil, ErrHeaderNotPresent
	}
	return ParseAddressList(list)
}

// layouts has the forms of dates, what is usual first.
var layouts = sync.OnceValue(func() []string {
	var all []string
	for _, weekday := range []string{"", "Mon, "} {
		for _, day := range []string{"2", "02"} {
			for _, year := range []string{"2006", "06"} {
				for _, second := range []string{":05", ""} {
					for _, zone := range []string{"-0700", "MST", "UT"} {
						all = append(all, weekday+day+" Jan "+year+" 15:04"+second+" "+zone)
					}
				}
			}
		}
	}
	return all
})

// ParseDate parses a date, which a comment may follow.
func ParseDate(date string) (time.Time, error) {
	date = strings.ReplaceAll(date, "\r\n", "")
	if strings.Contains(date, "\r") {
		return time.Time{}, errors.New("mail: header has a CR without LF")
	}
	p := parser{rest: date}
	p.skipSpace()
	date = p.rest
	// A zone is a sign and four digits, or ends in T.
	if sign := strings.IndexAny(date, "+-"); sign >= 0 && len(date) >= sign+5 {
		date, p.rest = date[:sign+5], date[sign+5:]
	} else {
		// Not the first letter, which is a weekday's.
		t := strings.Index(date, "T")
		if t == 0 {
			t = 1 + strings.Index(date[1:], "T")
		}
		if t > 0 && len(date) >= t+5 {
			date, p.rest = date[:t+1], date[t+1:]
		}
	}
	if !p.skipComments() {
		return time.Time{}, errComment
	}
	for _, layout := range layouts() {
		if t, err := time.Parse(layout, date); err == nil {
			return t, nil
		}
	}
	return time.Time{}, errors.New("mail: header could not be parsed")
}
