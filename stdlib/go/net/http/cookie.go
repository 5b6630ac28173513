package http

import (
	"errors"
	"log"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A Cookie is what a server wants back with later requests (RFC 6265).
type Cookie struct {
	Name   string
	Value  string
	Quoted bool // whether the value stood between quotes

	Path       string
	Domain     string
	Expires    time.Time
	RawExpires string

	// MaxAge is in seconds; 0 is none, less is to be deleted at once.
	MaxAge      int
	Secure      bool
	HttpOnly    bool
	SameSite    SameSite
	Partitioned bool
	Raw         string
	Unparsed    []string
}

// A SameSite tells whether other sites' requests carry a cookie.
type SameSite int

// What SameSite can be.
const (
	SameSiteDefaultMode SameSite = iota + 1
	SameSiteLaxMode
	SameSiteStrictMode
	SameSiteNoneMode
)

// A CookieJar keeps cookies for a client.
type CookieJar interface {
	SetCookies(u *url.URL, cookies []*Cookie)
	Cookies(u *url.URL) []*Cookie
}

// ErrNoCookie is what Request.Cookie answers where there is none.
var ErrNoCookie = errors.New("http: named cookie not present")

var (
	errBlankCookie        = errors.New("http: blank cookie")
	errEqualNotFound      = errors.New("http: '=' not found in cookie")
	errInvalidCookieName  = errors.New("http: invalid cookie name")
	errInvalidCookieValue = errors.New("http: invalid cookie value")
)

// cookieValue checks a value; between quotes blanks and commas may stand too.
func cookieValue(raw string) (value string, quoted, ok bool) {
	if len(raw) > 1 && raw[0] == '"' && raw[len(raw)-1] == '"' {
		raw, quoted = raw[1:len(raw)-1], true
	}
	for i := 0; i < len(raw); i++ {
		if c := raw[i]; c < 0x20 || c >= 0x7f || c == '"' || c == ';' || c == '\\' {
			return "", quoted, false
		}
	}
	return raw, quoted, true
}

// ParseCookie reads the field Cookie.
func ParseCookie(line string) ([]*Cookie, error) {
	if strings.TrimSpace(line) == "" {
		return nil, errBlankCookie
	}
	var cookies []*Cookie
	for part := range strings.SplitSeq(line, ";") {
		name, raw, found := strings.Cut(strings.TrimSpace(part), "=")
		if !found {
			return nil, errEqualNotFound
		}
		if !validToken(name) {
			return nil, errInvalidCookieName
		}
		value, quoted, ok := cookieValue(raw)
		if !ok {
			return nil, errInvalidCookieValue
		}
		cookies = append(cookies, &Cookie{Name: name, Value: value, Quoted: quoted})
	}
	return cookies, nil
}

// ParseSetCookie reads the field Set-Cookie.
func ParseSetCookie(line string) (*Cookie, error) {
	first, rest, _ := strings.Cut(strings.TrimSpace(line), ";")
	first = strings.TrimSpace(first)
	if first == "" {
		return nil, errBlankCookie
	}
	name, raw, found := strings.Cut(first, "=")
	if !found {
		return nil, errEqualNotFound
	}
	if name = strings.TrimSpace(name); !validToken(name) {
		return nil, errInvalidCookieName
	}
	value, quoted, ok := cookieValue(raw)
	if !ok {
		return nil, errInvalidCookieValue
	}
	c := &Cookie{Name: name, Value: value, Quoted: quoted, Raw: line}
	for part := range strings.SplitSeq(rest, ";") {
		if part = strings.TrimSpace(part); part != "" && !c.attribute(part) {
			c.Unparsed = append(c.Unparsed, part)
		}
	}
	return c, nil
}

// attribute takes one over; false if it is unknown or wrong.
func (c *Cookie) attribute(part string) bool {
	name, value, _ := strings.Cut(part, "=")
	switch strings.ToLower(name) {
	case "samesite":
		modes := map[string]SameSite{
			"lax": SameSiteLaxMode, "strict": SameSiteStrictMode, "none": SameSiteNoneMode,
		}
		c.SameSite = modes[strings.ToLower(value)]
		if c.SameSite == 0 {
			c.SameSite = SameSiteDefaultMode
		}
	case "secure":
		c.Secure = true
	case "httponly":
		c.HttpOnly = true
	case "partitioned":
		c.Partitioned = true
	case "domain":
		c.Domain = value
	case "path":
		c.Path = value
	case "max-age":
		seconds, err := strconv.Atoi(value)
		if err != nil || seconds != 0 && value[0] == '0' {
			return false
		}
		if seconds <= 0 {
			seconds = -1
		}
		c.MaxAge = seconds
	case "expires":
		c.RawExpires = value
		t, err := time.Parse(time.RFC1123, value)
		if err != nil {
			if t, err = time.Parse("Mon, 02-Jan-2006 15:04:05 MST", value); err != nil {
				return false
			}
		}
		c.Expires = t.UTC()
	default:
		return false
	}
	return true
}

// clean removes what may not stand in a value, and quotes it where that helps.
func (c *Cookie) clean() string {
	var b strings.Builder
	for i := 0; i < len(c.Value); i++ {
		if _, _, ok := cookieValue(c.Value[i : i+1]); ok {
			b.WriteByte(c.Value[i])
		} else {
			log.Printf("net/http: invalid byte %q in Cookie.Value; dropping invalid bytes", c.Value[i])
		}
	}
	value := b.String()
	if strings.ContainsAny(value, " ,") || c.Quoted {
		return `"` + value + `"`
	}
	return value
}

// String is the value of Set-Cookie, or of Cookie if only name and value are there; empty if the
// name is none.
func (c *Cookie) String() string {
	if c == nil || !validToken(c.Name) {
		return ""
	}
	var b strings.Builder
	b.WriteString(c.Name + "=" + c.clean())
	if c.Path != "" {
		b.WriteString("; Path=" + strings.Map(func(r rune) rune {
			if r < 0x20 || r >= 0x7f || r == ';' {
				return -1
			}
			return r
		}, c.Path))
	}
	if c.Domain != "" {
		if domain := strings.TrimPrefix(c.Domain, "."); validDomain(domain) {
			b.WriteString("; Domain=" + domain)
		} else {
			log.Printf("net/http: invalid Cookie.Domain %q; dropping domain attribute", c.Domain)
		}
	}
	if c.Expires.Year() >= 1601 {
		b.WriteString("; Expires=" + c.Expires.UTC().Format(TimeFormat))
	}
	if c.MaxAge > 0 {
		b.WriteString("; Max-Age=" + strconv.Itoa(c.MaxAge))
	} else if c.MaxAge < 0 {
		b.WriteString("; Max-Age=0")
	}
	if c.HttpOnly {
		b.WriteString("; HttpOnly")
	}
	if c.Secure {
		b.WriteString("; Secure")
	}
	switch c.SameSite {
	case SameSiteNoneMode:
		b.WriteString("; SameSite=None")
	case SameSiteLaxMode:
		b.WriteString("; SameSite=Lax")
	case SameSiteStrictMode:
		b.WriteString("; SameSite=Strict")
	}
	if c.Partitioned {
		b.WriteString("; Partitioned")
	}
	return b.String()
}

// validDomain reports whether a name is an address, or parts of letters, digits and hyphens, which do not
// begin or end with a hyphen, between dots.
func validDomain(s string) bool {
	if net.ParseIP(s) != nil && !strings.Contains(s, ":") {
		return true
	}
	if s == "" || len(s) > 255 {
		return false
	}
	letters := false
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := 0; i < len(label); i++ {
			c := label[i] | 0x20
			switch {
			case 'a' <= c && c <= 'z':
				letters = true
			case '0' <= label[i] && label[i] <= '9' || label[i] == '-':
			default:
				return false
			}
		}
	}
	return letters
}

// Valid tells what is wrong with a cookie.
func (c *Cookie) Valid() error {
	switch {
	case c == nil:
		return errors.New("http: nil Cookie")
	case !validToken(c.Name):
		return errors.New("http: invalid Cookie.Name")
	case !c.Expires.IsZero() && c.Expires.Year() < 1601:
		return errors.New("http: invalid Cookie.Expires")
	case c.Domain != "" && !validDomain(strings.TrimPrefix(c.Domain, ".")):
		return errors.New("http: invalid Cookie.Domain")
	case c.Partitioned && !c.Secure:
		return errors.New("http: partitioned cookies must be set with Secure")
	}
	for i := 0; i < len(c.Value); i++ {
		if _, _, ok := cookieValue(c.Value[i : i+1]); !ok {
			return errors.New("http: invalid byte " + strconv.QuoteRune(rune(c.Value[i])) + " in Cookie.Value")
		}
	}
	return nil
}

// SetCookie adds a Set-Cookie field to a response.
func SetCookie(w ResponseWriter, cookie *Cookie) {
	if v := cookie.String(); v != "" {
		w.Header().Add("Set-Cookie", v)
	}
}

// readCookies are those of a request with a name, or all. What is wrong is skipped.
func readCookies(h Header, name string) []*Cookie {
	cookies := []*Cookie{}
	for _, line := range h["Cookie"] {
		for part := range strings.SplitSeq(line, ";") {
			all, err := ParseCookie(part)
			if err == nil && (name == "" || all[0].Name == name) {
				cookies = append(cookies, all...)
			}
		}
	}
	return cookies
}

// readSetCookies are those of a response.
func readSetCookies(h Header) []*Cookie {
	cookies := []*Cookie{}
	for _, line := range h["Set-Cookie"] {
		if c, err := ParseSetCookie(line); err == nil {
			cookies = append(cookies, c)
		}
	}
	return cookies
}
